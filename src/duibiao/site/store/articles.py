"""Articles: published briefs. A version is never changed; a correction is a new one, shown openly."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    union_all,
    update,
)

from duibiao.errors import NotFound, UsageError
from duibiao.gazetteer import Place
from duibiao.ledger.asking.asked import Asked, among, filled
from duibiao.ledger.store import Store
from duibiao.site.store import bodies, photographs
from duibiao.site.store.schema import ARTICLES, TERMS, VERSIONS


@dataclass(frozen=True, slots=True)
class Card:
    """An article as lists show it. Times are ISO-8601 in UTC; ``withdrawn_at`` is '' while it stands."""

    slug: str
    title: str
    summary: str
    place: str
    adcode: str
    report: str
    report_title: str
    origin: str
    editor: str
    first_at: str
    changed_at: str
    number: int
    withdrawn_at: str
    withdrawn_why: str


@dataclass(frozen=True, slots=True)
class Edition:
    """What a version says. ``head``, ``body``: HTML that the guard has checked.

    ``documents``: sha256 of the documents that it quotes, in the order of their numbers, the report first.
    ``note``: what was corrected, '' of the first. ``terms``: what it is about, for what is read beside it.
    """

    title: str
    summary: str
    place: str
    report_title: str
    origin: str
    editor: str
    head: str
    body: str
    brief: str
    documents: tuple[str, ...]
    pictures: bool
    terms: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A version in the history of an article."""

    number: int
    at: str
    title: str
    editor: str
    note: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What was corrected, or why it was withdrawn: then ``number`` is 0."""

    slug: str
    title: str
    adcode: str
    place: str
    at: str
    why: str
    number: int


_CARD = (
    ARTICLES.c.slug,
    VERSIONS.c.title,
    VERSIONS.c.summary,
    VERSIONS.c.place,
    ARTICLES.c.adcode,
    ARTICLES.c.report,
    VERSIONS.c.report_title,
    VERSIONS.c.origin,
    VERSIONS.c.editor,
    ARTICLES.c.first_at,
    ARTICLES.c.changed_at,
    ARTICLES.c.current,
    ARTICLES.c.withdrawn_at,
    ARTICLES.c.withdrawn_why,
)
_CURRENT = and_(VERSIONS.c.slug == ARTICLES.c.slug, VERSIONS.c.number == ARTICLES.c.current)
_PLAIN = ("title", "summary", "place", "report_title", "origin", "editor", "head", "body", "brief", "note")
_ORDER = (ARTICLES.c.first_at.desc(), ARTICLES.c.slug)
TOGETHER_MOST = 12
"""Articles that are asked for by their addresses at a time."""
# what every page of an article and a place asks
_CARDS = select(*_CARD).join(VERSIONS, _CURRENT)
_OF_SLUG = Asked(_CARDS.where(ARTICLES.c.slug == bindparam("slug")))
_STANDING = _CARDS.where(ARTICLES.c.withdrawn_at == "").order_by(*_ORDER)
_OF_SLUGS = Asked(_STANDING.where(among(ARTICLES.c.slug, "slug", TOGETHER_MOST)))
_OF_PLACE = Asked(_STANDING.where(ARTICLES.c.adcode == bindparam("adcode")).limit(bindparam("most")))
_EDITION = Asked(
    select(*(VERSIONS.c[name] for name in (*_PLAIN, "documents", "pictures"))).where(
        VERSIONS.c.slug == bindparam("slug"), VERSIONS.c.number == bindparam("number")
    )
)
_HISTORY = Asked(
    select(*(VERSIONS.c[name] for name in ("number", "at", "title", "editor", "note")))
    .where(VERSIONS.c.slug == bindparam("slug"))
    .order_by(VERSIONS.c.number.desc())
)


class Articles:
    """The articles of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    # -- writing -------------------------------------------------------------------------------------

    @contextmanager
    def _turn(self, turn: Connection | None) -> Iterator[Connection]:
        """The writer's turn that was given, or one of its own."""
        if turn is not None:
            yield turn
            return
        with self.store.writing() as connection:
            yield connection

    def publish(
        self,
        slug: str,
        report: str,
        adcode: str,
        edition: Edition,
        *,
        at: str = "",
        turn: Connection | None = None,
    ) -> None:
        """The first version of a new article, in one transaction. ``at``: when, now if not said; ``turn``:
        the transaction that it is a part of.

        Raises ``UsageError`` when the address is taken.
        """
        at = at or now()
        with self._turn(turn) as connection:
            if connection.scalar(select(ARTICLES.c.slug).where(ARTICLES.c.slug == slug)) is not None:
                raise UsageError("这个地址已经有一篇文章", where=slug, hint="更正请发新的一版")
            connection.execute(
                insert(ARTICLES).values(
                    slug=slug, report=report, adcode=adcode, current=1, first_at=at, changed_at=at,
                    withdrawn_at="", withdrawn_why="",
                )
            )  # fmt: skip
            _add(connection, slug, 1, at, edition, adcode)

    def correct(self, slug: str, edition: Edition, *, at: str = "", turn: Connection | None = None) -> int:
        """A new version; ``edition.note`` says what was corrected. Its number. Raises ``NotFound``."""
        at = at or now()
        if not edition.note.strip():
            raise UsageError("更正要写明改了什么", where=slug)
        with self._turn(turn) as connection:
            asked = select(ARTICLES.c.current, ARTICLES.c.adcode).where(ARTICLES.c.slug == slug)
            row = connection.execute(asked).first()
            if row is None:
                raise NotFound("没有这篇文章", where=slug)
            number = int(row.current) + 1
            _add(connection, slug, number, at, edition, row.adcode)
            changed = update(ARTICLES).where(ARTICLES.c.slug == slug)
            connection.execute(changed.values(current=number, changed_at=at))
            return number

    def withdraw(self, slug: str, why: str, *, at: str = "", turn: Connection | None = None) -> None:
        """Take it back: its address stays and says so. Raises ``NotFound``, ``UsageError`` without why."""
        at = at or now()
        if not why.strip():
            raise UsageError("撤稿要写明原因", where=slug)
        with self._turn(turn) as connection:
            changed = update(ARTICLES).where(ARTICLES.c.slug == slug)
            done = connection.execute(changed.values(withdrawn_at=at, withdrawn_why=why, changed_at=at))
            if not done.rowcount:
                raise NotFound("没有这篇文章", where=slug)
            connection.execute(delete(TERMS).where(TERMS.c.slug == slug))
            bodies.drop(connection, slug)

    # -- reading -------------------------------------------------------------------------------------

    def card(self, slug: str) -> Card:
        """Raises ``NotFound``."""
        with self.store.reading() as connection:
            rows = _OF_SLUG(connection, slug=slug)
        if not rows:
            raise NotFound("没有这篇文章", where=slug)
        return Card(*rows[0])

    def edition(self, slug: str, number: int) -> Edition:
        """What a version says. Raises ``NotFound``."""
        with self.store.reading() as connection:
            rows = _EDITION(connection, slug=slug, number=number)
        if not rows:
            raise NotFound("没有这一版", where=f"{slug} 第{number}版")
        *plain, documents, pictures = rows[0]
        given = dict(zip(_PLAIN, plain, strict=True))
        return Edition(**given, documents=tuple(json.loads(documents)), pictures=bool(pictures))

    def history(self, slug: str) -> list[Version]:
        """Every version, the newest first."""
        with self.store.reading() as connection:
            return [Version(*row) for row in _HISTORY(connection, slug=slug)]

    def latest(self, limit: int = 10, *, after: int = 0) -> list[Card]:
        """The newest first, from the ``after``-th on."""
        return self._cards(limit=limit, after=after)

    def of_place(self, adcode: str, limit: int = 10) -> list[Card]:
        """Of a place."""
        with self.store.reading() as connection:
            return [Card(*row) for row in _OF_PLACE(connection, adcode=adcode, most=limit)]

    def of_report(self, sha256: str, limit: int = 200) -> list[Card]:
        """Made from a report."""
        return self._cards(ARTICLES.c.report == sha256, limit=limit)

    def about(self, terms: Sequence[str], limit: int) -> list[Card]:
        """Those that are about one of these terms, the newest first."""
        return self._cards(
            ARTICLES.c.slug.in_(select(TERMS.c.slug).where(TERMS.c.term.in_(terms))), limit=limit
        )

    def named(self, slugs: Sequence[str]) -> list[Card]:
        """Those of these addresses that stand, in this order."""
        found: dict[str, Card] = {}
        with self.store.reading() as connection:
            for at in range(0, len(slugs), TOGETHER_MOST):
                asked = filled("slug", slugs[at : at + TOGETHER_MOST], TOGETHER_MOST)
                found |= {row[0]: Card(*row) for row in _OF_SLUGS(connection, **asked)}
        return [found[slug] for slug in slugs if slug in found]

    def found(
        self, words: str, place: Place | None, year: int | None, limit: int
    ) -> list[tuple[Card, list[bodies.Found]]]:
        """Those with passages that have all ``words``, each with these; ``year``: of the report.

        Raises ``UsageError`` when nothing is asked.
        """
        found = dict(bodies.search(self.store, words, place=place, year=year, limit=limit))
        return [(card, found[card.slug]) for card in self.named(list(found))]

    def corrected(self, limit: int, *, after: int = 0) -> list[Correction]:
        """Corrections and withdrawals, the newest first, from the ``after``-th on."""
        columns = [ARTICLES.c.slug, VERSIONS.c.title, ARTICLES.c.adcode, VERSIONS.c.place]
        corrected = (
            select(*columns, VERSIONS.c.at.label("at"), VERSIONS.c.note.label("why"), VERSIONS.c.number)
            .join(VERSIONS, VERSIONS.c.slug == ARTICLES.c.slug)
            .where(VERSIONS.c.note != "")
        )
        withdrawn = (
            select(*columns, ARTICLES.c.withdrawn_at, ARTICLES.c.withdrawn_why, literal(0))
            .join(VERSIONS, _CURRENT)
            .where(ARTICLES.c.withdrawn_at != "")
        )
        both = union_all(corrected, withdrawn).subquery()
        # within a second what is withdrawn was corrected before
        withdrawn_first = (both.c.number == 0).desc()
        order = (both.c.at.desc(), both.c.slug, withdrawn_first, both.c.number.desc())
        asked = select(both).order_by(*order)
        with self.store.reading() as connection:
            return [Correction(*row) for row in connection.execute(asked.limit(limit).offset(after))]

    def places(self) -> list[tuple[str, str, int]]:
        """``(adcode, place, articles)`` of the places that articles are written for, the most first."""
        count = func.count()
        asked = select(ARTICLES.c.adcode, func.min(VERSIONS.c.place), count).join(VERSIONS, _CURRENT)
        asked = asked.where(ARTICLES.c.withdrawn_at == "").group_by(ARTICLES.c.adcode)
        with self.store.reading() as connection:
            rows = connection.execute(asked.order_by(count.desc(), ARTICLES.c.adcode))
            return [(row[0], row[1], row[2]) for row in rows]

    def counted(self) -> int:
        """How many stand."""
        asked = select(func.count()).select_from(ARTICLES).where(ARTICLES.c.withdrawn_at == "")
        with self.store.reading() as connection:
            return int(connection.scalar(asked) or 0)

    def addresses(self) -> list[tuple[str, str]]:
        """``(slug, changed_at)`` of all that stand."""
        asked = select(ARTICLES.c.slug, ARTICLES.c.changed_at).where(ARTICLES.c.withdrawn_at == "")
        with self.store.reading() as connection:
            return [(row[0], row[1]) for row in connection.execute(asked.order_by(ARTICLES.c.slug))]

    def _cards(self, *where: ColumnElement[bool], limit: int, after: int = 0) -> list[Card]:
        with self.store.reading() as connection:
            rows = connection.execute(_STANDING.where(*where).limit(limit).offset(after))
            return [Card(*tuple(row)) for row in rows]


def _add(connection: Connection, slug: str, number: int, at: str, edition: Edition, adcode: str) -> None:
    values: dict[str, object] = {name: getattr(edition, name) for name in _PLAIN}
    values |= {"slug": slug, "number": number, "at": at}
    values |= {"documents": json.dumps(edition.documents), "pictures": int(edition.pictures)}
    connection.execute(insert(VERSIONS).values(values))
    connection.execute(delete(TERMS).where(TERMS.c.slug == slug))
    terms = [{"slug": slug, "term": term} for term in dict.fromkeys(edition.terms)]
    if terms:
        connection.execute(insert(TERMS), terms)
    photographs.show(connection, slug, edition.head, edition.body)
    bodies.put(connection, slug, adcode, list(bodies.parts_of(edition.title, edition.head, edition.body)))


def now() -> str:
    """This moment, ISO-8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
