"""Sums whose whole and parts stand in clauses of their own, put together by words of the clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.amounts import Amount, total
from duibiao.auditing.figures.page import Figure, Page, Sentence, sentences_together
from duibiao.auditing.figures.strands import bases
from duibiao.auditing.rules.sums.wholes import divides
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_NAMED = re.compile(_V["names_with_total"].regex())
_OF_INCREASE, _SHORT, _DRAWN, _OVERDRAWN, _BALANCE, _INCOME, _SPENDING = (
    re.compile(_V[name].regex())
    for name in (
        "of_the_increase", "short_of", "drawn_on", "overdrawn", "balance", "income_total", "spending_total",
    )
)  # fmt: skip
_BOTH, _TOTALS, _NEW_DEBT, _BORROWED = (
    re.compile(_V[name].regex()) for name in ("both_together", "both_come_to", "new_debt", "borrowed")
)
_ADDED = re.compile(_V["added"].regex())
_USED, _SAME_TIME = re.compile(_V["used_for"].regex()), re.compile(_V["same_time"].regex())
_NETTED, _ALL_OF = (tuple(map(re.compile, _V[name].patterns)) for name in ("netted", "all_of"))
MOST = 4
"""Parts of an amount that is told in clauses: more are a list."""
NEAR = 3
"""Sentences before a total in which its parts are told."""
DEBTS_LEAST = 3
"""Kinds of debt of a paragraph that make all that is borrowed."""


def parts_of_increase(page: Page) -> Iterator[Claim]:
    """比上年增加5.5亿元。在增加的工资总额中，用于甲的3亿元，用于乙的2.5亿元: the parts make the increase."""
    for group in sentences_together(page):
        for before, sentence in pairwise(group):
            opens = _opens(page, sentence)
            whole = before.figures[-1]
            if _OF_INCREASE.match(opens) is None or whole.kind != "change":
                continue
            parts = [f for f in sentence.figures if f.unit == whole.unit and _USED.search(f.lead)]
            if 1 < len(parts) <= MOST and len(parts) == len(sentence.figures):
                yield _sum(whole, parts)


def _opens(page: Page, sentence: Sentence) -> str:
    text = page.document.text[sentence.span.start : sentence.figures[0].span.start]
    return "".join(text.split())


def deficit_covered(page: Page) -> Iterator[Claim]:
    """支出超过收入18.3亿元，动用了历年结余16.5亿元，并从银行透支了1.8亿元."""
    for sentence in page.sentences:
        for whole, one, other in zip(
            sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False
        ):
            frames = _SHORT.search(whole.lead) and _DRAWN.search(one.lead) and _OVERDRAWN.search(other.lead)
            if frames and whole.unit == one.unit == other.unit:
                yield _sum(whole, [one, other])


def left_of_changes(page: Page) -> Iterator[Claim]:
    """甲增加22亿元，乙增加5亿元；丙减少3亿元。三项增减相抵，净增24亿元."""
    for group in sentences_together(page):
        for at, sentence in enumerate(group):
            for number, net in enumerate(sentence.figures):
                match = next((m for frame in _NETTED if (m := frame.search(net.lead))), None)
                if match is None:
                    continue
                own = sentence.figures[:number]
                before = own if len(own) > 1 else [*(group[at - 1].figures if at else []), *own]
                changes = [f for f in before if f.kind == "change" and f.unit == net.unit]
                changes = list(takewhile(lambda f: f.kind == "change", reversed(changes)))[::-1]
                signs = {f.statement.value > 0 for f in changes}
                if 1 < len(changes) <= MOST and len(signs) == 2:
                    more = total([f.amount for f in changes if f.statement.value > 0])
                    less = total([f.amount.scaled(-1) for f in changes if f.statement.value < 0])
                    computed = more - less if match["way"] == "增" else less - more
                    roles = [(f, "change") for f in changes]
                    yield Claim(net, [computed], roles, amount=_size(net.amount))


def _size(amount: Amount) -> Amount:
    return amount if amount.value >= 0 else amount.scaled(-1)


def balance(page: Page) -> Iterator[Claim]:
    """全年收入总数30，357元。本年支出合计29，346元。收支相抵，年终结余1，011元."""
    for group in sentences_together(page):
        figures = [f for s in group for f in s.figures]
        for at, left in enumerate(figures):
            if _BALANCE.search(left.lead) is None:
                continue
            before = [f for f in figures[max(0, at - 6) : at] if f.unit == left.unit]
            income = [f for f in before if _INCOME.search(f.lead)][-1:]
            spending = [f for f in before if _SPENDING.search(f.lead)][-1:]
            for one, other in zip(income, spending, strict=False):
                yield Claim(left, [one.amount - other.amount], [(one, "whole"), (other, "part")])


def split_otherwise(page: Page) -> Iterator[Claim]:
    """工业总产值A，手工业总产值B。在工业和手工业总产值中，甲C，乙D: A + B = C + D."""
    started = bases(page)
    for before, sentence in pairwise(page.sentences):
        match = _BOTH.match("".join(_opens(page, sentence).rpartition("中，")[0:2]))
        if match is None:
            continue
        wholes = [f for f in before.figures if f.kind == "level" and f not in started]
        wholes = [f for f in wholes if match["noun"] in f.lead + f.statement.indicator][:2]
        parts = [f for f in sentence.figures if f.kind == "level" and f not in started]
        parts = [f for f in parts if len(wholes) == 2 and f.unit == wholes[0].unit]
        if len(wholes) == len(parts) == 2 and match["one"] in wholes[0].lead:
            computed = total([f.amount for f in wholes]) - parts[0].amount
            yield Claim(parts[1], [computed], [*((f, "whole") for f in wholes), (parts[0], "part")])


def all_of_a_kind(page: Page) -> Iterator[Claim]:
    """小学生A，中学学生B，大学学生C。…学生总数T; 企业A、个体工商户B，市场主体总量T."""
    for group in sentences_together(page):
        for at, sentence in enumerate(group):
            for number, whole in enumerate(sentence.figures):
                match = next((m for frame in _ALL_OF if (m := frame.search(whole.lead))), None)
                if match is None or whole.kind != "level" or _NAMED.search(whole.lead):
                    continue
                own = [f for f in sentence.figures[:number] if f.unit == whole.unit]
                before = own or (group[at - 1].figures if at else [])
                parts = [f for f in before if f.unit == whole.unit and f.kind == "level"]
                named = all(match["noun"] in f.lead or _ends_so(match["noun"], f) for f in parts)
                told = len(parts) == len(before) and 1 < len(parts) <= MOST
                if told and (named or (own and divides(parts))) and not _ADDED.search(parts[-1].lead):
                    yield _sum(whole, parts)


def _ends_so(noun: str, part: Figure) -> bool:
    """小学生 is one of 学生."""
    return re.search(f"{noun[-1]}[有为是达到超过约近]*$", part.lead) is not None and noun[0] in part.lead


def both_together(page: Page) -> Iterator[Claim]:
    """拟安排A，…，同时发行B，…。全国赤字合计T: the first, and what is joined to it."""
    started = bases(page)
    for group in sentences_together(page):
        for before, sentence in pairwise(group):
            whole = sentence.figures[0]
            if _TOTALS.search(whole.lead) is None or whole.kind != "level":
                continue
            levels = [f for f in before.figures if f.kind == "level" and f.unit == whole.unit]
            joined = [f for f in levels if f not in started and _SAME_TIME.search(f.lead)]
            if len(levels) == 2 and joined == levels[1:]:
                yield _sum(whole, levels)


def new_debt(page: Page) -> Iterator[Claim]:
    """赤字规模A。拟发行国债B。…专项债券C。合计新增政府债务总规模T: all that is borrowed."""
    for group in sentences_together(page):
        figures = [f for s in group for f in s.figures]
        for at, whole in enumerate(figures):
            if _NEW_DEBT.search(whole.lead) is None:
                continue
            parts = [f for f in figures[:at] if f.unit == whole.unit and _is_debt(f)]
            if len(parts) >= DEBTS_LEAST:
                yield _sum(whole, parts)


def _is_debt(figure: Figure) -> bool:
    return figure.kind == "level" and _BORROWED.search(figure.statement.indicator) is not None


def _sum(whole: Figure, parts: Sequence[Figure]) -> Claim:
    return Claim(whole, [total([part.amount for part in parts])], [(part, "part") for part in parts])
