"""What one and all come to; rates that are named after one of two parts; shares of a balanced budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.page import Page, sentences_together
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_IF_EACH, _ALL_MORE, _HEADS, _BOTH_SIDES, _OF_INCOME = (
    re.compile(_V[name].regex()) for name in ("if_each", "all_more", "heads", "both_sides", "of_income")
)
_USED = re.compile(_V["used_for"].patterns[0])
_HUNDRED = Decimal(100)
NEAR = 3
"""Figures after two parts among which the rate is that is named after the first."""


def each_and_all(page: Page) -> Iterator[Claim]:
    """6亿人口的国家，如果每个人增加1元的购买力，全国就增加6亿元."""
    for sentence in page.sentences:
        for heads, each, every in zip(
            sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False
        ):
            told = _IF_EACH.search(each.lead) and _ALL_MORE.search(every.lead)
            if told and each.unit == every.unit and _HEADS.fullmatch(heads.unit):
                roles = [(heads, "number"), (each, "each")]
                yield Claim(every, [heads.amount * each.amount], roles)


def rate_of_part(page: Page) -> Iterator[Claim]:
    """用于积累的部分为1120亿元，用于消费的部分为2211亿元。积累率…降为33.6%: A ÷ (A + B)."""
    for group in sentences_together(page):
        figures = [f for s in group for f in s.figures]
        for at, (one, other) in enumerate(pairwise(figures)):
            match = _USED.search(one.lead)
            if match is None or _USED.search(other.lead) is None or one.unit != other.unit:
                continue
            named = [f for f in figures[at + 2 : at + 2 + NEAR] if f.unit == "%"]
            named = [f for f in named if f.statement.indicator == match["name"] + "率"]
            own = [f for f in named if f.statement.period == one.statement.period]
            for rate in own[-1:]:
                share = (one.amount / (one.amount + other.amount)).scaled(_HUNDRED)
                yield Claim(rate, [share], [(one, "part"), (other, "part")])


def share_of_balanced(page: Page) -> Iterator[Claim]:
    """财政收支各为1369亿元，收支是平衡的。其中借款收入31亿元，只占预算收入的2.3%."""
    for group in sentences_together(page):
        figures = [f for s in group for f in s.figures]
        for whole, part, share in zip(figures, figures[1:], figures[2:], strict=False):
            told = _BOTH_SIDES.search(whole.lead) and _OF_INCOME.search(share.lead)
            if told and part.unit == whole.unit and share.unit == "%":
                quotient = (part.amount / whole.amount).scaled(_HUNDRED)
                yield Claim(share, [quotient], [(part, "part"), (whole, "whole")])


RULES = (each_and_all, rate_of_part, share_of_balanced)
