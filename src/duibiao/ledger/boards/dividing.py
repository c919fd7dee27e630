"""Which section of its board a passage stands in, clause by clause where its clauses differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from duibiao.ledger.boards.model import Board, Cell, Section
from duibiao.ledger.boards.pieces import clauses
from duibiao.ledger.boards.supply import Material
from duibiao.text import Span, trimmed


def divided(
    board: Board, material: Material, span: Span, found: Sequence[Cell]
) -> Iterator[tuple[Section, Span]]:
    """The parts of a passage by section. A clause that no section asks for goes with the one before it, or
    with the one after it at the beginning; a passage that none asks for stands whole in the last."""
    cut = [c.span for c in clauses(material.document.text, span)]
    asked = [_taker(board, material, clause, found) for clause in cut]
    known = [i for i, section in enumerate(asked) if section is not None]
    if not known:
        yield board.sections[-1], span
        return
    before: Section | None = asked[known[0]]
    told: list[Section] = []
    for section in asked:
        before = section or before
        assert before is not None
        told.append(before)
    for title, group in groupby(range(len(cut)), key=lambda i: told[i].title):
        run = list(group)
        section = next(s for s in board.sections if s.title == title)
        yield section, trimmed(material.document.text, cut[run[0]].start, cut[run[-1]].end)


def _taker(board: Board, material: Material, clause: Span, found: Sequence[Cell]) -> Section | None:
    """The first section that asks for what stands in a clause; ``None`` when only the last would take it."""
    here = [c for c in found if clause.start <= c.source.span.start < clause.end]
    standards = {material.standards.get(c.statement.id, "") for c in here if c.statement is not None}
    words = "".join(clause.of(material.document.text).split())
    labels = " ".join(c.label for c in here)
    for section in board.sections[:-1]:
        if any(c.kind in section.kinds for c in here) or section.indicators & standards:
            return section
        if section.pattern and re.search(section.pattern, f"{words} {labels}"):
            return section
    return None
