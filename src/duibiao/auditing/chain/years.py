"""What consecutive reports of one government print of an indicator, year by year: level, growth, target.

Of several figures for one place in the table the one stands that the report of the year after tells, which
looks back on the year; then a later report; then what a report foresees of its own year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from duibiao.auditing.figures.page import Figure, Page, years_of
from duibiao.auditing.figures.series import over_a_year
from duibiao.auditing.vocabulary import vocabulary
from duibiao.lexicon import indicators, load
from duibiao.reading import Bound
from duibiao.reading.standard import Standard, standardise
from duibiao.reading.targets import headline_targets

_V = vocabulary("duibiao.auditing.chain")
_REACHED = re.compile(_V["reached_at_end"].regex() + r"\Z")
_SAID = re.compile("[，；]")
"""A clause of its own: no end of what the figure before began."""
_GATHERED = re.compile(_V["gathered"].regex())
_RECALLED = re.compile(load("duibiao.auditing.rules.repeated")["recalled_before"].regex())
_FROM, _SOME = (
    re.compile(load("duibiao.auditing.figures")["from"].regex()),
    re.compile(_V["some_places"].regex()),
)
_ANNUAL = re.compile(_V["annual"].regex())
_OUTPUT_LEAST = 10_000
"""Of a whole place no less is produced: 2.51吨 is what one of something takes."""
_AND = frozenset(("和", "、", "与"))
_RELATIVE = frozenset(("百分点", "倍"))
_EXACT = (Bound.EXACT, Bound.RANGE)


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator of the table. ``basis``: what its growth is measured in (``Indicator.basis``); ``down``:
    whether it is to stay low; ``order``: where it stands."""

    name: str
    basis: str
    down: bool
    order: int


@dataclass(slots=True)
class Told:
    """What is printed of a line for one year: by slot (level, growth, target_… and recalled_… of both)."""

    line: Line
    year: int
    by: dict[str, list[tuple[tuple[int, ...], Figure]]] = field(default_factory=dict)

    def put(self, slot: str, rank: tuple[int, ...], figure: Figure) -> None:
        """Keep it; the lowest rank stands first."""
        self.by.setdefault(slot, []).append((rank, figure))

    def get(self, slot: str, like: Figure | None = None) -> Figure | None:
        """The figure of a slot: of those that the same report tells as the first one what is called as
        ``like``, where there is any."""
        found = sorted(self.by.get(slot, ()), key=lambda one: one[0])
        named = [one for _, one in found if like is not None and _called_alike(one, like, found[0][1])]
        return (*named, *(one for _, one in found), None)[0]


def _called_alike(one: Figure, like: Figure, first: Figure) -> bool:
    return one.page is first.page and one.statement.indicator == like.statement.indicator


@dataclass(slots=True)
class Chain:
    """The reports of one government. ``years``: those that reports plan; ``told``: by line and year."""

    pages: list[Page]
    told: dict[tuple[str, int], Told] = field(default_factory=dict)

    @property
    def years(self) -> set[int]:
        """Years of which there is a report."""
        return {page.year for page in self.pages if page.year is not None}

    def of(self, line: Line, year: int) -> Told:
        """What is told of a year, which may be nothing."""
        return self.told.setdefault((line.name, year), Told(line, year))


@cache
def lines() -> dict[str, Line]:
    """By the id of an indicator the line that it stands in."""
    found: dict[str, Line] = {}
    for order, entry in enumerate(load("duibiao.auditing.chain", "lines.toml").entries):
        first = indicators()[entry["ids"][0]]
        line = Line(entry["name"], first.basis, first.direction == "down", order)
        found |= dict.fromkeys(entry["ids"], line)
    return found


def chains(pages: Sequence[Page]) -> Iterator[Chain]:
    """The chain of each government among the pages, in the order of their codes."""
    by_place: dict[str, list[Page]] = {}
    for page in pages:
        if page.year is not None and page.place is not None:
            by_place.setdefault(page.place.adcode, []).append(page)
    for adcode in sorted(by_place):
        chain = Chain(sorted(by_place[adcode], key=lambda p: p.year or 0))
        for page in chain.pages:
            _collect(page, adcode, chain)
        yield chain


