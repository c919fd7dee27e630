"""An audit as one web page: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment

from duibiao.auditing import STATED, Audit, Finding, Operand, Verdict
from duibiao.auditing.wording import labels
from duibiao.briefing.render import wording
from duibiao.briefing.render.templating import environment
from duibiao.text import Document

AROUND = 36
"""Code points of the source shown on either side of the operands of a finding."""
FAR = 400
"""Operands further apart than this are shown each in its own words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source: what is an operand has its role."""

    text: str
    role: str


def render_html(made: Audit, documents: Sequence[Document]) -> str:
    """The page, with ``\\n`` line ends; the same audit gives the same page."""
    told = [f for f in made.findings if f.verdict in (Verdict.INCONSISTENT, Verdict.NOT_CHECKABLE)]
    return (
        _environment()
        .get_template("audit.html")
        .render(
            of=made,
            documents=documents,
            sources=[(d.metadata.title or d.name, d.sha256) for d in documents],
            told=sorted(told, key=lambda f: f.verdict is not Verdict.INCONSISTENT),
            passages={f.id: passages(f, {d.name: d for d in documents}) for f in told},
        )
    )


def passages(finding: Finding, documents: Mapping[str, Document]) -> list[tuple[str, list[Piece]]]:
    """The words around the operands, document by document, with the operands marked."""
    groups: list[list[Operand]] = []
    for operand in sorted(finding.operands, key=lambda o: (o.doc, o.span)):
        near = groups and groups[-1][-1].doc == operand.doc
        if near and operand.span.start - groups[-1][-1].span.end < FAR:
            groups[-1].append(operand)
        else:
            groups.append([operand])
    return [(group[0].doc, _pieces(group, documents[group[0].doc].text)) for group in groups]


def _pieces(group: Sequence[Operand], text: str) -> list[Piece]:
    at = max(0, group[0].span.start - AROUND)
    made: list[Piece] = []
    for operand in group:
        if operand.span.start >= at:
            made.append(Piece(text[at : operand.span.start], ""))
            made.append(Piece(operand.text, operand.role))
            at = operand.span.end
    return [*made, Piece(text[at : at + AROUND], "")]


@cache
def _environment() -> Environment:
    made = environment("duibiao.briefing.render.audit")
    made.globals |= {
        "STATED": STATED,
        "verdicts": labels("verdicts"),
        "rules": labels("rules"),
        "short_hash": wording.short_hash,
    }
    return made
