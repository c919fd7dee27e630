"""Amounts of a size that cannot be: worlds apart from another of their name, above the level they lead to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.names import name_of
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.figures.strands import strands
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_AVERAGE = re.compile(_V["averaged"].regex())
_WORLD, _SIGNED = (re.compile(_V[n].regex()) for n in ("of_the_world", "signed"))
_ONE_BY_ONE = frozenset(_V["no_more_than_people"].words)
APART, SLIP_MOST = 1000, 100_000
"""Levels of one name, in one unit, of one place are less than 1000 times apart from one year to the next;
万 for 亿 puts them 10,000 times as far."""
PEOPLE_MOST = 2_000_000_000
"""No country has so many people, households, homes or firms."""
COUNTED_LEAST = 10_000
"""A number below one 万 is printed without it."""
TOLD_MOST = 12
"""Figures before one that are looked at; chosen with room to spare."""
NAME_LEAST = 4
"""Characters of a name that says enough."""
OLD_MONEY = 1954
"""The last report in the money of before March 1955, of which 10,000 yuan became one."""
_D = r"[0-9０-９]+(?:[.．][0-9０-９]+)?"
_UNIT = f"(?:[%％]|[万亿千百]?(?:{_V['range_units'].regex()}))"
_RANGE = re.compile(
    f"(?<![0-9０-９.．,，%％年月日号从由第/：:∶A-Za-z—–~－-])(?P<a>{_D})(?P<of>{_UNIT})?(?:[-—–~～－]{{1,2}}|至|到)(?P<b>{_D})(?P<unit>{_UNIT})"
)
_TIMES = {"千": 1000, "万": 10**4, "亿": 10**8}
_STARTS = re.compile("[由从][^，；。]{0,8}$")


def more_than_all(page: Page) -> Iterator[Remark]:
    """由上年增加6137亿元、达到5955亿元: what was added is more than there is."""
    for strand in strands(page):
        end = strand.end
        for said in strand.said if end is not None and strand.base is None else ():
            change = said.figure
            rise = said.what == "change" and not said.annual and change.amount.value > 0
            if end is not None and _STARTS.search(end.lead) is not None:
                continue  # 由现在的2600万千瓦再增4400万千瓦
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


def range_turned(page: Page) -> Iterator[Remark]:
    """年均增速7.5%-5%: the second end of a range is no less than the first."""
    for match in _RANGE.finditer(page.document.text):
        low, high = (value_of(match[group]) for group in "ab")
        if low is None or high is None or (match["of"] and match["of"] != match["unit"]):
            continue
        right = low < high * (1 if match["of"] else _TIMES.get(match["unit"][:1], 1))
        formula = f"{match['a']} {'<' if right else '≥'} {match['b']}"
        note = message("range_right" if right else "range_turned", formula=formula)
        marks = [(Span(*match.span("a")), "base"), (Span(*match.span("b")), STATED)]
        yield Remark(page, marks, Verdict.of(right), match["b"], "", formula, note)


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
                yield far(odd[-1], figure)
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


def far(one: Figure, figure: Figure) -> Remark:
    """The remark on a figure that is worlds apart from another."""
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
