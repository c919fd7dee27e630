"""Shares of a level in its total: told in pairs, of both years, of one common total, of a balance."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.amounts import Amount, total, unit_step
from duibiao.auditing.figures.measured import opening
from duibiao.auditing.figures.names import akin, name_of, plain
from duibiao.auditing.figures.page import Figure, Page, Sentence, sentences_together
from duibiao.auditing.figures.series import series_of
from duibiao.auditing.figures.strands import strands
from duibiao.auditing.rules.sums.wholes import divided
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_SHARE_OF = re.compile(_V["share_of"].patterns[0])
_SHARE_FROM = re.compile("占(?P<of>[^，。]{2,12}?)的?(?:比重|比例)(?:从|由)")
_SHARES_EACH = re.compile("^，占([^，。；、]{2,12})、([^，。；、]{2,12}?)的?比重(?:分别)?(?:达到?|为)$")
_IN_THEM = re.compile("^[^，。；]{1,16}[中里][^，。；、]{2,16}有$")
_OWN_PLACE = re.compile("^全[省市县区]")
_WHOLE_OF, _OF_IT = re.compile("[占佔][^，]*$"), re.compile("^[^，]{0,11}的约?$")
_ASIDE = re.compile("（[^（）]*）")
_TOTAL = re.compile("(?:总[^，。]{0,6}|共有?|面积)(?:达|为|有)?$")
_LINKS = re.compile(_V["sum_link"].regex() + "{1,3}$")
_WORDS = re.compile(_V["whole_words"].regex())
_SCOPE = re.compile(_V["same_scope"].regex())
_PLAN = re.compile("(?:年度|原|本年)?" + _V["against_plan"].regex() + "数?")
_UP_TO, _DOWN_TO = (re.compile(_V[name].regex()) for name in ("up_to", "down_to"))
_HUNDRED = Decimal(100)
_ANEW = re.compile("[；;]|其中")
PASSED_MOST = 4
"""Figures before a share among which its level is looked for."""
NAMED_MOST = 48
"""Code points before a share in which its part is named, an amount of the part among them."""
NEAR = 4
"""Sentences of a paragraph that one total is carried through before its shares; chosen with room to spare."""
SCOPE_LEAST = 4
"""Characters of a total's name that must stand in the words that open a sentence (在…支出总数中)."""
BEFORE_MOST = 40
"""Figures before a level among which its total is looked for."""
GROUP_MOST = 40
"""Shares of one total that are held against each other."""
COMMON_LEAST = 3
"""So many shares must agree on a total before another that does not is accused."""
SHARP = Decimal("0.02")
"""Shares printed so finely that the total follows to 2 %: then two of three that agree are enough."""
_BOTH_SIDES, _OF_INCOME = (re.compile(_V[name].regex()) for name in ("income_is_spending", "of_income"))
_USED = re.compile(_V["used_for"].patterns[0])
RATE_NEAR = 3
"""Figures after two parts among which the rate is that is named after the first."""


@dataclass(eq=False, slots=True)
class Pair:
    """A level and its share. ``of``: what it is a share of, in words."""

    level: Figure
    share: Figure
    of: str


def share_of_total(page: Page) -> Iterator[Claim]:
    """A，占T的s: A ÷ T, where T stands before 的, is named, or stands before A with 其中."""
    named = _named_levels(page)
    for group in sentences_together(page):
        for at, sentence in enumerate(group):
            before = [f for s in group[max(0, at - NEAR) : at + 1] for f in s.figures]
            yield from _direct(sentence)
            for pair in shares_told(sentence):
                claims = list(_of_named(pair, before))
                yield from claims or _of_elsewhere(pair, named)


