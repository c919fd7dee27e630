"""Numbers of two reports of one government that are one slip of the pen apart: how many there are by chance.

For every kind of slip (a digit, two digits swapped, 万 for 亿), number of digits, and whether both hold in
one year: pairs of unchanged reports, by how much the words around them share (``aligned.likeness``). The
marks in ``auditing/rules/repeated/slips.py`` were chosen where there are none.
"""

from __future__ import annotations

from collections import defaultdict

from benchmarks.audit import CORPUS, files
from duibiao.auditing.figures.aligned import likeness
from duibiao.auditing.logic import page_of
from duibiao.auditing.rules.repeated.slips import slip_between, slips
from duibiao.gazetteer import Gazetteer
from duibiao.sources import read_document

LEAST = (0.1, 1, 2, 4, 6, 10, 20)
MOST = 5
"""Numbers of so many digits or more stand in one row."""


def main() -> None:
    """Print the table."""
    if not CORPUS.exists():
        print("the corpus is not beside this checkout (../shared/corpus): nothing to measure")
        return
    gazetteer = Gazetteer.load()
    pages = [page_of(read_document(path), None, None, gazetteer) for path in files()]
    rows: dict[tuple[str, int, bool], list[float]] = defaultdict(list)
    for slip in slips(pages):
        rows[slip.how, min(slip.digits, MOST), slip.at_once].append(likeness(slip.one, slip.other))
    print("| slip | digits | one year |", *(f"{least} |" for least in LEAST))
    for (how, digits, at_once), alike in sorted(rows.items()):
        counts = (f"{sum(one >= least for one in alike)} |" for least in LEAST)
        print(f"| {how} | {digits} | {'yes' if at_once else 'no'} |", *counts)
    print("accused:", sum(1 for _ in slip_between(pages)))


if __name__ == "__main__":
    main()
