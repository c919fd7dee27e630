"""An audit as one web page: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from jinja2 import Environment

from duibiao.auditing import STATED, Audit, Finding, Operand, Verdict
from duibiao.auditing.wording import interval, kinds, labels
from duibiao.briefing.render import wording
from duibiao.briefing.render.templating import environment
from duibiao.text import Document

AROUND = 36
"""Code points of the source shown on either side of the operands of a finding."""
ORDER = (Verdict.INCONSISTENT, Verdict.NOT_CHECKABLE, Verdict.BY_ROUNDING, Verdict.CONSISTENT)
"""What a reader looks for first stands first."""
FAR = 400
"""Operands further apart than this are shown each in its own words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source: what is an operand has its role."""

    text: str
    role: str


def render_html(made: Audit, documents: Sequence[Document]) -> str:
    """The page, with ``\\n`` line ends; the same audit gives the same page. Every check is on it; what holds
    is folded, and choices of verdict and kind work without scripts.
    """
    told = sorted(made.findings, key=lambda f: ORDER.index(f.verdict))
    had, by_name = {kinds()[f.rule] for f in told}, {d.name: d for d in documents}
    return (
        _environment()
        .get_template("audit.html")
        .render(
            of=made,
            documents=documents,
            sources=[(d.metadata.title or d.name, d.sha256) for d in documents],
            groups=[(v, list(fs)) for v, fs in groupby(told, lambda f: f.verdict)],
            numbers={f.id: number for number, f in enumerate(told, 1)},
            kinds=[kind for kind in dict.fromkeys(kinds().values()) if kind in had],
            marks={kind: f"k{number}" for number, kind in enumerate(dict.fromkeys(kinds().values()))},
            passages={f.id: passages(f, by_name) for f in told},
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
        "roles": labels("roles"),
        "kind_of": kinds(),
        "interval": interval,
        "short_hash": wording.short_hash,
    }
    return made
