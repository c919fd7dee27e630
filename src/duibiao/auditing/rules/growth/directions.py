"""What rises and falls: the levels that a sentence puts in a row, for each of several, under one name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.measured import year_of
from duibiao.auditing.figures.page import Figure, Page, Sentence
from duibiao.auditing.figures.strands import strands
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.rules.remarks import moved
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_UP, _DOWN = (_V[name].regex() for name in ("up_to", "down_to"))
_ABOUT = _V["just_about"].regex()
_TURNS = re.compile(f"^，?(?:分别)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?{_V['rising'].regex()}?{_ABOUT}?$")
_RISES_TO, _FALLS_TO = (re.compile(f"(?:{words}){_ABOUT}?$") for words in (_UP, _DOWN))
_FROM = re.compile("(?:从|由)[^，。；]{0,30}$|分别[^，。；]{0,8}$")
_LISTED = re.compile("^[、和与及]$")
NAME_LEAST = 4
"""Characters before two figures that are the same where nothing else joins them."""
_ROSE_TO, _FELL_TO = (re.compile(f"(?:{_V[name].regex()}){_ABOUT}?$") for name in ("up_to", "down_to"))
_FEWER = re.compile(f"^[\u4e00-\u9fff]{{2,8}}{_V['made_fewer'].regex()}{_ABOUT}?$")
_ALONE = re.compile(f"(?:^|[，、]){_V['now_again'].regex()}*(?:[\u4e00-\u9fff]{{0,4}})$")
_BEGUN = re.compile("(?:从|由)[^，。；]{0,30}$")
_IN_LIST = re.compile("其中|分别|^[、和与及]$")


_TO_ONE = re.compile(f"^，?(?:预计|将)*(?:(?P<up>{_UP})|(?P<down>{_DOWN}))[^，。；0-9]{{0,8}}$")
_NAMED_NEXT = re.compile("^[、和与及][\u4e00-\u9fff0-9０-９]{1,8}$")
_BASE = re.compile("(?:从|由)[^，。；]{0,20}$")
_YEARLY = re.compile(
    f"(?:{_V['each_year'].regex()})(?:(?P<up>{_V['goes_up'].regex()})|(?P<down>{_V['goes_down'].regex()}))"
)
_RETURNS = re.compile(
    f"(?:由|从)[^，。；\\n0-9]{{0,6}}(?P<a>[0-9０-９]{{1,5}})年一遇[^，。；\\n0-9]{{0,8}}?"
    f"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))[^，。；\\n0-9]{{0,4}}(?P<b>[0-9０-９]{{1,5}})年一遇"
)
_LEVELS = frozenset(("level", "share", "growth"))
_ROW_NEXT = re.compile(r"^(?!.*[合共总])(?:（[^（）]*）)?[、，和与及至]?(?:[\u4e00-\u9fff0-9０-９]{0,10}?)$")
_ONE_WAY = re.compile(
    f"(?:{_V['step_by_step'].regex()})(?:(?P<up>{_V['goes_up'].regex()}|{_V['runs_up'].regex()})|(?P<down>{_V['goes_down'].regex()}|{_V['runs_down'].regex()}))"
    f"|(?P<rising>{_V['low_to_high'].regex()})|(?P<falling>{_V['high_to_low'].regex()})"
)
_WAS = re.compile(
    f"^[，（](?:而)?{_V['time_before'].regex()}(?:同期)?(?:的)?(?:仅|只|还)?(?:为|是|有|只有)?$"
)
ROW_LEAST = 3
"""Levels that a word for their way holds together."""
DATED_MOST = 3
"""Characters between a year and the figure that is told of it (为, 只有)."""


def direction_of_each(page: Page) -> Iterator[Remark]:
    """从A和B分别提高到C和D; 由上年分别增长A和B，减为增长C和D: C against A, D against B."""
    for sentence in page.sentences:
        groups = _groups(sentence)
        for before, after in pairwise(groups):
            turn = _TURNS.match(after[0].lead)
            alike = len(before) == len(after) > 1 and len({f.unit for f in (*before, *after)}) == 1
            if turn is None or not alike or not _FROM.search(before[0].lead):
                continue
            for base, end in zip(before, after, strict=True):
                yield moved(base, end, turn["up"] is not None)


def _groups(sentence: Sentence) -> list[list[Figure]]:
    """The figures of a sentence, those together that only 、 or 和 parts."""
    groups: list[list[Figure]] = []
    for figure in sentence.figures:
        if groups and _LISTED.match(figure.lead):
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return groups


def direction_by_name(page: Page) -> Iterator[Remark]:
    """执行加计扣除75%政策，将制造业加计扣除比例提高到100%: what was, and what it comes to, under one name."""
    for sentence in page.sentences:
        for base, end in pairwise(sentence.figures):
            rises, falls = _RISES_TO.search(end.lead), _FALLS_TO.search(end.lead)
            if (rises is None and falls is None) or base.unit != end.unit or base.kind != end.kind:
                continue
            told = base.kind == "share" and not (_RISES_TO.search(base.lead) or _FALLS_TO.search(base.lead))
            if told and _shared(base.lead, end.lead) and not _FROM.search(base.lead):
                yield moved(base, end, rises is not None)


def _shared(one: str, other: str) -> bool:
    """Whether the words just before a figure come again before another."""
    tail = one[-NAME_LEAST:]
    return len(tail) == NAME_LEAST and tail in other and tail.isalpha()


def levels_in_row(page: Page) -> Iterator[Remark]:
    """1978年为35.5元，1979年进一步提高到36.3元; 组织了57户试点，今年扩大到120户; 188个园区整合优化为120个."""
    known = {(s.base.span, s.end.span) for s in strands(page) if s.base is not None and s.end is not None}
    for sentence in page.sentences:
        for base, end in pairwise(sentence.figures):
            if (base.span, end.span) in known or base.unit != end.unit or base.kind != end.kind:
                continue
            rises, falls, fewer = _ROSE_TO.search(end.lead), _FELL_TO.search(end.lead), _FEWER.match(end.lead)
            verb = rises or falls
            told = verb is not None and (not end.links or _ALONE.search(end.lead[: verb.start()]))
            if base.kind not in ("level", "share") or not ((told and not _is_end(base)) or fewer):
                continue
            yield moved(base, end, rises is not None and not fewer)


def _is_end(figure: Figure) -> bool:
    """Whether a level is one that was come to from another, so that the next may be of another subject."""
    return _BEGUN.search(figure.lead) is not None or _IN_LIST.search(figure.lead) is not None


def directions_to_one(page: Page) -> Iterator[Remark]:
    """从农村570元、城镇653元提高到886元: above each of the levels that it is reached from."""
    for sentence in page.sentences:
        bases: list[Figure] = []
        for figure in sentence.figures:
            turn = _TO_ONE.match(figure.lead) if len(bases) > 1 else None
            alike = bool(bases) and (figure.unit, figure.kind) == (bases[0].unit, bases[0].kind)
            if turn is not None and alike:
                yield from (moved(base, figure, turn["up"] is not None) for base in bases)
            if bases and alike and _NAMED_NEXT.match(figure.lead):
                bases.append(figure)
            else:
                bases = [figure] if figure.kind in _LEVELS and _BASE.search(figure.lead) else []


def year_by_year(page: Page) -> Iterator[Remark]:
    """逐年减少，2016年412件，2017年386件，2018年351件: each below, or above, the one of the year before."""
    for sentence in page.sentences:
        said = _YEARLY.search(page.document.text, sentence.span.start, sentence.span.end)
        if said is None:
            continue
        years = [f for f in sentence.figures if f.kind in ("level", "share") and year_of(f) and _dated(f)]
        for base, end in pairwise(years):
            if base.unit == end.unit and year_of(end) == year_of(base) + 1:
                yield moved(base, end, said["up"] is not None)


def one_way(page: Page) -> Iterator[Remark]:
    """一季度17.6%、上半年16.8%、前三季度15.9%，一路走低; 由高到低，甲县58亿元、乙县42亿元、丙县31亿元: in a
    row of levels each below, or above, the one before; accused where it is one of them that breaks the row.
    """
    for sentence in page.sentences:
        said = _ONE_WAY.search(page.document.text, sentence.span.start, sentence.span.end)
        rows = _rows(sentence) if said is not None else []
        if said is None or len(rows) != 1:
            continue
        row, up = rows[0], said["up"] is not None or said["rising"] is not None
        times = len({f.statement.period for f in row}) == len(row)
        if len(row) == ROW_LEAST and not (times or said["rising"] or said["falling"]):
            continue
        values = [f.statement.value if up else -f.statement.value for f in row]
        wrong = [at for at, (a, b) in enumerate(pairwise(values)) if b < a]
        if not wrong or any(_ordered(values[:at] + values[at + 1 :]) for at in range(len(values))):
            yield from (moved(base, end, up) for base, end in pairwise(row))


def _ordered(values: Sequence[Decimal]) -> bool:
    return all(a < b for a, b in pairwise(values))


def _rows(sentence: Sentence) -> list[list[Figure]]:
    """The levels of a sentence that stand in one row, in one unit."""
    rows: list[list[Figure]] = []
    for figure in sentence.figures:
        last = rows[-1][-1] if rows else None
        joined = last is not None and (last.unit, last.kind) == (figure.unit, figure.kind)
        turn = _TO_ONE.match(figure.lead.rpartition("）")[2]) or _ONE_WAY.search(figure.lead)
        if joined and (_ROW_NEXT.match(figure.lead) or turn):
            rows[-1].append(figure)
        else:
            rows.append([figure])
    return [row for row in rows if len(row) >= ROW_LEAST and row[0].kind in _LEVELS]


def as_it_was(page: Page) -> Iterator[Remark]:
    """毛入园率上升到82.6%，而前年为79.1%: what a level came from is told after it."""
    for sentence in page.sentences:
        for end, base in pairwise(sentence.figures):
            verb = _ROSE_TO.search(end.lead) or _FELL_TO.search(end.lead)
            told = verb is not None and not _BEGUN.search(end.lead) and _WAS.match(base.lead)
            if told and (base.unit, base.kind) == (end.unit, end.kind):
                yield moved(base, end, _ROSE_TO.search(end.lead) is not None)


def _dated(figure: Figure) -> bool:
    """Whether the year of a figure stands just before it, and nothing else."""
    span = figure.statement.period_span
    between = "" if span is None else figure.page.document.text[span.end : figure.span.start]
    return span is not None and span.end <= figure.span.start and len("".join(between.split())) <= DATED_MOST


def return_periods(page: Page) -> Iterator[Remark]:
    """防洪标准由20年一遇提高到50年一遇."""
    for match in _RETURNS.finditer(page.document.text):
        a, b = value_of(match["a"]), value_of(match["b"])
        if a is None or b is None:
            continue
        up = match["up"] is not None
        right = b > a if up else b < a
        formula = f"{match['b']}年 {'>' if b > a else '<' if b < a else '='} {match['a']}年"
        way = message("rises" if up else "falls")
        note = message("right_way" if right else "wrong_way", way=way, formula=formula)
        marks = [(Span(*match.span("a")), "base"), (Span(*match.span("b")), STATED)]
        stated = match["b"] + "年"
        yield Remark(page, marks, Verdict.of(right), stated, "", formula, note, changes=not right)
