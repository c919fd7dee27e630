"""Numbers of two reports of one government that are one slip of the pen apart and told in like words.

The number comes first: one of four digits with two neighbours that changed places, or with 万 for 亿, is
nearly never another report's by chance, so few words in common are enough. The fewer digits, the closer the
year, the standing and the words must be. ``python -m benchmarks slips`` prints how many pairs of unchanged
reports are so apart in each class; the marks below are where there are none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.aligned import likeness
from duibiao.auditing.figures.amounts import Amount, unit_step
from duibiao.auditing.figures.mentions import Mention, mentions
from duibiao.auditing.figures.misprints import digits_of
from duibiao.auditing.figures.page import Page
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound

_V = vocabulary(__package__)
_COUNTED, _EACH = (re.compile(_V[name].regex()) for name in ("exact_units", "each_one"))
_HEADS = frozenset(("", "名"))
"""Units of people beside 人."""
_RATES = frozenset(("‰", "倍", "百分点", "位", "名次", "岁", "番", "届", "周年"))
_SCALE = 4
"""Powers of ten between 万 and 亿."""
TERM = 5
"""Years between reports that tell of one thing."""
FINE, PAIR = 4, 2
"""Digits of a number that is hardly another's by chance; of one that is not in one year."""
ANY, AT_ONCE, CLOSE, CLOSEST = 1, 1, 6, 10
"""How much the words share (``aligned.likeness``) around two numbers of four digits; around those of one
year; where these have three digits, or the point is another; around what is counted."""
FEW = {1: 20, 2: 12}
"""The same around numbers of one digit, and of two, of one year and standing."""
REVISED, REVISED_MORE = Decimal("0.005"), Decimal("0.015")
"""Parts of a level by which a number of four digits, or of three, may be revised."""
NEXT = 2
"""Years between reports that look back on one year."""
WHOLE = 100
"""Two shares that make it are of two parts (积累, 消费)."""
COUNTED_MOST = 1000
"""A smaller number of things is printed to the last one."""
MOST = 40
"""Mentions before one that are a slip of one kind away: the last ones are looked at."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Two mentions of two reports, the earlier first, and how their numbers differ: digit, swap, scale."""

    one: Mention
    other: Mention
    how: str

    @property
    def values(self) -> tuple[Decimal, Decimal]:
        """Both numbers."""
        return self.one.figure.statement.value, self.other.figure.statement.value

    @property
    def digits(self) -> int:
        """Digits of the number with fewer."""
        return min(len(digits_of(value)) for value in self.values)

    @property
    def at_once(self) -> bool:
        """Whether both hold in one year."""
        return bool(self.one.when) and self.one.when == self.other.when

    @property
    def stands(self) -> tuple[str, str]:
        """Whether each is planned, or has come."""
        return self.one.figure.statement.status, self.other.figure.statement.status


def slip_between(pages: Sequence[Page]) -> Iterator[Claim]:
    """社会保险基金结余3748亿元, and 3478亿元 in the report of the year after."""
    for slip in slips(pages):
        if _sure(slip):
            yield _claim(slip)


def slips(pages: Sequence[Page]) -> Iterator[Slip]:
    """Figures of two reports of one government whose numbers are one slip of the pen apart, in one unit."""
    known: dict[Key, list[tuple[Mention, bool]]] = defaultdict(list)
    dated = [p for p in pages if p.year is not None and p.place is not None]
    for page in sorted(dated, key=lambda p: p.year or 0):
        own = [(m, dict(_keys(m))) for m in mentions(page) if _looked_at(m)]
        for mention, keys in own:
            for key, rounded in keys.items():
                for other, also in known[key][-MOST:]:
                    slip = Slip(other, mention, key[2])
                    if _apart(slip) and not (rounded and also) and (slip.at_once or not (rounded or also)):
                        yield slip
        for mention, keys in own:
            for key, rounded in keys.items():
                known[key].append((mention, rounded))


Key = tuple[str, str, str, str]
"""Place, unit, the kind of slip, and the digits without what it changes."""


def _looked_at(mention: Mention) -> bool:
    s = mention.figure.statement
    level = s.unit != "%" or mention.figure.kind == "share"
    return level and s.unit not in _RATES and s.value_high is None and s.value != 0


def _keys(mention: Mention) -> Iterator[tuple[Key, bool]]:
    """What two numbers that are one slip apart have alike, and whether that is of the number rounded."""
    place, s = mention.figure.page.place, mention.figure.statement
    where = place.adcode if place is not None else "", "人" if s.unit in _HEADS else s.unit
    ends = abs(s.value).adjusted()
    for rounded, digits in reversed([*enumerate(_rounded(s.value))]):
        yield from (((*where, *key), rounded > 0) for key in _kinds(digits + "0", ends))


