"""``duibiao ledger``: the store and the questions to it, a module a sub-command."""

from __future__ import annotations

import click

from duibiao.cli.lazy import Lazy

COMMANDS: dict[str, str] = {
    "add": "Take files into the ledger; run again, it goes on where it was stopped.",
    "documents": "What the ledger holds: reports and material with place, year, source and version.",
    "search": "Passages with the words, exact to the character, ranked, with their source.",
    "board": "A place's facts by theme, every cell with its source, and what is missing.",
    "series": "An indicator of a place over the years, with the document behind each figure.",
    "targets": "The targets that reports set and what later reports say became of them.",
    "projects": "Projects with money, capacity, stage and every dated piece of evidence.",
    "programmes": "Members of programmes by level, and the place's share: 1 of 22 counties, 6 of 110 towns.",
    "chains": "Industrial chains as the documents tell them: links in order, firms on them.",
    "audit": "The arithmetic of a place's stored reports, within each and from year to year.",
    "decide": "Join, part, rename or correct projects by hand, and take it back.",
    "export": "A panel for research: Parquet, CSV, Stata or Excel, with a codebook.",
    "cite": "How to cite a document, a figure or the whole data set.",
    "rebuild": "Derive everything anew from the stored documents, with the same ids.",
    "backup": "One consistent copy of the whole ledger while others work with it.",
    "restore": "Put a backup in the ledger's place.",
    "upgrade": "Bring a ledger of an older version to this one.",
}
"""Sub-command -> one line of help."""


@click.group(cls=Lazy, table=COMMANDS, package="duibiao.cli.ledger")
def command() -> None:
    """Keep many documents in one ledger and ask across places and years."""
