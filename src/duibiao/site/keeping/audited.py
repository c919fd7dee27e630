"""What the audit found in documents, on the shelf: made once, as it does not change with the reader.

A row is of a document by its hash, and of the rules and the place and year that it was audited with: other
rules make it anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from duibiao.auditing import Audit, Verdict
from duibiao.ledger.asking.origin import Origin
from duibiao.site.keeping.shelf import Shelf
from duibiao.text import Span

SHORT = 12
"""Digits of a hash that a row is known by."""
TOLD = (Verdict.INCONSISTENT, Verdict.NOT_CHECKABLE)
"""What readers are told of, in this order; of the others how many there are."""
RULES = ("text", "lexicon", "sources", "gazetteer", "reading", "auditing")
"""Folders of the program that findings depend on."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding that readers are told of. ``start``, ``end``: its stated operand in the document;
    ``sentence``: where the sentence begins that it stands in, ``None`` outside of all."""

    id: str
    verdict: Verdict
    rule: str
    stated: str
    explanation: str
    start: int
    end: int
    sentence: int | None

    @property
    def span(self) -> Span:
        """Where its stated operand stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Audited:
    """What pages show of the audit of a document. ``counts``: findings of each verdict."""

    counts: Mapping[Verdict, int]
    told: tuple[Told, ...]

    @property
    def total(self) -> int:
        """How many findings there are."""
        return sum(self.counts.values())

    @staticmethod
    def of(audit: Audit, sentences: Mapping[str, int | None]) -> Audited:
        """From the audit of one document; ``sentences``: by id of a finding."""
        told = [
            Told(f.id, f.verdict, f.rule, f.stated, f.explanation, *f.at.span, sentences[f.id])
            for verdict in TOLD
            for f in audit.findings
            if f.verdict is verdict
        ]
        return Audited({verdict: audit.counts[verdict] for verdict in Verdict}, tuple(told))

    def packed(self) -> bytes:
        """As it is kept."""
        said = {"counts": self.counts, "told": [asdict(one) for one in self.told]}
        return zlib.compress(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode())

    @staticmethod
    def unpacked(data: bytes) -> Audited:
        """The same again."""
        said = json.loads(zlib.decompress(data))
        told = (Told(**{**one, "verdict": Verdict(one["verdict"])}) for one in said["told"])
        return Audited({Verdict(verdict): n for verdict, n in said["counts"].items()}, tuple(told))


@cache
def rules() -> str:
    """Changes with what the audit reads and how: 10 ms, once in a process."""
    digest, root = hashlib.sha256(), Path(str(files("duibiao")))
    for path in sorted(p for folder in RULES for p in (root / folder).rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(root)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def stamp(origin: Origin) -> str:
    """What the findings of a document must be of, beside the rules."""
    return f"{origin.adcode}/{origin.year}"


class Audits:
    """The rows. ``known``: by hash the number of the row, which is another one when it was made anew."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.known: dict[str, int] = {}
        self._last = 0

    def look(self) -> None:
        """See what other processes have put there."""
        asked = "SELECT number, sha FROM audits WHERE number > ? AND rules = ? ORDER BY number"
        with contextlib.suppress(sqlite3.Error), self.shelf.reading() as one:
            for number, sha in one.execute(asked, (self._last, rules())):
                self.known[sha], self._last = number, number

    def get(self, origin: Origin) -> Audited | None:
        """The findings of a document; ``None`` where they are not there."""
        asked = "SELECT body FROM audits WHERE sha = ? AND rules = ? AND stamp = ?"
        with contextlib.suppress(sqlite3.Error), self.shelf.reading() as one:
            row = one.execute(asked, (origin.sha256[:SHORT], rules(), stamp(origin))).fetchone()
            return Audited.unpacked(row[0]) if row is not None else None
        return None

    def put(self, origin: Origin, found: Audited) -> None:
        """Keep them."""
        sha = origin.sha256[:SHORT]
        with contextlib.suppress(sqlite3.Error), self.shelf.writing() as one:
            one.execute("DELETE FROM audits WHERE sha = ?", (sha,))
            cells = (sha, rules(), stamp(origin), found.packed())
            put = one.execute("INSERT INTO audits (sha, rules, stamp, body) VALUES (?, ?, ?, ?)", cells)
            self.known[sha] = int(put.lastrowid or 0)

    def missing(self, of: Iterable[Origin]) -> Iterator[Origin]:
        """The documents among these of which there are none."""
        held: dict[str, str] = {}
        with contextlib.suppress(sqlite3.Error), self.shelf.reading() as one:
            held = dict(one.execute("SELECT sha, stamp FROM audits WHERE rules = ?", (rules(),)))
        return (origin for origin in of if held.get(origin.sha256[:SHORT]) != stamp(origin))
