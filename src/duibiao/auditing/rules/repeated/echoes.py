"""Figures that a report takes up again: 这N个 just told, aims explained after they are set, aims recalled."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from duibiao.auditing.claims import Claim, Remark
from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.misprints import digits_of, one_digit_off
from duibiao.auditing.figures.names import akin, name_of
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.figures.series import over_a_year, series_of
from duibiao.auditing.rules.repeated.framed import again
from duibiao.auditing.rules.repeated.numbers import Told, numbers
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_ABOVE, _BELOW, _AS_SAID, _SET_NOUNS = (
    re.compile(_V[name].regex()) for name in ("told_above", "told_below", "as_said", "set_nouns")
)
_NOUN = re.compile(
    "(?P<measure>[个项条件种类])(?P<noun>[\u4e00-\u9fff]{2,8}?)"
    "(?=$|[^\u4e00-\u9fff]|[都也是中里上内外后已要不在将必以之的])"
)
_THIS, _ECONOMY = re.compile(f"(?:{_V['this'].regex()})$"), re.compile(_V["economy_grows"].regex())
_THIS_LEVEL = re.compile(_V["this_level"].regex())
_GROWTH_AIM = re.compile(_V["growth_aim"].regex())
_RECALLED, _RECALLS = (re.compile(_V[name].regex()) for name in ("recalled_after", "recalled_before"))
_EACH_OF = re.compile("每[个家]|^各")
_ANNUAL = re.compile(_V["annual"].regex())
_KINDS = frozenset(("growth", "share"))
BEFORE_MOST, APART_MOST = 12, 160
"""Figures, and code points, before 这N个 among which it was told."""
PAIRS_LEAST = 3
"""Pairs of characters that the clauses before an aim, and before what recalls it, share."""
NOUN, NOUN_WITHIN = 2, 8
"""The last characters of the noun that is counted, among so many after the number that was told before."""
NAME_LEAST = 4
"""Characters of a name that two reports need to mean one thing by it."""


def this_many(page: Page) -> Iterator[Claim]:
    """共计119个。在这119个项目中; 每人95元。超过95元这个水平: the number that was just told."""
    figures = [f for s in page.sentences for f in s.figures]
    for at, figure in enumerate(figures):
        if _THIS.search(figure.lead) is None and _THIS_LEVEL.match(figure.tail) is None:
            continue
        told = [
            f
            for f in figures[max(0, at - BEFORE_MOST) : at]
            if f.unit == figure.unit and figure.span.start - f.span.end <= APART_MOST
        ]
        value = figure.statement.value
        same = [f for f in told if f.statement.value == value]
        near = [f for f in told if one_digit_off(f.statement.value, value)]
        if same or near:
            yield _as_printed(figure, (same or near)[-1])


def counted_above(page: Page) -> Iterator[Remark]:
    """坚持四项基本原则…这四项原则; 下列十条方针：…以上讲的十条经济建设方针: of one noun."""
    known: list[Told] = []
    below: dict[str, Told] = {}
    for one in numbers(page):
        if one.sort not in ("few", "figure"):
            continue
        lead, noun = one.left[::-1], _NOUN.match(one.right)
        if noun is not None and _ABOVE.search(lead) is not None:
            other = _last_of(noun, below.values(), lead.endswith("这")) or _last_of(noun, known, True)
            if other is not None:
                yield again(other, one)
        elif noun is not None and _BELOW.search(lead) is not None:
            below[noun["measure"] + noun["noun"][-NOUN:]] = one
        known.append(one)


def _last_of(noun: re.Match[str], told: Iterable[Told], any_set: bool) -> Told | None:
    """The last number of what a noun names; of 工作 or 方面 a report has many sets."""
    if any_set and _SET_NOUNS.fullmatch(noun["noun"]) is not None:
        return None
    head = noun["noun"][-NOUN:]
    of = [t for t in told if t.right[0] == noun["measure"] and head in t.right[1:NOUN_WITHIN]]
    return of[-1] if of else None


def as_said(page: Page) -> Iterator[Claim]:
    """如前所说，全国职工增加了一千三百万人: a figure that was told before."""
    before: list[Figure] = []
    for sentence in page.sentences:
        first = sentence.figures[0]
        start = sentence.span.start
        if _AS_SAID.search("".join(page.document.text[start : first.span.start].split())) is not None:
            told = [f for f in before if f.unit == first.unit]
            value = first.statement.value
            same = [f for f in told if f.statement.value == value]
            near = [f for f in told if one_digit_off(f.statement.value, value)]
            near = [f for f in near if f.statement.value.adjusted() == value.adjusted()]
            sure = len(digits_of(value)) > 1 and len({f.statement.value for f in near}) == 1
            if same or (near and sure):
                yield _as_printed(first, (same or near)[-1])
        before += sentence.figures


def aims_again(page: Page) -> Iterator[Claim]:
    """国内生产总值增长5%左右, and 经济增长预期目标为5%左右 where the report says why: one aim of one year."""
    told: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in (f for s in page.sentences for f in s.figures if f.kind in _KINDS and f.unit == "%"):
        s, name = figure.statement, _headline(figure)
        of_year = s.status == "target" and s.period == str(page.year) and not _ANNUAL.search(figure.lead)
        if name and of_year and s.value > 0 and over_a_year(figure) and not _of_each(figure):
            told[name, figure.kind, s.adcode].append(figure)
    for figures in told.values():
        for one, other in pairwise(figures):
            if one.statement.sentence_span != other.statement.sentence_span:
                yield _as_printed(other, one)


def _of_each(figure: Figure) -> bool:
    """每个园区力争…，生产总值增长18%以上: an aim of parts of the place."""
    text = figure.page.document.text[figure.statement.sentence_span.start : figure.span.start]
    return _EACH_OF.search(text) is not None


def _headline(figure: Figure) -> str:
    """The headline indicator that a rate is of; 经济增长 is of gross product."""
    series = series_of(figure.statement.indicator)
    if series is not None:
        return series.name
    clause = re.split("[，；。]", figure.lead)[-1]
    economy = _ECONOMY.search(clause) is not None and figure.kind == "growth"
    return "国内生产总值" if economy or _GROWTH_AIM.match(figure.tail) else ""


def aims_recalled(pages: Sequence[Page]) -> Iterator[Claim]:
    """略低于8%的预定目标, 没有实现年初确定的…降低4%: what the report before set."""
    aims = [(page, [f for s in page.sentences for f in s.figures if _is_aim(f, page)]) for page in pages]
    for page, _ in aims:
        for figure in (f for s in page.sentences for f in s.figures if f.unit and _recalls(f)):
            for before, set_then in aims:
                if before.place == page.place and (before.year or 0) + 1 == page.year:
                    same = [f for f in set_then if _one_aim(f, figure)]
                    values = {f.statement.value for f in same}
                    if len(values) == 1:
                        yield _as_printed(figure, same[-1])


def _is_aim(figure: Figure, page: Page) -> bool:
    return figure.statement.status == "target" and figure.statement.period == str(page.year)


def _recalls(figure: Figure) -> bool:
    before = figure.page.document.text[figure.statement.sentence_span.start : figure.span.start]
    return _RECALLED.match(figure.tail) is not None or _RECALLS.search("".join(before.split())) is not None


def _one_aim(aim: Figure, figure: Figure) -> bool:
    if aim.unit != figure.unit or aim.statement.adcode != figure.statement.adcode:
        return False
    one, other = _headline(aim), _headline(figure)
    if one or other:
        return one == other
    names = name_of(aim), name_of(figure)
    told = [{f"{a}{b}" for a, b in pairwise(re.split("[，；、]", f.lead)[-1])} for f in (aim, figure)]
    return min(map(len, names)) >= NAME_LEAST and akin(*names) and len(told[0] & told[1]) >= PAIRS_LEAST


def _as_printed(figure: Figure, other: Figure) -> Claim:
    """The claim that two numbers are one, to the last digit."""
    amounts = [Amount.exact(abs(f.statement.value), f.amount.words) for f in (other, figure)]
    return Claim(figure, amounts[:1], [(other, "other")], amount=amounts[1])
