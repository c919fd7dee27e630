"""How close the words around two numbers of one report must be for both to be of one thing.

For every sort of number, pairs that agree / pairs that do not, by the telling characters that they share
before (columns) and after (rows); numbers of more digits disagree only where one slip of the pen would
explain it. The least characters in ``auditing/rules/framed.py`` were chosen from this table: where hardly
any disagree.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from benchmarks.audit import CORPUS, files
from duibiao.auditing.figures.misprints import one_digit_off
from duibiao.auditing.logic import page_of
from duibiao.auditing.rules.repeated.numbers import numbers, pairs
from duibiao.gazetteer import Gazetteer
from duibiao.sources import read_document

MOST = 6
"""As many characters or more stand in the last row and column."""
ANY = frozenset(("few", "time"))
"""Sorts of which any two values disagree."""


def main() -> None:
    """Print the tables."""
    if not CORPUS.exists():
        print("the corpus is not beside this checkout (../shared/corpus): nothing to measure")
        return
    gazetteer = Gazetteer.load()
    alike: dict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
    apart: dict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
    for path in files():
        page = page_of(read_document(path), None, None, gazetteer)
        for pair in pairs(numbers(page)):
            one, other = pair.one, pair.other
            at = min(pair.before, MOST), min(pair.after, MOST)
            if one.value == other.value:
                alike[one.sort][at] += 1
            elif one.sort in ANY or one_digit_off(one.value, other.value):
                apart[one.sort][at] += 1
    for sort in sorted(alike):
        print(f"{sort}: alike/apart\n")
        print("| after \\ before |" + "".join(f" {n} |" for n in range(MOST + 1)))
        print("|---" * (MOST + 2) + "|")
        for after in range(MOST + 1):
            cells = (f" {alike[sort][n, after]}/{apart[sort][n, after]} |" for n in range(MOST + 1))
            print(f"| {after} |" + "".join(cells))
        print()
