"""The one model that every rendering of a brief is made from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from duibiao.auditing.model import Finding
from duibiao.briefing.pictures.model import Picture
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
    answers: tuple[tuple[str, Span], ...] = ()
    """``(document, span)`` of the chapter's local sentences that answer this passage best"""


def docs_of(evidence: Evidence) -> tuple[str, ...]:
    """The documents that a local sentence stands in."""
    return (evidence.doc, *(copy.doc for copy in evidence.also))


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a source: ``text`` is what stands at ``span`` of the document called ``doc``."""

    doc: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """Words of an editor, not of a source. ``unsupported``: figures in it that no source has, as written."""

    text: str
    unsupported: tuple[str, ...] = ()


Crop = tuple[int, int, int, int]
"""Percent of a photograph that are cut off at its left, top, right and bottom."""
WHOLE: Crop = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photograph of an editor's own, as it is printed. ``data``: JPEG; sides in pixels."""

    id: str
    """beginning of the SHA-256 of ``data``"""
    file: str
    """as the editor names it"""
    chapter: str
    """id of the chapter that it stands in; empty at the head of the brief"""
    caption: Written
    credit: Written | None
    """who took it, whose it is"""
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """Passages on one subject that bear on the place, why, and what answers them (nothing: unanswered)."""

    id: str
    """made from the first passage that the report has on the subject: an edit finds the chapter by it"""
    title: str
    """short, made only of words of the report"""
    passages: tuple[Quote, ...]
    """the most telling first, the others in reading order; at least one"""
    why: tuple[Reason, ...]
    """of all passages"""
    confidence: Decimal
    """0 to 1"""
    evidence: tuple[Evidence, ...]
    figures: tuple[Statement, ...]
    """of both sides: ``Statement.doc`` tells which"""
    headline: Written | None = None
    """an editor's title, printed in the place of ``title``"""
    intro: Written | None = None
    """an editor's introduction"""
    ids: tuple[str, ...] = ()
    """ids that its passages would have as chapters of their own: what was edited before they came together"""

    @property
    def passage(self) -> Quote:
        """The most telling passage."""
        return self.passages[0]


class Formula(StrEnum):
    """How a number of ours is worked out from the local figure and the report's."""

    SHARE = "share"
    """local ÷ report, in percent"""
    DIFFERENCE = "difference"
    """local − report, in the unit of both (of percentages: 个百分点)"""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The same thing on both sides, side by side, and the number that follows from the two.

    ``local`` and ``report`` agree in indicator, kind, period and unit. ``value`` follows from them by
    ``formula`` and has the precision that it is printed with.
    """

    id: str
    subject: str
    """what is compared, in words of the sources: 县（市、区）, 地区生产总值"""
    period: str
    """ISO-8601 as in ``Statement``; empty where neither side says"""
    local: Statement
    report: Statement
    formula: Formula
    value: Decimal
    unit: str
    """% or 个百分点"""
    target: bool
    """both are aims, not results"""
    chapter: str
    """id of the chapter that prints both; empty when none does"""


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of a project: 签约 供地 审批 开工 在建 投产 达产. ``ahead``: it is still to come."""

    stage: str
    ahead: bool
    said: Words


@dataclass(frozen=True, slots=True)
class Project:
    """A project at the place, what the sources say of it, each with where it is said."""

    id: str
    name: str
    named: tuple[Words, ...]
    """every time a quoted sentence names it"""
    place: str
    """official names of the divisions it lies in, joined by 、; empty when not known"""
    money: tuple[Statement, ...]
    capacity: tuple[Statement, ...]
    steps: tuple[Step, ...]
    """in the order of stages, each once: reached where any source says so"""
    chapters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A firm or institution that quoted sentences name."""

    id: str
    name: str
    named: tuple[Words, ...]
    chapters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A term that the report's own annex explains; ``named``: where quoted passages use it."""

    id: str
    name: str
    explanation: Words
    named: tuple[Words, ...]


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
    parts: tuple[tuple[str, int, int], ...] = ()
    """the report's parts in reading order: ``(heading as printed, first sentence, one past its last)``; what
    stands before the first heading has none"""
    dropped: int = 0
    """sentences of ``strip`` with a reason whose chapter an editor dropped"""


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
    local_targets: tuple[Statement, ...] = ()
    """what the local material aims at in the report's year, in the order of the sources"""
    yardsticks: tuple[Yardstick, ...] = ()
    projects: tuple[Project, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    terms: tuple[Term, ...] = ()
    """in the order in which the brief first uses them"""
    headline: Written | None = None
    """an editor's title of the brief"""
    intro: Written | None = None
    """an editor's introduction to the brief"""
    findings: tuple[Finding, ...] = ()
    """checks of ``duibiao audit`` that do not hold, on figures in what is quoted"""
    pictures: tuple[Picture, ...] = ()
    """charts of its figures, and the map of the place"""
    photographs: tuple[Photograph, ...] = ()
    """an editor's, in the order of the sheet"""


__all__ = [
    "ELLIPSIS",
    "Brief",
    "Chapter",
    "Coverage",
    "Evidence",
    "Finding",
    "Formula",
    "Heading",
    "Organisation",
    "Photograph",
    "Project",
    "Quote",
    "Reason",
    "Source",
    "Statement",
    "Step",
    "Term",
    "Words",
    "Written",
    "Yardstick",
    "docs_of",
]
