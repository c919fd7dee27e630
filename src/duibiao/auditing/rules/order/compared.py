"""What is said to be above or below something else: round numbers, other rates, the size of a figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest

from duibiao.auditing.claims import Claim, Remark
from duibiao.auditing.figures.page import Figure, Page, Sentence
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.rules.remarks import COMPARED, ordered, sign
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading import Bound
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_ANNUAL = re.compile(_V["annual"].regex())
_WAYS = "(?:" + "|".join(_V["comparing"].patterns) + ")"
_ADVERBS = f"(?:{_V['comparing_adverbs'].regex()})*"
_BY_RATE = re.compile(f"[，、]{_ADVERBS}{_WAYS}[^，、；。]{{0,36}}$")
_YARDSTICK = re.compile(f"^{_V['bound_after'].regex()}?的(?:{_V['yardsticks'].regex()})")
_BY_NAME = re.compile(
    f"^{_V['bound_after'].regex()}?[，、]{_ADVERBS}{_WAYS}(?P<of>[\u4e00-\u9fffA-Z]{{2,10}}?){_V['grows_by_name'].regex()}(?P<rest>[0-9]?)"
)
_BOTH = re.compile("[都均]")
_ECONOMY = re.compile(_V["the_economy"].regex())
_NO_ECONOMY = re.compile(_V["no_economy"].regex())
_OUR_OWN = re.compile(_V["our_own"].regex())
TOLD_MOST = 12
"""Figures before one that are looked at; chosen with room to spare."""
BEFORE_MOST, RATES_MOST, HEAD = 120, 40, 2
"""Code points before a rate that say what it is compared with, rates of one name, and characters that names
are kept by: chosen with room to spare."""
_YEARS = "(?<![一二两三四五六七八九十〇○零0-9])[一二两三四五六七八九十0-9]{1,2}"
_SOONER = (
    re.compile(
        f"(?P<took>{_YEARS})年[内]?[^，。；0-9年]{{0,8}}{_V['reached'].regex()}[^，。；0-9年]{{0,6}}?原?定?(?P<planned>{_YEARS})年的?[^，。；]{{0,6}}{_V['tasks'].regex()}"
    ),
    re.compile(f"原定(?P<planned>{_YEARS})年[^，。；]{{0,16}}，(?:用)?(?P<took>{_YEARS})年(?:就|便|即)"),
    re.compile(
        f"(?P<planned>{_YEARS})年(?:的)?(?:目标)?任务(?P<took>{_YEARS})年{_V['well_done'].regex()}*{_V['reached'].regex()}"
    ),
)
_FASTER = re.compile(
    "^，其中(?:增长)?(?:较|更|最)(?P<fast>快|高)的|^，其中(?:增长)?(?:较|更|最)(?P<slow>慢|低)的"
)
_MANY, _YARDSTICKS = _V["adverbs"].regex(), _V["measured_by"].regex()
_WAY = f"(?:(?P<above>{_V['said_above'].regex()})|(?P<below>{_V['said_below'].regex()}))了?"
_THAN = re.compile(f"^{_V['bound_after'].regex()}?[，、]{_MANY}*{_WAY}(?P<what>[^，。；]{{0,40}})$")
_MEASURED_BY = re.compile(f"{_V['of_one'].regex()}$|(?:{_YARDSTICKS})（[^）]{{0,8}}$")
_MEASURES = re.compile(f"^{_V['bound_after'].regex()}?的[^，。；]{{0,4}}(?:{_YARDSTICKS})")
_SAME_AS = re.compile("^[，、][比较][^，；。]{2,50}$")
_MORE, _LESS = re.compile(f"^{_V['still_more'].regex()}"), re.compile(f"^{_V['still_less'].regex()}")
_SIZES = frozenset(("level", "share", "change", "growth"))
PASSED_MOST = 3
"""Figures between one and the other that it is compared with."""


def rate_by_rate(page: Page) -> Iterator[Remark]:
    """平均每年递增6%，高于1953年至1980年平均每年递增4.3%的水平; 增长7.8%，略低于8%的目标."""
    for sentence in page.sentences:
        for at, other in enumerate(sentence.figures):
            start = max(sentence.figures[0].span.start, other.span.start - BEFORE_MOST)
            before = "".join(page.document.text[start : other.span.start].split())
            match = _BY_RATE.search(before) if other.unit == "%" else None
            if match is None or not _YARDSTICK.search(other.tail):
                continue
            yearly = _ANNUAL.search(other.lead) is not None
            rates = [
                f
                for f in sentence.figures[max(0, at - TOLD_MOST) : at]
                if _is_rate(f) and _yearly(f) == yearly
            ]
            if rates and "；" not in before:
                yield _compared(rates[-1], other, match)


def _is_rate(figure: Figure) -> bool:
    return figure.kind == "growth" and figure.unit == "%"


def _yearly(figure: Figure) -> bool:
    return _ANNUAL.search(figure.lead) is not None


def _compared(rate: Figure, other: Figure, match: re.Match[str]) -> Remark:
    above, stands = match["above"] is not None, sign(rate, other)
    way = match["above"] or match["below"]
    return ordered(rate, stands, other, stands == "<>"[above], COMPARED, way=way)


def rate_by_name(page: Page) -> Iterator[Claim | Remark]:
    """收入增长5.8%、快于经济增速1个百分点; 进口平均每年递增9.2%，略高于出口的增长速度."""
    rates: dict[str, list[Figure]] = defaultdict(list)
    for figure in (f for s in page.sentences for f in s.figures if _is_rate(f)):
        name = figure.statement.indicator
        if figure.statement.bound in ("exact", "approx"):
            rates["" if _is_economy(name) else name[:HEAD]].append(figure)
    for sentence in page.sentences:
        for rate, after in zip_longest(sentence.figures, sentence.figures[1:]):
            words = rate.tail + (after.statement.text if after is not None else "")
            match = _BY_NAME.search(words) if _is_rate(rate) else None
            if match is None:
                continue
            name = _OUR_OWN.sub("", match["of"])
            if _BOTH.search(match.group()) is not None and not match["rest"]:
                yield from _earlier_too(sentence, rate, match, name, rates)
            other = _other(rate, name, rates)
            if other is None:
                continue
            if not match["rest"]:
                yield _compared(rate, other, match)
            elif after is not None and after.unit == "百分点":
                apart = rate.amount - other.amount if match["above"] else other.amount - rate.amount
                yield Claim(after, [apart], [(rate, "end"), (other, "other")])


def _is_economy(name: str) -> bool:
    """Whether a name is that of the gross product, not of the product a head."""
    return _ECONOMY.search(name) is not None and _NO_ECONOMY.search(name) is None


def _earlier_too(
    sentence: Sentence, rate: Figure, match: re.Match[str], name: str, rates: Mapping[str, Sequence[Figure]]
) -> Iterator[Remark]:
    """1979年增长9.6%，今年上半年又增长24.2%，都超过了重工业的增长速度: the rate before, too; of 甲增长11%；乙
    增长14%，均高于GDP增速 the one just before.
    """
    before = [f for f in sentence.figures[: sentence.figures.index(rate)] if _is_rate(f)]
    same = [f for f in before if f.statement.indicator == rate.statement.indicator]
    beside = [f for f in before[-1:] if not _is_economy(f.statement.indicator)]
    for earlier in same or beside:
        other = _other(earlier, name, rates)
        if other is not None:
            yield _compared(earlier, other, match)


def _other(rate: Figure, name: str, rates: Mapping[str, Sequence[Figure]]) -> Figure | None:
    """The one rate of the name, over the same time; none where two are told."""
    economy = _ECONOMY.fullmatch(name) is not None
    s = rate.statement
    found = [
        f
        for f in rates.get("" if economy else name[:HEAD], ())[:RATES_MOST]
        if f is not rate
        and (f.statement.period, f.statement.adcode) == (s.period, s.adcode)
        and _yearly(f) == _yearly(rate)
        and (economy or f.statement.indicator.startswith(name))
    ]
    near = [f for f in found if f.statement.sentence_span == s.sentence_span] or found
    return near[0] if len({f.statement.value for f in near}) == 1 else None


def sooner(page: Page) -> Iterator[Remark]:
    """力争在两年内基本完成原定三年的任务; 原定5年的目标，3年就可以实现: in fewer years than planned."""
    for form in _SOONER:
        for match in form.finditer(page.document.text):
            took, planned = value_of(match["took"]), value_of(match["planned"])
            if took is None or planned is None or took == planned:
                continue
            right = took < planned
            formula = f"{match['took']}年 {'<' if right else '>'} {match['planned']}年"
            key = "compared_right" if right else "compared_wrong"
            note = message(key, formula=formula, way=message("sooner"))
            marks = [(Span(*match.span("planned")), "target"), (Span(*match.span("took")), STATED)]
            yield _remark(page, marks, match["took"], formula, note, right)


def faster_among(page: Page) -> Iterator[Remark]:
    """二十八年间平均每年增长3.5%，其中增长较快的“一五”时期平均每年增长4.5%."""
    for sentence in page.sentences:
        for whole, part in pairwise(sentence.figures):
            match = _FASTER.match(part.lead)
            if match is None or not (whole.kind == part.kind == "growth" and whole.unit == part.unit):
                continue
            fast = match["fast"] is not None
            a, b = part.statement.value, whole.statement.value
            right = a > b if fast else a < b
            way = match["fast"] or match["slow"]
            yield ordered(part, sign(part, whole), whole, right, COMPARED, way=way)


def _remark(
    page: Page, marks: Sequence[tuple[Span, str]], stated: str, formula: str, note: str, right: bool
) -> Remark:
    return Remark(page, marks, Verdict.of(right), stated, "", formula, note, changes=not right)


def above_level(page: Page) -> Iterator[Remark]:
    """85元，赶上了富裕中农的收入水平（每人80元）; 增加27亿元，超过了前三年平均每年增加23亿元的水平."""
    for sentence in page.sentences:
        for at, other in enumerate(sentence.figures):
            way = _way(other)
            if way is None:
                continue
            near = [f for f in sentence.figures[max(0, at - PASSED_MOST) : at] if alike(f, other)]
            if near and near[-1].span.end <= other.span.start:
                yield from compare(near[-1], other, *way)


def _way(other: Figure) -> tuple[bool, str] | None:
    """Whether the figure before is said to be above, and the word that says so."""
    if other.kind not in _SIZES or other.unit == "百分点":
        return None
    match = _THAN.search(other.lead)
    if match is not None:
        measured = _MEASURED_BY.search(match["what"]) or _MEASURES.search(other.tail)
        return (match["above"] is not None, match["above"] or match["below"]) if measured else None
    if _SAME_AS.search(other.lead):
        more, less = _MORE.search(other.tail), _LESS.search(other.tail)
        found = more or less
        return (more is not None, found.group()) if found is not None else None
    return None


def alike(one: Figure, other: Figure) -> bool:
    """Whether two figures may be compared: rates with rates, amounts with amounts, in one unit."""
    rates = {one.kind == "growth", other.kind == "growth"}
    return one.unit == other.unit and len(rates) == 1 and one.kind in _SIZES


def compare(one: Figure, other: Figure, above: bool, way: str) -> Iterator[Remark]:
    """The remark on two figures; none where only their bounds leave it open."""
    a, b = one.statement.value, other.statement.value
    right = a > b if above else a < b
    loose = Bound.APPROX in (one.statement.bound, other.statement.bound)
    if not right and (a == b or (loose and one.amount.meets(other.amount.low, other.amount.high))):
        return
    yield ordered(one, ">" if a > b else "<", other, right, COMPARED, way=way)
