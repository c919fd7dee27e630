"""Shares whose part or whole stands in another passage, known by its name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.measured import when_of
from duibiao.auditing.figures.misprints import digits_of, one_digit_off
from duibiao.auditing.figures.names import name_of, plain
from duibiao.auditing.figures.page import Figure, Page, years_of
from duibiao.auditing.rules.shares.proportions import shares_told

_WORDS = "[^，。；、]{2,24}?"
_OF_ALL = "的?(?:比重|比例)?(?:为|是|达到|达)?的?$"
_SHARE_OF = re.compile(f"(?P<part>{_WORDS})，?(?:只|共|约)?[占佔](?P<of>{_WORDS}){_OF_ALL}")
_SHARE_IN = re.compile(f"(?P<part>{_WORDS})在(?P<of>{_WORDS})中所?占{_OF_ALL}")
_YEAR = re.compile("^[0-9０-９一二三四五六七八九〇○零]{4}年")
_OF_ALL_PLACE = re.compile("全[省市区县](?:的|总量|经济总量)?")
GROSS, _GROSS_ENDS = "国内生产总值", ("生产总值", "经济总量", "GDP")
"""The plain name of gross product, and what that of a part of a place is called."""
FINE = 3
"""A share of so many digits is that of two named levels, whatever years were read for them."""
FITTING_LEAST = 2
"""So many shares of what is called one total must fit before another that does not is accused."""


def share_of_named(page: Page) -> Iterator[Claim]:
    """国防费占本年支出的22.15%, with both printed in other passages: part ÷ whole; accused where others of
    the same total fit.
    """
    named: dict[str, list[Figure]] = defaultdict(list)
    for figure in (f for s in page.sentences for f in s.figures if f.kind == "level"):
        for name in {name_of(figure), figure.statement.indicator, _ending(figure)}:
            named[name].append(figure)
    told: dict[str, list[list[Claim]]] = defaultdict(list)
    for sentence in page.sentences:
        for at, share in enumerate(sentence.figures):
            match = _SHARE_IN.search(share.lead) or _SHARE_OF.search(share.lead)
            alone = at == 0 or sentence.figures[at - 1].kind not in ("level", "change")
            if share.kind == "share" and share.unit == "%" and match is not None and alone:
                told[match["of"]].append(_named_share(share, match, named))
    for shares in told.values():
        yield from _of_one_whole(shares)


def _of_one_whole(shares: Sequence[Sequence[Claim]]) -> Iterator[Claim]:
    """The claims that hold; and where several are of one total, those of the others on it whose part has one
    level only, or that one wrong digit explains.
    """
    fitting = [next((c for c in claims if c.holds), None) for claims in shares]
    yield from (c for c in fitting if c is not None)
    wholes = {c.operands[1][0] for c in fitting if c is not None}
    if len(wholes) != 1 or sum(c is not None for c in fitting) < FITTING_LEAST:
        return
    for claims, fits in zip(shares, fitting, strict=True):
        on_it = [c for c in claims if fits is None and c.operands[1][0] in wholes]
        parts = {c.operands[0][0].statement.value for c in on_it}
        yield from [c for c in on_it if len(parts) == 1 or _misprinted(c)][:1]


def _misprinted(claim: Claim) -> bool:
    """Whether one wrong digit of the share makes the difference."""
    printed = claim.stated.statement.value
    rounded = claim.computed[0].value.quantize(printed)
    return len(digits_of(printed)) >= FINE and one_digit_off(rounded, printed)


def _ending(figure: Figure) -> str:
    """The last words before a level: 本年支出合计 in 收支总数如下：本年支出合计."""
    return (
        re.split("[，。；：、]", figure.lead)[-1].removesuffix("为").removesuffix("合计").removesuffix("共")
    )


def _named_share(share: Figure, match: re.Match[str], named: dict[str, list[Figure]]) -> list[Claim]:
    part_name = plain(_YEAR.sub("", match["part"])) or plain(share.statement.indicator)
    fine = len(digits_of(share.statement.value)) >= FINE
    same = named.get(part_name, ()) if part_name else ()
    parts = [p for p in same if fine or when_of(p) == when_of(share)]
    wholes = [w for name in (plain(match["of"]), match["of"]) if name for w in named.get(name, ())]
    return [
        Claim(share, [(part.amount / whole.amount).scaled(100)], [(part, "part"), (whole, "whole")])
        for part in parts
        for whole in wholes
        if part.unit == whole.unit and part.amount.value < whole.amount.value
    ]


def share_of_place(page: Page) -> Iterator[Claim]:
    """甲片区经济总量4.15万亿元、占全省61.3%, in a province's report: of its gross product of that year."""
    own = page.place
    if own is None:
        return
    wholes: dict[str, list[Figure]] = defaultdict(list)
    for f in (f for s in page.sentences for f in s.figures if f.kind == "level" and name_of(f) == GROSS):
        if f.statement.adcode == own.adcode and f.statement.status == "achieved":
            wholes[f.statement.period].append(f)
    for pair in (p for s in page.sentences for p in shares_told(s)) if wholes else ():
        level, years = pair.level, years_of(pair.level.statement.period)
        called = _OF_ALL_PLACE.fullmatch(pair.of) is not None and pair.of[1] in own.name
        called = called and level.statement.indicator.endswith(_GROSS_ENDS)
        if not called or years is None or level.statement.adcode == own.adcode:
            continue
        of = [
            w for w in wholes[str(years[1])] if w.unit == level.unit and w.amount.value > level.amount.value
        ]
        if len({w.statement.value for w in of}) == 1:
            computed = (level.amount / of[-1].amount).scaled(100)
            yield Claim(pair.share, [computed], [(level, "part"), (of[-1], "whole")])
