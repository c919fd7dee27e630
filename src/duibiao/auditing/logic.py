"""The audit: every rule over every document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from duibiao.auditing import chain
from duibiao.auditing.figures.page import Page
from duibiao.auditing.figures.widths import as_printed, full_width
from duibiao.auditing.model import Audit
from duibiao.auditing.rules import findings
from duibiao.gazetteer import Gazetteer, Place
from duibiao.reading import Statement
from duibiao.reading.report import identify
from duibiao.text import Document


def audit(
    documents: Sequence[Document],
    *,
    place: Place | None = None,
    year: int | None = None,
    gazetteer: Gazetteer,
) -> Audit:
    """Check the printed relations of each document, and of the documents against each other.

    ``place`` and ``year`` are those of all documents; without them each says for itself.
    """
    pages = [page_of(document, place, year, gazetteer) for document in documents]
    order = {page.document.name: number for number, page in enumerate(pages)}
    once = dict.fromkeys(findings(pages))  # a rule may come to one check on two ways
    found = sorted(once, key=lambda f: (order[f.at.doc], f.at.span))
    return Audit(tuple(as_printed(found, documents)))


def chained(
    documents: Sequence[Document], *, place: Place | None = None, gazetteer: Gazetteer
) -> Iterator[tuple[str, ...]]:
    """The headline indicators of consecutive reports, a row each, the names of the columns first."""
    return chain.rows([page_of(document, place, None, gazetteer) for document in documents])


def chain_tables(
    documents: Sequence[Document],
    *,
    place: Place | None = None,
    gazetteer: Gazetteer,
    read: Mapping[str, Sequence[Statement]] | None = None,
) -> list[chain.Table]:
    """The same as tables, one for each government, every figure with where it stands. ``read``: by hash of a
    document its figures, where they were read before.
    """
    pages = [page_of(document, place, None, gazetteer) for document in documents]
    for page in pages:
        page.read = (read or {}).get(page.document.sha256)
    return list(chain.tables(pages))


def page_of(document: Document, place: Place | None, year: int | None, gazetteer: Gazetteer) -> Page:
    """A document as the rules see it."""
    report = identify(document, place=place, year=year)
    return Page(full_width(document), report.place, report.year, gazetteer)
