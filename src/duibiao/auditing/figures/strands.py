"""One subject's figures in a sentence: its level, what it is measured against, and what is said of both.

由<base>增加到<end>，增加<change>，增长<growth>，平均每年增长<growth, annual>

The rules of ``rules/levels.py`` only ask which of these are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from duibiao.auditing.figures.page import Figure, Page, Sentence, sentences_together, years_of
from duibiao.auditing.figures.parallel import respectively
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_FROM, _COMPARED, _ANNUAL, _PLAN = (
    re.compile(_V[name].regex()) for name in ("from", "compared_with", "annual", "against_plan")
)
_DONE_OF = re.compile(f"^[，、](?:[占为]|完成)[^，。；]{{0,10}}(?:{_V['plan_words'].regex()})数?的?约?$")
_LINKS = re.compile(_V["links"].regex())
_UP_TO, _DOWN_TO, _TO = (re.compile(_V[name].regex()) for name in ("up_to", "down_to", "to"))
_ENDS = re.compile(f"(?:{_V['up_to'].regex()}|{_V['down_to'].regex()})[^，]{{0,4}}$")
_GOES_TO = re.compile(
    f"^{_V['bound_after'].regex()}?(?:的[^，、]{{1,6}})?(?:{_V['up_to'].regex()}|{_V['down_to'].regex()})[^，、]{{0,8}}$"
)
_FROM_SOME = re.compile("(?:由|从|现行|原来的?)[^，。；、]{0,16}$")
_ACTUAL = re.compile(f"^[，、]实际{_V['carried_out_as'].regex()}?(?:达到?|为)?$")
_THAN = re.compile("^[，、（](?:比|较)[^，；]{1,14}的$")
_AGAINST = re.compile(_V["against"].regex())
_ANEW = re.compile(
    "^[^；]{0,3}；(?:如果)?(?:比|同|与|较)[^，；]{0,30}$|^作比较[^；]*；(?:如果)?(?:比|同|与|较)[^，；]{0,30}$"
)
_BOUND_AFTER = re.compile(f"^{_V['bound_after'].regex()}")
_EXCESS = re.compile(_V["excess"].regex() + r"\Z")
_EXCEEDS = re.compile("(?:超过|高于|[比较][^，]*[多超])[^，的]*$")
_IN_OTHER_UNITS = re.compile("^（(?:折合|约合|合|按[^）]{0,8}折合)(?:人民币)?约?$")
_ENDS_SUBJECT = re.compile("[；;。]|其中")
_RELATIVE, _RANKS, _LISTED = (frozenset(_V[n].words) for n in ("relative_units", "rank_units", "listing"))
_LEVELS = frozenset(("level", "share", "ratio", "duration"))
_MEASURED = _LEVELS | {"change"}
EXCESS_LEAST, EXCESS_MOST = 4, 1000
"""A level at least so many times what it exceeds, without 的 before that, exceeds it by so much;
so many times or more is a slip.
"""
OTHER_MOST = 16
"""Longest stretch between a comparing word and its level: 比五年计划规定的一九五七年的水平 has 15."""


@dataclass(eq=False, slots=True)
class Strand:
    """What is said of one subject. ``rises``: whether its verb says up, down or neither (``None``)."""

    base: Figure | None = None
    end: Figure | None = None
    rises: bool | None = None
    plan: bool = False
    """the base is a plan, not an earlier level"""
    said: list[Said] = field(default_factory=list)
    start: int = 0
    """where its sentence begins"""
    opened: int = 0
    """where its paragraph's figures begin"""


@dataclass(eq=False, slots=True)
class Said:
    """A change, rate or multiple of the strand's subject.

    ``annual``: a yearly average. ``since``: the year compared with where one is named, else 0.
    """

    figure: Figure
    what: str
    """change, excess (without sign), flow (a level a year), growth (%), times (倍 as growth), multiple (倍 as
    quotient), part (% as quotient), points"""
    annual: bool
    since: int
    row: str = ""
    """words before the first of a row that it stands in, which are said of it, too (可比增长a和b)"""


@lru_cache(maxsize=16)
def strands(page: Page) -> tuple[Strand, ...]:
    """The strands of a page in reading order. A strand goes on into the next sentence of its paragraph when
    that says more of the same subject (工资提高到610元。四年间提高了37%)."""
    return tuple(s for group in sentences_together(page) for s in _weave(group))


def bases(page: Page) -> set[Figure]:
    """The levels of a page that others are measured against: no parts, no totals."""
    return {s.base for s in strands(page) if s.base is not None}


