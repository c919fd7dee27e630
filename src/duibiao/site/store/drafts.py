"""Drafts: every revision and every step of the workflow is kept for good, with who, when and why."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from duibiao.briefing.pictures.photographs import Developed
from duibiao.errors import NotFound, UsageError
from duibiao.ledger.store import Store
from duibiao.site.store import photographs
from duibiao.site.store.articles import Edition, now
from duibiao.site.store.desk_schema import DRAFTS, EVENTS, RENDERINGS, REVISIONS


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft. ``revision``: the newest; ``published``: the one that readers see, 0 for none; ``publish_at``:
    when it is to be published by itself, ''."""

    number: int
    slug: str
    state: str
    report: str
    adcode: str
    place: str
    title: str
    material: tuple[str, ...]
    options: Mapping[str, Any]
    """``year`` and ``trusted``, as the brief was asked for"""
    revision: int
    published: int
    note: str
    publish_at: str
    created_at: str
    changed_at: str


@dataclass(frozen=True, slots=True)
class Revision:
    """What stood in a draft at a time. ``sheet``: its brief.toml; ``told``: what the editor must know;
    ``unsupported``: figures of the editor that no source has; ``proof``: what was checked, counted."""

    draft: int
    number: int
    at: str
    who: str
    sheet: str
    told: tuple[str, ...]
    unsupported: tuple[str, ...]
    proof: Mapping[str, int]
    edition: Edition


@dataclass(frozen=True, slots=True)
class Event:
    """A step that somebody took. ``proof``: the automatic proof of the revision that it was taken on."""

    number: int
    draft: int
    at: str
    who: str
    role: str
    step: str
    before: str
    after: str
    why: str
    revision: int
    proof: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Written:
    """A revision to be kept, with its renderings by kind and the photographs that it shows."""

    sheet: str
    told: Sequence[str]
    unsupported: Sequence[str]
    proof: Mapping[str, int]
    edition: Edition
    renderings: Mapping[str, bytes]
    photographs: Sequence[Developed] = ()


