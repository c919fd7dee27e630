"""Relations told by the words beside a number, in whatever form: what no other rule has looked at.

A number says by the words beside it what it is of the numbers around it (净增, 逆差, 其余, 平均每户): a
*guess* gives the equations that may be meant. One that holds is told as consistent. Where none holds, a
mismatch alone proves nothing; it is accused when one slip of the pen, in any one of its numbers, explains it,
or when the words tell the very relation of numbers side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from duibiao.auditing.claims import Claim
from duibiao.auditing.figures.page import Figure, Page, sentences_together
from duibiao.auditing.rules.equations import (
    each,
    gaps,
    hundred,
    pace,
    parted,
    ratios,
    rises,
    shares,
    spread,
    sums,
)
from duibiao.auditing.rules.equations.equation import Equation
from duibiao.text import Span

Guess = Callable[[Sequence[Figure], Sequence[Figure], int], Iterator[Equation]]
"""The figures of a sentence, those of the sentence before it in its paragraph, and which one is asked."""

ASKED: tuple[Guess, ...] = (*gaps.GUESSES, sums.closing)
"""Guesses of numbers that no rule has looked at."""
MARKED: tuple[Guess, ...] = (
    *sums.GUESSES,
    *each.GUESSES,
    *pace.GUESSES,
    *spread.GUESSES,
    *hundred.GUESSES,
    *ratios.GUESSES,
    *shares.GUESSES,
    *rises.GUESSES,
)
"""Guesses whose words mark all their numbers: it is enough that no rule has looked at one of these."""
GUESSES: tuple[Guess, ...] = (*MARKED, *ASKED)
"""Of two equations of one number the earlier guess's stands."""


AROUND = 12
"""Figures on either side of a number among which those are looked for that it is told of."""


def equations(page: Page, seen: set[Span]) -> Iterator[tuple[str, Claim]]:
    """The name of the guess and what it says, for every relation with a number that no rule has looked at.

    What a sentence tells is not accused again by its paragraph.
    """
    wrong: set[frozenset[Span]] = set()
    for name, claim in _in_sentences(page, seen):
        yield name, claim
        if not claim.fits:
            wrong.add(_numbers(claim))
    yield from (m for m in parted.parted(page, seen) if _numbers(m[1]) not in wrong)


def _numbers(claim: Claim) -> frozenset[Span]:
    return frozenset((claim.stated.span, *(figure.span for figure, _ in claim.operands)))


def _in_sentences(page: Page, seen: set[Span]) -> Iterator[tuple[str, Claim]]:
    for group in sentences_together(page):
        before: Sequence[Figure] = ()
        for sentence in group:
            for at in range(len(sentence.figures)):
                start = max(0, at - AROUND)
                own = sentence.figures[start : at + AROUND + 1]
                yield from _first(own, before, at - start, seen)
            before = sentence.figures[-AROUND:]


def _first(
    own: Sequence[Figure], before: Sequence[Figure], at: int, seen: set[Span]
) -> Iterator[tuple[str, Claim]]:
    guesses = MARKED if own[at].span in seen else GUESSES
    made = [(guess.__name__, e) for guess in guesses for e in guess(own, before, at)]
    made = [m for m in made if m[1].told or any(figure.span not in seen for figure in m[1].figures)]
    chosen = next((m for m in made if m[1].holds), None)
    chosen = chosen or next((m for m in made if m[1].told or m[1].misprinted is not None), None)
    if chosen is not None:
        yield chosen[0], chosen[1].claim