def _weave(group: Sequence[Sentence]) -> Iterator[Strand]:
    """The strands of one paragraph."""
    current: Strand | None = None
    for sentence in group:
        listed = {rate for _, rate in respectively(sentence)}
        for at, figure in enumerate(sentence.figures):
            if figure in listed or _IN_OTHER_UNITS.match(figure.lead):
                continue  # of the level in its place of the list; the same in another unit
            if (
                figure.unit == "年"
                and current is not None
                and not figure.links
                and not _ENDS.search(figure.lead)
            ):
                continue  # 四年间增长: how long, not of what
            if figure.unit == "%" and current is not None and _DONE_OF.match(figure.lead):
                continue  # 为预算的100.7%，比上年增收…
            begun = _begins(figure, current, sentence.figures[at + 1 : at + 2])
            if begun is None and current is not None and (at > 0 or _says_more(figure)):
                begun = _measures_anew(figure, current)
                if begun is None and _joins(figure, current):
                    continue
            if current is not None:
                yield current
            current = begun or _alone(figure)
            current.start = current.start or sentence.span.start
            current.opened = group[0].span.start
    if current is not None:
        yield current


def _says_more(figure: Figure) -> bool:
    """Whether a sentence's first figure belongs to the subject of the sentence before."""
    return not figure.links and figure.kind in ("growth", "change")


def _alone(figure: Figure) -> Strand:
    return Strand(end=figure) if figure.kind in _LEVELS else Strand(said=[said_of(figure)])


def _begins(figure: Figure, current: Strand | None, after: Sequence[Figure]) -> Strand | None:
    """由1559亿元, 将比1958年的2050亿元: a new strand, with what was said just before when it leads up to it
    (增加60亿元，即由…).
    """
    led_on = any(f.unit == figure.unit and _GOES_TO.match(f.lead) for f in after)
    if figure.kind not in _MEASURED and not (led_on and figure.kind == "growth"):
        return None
    has_level = current is not None and current.end is not None and current.end.unit == figure.unit
    from_here = _FROM.search(_without_times(figure)) or (_AGAINST.search(figure.lead) and not has_level)
    from_here = from_here or (led_on and _FROM_SOME.search(figure.lead))
    if not from_here:
        return None
    made = Strand(base=figure)
    if current is not None and current.base is None and current.end is None and not figure.links:
        made.said, made.start = current.said, current.start
    return made


def _measures_anew(figure: Figure, current: Strand) -> Strand | None:
    """The same level against another: 如果同1950年的170亿元比较; 1958年又比1957年增加34%，达到…"""
    end = current.end
    if end is None:
        return None
    if figure.kind == "level" and figure.unit == end.unit and _ANEW.search(figure.lead):
        return Strand(base=figure, end=end, start=current.start)
    if figure.kind == "growth" and current.said and not figure.links:
        said, year = said_of(figure), years_of(end.statement.period)
        if year is not None and said.since == year[1] and said.figure.statement.period > end.statement.period:
            return Strand(base=end, said=[said], start=current.start)
    return None


def _joins(figure: Figure, strand: Strand) -> bool:
    """Whether a figure belongs to the strand; it is put in its place there."""
    listed = _BOUND_AFTER.sub("", figure.lead) in _LISTED
    if _ENDS_SUBJECT.search(figure.lead) or listed or figure.unit in _RANKS:
        return False
    if strand.base is not None and strand.end is None and figure.kind in (*_LEVELS, strand.base.kind):
        return _closes_pair(figure, strand)
    if figure.kind in _LEVELS and figure.unit != "倍":
        return any(place(figure, strand) for place in _PLACES)
    if figure.links or not _speaks_of(figure, strand):
        return False
    strand.said.append(said_of(figure))
    return True


def _is_reached(figure: Figure, strand: Strand) -> bool:
    """1982年为494元，1987年提高到729元: the next level of the subject; 增长42%，达到8000万吨: its level."""
    lead = figure.lead
    up, down = _UP_TO.search(lead), _DOWN_TO.search(lead)
    rest = _LINKS.sub("", _TO.sub("", _DOWN_TO.sub("", _UP_TO.sub("", figure.links))))
    if strand.end is None:
        if not strand.said or _TO.search(lead) is None or rest:
            return False
        strand.end = figure
        return True
    if strand.said or strand.base is not None or figure.unit != strand.end.unit or rest or "，" not in lead:
        return False
    earlier = strand.end.statement.period < figure.statement.period and not _THAN.match(lead)
    if not (up or down) and not earlier:
        return False
    strand.base, strand.end = strand.end, figure
    strand.rises = None if not (up or down) else up is not None
    return True


def _closes_pair(figure: Figure, strand: Strand) -> bool:
    """增加到2570亿元, after the level that it starts from."""
    assert strand.base is not None
    if not _one_unit(figure, strand.base) or figure.kind not in (*_MEASURED, strand.base.kind):
        return False
    lead = figure.lead
    if (up := _UP_TO.search(lead)) or _DOWN_TO.search(lead):
        strand.rises = up is not None
    elif not _TO.search(lead):
        return False
    if "，" in lead.strip("，") and _subject_between(lead):
        return False
    strand.end = figure
    return True


