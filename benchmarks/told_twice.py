"""How often two numbers of one report agree, by how much the words beside both say that they are one fact.

For bands of ``Evidence.words`` of all pairs of two digits and more that ``never`` leaves: pairs
that agree, that do not, and of these so many as one slip of the pen would explain. Equal pairs are
examples of one fact told twice, for one of them may be changed; unequal ones of what must not be
accused. The weights of ``rules/repeated/evidence.py`` were fitted to them by logistic regression,
without the reports of the last keys, and rounded; ``twice.SURE`` stands where no pair that a slip
explains is told so.
"""

from __future__ import annotations

from collections import Counter
from math import floor

from benchmarks.audit import CORPUS, files
from duibiao.auditing.figures.misprints import digits_of
from duibiao.auditing.logic import page_of
from duibiao.auditing.rules.repeated.evidence import evidence, luck, never
from duibiao.auditing.rules.repeated.telling import Telling
from duibiao.auditing.rules.repeated.twice import of_one_measure
from duibiao.gazetteer import Gazetteer
from duibiao.sources import read_document

DIGITS = 2
"""Numbers of one digit agree by chance."""
BANDS = range(-7, 4)


def main() -> None:
    """Print the table."""
    if not CORPUS.exists():
        print("the corpus is not beside this checkout (../shared/corpus): nothing to measure")
        return
    gazetteer = Gazetteer.load()
    told: Counter[tuple[int, str]] = Counter()
    for file in files():
        for tellings in of_one_measure(page_of(read_document(file), None, None, gazetteer)):
            for at, other in enumerate(tellings):
                told.update(_told(one, other) for one in tellings[:at] if _asked(one, other))
    print("| words | agree | do not | of these by a slip |\n|---|---|---|---|")
    for band in BANDS:
        agree, apart, slips = (told[band, what] for what in ("agree", "apart", "slip"))
        print(f"| {band} to {band + 1} | {agree} | {apart + slips} | {slips} |")


def _asked(one: Telling, other: Telling) -> bool:
    fine = min(len(digits_of(t.value)) for t in (one, other)) >= DIGITS
    two = bool(one.pairs & other.pairs) and one.told.sentence != other.told.sentence
    return fine and two and not never(one, other)


def _told(one: Telling, other: Telling) -> tuple[int, str]:
    what = "agree" if one.value == other.value else "slip" if luck(one.value, other.value) > 0 else "apart"
    return min(max(floor(evidence(one, other).words), BANDS[0]), BANDS[-1]), what
