"""Counts: so many of such a size, one in so many days, so much a head, what each and all come to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, takewhile

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.amounts import Amount, unit_step
from duibiao.auditing.figures.page import Figure, Page, Sentence, sentences_together, years_of
from duibiao.auditing.figures.units import factor
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_TOTAL, _EVERY, _ONE_THING, _PER = (
    re.compile(_V[name].regex()) for name in ("total_of_product", "every", "one_thing", "per_head")
)
_CONVERTED = re.compile(_V["converted"].regex())
_HOURS = {"天": 24, "日": 24, "小时": 1}
_YEAR_HOURS = 365 * 24
_SIZES, _BUILT, _COUNTED = (_V[name].words for name in ("sizes", "built_units", "counted_in_time"))
_EACH = re.compile(f"^[，、（](?P<one>{_V['each_one'].regex()})(?:{_V['each_verbs'].regex()}){{0,2}}$")
_NOT_EACH = ("", *_V["not_averaged"].words)
"""Units of an average that no amount over a number gives."""
_ONES = {
    one: _V[name].words for one, name in (("户", "of_households"), ("亩", "of_land"), ("人", "of_persons"))
}
"""What an average is said to be of, and the units of its number."""
_IF_EACH, _ALL_MORE, _HEADS = (re.compile(_V[name].regex()) for name in ("if_each", "all_more", "heads"))


def product(page: Page) -> Iterator[Claim]:
    """4台30万千瓦机组，总装机容量120万千瓦: 4 × 30万."""
    for sentence in page.sentences:
        figures = sentence.figures
        for at in range(len(figures) - 2):
            count, size = figures[at], figures[at + 1]
            touching = size.lead == "" and size.unit in _SIZES and size.unit != count.unit
            if not touching or count.unit not in _BUILT:
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
                    f for f in _before(group, figure) if f.kind in ("level", "change") and f.unit in _COUNTED
                ]
                if thing is None or not counts:
                    continue
                spans = _spans(counts, figure)
                claims = [_one_in(figure, count, years) for count in counts for years in spans]
                fitting = [c for c in claims if c.fits]
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
                fitting = [c for c in claims if c.fits]
                yield from fitting[:1]


def each_of(page: Page) -> Iterator[Claim]:
    """12.5亿元，惠及企业2.5万户，户均5000元: the one amount by the one number of its sentence."""
    for sentence in page.sentences:
        for at, figure in enumerate(sentence.figures):
            match = _EACH.search(figure.lead)
            if match is None or at < 2 or figure.unit in _NOT_EACH:
                continue
            one = next(kind for kind in _ONES if kind in match["one"])
            before = list(takewhile(lambda f: "；" not in f.lead, sentence.figures[at - 2 : at]))
            wholes = [f for f in before if f.unit == figure.unit and f.kind in ("level", "change")]
            numbers = [f for f in before if f.unit in _ONES[one] and f.kind in ("level", "change")]
            if len(wholes) == 1 and len(numbers) == 1 and numbers[0].amount.low > 1:
                roles = [(wholes[0], "whole"), (numbers[0], "number")]
                yield Claim(figure, [wholes[0].amount / numbers[0].amount], roles)


def each_and_all(page: Page) -> Iterator[Claim]:
    """6亿人口的国家，如果每个人增加1元的购买力，全国就增加6亿元."""
    for sentence in page.sentences:
        for heads, each, every in zip(
            sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False
        ):
            told = _IF_EACH.search(each.lead) and _ALL_MORE.search(every.lead)
            if told and each.unit == every.unit and _HEADS.fullmatch(heads.unit):
                roles = [(heads, "number"), (each, "each")]
                yield Claim(every, [heads.amount * each.amount], roles)
