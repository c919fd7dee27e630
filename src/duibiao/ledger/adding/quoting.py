"""What a local page quotes of a report from above: those words are not the place's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from duibiao.lexicon import load
from duibiao.reading import Statement
from duibiao.reading.programmes import ProgrammeFact
from duibiao.text import Document, Span

_HEADINGS = re.compile(load("duibiao.ledger.adding")["quoted_headings"].regex())


def quoted_sections(document: Document) -> list[bool]:
    """By section: its heading, or that of the section it lies in, says that the report is quoted."""
    named = [bool(_HEADINGS.search(section.title(document.text))) for section in document.sections]
    return [
        here or (section.parent >= 0 and named[section.parent])
        for here, section in zip(named, document.sections, strict=True)
    ]


def quoted_spans(document: Document) -> list[Span]:
    """Of the sentences that a local page gives as the report's from above, in order."""
    quoted = quoted_sections(document)
    return [s.span for s in document.sentences if s.section >= 0 and quoted[s.section]]


def unowned(statements: Iterable[Statement], quoted: Sequence[Span]) -> list[Statement]:
    """Statements that are quoted and name no place are nobody's: whose report it is the page need not say."""
    return [
        replace(s, place="", adcode="") if s.place_span is None and _within(s.span, quoted) else s
        for s in statements
    ]


def not_quoted(facts: Iterable[ProgrammeFact], quoted: Sequence[Span]) -> list[ProgrammeFact]:
    """Counts of members that a local page quotes are the report's, where they stand already."""
    return [fact for fact in facts if not _within(fact.span, quoted)]


def _within(span: Span, quoted: Sequence[Span]) -> bool:
    return any(one.holds(span) for one in quoted)
