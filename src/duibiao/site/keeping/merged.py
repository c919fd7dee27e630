"""Projects as they were put together, on the shelf: whoever asks looks them up, nobody waits for them.

A province at a time, as names are joined within one. A project that touches two provinces stands with both;
asked for by itself it is the one with most evidence.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from duibiao.site.keeping.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Row:
    """A project. ``line``: what lists show of it; ``body``: what its own page is made from; ``places``: codes
    of all that it lies in."""

    id: str
    name: str
    evidence: int
    line: str
    body: bytes
    places: frozenset[str]


class Merged:
    """The rows of all provinces, each with the stamp of the content that it was put together from."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def stamps(self) -> dict[str, str]:
        """By province; those that are there."""
        with contextlib.suppress(sqlite3.Error), self.shelf.reading() as one:
            return dict(one.execute("SELECT code, stamp FROM provinces ORDER BY code").fetchall())
        return {}

    def put(self, province: str, stamp: str, rows: Iterable[Row]) -> None:
        """Instead of what stood with the province, all or nothing."""
        projects: list[tuple[object, ...]] = []
        places: list[tuple[object, ...]] = []
        for row in rows:  # nobody else could write while they were made
            projects.append((province, row.id, row.name, row.evidence, row.line, row.body))
            places += [(province, place, row.evidence, row.name, row.id) for place in sorted(row.places)]
        with contextlib.suppress(sqlite3.Error), self.shelf.writing() as one:
            one.execute("DELETE FROM projects WHERE province = ?", (province,))
            one.execute("DELETE FROM projects_at WHERE province = ?", (province,))
            one.executemany("INSERT OR REPLACE INTO projects VALUES (?, ?, ?, ?, ?, ?)", projects)
            one.executemany("INSERT OR REPLACE INTO projects_at VALUES (?, ?, ?, ?, ?)", places)
            one.execute("INSERT OR REPLACE INTO provinces VALUES (?, ?)", (province, stamp))

    def at(self, province: str, place: str, most: int, after: int = 0) -> tuple[list[str], int]:
        """The lines of the projects at a place, those with most evidence first, and how many there are."""
        here = "FROM projects_at WHERE province = ? AND place = ?"
        asked = (
            f"SELECT line FROM (SELECT province, id, evidence, name {here} ORDER BY evidence DESC, name, id"
            " LIMIT ? OFFSET ?) AS a JOIN projects USING (province, id) ORDER BY a.evidence DESC, a.name, id"
        )
        with contextlib.suppress(sqlite3.Error), self.shelf.reading() as one:
            (count,) = one.execute(f"SELECT count(*) {here}", (province, place)).fetchone()
            return [line for (line,) in one.execute(asked, (province, place, most, after))], count
        return [], 0

    def first(self, most: int, after: int = 0) -> tuple[list[str], int]:
        """The same of all projects, each once."""
        asked = (
            "SELECT line FROM projects AS p WHERE NOT EXISTS (SELECT 1 FROM projects AS q WHERE q.id = p.id"
            " AND (q.evidence > p.evidence OR (q.evidence = p.evidence AND q.province < p.province)))"
            " ORDER BY evidence DESC, name, id LIMIT ? OFFSET ?"
        )
        with contextlib.suppress(sqlite3.Error), self.shelf.reading() as one:
            (count,) = one.execute("SELECT count(DISTINCT id) FROM projects").fetchone()
            return [line for (line,) in one.execute(asked, (most, after))], count
        return [], 0

    def body(self, project: str) -> bytes | None:
        """What the page of a project is made from."""
        asked = "SELECT body FROM projects WHERE id = ? ORDER BY evidence DESC, province LIMIT 1"
        with contextlib.suppress(sqlite3.Error), self.shelf.reading() as one:
            row = one.execute(asked, (project,)).fetchone()
            return bytes(row[0]) if row is not None else None
        return None
