"""A project: its timeline with the words of the documents; and the list of projects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.requests import Request

from duibiao.briefing.render.view import one_line
from duibiao.errors import NotFound
from duibiao.ledger.asking.origin import Origin
from duibiao.ledger.asking.projects import Known
from duibiao.ledger.projects import Entry, Project
from duibiao.reading.projects import FactType, Stage
from duibiao.site.answering import Page
from duibiao.site.asking.above import words_at
from duibiao.site.asking.projected import Line, by_id, first, waiting
from duibiao.site.pages.listing import number
from duibiao.site.pages.setting import fill, way_to
from duibiao.site.state import Site
from duibiao.text import Span

LISTED_MOST = 200
TOLD_MOST = 100
"""Sentences of a timeline on a page."""
CONFLICTS_MOST = 6
PLACES_MOST = 3
ARTICLES = 6
FACTS_MOST = 6
"""Facts of a kind at the head of the page; the timeline has all."""
SUMMED = (FactType.MONEY, FactType.CAPACITY, FactType.OUTPUT, FactType.LAND, FactType.PROGRAMME)
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
class Told:
    """A sentence of the timeline and what it tells. ``origin``: ``None`` when a person told it."""

    period: str
    facts: tuple[Entry, ...]
    origin: Origin | None
    span: Span
    text: str


def page(site: Site, request: Request) -> Page:
    """``/projects/{id}``; ``?page=``: further on in its timeline. Raises ``NotFound``."""
    at = number(request)
    one, known = by_id(site, request.path_params["id"])
    sentences = _sentences(one)
    first = (at - 1) * TOLD_MOST
    told = _told(site, one, sentences[first : first + TOLD_MOST], known)
    if at > 1 and not told:
        raise NotFound("没有这一页")
    places = [p for p in map(site.gazetteer.get, one.adcodes) if p is not None]
    home = places[0] if len(places) == 1 else None
    return Page(
        fill(
            site,
            request,
            "project.html",
            reading=bool(site.reading),
            title=one_line(one.name),
            summary=f"{one_line(one.name)}：{stage_words(one) or '进度未见'}，依据逐条写明出处。",
            crumbs=way_to(site, home, "项目"),
            as_data=f"projects/{one.id}",
            project=one,
            places=places,
            stage=stage_words(one),
            told=told,
            at=at,
            more=len(sentences) > first + TOLD_MOST,
            conflicts=list(dict.fromkeys(conflict.why for conflict in one.conflicts))[:CONFLICTS_MOST],
            facts=_facts(one, known),
            articles=site.articles.about([f"thing:{name.name}" for name in one.names], ARTICLES),
            documents=list(dict.fromkeys(one.origin for one in told if one.origin is not None)),
            types=TYPES,
            stage_of=lambda entry: _stage(entry.event.stage, entry.event.standing),
        )
    )


def _sentences(one: Project) -> list[list[Entry]]:
    """What each sentence tells, in the order of the timeline."""
    groups: dict[tuple[str, int, str], list[Entry]] = {}
    for entry in one.timeline:
        event = entry.event
        key = (event.doc, event.sentence_span.start, "" if event.doc else event.id)
        groups.setdefault(key, []).append(entry)
    return list(groups.values())


def _told(site: Site, one: Project, sentences: Sequence[list[Entry]], known: Known) -> list[Told]:
    """The sentences with everything that they tell."""
    made: list[Told] = []
    names = {one_line(name.name) for name in one.names}
    with site.store.reading() as connection:
        for entries in sentences:
            origin, span = known.origins.get(entries[0].event.doc), entries[0].event.sentence_span
            text = words_at(connection, origin.number, span) if origin is not None else entries[0].event.text
            period = next((e.event.period for e in entries if e.event.period), "")
            # where it lies most sentences repeat: it is told when a sentence tells nothing else, and then not
            # by the name of the project itself
            facts = tuple(e for e in entries if e.event.type is not FactType.PLACE) or tuple(
                e for e in entries if one_line(e.event.text) not in names
            )
            made.append(Told(period, facts, origin, span, text))
    return made


def _facts(project: Project, known: Known) -> list[tuple[str, list[tuple[Entry, Origin | None]]]]:
    """What is said of it, by what of it: how much, how large, whose; what was said last first, each once."""
    found: list[tuple[str, list[tuple[Entry, Origin | None]]]] = []
    for kind in SUMMED:
        once: dict[tuple[str, str], Entry] = {}
        for entry in reversed(project.of(kind)):
            once.setdefault((entry.event.measure, "".join(entry.event.text.split())), entry)
        shown = list(once.values())[:FACTS_MOST]
        if shown:
            found.append((TYPES[kind], [(e, known.origins.get(e.event.doc)) for e in shown]))
    return found


def listing(site: Site, request: Request) -> Page:
    """``/projects``: those with most evidence."""
    found, total = first(site, LISTED_MOST)
    return Page(
        fill(
            site,
            request,
            "projects.html",
            reading=bool(site.reading),
            waiting=waiting(site),
            title="项目",
            summary="报告和材料写到的项目，依据多的在前。",
            crumbs=way_to(site, None, "项目"),
            rows=found,
            **shown(site),
            total=total,
        )
    )


def shown(site: Site) -> dict[str, Callable[[Line], object]]:
    """What a list of projects is set with: names of places, the last of which is the smallest; the stage."""

    def places_of(line: Line) -> list[str]:
        found = map(site.gazetteer.get, line.adcodes)
        return [place.name for place in found if place is not None][-PLACES_MOST:]

    return {"places_of": places_of, "stage_of": stage_words}


def stage_words(project: Project | Line) -> str:
    """What it has come to: 已开工, 在建, 计划投产; '' where nothing tells."""
    return _stage(project.stage, project.standing)


def _stage(stage: Stage | None, standing: object) -> str:
    if stage is None:
        return ""
    if stage is Stage.BUILDING:
        return "计划建设" if standing == "planned" else "在建"
    return f"{_STANDINGS[str(standing or 'stated')]}{stage.value}"
