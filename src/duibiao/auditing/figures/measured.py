"""Levels and what is said of them against an earlier year, with the level of that year in another passage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from duibiao.auditing.figures.names import akin, name_of, plain
from duibiao.auditing.figures.page import Figure, Page, Sentence, sentences_together, years_of
from duibiao.auditing.figures.parallel import LISTED, respectively, said_of_all
from duibiao.auditing.figures.series import over_a_year
from duibiao.auditing.figures.strands import Said, Strand, bases, said_of, strands
from duibiao.auditing.figures.units import measure
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading import Bound

_V = vocabulary(__package__)
_FILLERS, _COMPARED = (re.compile(_V[name].regex()) for name in ("compare_fillers", "compared_with"))
_ADDED = re.compile(_V["made_anew"].regex())
_NAMES_YEAR = re.compile("[0-9０-９一二三四五六七八九〇○零]{2}|[“‘]")
_OPENS = re.compile(r"(?P<whole>[^，。；]{2,30})[中内里]，")
_NAME_AGAIN = re.compile("，(?P<name>[^，]{2,12}?)[比较][^，]*$")
_PART = re.compile(_V["part_of_year"].regex())
_AMONG = re.compile(_V["among"].regex())
_SCOPES = re.compile(_V["scopes"].regex())
_SHARE = re.compile("[占佔]")
_REACHED = tuple(re.compile(_V[name].regex() + r"\Z") for name in ("up_to", "down_to", "to"))
_BASES = frozenset((Bound.EXACT, Bound.APPROX, Bound.MIN))
_MEASURES = frozenset(("growth", "change"))


@dataclass(frozen=True, slots=True)
class Compared:
    """When a base held. ``firm``: the text says so; else a change may as well be over the last year."""

    when: str
    firm: bool


Levels = Mapping[tuple[str, str, str], Mapping[str, Sequence[Figure]]]
"""Levels by place, what their unit measures and when they held, and by their plain name."""


def earlier_levels(pages: Sequence[Page]) -> Levels:
    """The levels that others may be measured against: of single years, reached at the end of a stretch of
    years or before its first, and what a whole stretch came to.
    """
    found: dict[tuple[str, str, str], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for page in pages:
        planned, started = _planned(page), bases(page)
        for sentence in page.sentences:
            for f in sentence.figures:
                when, name = when_of(f, f in started), name_of(f)
                if not when or not name or f.kind not in ("level", "share") or f.sorts:
                    continue
                if f.statement.bound not in _BASES:
                    continue
                achieved = f.statement.status == "achieved"
                anew = any(f.unit == u and akin(name, n) for n, u in planned)
                if achieved and anew and when == str(page.year):
                    when = str(int(when) - 1)  # 本年 of last year's accounts
                found[f.statement.adcode, measure(f.unit), when][name].append(f)
    return found


def when_of(figure: Figure, starts: bool = False) -> str:
    """The year that a level holds in: of a stretch of years the last, where it is reached, the one before the
    first, where a change ``starts`` from it, else all of it (1981/1985). Empty where no year is known.
    """
    period = figure.statement.period
    if len(period) == 4:
        return period if period.isdigit() else ""
    years = years_of(period) if "/" in period else None
    if years is None or years[0] == years[1]:
        return ""
    if starts:
        return str(years[0] - 1)
    return str(years[1]) if reached(figure) else f"{years[0]}/{years[1]}"


def reached(figure: Figure) -> bool:
    """Whether a level is what something came to (达到, 增加到), not what was done in all."""
    clause = figure.lead.rpartition("，")[2]
    return figure.kind == "share" or any(word.search(clause) for word in _REACHED)


def before(level: Figure, said: Said) -> Compared:
    """When the level held that another is measured against: the year or the stretch of years that is named,
    else the year before, or what was before the stretch.
    """
    figure, year = said.figure, year_of(level)
    start = figure.span.start
    named = [t for t in figure.page.times(start - len(figure.lead) - 8, start) if t.yardstick]
    if named and _NAMES_YEAR.search(figure.page.document.text[named[-1].start : named[-1].end]):
        years = years_of(named[-1].period)
        single = years is None or years[0] == years[1]
        when = "" if years is None else str(years[0]) if single else f"{years[0]}/{years[1]}"
        return Compared(when, True)
    if year:
        return Compared(str(said.since if 0 < said.since < year else year - 1), True)
    years = years_of(level.statement.period)
    return Compared(str(years[0] - 1) if years is not None and reached(level) else "", False)


def _planned(page: Page) -> set[tuple[str, str]]:
    """What the page plans for its own year: names and units."""
    return {
        (name_of(f), f.unit)
        for sentence in page.sentences
        for f in sentence.figures
        if f.statement.status == "target" and f.kind == "level" and year_of(f) == page.year
    }


@lru_cache(maxsize=64)
def is_added(figure: Figure) -> bool:
    """新增加的生产能力有…: not a level but what was added to one."""
    before = figure.page.document.text[figure.statement.sentence_span.start : figure.span.start]
    return _ADDED.search(before) is not None


def year_of(figure: Figure) -> int:
    """The single year that a figure holds in, or 0."""
    period = figure.statement.period
    return int(period) if len(period) == 4 and period.isdigit() else 0


def opening(figure: Figure) -> str:
    """What a sentence says first that its figures are parts of: 地方预算支出 in 地方预算支出中，行政费为…"""
    span = figure.statement.sentence_span
    match = _OPENS.match(figure.page.document.text[span.start : figure.span.start])
    return "".join(match["whole"].split()) if match is not None else ""


def scope_of(figure: Figure) -> frozenset[str]:
    """Whose figures a sentence says that it tells."""
    return frozenset(_SCOPES.findall(opening(figure)))


def whole_of(figure: Figure) -> str:
    """The name of the total that a figure is told as a part of: what stands before 其中 in its paragraph."""
    page, text = figure.page, figure.page.document.text
    group = next((g for g in sentences_together(page) if g[0].block == page.block_of(figure)), ())
    own = [f for s in group for f in s.figures if f.span.start < figure.span.start and f.kind == "level"]
    for whole in reversed(own):
        larger = whole.amount.value > figure.amount.value and whole.unit == figure.unit
        if larger and _AMONG.search(text[whole.span.end : figure.span.start]) is not None:
            return name_of(whole)
    return ""


def may_be_base(base: Figure, level: Figure) -> bool:
    """Whether a level may be what another is measured against: printed no later, in another sentence."""
    later = (base.page.year or 0) > (level.page.year or 0)
    return not later and base.statement.sentence_span != level.statement.sentence_span


def compared(page: Page) -> Sequence[tuple[Figure, Said]]:
    """Levels and what is said of them against an earlier year whose level stands elsewhere."""
    # kept with the page: a table of pages would keep whole documents that nobody audits any more
    if "compared" not in page.kept:
        page.kept["compared"] = _compared(page)
    found: Sequence[tuple[Figure, Said]] = page.kept["compared"]
    return found


def _compared(page: Page) -> Sequence[tuple[Figure, Said]]:
    found: dict[Figure, tuple[Figure, Said]] = {said.figure: (level, said) for level, said in _in_rows(page)}
    of_both = list(_of_both(page))
    found |= {level: (level, said) for level, said in of_both}
    both = {said.figure for _, said in of_both}
    own: set[Figure] = set()
    for strand in strands(page):
        for said in (s for s in strand.said if s.figure not in both):
            if _of_base(strand, said):
                own.add(said.figure)
            elif strand.end is not None:
                found.setdefault(said.figure, (strand.end, said))
    for level, said in _over_shares(page):
        if said.figure not in own | both and (said.figure not in found or found[said.figure][0].unit == "%"):
            found[said.figure] = (level, said)
    return tuple(pair for pair in found.values() if _measures(*pair) and not pair[0].sorts)


def _in_rows(page: Page) -> Iterator[tuple[Figure, Said]]:
    """Levels in a row and what is said of each: before the first it says against which year (A和B分别达到…，
    比2007年增长a和b).
    """
    for sentence in page.sentences:
        first: Said | None = None
        for level, rate in respectively(sentence):
            if first is None or not LISTED.match(rate.lead):
                first = said_of(rate)
                since = first.since or (year_of(level) - 1 if over_a_year(rate) else 0)
                yield level, first
            else:
                yield level, replace(first, figure=rate, since=max(0, since), row=first.figure.lead)


def _of_both(page: Page) -> Iterator[tuple[Figure, Said]]:
    """Two levels and the one rate that is said of both."""
    for sentence in page.sentences:
        for levels, rate in said_of_all(sentence):
            for level in levels:
                since = said_of(rate).since or (max(0, year_of(level) - 1) if over_a_year(rate) else 0)
                yield level, replace(said_of(rate), since=since)


def _of_base(strand: Strand, said: Said) -> bool:
    """Whether what is said is measured from the strand's own base, not from another year that it names."""
    if strand.base is None:
        return False
    years = years_of(strand.base.statement.period)
    return not said.since or years is None or said.since in years


