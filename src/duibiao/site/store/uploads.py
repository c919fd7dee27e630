"""What was uploaded and is not public yet. A document becomes public with the first article made from it."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from duibiao.errors import NotFound, UsageError
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import DOCUMENTS
from duibiao.site.security.uploads import Upload
from duibiao.site.store.articles import now
from duibiao.site.store.audit import note
from duibiao.site.store.desk_schema import DRAFTS, JOBS, REVISIONS, UPLOADS
from duibiao.site.store.jobs import OPEN

_PHOTOGRAPH = re.compile(r'^file = "([0-9a-f]{64})/', re.MULTILINE)
"""In a sheet, the upload that a photograph came in."""


@dataclass(frozen=True, slots=True)
class Given:
    """An upload as lists show it. ``size``: bytes."""

    sha256: str
    name: str
    size: int
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Bytes:
    """A document's name and bytes; ``public``: it is in the ledger."""

    sha256: str
    name: str
    data: bytes
    public: bool


class Uploads:
    """The uploads of a store, beside the documents of its ledger."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def put(self, uploads: Sequence[Upload], who: str) -> list[str]:
        """Keep them, each once. Returns their hashes."""
        hashes = [hashlib.sha256(one.data).hexdigest() for one in uploads]
        with self.store.writing() as connection:
            there = set(connection.scalars(select(UPLOADS.c.sha256).where(UPLOADS.c.sha256.in_(hashes))))
            there |= set(connection.scalars(select(DOCUMENTS.c.sha256).where(DOCUMENTS.c.sha256.in_(hashes))))
            for sha256, one in zip(hashes, uploads, strict=True):
                if sha256 in there:
                    continue
                there.add(sha256)
                values: dict[str, object] = {"sha256": sha256, "name": one.name, "size": len(one.data)}
                values |= {"bytes": zlib.compress(one.data, 6), "who": who, "at": now()}
                connection.execute(insert(UPLOADS).values(values))
                note(connection, who, "upload", one.name, {"sha256": sha256, "bytes": len(one.data)})
        return hashes

    def all(self, limit: int = 200) -> list[Given]:
        """Those that are not public, the newest first."""
        columns = [UPLOADS.c[name] for name in ("sha256", "name", "size", "who", "at")]
        asked = select(*columns).where(UPLOADS.c.sha256.not_in(select(DOCUMENTS.c.sha256)))
        with self.store.reading() as connection:
            rows = connection.execute(asked.order_by(UPLOADS.c.at.desc(), UPLOADS.c.name).limit(limit))
            return [Given(*row) for row in rows]

    def used(self, connection: Connection) -> dict[str, list[int]]:
        """By hash of a document, the numbers of the drafts made from it, 0 for a brief that is being made."""
        found: dict[str, list[int]] = {}
        for number, report, material in connection.execute(
            select(DRAFTS.c.number, DRAFTS.c.report, DRAFTS.c.material).order_by(DRAFTS.c.number)
        ):
            for sha256 in dict.fromkeys((report, *json.loads(material))):
                found.setdefault(sha256, []).append(number)
        for number, sheet in connection.execute(select(REVISIONS.c.draft, REVISIONS.c.sheet).distinct()):
            for sha256 in _PHOTOGRAPH.findall(sheet):
                if number not in found.setdefault(sha256, []):
                    found[sha256].append(number)
        for asked in connection.scalars(select(JOBS.c.asked).where(JOBS.c.state.in_(OPEN))):
            job = json.loads(asked)
            photographs = _PHOTOGRAPH.findall(job.get("sheet", ""))
            for sha256 in (job.get("report", ""), *job.get("material", ()), *photographs):
                found.setdefault(sha256, []).append(0)
        return found

    def delete(self, sha256: str, who: str, *, others: bool) -> str:
        """Delete an upload that nothing was made from; the log keeps what it was and its hash.

        ``others``: also what somebody else uploaded. Returns its name. Raises ``NotFound``, ``UsageError``.
        """
        columns = [UPLOADS.c[name] for name in ("name", "size", "who")]
        with self.store.writing() as connection:
            row = connection.execute(select(*columns).where(UPLOADS.c.sha256 == sha256)).first()
            if row is None:
                raise NotFound("没有这份上传", where=sha256[:12])
            if row.who != who and not others:
                raise UsageError("别人上传的由总编删除", where=row.name)
            if self.used(connection).get(sha256):
                raise UsageError("有稿件用着它，不能删除", where=row.name)
            connection.execute(delete(UPLOADS).where(UPLOADS.c.sha256 == sha256))
            told = {"sha256": sha256, "bytes": row.size, "by": row.who}
            note(connection, who, "upload.delete", row.name, told)
        return str(row.name)

    def names(self, hashes: Sequence[str]) -> Mapping[str, str]:
        """What documents are called, by hash."""
        with self.store.reading() as connection:
            found: dict[str, str] = {}
            for table in (UPLOADS, DOCUMENTS):
                asked = select(table.c.sha256, table.c.name).where(table.c.sha256.in_(hashes))
                found |= {row[0]: row[1] for row in connection.execute(asked)}
            return found

    def get(self, sha256: str, connection: Connection | None = None) -> Bytes:
        """A document, of the ledger or uploaded. Raises ``NotFound``."""
        if connection is None:
            with self.store.reading() as own:
                return self.get(sha256, own)
        for table, public in ((DOCUMENTS, True), (UPLOADS, False)):
            asked = select(table.c.name, table.c.bytes).where(table.c.sha256 == sha256)
            row = connection.execute(asked).first()
            if row is not None:
                return Bytes(sha256, row.name, zlib.decompress(row.bytes), public)
        raise NotFound("没有这份文件", where=sha256[:12])
