"""What another passage sets bounds to: a year of a term, a part by its name, the rate of all of several."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from duibiao.auditing.claims import Remark
from duibiao.auditing.measured import reached, when_of
from duibiao.auditing.misprints import digits_of, may_lie_in
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.names import akin, name_of
from duibiao.auditing.page import Figure, Page, years_of
from duibiao.auditing.parallel import respectively
from duibiao.auditing.series import over_a_year, series_of
from duibiao.auditing.strands import bases
from duibiao.auditing.wording import message
from duibiao.lexicon import load

_V, _P = load("duibiao.auditing"), load("duibiao.auditing", "passages.toml")
_NESTED = tuple(
    (re.compile(entry["name"]), tuple(re.compile(part) for part in entry["parts"]))
    for entry in load("duibiao.auditing", "nested.toml").entries
)
_FLOW, _OURS, _SHORT = (re.compile(_P[name].regex()) for name in ("flows", "whose", "short_names"))
_MAKES, _MARK = re.compile(_V["making"].regex()), re.compile(_V["threshold"].regex() + "[^，。；]{0,4}$")
_ECONOMY = re.compile(_P["the_whole_economy"].regex())
_OF_PLACE = re.compile(_P["of_the_place"].regex())
_SUMMED, _AVERAGE = re.compile(_P["over_years"].regex()), re.compile(_V["averaged"].regex())
_EACH = re.compile("分别[^，。；、]*$")
MYRIAD = 10_000
"""What 万 for 亿 makes of a number."""
TERM_LEAST, TERM_MOST = 2, 6
"""Years that what is summed up over several goes back."""
NAME_LEAST, NAME_SURE, ALIKE = 3, 4, 0.6
"""Characters of a name that a year and its term share; of two that are akin, and their part of the longer."""
SMALLEST = Decimal("0.02")
"""Part of a sum over a term that one of its years makes at least; less is of something narrower."""


@dataclass(frozen=True, slots=True)
class _Overall:
    """The names of all, of its parts, and of what tells both parts at once."""

    name: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]
    both: re.Pattern[str]
    all: re.Pattern[str]
    mixed: Decimal
    """percentage points that the rate of all may lie above those of its parts"""

    @staticmethod
    def of(entry: Mapping[str, Any]) -> _Overall:
        """A row of ``overall.toml``."""
        both, every = (re.compile(entry.get(name, "(?!)")) for name in ("both", "all"))
        parts = tuple(map(re.compile, entry["parts"]))
        return _Overall(re.compile(entry["name"]), parts, both, every, Decimal(entry["mixed"]))


_OVERALL = tuple(map(_Overall.of, load("duibiao.auditing", "overall.toml").entries))


def year_of_term(page: Page) -> Iterator[Remark]:
    """五年累计进出口264.5亿美元, and 66.7亿美元 in one of those years: no more than the sum of all."""
    years: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    terms: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    started = bases(page)
    for figure in (f for s in page.sentences for f in s.figures if f.kind == "level" and f not in started):
        s, when = figure.statement, years_of(figure.statement.period)
        if s.status != "achieved" or when is None or not figure.unit or _AVERAGE.search(_clause(figure)):
            continue
        if _is_summed(figure) and TERM_LEAST <= when[1] - when[0] <= TERM_MOST and not reached(figure):
            terms[s.adcode, figure.unit].append(figure)
        elif when[0] == when[1] and not _SUMMED.search(_clause(figure)):
            years[s.adcode, figure.unit].append(figure)
    for key, sums in terms.items():
        for whole in sums:
            inside = [y for y in years.get(key, ()) if _within(y, whole) and _one_name(y, whole)]
            yield from _bounded(page, whole, inside[-1:])


def _one_name(year: Figure, term: Figure) -> bool:
    """Whether both have one name, but for whose it is: 地方一般公共预算支出, 一般公共预算支出."""
    one, other = name_of(year), name_of(term)
    short, long = sorted((one, other), key=len)
    sure = len(short) >= NAME_LEAST or _SHORT.fullmatch(short) is not None
    like = len(short) >= NAME_SURE and akin(short, long) and len(short) >= ALIKE * len(long)
    return (sure or like) and (
        like or one == other or long == _OURS.sub("", short) or short == _OURS.sub("", long)
    )


def _is_summed(figure: Figure) -> bool:
    """Whether a level is what several years came to: 累计 in its clause, or before what it is 其中 of; a flow
    that is told of a term, and not what it reached or kept to.
    """
    clause, said = _clause(figure), _of_sentence(figure)
    if _SUMMED.search(clause) is not None or ("其中" in clause and _SUMMED.search(said) is not None):
        return True
    name = figure.statement.indicator
    return _MAKES.search(clause) is not None or (
        _FLOW.search(name) is not None and clause.endswith(name[-2:])
    )


def _clause(figure: Figure) -> str:
    return re.split("[，；、]", _of_sentence(figure))[-1]


def _of_sentence(figure: Figure) -> str:
    start = figure.statement.sentence_span.start
    return "".join(figure.page.document.text[start : figure.span.start].split())


def _within(year: Figure, term: Figure) -> bool:
    span, when = years_of(term.statement.period), int(year.statement.period[:4])
    return span is not None and span[0] <= when <= span[1]


def part_of_named(page: Page) -> Iterator[Remark]:
    """生产总值 in one passage, 工业增加值 of that year in another: no part above its whole."""
    levels = [f for s in page.sentences for f in s.figures if f.kind == "level" and f.unit]
    for whole_name, part_names in _NESTED:
        wholes = [f for f in levels if whole_name.fullmatch(f.statement.indicator) and _of_itself(f)]
        parts = [f for f in levels if any(name.fullmatch(f.statement.indicator) for name in part_names)]
        for part in parts if wholes else ():
            of = [w for w in wholes if _one_time(w, part)]
            below = [w for w in of if part.amount.low <= w.amount.high]
            yield from _bounded(page, (below or of)[-1], [part]) if of else ()


def _of_itself(whole: Figure) -> bool:
    """Whether a level is the place's own: not 财政收入超百亿元的县."""
    fine = len(digits_of(whole.statement.value)) > 1
    return fine and not whole.tail.startswith(("的", "级"))