def _measures(level: Figure, said: Said) -> bool:
    """Whether what is said is of the level: points of a share, a change in its unit, no average."""
    if said.annual or level.kind not in ("level", "share"):
        return False
    if (level.unit == "%") != (said.what == "points"):
        return False
    if said.what == "part":
        return True
    if said.what == "change" and said.figure.unit != level.unit:
        return False
    return said.since != 0 or over_a_year(said.figure)


def _over_shares(page: Page) -> Iterator[tuple[Figure, Said]]:
    """A，占T的s，比上年增长g: neither the share between parts the rate from its level, nor the name of the
    level said again (比上年基本建设投资增长g).
    """
    for sentence in page.sentences:
        level: Figure | None = None
        for f in sentence.figures:
            if "；" in f.lead or "其中" in f.lead:
                level = None
            if (named := _named_before(sentence, f)) is not None:
                yield named, said_of(f)
                continue
            if f.kind == "share" and level is not None and _PART.search(f.lead):
                yield level, Said(f, "part", False, said_of(f).since)
                continue
            if f.kind == "share" and _SHARE.search(f.lead):
                continue
            if f.kind in ("level", "share") and not _COMPARED.search(f.lead):
                level = f
            elif f.kind in _MEASURES and level is not None and _speaks_of(f, level):
                yield level, said_of(f)
            elif f.kind not in _MEASURES:
                level = None


def _named_before(sentence: Sentence, figure: Figure) -> Figure | None:
    """赤字9000亿元，其中中央赤字7000亿元，…，赤字规模比上年减少1500亿元: the level whose name comes again."""
    match = _NAME_AGAIN.search(figure.lead)
    at = sentence.figures.index(figure)
    if figure.kind != "change" or match is None or at < 2:
        return None
    alike = [f for f in sentence.figures[: at - 1] if f.unit == figure.unit and f.kind == "level"]
    name = plain(match["name"])
    return next((f for f in alike if name and akin(name, name_of(f))), None)


def _speaks_of(figure: Figure, level: Figure) -> bool:
    left = _FILLERS.sub("", figure.links)
    rest = plain(left)
    return not left or (bool(rest) and (akin(rest, name_of(level)) or rest[:2] == name_of(level)[-2:]))
