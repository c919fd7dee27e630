"""The one model that every rendering of a brief is made from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from duibiao.matching.model import Evidence, Reason
from duibiao.reading.model import Statement
from duibiao.text import Span

ELLIPSIS = "……"
"""Stands in a quote for every part of the passage that is left out."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the brief is about. ``date`` is ISO-8601; an empty string means that the report does not say."""

    title: str
    """title of the report, e.g. 2024年广东省政府工作报告"""
    doc: str
    """file name of the report"""
    report_place: str
    report_adcode: str
    year: int
    date: str
    sha256: str
    place: str
    adcode: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of the report as it is printed and as it is quoted.

    ``text`` is the source to the letter, ``quote`` the same with …… for every part that ``kept`` leaves out.
    """

    span: Span
    text: str
    quote: str
    kept: tuple[Span, ...]
    section: tuple[str, ...]
    """headings from the outermost in, as printed"""
    paragraph: int
    """number of the paragraph in the report's body, from 1"""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A passage that bears on the place, why, and the local evidence that answers it (none: unanswered)."""

    id: str
    title: str
    """short, made only of words of the report"""
    passage: Quote
    why: tuple[Reason, ...]
    confidence: Decimal
    """0 to 1"""
    evidence: tuple[Evidence, ...]
    figures: tuple[Statement, ...]
    """of both sides: ``Statement.doc`` tells which"""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that was read. ``used``: at least one sentence of it is quoted."""

    number: int
    doc: str
    title: str
    date: str
    origin: str
    sha256: str
    used: bool
    note: str
    """why it was not used, e.g. 通篇未提及肇庆市; empty when used"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the report concerns the place, in sentences of its body."""

    sentences: int
    named: int
    """sentences that name the place, something within it, or a line, zone or project of its name"""
    concerned: int
    """sentences in any chapter or unanswered passage"""
    in_chapters: int
    in_unanswered: int
    evidence_documents: int
    evidence_used: int
    strip: tuple[tuple[int, int, str, str], ...]
    """a sentence each, in reading order: ``(start, end, strongest reason's kind or "", chapter id or "")``"""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a report means for a place, with its sources."""

    heading: Heading
    targets: tuple[Statement, ...]
    """the report's headline targets for the year, in reading order"""
    chapters: tuple[Chapter, ...]
    unanswered: tuple[Chapter, ...]
    coverage: Coverage
    sources: tuple[Source, ...]
    """the report first (number 1), then the local material"""
    notes: tuple[str, ...]
    """what a reader must know, in Chinese, e.g. 没有提供本地材料"""


__all__ = ["ELLIPSIS", "Brief", "Chapter", "Coverage", "Evidence", "Heading", "Quote", "Reason", "Source"]