def _named_levels(page: Page) -> dict[str, list[Figure]]:
    """The levels of a page by the plain form of what they are of."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for sentence in page.sentences:
        for f in sentence.figures:
            if f.kind == "level":
                printed = _LINKS.sub("", _ASIDE.sub("", f.lead).rpartition("，")[2])
                for name in {_plain(f.statement.indicator), _plain(printed), name_of(f)}:
                    found[name].append(f)
    return found


def _plain(name: str) -> str:
    """A name without words such as 总数; a headline indicator by the name that all its names share."""
    series = series_of(name)
    return series.name if series is not None else _WORDS.sub("", name)


def _of_elsewhere(pair: Pair, named: Mapping[str, Sequence[Figure]]) -> Iterator[Claim]:
    """The total is named and stands elsewhere in the document. A headline indicator must be of the same year;
    of others any that fits will do, and only the one figure of its name and year is accused.
    """
    level, s, name = pair.level, pair.level.statement, plain(pair.of) or _plain(pair.of)
    if name not in named and (scope := opening(level)).endswith(pair.of or scope + "｜"):
        name = next((n for n in named if len(n) > SCOPE_LEAST and akin(n, plain(scope))), name)
    wholes = [w for w in named.get(name, ()) if w.unit == level.unit and w.amount.value > level.amount.value]
    same = [w for w in wholes if (w.statement.period, w.statement.place) == (s.period, s.place)]
    headline = series_of(name) is not None
    beside = [w for w in same if w.page.block_of(w) == level.page.block_of(level)]
    wholes = beside if len(beside) == 1 else wholes
    same = beside if len(beside) == 1 else same
    claims = [_claim(level, whole, pair.share) for whole in (same if headline else wholes)]
    fitting = [c for c in claims if c.fits]
    values = {w.statement.value for w in wholes}
    alone = len(values) == 1 and len(wholes) == len(same)
    if len(name) >= 2 and (fitting or headline or alone):
        yield from (fitting or claims)[:1]


def shares_of_pair(page: Page) -> Iterator[Claim]:
    """从1997年的509亿元增加到2002年的1161亿元，占生产总值比重从0.64%提高到1.13%: both shares."""
    named = _named_levels(page)
    for sentence in page.sentences:
        yield from _at_the_end(sentence, named)
    paired = [(s.base, s.end) for s in strands(page) if s.base is not None and s.end is not None]
    for levels, shares in pairwise(paired):
        match = _SHARE_FROM.search(shares[0].lead)
        taken: set[Figure] = set()  # what the later share is of, the earlier cannot be
        for level, share in ((levels[1], shares[1]), (levels[0], shares[0])):
            one_sentence = level.statement.sentence_span == share.statement.sentence_span
            if match is not None and one_sentence and share.unit == "%" and level.kind == "level":
                for claim in _of_elsewhere(Pair(level, share, match["of"]), named):
                    wholes = {figure for figure, role in claim.operands if role == "whole"}
                    if not wholes & taken:
                        yield claim
                    taken |= wholes


def _at_the_end(sentence: Sentence, named: Mapping[str, Sequence[Figure]]) -> Iterator[Claim]:
    """2002年投入3366亿元，占生产总值的比重从2.5%提高到3.3%: the share of the level's own year."""
    figures = sentence.figures
    for at, (first, last) in enumerate(pairwise(figures)):
        match = _SHARE_FROM.search(first.lead)
        level = next((f for f in reversed(figures[max(0, at - 2) : at]) if f.kind == "level"), None)
        if match is None or last.unit != "%" or level is None or level.unit in ("%", "倍"):
            continue
        if _UP_TO.search(last.lead) or _DOWN_TO.search(last.lead):
            yield from _of_elsewhere(Pair(level, last, match["of"]), named)


def shares_respectively(page: Page) -> Iterator[Claim]:
    """增加值A元、上缴税金B元，占全省生产总值、财政收入的比重达到a和b: A of the one, B of the other."""
    named = _named_levels(page)
    for sentence in page.sentences:
        for row in zip(*(sentence.figures[n:] for n in range(4)), strict=False):
            match = _SHARES_EACH.match(row[2].lead)
            levels, shares = row[:2], row[2:]
            like = all(f.kind == "level" for f in levels) and all(f.unit == "%" for f in shares)
            if match is None or not like or row[3].lead not in ("、", "和"):
                continue
            for level, share, of in zip(levels, shares, match.groups(), strict=True):
                yield from _of_elsewhere(Pair(level, share, _OWN_PLACE.sub("", of)), named)


def shares_of_both(page: Page) -> Iterator[Claim]:
    """中央收入A，占预算的a；地方收入B，占预算的b: A ÷ (A + B), where the two are a known division."""
    for sentence in page.sentences:
        for one, other in pairwise(shares_told(sentence)):
            levels = [one.level, other.level]
            if one.of != other.of or len(one.of) < 2 or one.level.unit != other.level.unit:
                continue
            if divided([f.lead[-NAMED_MOST:] for f in levels]):
                whole = total([f.amount for f in levels])
                for pair, rest in ((one, other), (other, one)):
                    computed = (pair.level.amount / whole).scaled(_HUNDRED)
                    yield Claim(pair.share, [computed], [(pair.level, "part"), (rest.level, "part")])


def _direct(sentence: Sentence) -> Iterator[Claim]:
    """504个县，占全国1786个县的28%."""
    figures = sentence.figures
    for at, (whole, share) in enumerate(pairwise(figures[1:]), 1):
        level = _level_before(figures[max(0, at - PASSED_MOST) : at])
        if level is None or level.unit != whole.unit or share.kind != "share":
            continue
        between = _WHOLE_OF.search(whole.lead), _OF_IT.search(share.lead)
        if level.kind == whole.kind == "level" and all(between):
            yield _claim(level, whole, share)


def shares_told(sentence: Sentence) -> Iterator[Pair]:
    """Levels and their shares; rates and other shares may stand between (A，增长g，占T的s)."""
    for at, share in enumerate(sentence.figures[1:], 1):
        match = _SHARE_OF.search(share.lead) if share.unit == "%" and share.kind == "share" else None
        if match is None or _PLAN.fullmatch(match["of"]) is not None:
            continue
        level = _level_before(sentence.figures[max(0, at - PASSED_MOST) : at])
        if level is not None:
            yield Pair(level, share, match["of"])


