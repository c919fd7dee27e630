"""A place: what the reports above say of it, its series, targets, projects, divisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy import Connection
from starlette.requests import Request

from duibiao.briefing.render.wording import labels
from duibiao.errors import NotFound
from duibiao.gazetteer import Level, Place
from duibiao.ledger.asking.documents import documents
from duibiao.ledger.asking.origin import Origin
from duibiao.ledger.asking.targets import followed
from duibiao.ledger.targets import Outcome
from duibiao.ledger.targets.wording import labels as target_labels
from duibiao.ledger.targets.wording import told as target_told
from duibiao.site.answering import Page
from duibiao.site.asking.above import Above, above, counted_below, sentence_at
from duibiao.site.asking.held import places as places_with_reports
from duibiao.site.asking.measured import Series, series_of, told_of
from duibiao.site.asking.projected import Line, at_place, province_of, waiting
from duibiao.site.cache import REST
from duibiao.site.drawing import Land, Sources, land, over_time
from duibiao.site.pages.board import of as boards_of
from duibiao.site.pages.project import shown
from duibiao.site.pages.setting import base, called, fill, way_to
from duibiao.site.state import Site

SERIES_MOST = 10
DRAWN_MOST = 4
ABOUT = (
    "place:{adcode}", "projects:{adcode:.2}0000", "of:{adcode:.4}00", "of:{adcode:.2}0000", "of:100000",
)  # fmt: skip
"""A place's page tells of its own and of the projects of its province, and which reports above are silent."""
PROJECTS_MOST = 24
ARTICLES_MOST = 6
TARGET_YEARS = 2
RECENT = 8
"""Years back from the newest report that the figures of the page reach."""
OWN_MOST = 200
"""Documents of the place, the newest, whose names the map counts."""
SENTENCES_OPEN = 6
"""Sentences of a report that stand open on the page; the report itself shows all."""


