"""A project: its timeline with the words of the documents; and the list of projects."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from duibiao.errors import NotFound
from duibiao.ledger.asking.origin import Origin
from duibiao.ledger.asking.projects import Known, projects
from duibiao.ledger.projects import Entry, Project
from duibiao.reading.projects import FactType, Stage
from duibiao.site.answering import Page
from duibiao.site.pages.setting import fill, way_to
from duibiao.site.state import Site

LISTED_MOST = 200
TYPES = {
    "stage": "进度",
    "money": "投资",
    "capacity": "规模",
    "output": "产出",
    "land": "用地",
    "owner": "业主",
    "place": "地点",
    "programme": "列入",
    "responsible": "负责",
    "count": "数量",
    "origin": "来自",
}
_STANDINGS = {"done": "已", "ongoing": "正在", "planned": "计划", "stated": ""}


@dataclass(frozen=True, slots=True)
class Line:
    """A project in a list."""

    id: str
    name: str
    places: tuple[str, ...]
    stage: str
    money: tuple[Entry, ...]
    evidence: int


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the timeline with the sentence that it stands in. ``origin``: None when a person told it."""

    entry: Entry
    origin: Origin | None
    type: str
    stage: str


def page(site: Site, request: Request) -> Page:
    """``/projects/{id}``. Raises ``NotFound``."""
    known = every(site)
    wanted = request.path_params["id"]
    one = next((p for p in known.projects if p.id == wanted), None)
    if one is None:
        raise NotFound("没有这个项目", where=wanted[:40])
    places = [p for p in map(site.gazetteer.get, one.adcodes) if p is not None]
    home = places[0] if len(places) == 1 else None
    told = [Told(e, known.origins.get(e.event.doc), TYPES[e.event.type], _stage_of(e)) for e in one.timeline]
    return Page(
        fill(
            site,
            request,
            "project.html",
            title=one.name,
            summary=f"{one.name}：{stage_words(one) or '进度未见'}，{len(one.timeline)}条依据，逐条写明出处。",
            crumbs=way_to(site, home, "项目"),
            project=one,
            places=places,
            stage=stage_words(one),
            told=told,
            types=TYPES,
        )
    )


def listing(site: Site, request: Request) -> Page:
    """``/projects``: those with most evidence."""
    found = every(site).projects
    return Page(
        fill(
            site,
            request,
            "projects.html",
            title="项目",
            summary="报告和材料写到的项目，依据多的在前。",
            crumbs=way_to(site, None, "项目"),
            rows=[as_line(site.gazetteer, p) for p in found[:LISTED_MOST]],
            total=len(found),
        )
    )


def every(site: Site) -> Known:
    """All projects, made once."""
    return site.memo("projects", lambda: projects(site.store))


def as_line(gazetteer: object, project: Project) -> Line:
    """The project as a row of a list."""
    places = [gazetteer.get(code) for code in project.adcodes]  # type: ignore[attr-defined]
    return Line(
        project.id,
        project.name,
        tuple(p.name for p in places if p is not None)[-3:],
        stage_words(project),
        tuple(project.of(FactType.MONEY)[:2]),
        len(project.timeline),
    )


def stage_words(project: Project) -> str:
    """What it has come to: 已开工, 在建, 计划投产; '' where nothing tells."""
    return _stage(project.stage, project.standing)


def _stage(stage: Stage | None, standing: object) -> str:
    if stage is None:
        return ""
    if stage is Stage.BUILDING:
        return "计划建设" if standing == "planned" else "在建"
    return f"{_STANDINGS[str(standing or 'stated')]}{stage.value}"


def _stage_of(entry: Entry) -> str:
    return _stage(entry.event.stage, entry.event.standing)
