"""Projects: put together a province at a time, as names are joined within one, and kept on the shelf.

Nobody waits for that in a large ledger: the process that makes pages ahead does it, what stood before is
shown meanwhile. In a small one it is done by who asks first.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, tuple_

from duibiao.errors import NotFound
from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.ledger.asking.origin import ORIGIN_COLUMNS, Origin, origin_of
from duibiao.ledger.asking.projects import Known, decisions, projects
from duibiao.ledger.projects import Project, retold
from duibiao.ledger.store.columns import Columns
from duibiao.ledger.store.schema import DOCUMENTS, EVENT_COLUMNS, EVENTS
from duibiao.reading.projects import FactType, ProjectEvent, Stage, Standing
from duibiao.site.keeping.changes import COUNTRY, province_topics
from duibiao.site.keeping.merged import Row
from duibiao.site.keeping.shelf import program
from duibiao.site.state import Site
from duibiao.text import Span

SUMS_MOST = 2
"""Investments that a list shows of a project."""
ASKED_MOST = 400
"""Facts that are asked for at a time."""
_HEAD = Columns(Project, leave=frozenset({"timeline", "conflicts"}))


@dataclass(frozen=True, slots=True)
class Sum:
    """An investment as it is printed. ``sha256``: of the document, '' where a person told it; ``sentence``:
    where its sentence begins."""

    measure: str
    text: str
    sha256: str
    sentence: int
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """A project in a list. ``evidence``: how many facts tell of it."""

    id: str
    name: str
    adcodes: tuple[str, ...]
    stage: Stage | None
    standing: Standing | None
    evidence: int
    sums: tuple[Sum, ...]


_LINE = Columns(Line)


def province_of(code: str) -> str:
    """The province that a division lies in."""
    return f"{code[:2]}0000"


def provinces(site: Site) -> list[str]:
    """Their codes, and what stands for none of them."""
    return [*(p.adcode for p in site.gazetteer.all(Level.PROVINCE)), COUNTRY]


# -- putting them together ---------------------------------------------------------------------------------


def bring_up(site: Site, go_on: Callable[..., None] = lambda: None) -> int:
    """Put together what is not of today's content. Returns of how many provinces."""
    made = 0
    for code in _behind(site):
        go_on()
        _make(site, code)
        made += 1
    return made


def waiting(site: Site, code: str = "") -> bool:
    """Whether the projects of a province, or of any, were never put together yet."""
    if site.changes.at_once:
        return False
    stamps = site.merged.stamps()
    return any(one not in stamps for one in ([code] if code else provinces(site)))


def _behind(site: Site) -> list[str]:
    stamps = site.merged.stamps()
    return [code for code in provinces(site) if stamps.get(code) != _stamp(site, code)]


def _stamp(site: Site, code: str) -> str:
    return f"{site.version(province_topics(code))}/{program()}"


def _ready(site: Site, code: str = "") -> None:
    """In a small ledger what is asked for is put together now."""
    site.look()
    if site.changes.at_once:
        for one in _behind(site):
            if not code or one == code:
                site.memo(f"province:{one}", lambda one=one: _make(site, one), province_topics(one))  # type: ignore[misc]


def _make(site: Site, code: str) -> int:
    """Those that lie in a province or touch it."""
    stamp, province = _stamp(site, code), site.gazetteer.get(code)
    if code == COUNTRY:
        found = projects(site.store, nowhere=True)
        found = Known([one for one in found.projects if not one.adcodes], found.origins)
    else:
        found = projects(site.store, province)
    site.merged.put(code, stamp, (_row(site, project, found) for project in found.projects))
    return len(found.projects)


def _row(site: Site, project: Project, known: Known) -> Row:
    keys = [_key(entry.replaces or entry.event, entry.decision, known) for entry in project.timeline]
    body = {"head": _HEAD.row(project), "facts": keys}
    return Row(
        project.id,
        project.name,
        len(project.timeline),
        json.dumps(_LINE.row(_line(project, known)), ensure_ascii=False, separators=(",", ":")),
        zlib.compress(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(), 6),
        _around(site.gazetteer, project.adcodes),
    )


def _key(event: ProjectEvent, decision: str, known: Known) -> tuple[int, str, str]:
    """Where a fact stands: number of the document, id; and the decision that it is of."""
    origin = known.origins.get(event.doc)
    return (origin.number if origin is not None else 0, event.id, decision)


def _line(project: Project, known: Known) -> Line:
    sums = []
    for entry in project.of(FactType.MONEY)[:SUMS_MOST]:
        event, origin = entry.event, known.origins.get(entry.event.doc)
        sha256 = origin.sha256 if origin is not None else ""
        sums.append(Sum(event.measure, event.text, sha256, event.sentence_span.start, event.span))
    return Line(
        project.id, project.name, project.adcodes, project.stage, project.standing, len(project.timeline),
        tuple(sums),
    )  # fmt: skip


def _around(gazetteer: Gazetteer, codes: Sequence[str]) -> frozenset[str]:
    """The divisions that these lie in, themselves among them."""
    found = (gazetteer.get(code) for code in codes)
    return frozenset(outer for one in found if one is not None for outer in gazetteer.around(one))


# -- asking ------------------------------------------------------------------------------------------------


def at_place(site: Site, place: Place, most: int, after: int = 0) -> tuple[list[Line], int]:
    """The projects of a place, those with most evidence first, and how many there are."""
    province = province_of(place.adcode)
    _ready(site, province)
    found, count = site.merged.at(province, place.adcode, most, after)
    return list(map(_read, found)), count


def first(site: Site, most: int, after: int = 0) -> tuple[list[Line], int]:
    """The projects with most evidence, and how many there are in all."""
    _ready(site)
    found, count = site.merged.first(most, after)
    return list(map(_read, found)), count


def _read(line: str) -> Line:
    return _LINE.fact(json.loads(line))


def by_id(site: Site, wanted: str) -> tuple[Project, Known]:
    """The project of this id, and whose documents it is of. Raises ``NotFound``."""
    _ready(site)
    kept = site.merged.body(wanted)
    if kept is None:
        hint = "项目还在整理，请稍后再看" if waiting(site) else ""
        raise NotFound("没有这个项目", where=wanted[:40], hint=hint)
    body = json.loads(zlib.decompress(kept))
    project = _HEAD.fact(body["head"], timeline=(), conflicts=())
    wished = {key[2] for key in body["facts"]} - {""}
    decided = [one for one in decisions(site.store) if one.id in wished]
    with site.store.reading() as connection:
        found = list(_events(connection, [(number, id_) for number, id_, _ in body["facts"] if number]))
    made = retold(project, [event for event, _ in found], decided)
    return made, Known([made], {origin.label: origin for _, origin in found})


def _events(connection: Connection, keys: Sequence[tuple[int, str]]) -> Iterator[tuple[ProjectEvent, Origin]]:
    """The facts that stand there; of what a rebuild took away none."""
    asked = select(*ORIGIN_COLUMNS, *(EVENTS.c[name] for name in EVENT_COLUMNS.names))
    asked = asked.join(DOCUMENTS, DOCUMENTS.c.number == EVENTS.c.document)
    width = len(ORIGIN_COLUMNS)
    for at in range(0, len(keys), ASKED_MOST):
        some = tuple_(EVENTS.c.document, EVENTS.c.id).in_(keys[at : at + ASKED_MOST])
        for row in connection.execute(asked.where(some)):
            cells = tuple(row)
            origin = origin_of(cells[:width])
            yield EVENT_COLUMNS.fact(cells[width:], doc=origin.label), origin
