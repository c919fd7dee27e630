"""An indicator over places and years: a drawing, a table, the figures as CSV; and the list of indicators."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request

from duibiao.briefing.render.wording import labels
from duibiao.errors import NotFound
from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.ledger.asking.facts import Fact
from duibiao.ledger.targets.wording import labels as target_labels
from duibiao.lexicon.indicators import Indicator, indicators
from duibiao.reading import Status
from duibiao.reading.record import plain
from duibiao.site.answering import Page
from duibiao.site.asking.measured import DRAWN_LEAST, DRAWN_MOST, Grid, Variety, over_places, used
from duibiao.site.drawing import Sources, bars, over_time
from duibiao.site.pages.setting import Crumb, base, called, fill, way_to
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
ABOUT = ("documents",)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
    grids = _grids(site, indicator)
    variety = _chosen(grids, request.query_params.get("of", ""))
    grid = grids[variety] if variety is not None else {}
    places = _ordered(site.gazetteer, grid)
    years = sorted({year for cells in grid.values() for year in cells}, reverse=True)
    comparable = _by_year(grid, places, years)
    year = _year(comparable, request.query_params.get("year", ""))
    sources = Sources()
    root = base(site, request)
    return Page(
        fill(
            site,
            request,
            "indicator.html",
            title=indicator.name,
            summary=f"{indicator.name}：各地政府工作报告逐年写下的数字，可比较、可下载，每个都有出处。",
            data=_linked_data(indicator, root),
            crumbs=[*way_to(site, None), Crumb("指标", "/indicators"), Crumb(indicator.name)],
            styles=("pictures.css",),
            indicator=indicator,
            tabs=[Tab(v.key, name_of(v), v == variety) for v in grids],
            variety=name_of(variety) if variety is not None else "",
            places=places[:PLACES_MOST],
            left_out=max(0, len(places) - PLACES_MOST),
            years=years[:YEARS_MOST],
            earlier=years[YEARS_MOST:],
            grid=grid,
            drawn_years=[Tab(y, y, y == year) for y in comparable],
            of=variety.key if variety is not None else "",
            charts=list(_charts(_titled(indicator, variety), grid, places, year, comparable, sources)),
            sources=sources.origins,
        )
    )


def the_indicator(id_: str) -> Indicator:
    """By its id. Raises ``NotFound``."""
    found = indicators().get(id_)
    if found is None:
        raise NotFound("没有这个指标", where=id_[:40])
    return found


def _grids(site: Site, indicator: Indicator) -> dict[Variety, Grid]:
    """What is compared, under one key each: of several units the one with most figures."""
    found = site.memo(f"indicator:{indicator.id}", lambda: over_places(site.store, indicator), ABOUT)
    once: dict[str, Variety] = {}
    for variety in found:
        once.setdefault(variety.key, variety)
    return {variety: found[variety] for variety in once.values()}


def _chosen(grids: dict[Variety, Grid], asked: str) -> Variety | None:
    if asked:
        named = next((v for v in grids if v.key == asked), None)
        if named is None:
            raise NotFound("没有这样的数字")
        return named
    return next(iter(grids), None)


def name_of(variety: Variety) -> str:
    """增速 · 目标."""
    return f"{target_labels('kinds')[variety.kind]} · {labels('statuses')[variety.status]}"


def _ordered(gazetteer: Gazetteer, grid: Grid) -> list[Place]:
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


def _by_year(grid: Grid, places: list[Place], years: list[str]) -> dict[str, list[tuple[str, Fact]]]:
    """The places side by side in each year in which enough of them can be drawn, the newest first."""
    names = {p.adcode: called(p) for p in places}
    found = {
        y: _drawable([(names[c], cells[y].latest) for c, cells in grid.items() if y in cells and c in names])
        for y in years
    }
    return {y: facts for y, facts in found.items() if len(facts) >= DRAWN_LEAST}


def _year(comparable: dict[str, list[tuple[str, Fact]]], asked: str) -> str:
    """The one that was asked for, else the one with most places."""
    if asked and asked not in comparable:
        raise NotFound("这一年没有足够的数字可画", where=asked[:10])
    return asked or max(comparable, key=lambda y: (len(comparable[y]), y), default="")


def _charts(
    name: str,
    grid: Grid,
    places: list[Place],
    year: str,
    comparable: dict[str, list[tuple[str, Fact]]],
    sources: Sources,
) -> Iterator[Markup]:
    """The places in that year, then over the years the places of which most years are told."""
    if year:
        yield bars(f"{name}：各地{year}年", comparable[year], sources)
    runs = {
        called(p): _drawable([(called(p), cell.latest) for _, cell in sorted(grid[p.adcode].items())])
        for p in places
    }
    longest = sorted(runs, key=lambda place: -len(runs[place]))[:RUNS_MOST]
    for place in longest:
        if len(runs[place]) >= DRAWN_LEAST:
            yield over_time(f"{place}{name}", [fact for _, fact in runs[place]][-DRAWN_MOST:], sources)


def _drawable(facts: list[tuple[str, Fact]]) -> list[tuple[str, Fact]]:
    return [(name, f) for name, f in facts if f.statement.value > 0 and f.statement.value_high is None]


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
    indicator = the_indicator(request.path_params["id"])
    root = base(site, request)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    found = site.memo(f"indicator:{indicator.id}", lambda: over_places(site.store, indicator), ABOUT)
    for grid in found.values():
        for cells in grid.values():
            for cell in cells.values():
                writer.writerows(_row(fact, cell.conflict, root) for fact in cell.said)
    headers = {"content-disposition": f"attachment; filename={indicator.id}.csv"}
    return Page("\ufeff" + out.getvalue(), "text/csv; charset=utf-8", headers=headers)


def _row(fact: Fact, conflict: bool, root: str) -> list[str]:
    s, sha = fact.statement, fact.origin.sha256
    high = plain(s.value_high) if s.value_high is not None else ""
    document = _safe(fact.origin.title or fact.origin.name)
    cells = [
        s.place, s.adcode, s.period, s.kind.value, s.status.value, plain(s.value), high, s.unit,
        s.bound.value, _safe(s.text), _safe(s.indicator), "1" if conflict else "", document, sha,
        s.span.start, s.span.end, f"{root}/reports/{sha[:12]}#s{s.sentence_span.start}",
    ]  # fmt: skip
    return [str(cell) for cell in cells]


def _safe(text: str) -> str:
    """What a document prints on one line; it becomes no formula of a spreadsheet."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_FORMULA) else line


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
