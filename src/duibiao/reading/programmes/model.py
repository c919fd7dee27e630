"""What a text says of the members of a programme."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from duibiao.reading.model import Bound
from duibiao.text import Span


class Tier(StrEnum):
    """The level of members."""

    COUNTY = "县"
    TOWN = "镇"
    VILLAGE = "村"


@dataclass(frozen=True, slots=True)
class Member:
    """A place that is named as a member. ``adcode``: empty when the name is not resolved."""

    name: str
    adcode: str
    span: Span


@dataclass(frozen=True, slots=True)
class ProgrammeFact:
    """How many places of one level a programme has, or which.

    ``span`` and ``text``: the count (110个), or the label where nothing is counted. ``programme``: canonical
    name, or the label when that is a name of its own (国家乡村振兴示范县); empty when nothing tells.
    ``label``: what the members are called (典型, 十八罗汉). ``round``: 首批, 第二批, or empty. ``chooser``:
    who chose them, with ``chooser_span`` where printed, else the report's own place. ``place``: whose members
    they are. ``done``: whether they have been chosen; else they are to be.
    """

    id: str
    doc: str
    span: Span
    text: str
    programme: str
    programme_span: Span | None
    programme_why: str
    label: str
    label_span: Span
    round: str
    tier: Tier
    count: Decimal | None
    bound: Bound | None
    statement: str
    members: tuple[Member, ...]
    chooser: str
    chooser_adcode: str
    chooser_span: Span | None
    place: str
    adcode: str
    done: bool
    period: str
    period_span: Span | None
    period_why: str
    sentence_span: Span
    why: str