def _collect(page: Page, adcode: str, chain: Chain) -> None:
    announced = {s.id for s in headline_targets(page.document, page.statements)}
    number = 0
    for sentence in page.sentences:
        around = zip((None, *sentence.figures), sentence.figures, (*sentence.figures[1:], None), strict=False)
        for before, figure, after in around:
            s, number = figure.statement, number + 1
            found = standardise(s) if s.adcode in ("", adcode) else None
            line = lines().get(found.id) if isinstance(found, Standard) else None
            placed = _placed(figure, before, after, line, page) if line is not None else None
            if line is None or placed is None:
                continue
            slot, year, direct = placed
            if not chain.years & {year, year + 1}:
                continue  # what later reports recall of years without one
            rank = (
                _nearness(page, year), page.year or 0, int(s.id not in announced), int(not direct),
                int(s.bound not in _EXACT), int(s.indicator != line.name), number,
            )  # fmt: skip
            chain.of(line, year).put(slot, rank, figure)


def _nearness(page: Page, year: int) -> int:
    """The report of the year after before later ones, those before forecasts."""
    assert page.year is not None
    return 0 if page.year == year + 1 else 1 if page.year > year else 2


def _placed(
    figure: Figure, before: Figure | None, after: Figure | None, line: Line, page: Page
) -> tuple[str, int, bool] | None:
    """Which slot of which year a figure is, and whether of the year alone: not at the end of a stretch.
    ``before``, ``after``: the figures beside it in its sentence."""
    s = figure.statement
    kind = _kind(figure, before, line)
    if not kind or page.year is None or _elsewhere(figure, after, line):
        return None
    if s.period.isdigit():
        return _dated(figure, kind, int(s.period), page)
    years = years_of(s.period)
    if kind == "level" and years is not None and _ends(figure, before, line, years[1], page.year):
        return kind, years[1], False
    return None


def _elsewhere(figure: Figure, after: Figure | None, line: Line) -> bool:
    """Whether a figure is of some of the places, of a weight of goods where money is meant, or where a change
    starts from, in a year that is not told: 由上年的58.6%回落到27.8%."""
    s = figure.statement
    before = "".join(figure.page.document.text[s.sentence_span.start : s.span.start].split())
    ends_alike = after is not None and after.statement.period == s.period
    lead = figure.page.without_times(s.span.start - len(figure.lead), s.span.start)
    starts = ends_alike and _FROM.search(lead) is not None
    weighed = line.basis == "nominal" and s.indicator.endswith("总量")
    return starts or weighed or _SOME.search(before) is not None


def _dated(figure: Figure, kind: str, year: int, page: Page) -> tuple[str, int, bool] | None:
    """A figure of one year: an aim of the year that a report plans, or what came. A report of a year's end
    plans the next."""
    s = figure.statement
    assert page.year is not None
    if s.status == "target":
        if year == page.year - 1:
            return f"recalled_{kind}", year, True
        return (f"target_{kind}", year, True) if year - page.year in (0, 1) else None
    text = page.document.text[s.sentence_span.start : s.span.start]
    if _RECALLED.search("".join(text.split())):
        return (f"recalled_{kind}", year, True) if year < page.year else None
    return (kind, year, True) if s.status == "achieved" and year <= page.year else None


def _kind(figure: Figure, before: Figure | None, line: Line) -> str:
    """Level or growth of a line; empty for what is neither."""
    wanted = "change" if line.basis == "added" else "share" if line.basis == "rate" else "level"
    if figure.kind == "growth" and figure.unit == "%":
        return "growth" if _yearly(figure, before) else ""
    small = line.basis == "physical" and abs(figure.statement.value) < _OUTPUT_LEAST
    known = figure.kind == wanted and figure.unit and figure.unit not in _RELATIVE
    return "level" if known and not small else ""


def _yearly(figure: Figure, before: Figure | None) -> bool:
    """Whether a rate is over the year before. What its own clause is compared with counts, where it says so:
    1977年比1976年增长14%，1978年又比1977年增长13%. The second of two (分别增长7%和6%) is what
    the first is."""
    if before is not None and figure.lead in _AND and before.kind == "growth":
        other = before.statement.indicator != figure.statement.indicator
        return other and _yearly(before, None)
    last = years_of(figure.statement.period)
    start = figure.span.start - len(figure.lead)
    own = [years_of(t.period) for t in figure.page.times(start, figure.span.start) if t.yardstick]
    if own and last is not None and not _ANNUAL.search(figure.lead):
        return all(y is None or y[1] >= last[1] - 1 for y in own)
    return over_a_year(figure)


def _ends(figure: Figure, before: Figure | None, line: Line, last: int, planned: int) -> bool:
    """Whether a level of several years is the one that they ended with: 五年来由A增加到B. Of A of other years
    than B both are averages of theirs."""
    stock = line.basis != "added"
    told = figure.statement.status == "achieved" and last == planned - 1
    reached = _REACHED.search(figure.lead)
    pair = before is None or before.statement.period == figure.statement.period or _SAID.search(figure.lead)
    return stock and told and reached is not None and bool(pair) and _GATHERED.search(figure.clause) is None
