"""The facts that reading a document gives. Every field that is printed keeps its own span."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from duibiao.text import Span


class Bound(StrEnum):
    """How a printed number bounds the value."""

    EXACT = "exact"
    APPROX = "approx"
    MIN = "min"
    MAX = "max"
    RANGE = "range"


class StatementKind(StrEnum):
    """What a quantity says of its indicator."""

    LEVEL = "level"
    GROWTH = "growth"
    CHANGE = "change"
    SHARE = "share"
    RANK = "rank"
    RATIO = "ratio"
    DURATION = "duration"


class Status(StrEnum):
    """Whether what is said has happened."""

    ACHIEVED = "achieved"
    TARGET = "target"
    ONGOING = "ongoing"
    OTHER = "other"


class MentionType(StrEnum):
    """What kind of thing a name stands for."""

    PLACE = "place"
    REGION = "region"
    ZONE = "zone"
    PROJECT = "project"
    ORGANISATION = "organisation"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Statement:
    """One quantity and what it means: a row of ``duibiao read``.

    ``value`` is in the base unit with the printed precision; ``value_high`` only for ranges. A period is
    an ISO-8601 year, part of a year or interval (``2025``, ``2021/2025``, ``2025-H1``). ``place`` is the
    official full name. Spans are ``None`` where the field does not come from words of the text.
    """

    id: str
    doc: str
    span: Span
    text: str
    value: Decimal
    value_high: Decimal | None
    unit: str
    bound: Bound
    kind: StatementKind
    indicator: str
    indicator_span: Span | None
    period: str
    period_span: Span | None
    place: str
    adcode: str
    place_span: Span | None
    status: Status
    sentence_span: Span
    section: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text and what it stands for: a row of ``duibiao names``.

    ``name``: official or canonical name, ``None`` when it stays open, and then ``why`` says for what reason.
    ``adcode``: of one division or zone; ``adcodes``: of all that a compound (川渝) or a project touches.
    ``nested``: it stands inside another mention (深圳 in 深圳理工大学). ``sites``: of a project or
    organisation the counties and towns that its name or a catalogue tells (茅台镇 of 遵义茅台机场), finer
    than ``adcodes``.
    """

    id: str
    doc: str
    span: Span
    text: str
    type: MentionType
    name: str | None
    adcode: str
    adcodes: tuple[str, ...]
    level: str
    nested: bool
    why: str
    sites: tuple[str, ...] = ()
