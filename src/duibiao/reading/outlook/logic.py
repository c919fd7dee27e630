"""The direction and period of every section of a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from duibiao.lexicon import load
from duibiao.text import Document, Section

_V = load("duibiao.reading.outlook")
_HEADING_BACK, _HEADING_AHEAD, _TEXT_BACK, _TEXT_AHEAD = (
    re.compile(_V[name].regex()) for name in ("heading_back", "heading_ahead", "text_back", "text_ahead")
)
_PLANS = re.compile(_V["plans"].regex())
_PLAN_NUMBER = "一二三四五六七八九十"
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_NAMES_YEARS = re.compile("[年五]")
_UNKNOWN = "nothing_tells"
FIRST_PLAN_START = 1953
"""The first five-year plan ran from 1953; from the sixth (1981) on they follow without a gap."""


class Direction(StrEnum):
    """Where a section looks. ``NONE``: neither its heading nor its text tells."""

    BACK = "back"
    AHEAD = "forward"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """``period``: ISO-8601 year or interval (``2023``, ``2021/2025``); ``why``: the rule that told."""

    direction: Direction
    period: str
    why: str


def outlook(document: Document, year: int) -> list[Outlook]:
    """One ``Outlook`` for each of ``document.sections``. ``year``: the one that the report plans."""
    made: list[Outlook] = []
    for section in document.sections:
        inherited = made[section.parent] if section.parent >= 0 else None
        judged = _judge(document, section, inherited, year)
        made.append(judged if judged.why != _UNKNOWN else _as_before(document, made, section, judged))
    return made


def _as_before(document: Document, made: Sequence[Outlook], section: Section, judged: Outlook) -> Outlook:
    """A section that does not tell looks where the one before it does, under the same heading."""
    if not made or section.parent < 0:
        return judged
    before = document.sections[len(made) - 1]
    if before.parent != section.parent or before.level != section.level:
        return judged
    return Outlook(made[-1].direction, made[-1].period, "as_the_section_before")


def _judge(document: Document, section: Section, inherited: Outlook | None, year: int) -> Outlook:
    for rule in RULES:
        direction = rule(document, section, inherited)
        if direction is not None:
            return Outlook(direction, _period(document, section, direction, inherited, year), rule.__name__)
    return Outlook(Direction.NONE, str(year), _UNKNOWN)


Rule = Callable[[Document, Section, Outlook | None], Direction | None]


def heading_says_so(document: Document, section: Section, inherited: Outlook | None) -> Direction | None:
    """一、2023年工作回顾 · 二、2024年工作安排. A heading that says both ways says neither."""
    if section.level >= 3 and inherited is not None:
        return None
    title = _plain_title(document, section)
    back, ahead = _HEADING_BACK.search(title), _HEADING_AHEAD.search(title)
    if back and ahead:
        return Direction.NONE
    if back or ahead:
        return Direction.BACK if back else Direction.AHEAD
    return None


def plans(title: str) -> bool:
    """Whether what stands under ``title`` is to be done (附件：2026年十件民生实事)."""
    plain = title.translate(_DIGITS)
    return _PLANS.search(plain) is not None and _HEADING_BACK.search(plain) is None


def parent_looks_there(document: Document, section: Section, inherited: Outlook | None) -> Direction | None:
    """A section inside one that looks back looks back."""
    return (
        inherited.direction if inherited is not None and inherited.direction is not Direction.NONE else None
    )


def words_of_the_text(document: Document, section: Section, inherited: Outlook | None) -> Direction | None:
    """Headings without a time (State Council 2000-2007, 内蒙古 2026): what its sentences say most."""
    text = section.span.of(document.text)
    back, ahead = len(_TEXT_BACK.findall(text)), len(_TEXT_AHEAD.findall(text))
    if back == ahead:
        return None
    return Direction.BACK if back > ahead else Direction.AHEAD


RULES: tuple[Rule, ...] = (heading_says_so, parent_looks_there, words_of_the_text)
"""Asked in this order; the first answer stands."""


def _period(
    document: Document, section: Section, direction: Direction, inherited: Outlook | None, year: int
) -> str:
    """The years a heading names, else those of the enclosing section, else by direction."""
    title = _plain_title(document, section)
    if _NAMES_YEARS.search(title) is None:
        return _as_inherited(direction, inherited, year)
    named = re.search(r"(\d{4})年", title)
    if named is not None and FIRST_PLAN_START - 4 <= int(named[1]) <= year + 1:
        return named[1]
    plan = re.search(rf"[“「]?([{_PLAN_NUMBER}]{{1,2}})五[”」]", title)
    if plan is not None:
        start = plan_start(plan[1])
        return f"{start}/{start + 4}"
    if re.search(r"五年", title):
        return f"{year}/{year + 4}" if direction is Direction.AHEAD else f"{year - 5}/{year - 1}"
    return _as_inherited(direction, inherited, year)


def _as_inherited(direction: Direction, inherited: Outlook | None, year: int) -> str:
    if inherited is not None and inherited.direction is direction:
        return inherited.period
    return str(year - 1) if direction is Direction.BACK else str(year)


def _plain_title(document: Document, section: Section) -> str:
    return section.title(document.text).translate(_DIGITS)


def plan_start(number: str) -> int:
    """First year of the five-year plan: 一 1953, 二 1958, 三 1966, 六 1981, 十四 2021, 十五 2026."""
    tens, _, ones = number.rpartition("十")
    value = (10 if "十" in number and not tens else 0) + (_PLAN_NUMBER.find(ones) + 1 if ones else 0)
    return {1: 1953, 2: 1958}.get(value, 1966 + (value - 3) * 5)
