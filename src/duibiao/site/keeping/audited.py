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
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

from duibiao.auditing import Audit, Finding, Operand, Verdict, record
from duibiao.auditing.wording import interval, kinds, labels
from duibiao.ledger.asking.origin import Origin
from duibiao.site.keeping.shelf import Shelf
from duibiao.text import Span

SHORT = 12
"""Digits of a hash that a row is known by."""
TOLD = (Verdict.INCONSISTENT, Verdict.NOT_CHECKABLE)
"""What readers are told of, in this order; of the others how many there are."""
SHAPE = b"2"
"""Changes with what a row holds of a finding."""
RULES = ("text", "lexicon", "sources", "gazetteer", "reading", "auditing")
"""Folders of the program that findings depend on."""


@dataclass(frozen=True, slots=True)
class Part:
    """An operand. ``sentence``: where the sentence begins that it stands in, ``None`` outside of all."""

    role: str
    text: str
    start: int
    end: int
    sentence: int | None


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding as pages show it: a row of ``duibiao audit`` of one document.

    ``low``, ``high``: plain decimals, '' for none; ``at``: which of its parts is the stated one.
    """

    id: str
    verdict: Verdict
    rule: str
    stated: str
    recomputed: str
    low: str
    high: str
    formula: str
    explanation: str
    changes: bool
    parts: tuple[Part, ...]
    at: int

    @staticmethod
    def of(finding: Finding, sentences: Sequence[int]) -> Checked:
        """``sentences``: where those of the document begin."""

        def part(operand: Operand) -> Part:
            at = bisect_right(sentences, operand.span.start) - 1
            sentence = sentences[at] if at >= 0 else None
            return Part(operand.role, operand.text, *operand.span, sentence)

        row = record(finding)
        return Checked(
            finding.id, finding.verdict, finding.rule, finding.stated, finding.recomputed, row["low"] or "",
            row["high"] or "", finding.formula, finding.explanation, finding.changes_conclusion,
            tuple(map(part, finding.operands)), finding.operands.index(finding.at),
        )  # fmt: skip

    @property
    def start(self) -> int:
        """Where its stated operand begins in the document."""
        return self.parts[self.at].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.parts[self.at].end

    @property
    def sentence(self) -> int | None:
        """Where the sentence begins that it stands in."""
        return self.parts[self.at].sentence

    @property
    def span(self) -> Span:
        """Where its stated operand stands."""
        return Span(self.start, self.end)

    @property
    def kind(self) -> str:
        """What kind of relation it is: 加总与分项."""
        return kinds()[self.rule]

    @property
    def relation(self) -> str:
        """The relation: 逐项之和."""
        return labels("rules")[self.rule]

    @property
    def interval(self) -> str:
        """The bounds of what was recomputed, in its unit; '' for none."""
        return interval(self.recomputed, *(Decimal(one) if one else None for one in (self.low, self.high)))


@dataclass(frozen=True, slots=True)
class Audited:
    """What pages show of the audit of a document. ``counts``: findings of each verdict; ``checked``: all of
    them, in the order of the text."""

    counts: Mapping[Verdict, int]
    checked: tuple[Checked, ...]

    @property
    def total(self) -> int:
        """How many findings there are."""
        return len(self.checked)

    @property
    def told(self) -> tuple[Checked, ...]:
        """Those that readers are told of wherever the document stands."""
        return tuple(one for verdict in TOLD for one in self.checked if one.verdict is verdict)

    @staticmethod
    def of(audit: Audit, sentences: Sequence[int]) -> Audited:
        """From the audit of one document; ``sentences``: where those of the document begin."""
        checked = tuple(Checked.of(finding, sentences) for finding in audit.findings)
        return Audited({verdict: audit.counts[verdict] for verdict in Verdict}, checked)

    def packed(self) -> bytes:
        """As it is kept."""
        said = [asdict(one) for one in self.checked]
        return zlib.compress(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode())

    @staticmethod
    def unpacked(data: bytes) -> Audited:
        """The same again."""
        checked = tuple(
            Checked(
                **{
                    **one,
                    "verdict": Verdict(one["verdict"]),
                    "parts": tuple(Part(**part) for part in one["parts"]),
                }
            )
            for one in json.loads(zlib.decompress(data))
        )
        counts = Counter(one.verdict for one in checked)
        return Audited({verdict: counts[verdict] for verdict in Verdict}, checked)


@cache
def rules() -> str:
    """Changes with what the audit reads and how: 10 ms, once in a process."""
    digest, root = hashlib.sha256(SHAPE), Path(str(files("duibiao")))
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
