"""Amounts out of scale among those beside them: 万 for 亿, 亿 for 万, or 万 left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.misprints import digits_of
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.rules.order.sizes import far
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_EACH, _MARK = re.compile(_V["of_each"].regex()), re.compile(_V["only_marks"].regex())
_DIGIT = re.compile("[0-9０-９一二三四五六七八九]")
_DECIMAL, _IN_MYRIADS = re.compile("[0-9０-９][.．]"), re.compile("[万亿]")
_LISTED = re.compile("^[、和与及][^，；。]*$")
BESIDE = 4
"""Figures on either side of an amount that it is among."""
SCALE = Decimal(10_000)
APART, WORLDS = 100, 300
"""Times that an amount lies from the nearest of those beside it, and from the farthest: no two amounts of 200
reports that tell of one thing do."""
WIDE, CLOSE = 30, 10
"""What was meant lies within so many times the largest beside it; that of a round number nearer."""
ROUND_LEAST = 3
"""Digits that a round number is printed with at least: 1000万, not 3万."""


def unlike_neighbours(page: Page) -> Iterator[Remark]:
    """总规模13.5万元，投放3.1亿元; 甲18.6万亩、乙21.3亩: worlds apart from the others of its unit in the
    sentence, among which 亿 for 万, 万 for 亿, or 万 put before its unit would place it.
    """
    for sentence in page.sentences:
        sized = {f for f in sentence.figures if _is_amount(f)}
        if len(sized) < 2 or not any(_IN_MYRIADS.search(f.statement.text) for f in sized):
            continue
        told: set[Figure] = set()
        for at, figure in ((n, f) for n, f in enumerate(sentence.figures) if f in sized):
            beside = sentence.figures[max(0, at - BESIDE) : at + BESIDE + 1]
            like = [f for f in beside if f is not figure and f.unit == figure.unit and f in sized]
            like = [f for f in like if _IN_MYRIADS.search(f.statement.text)]
            if like and (_wrong_word(figure, like) or _left_out(figure, like)):
                nearest = min(like, key=lambda f: abs(f.span.start - figure.span.start))
                if nearest not in told:  # of two, either may be wrong: they are told once
                    told.add(figure)
                    yield far(nearest, figure)


def _is_amount(figure: Figure) -> bool:
    """Whether a figure is an amount of its own: no average, standard or limit, no mark that others pass."""
    amount = figure.kind in ("level", "change") and bool(figure.unit) and figure.statement.value != 0
    printed = _DIGIT.match(figure.statement.text.strip()) is not None
    told = amount and printed and not figure.sorts and _MARK.match(figure.tail) is None
    return told and _EACH.search(figure.clause) is None


def _wrong_word(figure: Figure, like: Sequence[Figure]) -> bool:
    """Whether 亿 for its 万, or 万 for its 亿, puts an amount among others."""
    text, value = figure.statement.text, abs(figure.statement.value)
    small, large = "万" in text and "亿" not in text, "亿" in text and "万" not in text
    values = sorted(abs(f.statement.value) for f in like)
    fine = len(digits_of(value)) > 1
    if not (small or large) or not (fine or len(_DIGIT.findall(text)) >= ROUND_LEAST):
        return False
    if large:
        apart, meant = value > values[-1] * APART and value > values[0] * WORLDS, value / SCALE
    else:
        apart, meant = values[0] > value * APART and values[-1] > value * WORLDS, value * SCALE
    return apart and _among(meant, values, WIDE if fine else CLOSE)


def _left_out(figure: Figure, like: Sequence[Figure]) -> bool:
    """Whether 万 is missing: a member of a row of amounts in 万, with a decimal, or a sum of money."""
    text, value = figure.statement.text, abs(figure.statement.value)
    values = sorted(abs(f.statement.value) for f in like)
    row = any(_LISTED.match(f.lead) for f in (figure, *like[-1:])) and "；" not in figure.lead
    told = _DECIMAL.search(text) is not None or figure.unit == "元"
    if not row or not told or _IN_MYRIADS.search(text) or any("亿" in f.statement.text for f in like):
        return False
    return values[0] > value * WORLDS and _among(value * SCALE, values, CLOSE)


def _among(meant: Decimal, values: Sequence[Decimal], times: int) -> bool:
    return values[-1] / times <= meant <= values[-1] * times
