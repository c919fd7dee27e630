"""What a report sets out to reach."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from duibiao.reading.model import Bound, StatementKind
from duibiao.text import Span


class Wording(StrEnum):
    """How binding the words are."""

    HARD = "hard"
    """确保, 不低于, 以上, 以内"""
    SOFT = "soft"
    """左右, 力争, 预期"""
    RANGE = "range"
    """4.5%—5%"""
    PLAIN = "plain"
    """a number and no word"""
    NONE = "none"
    """no number is set: 稳量提质, 与经济增长同步"""


class Form(StrEnum):
    """What a target is set in."""

    NUMBER = "number"
    TIED = "tied"
    """to something that is not known yet: 与经济增长同步, 完成国家下达任务"""
    WORDS = "words"


class Says(StrEnum):
    """What a word of a target does."""

    HARD = "hard"
    SOFT = "soft"
    STRETCH = "stretch"
    """more is wanted than the number says: 在实际工作中努力争取更好结果"""
    ANNOUNCED = "announced"
    """the announcement itself: 主要预期目标"""
    RELATION = "relation"
    """同步, 基本同步, 高于, 完成"""
    STATE = "state"
    """what is to come about, in words: 保持基本平衡"""
    RESPONSIBLE = "responsible"
    """who is to see to it"""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that tells how a target is meant."""

    text: str
    span: Span
    says: Says


class Relation(StrEnum):
    """How a tied target stands to what it is tied to."""

    IN_STEP = "in_step"
    ROUGHLY_IN_STEP = "roughly_in_step"
    ABOVE = "above"
    ASSIGNED = "assigned"
    """what a higher level set, which the report does not say"""


@dataclass(frozen=True, slots=True)
class Tie:
    """What a target without a number is tied to. ``economy``: the growth of the issuer's own economy."""

    relation: Relation
    to: str
    span: Span
    economy: bool


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a report sets out to reach.

    ``span``: its clause; ``statement``: id of the figure, empty when no number is set, and then ``value`` is
    ``None`` and ``unit`` empty. ``value`` and ``value_high`` in the base unit with the printed precision, a
    fall negative. ``standard``: id of the catalogue's indicator, else empty. ``indicator_span``: where the
    words stand that the name is made of, not always the name itself (城镇 of 城乡居民收入); ``None`` where
    none do. ``issuer``: official name of whose report it is, ``issuer_code`` its code, ``year`` the report's.
    ``headline``: from the line that announces the year's targets. ``responsible``: the words that assign it
    to someone, with their span.
    """

    id: str
    doc: str
    span: Span
    statement: str
    form: Form
    indicator: str
    indicator_span: Span | None
    standard: str
    value: Decimal | None
    value_span: Span | None
    value_high: Decimal | None
    unit: str
    bound: Bound
    kind: StatementKind
    wording: Wording
    words: tuple[Word, ...]
    tie: Tie | None
    period: str
    period_span: Span | None
    place: str
    adcode: str
    issuer: str
    issuer_code: str
    year: int
    headline: bool
    section: str
    responsible: Word | None
    text: str
    """the number as printed with its unit, or the words that stand for one"""
