"""Printed numbers as values with bounds, and arithmetic on them that keeps the formula in words.

A printed number stands for an interval: 4.8% for 4.75 to 4.85, 13.57万亿元 for 13.565 to 13.575万亿. Counts
without 万 or 亿 are exact. 近, 超, 多 and 约 open the interval on the side that they speak of.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Protocol

from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound, StatementKind

_V = vocabulary(__package__)
_BELOW = re.compile(_V["just_below"].regex() + r"\s*\Z")
_EXACT_UNITS = re.compile(_V["exact_units"].regex())
_RATES = frozenset(("%", "‰", "‱", "倍", "百分点", "基点", ""))
_FRACTION = re.compile(r"(?![百千万]分之).*(?:分之|[0-9０-９][/／][0-9０-９]|成$|一半)")
_HALF, _QUARTER, _TEN = Decimal("0.5"), Decimal("0.25"), Decimal(10)
"""增长一倍 is said of 75 % to 125 %: half a step would take 51 % for it."""
_INFINITE = Decimal("Infinity")
ROOT_DIGITS = 12
"""Digits that roots are taken to: rates are printed with at most two decimals."""

ROUND_ZEROS = 2
"""A number of units that ends in this many zeros may have been rounded to them (8000亩, 500亿元), one zero is
taken as counted. The findings on the corpus are the same with 1 and with 3. Re-run ``benchmarks audit``."""

_TENS = {"十": 1, "百": 2, "千": 3}
_ATOM, _PRODUCT, _SUM = 0, 1, 2


class Printed(Protocol):
    """A printed number: a ``Statement``, or a target that was read from one."""

    @property
    def text(self) -> str: ...
    @property
    def value(self) -> Decimal: ...
    @property
    def value_high(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def bound(self) -> Bound: ...
    @property
    def kind(self) -> StatementKind: ...


@dataclass(frozen=True, slots=True)
class Amount:
    """``value`` within ``[low, high]``; ``words``: the formula so far, ``binds`` how loosely it is bound."""

    value: Decimal
    low: Decimal
    high: Decimal
    words: str
    binds: int = _ATOM

    @staticmethod
    def exact(value: Decimal | int, words: str = "") -> Amount:
        """A number that is no measurement: years of an interval, the 1 of a growth rate."""
        number = Decimal(value)
        return Amount(number, number, number, words or format(number, "f"))

    def __add__(self, other: Amount) -> Amount:
        words = f"{self._inside(_SUM)} + {other._inside(_SUM)}"
        return Amount(self.value + other.value, self.low + other.low, self.high + other.high, words, _SUM)

    def __sub__(self, other: Amount) -> Amount:
        words = f"{self._inside(_SUM)} − {other._inside(_PRODUCT)}"
        return Amount(self.value - other.value, self.low - other.high, self.high - other.low, words, _SUM)

    def __mul__(self, other: Amount) -> Amount:
        words = f"{self._inside(_PRODUCT)} × {other._inside(_PRODUCT)}"
        return self._with(other, words, lambda a, b: a * b)

    def __truediv__(self, other: Amount) -> Amount:
        """Unbounded, with value 0, where the divisor may be 0."""
        words = f"{self._inside(_PRODUCT)} ÷ {other._inside(_ATOM)}"
        if other.low <= 0 <= other.high:
            return Amount(Decimal(0), -_INFINITE, _INFINITE, words, _PRODUCT)
        return self._with(other, words, lambda a, b: a / b)

    def root(self, n: int) -> Amount:
        """The ``n``-th root of what is positive; 0 for what is not."""
        words = f"{n}次方根({self.words})" if n > 1 else self.words
        return Amount(_root(self.value, n), _root(self.low, n), _root(self.high, n), words, _ATOM)

    def power(self, n: int) -> Amount:
        """The ``n``-th power of what is positive."""
        return Amount(self.value**n, self.low**n, self.high**n, f"{n}次方({self.words})", _ATOM)

    def scaled(self, factor: Decimal | int) -> Amount:
        """In another unit (ratio to percent): the words stay."""
        ends = sorted((self.low * factor, self.high * factor))
        return Amount(self.value * factor, ends[0], ends[1], self.words, self.binds)

    def meets(self, low: Decimal, high: Decimal) -> bool:
        """Whether the bounds share a value with ``[low, high]``."""
        return self.low <= high and low <= self.high

    def _with(self, other: Amount, words: str, act: Callable[[Decimal, Decimal], Decimal]) -> Amount:
        ends = [_act(act, a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Amount(_act(act, self.value, other.value), min(ends), max(ends), words, _PRODUCT)

    def _inside(self, binds: int) -> str:
        return f"({self.words})" if self.binds > binds else self.words


def _act(act: Callable[[Decimal, Decimal], Decimal], a: Decimal, b: Decimal) -> Decimal:
    """``act`` on what may be infinite: 0 × ∞ is 0, ∞ ÷ ∞ unbounded."""
    if a.is_infinite() and b.is_infinite():
        return _INFINITE
    return Decimal(0) if 0 in (a, b) else act(a, b)


def _root(value: Decimal, n: int) -> Decimal:
    if value <= 0 or value.is_infinite():
        return max(value, Decimal(0))
    with localcontext() as context:
        context.prec = ROOT_DIGITS + 8
        return +(value.ln() / n).exp()


def total(of: list[Amount]) -> Amount:
    """The sum of all."""
    made = of[0]
    for more in of[1:]:
        made += more
    return made


def unit_step(statement: Printed) -> Decimal:
    """The value of one unit of the last printed digit: 0.1 for 4.8%, 1亿 for 1559亿元, 1 for 120个."""
    exponent = statement.value.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(min(exponent, _magnitude(statement.text)))


def _magnitude(text: str) -> int:
    """The power of ten of the last printed digit: 10 for 三千二百亿, 7 for 三亿八千万, 0 for 一千六百个."""
    last = max(text.rfind(c) for c in "万亿萬億")
    if last < 0:
        return 0
    double = last > 0 and text[last - 1] in "万萬"
    digit = text[last - 1 - double : last - double]
    return (8 if text[last] in "亿億" else 4) + 4 * double + _TENS.get(digit, 0)


def printed(statement: Printed, before: str) -> Amount:
    """The interval that a printed number stands for. ``before``: the words in front of it."""
    s = statement
    words = "".join(s.text.split())
    if s.value_high is not None:
        low, high = sorted((s.value, s.value_high))
        return Amount((low + high) / 2, low, high, words)
    step = unit_step(s)
    half = Decimal(0) if _counted(s, step) else step * (_QUARTER if s.unit == "倍" and step == 1 else _HALF)
    if _FRACTION.match(words):
        half = abs(s.value) * Decimal("0.1")
    if (rounded := _rounded(s, step)) > step:
        half = rounded * _HALF
    low, high = s.value - half, s.value + half
    if s.bound is Bound.APPROX:
        wide = min(significant(s), abs(s.value) / _TEN)
        low, high = s.value - max(half, wide), s.value + max(half, wide)
        if _BELOW.search(before):
            high = s.value
    elif s.bound is Bound.MIN:
        low, high = s.value, s.value + max(significant(s), step)
    elif s.bound is Bound.MAX:
        low, high = min(Decimal(0), s.value), s.value
    if s.value < 0 and s.bound in (Bound.MIN, Bound.MAX):
        low, high = s.value - max(significant(s), step), s.value
    return Amount(s.value, low, high, words)


def _counted(s: Printed, step: Decimal) -> bool:
    """A count printed to the last one is exact: 101个, 1,234人."""
    return (
        step == 1
        and s.kind in (StatementKind.LEVEL, StatementKind.CHANGE)
        and bool(_EXACT_UNITS.fullmatch(s.unit))
    )


def _rounded(s: Printed, step: Decimal) -> Decimal:
    """The step that a round number may have been rounded to: 100 for 8000亩, the printed step for others."""
    if s.unit in _RATES:
        return step
    mantissa, zeros = int(abs(s.value) / step), 0
    while mantissa and mantissa % 10 == 0:
        mantissa, zeros = mantissa // 10, zeros + 1
    return step.scaleb(zeros - 1) if zeros >= ROUND_ZEROS and mantissa else step


def significant(s: Printed) -> Decimal:
    """The value of one unit of the last digit that is not 0: 1000 for 8000亩, 0.1 for 7.1."""
    if s.value == 0:
        return unit_step(s)
    reduced = s.value.normalize().as_tuple().exponent
    assert isinstance(reduced, int)
    return Decimal(1).scaleb(reduced)
