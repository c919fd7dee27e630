"""What the entries of one project say against each other; shown, never averaged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from duibiao.ledger.projects.model import Conflict, Entry
from duibiao.reading.model import Bound
from duibiao.reading.projects import STAGES, FactType, ProjectEvent, Standing, Subject

_FIGURES = (FactType.MONEY, FactType.CAPACITY, FactType.OUTPUT, FactType.LAND, FactType.COUNT)
_TOTAL = ("总投资", "计划投资", "投资额", "投资", "总投资额", "计划投资额", "项目总投资", "总金额")
"""What is said of a project as a whole, whatever the year."""
_ABOUT = Decimal("0.1")
"""How far 约 and 左右 reach."""


def conflicts(entries: Sequence[Entry]) -> tuple[Conflict, ...]:
    """Figures of one measure that do not agree, and stages planned after they were told as reached."""
    return (*_figures(entries), *_stages(entries))


def _figures(entries: Sequence[Entry]) -> Iterator[Conflict]:
    by_measure: dict[tuple[FactType, str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        event = entry.event
        if event.type in _FIGURES and event.value is not None:
            by_measure[event.type, *_measure(event)].append(entry)
    for (kind, words, _), same in by_measure.items():
        if any(not agrees(a.event, b.event) for a, b in combinations(same, 2)):
            yield Conflict(kind, words, tuple(same), "同一口径，数值不一")


def _measure(event: ProjectEvent) -> tuple[str, str]:
    """What two figures must share to be compared: measure, unit, and the year where that matters."""
    if event.type is FactType.MONEY and event.measure in _TOTAL and event.standing is Standing.STATED:
        year = event.period[:4] if event.subject is Subject.GROUP else ""
        return "总投资", event.part + event.unit + year
    measure = event.measure.removeprefix("总") + event.part
    stage = event.stage.value if event.stage is not None else ""
    timed = event.type in (FactType.COUNT, FactType.OUTPUT) or event.subject is Subject.GROUP
    return measure, event.unit + stage + (event.period if timed or event.type is FactType.MONEY else "")


def agrees(a: ProjectEvent, b: ProjectEvent) -> bool:
    """Whether two figures may both be right by their bounds and printed precision."""
    if a.value is None or b.value is None:
        return True
    lows, highs = zip(_range(a, a.value), _range(b, b.value), strict=True)
    return max(lows) <= min(highs)


def _range(event: ProjectEvent, value: Decimal) -> tuple[Decimal, Decimal]:
    exponent = value.as_tuple().exponent
    half = Decimal((0, (5,), exponent - 1)) if isinstance(exponent, int) else Decimal(0)
    high = event.value_high if event.value_high is not None else value
    if event.bound is Bound.MIN:
        return value, Decimal("Infinity")
    if event.bound is Bound.MAX:
        return Decimal(0), high
    if event.bound is Bound.APPROX:
        return value - abs(value) * _ABOUT, high + abs(value) * _ABOUT
    return value - half, high + half


def _stages(entries: Sequence[Entry]) -> Iterator[Conflict]:
    done = [e for e in entries if e.event.type is FactType.STAGE and e.event.standing is Standing.DONE]
    plans = [e for e in entries if e.event.type is FactType.STAGE and e.event.standing is Standing.PLANNED]
    for reached in done:
        for plan in plans:
            a, b = reached.event, plan.event
            if a.stage is None or b.stage is None or not (a.period and b.period):
                continue
            later = b.period[:4] > a.period.rpartition("/")[2][:4]
            if later and STAGES.index(b.stage) <= STAGES.index(a.stage):
                yield Conflict(
                    FactType.STAGE,
                    b.stage.value,
                    (reached, plan),
                    f"已报{a.stage.value}，其后又列为计划{b.stage.value}",
                )
