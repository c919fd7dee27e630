"""Times in a text: found in one pass, resolved when their sentence is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from duibiao.lexicon import load
from duibiao.reading.hits import hits
from duibiao.reading.periods.expressions import MAY_BEGIN, PATTERN
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
_POINTS = frozenset(("year", "b_month", "this_year", "last_year", "next_year", "iso"))
"""Times that may end a span of two."""
_TO = frozenset(("至", "到", "-", "－", "—", "——", "–", "~", "～", "―"))
_FROM = ("从", "由", "自")
_STARTS = re.compile("[起开]")
_SUPERLATIVE = re.compile(_V["superlative_after"].regex())


def scan(text: str, start: int, end: int) -> list[re.Match[str]]:
    """All time expressions of ``text[start:end]``, unresolved."""
    return list(hits(PATTERN, MAY_BEGIN, text, start, end))


def times(text: str, start: int, found: Sequence[re.Match[str]], clock: Clock) -> Iterator[Time]:
    """The time expressions ``found`` in a sentence that begins at ``start``, resolved."""
    last: Time | None = None
    for match in found:
        joined = last is not None and "/" not in last.period and text[last.end : match.start()] in _TO
        period, rule = resolve(match, _at(clock, last) if joined else clock)
        begin = match.start()
        if last is not None and joined and rule in _POINTS and last.period < period:
            begin, period = last.start, f"{last.period}/{period}"  # 2017年8月至2018年3月
        elif last is not None:
            if last.period and rule in _SPELLS and text[last.end : begin] in ("", "的"):
                period = last.period  # 从1979年到1982年的四年内: the same years once more
            yield last
        last = Time(begin, match.end(), period, rule, _compared(text, start, begin, match.end(), period))
    if last is not None:
        yield last


def _at(clock: Clock, last: Time | None) -> Clock:
    """8月22日 after 2017年8月11日至 is in the same year."""
    return clock if last is None or not last.period else replace(clock, period=last.period)


def _compared(text: str, start: int, begin: int, end: int, period: str) -> bool:
    """Whether a time is what is compared with (比上年)."""
    before = _BEFORE.search(text[max(start, begin - 3) : begin])
    compared = before is not None and ("/" not in period or before.group() not in _FROM)
    return (compared and _STARTS.match(text, end) is None) or _SUPERLATIVE.match(text, end) is not None
