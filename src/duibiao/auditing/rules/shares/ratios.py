"""Ratios of one structure before and after a change: where one makes 100, so does the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_PART = "[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2})?"
_RATIO = re.compile(f"(?<![0-9０-９.．]){_PART}(?:[∶:：﹕︰比]{_PART}){{1,4}}(?![0-9０-９]|[.．][0-9０-９])")
_SPACED = re.compile(
    f"(?<![0-9０-９.．]){_PART}(?: +[∶:：] *{_PART}| *[∶:：] +{_PART}){{2}}(?![0-9０-９]|[.．][0-9０-９])"
)
_NUMBER = re.compile(_PART)
_CHANGED = re.compile(f"^[^。；\\n0-9０-９]{{0,12}}(?:{_V['changed_to'].regex()})[^。；\\n]{{0,12}}$")
_STRUCTURE = re.compile(f"(?:{_V['structures'].regex()})[^。；\\n]{{0,24}}$")
WHOLE = Decimal(100)
LEAST, MOST = 50, 160
"""What the parts of a ratio make that was meant to make 100."""
BACK = 40
"""Code points before the first ratio in which its structure is named."""


def ratios_in_row(page: Page) -> Iterator[Remark]:
    """粮经比例从47：53调整为43：57: where the parts of one ratio make 100, those of the other do, too."""
    text = page.document.text
    for one, other in pairwise(_RATIO.finditer(text)):
        if not _CHANGED.match("".join(text[one.end() : other.start()].split())):
            continue
        if not _STRUCTURE.search(text, max(0, one.start() - BACK), one.start()):
            continue
        (a, sum_a), (b, sum_b) = ((_parts(m), _sum(m)) for m in (one, other))
        near = all(LEAST < made < MOST for made in (sum_a, sum_b))
        if near and len(a) == len(b) and (_whole(a, sum_a) or _whole(b, sum_b)):
            yield from (_made(page, m, p, s) for m, p, s in ((one, a, sum_a), (other, b, sum_b)))


def spaced_ratio(page: Page) -> Iterator[Remark]:
    """三次产业结构为3.6 : 48 : 48.4, with spaces: 100 together."""
    text = page.document.text
    for match in _SPACED.finditer(text):
        made = _sum(match)
        if LEAST < made < MOST and _STRUCTURE.search(text, max(0, match.start() - BACK), match.start()):
            yield _made(page, match, _parts(match), made)


def _parts(match: re.Match[str]) -> Sequence[tuple[Span, Decimal]]:
    found = [
        (Span(match.start() + m.start(), match.start() + m.end()), value_of(m.group()))
        for m in _NUMBER.finditer(match.group())
    ]
    return [(span, value) for span, value in found if value is not None]


def _sum(match: re.Match[str]) -> Decimal:
    return sum((value for _, value in _parts(match)), Decimal(0))


def _whole(parts: Sequence[tuple[Span, Decimal]], made: Decimal) -> bool:
    """Whether parts make 100, each rounded to its last digit."""
    step = max(Decimal(1).scaleb(int(value.as_tuple().exponent)) for _, value in parts)
    return abs(made - WHOLE) <= (len(parts) - 2) * step


def _made(page: Page, match: re.Match[str], parts: Sequence[tuple[Span, Decimal]], made: Decimal) -> Remark:
    right = _whole(parts, made)
    formula = (
        " + ".join(f"{value}" for _, value in parts)
        + f" {'≈' if right and made != WHOLE else '=' if right else '≠'} 100"
    )
    note = message("again_right" if right else "ratio_wrong", formula=formula)
    marks = [*((span, "part") for span, _ in parts[:-1]), (parts[-1][0], STATED)]
    verdict = Verdict.of(right)
    return Remark(page, marks, verdict, match.group(), str(made), formula, note)
