"""Results beside what was planned, in one passage: met, beaten, owned up to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Figure, Page, Sentence, sentences_together
from duibiao.auditing.figures.strands import strands
from duibiao.auditing.model import STATED
from duibiao.auditing.rules.order.compared import alike, compare
from duibiao.auditing.rules.remarks import COMPARED, moved, ordered, sign
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message

_V = vocabulary(__package__)
_BEATEN, _MET = (re.compile(_V[name].regex()) for name in ("target_beaten", "target_met"))
_BY_SO_MUCH = re.compile("超额$")
_PLANNED, _ACTUAL, _SUCCESS = (re.compile(_V[name].regex()) for name in ("planned", "actual", "success"))
_ACTUALLY, _STILL = (re.compile(_V[name].regex()) for name in ("actually", "still_as_high"))
_BEYOND = tuple(map(re.compile, _V["beyond_plan"].patterns))
_WITHIN = re.compile(_V["kept_within"].regex())
SAID_MOST = 60
"""Code points around a plan in which it is said to have been met."""
_MISSED = re.compile(f"(?:没有|未能?)能?{_V['reached'].regex()}[^。；]*$")
_NOT_MET = re.compile("[没未](?:有|能)?(?:全面)?完成[^，；。]{0,6}$")


def target_met(page: Page) -> Iterator[Remark]:
    """完成169.8万亩、超额完成100万亩任务: the result is above the target."""
    for sentence in page.sentences:
        for result, target in zip(sentence.figures, sentence.figures[1:], strict=False):
            beaten, met = _BEATEN.search(target.lead), _MET.search(target.lead)
            if (
                (beaten is None and met is None)
                or _NOT_MET.search(target.lead) is not None
                or result.unit != target.unit
                or _MET.search(result.lead + "｜")
                or _BY_SO_MUCH.search(result.lead)
            ):
                continue
            if not target.tail.startswith(_V["task"].words) or "，" in target.lead.strip("，、")[:-1]:
                continue
            yield _target(result, target)


def _target(result: Figure, target: Figure) -> Remark:
    short = abs(result.amount.high) < abs(target.statement.value)
    return ordered(
        result, "<" if short else "≥", target, not short, ("target_reached", "target_missed"),
        (STATED, "target"), recomputed=target.amount.words,
    )  # fmt: skip


def plan_and_result(page: Page) -> Iterator[Remark]:
    """计划建成118个，实际建成128个, where the text says that the plan was met."""
    for group in sentences_together(page):
        for sentence in group:
            for plan, result in pairwise(sentence.figures):
                both = alike(plan, result) and _ACTUAL.search(result.lead)
                if both and _PLANNED.search(plan.lead) and _said_met(page, group[0].span.start, sentence):
                    yield from compare(result, plan, True, "完成计划")


def _said_met(page: Page, start: int, sentence: Sentence) -> bool:
    begin = max(start, sentence.span.start - SAID_MOST)
    return _SUCCESS.search("".join(page.document.text[begin : sentence.span.end].split())) is not None


def fell_below_plan(page: Page) -> Iterator[Remark]:
    """从14.8%降到10%，…，实际回落到6.1%，低于预定的目标: below where it began, and below the plan."""
    for sentence in page.sentences:
        figures = sentence.figures
        for base, plan, came in zip(figures, figures[1:], figures[2:], strict=False):
            match = _ACTUALLY.search(came.lead)
            beyond = next((m for b in _BEYOND if (m := b.search(came.tail))), None)
            if match is None or not base.unit == plan.unit == came.unit:
                continue
            if any(s.base is base and s.end is plan for s in strands(page)):
                yield moved(base, came, match["down"] is None)
                if beyond is not None:
                    yield moved(plan, came, "above" in beyond.groupdict())


def beyond_bound(page: Page) -> Iterator[Remark]:
    """把涨幅控制在10%以内。虽然…，涨幅仍然高达21.7%: above the bound."""
    for group in sentences_together(page):
        figures = [f for s in group for f in s.figures]
        for bound, came in pairwise(figures):
            if bound.unit == came.unit and _STILL.search(came.lead) and _WITHIN.search(bound.lead):
                yield moved(bound, came, True, least=bound.statement.value)


def owned_up(page: Page) -> Iterator[Remark]:
    """能耗下降1.2%。没有实现能耗降低4%的目标: what came is short of what a report says was missed."""
    for group in sentences_together(page):
        for number, sentence in enumerate(group):
            for target in sentence.figures if number else ():
                before = page.document.text[sentence.span.start : target.span.start]
                after = page.document.text[target.span.end : sentence.span.end]
                if _MISSED.search(before) is None or "目标" not in after or target.kind != "growth":
                    continue
                name = target.statement.indicator
                told = [
                    f for s in group[:number] for f in s.figures
                    if f.kind == "growth" and f.unit == target.unit and f.statement.indicator == name
                ]  # fmt: skip
                if told and name and name in target.lead:
                    result = told[-1]
                    short = abs(result.statement.value) < abs(target.statement.value)
                    way = message("below_target")
                    roles = (STATED, "target")
                    yield ordered(result, sign(result, target), target, short, COMPARED, roles, way=way)
