"""Remarks on two figures of which one is above the other: every rule that orders figures tells it so."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Figure
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.wording import message

COMPARED, THRESHOLD = ("compared_right", "compared_wrong"), ("threshold_right", "threshold_wrong")
PART, MOVED = ("part_below", "part_above"), ("right_way", "wrong_way")
"""Messages of what holds and of what does not."""


def sign(one: Figure, other: Figure) -> str:
    """How the printed values of two figures stand to each other."""
    a, b = one.statement.value, other.statement.value
    return ">" if a > b else "<" if a < b else "="


def ordered(
    one: Figure,
    sign: str,
    other: Figure,
    right: bool,
    told: tuple[str, str],
    roles: tuple[str, str] = (STATED, "other"),
    *,
    way: str = "",
    recomputed: str = "",
    changes: bool = True,
    beside: Sequence[tuple[Figure, str]] = (),
) -> Remark:
    """That ``one`` is ``sign`` the other, as the text says or not. ``told``: the messages for either.

    ``roles``: of both, one of them stated. ``changes``: a mismatch turns round what a reader would conclude.
    """
    stated = one if roles[0] == STATED else other
    formula = f"{one.amount.words} {sign} {other.amount.words}"
    figures = [(one, roles[0]), (other, roles[1]), *beside]
    return Remark(
        stated.page,
        [(figure.span, role) for figure, role in figures if figure.page is stated.page],
        Verdict.of(right),
        stated.amount.words,
        recomputed,
        formula,
        message(told[not right], formula=formula, way=way),
        changes=changes and not right,
        elsewhere=[(figure, role) for figure, role in figures if figure.page is not stated.page],
    )


def turned(base: Figure, end: Figure, rises: bool, least: Decimal | None = None) -> bool:
    """Whether what is called a rise is a fall, or the other way. ``least``: the base is this bound."""
    lower, upper = (base, end) if rises else (end, base)
    differ = upper.statement.value != lower.statement.value  # 由14%提高到13%
    return differ and upper.amount.high <= (lower.amount.low if least is None else least)


def moved(
    base: Figure, end: Figure, rises: bool, *, least: Decimal | None = None, wrong: bool | None = None
) -> Remark:
    """That ``end`` lies above (``rises``) or below ``base``. ``wrong``: where more than the two decides."""
    wrong = turned(base, end, rises, least) if wrong is None else wrong
    signs = ("<", "≥") if rises else (">", "≤")
    way = message("rises" if rises else "falls")
    return ordered(end, signs[not wrong], base, not wrong, MOVED, (STATED, "base"), way=way)
