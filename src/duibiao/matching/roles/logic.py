"""The role of a sentence of local material, by rules asked in one order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from duibiao.lexicon import first_answer, load
from duibiao.matching.model import Role

_V = load("duibiao.matching.roles")
_PLAN, _DONE, _FORWARD, _COUNTS = (
    re.compile(_V[name].regex()) for name in ("plan", "done", "forward", "counts")
)
_RELATIVE = tuple(
    (re.compile(_V[name].regex()), away)
    for name, away in (("last_year", -1), ("this_year", 0), ("next_year", 1))
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence, the report's year, the role of the sentence before it, and that of its part of the text.

    ``part``: a local report has parts that look back (``DONE``) and forward (``PLAN``); a note has none.
    ``own``: the year in which the text itself was written, by which 今年 and 去年 are meant.
    """

    sentence: str
    year: int
    before: Role | None
    part: Role | None
    own: int

    @property
    def years(self) -> list[int]:
        """The years that the sentence speaks of."""
        found = [int(y) for y in _YEAR.findall(self.sentence)]
        return found + [self.own + away for pattern, away in _RELATIVE if pattern.search(self.sentence)]


def past_year(asked: Asked) -> Role | None:
    """2023年…, or 今年 in a note of 2023; what was then a plan (力争2023年…) is context by now."""
    years = asked.years
    if years and max(years) < asked.year:
        return Role.CONTEXT if _opens_with_plan(asked.sentence) else Role.DONE
    return None


def plan_of_an_old_note(asked: Asked) -> Role | None:
    """将建设水厂两座, in a note of an earlier year: whether it was built is not known here."""
    if asked.own < asked.year and not asked.years and _PLAN.search(asked.sentence):
        return Role.CONTEXT
    return None


def words_of_plan_first(asked: Asked) -> Role | None:
    """力争…突破500亿元: a plan, though 突破 alone would tell of something done."""
    plan, done = _PLAN.search(asked.sentence), _DONE.search(asked.sentence)
    if plan is None:
        return None
    return Role.PLAN if done is None or plan.start() <= done.start() else None


def coming_year(asked: Asked) -> Role | None:
    """2024年…, 今年…: the report's own year or later, with nothing that tells of a result."""
    later = max(asked.years, default=0) >= asked.year
    return Role.PLAN if later and not _DONE.search(asked.sentence) else None


def words_of_result(asked: Asked) -> Role | None:
    """已完成, 落户, 入选."""
    return Role.DONE if _DONE.search(asked.sentence) else None


def words_of_plan(asked: Asked) -> Role | None:
    """Words of plan after words of result, where nothing else told."""
    return Role.PLAN if _PLAN.search(asked.sentence) else None


def goes_on(asked: Asked) -> Role | None:
    """在镇街层面，深入推进…: words of work right after a plan go on with it."""
    return Role.PLAN if asked.before is Role.PLAN and _FORWARD.search(asked.sentence) else None


def goes_on_counting(asked: Asked) -> Role | None:
    """新增学位4200个。: counts right after something done were done with it."""
    return Role.DONE if asked.before is Role.DONE and _COUNTS.search(asked.sentence) else None


def part_of_the_text(asked: Asked) -> Role | None:
    """Under 2024年工作安排 everything is a plan, under 2023年工作回顾 everything was done."""
    return asked.part


def stands(asked: Asked) -> Role | None:
    """Nothing tells: how things stand."""
    return Role.CONTEXT


RULES: tuple[Callable[[Asked], Role | None], ...] = (
    past_year,
    part_of_the_text,
    plan_of_an_old_note,
    words_of_plan_first,
    words_of_result,
    coming_year,
    words_of_plan,
    goes_on,
    goes_on_counting,
    stands,
)


def role(
    sentence: str, year: int, before: Role | None = None, part: Role | None = None, own: int | None = None
) -> Role:
    """The role of ``sentence`` seen from a report of ``year``; ``own``: when it was written."""
    return explain(sentence, year, before, part, own)[0]


def explain(
    sentence: str, year: int, before: Role | None = None, part: Role | None = None, own: int | None = None
) -> tuple[Role, str]:
    """The role and the name of the rule that told it (the debug view)."""
    asked = Asked(re.sub(r"\s+", "", sentence), year, before, part, year if own is None else own)
    return first_answer(RULES, asked)


def _opens_with_plan(sentence: str) -> bool:
    found = _PLAN.search(sentence)
    return found is not None and found.start() < 12
