"""Times in a text: found in one pass, resolved when their sentence is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duibiao.lexicon import load
from duibiao.reading.periods.expressions import PATTERN
from duibiao.reading.periods.resolve import Clock, resolve

_V = load("duibiao.reading.periods")


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression. ``period``: ISO-8601, empty when it cannot be resolved.

    ``yardstick``: it is what is compared with (比上年), not when the figure holds.
    """

    start: int
    end: int
    period: str
    rule: str
    yardstick: bool


_BEFORE = re.compile(_V["yardstick_before"].regex() + r"(?:全国|全省)?\Z")
_SPELLS = frozenset(("within_n", "span_n", "back_n", "behind", "same_year"))
_FROM = ("从", "由", "自")
_STARTS = re.compile("[起开]")
_SUPERLATIVE = re.compile(_V["superlative_after"].regex())


def scan(text: str, start: int, end: int) -> list[re.Match[str]]:
    """All time expressions of ``text[start:end]``, unresolved."""
    return list(PATTERN.finditer(text, start, end))


def times(text: str, start: int, found: Sequence[re.Match[str]], clock: Clock) -> Iterator[Time]:
    """The time expressions ``found`` in a sentence that begins at ``start``, resolved."""
    last_end, last = start, ""
    for match in found:
        period, rule = resolve(match, clock)
        if last and rule in _SPELLS and text[last_end : match.start()] in ("", "的"):
            period = last  # 从1979年到1982年的四年内: the same years once more
        last_end, last = match.end(), period
        before = _BEFORE.search(text[max(start, match.start() - 3) : match.start()])
        compared = before is not None and ("/" not in period or before.group() not in _FROM)
        yardstick = (compared and _STARTS.match(text, match.end()) is None) or (
            _SUPERLATIVE.match(text, match.end()) is not None
        )
        yield Time(*match.span(), period, rule, yardstick)
