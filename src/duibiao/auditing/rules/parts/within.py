"""Parts of one list: none above its whole, and not more than it together, though they need not be all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.amounts import total
from duibiao.auditing.figures.page import Figure, Page, sentences_together
from duibiao.auditing.figures.strands import bases
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.rules.remarks import PART, ordered
from duibiao.auditing.rules.sums.wholes import (
    averaged,
    may_hold,
    most_of,
    netted,
    sorted_out,
    told_of_years,
)
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading import Bound

_V = vocabulary(__package__)
_EXAMINED, _BECAME, _OPENS, _KINDS, _GOES_ON, _ANEW = (
    re.compile(_V[name].regex()) for name in ("gone_through", "became", "opens", "kinds", "goes_on", "anew")
)
_ADDED = re.compile(_V["added"].regex())
_SUM = re.compile(f"(?:{_V['sum'].regex()})[达约为]*$")
_ALL_KINDS = re.compile(_V["all_kinds"].regex())
_SIZES = frozenset(("level", "change"))
KINDS_LEAST, BACK_MOST = 3, 3
"""Kinds that are counted each are parts of one number; figures before a part among which its whole is."""
_BEGINS = ("，其中", "、其中", "其中")
_BEGINS_AFTER = re.compile("^(?:[^，。；]{1,8}，|[，、])?其中")
"""项目350项，其中…; 301户611人全部脱贫，其中…"""
COLUMNS_MOST = 4
"""Columns of a whole that its parts are told in."""
PARTS_MOST = 12
"""More parts than this are no list of a sentence."""
_DONE = re.compile(_V["done_of_these"].patterns[0])
_BESIDE = re.compile("^[、和][^，；。]{0,16}$")
_NOUN_THEN_AMONG = re.compile("^(?P<noun>[一-鿿]{2,12})[，、]其中[^，；。]{0,20}$")
BESIDE_MOST = 30
"""More parts than this are told in no list of a sentence (the longest that was read has 10)."""
PASSED_MOST = 4
"""Figures before a part among which its whole is looked for: rates and shares may stand between."""


def parts_within(page: Page) -> Iterator[Remark]:
    """1092个项目，其中包括51个钢铁企业，33个有色企业，184个电站: no more together; 其中A、B: none is."""
    started = bases(page)
    for sentence in page.sentences:
        for at, first in enumerate(sentence.figures[1:], 1):
            whole = _whole_of(sentence.figures[:at], first) if _OPENS.search(first.lead) else None
            if whole is None or whole in started or averaged(whole) or netted(whole):
                continue
            after = sentence.figures[at + 1 :]
            inner = bool(after) and after[0].lead.startswith("、")
            rest = takewhile(partial(_next_part, whole, inner=inner), after)
            parts = [first, *rest][:PARTS_MOST]
            kinds = len(parts) >= KINDS_LEAST and _KINDS.search(first.lead) is not None
            if len(parts) > 1 and not (any(p in started for p in parts) or _both_ways(whole, parts)):
                yield _within(page, whole, parts, together=kinds)


def _whole_of(before: Sequence[Figure], part: Figure) -> Figure | None:
    """The last figure of the unit before a part, among the last ones."""
    near = before[-BACK_MOST:]
    at = next((n for n in range(len(near) - 1, -1, -1) if _may_be_part(part, near[n])), None)
    if at is None or "；" in part.lead:
        return None
    finer = any(f.unit.startswith(part.unit) for f in near[at + 1 :])  # 126.8万亩次，其中A1.46万亩
    return None if finer else near[at]


def _both_ways(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether some of a change is less and some more: 增加9万吨，其中A减少11万吨，B增加20万吨."""
    like = [f for f in (whole, *parts) if f.kind == "change" and f.unit == whole.unit]
    return whole.kind == "change" and len({f.amount.value < 0 for f in like}) > 1


