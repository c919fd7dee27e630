"""What is said to be above or below another figure of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.rules.remarks import COMPARED, ordered
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound

_V = vocabulary(__package__)
_ADVERBS, _YARDSTICKS = _V["adverbs"].regex(), _V["measured_by"].regex()
_WAY = f"(?:(?P<above>{_V['said_above'].regex()})|(?P<below>{_V['said_below'].regex()}))了?"
_THAN = re.compile(f"^{_V['bound_after'].regex()}?[，、]{_ADVERBS}*{_WAY}(?P<what>[^，。；]{{0,40}})$")
_MEASURED_BY = re.compile(f"{_V['of_one'].regex()}$|(?:{_YARDSTICKS})（[^）]{{0,8}}$")
_MEASURES = re.compile(f"^{_V['bound_after'].regex()}?的[^，。；]{{0,4}}(?:{_YARDSTICKS})")
_SAME_AS = re.compile("^[，、][比较][^，；。]{2,50}$")
_MORE, _LESS = re.compile(f"^{_V['still_more'].regex()}"), re.compile(f"^{_V['still_less'].regex()}")
_SIZES = frozenset(("level", "share", "change", "growth"))
PASSED_MOST = 3
"""Figures between one and the other that it is compared with."""


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
