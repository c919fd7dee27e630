"""A second, independent reading of figures: does what was read agree with what is printed?

Composing leaves out of its tables what does not agree (it still stands in the quote); the guard demands that
nothing of the kind is left. A form that this reader does not know does not agree either.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from itertools import product

from duibiao.reading.model import Statement, StatementKind
from duibiao.text import Document

_DATA = tomllib.loads((files("duibiao.briefing") / "figures.toml").read_text(encoding="utf-8"))
_SAME = str.maketrans(_DATA["same"])
_DIGITS: dict[str, int] = _DATA["digits"]
_SCALES: dict[str, int] = _DATA["scales"]
_PARTS: dict[str, int] = _DATA["parts"]
_ABOUT = re.compile(f"[{_DATA['words']['about']}]")
_RANGE = re.compile(f"[{_DATA['words']['ranges']}]+")
_ARABIC = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")
_POINT = re.compile(rf"([{''.join(_DIGITS)}\d十百]+)点([{''.join(_DIGITS)}\d]+)")

_SPELLINGS: dict[str, list[str]] = _DATA["spellings"]
_BARE = re.compile(f"[{''.join(_DIGITS)}{''.join(_SCALES)}{_DATA['words']['about']}点半\\d.,，]+")
_FALLS = re.compile(f"(?:{'|'.join(_DATA['words']['falls'])})了?$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

Reading = tuple[Decimal, Decimal | None]
"""A value, and the upper end of a range."""


def fault(figure: Statement, document: Document) -> str:
    """What is wrong with a figure, in Chinese; empty when nothing is. ``document``: where it stands."""
    said = f"数字“{figure.text}”"
    if not agrees(figure):
        return f"{said}与它的值{figure.value}{figure.unit}不符"
    text = document.text
    if _without_unit(figure) and not _spelled(text[figure.span.end : figure.sentence_span.end], figure.unit):
        return f"{said}后面没有单位“{figure.unit}”"
    if not _signed(figure, text[figure.sentence_span.start : figure.span.start]):
        return f"{said}的升降与原文不符：{figure.value}"
    when = _YEAR.search(figure.period_span.of(text)) if figure.period_span is not None else None
    if when is not None and when[0] not in figure.period:
        return f"{said}的时期与原文不符：{figure.period}"
    return ""


def vouched(statements: Iterable[Statement], document: Document) -> list[Statement]:
    """The statements of a document that a brief may print."""
    return [statement for statement in statements if not fault(statement, document)]


def _without_unit(figure: Statement) -> bool:
    text = re.sub(r"\s", "", figure.text.translate(_SAME))
    return bool(figure.unit) and _BARE.fullmatch(text) is not None and not text.endswith(("半", figure.unit))


def _spelled(text: str, unit: str) -> bool:
    text = re.sub(r"\s", "", text.translate(_SAME))
    return any(spelling in text for spelling in (unit, *_SPELLINGS.get(unit, ())))


def _signed(figure: Statement, before: str) -> bool:
    """Growth after 下降 is negative, a level never is."""
    moves = figure.kind in (StatementKind.GROWTH, StatementKind.CHANGE)
    if figure.value < 0:
        return moves or figure.text.startswith(("负", "-", "－"))
    return not (moves and _FALLS.search(before))


def agrees(figure: Statement) -> bool:
    """Whether value, upper value and unit are those that are printed; of the value, whatever its sign."""
    high = figure.value_high
    return _reads(figure.text, figure.unit, abs(figure.value), None if high is None else abs(high))


@lru_cache(maxsize=8192)
def _reads(printed: str, unit: str, value: Decimal, high: Decimal | None) -> bool:
    return any(_equal((value, high), reading) for reading in readings(printed, unit))


def _equal(said: Reading, read: Reading) -> bool:
    """Equal, or a fraction like 三分之一 to the precision of the value."""
    if (said[1] is None) != (read[1] is None):
        return False
    ends = [(said[0], read[0])] + (
        [(said[1], read[1])] if said[1] is not None and read[1] is not None else []
    )
    return all(
        a == b or (_endless(b) and abs(a - b) <= Decimal(1).scaleb(int(a.as_tuple().exponent)))
        for a, b in ends
    )


def _endless(value: Decimal) -> bool:
    return -int(value.as_tuple().exponent) > 20


def readings(printed: str, unit: str) -> Iterator[Reading]:
    """All that ``printed`` can mean in ``unit``, by every form in ``FORMS`` that it has."""
    text = re.sub(r"\s", "", printed.translate(_SAME)).removeprefix("负")
    for form in FORMS:
        yield from form(text, unit)


def plain(text: str, unit: str) -> Iterator[Reading]:
    """5000亿元, 三万五千人, 46家; without its unit in a list: 分别提高15、22个百分点."""
    for number in _bodies(text, unit):
        value = numeral(number)
        if value is not None:
            yield value, None


def span(text: str, unit: str) -> Iterator[Reading]:
    """300至500万元, 5%—6%, 2亿元到3亿元: the first end may leave unit and scale to the second."""
    ends = _RANGE.split(text)
    if len(ends) != 2:
        return
    for low, high in product(_bodies(ends[0], unit), _bodies(ends[1], unit)):
        last = numeral(high)
        scale = re.search(f"[{''.join(_SCALES)}]*$", high)
        for first in {low, low + (scale[0] if scale else "")}:
            value = numeral(first)
            if value is not None and last is not None:
                yield value, last


def neighbours(text: str, unit: str) -> Iterator[Reading]:
    """两三个, 七八十: two digits that follow each other are a range."""
    for number in _bodies(text, unit):
        match = re.fullmatch(rf"(.*?)([{''.join(_DIGITS)}])([{''.join(_DIGITS)}])([^点]*)", number)
        if match is not None and 0 < _DIGITS[match[3]] - _DIGITS[match[2]] <= 2:
            low, high = numeral(match[1] + match[2] + match[4]), numeral(match[1] + match[3] + match[4])
            if low is not None and high is not None:
                yield low, high


def fraction(text: str, unit: str) -> Iterator[Reading]:
    """百分之五点二, 四分之一, 1/4, 百分之五到六."""
    whole = _PARTS.get(unit)
    match = re.fullmatch(r"(.+?)分之(.+)", text) or re.fullmatch(r"()(\d+)/(\d+)", text)
    if whole is None or match is None:
        return
    below, above = (match[1], match[2]) if match[1] else (match[3], match[2])
    ends = [numeral(re.sub(f"^{below}分之", "", end)) for end in _RANGE.split(above)]
    under = numeral(below)
    values = [end * whole / under for end in ends if end is not None and under]
    if len(values) == len(ends) and 0 < len(ends) <= 2:
        yield values[0], values[1] if len(values) > 1 else None


def tenths(text: str, unit: str) -> Iterator[Reading]:
    """七成, 三成五, 六七成; 一半."""
    if unit != "%":
        return
    if text in ("一半", "半"):
        yield Decimal(50), None
    match = re.fullmatch(rf"(.+?)成([半{''.join(_DIGITS)}]?)(?:以上)?", text)
    if match is None:
        return
    for low, high in [*plain(match[1], ""), *span(match[1].replace("成", ""), ""), *neighbours(match[1], "")]:
        more = Decimal(5) if match[2] == "半" else Decimal(_DIGITS.get(match[2], 0))
        yield low * 10 + more, None if high is None else high * 10 + more


def rank(text: str, unit: str) -> Iterator[Reading]:
    """第3, 第三位, 首位."""
    if unit == "位" and text in ("首位", "榜首", "首"):
        yield Decimal(1), None
    elif text.startswith("第"):
        yield from plain(text[1:], unit)
        yield from span(text[1:].replace("第", ""), unit)


def doubled(text: str, unit: str) -> Iterator[Reading]:
    """翻番 is twice, 翻两番 four times."""
    match = re.fullmatch("翻了?(.*?)番", text)
    if unit == "倍" and match is not None:
        times = numeral(match[1] or "一")
        if times is not None:
            yield Decimal(2) ** times, None
            yield times, None


def ratio(text: str, unit: str) -> Iterator[Reading]:
    """1:3, 三比七."""
    ends = re.split("[:比]", text)
    if unit == "" and len(ends) > 1:
        values = [numeral(end) for end in ends]
        if None not in values:
            yield values[0] or Decimal(0), values[1] if len(values) == 2 else None
            yield values[0] or Decimal(0), None
            if values[0] is not None and values[1]:
                yield values[0] / values[1], None


FORMS: tuple[Callable[[str, str], Iterator[Reading]], ...] = (
    plain,
    span,
    neighbours,
    fraction,
    tenths,
    rank,
    doubled,
    ratio,
)
"""Every way in which reports print a figure."""


def _bodies(text: str, unit: str) -> Iterator[str]:
    """The numeral in ``text``: what stands before the unit; all of it where no unit is printed."""
    spelled = [unit, *_SPELLINGS.get(unit, ())]
    found = {text.removesuffix(end) for end in spelled if end and text.endswith(end)}
    found |= {text.removesuffix(f"{end}半") + "半" for end in spelled if end and text.endswith(f"{end}半")}
    if not unit or _BARE.fullmatch(text):
        found.add(text)
    for body in sorted(found):
        yield _ABOUT.sub("", body)


def numeral(text: str) -> Decimal | None:
    """5000亿, 16.4万, 一千零五, 2亿3000万, 三点五亿, 二十; ``None`` for anything else."""
    point = _POINT.fullmatch(text)
    if point is not None:
        whole, part = numeral(point[1]), "".join(str(_DIGITS.get(char, char)) for char in point[2])
        return None if whole is None else Decimal(f"{whole:f}.{part}")
    for scale, power in _SCALES.items():
        left, mark, right = text.rpartition(scale)
        if mark:
            times = numeral(left) if left else Decimal(1)
            rest = Decimal(0) if not right else numeral(right.removeprefix("零"))
            if times is None or rest is None or rest >= Decimal(10) ** power:
                return None
            return times.scaleb(power) + rest
    if _ARABIC.fullmatch(text):
        return Decimal(re.sub("[,，]", "", text))
    if text == "半":
        return Decimal("0.5")
    if text.endswith("半"):
        whole = numeral(text[:-1])
        return None if whole is None else whole + Decimal("0.5")
    if text and all(char in _DIGITS for char in text):
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    return None
