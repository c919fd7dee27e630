"""Parts and totals that stand pages apart in one report: numbered items, shares of named levels."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from duibiao.auditing.claims import Claim, judge
from duibiao.auditing.figures.amounts import Amount, total
from duibiao.auditing.figures.measured import Levels, before, compared, earlier_levels, may_be_base, when_of
from duibiao.auditing.figures.misprints import digits_of, one_digit_makes, one_digit_off
from duibiao.auditing.figures.names import akin, name_of, plain
from duibiao.auditing.figures.page import Figure, Page, years_of
from duibiao.auditing.figures.strands import Said
from duibiao.auditing.figures.units import measure
from duibiao.auditing.model import Verdict
from duibiao.auditing.rules.shares.proportions import shares_told
from duibiao.auditing.rules.sums.columns import parts_in_scope
from duibiao.reading.quantities.numerals import value_of

_ITEM = re.compile("（([一二三四五六七八九十]{1,3})）")
_WORDS = "[^，。；、]{2,24}?"
_OF_ALL = "的?(?:比重|比例)?(?:为|是|达到|达)?的?$"
_SHARE_OF = re.compile(f"(?P<part>{_WORDS})，?(?:只|共|约)?[占佔](?P<of>{_WORDS}){_OF_ALL}")
_SHARE_IN = re.compile(f"(?P<part>{_WORDS})在(?P<of>{_WORDS})中所?占{_OF_ALL}")
_YEAR = re.compile("^[0-9０-９一二三四五六七八九〇○零]{4}年")
_TO_FIGURE = re.compile("(?:合计|总计|共计|共)?(?:为|达|达到|是)?$")
_OF_ALL_PLACE = re.compile("全[省市区县](?:的|总量|经济总量)?")
GROSS, _GROSS_ENDS = "国内生产总值", ("生产总值", "经济总量", "GDP")
"""The plain name of gross product, and what that of a part of a place is called."""
FINE = 3
"""A share of so many digits is that of two named levels, whatever years were read for them."""
FITTING_LEAST = 2
"""So many shares of what is called one total must fit before another that does not is accused."""
ITEMS_LEAST = 3
"""So many numbered items make a list whose sum is no chance."""
FIRST_WITHIN = 60
"""Code points from an item's mark to its own level."""
DIGITS = 4
"""A total of so many digits shows by its sum alone that the items are its parts."""


def sum_of_items(page: Page) -> Iterator[Claim]:
    """收入T如下：（一）…A…。（二）…B…。（三）…C…: the first levels of the items make a total printed before,
    or miss it by one digit.
    """
    levels = [f for s in page.sentences for f in s.figures if f.kind == "level"]
    for items in _numbered(page):
        firsts = [_first(levels, at) for at in items]
        parts = [f for f in firsts if f is not None]
        if len(parts) != len(items) or len({f.unit for f in parts}) != 1:
            continue
        made = total([f.amount for f in parts])
        wholes = [w for w in levels if w.unit == parts[0].unit and w.span.end <= items[0]]
        fine = [w for w in wholes if len(digits_of(w.statement.value)) >= DIGITS]
        same = [w for w in fine if w.statement.value == made.value]
        near = [w for w in fine if one_digit_makes(w.statement.value - made.value)] if not same else []
        for whole in (same or near)[-1:]:
            yield Claim(whole, [made], [(part, "part") for part in parts])


def _numbered(page: Page) -> Iterator[list[int]]:
    """Where the items of each list begin that is numbered （一）, （二）, …"""
    items: list[int] = []
    for match in _ITEM.finditer(page.document.text):
        number = value_of(match[1])
        if number == 1 or number != len(items) + 1:
            if len(items) >= ITEMS_LEAST:
                yield items
            items = []
        if number == len(items) + 1:
            items.append(match.end())
    if len(items) >= ITEMS_LEAST:
        yield items


def _first(levels: Sequence[Figure], at: int) -> Figure | None:
    return next((f for f in levels if at <= f.span.start <= at + FIRST_WITHIN), None)


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
    fitting = [next(filter(_holds, claims), None) for claims in shares]
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


def _holds(claim: Claim) -> bool:
    return judge(claim, claim.computed[0]) is Verdict.CONSISTENT


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


def growth_of_rest(page: Page) -> Iterator[Claim]:
    """T1 = A1 + B1 + C1, C1 增长g, and T0, A0, B0 in another passage: C0 is what they leave, C1 ÷ C0 − 1."""
    said_of = {level: said for level, said in compared(page) if said.what == "growth"}
    known = earlier_levels([page])
    for claim in parts_in_scope(page):
        parts = [figure for figure, _ in claim.operands]
        for part in parts:
            said = said_of.get(part)
            others = [p for p in parts if p is not part]
            if said is None or not _holds(claim):
                continue
            when = before(part, said).when
            bases = [_base(known, f, when) for f in (claim.stated, *others)]
            found = [b for b in bases if b is not None]
            if len(found) == len(bases) and _base(known, part, when) is None:
                yield _of_rest(said, part, found)


def _base(known: Levels, figure: Figure, when: str) -> Figure | None:
    """The level of the same name at an earlier time, or the only one of a like name."""
    of = known.get((figure.statement.adcode, measure(figure.unit), when), {})
    name = name_of(figure)
    like = [bases for n, bases in of.items() if n != name and akin(n, name)]
    same = of.get(name) or (like[0] if len(like) == 1 else ())
    return next((b for b in same if b.unit == figure.unit and may_be_base(b, figure)), None)


def _of_rest(said: Said, part: Figure, known: Sequence[Figure]) -> Claim:
    whole, *others = known
    rest = whole.amount
    for other in others:
        rest -= other.amount
    growth = (part.amount / rest - Amount.exact(1)).scaled(100)
    return Claim(said.figure, [growth], [(part, "end"), (whole, "whole"), *((o, "part") for o in others)])


RULES = (sum_of_items, share_of_named, share_of_place, growth_of_rest)
