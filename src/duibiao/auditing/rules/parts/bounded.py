"""What another passage sets bounds to: a year of a term, a part by its name, a mark that was passed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.measured import reached, when_of
from duibiao.auditing.figures.misprints import digits_of, may_lie_in
from duibiao.auditing.figures.names import akin, name_of
from duibiao.auditing.figures.page import Figure, Page, years_of
from duibiao.auditing.figures.strands import bases
from duibiao.auditing.model import STATED
from duibiao.auditing.rules.remarks import PART, ordered
from duibiao.auditing.rules.sums.wholes import most_of
from duibiao.auditing.vocabulary import vocabulary
from duibiao.lexicon import load

_V = vocabulary(__package__)
_NESTED = tuple(
    (re.compile(entry["name"]), tuple(re.compile(part) for part in entry["parts"]))
    for entry in load(__package__, "nested.toml").entries
)
_FLOW, _OURS, _SHORT = (re.compile(_V[name].regex()) for name in ("flows", "whose", "short_names"))
_MAKES = re.compile(_V["making"].regex())
_NEW = re.compile("新[增建改]|净增")
SUMMED = re.compile(_V["over_years"].regex())
_AVERAGE = re.compile(_V["averaged"].regex())
YEAR_LENGTH = 4
TERM_LEAST, TERM_MOST = 2, 6
"""Years that what is summed up over several goes back."""
NAME_LEAST, NAME_SURE, ALIKE = 3, 4, 0.6
"""Characters of a name that a year and its term share; of two that are akin, and their part of the longer."""
SMALLEST = Decimal("0.02")
"""Part of a sum over a term that one of its years makes at least; less is of something narrower."""


def year_of_term(page: Page) -> Iterator[Remark]:
    """五年累计进出口264.5亿美元, and 66.7亿美元 in one of those years; 五年新增床位2.5万张, 3852张 in one: no
    more than the sum of all, both reached or both planned.
    """
    years: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    terms: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    started = bases(page)
    for figure in (f for s in page.sentences for f in s.figures if _counts(f) and f not in started):
        s, when = figure.statement, years_of(figure.statement.period)
        if (
            s.status not in ("achieved", "target")
            or when is None
            or not figure.unit
            or _AVERAGE.search(clause_of(figure))
        ):
            continue
        if _is_summed(figure) and TERM_LEAST <= when[1] - when[0] <= TERM_MOST and not reached(figure):
            terms[s.adcode, figure.unit, s.status].append(figure)
        elif when[0] == when[1] and not SUMMED.search(clause_of(figure)):
            years[s.adcode, figure.unit, s.status].append(figure)
    for key, sums in terms.items():
        for whole in sums:
            inside = [y for y in years.get(key, ()) if _within(y, whole) and _one_name(y, whole)]
            yield from _bounded(whole, inside[-1:])


def _counts(figure: Figure) -> bool:
    """Whether a figure is an amount, or so many of something that are new."""
    new = figure.kind == "change" and figure.unit != "百分点" and figure.amount.value > 0
    return figure.kind == "level" or (new and _NEW.search(clause_of(figure)) is not None)


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
    clause, said = clause_of(figure), told_so_far(figure)
    if SUMMED.search(clause) is not None or ("其中" in clause and SUMMED.search(said) is not None):
        return True
    name = figure.statement.indicator
    return _MAKES.search(clause) is not None or (
        _FLOW.search(name) is not None and clause.endswith(name[-2:])
    )


def _adds_years(figure: Figure) -> bool:
    """Whether words say that several years are put together."""
    return SUMMED.search(told_so_far(figure)) is not None


def clause_of(figure: Figure) -> str:
    return re.split("[，；、]", told_so_far(figure))[-1]


def told_so_far(figure: Figure) -> str:
    start = figure.statement.sentence_span.start
    return "".join(figure.page.document.text[start : figure.span.start].split())


def _within(year: Figure, term: Figure) -> bool:
    span, when = years_of(term.statement.period), int(year.statement.period[:4])
    return span is not None and span[0] <= when <= span[1]


def part_of_named(page: Page) -> Iterator[Remark]:
    """生产总值 and 工业增加值 of one year, in one sentence or pages apart: no part above its whole."""
    levels = [f for s in page.sentences for f in s.figures if f.kind == "level" and f.unit]
    started = bases(page)
    for whole_name, part_names in _NESTED:
        wholes = [f for f in levels if whole_name.fullmatch(f.statement.indicator)]
        parts = [f for f in levels if any(name.fullmatch(f.statement.indicator) for name in part_names)]
        for part in parts if wholes else ():
            beside = [w for w in wholes if w is not part and _beside(w, part, started)]
            whole = max(beside, key=lambda f: f.statement.value, default=None)
            if whole is not None:
                yield _part(whole, part, part.amount.low > most_of(whole))
                continue
            of = [w for w in wholes if _of_itself(w) and _one_time(w, part)]
            below = [w for w in of if part.amount.low <= w.amount.high]
            yield from _bounded((below or of)[-1], [part]) if of else ()


def _beside(whole: Figure, part: Figure, started: set[Figure]) -> bool:
    """Whether two figures of one sentence are of one year and place, both reached or both planned."""
    a, b = whole.statement, part.statement
    when = when_of(whole, whole in started)
    one_year = len(when) == YEAR_LENGTH and when == when_of(part, part in started)
    alike = (a.sentence_span, a.adcode, a.unit, a.status) == (b.sentence_span, b.adcode, b.unit, b.status)
    return one_year and alike and a.status in ("achieved", "target")


def _of_itself(whole: Figure) -> bool:
    """Whether a level is the place's own: not 财政收入超百亿元的县."""
    fine = len(digits_of(whole.statement.value)) > 1
    return fine and not whole.tail.startswith(("的", "级"))


def _one_time(whole: Figure, part: Figure) -> bool:
    a, b = whole.statement, part.statement
    apart = a.sentence_span != b.sentence_span and (a.adcode, whole.unit) == (b.adcode, part.unit)
    when, then = years_of(a.period), years_of(b.period)
    if not apart or when is None or then is None:
        return False
    one_year = when == then and when[0] == when[1]
    summed = any(map(_adds_years, (whole, part))) if one_year else _is_summed(whole) or _is_summed(part)
    if summed:
        return False
    return when_of(whole) == when_of(part) or (when[1] == then[1] and a.status == b.status == "achieved")


def _bounded(whole: Figure, parts: Sequence[Figure]) -> Iterator[Remark]:
    """The remark on a part and its whole, where one slip of the pen explains a part above it."""
    for part in parts:
        above = part.amount.low > whole.amount.high
        w, p = whole.statement.value, part.statement.value
        if above and not (may_lie_in(p, w * SMALLEST, w) or may_lie_in(w, p, p / SMALLEST)):
            continue
        yield _part(whole, part, above)


def _part(whole: Figure, part: Figure, above: bool) -> Remark:
    stands, roles = ">" if above else "≤", (STATED, "whole")
    return ordered(part, stands, whole, not above, PART, roles, recomputed=whole.amount.words)
