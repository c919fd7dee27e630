"""What one report plans and what the next says has come of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.aligned import aligned, followers
from duibiao.auditing.figures.mentions import Mention, scoped_alike
from duibiao.auditing.figures.misprints import may_lie_in
from duibiao.auditing.figures.names import name_of
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.figures.series import Chain, Year, chains, missed, series_of
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message

_V = vocabulary(__package__)
_MET, _ADMITS = (re.compile(_V[name].regex()) for name in ("target_met", "admits_missing"))
_SET_ABOVE = re.compile(_V["set_above"].regex())
_ALL_MET, _LOW = re.compile(_V["all_targets_met"].regex()), re.compile(_V["lower_is_better"].regex())
_FALLS, _EXCUSES, _AHEAD = (re.compile(_V[name].regex()) for name in ("may_fall", "excuses", "years_ahead"))
_FULLY, _OF_PLAN = (re.compile(_V[name].regex()) for name in ("fully_met", "planned_things"))
_KEPT = re.compile("控制在$")
_AIMED = frozenset(("level", "change", "growth"))
_COUNTED = frozenset(("level", "change"))
"""Words that say whose jobs and houses are counted, which one of two reports may leave out."""
_RELATIVE = frozenset(("%", "‰", "倍", "百分点"))
MET_WITHIN = 12
"""Characters after a result in which it is said to meet a target."""
ALIKE = 8
"""A result that is so many times its target is of something else (新增9200家, 达到7.4万家)."""
NAME_LEAST = 4
"""Characters of a name that two reports need to mean one thing by it."""
SHORT = Decimal("0.75")
"""Part of an aim of jobs that is reached where the report owns up to nothing: at least .99
in the corpus. Re-run ``benchmarks audit``."""
BEYOND = 2
"""An aim, or what comes of it, is at most so many times the other where one slip has to explain a miss."""
HIGHER, POINTS = Decimal("1.3"), 4
"""An aim of growth so many times, and so many points, above what there was the year before and above what
came is a slip: in the corpus none is 1.2 times both."""


def target_and_result(pages: Sequence[Page]) -> Iterator[Remark]:
    """What was planned and what came of it; accused only where a missed target is called met, where jobs were
    missed by far, or an aim of growth is out of all bounds.
    """
    for chain in chains(pages):
        for now in chain.values():
            for target, result in ((now.target_growth, now.growth), (now.target_level, now.level)):
                if target is not None and result is not None and target.unit == result.unit:
                    short = missed(target, result, now.series.basis)
                    far = now.series.basis == "added" and _far_short(target, result)
                    yield from _result(target, result, short, far or _out_of_bounds(chain, now, target))


def _out_of_bounds(chain: Chain, now: Year, target: Figure) -> bool:
    """Whether an aim of real growth lies far above the growth of the year before, and above what came."""
    before = chain.get((now.series.name, now.year - 1))
    if before is None or before.growth is None or now.growth is None or target is not now.target_growth:
        return False
    came = max(f.amount.high for f in (before.growth, now.growth))
    aimed = target.amount.low
    return now.series.basis == "real" and aimed >= came * HIGHER and aimed >= came + POINTS


def promised(pages: Sequence[Page]) -> Iterator[Remark]:
    """今年减少贫困人口1000万以上, and in the next report 减少1386万: what is no headline indicator, by its
    name, where each report has one figure of it; by the words around it, what is counted or paid.
    """
    said: set[Figure] = set()
    planned, reached = _by_name(pages, "target", 0), _by_name(pages, "achieved", 1)
    for key, targets in planned.items():
        results = reached.get(key, [])
        if len({f.statement.value for f in targets}) == len({f.statement.value for f in results}) == 1:
            made = list(_promised(targets[0], results[0]))
            said |= {f for _ in made for f in (targets[0], results[0])}
            yield from made
    for earlier, later in followers(pages):
        for pair in aligned(earlier, later, _may_come_of):
            if pair.one.figure not in said and pair.other.figure not in said:
                yield from _promised(pair.one.figure, pair.other.figure)


def _promised(target: Figure, result: Figure) -> Iterator[Remark]:
    aimed, came = (abs(f.statement.value) for f in (target, result))
    high_is_bad = _LOW.search(target.statement.indicator) is not None
    above, below = result.amount.low > target.amount.high, result.amount.high < target.amount.low
    less = target.statement.value < 0  # 减少1000万以上
    if aimed < came * ALIKE and came < aimed * ALIKE:
        yield from _result(target, result, above if high_is_bad or less else below, far=False)


def _may_come_of(one: Mention, other: Mention) -> bool:
    """Whether a figure may be what came of a plan: of the same year, whose it is, and what it counts."""
    a, b = one.figure.statement, other.figure.statement
    of_year = a.period == b.period == str(one.figure.page.year)
    stands = a.status == "target" and b.status == "achieved" and one.figure.kind == other.figure.kind
    if not (of_year and stands) or a.unit != b.unit or not scoped_alike(one, other):
        return False
    if one.figure.kind == "share":
        return _KEPT.search(other.figure.lead) is not None or not (
            _LOW.search(a.indicator) or _FALLS.search(a.indicator)
        )
    counts = one.figure.kind in _COUNTED and a.unit not in _RELATIVE and series_of(a.indicator) is None
    alike = one.yearly == other.yearly and not (one.starts or other.starts)
    return counts and alike and not _FALLS.search(a.indicator)


def _far_short(target: Figure, result: Figure) -> bool:
    """Whether a result misses its aim for one year by more than reports leave unsaid, by one slip."""
    aimed, came = (abs(f.statement.value) for f in (target, result))
    if result.amount.high >= target.amount.low * SHORT:
        return False
    opening = re.split("[：:，；]", _sentence(target))[0] + re.split("[，；]", target.lead)[-1]
    if _EXCUSES.search(_sentence(result)) or _AHEAD.search(opening):
        return False
    return may_lie_in(came, aimed, aimed * BEYOND) or may_lie_in(aimed, came / BEYOND, came)


def _sentence(figure: Figure) -> str:
    return figure.statement.sentence_span.of(figure.page.document.text)


def _by_name(pages: Sequence[Page], status: str, later: int) -> dict[tuple[str, ...], list[Figure]]:
    """Figures by place, name, unit, kind and year, in reports so many years ``later``."""
    found: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for page in pages:
        for f in (f for s in page.sentences for f in s.figures):
            s, name = f.statement, name_of(f)
            dated = s.period == str((page.year or 0) - later) and s.status == status
            if dated and len(name) >= NAME_LEAST and f.kind in _AIMED and series_of(s.indicator) is None:
                found[s.adcode, name, f.unit, f.kind, s.period].append(f)
    return found


def _result(target: Figure, result: Figure, short: bool, far: bool) -> Iterator[Remark]:
    """``far``: missed by so much that it is accused though nobody calls it met."""
    if short and (_ADMITS.search(result.tail) or _SET_ABOVE.search(result.tail[:MET_WITHIN])):
        return
    kept = _KEPT.search(result.lead) is not None and _LOW.search(target.statement.indicator) is not None
    claimed = kept or _called_met(result) or _all_met(result.page)
    if short and not (claimed or far):
        return
    formula = f"{result.amount.words} {_sign(result, target, short)} {target.amount.words}"
    name = "target_reached" if not short else "target_missed" if claimed else "target_far"
    verdict = Verdict.INCONSISTENT if short else Verdict.CONSISTENT
    yield Remark(
        result.page, [(result.span, STATED)], verdict, result.amount.words, target.amount.words, formula,
        message(name, formula=formula), changes=short, elsewhere=[(target, "target")],
    )  # fmt: skip


def _called_met(result: Figure) -> bool:
    """Whether the words around a result call the plan carried out: 超额完成…任务; not 完成投资51亿元."""
    around = result.lead + result.tail[:MET_WITHIN]
    return _FULLY.search(around) is not None or (
        _MET.search(around) is not None and _OF_PLAN.search(around) is not None
    )


def _sign(result: Figure, target: Figure, short: bool) -> str:
    """How the printed numbers stand to each other; ≈ where 左右 and the like make up for what lacks."""
    came, aimed = (abs(f.statement.value) for f in (result, target))
    lacks = came > aimed if _LOW.search(target.statement.indicator) else came < aimed
    if lacks and not short:
        return "≈"
    return "<" if came < aimed else ">" if came > aimed else "="


def _all_met(page: Page) -> bool:
    """Whether a report says that the targets of the year before were met, all of them."""
    text = page.document.text
    return _ALL_MET.search(text, 0, len(text) // 2) is not None
