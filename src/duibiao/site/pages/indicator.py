"""An indicator over places and years: a drawing, a table, the figures as CSV; and the list of indicators."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup
from starlette.requests import Request

from duibiao.briefing.render.wording import labels
from duibiao.errors import NotFound
from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.ledger.asking.facts import Fact
from duibiao.ledger.targets.wording import labels as target_labels
from duibiao.lexicon.indicators import Indicator, indicators
from duibiao.reading import Status
from duibiao.site.answering import CSV, Page
from duibiao.site.asking.compared import ABOUT, Key, Mark, Marks, cells, facts_of, marks, varieties
from duibiao.site.asking.measured import DRAWN_LEAST, DRAWN_MOST, Variety, used
from duibiao.site.asking.tabled import Line, lines
from duibiao.site.drawing import BARS_MOST, Sources, bars, over_time
from duibiao.site.pages.setting import Crumb, base, called, fill, in_cell, way_to
from duibiao.site.state import Site

PLACES_MOST = 60
YEARS_MOST = 10
RUNS_MOST = 5
"""Places that are drawn over the years."""
_LEVELS = (Level.COUNTRY, Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
CSV_COLUMNS = (
    "place", "adcode", "period", "kind", "status", "value", "value_high", "unit", "bound", "printed",
    "indicator", "conflict", "document", "sha256", "start", "end", "url",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tab:
    """What can be compared, as a choice of the page."""

    key: str
    name: str
    chosen: bool


def page(site: Site, request: Request) -> Page:
    """``/indicators/{id}``; ``?of=growth.target``: what is compared; ``?year=2024``: in which year the places
    are drawn. Raises ``NotFound``."""
    indicator = the_indicator(request.path_params["id"])
    found = varieties(site, indicator)
    variety = _chosen(found, request.query_params.get("of", ""))
    grid = marks(found[variety]) if variety is not None else {}
    places = _ordered(site.gazetteer, grid)
    years = sorted({year for told in grid.values() for year in told}, reverse=True)
    comparable = _by_year(grid, places, years)
    year = _year(comparable, request.query_params.get("year", ""))
    drawn = comparable.get(year, [])[:BARS_MOST]
    runs = _runs(grid, places)
    codes, shown = [p.adcode for p in places[:PLACES_MOST]], years[:YEARS_MOST]
    table = (mark for code in codes for y in shown for mark in grid[code].get(y, ()))
    held = facts_of(site.store, chain(table, (mark for _, mark in chain(drawn, *runs.values()))))
    sources, title = Sources(), _titled(indicator, variety)
    return Page(
        fill(
            site,
            request,
            "indicator.html",
            title=indicator.name,
            summary=f"{indicator.name}：各地政府工作报告逐年写下的数字，可比较、可下载，每个都有出处。",
            data=_linked_data(indicator, base(site, request)),
            crumbs=[*way_to(site, None), Crumb("指标", "/indicators"), Crumb(indicator.name)],
            styles=("pictures.css",),
            indicator=indicator,
            tabs=[Tab(v.key, name_of(v), v == variety) for v in found],
            variety=name_of(variety) if variety is not None else "",
            places=places[:PLACES_MOST],
            left_out=max(0, len(places) - PLACES_MOST),
            years=shown,
            earlier=years[YEARS_MOST:],
            grid=cells(grid, codes, shown, held),
            drawn_years=[Tab(y, y, y == year) for y in comparable],
            of=variety.key if variety is not None else "",
            charts=list(_charts(title, year, _facts(drawn, held), _all_facts(runs, held), sources)),
            sources=sources.origins,
        )
    )


def the_indicator(id_: str) -> Indicator:
    """By its id. Raises ``NotFound``."""
    found = indicators().get(id_)
    if found is None:
        raise NotFound("没有这个指标", where=id_[:40])
    return found


def _chosen(found: Iterable[Variety], asked: str) -> Variety | None:
    if asked:
        named = next((v for v in found if v.key == asked), None)
        if named is None:
            raise NotFound("没有这样的数字")
        return named
    return next(iter(found), None)


def name_of(variety: Variety) -> str:
    """增速 · 目标."""
    return f"{target_labels('kinds')[variety.kind]} · {labels('statuses')[variety.status]}"


def _ordered(gazetteer: Gazetteer, grid: Marks) -> list[Place]:
    """The country, provinces, cities: in each those with most years first."""
    found = [p for p in map(gazetteer.get, grid) if p is not None]
    rank = {level: at for at, level in enumerate(_LEVELS)}
    return sorted(found, key=lambda p: (rank.get(p.level, 9), -len(grid[p.adcode]), p.adcode))


def _titled(indicator: Indicator, variety: Variety | None) -> str:
    """国内生产总值增速目标."""
    if variety is None:
        return indicator.name
    aim = labels("statuses")["target"] if variety.status is Status.TARGET else ""
    return f"{indicator.name}{target_labels('kinds')[variety.kind]}{aim}"


def _by_year(grid: Marks, places: list[Place], years: list[str]) -> dict[str, list[tuple[str, Mark]]]:
    """The places side by side in each year in which enough of them can be drawn, the newest first; those with
    most first."""
    names = {p.adcode: called(p) for p in places}
    found: dict[str, list[tuple[str, Mark]]] = {year: [] for year in years}
    for code, told in grid.items():
        for year, (latest, *_) in told.items() if code in names else ():
            if latest.drawable:
                found[year].append((names[code], latest))
    return {
        year: sorted(rows, key=lambda one: -one[1].value)
        for year, rows in found.items()
        if len(rows) >= DRAWN_LEAST
    }


def _year(comparable: dict[str, list[tuple[str, Mark]]], asked: str) -> str:
    """The one that was asked for, else the one with most places."""
    if asked and asked not in comparable:
        raise NotFound("这一年没有足够的数字可画", where=asked[:10])
    return asked or max(comparable, key=lambda y: (len(comparable[y]), y), default="")


def _runs(grid: Marks, places: list[Place]) -> dict[str, list[tuple[str, Mark]]]:
    """The places of which most years can be drawn, with the latest of these years."""
    runs = {
        called(p): [(called(p), said[0]) for said in grid[p.adcode].values() if said[0].drawable]
        for p in places
    }
    longest = sorted(runs, key=lambda place: -len(runs[place]))[:RUNS_MOST]
    return {place: runs[place][-DRAWN_MOST:] for place in longest if len(runs[place]) >= DRAWN_LEAST}


def _facts(marked: list[tuple[str, Mark]], held: Mapping[Key, Fact]) -> list[tuple[str, Fact]]:
    return [(name, held[mark.key]) for name, mark in marked]


def _all_facts(
    runs: dict[str, list[tuple[str, Mark]]], held: Mapping[Key, Fact]
) -> dict[str, list[tuple[str, Fact]]]:
    return {place: _facts(marked, held) for place, marked in runs.items()}


def _charts(
    name: str,
    year: str,
    drawn: list[tuple[str, Fact]],
    runs: dict[str, list[tuple[str, Fact]]],
    sources: Sources,
) -> Iterator[Markup]:
    """The places in that year, then over the years the places of which most years are told."""
    if year:
        yield bars(f"{name}：各地{year}年", drawn, sources)
    for place, facts in runs.items():
        yield over_time(f"{place}{name}", [fact for _, fact in facts], sources)


def _linked_data(indicator: Indicator, root: str) -> dict[str, object]:
    address = f"{root}/indicators/{indicator.id}"
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"政府工作报告中的{indicator.name}",
        "description": f"各地政府工作报告逐年写下的{indicator.name}，每个数字附文件哈希和字符位置。",
        "url": address,
        "inLanguage": "zh-CN",
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{address}.csv"},
        ],
    }


def table(site: Site, request: Request) -> Page:
    """``/indicators/{id}.csv``: every yearly figure, with its position. Raises ``NotFound``."""
    return Page(_table(site, the_indicator(request.path_params["id"]), base(site, request)), CSV)


def _table(site: Site, indicator: Indicator, root: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows(_row(line, root) for line in lines(site.store, indicator))
    return ("\ufeff" + out.getvalue()).encode()


def _row(s: Line, root: str) -> tuple[str | int, ...]:
    return (
        s.place, s.adcode, s.period, s.kind, s.status, s.value, s.value_high, s.unit, s.bound,
        in_cell(s.text), in_cell(s.indicator), "1" if s.conflict else "", in_cell(s.title), s.sha256,
        s.start, s.end, f"{root}/reports/{s.sha256[:12]}#s{s.sentence}",
    )  # fmt: skip


def listing(site: Site, request: Request) -> Page:
    """``/indicators``: the indicators that documents tell, by theme."""
    counts = site.memo("indicators", lambda: used(site.store), ABOUT)
    themes: dict[str, list[tuple[Indicator, int, int]]] = {}
    for one in indicators().values():
        if one.id in counts:
            themes.setdefault(one.theme, []).append((one, *counts[one.id]))
    return Page(
        fill(
            site,
            request,
            "indicators.html",
            title="指标",
            summary="报告写到的统计指标，按主题排列，各地各年可比较。",
            crumbs=way_to(site, None, "指标"),
            themes={theme: sorted(rows, key=lambda r: -r[1]) for theme, rows in themes.items()},
        )
    )
