"""Shares: of two levels, of one total, of one whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from duibiao.auditing.amounts import Amount, total, unit_step
from duibiao.auditing.claims import Claim, judge
from duibiao.auditing.model import Verdict
from duibiao.auditing.page import Figure, Page, Sentence, sentences_together
from duibiao.auditing.strands import bases
from duibiao.lexicon import load
from duibiao.reading.quantities.numerals import value_of

_V = load("duibiao.auditing")
_SHARE_OF = re.compile(_V["share_of"].patterns[0])
_WHOLE_OF, _OF_IT = re.compile("[占佔][^，]*$"), re.compile("^[^，]{0,11}的约?$")
_WORDS, _COMPOSITION = (re.compile(_V[name].regex()) for name in ("whole_words", "composition"))
_PLAN = re.compile(_V["against_plan"].regex())
_HUNDRED = Decimal(100)
_RATIO = re.compile("[∶:：比]")
NEAR = 4
"""Sentences of a paragraph that one total is carried through before its shares; the corpus needs 3."""
COMMON_LEAST = 3
"""So many shares must agree on a total before another that does not is accused."""
TOGETHER = Decimal(3)
"""Shares of three and more parts that add up to 100 within this are those of one whole."""


@dataclass(eq=False, slots=True)
class _Pair:
    """A level and its share. ``of``: what it is a share of, in words."""

    level: Figure
    share: Figure
    of: str


def share_of_total(page: Page) -> Iterator[Claim]:
    """A，占T的s: A ÷ T, where T stands before 的, is named, or stands before A with 其中."""
    for group in sentences_together(page):
        for at, sentence in enumerate(group):
            before = [f for s in group[max(0, at - NEAR) : at] for f in s.figures]
            yield from _direct(sentence)
            for pair in _pairs(sentence):
                yield from _of_named(pair, [*before, *sentence.figures])


def _direct(sentence: Sentence) -> Iterator[Claim]:
    """504个县，占全国1786个县的28%."""
    for level, whole, share in zip(
        sentence.figures, sentence.figures[1:], sentence.figures[2:], strict=False
    ):
        same = level.unit == whole.unit and level.kind == whole.kind == "level" and share.kind == "share"
        between = _WHOLE_OF.search(whole.lead), _OF_IT.search(share.lead)
        if same and all(between):
            yield _claim(level, whole, share)


def _pairs(sentence: Sentence) -> Iterator[_Pair]:
    for level, share in zip(sentence.figures, sentence.figures[1:], strict=False):
        match = _SHARE_OF.search(share.lead)
        if (
            match
            and _PLAN.search(share.lead) is None
            and share.unit == "%"
            and share.kind == "share"
            and level.kind in ("level", "change")
        ):
            yield _Pair(level, share, match["of"])


def _of_named(pair: _Pair, before: Sequence[Figure]) -> Iterator[Claim]:
    """The total is the nearest larger level of the unit: accused only when it is called by its name."""
    level = pair.level
    for whole in reversed(before):
        if whole.span.start >= level.span.start or whole.kind != "level" or whole.unit != level.unit:
            continue
        if whole.amount.value <= level.amount.value or whole.statement.period != level.statement.period:
            continue
        claim = _claim(level, whole, pair.share)
        fits = judge(claim, claim.computed[0]) is not Verdict.INCONSISTENT
        if fits or _called(pair.of, whole):
            yield claim
            return


def _called(of: str, whole: Figure) -> bool:
    """Whether the words of a denominator are those of a level: 占支出总数 and 支出总数."""
    name = whole.statement.indicator
    short, plain = _WORDS.sub("", of), _WORDS.sub("", name)
    return len(short) >= 2 and short == plain


def _claim(level: Figure, whole: Figure, share: Figure) -> Claim:
    computed = (level.amount / whole.amount).scaled(_HUNDRED)
    return Claim(share, [computed], [(level, "part"), (whole, "whole")])


def common_total(page: Page) -> Iterator[Claim]:
    """A占总数的a，B占总数的b，C占总数的c: A ÷ a, B ÷ b and C ÷ c are one total."""
    for pairs in _by_total(page):
        if len(pairs) < COMMON_LEAST:
            continue
        implied = [_implied(pair) for pair in pairs]
        best = max(implied, key=lambda a: (sum(a.meets(b.low, b.high) for b in implied), a.low - a.high))
        agree = [a.meets(best.low, best.high) for a in implied]
        if sum(agree) < COMMON_LEAST or sum(agree) * 4 < len(pairs) * 3:
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


def _implied(pair: _Pair) -> Amount:
    """The total that a share implies, one printed step either way: lists cut digits off too."""
    printed, step = pair.share.amount, unit_step(pair.share.statement)
    low, high = min(printed.low, printed.value - step), max(printed.high, printed.value + step)
    share = replace(printed, low=low, high=high).scaled(Decimal("0.01"))
    return pair.level.amount / share


def _by_total(page: Page) -> list[list[_Pair]]:
    """Pairs of neighbouring paragraphs that are shares of what is called the same."""
    groups: dict[tuple[str, str, str], list[_Pair]] = defaultdict(list)
    for sentence in page.sentences:
        for pair in _pairs(sentence):
            key = (_WORDS.sub("", pair.of), pair.level.unit, pair.level.statement.period)
            groups[key].append(pair)
    return list(groups.values())


def shares_add_up(page: Page) -> Iterator[Claim]:
    """A占a，B占b，C占c: 100 together."""
    measured_against = bases(page)
    for sentence in page.sentences:
        shares = [
            f for f in sentence.figures if f.kind == "share" and f.unit == "%" and f not in measured_against
        ]
        if len(shares) < 2 or _COMPOSITION.search(shares[-1].lead) is None:
            continue
        rest = [f for f in sentence.figures if f not in shares and f not in measured_against]
        whole = total([f.amount for f in shares])
        near = abs(whole.value - _HUNDRED) <= TOGETHER and len(shares) > 2
        if rest or not (near or whole.meets(_HUNDRED, _HUNDRED)):
            continue
        yield _remainder(shares, "open_list" if whole.high < _HUNDRED else "")


def _remainder(shares: Sequence[Figure], doubt: str) -> Claim:
    """The last share is what the others leave of 100."""
    *others, last = shares
    computed = Amount.exact(100, "100%") - total([f.amount for f in others])
    return Claim(last, [computed], [(f, "part") for f in others], doubt)


def ratio_adds_up(page: Page) -> Iterator[Claim]:
    """三次产业比重4.1∶40.1∶55.8: 100 together."""
    for sentence in page.sentences:
        for figure in sentence.figures:
            printed = _RATIO.split("".join(figure.statement.text.split()))
            if (
                figure.kind != "ratio"
                or len(printed) < 3
                or "比" not in figure.lead + figure.statement.indicator
            ):
                continue
            values = [value_of(part) for part in printed]
            parts = [_part(v, p) for v, p in zip(values, printed, strict=True) if v is not None]
            if len(parts) == len(printed) and abs(total(parts).value - 100) < 30:
                amount = replace(parts[-1], words=printed[-1])
                computed = Amount.exact(100) - total(parts[:-1])
                yield Claim(figure, [computed], [], amount=amount)


def _part(value: Decimal, words: str) -> Amount:
    exponent = value.as_tuple().exponent
    half = Decimal("0.5").scaleb(exponent if isinstance(exponent, int) else 0)
    return Amount(value, value - half, value + half, words)