class Drafts:
    """The drafts of a store. What changes them takes a connection: it is one transaction with its log."""

    def __init__(self, store: Store) -> None:
        self.store = store

    # -- writing -------------------------------------------------------------------------------------

    def create(
        self,
        connection: Connection,
        slug: str,
        adcode: str,
        material: Sequence[str],
        options: Mapping[str, object],
        written: Written,
        who: str,
    ) -> int:
        """A new draft with its first revision. Raises ``UsageError`` when there is one of this address."""
        taken = connection.execute(select(DRAFTS.c.number).where(DRAFTS.c.slug == slug)).first()
        if taken is not None:
            raise UsageError(
                "这份报告对这个地方已经有一稿", where=f"第{taken.number}号稿", hint="请打开那一稿修改"
            )
        number = _next(connection, DRAFTS.c.number)
        edition, moment = written.edition, now()
        connection.execute(
            insert(DRAFTS).values(
                number=number, slug=slug, state="draft", report=edition.documents[0], adcode=adcode,
                place=edition.place, title=edition.title, material=json.dumps(list(material)),
                options=_json(dict(options)), revision=0, published=0, note="", publish_at="",
                created_at=moment, changed_at=moment,
            )
        )  # fmt: skip
        self.revise(connection, number, written, who)
        return number

    def revise(self, connection: Connection, number: int, written: Written, who: str) -> int:
        """A new revision. Returns its number."""
        last = connection.scalar(select(DRAFTS.c.revision).where(DRAFTS.c.number == number))
        if last is None:
            raise NotFound("没有这一稿", where=str(number))
        revision, moment = int(last) + 1, now()
        connection.execute(
            insert(REVISIONS).values(
                draft=number, number=revision, at=moment, who=who, sheet=written.sheet,
                told=_json(list(written.told)), unsupported=_json(list(written.unsupported)),
                proof=_json(dict(written.proof)), edition=_json(asdict(written.edition)),
            )
        )  # fmt: skip
        photographs.keep(connection, written.photographs)
        for kind, data in written.renderings.items():
            values = {"draft": number, "revision": revision, "kind": kind, "bytes": zlib.compress(data, 6)}
            connection.execute(insert(RENDERINGS).values(values))
        changed = {"revision": revision, "title": written.edition.title, "changed_at": moment}
        connection.execute(update(DRAFTS).where(DRAFTS.c.number == number).values(changed))
        return revision

    def happened(
        self, connection: Connection, draft: Draft, *, who: str, role: str, step: str, after: str, why: str,
        revision: int, proof: Mapping[str, int], **changes: object,
    ) -> None:  # fmt: skip
        """A step was taken: the event, and the draft as it is now."""
        connection.execute(
            insert(EVENTS).values(
                number=_next(connection, EVENTS.c.number), draft=draft.number, at=now(), who=who, role=role,
                step=step, before=draft.state, after=after, why=why, revision=revision,
                proof=_json(dict(proof)),
            )
        )  # fmt: skip
        values = {"state": after, "changed_at": now(), **changes}
        connection.execute(update(DRAFTS).where(DRAFTS.c.number == draft.number).values(values))

    def came_due(self, number: int) -> None:
        """Its time has come: it is not to be published by itself again."""
        with self.store.writing() as connection:
            connection.execute(update(DRAFTS).where(DRAFTS.c.number == number).values(publish_at=""))

    # -- reading -------------------------------------------------------------------------------------

    def get(self, number: int, connection: Connection | None = None) -> Draft:
        """Raises ``NotFound``."""
        found = self._drafts(connection, DRAFTS.c.number == number)
        if not found:
            raise NotFound("没有这一稿", where=str(number))
        return found[0]

    def of_slug(self, slug: str) -> Draft | None:
        """The draft that becomes, or became, the article of this address."""
        return next(iter(self._drafts(None, DRAFTS.c.slug == slug)), None)

    def all(self, limit: int = 100, *, after: int = 0, states: Sequence[str] = ()) -> list[Draft]:
        """The last changed first."""
        where = (DRAFTS.c.state.in_(states),) if states else ()
        return self._drafts(None, *where, limit=limit, after=after)

    def counted(self) -> dict[str, int]:
        """How many are in each state."""
        asked = select(DRAFTS.c.state, func.count()).group_by(DRAFTS.c.state)
        with self.store.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(asked)}

    def revision(self, draft: int, number: int, connection: Connection | None = None) -> Revision:
        """Raises ``NotFound``."""
        asked = select(REVISIONS).where(REVISIONS.c.draft == draft, REVISIONS.c.number == number)
        if connection is not None:
            row = connection.execute(asked).first()
        else:
            with self.store.reading() as own:
                row = own.execute(asked).first()
        if row is None:
            raise NotFound("没有这一版", where=f"第{draft}号稿第{number}版")
        return _revision(dict(row._mapping))

    def revisions(self, draft: int) -> list[tuple[int, str, str]]:
        """``(number, at, who)``, the newest first."""
        asked = select(REVISIONS.c.number, REVISIONS.c.at, REVISIONS.c.who).where(REVISIONS.c.draft == draft)
        with self.store.reading() as connection:
            return [tuple(row) for row in connection.execute(asked.order_by(REVISIONS.c.number.desc()))]

    def writers(self, connection: Connection, draft: Draft) -> frozenset[str]:
        """Who wrote a revision since the article was last published."""
        asked = select(REVISIONS.c.who).where(
            REVISIONS.c.draft == draft.number, REVISIONS.c.number > draft.published
        )
        return frozenset(connection.scalars(asked))

    def rendering(self, draft: int, revision: int, kind: str) -> bytes:
        """Raises ``NotFound``."""
        asked = select(RENDERINGS.c.bytes).where(
            RENDERINGS.c.draft == draft, RENDERINGS.c.revision == revision, RENDERINGS.c.kind == kind
        )
        with self.store.reading() as connection:
            found = connection.scalar(asked)
        if found is None:
            raise NotFound("没有这种格式的稿件")
        return zlib.decompress(found)

    def events(self, draft: int, connection: Connection | None = None) -> list[Event]:
        """In the order in which they happened."""
        asked = select(EVENTS).where(EVENTS.c.draft == draft).order_by(EVENTS.c.number)
        if connection is not None:
            return [_event(dict(row._mapping)) for row in connection.execute(asked)]
        with self.store.reading() as own:
            return [_event(dict(row._mapping)) for row in own.execute(asked)]

    def _drafts(
        self, connection: Connection | None, *where: Any, limit: int = 100, after: int = 0
    ) -> list[Draft]:
        asked = select(DRAFTS).where(*where).order_by(DRAFTS.c.changed_at.desc(), DRAFTS.c.number.desc())
        asked = asked.limit(limit).offset(after)
        if connection is not None:
            return [_draft(dict(row._mapping)) for row in connection.execute(asked)]
        with self.store.reading() as own:
            return [_draft(dict(row._mapping)) for row in own.execute(asked)]


def _next(connection: Connection, column: Any) -> int:
    # writers take turns, so that nobody else takes the same number
    return int(connection.scalar(select(func.coalesce(func.max(column), 0) + 1)) or 1)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _draft(values: dict[str, Any]) -> Draft:
    values |= {"material": tuple(json.loads(values["material"])), "options": json.loads(values["options"])}
    return Draft(**values)


def _revision(values: dict[str, Any]) -> Revision:
    edition = json.loads(values["edition"])
    edition |= {"documents": tuple(edition["documents"]), "terms": tuple(edition["terms"])}
    values |= {name: tuple(json.loads(values[name])) for name in ("told", "unsupported")}
    return Revision(**values | {"proof": json.loads(values["proof"]), "edition": Edition(**edition)})


def _event(values: dict[str, Any]) -> Event:
    return Event(**values | {"proof": json.loads(values["proof"])})