def _level_before(figures: Sequence[Figure]) -> Figure | None:
    """The last level, where no new subject comes after it; a change just before a share is one too."""
    if figures and figures[-1].kind == "change" and figures[-1].unit != "百分点":
        return figures[-1]
    for figure in reversed(figures):
        if figure.kind == "level":
            return figure
        of_it = not figure.links if figure.kind == "growth" else _SHARE_OF.search(figure.lead) is not None
        if figure.kind not in ("growth", "share") or not of_it or _ANEW.search(figure.lead):
            return None
    return None


def _of_named(pair: Pair, before: Sequence[Figure]) -> Iterator[Claim]:
    """The total is the nearest larger level of the unit: accused only when it is called by its name."""
    level = pair.level
    nearest = bisect_left(before, level.span.start, key=lambda f: f.span.start)
    for whole in reversed(before[max(0, nearest - BEFORE_MOST) : nearest]):
        if whole.kind != "level" or whole.unit != level.unit:
            continue
        called = _called(pair, whole)
        if whole.statement.period != level.statement.period:
            continue
        if whole.amount.value <= level.amount.value and not called:
            continue
        claim = _claim(level, whole, pair.share)
        fits = claim.fits
        if fits or called:
            yield claim
            return


def _called(pair: Pair, whole: Figure) -> bool:
    """Whether the words of a denominator are those of a level (占支出总数 and 支出总数), or there are none
    and the level is a total that stands just before (总装机9157万千瓦，新能源装机4091万千瓦，占44.7%).
    """
    short = _WORDS.sub("", pair.of)
    lead = _ASIDE.sub("", whole.lead)
    if len(short) >= 2:
        clause = _LINKS.sub("", lead.rpartition("，")[2])
        own = (_WORDS.sub("", whole.statement.indicator), _WORDS.sub("", clause))
        return short in own or (len(pair.of) > len(short) and clause.endswith(pair.of))
    just_before = "".join(whole.page.document.text[whole.span.end : pair.level.span.start].split())
    among = _TOTAL.search(lead) is not None or _IN_THEM.match(just_before) is not None
    return not pair.of and just_before == pair.level.lead and among


def _claim(level: Figure, whole: Figure, share: Figure) -> Claim:
    computed = (level.amount / whole.amount).scaled(_HUNDRED)
    doubt = "same_scope" if _SCOPE.search(whole.lead) else ""
    return Claim(share, [computed], [(level, "part"), (whole, "whole")], doubt)


def common_total(page: Page) -> Iterator[Claim]:
    """A占总数的a，B占总数的b，C占总数的c: A ÷ a, B ÷ b and C ÷ c are one total."""
    for pairs in _by_total(page):
        if len(pairs) < COMMON_LEAST:
            continue
        implied = [_implied(pair) for pair in pairs]
        best = max(implied, key=lambda a: (sum(a.meets(b.low, b.high) for b in implied), a.low - a.high))
        agree = [a.meets(best.low, best.high) for a in implied]
        if sum(agree) < min(COMMON_LEAST, len(pairs) - (best.high - best.low < best.value * SHARP)):
            continue
        if sum(agree) * 3 < len(pairs) * 2:
            continue
        low = max(a.low for a, yes in zip(implied, agree, strict=True) if yes)
        high = min(a.high for a, yes in zip(implied, agree, strict=True) if yes)
        low, high = min(low, high), max(low, high)
        for pair, yes in zip(pairs, agree, strict=True):
            whole = Amount((low + high) / 2, low, high, "其他各项推得的总数")
            computed = (pair.level.amount / whole).scaled(_HUNDRED)
            others = [p for p in pairs if p is not pair][:COMMON_LEAST]
            roles = [(pair.level, "part")]
            if not yes:
                roles += [(f, "other") for p in others for f in (p.level, p.share)]
            yield Claim(pair.share, [computed], roles)


def _implied(pair: Pair) -> Amount:
    """The total that a share implies, one printed step either way: lists cut digits off too."""
    printed, step = pair.share.amount, unit_step(pair.share.statement)
    low, high = min(printed.low, printed.value - step), max(printed.high, printed.value + step)
    share = replace(printed, low=low, high=high).scaled(Decimal("0.01"))
    return pair.level.amount / share


def _by_total(page: Page) -> list[list[Pair]]:
    """Pairs of neighbouring paragraphs that are shares of what is called the same."""
    groups: dict[tuple[str, str, str], list[Pair]] = defaultdict(list)
    for sentence in page.sentences:
        for pair in shares_told(sentence):
            key = (_WORDS.sub("", pair.of), pair.level.unit, pair.level.statement.period)
            groups[key].append(pair)
    return [g[at : at + GROUP_MOST] for g in groups.values() for at in range(0, len(g), GROUP_MOST)]


def rate_of_part(page: Page) -> Iterator[Claim]:
    """用于积累的部分为1120亿元，用于消费的部分为2211亿元。积累率…降为33.6%: A ÷ (A + B)."""
    for group in sentences_together(page):
        figures = [f for s in group for f in s.figures]
        for at, (one, other) in enumerate(pairwise(figures)):
            match = _USED.search(one.lead)
            if match is None or _USED.search(other.lead) is None or one.unit != other.unit:
                continue
            named = [f for f in figures[at + 2 : at + 2 + RATE_NEAR] if f.unit == "%"]
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
