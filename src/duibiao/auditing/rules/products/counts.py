"""Counts: so many of such a size, one in so many days, so much a head; results against targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Claim, Remark, judge
from duibiao.auditing.figures.amounts import Amount, unit_step
from duibiao.auditing.figures.page import Figure, Page, Sentence, sentences_together, years_of
from duibiao.auditing.figures.units import factor
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message

_V = vocabulary(__package__)
_TOTAL, _EVERY, _ONE_THING, _PER = (
    re.compile(_V[name].regex()) for name in ("total_of_product", "every", "one_thing", "per_head")
)
_CONVERTED = re.compile(_V["converted"].regex())
_BEATEN, _MET = (re.compile(_V[name].regex()) for name in ("target_beaten", "target_met"))
_BY_SO_MUCH = re.compile("超额$")
_HOURS = {"天": 24, "日": 24, "小时": 1}
_YEAR_HOURS = 365 * 24
_SIZES = frozenset(("千瓦", "千伏安", "吨", "立方米", "平方米", "亩", "公里", "标箱", "万千瓦", "千瓦时"))


def product(page: Page) -> Iterator[Claim]:
    """4台30万千瓦机组，总装机容量120万千瓦: 4 × 30万."""
    for sentence in page.sentences:
        figures = sentence.figures
        for at in range(len(figures) - 2):
            count, size = figures[at], figures[at + 1]
            touching = size.lead == "" and size.unit in _SIZES and size.unit != count.unit
            if not touching or count.unit not in ("台", "座", "套", "艘", "个", "条", "台（套）"):
                continue
            for whole in (*figures[at + 2 : at + 4], *reversed(figures[max(0, at - 3) : at])):
                if whole.unit == size.unit and _TOTAL.search(whole.lead):
                    roles = [(count, "count"), (size, "size")]
                    yield Claim(whole, [count.amount * size.amount], roles)
                    break


def conversion(page: Page) -> Iterator[Claim]:
    """1500亩，折合100公顷."""
    for sentence in page.sentences:
        for one, other in pairwise(sentence.figures):
            times = factor(one.unit, other.unit) if one.unit != other.unit else None
            if times is not None and _CONVERTED.fullmatch(other.lead):
                computed = one.amount.scaled(times)
                yield Claim(other, [computed], [(one, "level")])


def average_rate(page: Page) -> Iterator[Claim]:
    """一年引进101个项目，平均3.6天引进1个: days ÷ count."""
    for group in sentences_together(page):
        for sentence in group:
            for figure in sentence.figures:
                if figure.unit not in _HOURS or not _EVERY.search(figure.lead):
                    continue
                thing = _ONE_THING.search(figure.tail)
                counts = [
                    f
                    for f in _before(group, figure)
                    if f.kind in ("level", "change") and f.unit in "个家项座户所"
                ]
                if thing is None or not counts:
                    continue
                spans = _spans(counts, figure)
                claims = [_one_in(figure, count, years) for count in counts for years in spans]
                fitting = [c for c in claims if judge(c, c.computed[0]) is not Verdict.INCONSISTENT]
                yield (fitting or claims[-1:])[0]


def _hours(years: int, figure: Figure) -> Amount:
    hours = Decimal(_YEAR_HOURS * years) / _HOURS[figure.unit]
    return Amount.exact(hours, f"{hours}{figure.unit}")


def _one_in(figure: Figure, count: Figure, years: int) -> Claim:
    """平均每46小时 is said of 46 and something: half a printed step more either way."""
    amount, half = figure.amount, unit_step(figure.statement) / 2
    about = replace(amount, low=amount.low - half, high=amount.high + half)
    return Claim(figure, [_hours(years, figure) / count.amount], [(count, "count")], amount=about)


def _spans(counts: Sequence[Figure], figure: Figure) -> list[int]:
    periods = [years_of(f.statement.period) for f in (*counts, figure)]
    return sorted({last - first + 1 for first, last in filter(None, periods)}) or [1]


def _before(group: Sequence[Sentence], figure: Figure) -> list[Figure]:
    return [f for s in group for f in s.figures if f.span.end <= figure.span.start]


def per_head(page: Page) -> Iterator[Claim]:
    """N个公社，学生296万人，平均每个公社120人: total ÷ number, accepted where two figures before give it."""
    for group in sentences_together(page):
        for sentence in group:
            for figure in sentence.figures:
                match = _PER.search(figure.lead)
                if match is None or not match["of"] or figure.kind not in ("level", "change"):
                    continue
                before = _before(group, figure)[-8:]
                claims = [
                    Claim(figure, [whole.amount / number.amount], [(number, "number"), (whole, "whole")])
                    for number in before
                    for whole in before
                    if number is not whole and whole.unit == figure.unit and number.unit != whole.unit
                    and number.kind == whole.kind == "level" and number.amount.low > 1
                    and number.statement.indicator.endswith(match["of"])
                ]  # fmt: skip
                fitting = [c for c in claims if judge(c, c.computed[0]) is not Verdict.INCONSISTENT]
                yield from fitting[:1]


def target_met(page: Page) -> Iterator[Remark]:
    """完成169.8万亩、超额完成100万亩任务: the result is above the target."""
    for sentence in page.sentences:
        for result, target in zip(sentence.figures, sentence.figures[1:], strict=False):
            beaten, met = _BEATEN.search(target.lead), _MET.search(target.lead)
            if (
                (beaten is None and met is None)
                or result.unit != target.unit
                or _MET.search(result.lead + "｜")
                or _BY_SO_MUCH.search(result.lead)
            ):
                continue
            if not target.tail.startswith(_V["task"].words) or "，" in target.lead.strip("，、")[:-1]:
                continue
            yield _target(page, result, target, beaten is not None)


def _target(page: Page, result: Figure, target: Figure, beaten: bool) -> Remark:
    short = abs(result.amount.high) < abs(target.statement.value)
    verdict = Verdict.INCONSISTENT if short else Verdict.CONSISTENT
    formula = f"{result.amount.words} {'<' if short else '≥'} {target.amount.words}"
    note = message("target_missed" if short else "target_reached", formula=formula)
    marks = [(result.span, STATED), (target.span, "target")]
    return Remark(
        page, marks, verdict, result.amount.words, target.amount.words, formula, note, changes=short
    )
