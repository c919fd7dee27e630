"""Levels and what is said of them against an earlier year, with the level of that year in another passage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from duibiao.auditing.names import akin, name_of, plain
from duibiao.auditing.page import Figure, Page
from duibiao.auditing.parallel import respectively
from duibiao.auditing.series import over_a_year
from duibiao.auditing.strands import Said, said_of, strands
from duibiao.lexicon import load
from duibiao.reading import Bound

_V = load("duibiao.auditing")
_FILLERS, _COMPARED, _AGAINST = (
    re.compile(_V[name].regex()) for name in ("compare_fillers", "compared_with", "against_year")
)
_ADDED = re.compile("新增|增加的|新建|新开工|增[加产]了?$")
_SHARE = re.compile("[占佔]")
_MEASURES = frozenset(("growth", "change"))

Levels = Mapping[tuple[str, str, int], Mapping[str, Sequence[Figure]]]
"""Levels by place, unit and year, and by their plain name."""


def earlier_levels(pages: Sequence[Page]) -> Levels:
    """The levels of single years that others may be measured against."""
    found: dict[tuple[str, str, int], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for page in pages:
        planned = _planned(page)
        for sentence in page.sentences:
            for f in sentence.figures:
                year, name = year_of(f), name_of(f)
                if not year or not name or f.kind not in ("level", "share"):
                    continue
                if f.statement.bound not in (Bound.EXACT, Bound.APPROX) or _is_added(f):
                    continue
                achieved = f.statement.status == "achieved"
                if achieved and year == page.year and any(f.unit == u and akin(name, n) for n, u in planned):
                    year -= 1  # 本年 of last year's accounts
                found[f.statement.adcode, f.unit, year][name].append(f)
    return found


def _planned(page: Page) -> set[tuple[str, str]]:
    """What the page plans for its own year: names and units."""
    return {
        (name_of(f), f.unit)
        for sentence in page.sentences
        for f in sentence.figures
        if f.statement.status == "target" and f.kind == "level" and year_of(f) == page.year
    }


def _is_added(figure: Figure) -> bool:
    """新增加的生产能力有…: not a level but what was added to one."""
    before = figure.page.document.text[figure.statement.sentence_span.start : figure.span.start]
    return _ADDED.search(before) is not None


def year_of(figure: Figure) -> int:
    """The single year that a figure holds in, or 0."""
    period = figure.statement.period
    return int(period) if len(period) == 4 and period.isdigit() else 0


def may_be_base(base: Figure, level: Figure) -> bool:
    """Whether a level may be what another is measured against: printed no later, in another sentence."""
    later = (base.page.year or 0) > (level.page.year or 0)
    return not later and base.statement.sentence_span != level.statement.sentence_span


@lru_cache(maxsize=128)
def compared(page: Page) -> Sequence[tuple[Figure, Said]]:
    """Levels and what is said of them against an earlier year whose level stands elsewhere."""
    found: dict[Figure, tuple[Figure, Said]] = {}
    listed = {rate: level for sentence in page.sentences for level, rate in respectively(sentence)}
    for rate, level in listed.items():
        found[rate] = (level, said_of(rate))
    own = {said.figure for strand in strands(page) if strand.base is not None for said in strand.said}
    for strand in strands(page):
        if strand.base is None and strand.end is not None:
            for said in strand.said:
                found.setdefault(said.figure, (strand.end, said))
    for level, said in _over_shares(page):
        if said.figure not in own and (said.figure not in found or found[said.figure][0].unit == "%"):
            found[said.figure] = (level, said)
    return tuple(pair for pair in found.values() if _measures(*pair))


def _measures(level: Figure, said: Said) -> bool:
    """Whether what is said is of the level: points of a share, a change in its unit, no average."""
    if said.annual or level.kind not in ("level", "share"):
        return False
    if (level.unit == "%") != (said.what == "points"):
        return False
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
            if f.kind == "share" and _SHARE.search(f.lead):
                continue
            if f.kind in ("level", "share") and not _COMPARED.search(f.lead):
                level = f
            elif f.kind in _MEASURES and level is not None and _speaks_of(f, level):
                yield level, said_of(f)
            elif f.kind not in _MEASURES:
                level = None


def _speaks_of(figure: Figure, level: Figure) -> bool:
    rest = plain(_FILLERS.sub("", figure.links))
    return not _FILLERS.sub("", figure.links) or (bool(rest) and akin(rest, name_of(level)))
