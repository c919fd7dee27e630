"""What changed: every page is about some topics, and is made anew when one of them changed.

Topics: ``documents``, ``articles``, ``decisions`` (any of them), ``reading`` (whether names are still read),
``projects``, ``projects:440000`` (as they were last put together for pages),
``place:441200`` (documents name it, or are its own), ``of:441200`` (its own alone),
``document:9f86d081884c``, ``audited:9f86d081884c`` (its findings came), ``article:SLUG``,
``articles of:441200``, ``articles from:9f86d081884c``.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from duibiao.gazetteer import Gazetteer
from duibiao.ledger.asking.asked import Asked
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import DECISIONS, DOCUMENTS, EVENTS, MENTIONS, STATEMENTS
from duibiao.site.keeping.audited import Audits
from duibiao.site.keeping.merged import Merged
from duibiao.site.keeping.shelf import Row, Shelf
from duibiao.site.store.schema import ARTICLES, VERSIONS

EVERYTHING = "everything"
DOCUMENTS_, ARTICLES_, DECISIONS_, READING = "documents", "articles", "decisions", "reading"
PROJECTS_ = "projects"
AUDITED = "audited:"
COUNTRY = "100000"
"""Stands for what lies in no province."""
AT_ONCE_MOST = 400
"""Of so many documents projects are put together by who asks for them."""
WHOLE = (DOCUMENTS_, ARTICLES_, DECISIONS_)
"""A page of which nothing else is known."""
SHORT = 12
"""Digits of a hash in a topic."""
SINGLY_MOST = 200
"""Of more new documents than this it is not looked up which places they name: all places changed."""


class Changes:
    """What is known of the content. ``look`` asks the store; everything else is a look into memory."""

    def __init__(
        self,
        store: Store,
        shelf: Shelf,
        gazetteer: Callable[[], Gazetteer],
        audits: Audits,
        *,
        ahead: bool = False,
    ) -> None:
        self.store = store
        self.shelf = shelf
        self._audits = audits
        self._merged = Merged(shelf)
        self._ahead = ahead and shelf.shared
        self._gazetteer = gazetteer
        self._lock = threading.Lock()
        self._seen: tuple[object, ...] = ("", "", "", {})
        self._counts: Mapping[str, int] = {}
        self._articles: Mapping[str, str] = {}
        self._known: Mapping[str, str] = {}
        self.reading = 0
        """documents of which names and projects are not read yet"""
        self.mark = ""
        """stands for all that is known: who knows the same has the same"""
        self.at_once = True
        """whether projects are put together by who asks for them, not ahead"""

    def version(self, topics: Iterable[str]) -> str:
        """Of what is about these topics."""
        known = self._known
        return "/".join(
            self._audited(topic) if topic.startswith(AUDITED) else known.get(topic, "")
            for topic in (EVERYTHING, *self._told(topics))
        )

    def _audited(self, topic: str) -> str:
        """Where pages do not come before the findings of their document they stay as they are."""
        number = self._audits.known.get(topic.removeprefix(AUDITED)) if self._ahead else None
        return "" if number is None else str(number)

    def _told(self, topics: Iterable[str]) -> Iterator[str]:
        """The topics that are known: projects put together at once are those of today's documents."""
        for topic in topics:
            if self.at_once and topic.startswith(PROJECTS_):
                code = topic.partition(":")[2]
                yield from province_topics(code) if code else (DOCUMENTS_, DECISIONS_)
            else:
                yield topic

    def look(self, *, wait: bool = True) -> None:
        """See what changed since; without ``wait`` not when another one just looks. Raises ``StoreError``."""
        if not self._lock.acquire(blocking=wait or not self._known):
            return
        try:
            self._look()
        finally:
            self._lock.release()

    def _look(self) -> None:
        if self._ahead:
            self._audits.look()
        with self.store.reading() as connection:
            held, reading = _documents(connection)
            stamps = self._merged.stamps()
            seen = (held, _articles(connection), _decisions(connection), stamps)
            if seen == self._seen:
                return
            if seen[0] != self._seen[0]:
                self._counts = self._counted(connection)
            if seen[1] != self._seen[1]:
                self._articles = dict(_by_article(connection))
        self._known = {
            **{topic: str(count) for topic, count in self._counts.items()},
            **self._articles,
            DOCUMENTS_: seen[0],
            ARTICLES_: seen[1],
            DECISIONS_: seen[2],
            READING: "1" if reading else "",
            **{f"{PROJECTS_}:{code}": stamp for code, stamp in stamps.items()},
            PROJECTS_: hashlib.sha256(repr(sorted(stamps.items())).encode()).hexdigest()[:SHORT],
        }
        self.at_once = not self._ahead or int(held.split("-")[1]) <= AT_ONCE_MOST
        self._seen, self.reading = seen, reading
        self.mark = hashlib.sha256(repr((seen, self._counts.get(EVERYTHING))).encode()).hexdigest()

    def _counted(self, connection: Connection) -> Mapping[str, int]:
        """How often each topic changed, with what changed since it was last noted."""
        rows = [_row(row) for row in _NOTED(connection)]
        try:
            before = self.shelf.noted()
            fresh = [row for row in rows if before.get(row[0]) != row]
            gone = sorted(before.keys() - {row[0] for row in rows})
            # another process may do the same: what changed twice is made once more
            self.shelf.note(self._changed(connection, fresh, gone, before), fresh, gone)
            return self.shelf.topics()
        except sqlite3.Error:  # what cannot be noted: everything changed
            return {EVERYTHING: hash(tuple(rows))}

    def _changed(
        self, connection: Connection, fresh: Sequence[Row], gone: Sequence[int], before: Mapping[int, Row]
    ) -> set[str]:
        if not fresh and not gone:
            return set()
        if not before or gone or len(fresh) > SINGLY_MOST or any(_another(row, before) for row in fresh):
            return {EVERYTHING}
        numbers = [row[0] for row in fresh]
        own = set(connection.scalars(select(DOCUMENTS.c.adcode).where(DOCUMENTS.c.number.in_(numbers))))
        places = {code for number in numbers for code in self._places(connection, number)}
        topics = {f"document:{row[1][:SHORT]}" for row in fresh}
        return topics | {f"place:{code}" for code in places} | {f"of:{code}" for code in own}

    def _places(self, connection: Connection, number: int) -> Iterator[str]:
        """The places that a document is of or names, and those around them."""
        gazetteer = self._gazetteer()
        for code in _named(connection, number):
            six = code[:6]
            yield from (six, f"{six[:4]}00", f"{six[:2]}0000", "100000")
            for one in (gazetteer.get(code), gazetteer.get(six)):
                if one is not None:
                    yield from gazetteer.around(one)


