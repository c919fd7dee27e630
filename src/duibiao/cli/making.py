"""The whole way from files to a brief, as a command or a service calls it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from duibiao.briefing import Brief, Ingredients, compose
from duibiao.briefing.guard import check, check_rendered
from duibiao.briefing.render import render_html, render_json, render_markdown
from duibiao.cli.files import gather
from duibiao.gazetteer import Gazetteer
from duibiao.matching import match, warm
from duibiao.reading import read_statements
from duibiao.reading.report import identify, require_year
from duibiao.sources import read_document
from duibiao.text import Document

_RENDER = {"html": render_html, "json": render_json, "md": render_markdown}


@dataclass(frozen=True, slots=True)
class Made:
    """A checked brief, the documents it quotes, and files of folders that could not be read."""

    brief: Brief
    documents: dict[str, Document]
    skipped: tuple[str, ...]


def make_brief(
    report: Path,
    place_name: str,
    evidence: Sequence[Path],
    *,
    year: int | None = None,
    trusted: bool = False,
    extra: Path | None = None,
) -> Made:
    """Read, match, compose and check. Raises a ``DuibiaoError`` before anything is written."""
    if evidence:
        warm()
    document = read_document(report)
    gazetteer = Gazetteer.load(extra)
    identified = identify(document, year=year)
    year = require_year(identified, document)
    place = gazetteer.resolve(place_name, year)
    gathered, skipped = gather(evidence)
    material = [_beside(document, one) for one in gathered if one.sha256 != document.sha256]
    matched = match(
        document, place, year, material, home=identified.place, gazetteer=gazetteer, trusted=trusted
    )
    quoted = {e.doc for p in matched.answered for e in p.evidence}
    statements = {document.name: read_statements(document, place=identified.place, year=year)}
    for one in material:
        if one.name in quoted:
            statements[one.name] = read_statements(one, place=place, year=year)
    brief = compose(Ingredients(document, identified, place, year, matched, material, statements))
    documents = {one.name: one for one in (document, *material)}
    check(brief, documents)
    return Made(brief, documents, tuple(skipped))


def _beside(report: Document, one: Document) -> Document:
    """Local material that happens to be called like the report gets a name of its own."""
    return replace(one, name=f"{one.name}#2") if one.name == report.name else one


def render(made: Made, kind: str) -> str:
    """The brief as ``html``, ``json`` or ``md``, every digit of it traced to a source or a count."""
    output = _RENDER[kind](made.brief)
    check_rendered(output, made.brief, made.documents)
    return output


__all__ = ["Made", "make_brief", "render"]
