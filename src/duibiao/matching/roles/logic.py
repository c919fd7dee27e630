"""The role of a sentence of local material, by rules asked in one order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from duibiao.lexicon import first_answer, load
from duibiao.matching.model import Role

_V = load("duibiao.matching.roles")
_PLAN, _DONE, _FORWARD, _THIS_YEAR = (
    re.compile(_V[name].regex()) for name in ("plan", "done", "forward", "this_year")
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence, the report's year, the role of the sentence before it, and that of its part of the text.

    ``part``: a local report has parts that look back (``DONE``) and forward (``PLAN``); a note has none.
    """

    sentence: str
    year: int
    before: Role | None
    part: Role | None


def past_year(asked: Asked) -> Role | None:
    """2023年…: done before the report's year; what was then a plan (力争2023年…) is context by now."""
    years = [int(y) for y in _YEAR.findall(asked.sentence)]
    if years and max(years) < asked.year:
        return Role.CONTEXT if _opens_with_plan(asked.sentence) else Role.DONE
    return None


def words_of_plan_first(asked: Asked) -> Role | None:
    """力争…突破500亿元: a plan, though 突破 alone would tell of something done."""
    plan, done = _PLAN.search(asked.sentence), _DONE.search(asked.sentence)
    if plan is None:
        return None
    return Role.PLAN if done is None or plan.start() <= done.start() else None


def coming_year(asked: Asked) -> Role | None:
    """2024年…, 今年…: the report's own year or later, with nothing that tells of a result."""
    years = [int(y) for y in _YEAR.findall(asked.sentence)]
    later = max(years) >= asked.year if years else bool(_THIS_YEAR.search(asked.sentence))
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


def part_of_the_text(asked: Asked) -> Role | None:
    """Under 2024年工作安排 everything is a plan, under 2023年工作回顾 everything was done."""
    return asked.part


def stands(asked: Asked) -> Role | None:
    """Nothing tells: how things stand."""
    return Role.CONTEXT


RULES: tuple[Callable[[Asked], Role | None], ...] = (
    past_year,
    part_of_the_text,
    words_of_plan_first,
    words_of_result,
    coming_year,
    words_of_plan,
    goes_on,
    stands,
)


def role(sentence: str, year: int, before: Role | None = None, part: Role | None = None) -> Role:
    """The role of ``sentence`` seen from a report of ``year``."""
    return explain(sentence, year, before, part)[0]


def explain(
    sentence: str, year: int, before: Role | None = None, part: Role | None = None
) -> tuple[Role, str]:
    """The role and the name of the rule that told it (the debug view)."""
    asked = Asked(re.sub(r"\s+", "", sentence), year, before, part)
    return first_answer(RULES, asked)


def _opens_with_plan(sentence: str) -> bool:
    found = _PLAN.search(sentence)
    return found is not None and found.start() < 12
