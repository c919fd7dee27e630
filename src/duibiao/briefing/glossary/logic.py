"""Read the annex 名词解释 and find its terms in what is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from duibiao.briefing.model import Term, Words
from duibiao.lexicon import load
from duibiao.text import Block, Document, Kind, Part, Span, trimmed

_V = load("duibiao.briefing.glossary")
_ENTRY = re.compile(rf"\s*{_V['number'].regex()}\s*")
_COLON = re.compile(_V["colon"].regex())
_QUOTED = re.compile(r"“[^”]+”")
NAME_MOST = 40
"""Longest name of a term; the longest in the corpus has 18 code points."""
PLAIN_LEAST = 4
"""A term without quotation marks is looked for from this length on: 三资 also begins 三资企业."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the annex and its explanation, as they stand there."""

    name: Span
    explanation: Span


def entries(report: Document) -> list[Entry]:
    """The annex' entries in reading order; an explanation may stand on the lines below its term."""
    found: list[Entry] = []
    for blocks in _numbered(report):
        text, first = report.text, blocks[0].span
        mark = _ENTRY.match(text, first.start, first.end)
        colon = _COLON.search(text, mark.end(), first.end) if mark is not None else None
        if mark is None or colon is None:
            continue
        name = trimmed(text, mark.end(), colon.start())
        explanation = trimmed(text, colon.end(), blocks[-1].span.end)
        if 0 < name.size <= NAME_MOST and explanation.size:
            found.append(Entry(name, explanation))
    return found


def _numbered(report: Document) -> Iterator[list[Block]]:
    """The blocks of the annex from one number to the next."""
    group: list[Block] = []
    for block in report.blocks:
        if block.part is not Part.GLOSSARY or block.kind in (Kind.META, Kind.FURNITURE):
            continue
        if _ENTRY.match(report.text, block.span.start, block.span.end):
            if group:
                yield group
            group = [block]
        elif group:
            group.append(block)
    if group:
        yield group


def terms(report: Document, quoted: Iterable[Span]) -> list[Term]:
    """The terms that stand in ``quoted`` spans of the report, in the order in which these use them first."""
    spans = list(quoted)
    told: list[tuple[int, Term]] = []
    for entry in entries(report):
        found = _uses(report, entry, spans)
        if found:
            name = re.sub(r"\s+", "", entry.name.of(report.text))
            words = tuple(Words(report.name, span, span.of(report.text)) for _, span in found)
            explained = Words(report.name, entry.explanation, entry.explanation.of(report.text))
            made = Term(report.fact_id("term", *entry.name), name, explained, words)
            told.append((found[0][0], made))
    return [term for _, term in sorted(told, key=lambda t: t[0])]


def _uses(report: Document, entry: Entry, spans: Sequence[Span]) -> list[tuple[int, Span]]:
    """``(number of the quoted span, where)`` of the term's whole name, else of its part in “”."""
    name = entry.name.of(report.text)
    quoted = _QUOTED.search(name)
    for wanted in (name, quoted.group() if quoted else ""):
        if len(wanted) < (PLAIN_LEAST if "“" not in wanted else 3):
            continue
        found = [
            (number, Span(span.start + m.start(), span.start + m.end()))
            for number, span in enumerate(spans)
            for m in re.finditer(re.escape(wanted), span.of(report.text))
        ]
        if found:
            return found
    return []