def _rounded(value: Decimal) -> Iterator[str]:
    """The digits of a number, and of it rounded to fewer, as another report may print it."""
    digits = "".join(map(str, digits_of(value)))
    yield digits
    for most in range(max(FINE - 1, len(digits) - 2), len(digits)):
        shorter = str(int(Decimal(digits).scaleb(most - len(digits)).to_integral_value(ROUND_HALF_UP)))
        if len(shorter) == most:
            yield shorter.rstrip("0")


def _kinds(digits: str, ends: int) -> Iterator[tuple[str, str]]:
    for at in range(len(digits)):
        yield "digit", f"{ends} {digits[:at]}_{digits[at + 1 :].rstrip('0')}"
        pair = digits[at : at + 2]
        if len(set(pair)) > 1:
            rest = digits[at + 2 :].rstrip("0")
            yield "swap", f"{ends} {digits[:at]}{at}{''.join(sorted(pair))}{rest}"
    yield "scale", f"{ends % _SCALE} {digits}"


def _apart(slip: Slip) -> bool:
    """Whether two mentions are of reports of two years within a term, with two numbers."""
    a, b = slip.one.figure, slip.other.figure
    low, high = sorted(abs(value) for value in slip.values)
    step = max(unit_step(f.statement) for f in (a, b))
    scaled = low.adjusted() != high.adjusted()
    years = (b.page.year or 0) - (a.page.year or 0)
    return 0 < years <= TERM and high - low >= step and scaled == (slip.how == "scale")


def _sure(slip: Slip) -> bool:
    """Whether the numbers, the time and the words leave no doubt that both are one, and no other mention
    tells either number again.
    """
    least = _least(slip)
    if least is None:
        return False
    alike = likeness(slip.one, slip.other)
    one_fell = (slip.values[0] < 0) != (slip.values[1] < 0)  # 由632项减为331项，减少301项
    if alike < least or _each(slip.one) != _each(slip.other) or sum(slip.values) == WHOLE or one_fell:
        return False
    if slip.digits >= FINE:
        return True
    pairs = ((slip.one, slip.other), (slip.other, slip.one))
    return not any(_told_again(one, other.figure.page, alike) for one, other in pairs)


def _least(slip: Slip) -> float | None:
    """How much the words around both must share; ``None``: nothing is enough."""
    if slip.how == "digit":
        return _least_of_digit(slip)
    if slip.at_once:
        return AT_ONCE if slip.how == "scale" or slip.digits >= PAIR else None
    if slip.how == "scale" and slip.digits == PAIR:
        return CLOSE
    return ANY if slip.digits >= (FINE if slip.how == "swap" else FINE - 1) else None


def _least_of_digit(slip: Slip) -> float | None:
    """A wrong digit must be more than a revision makes; of three digits also be told by the next reports."""
    a, b = (m.figure for m in (slip.one, slip.other))
    low, high = sorted(abs(value) for value in slip.values)
    if not slip.at_once or a.unit == "%" or a.amount.meets(b.amount.low, b.amount.high):
        return None
    stands, apart = slip.stands[0] == slip.stands[1], (b.page.year or 0) - (a.page.year or 0)
    if slip.digits >= FINE and stands and high > low * (1 + REVISED):
        return AT_ONCE
    if slip.digits >= FINE - 1 and stands and apart <= NEXT and high > low * (1 + REVISED_MORE):
        return CLOSE
    if stands and slip.digits < FINE - 1 and _plainly(slip):
        return FEW[slip.digits]
    counted = all(m.digits == FINE - 1 and _COUNTED.fullmatch(m.figure.unit) for m in (slip.one, slip.other))
    return CLOSEST if counted and high < COUNTED_MOST else None


def _plainly(slip: Slip) -> bool:
    """Whether two short numbers are printed alike: to one digit, without 超 or 约."""
    a, b = (m.figure.statement for m in (slip.one, slip.other))
    return unit_step(a) == unit_step(b) and a.bound == b.bound == Bound.EXACT


def _each(mention: Mention) -> bool:
    return _EACH.search(mention.figure.clause) is not None


def _told_again(one: Mention, page: Page, alike: float) -> bool:
    """Whether a page tells a number of another in words half as like."""
    a = one.figure.statement
    same = [
        m for m in mentions(page) if m.figure.statement.value == a.value and m.figure.unit == one.figure.unit
    ]
    return any(likeness(*ordered) >= alike / 2 for m in same for ordered in [(one, m)])


def _claim(slip: Slip) -> Claim:
    a, b = slip.one.figure, slip.other.figure
    printed = [Amount.exact(abs(f.statement.value), f.amount.words) for f in (a, b)]
    return Claim(b, printed[:1], [(a, "other")], amount=printed[1])
