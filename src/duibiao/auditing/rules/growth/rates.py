"""Changes and rates of one sentence that follow from, or are compared with, one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from duibiao.auditing.claims import Claim, Remark
from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.page import Figure, Page, Sentence
from duibiao.auditing.figures.parallel import LISTED
from duibiao.auditing.model import STATED
from duibiao.auditing.rules.remarks import COMPARED, ordered
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_COMPARED, _EXCESS = (
    re.compile(r"^[，、（]?(?:比|较|超过)"),
    re.compile(f"^[，、]?{_V['by_how_much'].regex()}了?近?$"),
)
_NAMES = re.compile("(?P<names>[^，。；、]+(?:、[^，。；、]+)+?)(?:年均)?(?:分别|各)[^，。；、]{0,6}$")
_ABOVE = re.compile(
    f"^(?P<of>[^，。；]{{2,16}}?)(?:连续[^，。；]{{1,5}}年)?{_V['above'].regex()}(?P<other>[^，。；]{{2,10}}?){_V['growing_names'].regex()}*$"
)
_ROSE_BY = re.compile(f"^[，、]?(?:[比较][^，。；]{{2,8}}?)?{_V['rose_by'].regex()}了?$")
_HEAD = re.compile("人均")
_NUMBER = re.compile(_V["counts_of"].regex())
_LISTED = re.compile("^[、和与及]+$")
_ONE, _HUNDRED = Amount.exact(1), Decimal(100)
TOLD_MOST = 60
"""Code points after rates told 分别 in which one is said to be above the other."""


def multiple_of_changes(page: Page) -> Iterator[Claim]:
    """平均每年增加253亿元，比以前平均每年增加49亿元，高出四倍: how many times more than before."""
    for sentence in page.sentences:
        figures = sentence.figures
        for one, other, times in zip(figures, figures[1:], figures[2:], strict=False):
            same = one.unit == other.unit and one.kind == other.kind == "change" and times.unit == "倍"
            if same and _COMPARED.match(other.lead) and _EXCESS.match(times.lead):
                roles = [(one, "end"), (other, "base")]
                yield Claim(times, [one.amount / other.amount - _ONE], roles)


def points_of_level(page: Page) -> Iterator[Remark]:
    """达到25%，提高9个百分点; 分别达a和b，提高c个和d个百分点: no rise is more than the share."""
    for sentence in page.sentences:
        for share, points, lead in (*_beside(sentence), *_in_rows(sentence)):
            if share.unit == "%" and points.unit == "百分点" and _ROSE_BY.search(lead):
                if share.kind not in ("share", "level", "ratio") or points.amount.value <= 0:
                    continue
                more = points.amount.low > share.amount.high
                told, roles = ("points_within", "points_above"), (STATED, "level")
                yield ordered(points, ">" if more else "≤", share, not more, told, roles, changes=False)


def _beside(sentence: Sentence) -> Iterator[tuple[Figure, Figure, str]]:
    return ((share, points, points.lead) for share, points in pairwise(sentence.figures))


def _in_rows(sentence: Sentence) -> Iterator[tuple[Figure, Figure, str]]:
    """The nth points of a row and the nth of as many shares in the row before, with the words between."""
    figures = sentence.figures
    for at, first in enumerate(figures):
        row = [first, *takewhile(lambda f: f.lead and LISTED.match(f.lead), figures[at + 1 :])]
        shares = figures[max(0, at - len(row)) : at]
        joined = all(f.lead and LISTED.match(f.lead) for f in shares[1:])
        if 1 < len(row) == len(shares) and joined and row[-1].unit == "百分点":
            yield from ((share, points, first.lead) for share, points in zip(shares, row, strict=True))


def rates_of_product(page: Page) -> Iterator[Claim]:
    """游客人次、总花费、人均花费分别增长4.4%、10%、5.4%: (1 + number) × (1 + each) − 1."""
    for sentence in page.sentences:
        for names, rates in _told_of_each(sentence):
            if len(rates) != len(names) or len(rates) < len(("number", "whole", "each")):
                continue
            each = [r for n, r in zip(names, rates, strict=True) if _HEAD.search(n)]
            number = [r for n, r in zip(names, rates, strict=True) if _NUMBER.search(n) and r not in each]
            whole = [r for r in rates if r not in each and r not in number]
            if len(each) == len(number) == len(whole) == 1:
                factors = [_ONE + r.amount.scaled(Decimal("0.01")) for r in (number[0], each[0])]
                computed = (factors[0] * factors[1] - _ONE).scaled(_HUNDRED)
                yield Claim(whole[0], [computed], [(number[0], "growth"), (each[0], "growth")])


def compared_of_both(page: Page) -> Iterator[Remark]:
    """城镇、农村居民收入分别增长3.4%、5.2%，农村居民收入增速快于城镇."""
    text = page.document.text
    for sentence in page.sentences:
        for names, rates in _told_of_each(sentence):
            after = text[rates[-1].span.end : min(sentence.span.end, rates[-1].span.end + TOLD_MOST)]
            for clause in re.split("[，；。]", "".join(after.split()))[1:]:
                match = _ABOVE.match(clause)
                pair = _pair(names, rates, match["of"], match["other"]) if match is not None else None
                if pair is not None:
                    yield _faster(*pair)


def _told_of_each(sentence: Sentence) -> Iterator[tuple[Sequence[str], Sequence[Figure]]]:
    """Names and their rates: A、B分别增长x、y."""
    figures = sentence.figures
    for at, first in enumerate(figures):
        match = _NAMES.search(first.lead) if first.kind == "growth" and first.unit == "%" else None
        if match is None:
            continue
        rates = [first]
        for one, other in pairwise(figures[at:]):
            if one is not rates[-1] or not _LISTED.match(other.lead) or other.unit != "%":
                break
            rates.append(other)
        names = match["names"].split("、")
        if len(names) == len(rates):
            yield names, rates


def _pair(names: Sequence[str], rates: Sequence[Figure], of: str, other: str) -> tuple[Figure, Figure] | None:
    """The rates of two names (城镇, 农村) that a comparison names."""
    found = []
    for said in (of, other):
        named = [r for n, r in zip(names, rates, strict=True) if said[:HEAD] in n]
        found.append(named[0] if len(named) == 1 else None)
    above, below = found
    return (above, below) if above is not None and below is not None and above is not below else None


HEAD = 2
"""Characters by which a name is known again."""


def _faster(above: Figure, below: Figure) -> Remark:
    right = above.statement.value > below.statement.value
    return ordered(above, ">" if right else "≤", below, right, COMPARED, way="快于")