def _next_part(whole: Figure, figure: Figure, *, inner: bool) -> bool:
    """Whether a figure goes on with the list, under no verb that begins something else. ``inner``: a comma
    ends the list, whose parts are parted by 、.
    """
    if inner and figure.lead.startswith("，"):
        return False
    goes_on = _GOES_ON.match(figure.lead) is not None and _ANEW.search(figure.lead) is None
    return goes_on and _may_be_part(figure, whole)


def _may_be_part(part: Figure, whole: Figure) -> bool:
    return part.kind == whole.kind and part.kind in _SIZES and part.unit == whole.unit


def became_of_them(page: Page) -> Iterator[Remark]:
    """对756件法规进行清理，废止71件，宣布失效80件: together no more than were looked at."""
    for sentence in page.sentences:
        for at, whole in enumerate(sentence.figures[:-2]):
            after = sentence.figures[at + 1 :]
            looked_at = _EXAMINED.search(whole.lead + after[0].lead.partition("，")[0]) is not None
            parts = list(takewhile(partial(_is_of_them, whole), after))
            if looked_at and whole.kind == "level" and len(parts) > 1:
                yield _within(page, whole, parts[:PARTS_MOST])


def _is_of_them(whole: Figure, figure: Figure) -> bool:
    return figure.unit == whole.unit and _BECAME.search(figure.lead) is not None


def added_to_more(page: Page) -> Iterator[Remark]:
    """甲442亿元，乙300亿元，加上丙等方面的支出，共达1400多亿元; 加上个体户等，各类主体…: no more."""
    for group in sentences_together(page):
        for sentence in group:
            for at, whole in enumerate(sentence.figures):
                clauses = re.split("[，；]", whole.lead)
                summed = _SUM.search(whole.lead) or _ALL_KINDS.match(clauses[-1])
                if not summed or not any(_ADDED.match(c) for c in clauses):
                    continue
                like = [f for f in sentence.figures[:at] if f.unit == whole.unit and f.kind == whole.kind]
                sized = any(f.statement.bound is Bound.MIN for f in like)  # 40万千瓦以上的电站15个
                least = 1 if _SUM.search(whole.lead) is None else 2
                if least <= len(like) <= PARTS_MOST and not sized and not _counted_after(whole):
                    yield _within(page, whole, like)


def _counted_after(whole: Figure) -> bool:
    """Whether what is added has a number of its own, so that it is a sum."""
    return any(_ADDED.match(c) for c in re.split("[，；]", whole.tail))


def parts_in_columns(page: Page) -> Iterator[Remark]:
    """项目350项、总投资9671亿元，其中省重点项目36项、总投资2022亿元: each below the one above it."""
    for sentence in page.sentences:
        for at, first in enumerate(sentence.figures):
            if _BEGINS_AFTER.match(first.lead) is None or at < 2:
                continue
            before = [
                f
                for f in sentence.figures[max(0, at - COLUMNS_MOST) : at]
                if f.kind == "level" and not f.sorts
            ]
            for place, part in enumerate(sentence.figures[at : at + len(before)]):
                whole = next((w for w in reversed(before) if _may_be_part(part, w)), None)
                told = (
                    whole is not None
                    and not (averaged(whole) or told_of_years(whole))
                    and "；" not in part.lead
                )
                same = place == 0 or (whole is not None and _clause(part) == _clause(whole))
                same = same and (place == 0 or bool(_clause(part)) or not (part.lead or first.tail))
                if not told or not same or part.kind != "level" or part.sorts:
                    break
                if whole is not None and whole is not sentence.figures[sentence.figures.index(part) - 1]:
                    yield _within(page, whole, [part])


def _clause(figure: Figure) -> str:
    return re.split("[，、]", figure.lead)[-1]


def _within(page: Page, whole: Figure, parts: Sequence[Figure], *, together: bool = True) -> Remark:
    """The remark on a whole and its parts; on the largest alone where they may overlap."""
    largest = max(parts, key=lambda f: f.amount.low)
    made = total([part.amount for part in parts])
    if not together and largest.amount.low > whole.amount.high:
        made = largest.amount
    above = made.low > whole.amount.high if together else largest.amount.low > whole.amount.high
    if not above and made.low > whole.amount.high:
        made = largest.amount
    formula = f"{made.words} {'>' if above else '≤'} {whole.amount.words}"
    note = message("part_above" if above else "part_below", formula=formula)
    marks = [(whole.span, STATED), *((part.span, "part") for part in parts)]
    return Remark(page, marks, Verdict.of(not above), whole.amount.words, "", formula, note)


