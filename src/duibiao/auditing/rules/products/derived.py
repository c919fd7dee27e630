"""Figures that follow from two others near them: what was done of a plan, so much a head, known ratios."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from duibiao.auditing.claims import Claim, judge
from duibiao.auditing.figures.amounts import Amount, total
from duibiao.auditing.figures.page import Figure, Page, Sentence, sentences_together
from duibiao.auditing.model import Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.lexicon import load

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
_EACH = re.compile(f"^[，、（](?P<one>{_V['each_one'].regex()})(?:{_V['each_verbs'].regex()}){{0,2}}$")
_OPEN_ASIDE = re.compile(_V["aside_not_parts"].regex())
_HUNDRED = Decimal(100)
NEAR = 2
"""Sentences before a share of a plan in which the plan is told."""
ASIDE_MOST = 12
"""More figures between brackets are no parts of the one before them."""
RATIO_MOST = 8
"""Figures before a ratio among which the two that it is of are looked for."""
DOUBT = Decimal(4)
"""A plan is not carried out fourfold: what is farther apart is another plan."""


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
    fitting = [c for c in claims if judge(c, c.computed[0]) is not Verdict.INCONSISTENT]
    lead = level.page.without_times(level.span.start - len(level.lead), level.span.start)
    sure = len(claims) == 1 and first and _GOES_ON.match("".join(lead.split())) is not None
    near = [c for c in claims if c.computed[0].value < DOUBT * _HUNDRED]
    yield from fitting[:1] or (near if sure else [])


def _quotient(share: Figure, level: Figure, whole: Figure) -> Claim:
    computed = (level.amount / whole.amount).scaled(_HUNDRED)
    return Claim(share, [computed], [(level, "part"), (whole, "whole")])


def parts_aside(page: Page) -> Iterator[Claim]:
    """27项（省级6项、市级5项、县级16项）: the figures between brackets are the parts of the one before."""
    text = page.document.text
    for sentence in page.sentences:
        for at, whole in enumerate(sentence.figures[:-2]):
            first = sentence.figures[at + 1]
            if "（" not in first.lead or whole.kind != "level" or _OPEN_ASIDE.search(first.lead):
                continue
            opened = text.find("（", whole.span.end)
            end = text.find("）", opened)
            inside = [f for f in sentence.figures[at + 1 :] if f.span.end <= end]
            leads = "".join(f.lead for f in inside) + text[inside[-1].span.end : end] if inside else ""
            like = all(f.unit == whole.unit and f.kind == "level" for f in inside)
            if like and 1 < len(inside) <= ASIDE_MOST and not _OPEN_ASIDE.search(leads) and "等" not in leads:
                computed = total([f.amount for f in inside])
                yield Claim(whole, [computed], [(f, "part") for f in inside])


def each_of(page: Page) -> Iterator[Claim]:
    """12.5亿元，惠及企业2.5万户，户均5000元: the one amount by the one number of its sentence."""
    for sentence in page.sentences:
        for at, figure in enumerate(sentence.figures):
            match = _EACH.search(figure.lead)
            if match is None or at < 2 or figure.unit in _NOT_EACH:
                continue
            one = next(kind for kind in _ONES if kind in match["one"])
            before = list(takewhile(lambda f: "；" not in f.lead, sentence.figures[at - 2 : at]))
            wholes = [f for f in before if f.unit == figure.unit and f.kind in ("level", "change")]
            numbers = [f for f in before if f.unit in _ONES[one] and f.kind in ("level", "change")]
            if len(wholes) == 1 and len(numbers) == 1 and numbers[0].amount.low > 1:
                roles = [(wholes[0], "whole"), (numbers[0], "number")]
                yield Claim(figure, [wholes[0].amount / numbers[0].amount], roles)


_NOT_EACH = frozenset(("", "%", "百分点", "倍", "年", "岁"))
"""Units of an average that no amount over a number gives."""
_ONES = {"户": ("户", "家"), "亩": ("亩",), "人": ("人", "人次", "名")}
"""What an average is said to be of, and the units of its number."""


def known_ratios(page: Page) -> Iterator[Claim]:
    """常住人口94.9万人，城镇人口41.4万人。城镇化率43.6%: told beside what they are of."""
    for group in sentences_together(page):
        figures = [f for s in group for f in s.figures]
        for entry in load(__package__, "ratios.toml").entries:
            name = re.compile(entry["name"])
            for at, figure in enumerate(figures):
                if name.search(_named(figure)) is None or not _fit(figure, entry["unit"]):
                    continue
                above, below = (
                    [
                        f
                        for f in figures[max(0, at - 8) : at]
                        if re.search(entry[k], _named(f)) and f.kind == "level"
                    ]
                    for k in ("above", "below")
                )
                above, below = above[-1:], below[-1:]
                if above and below and above[0].unit == below[0].unit and above[0] is not below[0]:
                    yield from _ratio(figure, above[0], below[0])


def _named(figure: Figure) -> str:
    return figure.lead.rpartition("。")[2][-20:] if figure.lead else ""


def _fit(figure: Figure, unit: str) -> bool:
    return figure.unit == unit if unit else figure.kind == "ratio"


def _ratio(figure: Figure, above: Figure, below: Figure) -> Iterator[Claim]:
    quotient = above.amount / below.amount
    if figure.unit == "%":
        yield Claim(figure, [quotient.scaled(_HUNDRED)], [(above, "part"), (below, "whole")])
        return
    printed = re.split("[∶:：]", "".join(figure.statement.text.split()))
    if len(printed) == 2 and printed[1] in ("1", "１"):
        value = Decimal(printed[0])
        half = Decimal("0.5").scaleb(-len(printed[0].partition(".")[2]))
        amount = Amount(value, value - half, value + half, printed[0])
        yield Claim(figure, [quotient], [(above, "part"), (below, "whole")], amount=amount)


RULES = (share_of_task, parts_aside, each_of, known_ratios)