def _one_unit(one: Figure, other: Figure) -> bool:
    """Whether two levels have one unit, or one of them is told in fewer words (1.86吨标准煤, 1.72吨)."""
    short, long = sorted((one.unit, other.unit), key=len)
    return short == long or (bool(short) and long.startswith(short))


def _subject_between(lead: str) -> bool:
    """Whether a clause of its own stands before the verb (，全国产量增加到 is not ours)."""
    last = lead.strip("，").rpartition("，")[2]
    return not (_UP_TO.search(last) or _DOWN_TO.search(last) or _TO.search(last))


def _is_base(figure: Figure, strand: Strand) -> bool:
    """比1978年的1559亿元: the level that the strand's own is measured against."""
    end = strand.end
    if end is None or strand.base is not None or figure.unit != end.unit:
        return False
    shares = figure.kind == end.kind == "share" and _THAN.match(figure.lead) is not None
    if figure.unit == "%" and not shares:
        return False
    match = _COMPARED.search(figure.lead)
    if match is None or len(match.group()) > OTHER_MOST + 8:
        return False
    if len(figure.lead) - len(match.group()) > 2 and "，" not in figure.lead[: match.start() + 1]:
        return False
    value = figure.amount.value
    if _EXCEEDS.search(figure.lead) and value * EXCESS_LEAST < end.amount.low < value * EXCESS_MOST:
        return False  # 总产460亿斤，超过1984年9亿斤: by so much
    strand.base, strand.plan = figure, _PLAN.search(figure.lead) is not None
    return True


def _is_yearly(figure: Figure, strand: Strand) -> bool:
    """五年建成3.1亿平方米，平均每年6200万平方米: what that is a year."""
    end = strand.end
    if end is None or figure.links or figure.unit != end.unit or _ANNUAL.search(figure.lead) is None:
        return False
    if figure.kind != "level":
        return False
    strand.said.append(Said(figure, "flow", True, 0))
    return True


def _is_actual(figure: Figure, strand: Strand) -> bool:
    """计划5万套，实际完成5.6万套: what a plan came to."""
    plan = strand.end
    if plan is None or strand.base is not None or strand.said or figure.unit != plan.unit:
        return False
    planned = _PLAN.search(plan.lead.rpartition("，")[2]) is not None
    if not planned or _ACTUAL.match(figure.lead) is None:
        return False
    strand.base, strand.end, strand.plan = plan, figure, True
    return True


def _is_excess(figure: Figure, strand: Strand) -> bool:
    """超过原定计划427亿元的15.3%, 比3856亿斤的水平超过133亿斤: by how much a level exceeds another."""
    base = strand.base
    if base is None or strand.end is None or figure.links:
        return False
    if figure.kind == "share" and figure.lead == "的" and strand.plan:
        strand.said.append(Said(figure, "growth", False, 0))
        return True
    if (
        figure.kind == "share"
        and figure.unit == "%"
        and _EXCESS.fullmatch(figure.lead.strip("，、"))
        and end_is_level(strand)
    ):
        strand.said.append(Said(figure, "growth", False, 0))
        return True
    if figure.unit != base.unit or _EXCESS.search(figure.lead) is None:
        return False
    strand.said.append(Said(figure, "excess", False, 0))
    return True


def end_is_level(strand: Strand) -> bool:
    """Whether what is measured is no rate itself."""
    return strand.end is not None and strand.end.unit not in _RELATIVE


_PLACES = (_is_actual, _is_yearly, _is_reached, _is_base, _is_excess)
"""Where a level may stand in a strand, asked in this order."""


def _speaks_of(figure: Figure, strand: Strand) -> bool:
    """A change in the unit of the level, a rate, a multiple; not of another year than the level's."""
    level = strand.end or strand.base
    other_year = any(
        not t.yardstick for t in figure.page.times(figure.span.start - len(figure.lead), figure.span.start)
    )
    if other_year and level is None:
        return False
    if figure.kind == "growth" or figure.unit == "倍":
        return True
    if figure.kind == "change":
        return level is None or figure.unit in (level.unit, "百分点")
    return False


def said_of(figure: Figure) -> Said:
    """What a change, rate or multiple says."""
    annual = _ANNUAL.search(figure.lead) is not None
    if figure.unit == "百分点":
        what = "points"
    elif figure.unit == "倍":
        what = "times" if figure.kind == "growth" else "multiple"
    else:
        what = "change" if figure.kind == "change" else "growth"
    return Said(figure, what, annual, _since(figure))


def _since(figure: Figure) -> int:
    """The year that 比1978年 names just before a figure, or 0."""
    start = figure.span.start - len(figure.lead) - 8
    found = [t for t in figure.page.times(max(0, start), figure.span.start) if t.yardstick]
    years = years_of(found[-1].period) if found else None
    return years[1] if years else 0


def _without_times(figure: Figure) -> str:
    """The end of the words before a figure, its times cut out: 由一九七八年的 gives 由的."""
    end = figure.span.start
    return figure.page.without_times(end - min(len(figure.lead) + 4, 24), end)[-12:]