def province_topics(code: str) -> tuple[str, ...]:
    """What the projects of a province are put together from."""
    return f"place:{code}", DECISIONS_


_NOTED = Asked(
    select(*(DOCUMENTS.c[name] for name in ("number", "sha256", "deep", "superseded_by", "software")))
)
_CODES = [
    Asked(select(table.c.adcode).distinct().where(column == bindparam("number")))
    for table, column in (
        (MENTIONS, MENTIONS.c.document),
        (STATEMENTS, STATEMENTS.c.document),
        (DOCUMENTS, DOCUMENTS.c.number),
    )
]
_LISTS = [
    Asked(select(table.c.adcodes).distinct().where(table.c.document == bindparam("number")))
    for table in (MENTIONS, EVENTS)
]
"""Codes, and lists of codes, that stand in the facts of a document."""


def _row(row: Any) -> Row:
    return row[0], row[1], row[2], row[3] or "", row[4]


def _another(row: Row, before: Mapping[int, Row]) -> bool:
    """Whether a number stands for another document than it did: another ledger, or another one's rules."""
    was = before.get(row[0])
    return was is not None and (was[1] != row[1] or was[4] != row[4])


def _named(connection: Connection, number: int) -> set[str]:
    """The codes that stand in the facts of a document."""
    found = {code for asked in _CODES for (code,) in asked(connection, number=number)}
    for asked in _LISTS:
        found.update(*(json.loads(cell) for (cell,) in asked(connection, number=number)))
    return found - {""}


def _documents(connection: Connection) -> tuple[str, int]:
    """What changes with them, and of how many names and projects are not read yet."""
    newest = connection.execute(select(func.max(DOCUMENTS.c.number), func.count(DOCUMENTS.c.number))).one()
    # names and projects of a document may be read after it was added
    deep = connection.scalar(select(func.count()).where(DOCUMENTS.c.deep == 1)) or 0
    return "-".join(map(str, (*newest, deep))), int(newest[1] - deep)


def _articles(connection: Connection) -> str:
    """A version is never changed and an article is taken back once: their numbers say what changed."""
    stand = connection.scalar(select(func.count()).where(ARTICLES.c.withdrawn_at == ""))
    last = connection.execute(select(func.max(ARTICLES.c.changed_at), func.count(ARTICLES.c.slug))).one()
    versions = connection.scalar(select(func.count()).select_from(VERSIONS))
    return "-".join(map(str, (*last, versions, stand)))


def _decisions(connection: Connection) -> str:
    ids = sorted(connection.scalars(select(DECISIONS.c.id)))
    return f"{len(ids)}-{hashlib.sha256(' '.join(ids).encode()).hexdigest()[:SHORT]}" if ids else ""


def _by_article(connection: Connection) -> Iterator[tuple[str, str]]:
    """The topics of each article; of a place's, and of those made from a report, all together."""
    columns = ("slug", "adcode", "report", "current", "changed_at", "withdrawn_at")
    together: dict[str, list[str]] = {}
    for slug, adcode, report, *state in connection.execute(select(*(ARTICLES.c[name] for name in columns))):
        said = "-".join(map(str, state))
        yield f"article:{slug}", said
        together.setdefault(f"articles of:{adcode}", []).append(f"{slug} {said}")
        together.setdefault(f"articles from:{report[:SHORT]}", []).append(f"{slug} {said}")
    for topic, all_ in together.items():
        yield topic, hashlib.sha256("\n".join(sorted(all_)).encode()).hexdigest()[:SHORT]
