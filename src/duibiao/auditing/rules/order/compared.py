"""What is said to be above or below something else: round numbers, other rates, the size of a figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest

from duibiao.auditing.claims import Claim, Remark
from duibiao.auditing.figures.names import name_of
from duibiao.auditing.figures.page import Figure, Page, Sentence, years_of
from duibiao.auditing.figures.series import series_of
from duibiao.auditing.figures.strands import strands
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.rules.remarks import COMPARED, THRESHOLD, ordered, sign
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message

_V = vocabulary(__package__)
_ANNUAL, _REACHED = (
    re.compile(_V["annual"].regex()),
    re.compile(rf"^(?:{_V['marks_passed'].regex()})?[、，]已?(?:{_V['to'].regex()})$"),
)
_THRESHOLD = re.compile(_V["threshold"].regex() + r"了?\Z")
_FIRST_ABOVE = re.compile(_V["threshold_named"].patterns[0])
_PAST = re.compile(f"^，{_V['at_last'].regex()}?{_V['threshold'].regex()}了?$")
_WAYS = "(?:" + "|".join(_V["comparing"].patterns) + ")"
_ADVERBS = f"(?:{_V['comparing_adverbs'].regex()})*"
_BY_RATE = re.compile(f"[，、]{_ADVERBS}{_WAYS}[^，、；。]{{0,36}}$")
_YARDSTICK = re.compile(f"^{_V['bound_after'].regex()}?的(?:{_V['yardsticks'].regex()})")
_BY_NAME = re.compile(
    f"^{_V['bound_after'].regex()}?[，、]{_ADVERBS}{_WAYS}(?P<of>[\u4e00-\u9fffA-Z]{{2,10}}?){_V['grows_by_name'].regex()}(?P<rest>[0-9]?)"
)
_AVERAGE = re.compile(_V["averaged"].regex())
_BOTH, _CUMULATED = re.compile("[都均]"), re.compile(_V["cumulated"].regex())
_CLAUSE = re.compile("[，。；：、\n]")
_OWN = re.compile("全[省市区国]|我[省市区国]|五年来?|年均|[0-9]{4}年|[一二三四五]是|（[一二三四五]）")
_REGION, _WORLD, _SIGNED = (re.compile(_V[n].regex()) for n in ("wider_regions", "of_the_world", "signed"))
_ONE_BY_ONE = frozenset(("人", "户", "套", "家", "所", "名", "辆"))
_ECONOMY = re.compile(_V["the_economy"].regex())
_NO_ECONOMY = re.compile(_V["no_economy"].regex())
APART, SLIP_MOST = 1000, 100_000
"""Levels of one name, in one unit, of one place are less than 1000 times apart from one year to the next;
万 for 亿 puts them 10,000 times as far."""
PEOPLE_MOST = 2_000_000_000
"""No country has so many people, households, homes or firms."""
COUNTED_LEAST = 10_000
"""A number below one 万 is printed without it."""
TOLD_MOST, BEFORE_MOST, RATES_MOST, HEAD = 12, 120, 40, 2
"""Figures before one that are looked at, code points before a rate that say what it is compared with, rates
of one name, and characters that names are kept by: chosen with room to spare."""
NAME_LEAST = 4
"""Characters of a name that says enough."""
OLD_MONEY = 1954
"""The last report in the money of before March 1955, of which 10,000 yuan became one."""


def threshold(page: Page) -> Iterator[Remark]:
    """突破3万亿元、达3.6万亿元; 达到13.57万亿元，是首个突破13万亿元的省份."""
    for sentence in page.sentences:
        for at, figure in enumerate(sentence.figures):
            level = _level_above(sentence, at) if _THRESHOLD.search(figure.lead) else None
            if level is not None:
                yield _passed(level, figure)


def _level_above(sentence: Sentence, at: int) -> Figure | None:
    """The level that is said to be above the round number at a place of a sentence."""
    bound, figures = sentence.figures[at], sentence.figures
    after = figures[at + 1] if at + 1 < len(figures) else None
    if after is not None and _alike(bound, after) and _REACHED.search(after.lead):
        return after
    before = [f for f in figures[max(0, at - 2) : at] if _alike(bound, f)]
    past = _FIRST_ABOVE.search(bound.lead) or (bound.tail.startswith("大关") and _PAST.match(bound.lead))
    return before[-1] if before and past else None


def _alike(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit and one.kind == other.kind == "level"


def _passed(level: Figure, bound: Figure) -> Remark:
    short = level.amount.high < bound.statement.value
    return ordered(level, "<" if short else "≥", bound, not short, THRESHOLD, ("level", STATED))


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
            if _BOTH.search(match.group()) is not None and not match["rest"]:
                yield from _earlier_too(sentence, rate, match, rates)
            other = _other(rate, match["of"], rates)
            if other is None:
                continue
            if not match["rest"]:
                yield _compared(rate, other, match)
            elif after is not None and after.unit == "百分点":
                apart = rate.amount - other.amount if match["above"] else other.amount - rate.amount
                yield Claim(after, [apart], [(rate, "end"), (other, "other")])


def more_than_all(page: Page) -> Iterator[Remark]:
    """由上年增加6137亿元、达到5955亿元: what was added is more than there is."""
    for strand in strands(page):
        end = strand.end
        for said in strand.said if end is not None and strand.base is None else ():
            change = said.figure
            rise = said.what == "change" and not said.annual and change.amount.value > 0
            if end is None or not rise or change.unit != end.unit or end.amount.value <= 0:
                continue
            if _SIGNED.search(end.lead + end.statement.indicator) is not None:
                continue  # a balance may have been below 0
            if change.amount.low > end.amount.high and change.amount.value < end.amount.value * SLIP_MOST:
                formula = f"{change.amount.words} > {end.amount.words}"
                note = message("part_above", formula=formula)
                marks = [(end.span, "end"), (change.span, STATED)]
                yield Remark(page, marks, Verdict.INCONSISTENT, change.amount.words, "", formula, note)


def beyond_count(page: Page) -> Iterator[Remark]:
    """57.3亿家, 580亿套: more than there are people; 万 is meant."""
    for figure in (f for s in page.sentences for f in s.figures if f.unit in _ONE_BY_ONE):
        value = abs(figure.statement.value)
        text, span = page.document.text, figure.statement.sentence_span
        if value < PEOPLE_MOST or _WORLD.search(text, span.start, span.end) is not None:
            continue
        formula = f"{figure.amount.words} > {PEOPLE_MOST // 10**8}亿"
        note = message("beyond_count", printed=figure.amount.words)
        marks = [(figure.span, STATED)]
        yield Remark(page, marks, Verdict.INCONSISTENT, figure.amount.words, "", formula, note, changes=True)


def _is_economy(name: str) -> bool:
    """Whether a name is that of the gross product, not of the product a head."""
    return _ECONOMY.search(name) is not None and _NO_ECONOMY.search(name) is None


def _earlier_too(
    sentence: Sentence, rate: Figure, match: re.Match[str], rates: Mapping[str, Sequence[Figure]]
) -> Iterator[Remark]:
    """1979年增长9.6%，今年上半年又增长24.2%，都超过了重工业的增长速度: the rate before, too."""
    at = sentence.figures.index(rate)
    for earlier in sentence.figures[:at]:
        same = _is_rate(earlier) and earlier.statement.indicator == rate.statement.indicator
        other = _other(earlier, match["of"], rates) if same else None
        if other is not None:
            yield _compared(earlier, other, match)


def threshold_elsewhere(page: Page) -> Iterator[Remark]:
    """地区生产总值跨越5000亿元大关 in one passage, 5696亿元 of the same year in another."""
    exact: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    above: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in (f for s in page.sentences for f in s.figures if f.kind == "level"):
        s, series = figure.statement, series_of(figure.statement.indicator)
        years = years_of(s.period)
        if series is None or series.basis == "added" or years is None or s.status != "achieved":
            continue
        key = (series.name, s.adcode, s.unit, str(years[1]))
        if s.bound == "exact" and s.period.isdigit():
            exact[key].append(figure)
        elif s.bound == "min" and _THRESHOLD.search(figure.lead) and _of_itself(figure):
            above[key].append(figure)
    for of, bounds in above.items():
        for bound in bounds:
            apart = [
                f for f in exact.get(of, ()) if f.statement.sentence_span != bound.statement.sentence_span
            ]
            near = [f for f in apart if bound.amount.value / 2 < f.amount.value < bound.amount.value * 2]
            if len({f.statement.value for f in near}) == 1:
                yield _passed(near[-1], bound)


def _of_itself(figure: Figure) -> bool:
    """Whether nothing stands before a figure's name in its clause: 成渝地区…经济总量 is of others."""
    named = figure.statement.indicator_span
    if named is None or _CUMULATED.search(figure.lead) is not None:
        return False
    before = figure.page.document.text[figure.statement.sentence_span.start : named.start]
    return _OWN.sub("", _CLAUSE.split(before)[-1].strip()) == "" and _REGION.search(before) is None


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


