"""The chain of consecutive reports as one web page: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from duibiao.auditing.chain import Table, words
from duibiao.briefing.render import wording
from duibiao.briefing.render.templating import environment
from duibiao.text import Document


def render_chain(tables: Sequence[Table], documents: Sequence[Document]) -> str:
    """The page, with ``\\n`` line ends: a table for each indicator of each government."""
    made = environment("duibiao.briefing.render.audit")
    homes = wording.labels("homes")
    made.globals |= {"short_hash": wording.short_hash, "words": words}
    sources = [(d.metadata.title or d.name, d.sha256) for d in documents]
    named = [(homes.get(table.adcode, table.place), table) for table in tables]
    return made.get_template("chain.html").render(tables=named, sources=sources)
