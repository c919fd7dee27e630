"""One number by another: ratios of two levels, and what is done of what was planned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from duibiao.auditing.figures.page import Figure
from duibiao.auditing.rules.equations.equation import Equation, multiplies, plain
from duibiao.auditing.rules.equations.near import RATES, between, plainly, same, share
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_OF_BOTH = re.compile(
    f"^，?[^，；。、]{{0,8}}(?:{_V['ratio_of_both'].regex()})(?:{_V['is_so_much'].regex()})?$"
)
_TO_ONE = re.compile("[∶:：比](?:1|１|一)$")
_OF_PLAN = re.compile(f"^，[^，；。]{{0,8}}(?:{_V['of_the_plan'].regex()})(?:{_V['is_so_much'].regex()})?$")
_DONE_OF = re.compile(f"^，?[^，；。、]{{0,6}}(?:{_V['done_of_plan'].regex()})[^，；。、]{{0,8}}$")
_OF_IT = re.compile("^[^，；。、]{0,4}的$")
_PLAN = re.compile(_V["set_out"].regex() + "|" + _V["budgeted"].regex())


def of_both(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """城镇居民5894元，农民1904元，两者之比为3.1∶1: the first by the second."""
    said = own[at]
    to_one = said.kind == "ratio" and _TO_ONE.search("".join(said.statement.text.split()))
    if at < 2 or not _OF_BOTH.match(said.lead) or not (said.unit == "倍" or to_one):
        return
    one, other = own[at - 2 : at]
    if same(one, other) and one.unit not in RATES:
        more, less = sorted((one, other), key=lambda f: f.amount.value, reverse=True)
        made = multiplies(2, [plain(more, "end"), plain(less, "base"), plain(said, "multiple")])
        yield replace(made, told=plainly(made))


def done_of(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """新增8.1万人，完成目标7.8万人的103.8%."""
    said = own[at]
    if at < 2 or said.unit != "%" or not _OF_IT.match(said.lead):
        return
    done, plan = own[at - 2 : at]
    if same(done, plan) and done.unit not in RATES and _DONE_OF.match(plan.lead):
        made = multiplies(2, [plain(done, "part"), plain(plan, "whole"), share(said)])
        yield replace(made, told=plainly(made))


def of_plan(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """年初预算23.5亿元，执行结果24.91亿元，为预算的106%."""
    said = own[at]
    if at < 2 or said.unit != "%" or not _OF_PLAN.match(said.lead):
        return
    one, other = own[at - 2 : at]
    if not same(one, other) or one.unit in RATES or "；" in between(one, said):
        return
    planned = [
        f for f in (one, other) if _PLAN.search(f.lead.rpartition("，")[2] + f.tail.partition("，")[0])
    ]
    if len(planned) == 1:
        done = other if planned[0] is one else one
        made = multiplies(2, [plain(done, "part"), plain(planned[0], "whole"), share(said)])
        yield replace(made, told=plainly(made))


GUESSES = (of_both, done_of, of_plan)