def far_apart(pages: Sequence[Page]) -> Iterator[Remark]:
    """446.1万斤 of what another passage gives as 430亿斤: 万 for 亿."""
    told: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for page in pages:
        for figure in (f for s in page.sentences for f in s.figures if _is_size(f)):
            name, s = name_of(figure), figure.statement
            if len(name) < NAME_LEAST:
                continue
            known = told[s.adcode, name, figure.unit, figure.kind][-TOLD_MOST:]
            near = [f for f in known if abs((f.page.year or 0) - (page.year or 0)) <= 1]
            near = [f for f in near if figure.unit != "元" or OLD_MONEY not in (f.page.year, page.year)]
            odd = [f for f in near if _slipped(s.value, f.statement.value)]
            if odd and len(odd) == len(near):
                yield _far(odd[-1], figure)
            told[s.adcode, name, figure.unit, figure.kind].append(figure)


def _is_size(figure: Figure) -> bool:
    """Whether a figure is an amount printed with 万 or 亿, no average."""
    sized = (
        figure.kind in ("level", "change") and figure.unit and abs(figure.statement.value) >= COUNTED_LEAST
    )
    if figure.sorts:
        return False  # 固定资产投资5000万元以上产业项目
    return bool(sized) and _AVERAGE.search(figure.lead.rpartition("，")[2]) is None


def _slipped(one: Decimal, other: Decimal) -> bool:
    low, high = sorted((abs(one), abs(other)))
    return APART < high / low < SLIP_MOST


def _far(one: Figure, figure: Figure) -> Remark:
    values = sorted((one.statement.value, figure.statement.value))
    formula = f"{figure.amount.words} ÷ {one.amount.words}"
    note = message("far_apart", formula=formula, times=str(round(values[1] / values[0])))
    stated = figure.amount.words
    if one.page is figure.page:
        marks = [(one.span, "other"), (figure.span, STATED)]
        return Remark(figure.page, marks, Verdict.INCONSISTENT, stated, "", formula, note, changes=True)
    return Remark(
        figure.page, [(figure.span, STATED)], Verdict.INCONSISTENT, stated, "", formula, note,
        changes=True, elsewhere=[(one, "other")],
    )  # fmt: skip
