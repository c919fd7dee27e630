"""What the guesses of products, shares and growth have in common: which numbers are of one measure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from duibiao.auditing.figures.amounts import Amount, unit_step
from duibiao.auditing.figures.page import Figure
from duibiao.auditing.figures.units import factor
from duibiao.auditing.rules.equations.equation import Equation, Term, plain
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound

RATES = frozenset(("%", "‰", "百分点", "倍", "番", "年", "岁", "位", "届", ""))
"""Units of what is no amount of anything."""
_V = vocabulary(__package__)
_TAILS = re.compile(f"(?:{_V['unit_tails'].regex()})$")
_CLASS = re.compile(_V["size_class"].regex())
_EXACT = frozenset((Bound.EXACT, Bound.APPROX))
TEN = 10
_ONE, _PERCENT = Amount.exact(1), Decimal("0.01")


def amounts(figures: Sequence[Figure]) -> list[Figure]:
    """Those that are amounts of something."""
    return [f for f in figures if f.kind in ("level", "change") and f.unit not in RATES and not f.sorts]


def same(one: Figure, other: Figure) -> bool:
    """Whether two numbers are printed in one unit (吨标准煤 may be 吨 the second time)."""
    return _TAILS.sub("", one.unit) == _TAILS.sub("", other.unit)


def classed(figure: Figure) -> bool:
    """Whether it only says who or what is counted: 60岁以上, 亿元以上."""
    return figure.sorts or _CLASS.match(figure.tail) is not None


def in_unit(figure: Figure, role: str, unit: str) -> Term:
    """A number counted in ``unit``, which measures what its own does (吨 and 斤)."""
    return plain(figure, role, factor(figure.unit, unit) or 1)


def share(figure: Figure) -> Term:
    """A share as a part of one."""
    return plain(figure, "share", _PERCENT if figure.unit == "%" else Decimal("0.001"))


def left(figure: Figure) -> Term:
    """What a share leaves of one."""
    part = share(figure)
    return Term(figure, "share", _ONE - part.amount, lambda a: part.back(_ONE - a))


def grown(figure: Figure, way: int) -> Term:
    """A rate as what a level is multiplied by: 0.6 for 降幅40% (``way`` is −1)."""
    unit = way * (100 if figure.unit == "%" else 1)
    turned = -1 if figure.amount.value < 0 < -way else 1
    amount = figure.amount.scaled(Decimal(turned) / unit)
    return Term(figure, "growth", _ONE + amount, lambda a: (a - _ONE).scaled(unit * turned))


def fitting(equations: Sequence[Equation], sure: Callable[[], bool] = lambda: True) -> Iterator[Equation]:
    """Those that hold; where none does, the only one, if no number is told as a bound and its words leave no
    doubt which numbers are meant.
    """
    held = [e for e in equations if e.holds]
    only = equations[0] if len(equations) == 1 and not held else None
    if only is not None and not cut(only) and _exactly(only) and sure():
        yield replace(only, marked=True)
    yield from held


def cut(equation: Equation) -> bool:
    """Whether only the last of several digits of the stated number is off: cut, perhaps, not rounded."""
    stated, computed = equation.stated, equation.stated.back(equation.computed)
    step = unit_step(stated.figure.statement)
    if (
        abs(stated.figure.statement.value) < step * TEN
        or stated.figure.amount.low == stated.figure.amount.high
    ):
        return False
    return computed.meets(stated.figure.amount.low - step, stated.figure.amount.high + step)


def far(equation: Equation, least: Decimal) -> bool:
    """Whether the stated number is off by more than a part of it: heads counted at the end of a year or as
    its average, dwellers or the registered differ by less.
    """
    stated, computed = equation.stated.amount.value, equation.computed.value
    return not stated or abs(computed / stated - 1) > least


def _exactly(equation: Equation) -> bool:
    """Whether its numbers are printed without 超, 多, 以上, or the stated one is far from reached."""
    stated, bounds = equation.stated, {f.statement.bound for f in equation.figures[1:]}
    kind, computed = stated.figure.statement.bound, stated.back(equation.computed)
    below = kind is Bound.MIN and computed.high < stated.figure.amount.low
    return bounds <= _EXACT and (kind in _EXACT or below)


def plainly(equation: Equation) -> bool:
    """Whether all its numbers are printed without 超, 多, 以上, and more than the last digit is off."""
    return all(f.statement.bound in _EXACT for f in equation.figures) and not cut(equation)


def between(one: Figure, other: Figure) -> str:
    """The text between two figures, in the order of the text."""
    first, last = sorted((one, other), key=lambda f: f.span.start)
    return "".join(one.page.document.text[first.span.end : last.span.start].split())


def apart(*figures: Figure) -> bool:
    """Whether the figures stand in more than one statement: a ； or the end of a sentence is between them."""
    ordered = sorted(figures, key=lambda f: f.span.start)
    return "；" in between(ordered[0], ordered[-1])