@dataclass(frozen=True, slots=True)
class Aimed:
    """A target and what became of it.

    ``sentence``: where its sentence begins; ``result``: hash of the document that states the result.
    """

    outcome: Outcome
    sentence: int
    result: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of a place, made once for all who ask."""

    above: list[Above]
    silent: list[Origin]
    """reports above that do not name it"""
    series: list[Series]
    targets: list[tuple[Origin, list[Aimed]]]
    projects: list[Line]
    """those with most evidence"""
    reports: list[Origin]
    named: dict[str, int]


def page(site: Site, request: Request) -> Page:
    """``/places/{adcode}``. Raises ``NotFound``."""
    place = _the_place(site, request)
    about = [topic.format(adcode=place.adcode) for topic in ABOUT]
    known = site.memo(f"place:{place.adcode}", lambda: _known(site, place), about)
    sources = Sources()
    charts = _charts(known.series, sources)
    root = base(site, request)
    return Page(
        fill(
            site,
            request,
            "place.html",
            reading=bool(site.reading),
            waiting=place.level is not Level.COUNTRY and waiting(site, province_of(place.adcode)),
            **shown(site),
            title=called(place),
            summary=f"{called(place)}：上级政府工作报告怎样写，主要指标、目标与结果、项目，每个数字都有出处。",
            data=_linked_data(site, place, root),
            crumbs=way_to(site, place, linked=False),
            styles=("pictures.css",),
            as_data=f"places/{place.adcode}",
            place=place,
            full_name=site.gazetteer.full_name(place) or place.name,
            known=known,
            open_most=SENTENCES_OPEN,
            charts=charts,
            sources=sources.origins,
            targets=known.targets,
            verdicts=target_labels("verdicts"),
            target_told=target_told,
            statement_kinds=labels("statement_kinds"),
            rest=Markup(REST),
            boards=boards_of(site, place),
            below=_below(site, place, known.named),
            map=_map(site, place, known.named),
        )
    )


def _the_place(site: Site, request: Request) -> Place:
    place = site.gazetteer.get(request.path_params["adcode"])
    if place is None or place.level in (Level.REGION, Level.COMPOUND, Level.ZONE):
        raise NotFound("没有这个地方", where=request.path_params["adcode"][:40])
    return place


def briefs(site: Site, request: Request) -> list[str]:
    """The articles of a place, where it names them: they change more often than all else."""
    cards = site.articles.of_place(request.path_params["adcode"], ARTICLES_MOST)
    if not cards:
        return ["", "", fill(site, request, "nothing.html", title="", place=_the_place(site, request))]
    return ['<a href="#briefs">简报</a>', fill(site, request, "briefs.html", title="", articles=cards)]


def _known(site: Site, place: Place) -> Known:
    own = sorted(
        (h.origin for h in documents(site.store, place=place)), key=lambda o: o.vintage, reverse=True
    )
    reports = [origin for origin in own if origin.kind == "report"]
    with site.store.reading() as connection:
        found, silent = above(site, connection, place)
        told = [o.year for o in (*reports, *(one.origin for one in found)) if o.year is not None]
        since = max(told, default=RECENT) - RECENT
        shown = told_of(connection, place, since, SERIES_MOST)
        series = list(series_of(connection, place, shown, since))
        numbers = [*(one.origin.number for one in found), *(o.number for o in own[:OWN_MOST])]
        named = _named(site, connection, place, numbers)
    return Known(
        above=found,
        silent=silent,
        series=series,
        targets=_outcomes(site, place, reports),
        projects=[] if place.level is Level.COUNTRY else at_place(site, place, PROJECTS_MOST)[0],
        reports=reports,
        named=named,
    )


def _named(site: Site, connection: Connection, place: Place, numbers: Sequence[int]) -> dict[str, int]:
    """How often the reports of this page name each division right below."""
    codes = [p.adcode for p in site.gazetteer.children(place) if p.level is not Level.TOWN]
    return counted_below(connection, numbers, codes) if codes and numbers else {}


def _charts(found: Sequence[Series], sources: Sources) -> list[tuple[Series, Markup]]:
    drawn = [one for one in found if one.drawn][:DRAWN_MOST]
    return [(one, over_time(_title(one), [p.latest for p in one.drawn], sources)) for one in drawn]


def _title(one: Series) -> str:
    return one.indicator.name + labels("statement_kinds")[one.drawn[0].kind]


def _outcomes(site: Site, place: Place, reports: Sequence[Origin]) -> list[tuple[Origin, list[Aimed]]]:
    """What became of the targets of the last reports, the newest report first."""
    years = sorted({o.year for o in reports if o.year is not None})[-TARGET_YEARS:]
    if not years:
        return []
    found = followed(site.store, place, years=(years[0], years[-1]))
    rows: dict[str, list[Aimed]] = {}
    with site.store.reading() as connection:
        for one in found.outcomes:
            number = found.origins[one.target.doc].number
            result = found.origins[one.result.doc].sha256 if one.result is not None else ""
            aimed = Aimed(one, sentence_at(connection, number, one.target.span.start), result)
            rows.setdefault(one.target.doc, []).append(aimed)
    made = [(found.origins[doc], outcomes) for doc, outcomes in rows.items()]
    return sorted(made, key=lambda one: one[0].vintage, reverse=True)


def _below(site: Site, place: Place, named: dict[str, int]) -> list[tuple[Place, int]]:
    children = [p for p in site.gazetteer.children(place) if p.level is not Level.TOWN]
    return [(p, named.get(p.adcode, 0)) for p in children]


def _map(site: Site, place: Place, named: dict[str, int]) -> Land | None:
    return land(place, named, site.gazetteer, f"{place.name}的区划", site.borders)


def _linked_data(site: Site, place: Place, root: str) -> dict[str, object]:
    upper = site.gazetteer.chain(place)[1:2]
    return {
        "@context": "https://schema.org",
        "@type": "AdministrativeArea",
        "name": place.name,
        "identifier": place.adcode,
        "url": f"{root}/places/{place.adcode}",
        **({"containedInPlace": {"@type": "AdministrativeArea", "name": upper[0].name}} if upper else {}),
    }


# -- all places ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """A place in the list. ``reports``, ``articles``: how many; ``year``: of its newest report."""

    place: Place
    reports: int
    articles: int
    year: int | None


def listing(site: Site, request: Request) -> Page:
    """``/places``: the places with reports or articles, by province."""
    groups = site.memo("places", lambda: _listed(site))
    return Page(
        fill(
            site,
            request,
            "places.html",
            title="地方",
            summary="有报告或简报的地方，按省份排列。",
            crumbs=way_to(site, None, "地方"),
            groups=groups,
        )
    )


def _listed(site: Site) -> list[tuple[Place | None, list[Row]]]:
    """The country and the provinces, then the places below them by province."""
    reports = places_with_reports(site.store)
    articles = {code: n for code, _, n in site.articles.places()}
    groups: dict[str, list[Row]] = {"": []}
    for code in sorted({*reports, *articles}):
        place = site.gazetteer.get(code)
        if place is None:
            continue
        _, count, year = reports.get(code, ("", 0, None))
        high = place.level in (Level.COUNTRY, Level.PROVINCE)
        around = site.gazetteer.chain(place)  # what lies in no province stands at the top, too
        top = "" if high or len(around) < 2 else around[-2].adcode
        groups.setdefault(top, []).append(Row(place, count, articles.get(code, 0), year))
    return [
        (site.gazetteer.get(code) if code else None, rows) for code, rows in sorted(groups.items()) if rows
    ]