def part_of_whole(page: Page) -> Iterator[Remark]:
    """T，其中A: A is not above T, which stands before it and is no average; nor above all of a sentence
    before (T…。其中，A).
    """
    for group in sentences_together(page):
        for number, sentence in enumerate(group):
            figures = sorted_out(sentence.figures)
            for at, part in enumerate(figures):
                whole = _whole_before(figures[:at], part) or _same_list(figures[:at], part)
                if whole is None and not at and number and part.lead.startswith("其中"):
                    wholes = [f for f in group[number - 1].figures if may_hold(f, part)]
                    whole = max(wholes, key=lambda f: f.amount.high, default=None)
                offset = whole is not None and _both_ways(whole, figures[at + 1 : at + 1 + BACK_MOST])
                if (
                    whole is not None
                    and not (averaged(whole) or told_of_years(whole) or offset)
                    and "；" not in part.lead
                ):
                    yield _no_more(whole, part, _others(figures, at))


def _others(figures: Sequence[Figure], at: int) -> list[Figure]:
    """The other parts that are told in one list with a part: 其中水电a、核电b."""
    part = figures[at]
    further = figures[at + 1 : at + BESIDE_MOST]
    after = takewhile(lambda f: _BESIDE.match(f.lead) and may_hold(part, f), further)
    before = takewhile(
        lambda n: _BESIDE.match(figures[n].lead) and may_hold(part, figures[n - 1]),
        range(at, max(0, at - BESIDE_MOST), -1),
    )
    return [*(figures[n - 1] for n in before), *after]


def _no_more(whole: Figure, part: Figure, beside: Sequence[Figure]) -> Remark:
    above = part.amount.low > most_of(whole)
    parts = [(f, "part") for f in beside]
    stands = ">" if above else "≤"
    return ordered(part, stands, whole, not above, PART, (STATED, "whole"), changes=False, beside=parts)


def _whole_before(before: Sequence[Figure], part: Figure) -> Figure | None:
    """The figure just before a part, or before the rates and shares between them."""
    if not before:
        return None
    if may_hold(before[-1], part) and _is_among(part, before[-1]):
        return before[-1]
    levels = [f for f in before[-PASSED_MOST:] if f.kind not in ("growth", "share", "rank")]
    levels = levels if part.kind == "change" else [f for f in levels if f.kind == "level"]
    named = levels and part.lead.startswith(("，其中", "、其中", "其中"))
    joined = (
        "".join(part.page.document.text[levels[-1].span.end : part.span.start].split()) if named else "；"
    )
    return levels[-1] if "；" not in joined and may_hold(levels[-1], part) else None


def _same_list(before: Sequence[Figure], part: Figure) -> Figure | None:
    """The total of a list that goes on: ，其中用于A的资金a，用于B的b."""
    if len(before) < 2:
        return None
    first, whole = before[-1], before[-2]
    begun = re.match("^[，、]?其中(?P<head>[一-鿿]{2})", first.lead)
    goes_on = begun is not None and re.match(f"^[，、]{begun['head']}", part.lead)
    return whole if goes_on and first.unit == part.unit and may_hold(whole, first) else None


def _is_among(part: Figure, whole: Figure) -> bool:
    """，其中A; 24个服务区，其中…14个特色服务区, of one noun; 项目2758个、完工2746个."""
    if part.lead.startswith(("，其中", "、其中", "其中")):
        return True
    if _DONE.search(part.lead):
        return not whole.lead.endswith("开工")  # 开工390个、竣工437个: of other years too
    noun = _NOUN_THEN_AMONG.match(part.lead)
    return noun is not None and (noun["noun"][-2:] in part.tail[:10] or part.lead.endswith(noun["noun"][-2:]))
