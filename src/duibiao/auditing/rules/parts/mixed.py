"""Rates of a whole and of all its parts: the one lies between the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Figure, Page, sentences_together
from duibiao.auditing.figures.parallel import respectively
from duibiao.auditing.figures.series import over_a_year
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.lexicon import load

_V = vocabulary(__package__)
_FILLERS = re.compile(_V["mixed_fillers"].regex())
_ANNUAL, _PLANNED = (re.compile(_V[name].regex()) for name in ("annual", "plan_words"))
_YEAR = re.compile(_V["before_wholes"].regex())
_OTHERS = re.compile(_V["other_things"].regex())
_EACH = re.compile("分别[^，。；、]*$")
_LISTED = frozenset(("、", "和"))
AFTER_MOST = 8
"""Figures after a rate among which those of its parts are looked for."""


@dataclass(frozen=True, slots=True)
class _Mixed:
    """A row of ``mixed.toml``. ``apart``: what names of parts have in another passage. ``loose``: points."""

    whole: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]
    apart: re.Pattern[str]
    both: re.Pattern[str]
    all: re.Pattern[str]
    loose: Decimal

    @staticmethod
    def of(entry: Mapping[str, Any]) -> _Mixed:
        """As the table has it."""
        both, every = (re.compile(entry.get(name, "(?!)")) for name in ("both", "all"))
        whole, apart = re.compile(entry["whole"]), re.compile(entry.get("apart", ""))
        parts = tuple(map(re.compile, entry["parts"]))
        return _Mixed(whole, parts, apart, both, every, Decimal(entry.get("loose", "0")))


_MIXED = tuple(map(_Mixed.of, load(__package__, "mixed.toml").entries))


def between_parts(page: Page) -> Iterator[Remark]:
    """收入增长5.4%，其中农村增长6.3%，城镇增长4.4%; 全体居民收入增长5.1% in one passage, 城乡居民分别
    增长4.4%、5.8% in another: the rate of a whole is between those of its parts.
    """
    groups = [[f for s in group for f in s.figures if _is_rate(f)] for group in sentences_together(page)]
    rates = [f for group in groups for f in group]
    names = {rate: rate.statement.indicator for rate in rates}
    names |= {rate: level.statement.indicator for s in page.sentences for level, rate in respectively(s)}
    for entry in _MIXED if rates else ():
        told: set[Figure] = set()
        for group in groups:
            for at, whole in enumerate(group):
                after = [f for f in group[at + 1 :][:AFTER_MOST] if _yearly(whole) or not _yearly(f)]
                if _is_whole(entry.whole, whole) and (row := _parts(after, entry, names)):
                    told.add(whole)
                    yield _between(page, whole, row, entry.loose)
        for whole in (f for f in rates if f not in told and _fills(entry.whole, names[f])):
            if row := _apart(whole, rates, names, entry):
                yield _between(page, whole, row, entry.loose)


def _is_rate(figure: Figure) -> bool:
    """Whether a figure is a rate that came, or is planned: not one that was planned for a year now past."""
    recalled = figure.statement.status == "achieved" and _PLANNED.search(figure.lead.rpartition("，")[2])
    return figure.kind == "growth" and figure.unit == "%" and not recalled


def _named(pattern: re.Pattern[str], figure: Figure) -> bool:
    return (
        pattern.search(_clause(figure)) is not None or pattern.search(figure.statement.indicator) is not None
    )


def _is_whole(pattern: re.Pattern[str], figure: Figure) -> bool:
    """Whether a rate is of a whole and of nothing narrower (跨境电商进出口)."""
    if _fills(pattern, figure.statement.indicator):
        return True
    clause = _YEAR.sub("", _clause(figure))
    match = pattern.search(clause)
    return match is not None and not _FILLERS.sub("", clause[: match.start()])


def _clause(figure: Figure) -> str:
    return re.split("[，。；、]", figure.lead.rstrip("，"))[-1] if figure.lead else ""


def _fills(pattern: re.Pattern[str], name: str) -> bool:
    """Whether a name has nothing but the words of a pattern and fillers."""
    match = pattern.search(name)
    return match is not None and not _FILLERS.sub("", name[: match.start()] + name[match.end() :])


def _parts(after: Sequence[Figure], entry: _Mixed, names: Mapping[Figure, str]) -> Sequence[Figure]:
    """The rates of all parts, in a row: each under its own name, or 分别 after all the names; after rates of
    something else only where their names tell whose parts they are.
    """
    named = entry.parts
    for at in range(max(0, min(len(after) - len(named) + 1, 3))):
        row = after[at : at + len(named)]
        if at and not all(entry.apart.search(names[f]) for f in row):
            continue  # 固定资产投资增长11%，…。第一产业增加值增长5%，…
        told = "分别" in row[0].lead and all(f.lead.strip("左右以上约") in _LISTED for f in row[1:])
        if told and all(name.search(row[0].lead) for name in named):
            return row
        if any(_OTHERS.search(names[f]) for f in row):
            continue  # 居民收入增长8%，城镇新增就业增长3%，农村劳动力…
        each = [[n for n, name in enumerate(named) if _named(name, f)] for f in row]
        if sorted(n for of in each for n in of) == list(range(len(named))) and all(map(len, each)):
            return row
    return ()


def _apart(
    whole: Figure, rates: Sequence[Figure], names: Mapping[Figure, str], entry: _Mixed
) -> Sequence[Figure]:
    """The rates of the parts in other passages, each told with one value only, as is the whole; of both
    or all at once.
    """
    like = [f for f in rates if f is not whole and _alike(f, whole)]
    if any(f.statement.value != whole.statement.value for f in like if names[f] == names[whole]):
        return ()
    own = [f for f in like if entry.apart.search(names[f])]
    each = [[f for f in own if _fills(name, names[f])] for name in entry.parts]
    if all(len({f.statement.value for f in of}) == 1 for of in each):
        return [of[0] for of in each]
    rows: list[Sequence[Figure]] = [
        (a, b)
        for a, b in pairwise(rates)
        if _EACH.search(a.lead) and b.lead in _LISTED and entry.both.fullmatch(names[a])
    ]
    count = len(entry.parts)
    rows += [rates[at : at + count] for at, f in enumerate(rates) if entry.all.search(f.lead)]
    rows = [row for row in rows if _alike(row[0], whole) and len(row) == count]
    return rows[-1] if rows else ()


def _alike(part: Figure, whole: Figure) -> bool:
    """Whether two rates are of one time and place, and both over a year or both a yearly average."""
    a, b = part.statement, whole.statement
    same = (a.period, a.status, a.adcode) == (b.period, b.status, b.adcode)
    return same and _yearly(part) == _yearly(whole) and (_yearly(whole) or over_a_year(whole))


def _yearly(figure: Figure) -> bool:
    return _ANNUAL.search(figure.lead) is not None


def _between(page: Page, whole: Figure, parts: Sequence[Figure], loose: Decimal) -> Remark:
    low, high = min(p.amount.low for p in parts), max(p.amount.high for p in parts)
    wrong = whole.amount.high < low or whole.amount.low > high + loose
    ends = sorted(parts, key=lambda f: f.statement.value)
    formula = f"{ends[0].amount.words} ≤ {whole.amount.words} ≤ {ends[-1].amount.words}"
    note = message("between_wrong" if wrong else "between_right", formula=formula)
    marks = [(whole.span, STATED), *((p.span, "part") for p in parts)]
    return Remark(page, marks, Verdict.of(not wrong), whole.amount.words, "", formula, note, changes=wrong)
