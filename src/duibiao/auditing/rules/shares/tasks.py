"""Shares of a plan or a task: of the plan that is told before, or beside what is short of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.misprints import digits_of, one_digit_makes
from duibiao.auditing.figures.page import Figure, Page, Sentence, sentences_together
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_PLAN = _V["plan_words"].regex()
_PLANNED = re.compile(rf"(?:{_PLAN})[^，。；]{{0,8}}$")
_DONE_OF = re.compile(
    rf"^[，、](?:[占为][^，。；]{{0,8}}(?:{_PLAN})数?|完成了?[^，。；]{{0,8}}(?:{_PLAN})[^，。；]{{0,6}}?)的?约?$"
    "|完成率(?:达到?|为)?$"
)
_GOES_ON = re.compile(
    f"^[，、]?{_V['amounts_done'].regex()}{{0,2}}{_V['reached'].regex()}?{_V['amounts'].regex()}?额?{_V['just_about'].regex()}?$"
)
_IS_OF, _OF_IT = (
    re.compile(f"^[，、]{_V['amounts_to'].regex()}[^，。；]{{0,14}}$"),
    re.compile("^[^，]{0,6}的约?$"),
)
_HUNDRED = Decimal(100)
NEAR = 2
"""Sentences before a share of a plan in which the plan is told."""
DOUBT = Decimal(4)
"""A plan is not carried out fourfold: what is farther apart is another plan."""
_AGAINST = re.compile(_V["against_plan"].regex())
_DONE = re.compile("(?:完成|[占佔])(?:了)?(?:年度|原|本年)?" + _V["against_plan"].regex() + "数?的$")
_LESS = re.compile("[少减低]")
DIGITS = 6
"""A level of so many digits is not another's by chance, nor one digit off from it."""


def share_of_task(page: Page) -> Iterator[Claim]:
    """为年度任务10万亩的126%; 年度计划投资190.7亿元。完成投资88.4亿元，完成年度计划的46.4%."""
    for group in sentences_together(page):
        for number, sentence in enumerate(group):
            yield from _of_next(sentence)
            before = [f for s in group[max(0, number - NEAR) : number] for f in s.figures]
            for at, share in enumerate(sentence.figures):
                if share.unit != "%" or _DONE_OF.search(share.lead) is None or not at:
                    continue
                level = sentence.figures[at - 1]
                own = [f for f in sentence.figures[: at - 1] if _is_plan(f, level)]
                plans = own or [f for f in before if _is_plan(f, level)]
                if level.kind in ("level", "change") and plans:
                    yield from _of_plan(level, plans, share, at == 1 or bool(own))


def _of_next(sentence: Sentence) -> Iterator[Claim]:
    """A，为T的s: level, whole and share stand next to each other."""
    figures = sentence.figures
    for level, whole, share in zip(figures, figures[1:], figures[2:], strict=False):
        same = level.unit == whole.unit and level.kind == whole.kind == "level"
        if same and share.unit == "%" and _IS_OF.search(whole.lead) and _OF_IT.search(share.lead):
            yield _quotient(share, level, whole)


def _is_plan(figure: Figure, level: Figure) -> bool:
    named = _PLANNED.search(figure.lead.rpartition("，")[2]) is not None
    return named and figure.kind == "level" and figure.unit == level.unit


def _of_plan(level: Figure, plans: Sequence[Figure], share: Figure, first: bool) -> Iterator[Claim]:
    """Against the plan that fits, else against the only one that is told, where no new subject is named."""
    claims = [_quotient(share, level, plan) for plan in plans]
    fitting = [c for c in claims if c.fits]
    lead = level.page.without_times(level.span.start - len(level.lead), level.span.start)
    sure = len(claims) == 1 and first and _GOES_ON.match("".join(lead.split())) is not None
    near = [c for c in claims if c.computed[0].value < DOUBT * _HUNDRED]
    yield from fitting[:1] or (near if sure else [])


def _quotient(share: Figure, level: Figure, whole: Figure) -> Claim:
    computed = (level.amount / whole.amount).scaled(_HUNDRED)
    return Claim(share, [computed], [(level, "part"), (whole, "whole")])


def share_of_plan(page: Page) -> Iterator[Claim]:
    """完成预算的96.98%，比预算数28,049元少846元: (plan − gap) ÷ plan; and plan − gap is the level that the
    report prints.
    """
    for sentence in page.sentences:
        for share, plan, gap in zip(
            sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False
        ):
            planned = _AGAINST.search(plan.lead) is not None and plan.lead.startswith("，比")
            if share.unit != "%" or _DONE.search(share.lead) is None or not planned or plan.unit != gap.unit:
                continue
            size = gap.amount if gap.amount.value >= 0 else gap.amount.scaled(-1)
            done = plan.amount - size if _LESS.search(gap.lead) else plan.amount + size
            roles = [(plan, "plan"), (gap, "change")]
            yield Claim(share, [(done / plan.amount).scaled(_HUNDRED)], roles)
            yield from _printed(page, done, roles)


def _printed(page: Page, done: Amount, roles: Sequence[tuple[Figure, str]]) -> Iterator[Claim]:
    """The level of the page that is what was done, or one digit off from it."""
    unit = roles[0][0].unit
    levels = [f for s in page.sentences for f in s.figures if f.kind == "level" and f.unit == unit]
    fine = [f for f in levels if len(digits_of(f.statement.value)) >= DIGITS]
    same = [f for f in fine if f.statement.value == done.value]
    near = [f for f in fine if one_digit_makes(f.statement.value - done.value)] if not same else []
    for level in (same or near)[:1]:
        yield Claim(level, [done], roles)
