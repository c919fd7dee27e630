"""Find the paragraph that announces the year's targets and take its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duibiao.lexicon import load
from duibiao.reading.model import Statement, Status
from duibiao.text import Document, Part, Span

_WORDS = load("duibiao.briefing.targets")
_ANNOUNCES = re.compile(_WORDS["announces"].regex())
_NO_TARGET = re.compile(_WORDS["no_target"].regex())


def headline_targets(report: Document, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Figures of the announcing paragraph, from the announcement on; empty when the report sets none.

    Where several paragraphs announce targets (a five-year plan and the year), the last one with figures
    counts: reports go from the plan to the year.
    """
    found: tuple[Statement, ...] = ()
    for span in _announcements(report):
        here = tuple(s for s in statements if span.holds(s.span) and _is_target(s))
        found = here or found
    return found


def _is_target(statement: Statement) -> bool:
    return statement.status is not Status.ACHIEVED and not _NO_TARGET.fullmatch(statement.indicator)


def _announcements(report: Document) -> list[Span]:
    spans: list[Span] = []
    for block in report.blocks:
        match = _ANNOUNCES.search(block.span.of(report.text)) if block.part is Part.BODY else None
        if match is not None:
            spans.append(Span(block.span.start + match.start(), block.span.end))
    return spans
