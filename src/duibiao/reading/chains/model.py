"""An industrial chain where a sentence tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from duibiao.text import Span


class ChainKind(StrEnum):
    """How the text tells of it."""

    ORDER = "order"
    """one after the other: 从电芯到电箱、电柜和集装箱"""
    PARTS = "parts"
    """side by side: 涵盖电池、材料、装备、回收"""
    TIER = "tier"
    """where on it: 上游, 中游, 下游"""
    NAMED = "named"
    """by name only: 新能源汽车产业链"""


@dataclass(frozen=True, slots=True)
class Link:
    """A stage of a chain. ``position``: from 1 as told; ``tier``: 上游, 中游, 下游 where told, else empty."""

    name: str
    span: Span
    position: int
    tier: str


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm or product that is on the chain. ``role``: 上下游企业, 供应商, 链主, as printed."""

    name: str
    span: Span
    role: str
    role_span: Span


@dataclass(frozen=True, slots=True)
class Chain:
    """``industry``: whose chain (新型储能), empty when nothing tells, then ``industry_span`` is ``None``.

    ``span`` and ``text``: the words that tell of the chain. ``whole``: it is said to be complete (全产业链).
    """

    id: str
    doc: str
    span: Span
    text: str
    kind: ChainKind
    industry: str
    industry_span: Span | None
    links: tuple[Link, ...]
    firms: tuple[Firm, ...]
    whole: bool
    adcode: str
    place_span: Span | None
    sentence_span: Span
    why: str
