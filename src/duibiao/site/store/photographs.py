"""Photographs as they are printed. They become public with an article that shows them, and go with it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from duibiao.briefing.pictures.photographs import Developed
from duibiao.errors import NotFound
from duibiao.ledger.store import Store
from duibiao.site.store.schema import ARTICLES, PHOTOGRAPHS, SHOWN

_ADDRESS = re.compile(r'src="/photographs/([0-9a-f]{16})\.jpg"')


def address(id_: str) -> str:
    """Where readers see a photograph."""
    return f"/photographs/{id_}.jpg"


def shown_in(*html: str) -> list[str]:
    """The photographs that pages show, each once."""
    return list(dict.fromkeys(id_ for page in html for id_ in _ADDRESS.findall(page)))


def keep(connection: Connection, photographs: Iterable[Developed]) -> None:
    """Keep them, each once."""
    made = {one.id: one for one in photographs}
    asked = select(PHOTOGRAPHS.c.id).where(PHOTOGRAPHS.c.id.in_(made))
    for id_ in made.keys() - set(connection.scalars(asked)):
        connection.execute(insert(PHOTOGRAPHS).values(id=id_, bytes=made[id_].data))


def show(connection: Connection, slug: str, *html: str) -> None:
    """An article of these pages is published."""
    ids = shown_in(*html)
    asked = select(SHOWN.c.photograph).where(SHOWN.c.slug == slug, SHOWN.c.photograph.in_(ids))
    there = set(connection.scalars(asked)) if ids else set()
    for id_ in ids:
        if id_ not in there:
            connection.execute(insert(SHOWN).values(slug=slug, photograph=id_))


def photograph(store: Store, id_: str, *, public: bool) -> bytes:
    """The JPEG. ``public``: only of an article that stands. Raises ``NotFound``."""
    asked = select(PHOTOGRAPHS.c.bytes).where(PHOTOGRAPHS.c.id == id_)
    if public:
        standing = select(SHOWN.c.photograph).join(ARTICLES, ARTICLES.c.slug == SHOWN.c.slug)
        asked = asked.where(PHOTOGRAPHS.c.id.in_(standing.where(ARTICLES.c.withdrawn_at == "")))
    with store.reading() as connection:
        found = connection.scalar(asked)
    if found is None:
        raise NotFound("没有这张照片", where=id_)
    return bytes(found)
