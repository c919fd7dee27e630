"""Stored documents by their hash."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from sqlalchemy import func, select

from duibiao.briefing.chapters import shortened
from duibiao.errors import NotFound
from duibiao.ledger.asking.asked import Asked, among, filled
from duibiao.ledger.asking.origin import ORIGIN_COLUMNS, Origin, origin_of
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import DOCUMENTS, PASSAGES
from duibiao.text import Document, Kind

SHORT = 12
"""Digits of a hash in an address."""
TOGETHER_MOST = 12
"""Documents that are asked for at a time."""
_OF_HASHES = Asked(select(*ORIGIN_COLUMNS).where(among(DOCUMENTS.c.sha256, "sha256", TOGETHER_MOST)))


def origins(store: Store, hashes: Sequence[str]) -> dict[str, Origin]:
    """Of these documents those that are stored, in this order."""
    found: dict[str, Origin] = {}
    with store.reading() as connection:
        for at in range(0, len(hashes), TOGETHER_MOST):
            asked = filled("sha256", hashes[at : at + TOGETHER_MOST], TOGETHER_MOST)
            found |= {origin.sha256: origin for origin in map(origin_of, _OF_HASHES(connection, **asked))}
    return {sha: found[sha] for sha in hashes if sha in found}


def of_hash(store: Store, beginning: str) -> tuple[Origin, str]:
    """The document whose hash begins so, and the hash of the version that supersedes it or ''.

    Raises ``NotFound``.
    """
    if len(beginning) < SHORT or not set(beginning) <= set("0123456789abcdef"):
        raise NotFound("没有这份文件", where=beginning[:64])
    last = beginning + "g"  # after every hash that begins so: the index of hashes answers
    asked = select(*ORIGIN_COLUMNS, DOCUMENTS.c.superseded_by)
    asked = asked.where(DOCUMENTS.c.sha256 >= beginning, DOCUMENTS.c.sha256 < last)
    with store.reading() as connection:
        rows = connection.execute(asked.limit(2)).all()
    if len(rows) != 1:
        raise NotFound("没有这份文件", where=beginning[:64])
    cells = tuple(rows[0])
    return origin_of(cells[:-1]), cells[-1] or ""


def every(store: Store) -> list[Origin]:
    """All documents, superseded ones too, the newest reports first."""
    with store.reading() as connection:
        asked = select(*ORIGIN_COLUMNS).order_by(DOCUMENTS.c.year.desc(), DOCUMENTS.c.number)
        return [origin_of(tuple(row)) for row in connection.execute(asked)]


def opening(store: Store, number: int) -> str:
    """How the text of a document begins: what a brief calls one without a title. '' for an empty one."""
    first = select(PASSAGES.c.text).where(PASSAGES.c.document == number).order_by(PASSAGES.c.start).limit(1)
    with store.reading() as connection:
        return shortened("".join((connection.scalar(first) or "").split()))


def headed(document: Document) -> str:
    """What a document that was read is called: the same."""
    if document.metadata.title:
        return document.metadata.title
    blocks = (b.span.of(document.text) for b in document.blocks if b.kind is not Kind.FURNITURE)
    return shortened("".join(next(blocks, "").split())) or document.name


def original(store: Store, sha256: str) -> tuple[str, bytes]:
    """Name and bytes of a document as it was taken in. Raises ``NotFound``."""
    asked = select(DOCUMENTS.c.name, DOCUMENTS.c.bytes).where(DOCUMENTS.c.sha256 == sha256)
    with store.reading() as connection:
        row = connection.execute(asked).first()
    if row is None:
        raise NotFound("没有这份文件", where=sha256[:64])
    return row[0], zlib.decompress(row[1])


def listed(
    store: Store, *, kind: str = "report", adcode: str = "", limit: int = 50, after: int = 0
) -> tuple[list[Origin], int]:
    """Reports (or material), the newest first, from the ``after``-th on; and how many there are."""
    where = [DOCUMENTS.c.kind == kind, DOCUMENTS.c.superseded_by.is_(None)]
    if adcode:
        where.append(DOCUMENTS.c.adcode == adcode)
    order = (DOCUMENTS.c.year.desc(), DOCUMENTS.c.adcode, DOCUMENTS.c.name)
    asked = select(*ORIGIN_COLUMNS).where(*where).order_by(*order).limit(limit).offset(after)
    with store.reading() as connection:
        total = connection.scalar(select(func.count()).select_from(DOCUMENTS).where(*where)) or 0
        return [origin_of(tuple(row)) for row in connection.execute(asked)], int(total)


def places(store: Store) -> dict[str, tuple[str, int, int | None]]:
    """By code: name, how many reports the place has, and the year of its newest."""
    asked = (
        select(DOCUMENTS.c.adcode, func.min(DOCUMENTS.c.place), func.count(), func.max(DOCUMENTS.c.year))
        .where(DOCUMENTS.c.kind == "report", DOCUMENTS.c.superseded_by.is_(None), DOCUMENTS.c.adcode != "")
        .group_by(DOCUMENTS.c.adcode)
    )
    with store.reading() as connection:
        return {row[0]: (row[1], int(row[2]), row[3]) for row in connection.execute(asked)}
