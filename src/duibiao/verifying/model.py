"""What verifying a published page against a report finds. Spans of both sides are offsets of their source."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from duibiao.auditing import Finding
from duibiao.gazetteer import Place
from duibiao.matching import Reason
from duibiao.reading.model import Statement
from duibiao.text import Span


class Found(StrEnum):
    """What showed that a stretch of the page is a quotation."""

    LABEL = "label"
    """it stands under a line such as 报告原文"""
    MARKS = "marks"
    """it stands in quotation marks"""
    RUNNING = "running"
    """the report has the same words"""


class Verdict(StrEnum):
    """How a quotation compares with the report, from the best to the worst."""

    WHOLE = "whole"
    SHORTENED = "shortened"
    ALTERED = "altered"
    ABSENT = "absent"


class Where(StrEnum):
    """Where in the quoted words a cut lies."""

    HEAD = "head"
    MIDDLE = "middle"
    TAIL = "tail"
    BETWEEN = "between"
    """whole sentences between two that are quoted"""


class Change(StrEnum):
    """What became of words; ``FIGURE`` is the gravest, ``PUNCTUATION`` is only noted."""

    FIGURE = "figure"
    REPLACED = "replaced"
    DROPPED = "dropped"
    ADDED = "added"
    PUNCTUATION = "punctuation"


class Support(StrEnum):
    """What the sources say of a figure of the page."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"


class Told(StrEnum):
    """Whether the page has a passage that names the place."""

    QUOTED = "quoted"
    ECHOED = "echoed"
    """not quoted, but the page has the same words around the name"""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of one document. ``line`` counts lines of its text, ``paragraph`` blocks of its body, from 1.

    ``paragraph`` is 0 outside the body. An empty span is a point between two characters.
    """

    span: Span
    text: str
    line: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Words of the report that a quotation leaves out. ``at`` is the point of the page where they belong."""

    where: Where
    report: Spot
    at: Spot
    marked: bool
    """…… stands in their place"""
    names: tuple[Reason, ...]
    """how the words that were cut name the place itself"""

    @property
    def grave(self) -> bool:
        """Whether the place itself was cut out and nothing shows it."""
        return bool(self.names) and not self.marked


@dataclass(frozen=True, slots=True)
class Alteration:
    """Words that differ. One side is an empty span where words were added or dropped."""

    kind: Change
    page: Spot
    report: Spot


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that is the same to the letter on both sides, punctuation and white space aside."""

    page: Span
    report: Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation of the page and what became of it.

    ``report``: where the report has it, more than one stretch when the page put them together, none when the
    report has no such words. ``section``: the headings around the first, from the outermost in.
    """

    id: str
    found: Found
    verdict: Verdict
    page: Spot
    report: tuple[Spot, ...]
    section: tuple[str, ...]
    pieces: tuple[Piece, ...]
    cuts: tuple[Cut, ...]
    alterations: tuple[Alteration, ...]
    notes: tuple[Alteration, ...]
    """differences of punctuation"""
    typography: bool
    """some marks are of another width or form (, for ，)"""

    @property
    def silent(self) -> bool:
        """Whether something is cut and nothing shows it."""
        return any(not cut.marked for cut in self.cuts)

    @property
    def grave(self) -> bool:
        """Whether words that were cut silently name the place itself.

        A page that takes only a part of a sentence into its own is not blamed for the rest of it.
        """
        inner = (Where.MIDDLE, Where.BETWEEN)
        return any(cut.grave for cut in self.cuts if self.found is Found.LABEL or cut.where in inner)

    @property
    def inner(self) -> bool:
        """Whether something between the first and the last quoted word is cut."""
        return any(cut.where in (Where.MIDDLE, Where.BETWEEN) for cut in self.cuts)


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a source has a figure. ``rule`` tells how it was found."""

    doc: str
    spot: Spot
    value: Decimal | None
    rule: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the page and what the sources say: ``basis`` is what supports or contradicts it."""

    statement: Statement
    spot: Spot
    support: Support
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class Naming:
    """A sentence of the report that names the place, and whether the page has it.

    ``missed``: the reasons that the page does not have. ``outright``: one of those is the place itself or
    something in it, not only a line that reaches it.
    """

    id: str
    told: Told
    report: Spot
    section: tuple[str, ...]
    reasons: tuple[Reason, ...]
    missed: tuple[Reason, ...]
    outright: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """A published page held against the report that it quotes.

    ``place`` is ``None`` when the page names none and none was given; then ``namings`` is empty.
    ``sources``: name and content hash of the page, the report and the local material, in this order.
    """

    article: str
    article_title: str
    report: str
    report_title: str
    place: Place | None
    year: int | None
    quotations: tuple[Quotation, ...]
    figures: tuple[Figure, ...]
    namings: tuple[Naming, ...]
    sources: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    findings: tuple[tuple[Finding, Spot], ...] = ()
    """what does not add up, and where: in the page, and in what it quotes of the report"""

    def counted(self, verdict: Verdict) -> int:
        """How many quotations have this verdict."""
        return sum(q.verdict is verdict for q in self.quotations)

    @property
    def missing(self) -> tuple[Naming, ...]:
        """Sentences naming the place that the page does not have, or has without the name."""
        return tuple(n for n in self.namings if n.told is Told.MISSING)

    def faults(self, *, strict: bool = False) -> tuple[str, ...]:
        """Why the page should not go out as it is: names of what is wrong, none when all holds.

        ``strict`` also counts cuts that nothing marks and figures that no source supports.
        """
        found = {
            "altered": self.counted(Verdict.ALTERED) > 0,
            "absent": self.counted(Verdict.ABSENT) > 0,
            "place_cut": any(q.grave for q in self.quotations),
            "missing": any(naming.outright for naming in self.missing),
            "contradicted": any(f.support is Support.CONTRADICTED for f in self.figures),
            "silent": strict and any(q.silent for q in self.quotations),
            "inconsistent": strict and bool(self.findings),
            "unsupported": strict and any(f.support is Support.UNSUPPORTED for f in self.figures),
        }
        return tuple(name for name, holds in found.items() if holds)
