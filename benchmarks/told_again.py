"""How close the words around two numbers must be for both to be of one thing: in one report, and in two.

For every sort of number, pairs that agree / pairs that do not, by the telling characters that they share
before (columns) and after (rows); numbers of more digits disagree only where one slip of the pen would
explain it. The least characters in ``auditing/rules/repeated/framed.py`` (one report) and ``between.py`` (two
reports of one government a year apart; any two of one year) were chosen from these tables: where hardly any
disagree. Below them: one number of such pairs changed, in reports whose misses were read and in a
third whose misses were not, and how often the audit of the two reports accuses it.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from benchmarks.audit import CORPUS, DIGITS, SEED, files
from duibiao.auditing import audit
from duibiao.auditing.figures.aligned import followers
from duibiao.auditing.figures.misprints import one_digit_off
from duibiao.auditing.figures.page import Page
from duibiao.auditing.logic import page_of
from duibiao.auditing.rules.repeated.between import pairs_between
from duibiao.auditing.rules.repeated.numbers import Pair, numbers, pairs
from duibiao.gazetteer import Gazetteer
from duibiao.sources import read_document
from duibiao.text import Document

MOST = 6
"""As many characters or more stand in the last row and column."""
ANY = frozenset(("few", "time"))
"""Sorts of which any two values disagree."""
HELD = frozenset((*range(1958, 1961), *range(1984, 1989), *range(2004, 2014)))
"""Years of the State Council's reports whose misses were not read."""
CHANGED, LEAST = 250, 4
"""Numbers that are changed, and the telling characters, on both sides or after, that their pairs share."""


def main() -> None:
    """Print the tables."""
    if not CORPUS.exists():
        print("the corpus is not beside this checkout (../shared/corpus): nothing to measure")
        return
    gazetteer = Gazetteer.load()
    documents = {d.name: d for d in map(read_document, files())}
    pages = [page_of(document, None, None, gazetteer) for document in documents.values()]
    years = list(followers(pages))
    of_one_year = [p for p in pages if p.place is not None and p.place.adcode != "100000" and p.year == 2026]
    _table("one report", (pair for page in pages for pair in pairs(numbers(page))), lambda pair: True)
    _table("two reports of one government", (p for two in years for p in pairs_between(two)), _written)
    _table("reports of several governments", pairs_between(of_one_year), _written)
    _changed([p for two in years for p in pairs_between(two)], documents, gazetteer)


def _written(pair: Pair) -> bool:
    """No figures in digits: these change from year to year."""
    return pair.one.page is not pair.other.page and not (pair.one.digits and pair.one.sort == "few")


def _table(name: str, told: Iterable[Pair], may: Callable[[Pair], bool]) -> None:
    alike: dict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
    apart: dict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
    for pair in filter(may, told):
        one, other = pair.one, pair.other
        at = min(pair.before, MOST), min(pair.after, MOST)
        if one.value == other.value:
            alike[one.sort][at] += 1
        elif one.sort in ANY or one_digit_off(one.value, other.value):
            apart[one.sort][at] += 1
    for sort in sorted(alike):
        print(f"{name}, {sort}: alike/apart\n")
        print("| after \\ before |" + "".join(f" {n} |" for n in range(MOST + 1)))
        print("|---" * (MOST + 2) + "|")
        for after in range(MOST + 1):
            cells = (f" {alike[sort][n, after]}/{apart[sort][n, after]} |" for n in range(MOST + 1))
            print(f"| {after} |" + "".join(cells))
        print()


def _changed(told: Sequence[Pair], documents: dict[str, Document], gazetteer: Gazetteer) -> None:
    """Change one of two numbers that agree, audit the two reports, and count how many are accused."""
    choose, made, found = random.Random(SEED), Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    agreeing = list(_agreeing(told))
    for pair in choose.sample(agreeing, min(CHANGED, len(agreeing))):
        wrong = choose.choice((pair.one, pair.other))
        document, span = documents[wrong.page.document.name], wrong.span
        printed = _other_digit(span.of(document.text), choose)
        text = document.text[: span.start] + printed + document.text[span.end :]
        copy = replace(document, text=text, sha256="0" * 64)
        second = pair.other if wrong is pair.one else pair.one
        accused = audit([copy, documents[second.page.document.name]], gazetteer=gazetteer).wrong
        key = wrong.sort, _held(pair.one.page) and _held(pair.other.page)
        made[key] += 1
        found[key] += any(
            o.doc == copy.name and o.span.start < span.end and span.start < o.span.end
            for f in accused for o in f.operands
        )  # fmt: skip
    print("sort | held out | changed | accused")
    for key in sorted(made):
        print(f"{key[0]} | {'yes' if key[1] else 'no'} | {made[key]} | {found[key]}")


def _agreeing(told: Sequence[Pair]) -> Iterator[Pair]:
    seen: set[tuple[str, int]] = set()
    for pair in told:
        close = (
            pair.before > 0 and pair.after > 0 and pair.before + pair.after >= LEAST
        ) or pair.after >= LEAST
        at = pair.other.page.document.name, pair.other.span.start
        apart = pair.one.page is not pair.other.page and _other_digit(
            pair.one.span.of(pair.one.page.document.text), random.Random(SEED)
        )
        if close and apart and pair.one.value == pair.other.value and pair.one.sort in ANY and at not in seen:
            seen.add(at)
            yield pair


def _other_digit(printed: str, choose: random.Random) -> str:
    """The first digit becomes another, none that may stand for nothing (一); 两 counts as 二."""
    for at, char in enumerate(printed):
        row = next((d for d in DIGITS if char.replace("两", "二") in d), "")
        others = [d for d in row[2:] if d != char.replace("两", "二")]
        if others:
            return printed[:at] + choose.choice(others) + printed[at + 1 :]
    return printed


def _held(page: Page) -> bool:
    return page.year in HELD