def _one_time(whole: Figure, part: Figure) -> bool:
    a, b = whole.statement, part.statement
    apart = a.sentence_span != b.sentence_span and (a.adcode, whole.unit) == (b.adcode, part.unit)
    when, then = years_of(a.period), years_of(b.period)
    if not apart or when is None or then is None or _is_summed(whole) or _is_summed(part):
        return False
    return when_of(whole) == when_of(part) or (when[1] == then[1] and a.status == b.status == "achieved")


def _bounded(page: Page, whole: Figure, parts: Sequence[Figure]) -> Iterator[Remark]:
    """The remark on a part and its whole, where one slip of the pen explains a part above it."""
    for part in parts:
        above = part.amount.low > whole.amount.high
        w, p = whole.statement.value, part.statement.value
        if above and not (may_lie_in(p, w * SMALLEST, w) or may_lie_in(w, p, p / SMALLEST)):
            continue
        formula = f"{part.amount.words} {'>' if above else '≤'} {whole.amount.words}"
        note = message("part_above" if above else "part_below", formula=formula)
        marks = sorted([(whole.span, "whole"), (part.span, STATED)])
        verdict = Verdict.INCONSISTENT if above else Verdict.CONSISTENT
        yield Remark(page, marks, verdict, part.amount.words, whole.amount.words, formula, note)


def mark_passed(page: Page) -> Iterator[Remark]:
    """首个经济总量超过3万亿元的城市, and 地区生产总值33757亿元 of that year elsewhere: a mark that is passed
    lies below; ``threshold_elsewhere`` sees those that lie near.
    """
    levels = [f for s in page.sentences for f in s.figures if f.kind == "level" and series_of(_plain(f))]
    exact = [f for f in levels if f.statement.bound == "exact" and f.statement.period.isdigit()]
    for mark in (f for f in levels if _MARK.search(f.lead) and not f.tail.startswith("级")):
        if mark.tail.startswith("的") and not _OF_PLACE.match(mark.tail):
            continue
        of = [f for f in exact if f.unit == mark.unit and _plain(f) == _plain(mark) and _at_end(f, mark)]
        values = {f.statement.value for f in of if f.statement.sentence_span != mark.statement.sentence_span}
        if len(values) != 1:
            continue
        level, passed = of[-1].statement.value, mark.statement.value
        near = level * 2 > passed and passed * 2 > level
        slip = may_lie_in(passed, level / 2, level) or passed <= level * MYRIAD <= passed * 2
        if not near and passed > level and slip:
            yield from _bounded(page, of[-1], [mark])


def _plain(figure: Figure) -> str:
    name = figure.statement.indicator
    return "国内生产总值" if _ECONOMY.fullmatch(name) else name_of(figure)


def _at_end(level: Figure, mark: Figure) -> bool:
    a, b = level.statement, mark.statement
    years = years_of(b.period)
    same = a.adcode == b.adcode and a.status == b.status == "achieved"
    return same and years is not None and str(years[1]) == a.period


def overall_rate(page: Page) -> Iterator[Remark]:
    """全体居民人均可支配收入增长5.1%, 城乡居民分别增长4.4%、5.8%: that of all lies between those of parts."""
    rates = [f for s in page.sentences for f in s.figures if f.kind == "growth" and f.unit == "%"]
    names = {rate: rate.statement.indicator for rate in rates}
    names |= {rate: level.statement.indicator for s in page.sentences for level, rate in respectively(s)}
    paired = [(a, b) for a, b in pairwise(rates) if _EACH.search(a.lead) and b.lead.strip("和") in ("", "、")]
    for entry in _OVERALL:
        three = [rates[at : at + len(entry.parts)] for at, f in enumerate(rates) if entry.all.search(f.lead)]
        both = [pair for pair in paired if entry.both.fullmatch(names[pair[0]])]
        for whole in (f for f in rates if entry.name.fullmatch(names[f]) and over_a_year(f)):
            told = [
                [f for f in rates if name.fullmatch(names[f]) and _alike(f, whole)] for name in entry.parts
            ]
            rows = [list(row) for row in (*both, *three) if _alike(row[0], whole)]
            if all(len({f.statement.value for f in of}) == 1 for of in told):
                rows = [[of[0] for of in told]]
            if rows:
                yield _between(page, whole, rows[-1], entry.mixed)


def _alike(part: Figure, whole: Figure) -> bool:
    a, b = part.statement, whole.statement
    return (a.period, a.status, a.adcode) == (b.period, b.status, b.adcode)


def _between(page: Page, whole: Figure, parts: Sequence[Figure], mixed: Decimal) -> Remark:
    low, high = min(p.amount.low for p in parts), max(p.amount.high for p in parts)
    wrong = whole.amount.high < low or whole.amount.low > high + mixed
    formula = f"{whole.amount.words} {'∉' if wrong else '∈'} [{'、'.join(p.amount.words for p in parts)}]"
    note = message("beside_parts" if wrong else "between_parts", formula=formula)
    marks = sorted([(whole.span, STATED), *((p.span, "part") for p in parts)])
    verdict = Verdict.INCONSISTENT if wrong else Verdict.CONSISTENT
    return Remark(page, marks, verdict, whole.amount.words, "", formula, note)


RULES = (year_of_term, part_of_named, mark_passed, overall_rate)
