"""Shares that make all of a whole: what one or several leave of 100."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.amounts import Amount, total
from duibiao.auditing.figures.page import Figure, Page, Sentence, sentences_together
from duibiao.auditing.figures.strands import bases
from duibiao.auditing.rules.sums.wholes import divided, makes_whole
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading.quantities.numerals import value_of

_V = vocabulary(__package__)
_IS_OF, _LEFT, _TO_DO = (re.compile(_V[name].regex()) for name in ("is_of", "what_is_left", "to_do_of_term"))
_DONE_OF_TERM = re.compile(_V["done_of_term"].patterns[0])
_SHARE_OF = re.compile(_V["share_of"].patterns[0])
_ASIDE = re.compile("（[^（）]*）")
_COMPOSITION, _STRUCTURE = (re.compile(_V[name].regex()) for name in ("composition", "structures"))
_UP_TO, _DOWN_TO = (re.compile(_V[name].regex()) for name in ("up_to", "down_to"))
_HUNDRED = Decimal(100)
NAMED_MOST = 48
"""Code points before a share in which its part is named, an amount of the part among them."""
_REST_OF = re.compile("(?:，|^)(?:" + _V["rest"].regex() + ")的?(?:占|是|为)?")
RATIO_LEAST, RATIO_MOST = 40, 200
"""What the parts of a whole make where one is misprinted; other ratios (1∶2∶3) make less, years more."""
_RATIO = re.compile("[∶:：比]")
TOGETHER = Decimal(3)
"""Shares of three and more parts that add up to 100 within this are those of one whole."""


def rest_of_share(page: Page) -> Iterator[Claim]:
    """70%左右为原有企业所增产，由新建企业增产的还只占30%左右; 占71%左右。没有改组的将只占29%左右."""
    figures = [f for s in page.sentences for f in s.figures]
    for one, other in pairwise(figures):
        told = _IS_OF.search(other.lead) or _LEFT.search(one.tail + other.lead)
        shares = one.unit == other.unit == "%" and one.kind == "share"
        if told and shares and page.block_of(one) == page.block_of(other):
            yield _rest(one, other)


def done_and_to_do(page: Page) -> Iterator[Claim]:
    """两年完成的投资额占五年投资总额的32%, and 要完成五年投资总额的68% in another passage."""
    done: dict[str, Figure] = {}
    for figure in (f for s in page.sentences for f in s.figures if f.unit == "%"):
        text = page.document.text[figure.statement.sentence_span.start : figure.span.start]
        clauses = "".join(text.split())
        match, to_do = _DONE_OF_TERM.search(clauses), _TO_DO.search(clauses)
        if match is not None:
            done[match["of"]] = figure
        elif to_do is not None and to_do["of"] in done:
            yield _rest(done[to_do["of"]], figure)


def _rest(one: Figure, other: Figure) -> Claim:
    return Claim(other, [Amount.exact(100, "100%") - one.amount], [(one, "part")])


def shares_add_up(page: Page) -> Iterator[Claim]:
    """A占a，B占b，C占c: 100 together, when they are known to be whole or come near it."""
    measured_against = bases(page)
    for sentence in page.sentences:
        shares = [
            f for f in sentence.figures if f.kind == "share" and f.unit == "%" and f not in measured_against
        ]
        if len(shares) < 2 or not any(_COMPOSITION.search(f.lead) for f in sentence.figures):
            continue
        if any(f not in shares and f not in measured_against for f in sentence.figures):
            continue
        if any("其中" in f.lead for f in shares[1:]):
            continue  # the later ones are of the first
        whole = total([f.amount for f in shares])
        before = [f for f in sentence.figures if f in measured_against and f.kind == "share"]
        paired = len(before) == len(shares)
        proven = paired and abs(total([f.amount for f in before]).value - _HUNDRED) == 0
        near = abs(whole.value - _HUNDRED) <= TOGETHER and len(shares) > 2
        closed = makes_whole(shares) and abs(whole.value - _HUNDRED) < _HUNDRED
        if near or closed or proven or whole.meets(_HUNDRED, _HUNDRED):
            known = closed or proven
            yield _remainder(shares, "open_list" if whole.high < _HUNDRED and not known else "")
            if paired and whole.meets(_HUNDRED, _HUNDRED):
                yield _remainder(before, "")  # the same parts at the earlier time


def _remainder(shares: Sequence[Figure], doubt: str) -> Claim:
    """The last share is what the others leave of 100."""
    *others, last = shares
    computed = Amount.exact(100, "100%") - total([f.amount for f in others])
    return Claim(last, [computed], [(f, "part") for f in others], doubt)


def two_parts(page: Page) -> Iterator[Claim]:
    """中央占预算的a，地方占预算的b; 国营上升为a，私营下降为b: the two parts of a known division make 100."""
    measured_against = bases(page)
    for sentence in page.sentences:
        by_whole: dict[str, list[Figure]] = defaultdict(list)
        for f in sentence.figures:
            if f.kind == "share" and f.unit == "%" and f not in measured_against:
                match = _SHARE_OF.search(f.lead)
                by_whole[match["of"] if match else ""].append(f)
        for of, shares in by_whole.items():
            if len(shares) == 2 and (of or len(by_whole) == 1) and _of_one_whole(page, sentence, of, *shares):
                yield _remainder(shares, "")


def rest_of_whole(page: Page) -> Iterator[Claim]:
    """A占T的55.8%。其他的44.2%: what the share before leaves of 100."""
    for group in sentences_together(page):
        shares = [f for s in group for f in s.figures if f.kind == "share" and f.unit == "%"]
        for one, other in pairwise(shares):
            if _REST_OF.fullmatch(other.lead) and _SHARE_OF.search(one.lead):
                yield _remainder([one, other], "")


def _of_one_whole(page: Page, sentence: Sentence, of: str, one: Figure, other: Figure) -> bool:
    """Whether two shares are of one whole by their words, with its two parts named before them."""
    starts = (sentence.span.start, one.span.end)
    names = [page.document.text[a : f.span.start] for a, f in zip(starts, (one, other), strict=True)]
    named = [_ASIDE.sub("", name)[-NAMED_MOST:] for name in names]
    return (len(of) > 1 or {_way(one), _way(other)} == {1, -1}) and divided(named)


def _way(figure: Figure) -> int:
    """1 where a share rises to what it is, −1 where it falls, else 0."""
    return bool(_UP_TO.search(figure.lead)) - bool(_DOWN_TO.search(figure.lead))


def ratio_adds_up(page: Page) -> Iterator[Claim]:
    """三次产业比重4.1∶40.1∶55.8: 100 together; 由47∶53调整为43∶57: one as the other."""
    for sentence in page.sentences:
        ratios = [(f, parts) for f in sentence.figures if f.kind == "ratio" and (parts := _parts(f))]
        for figure, parts in ratios:
            whole = total(parts).value
            named = len(parts) > 2 and _STRUCTURE.search(figure.lead + figure.statement.indicator) is not None
            others = [p for other, p in ratios if other is not figure and len(p) == len(parts) == 2]
            beside = any(total(p).value == _HUNDRED for p in others)
            if (named or beside) and RATIO_LEAST < whole < RATIO_MOST:
                computed = Amount.exact(100) - total(parts[:-1])
                yield Claim(figure, [computed], [], amount=parts[-1])


def _parts(figure: Figure) -> list[Amount]:
    """What a ratio is printed of; empty where one part is no number."""
    printed = _RATIO.split("".join(figure.statement.text.split()))
    values = [value_of(part) for part in printed]
    parts = [_part(v, p) for v, p in zip(values, printed, strict=True) if v is not None]
    return parts if len(parts) == len(printed) else []


def _part(value: Decimal, words: str) -> Amount:
    exponent = value.as_tuple().exponent
    half = Decimal("0.5").scaleb(exponent if isinstance(exponent, int) else 0)
    return Amount(value, value - half, value + half, words)
