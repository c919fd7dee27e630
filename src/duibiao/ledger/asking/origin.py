"""Which document a fact stands in, as an answer shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Column

from duibiao.ledger.store.schema import DOCUMENTS


@dataclass(frozen=True, slots=True)
class Origin:
    """A stored document. ``year``: the one that a report plans, ``None`` when not known."""

    number: int
    sha256: str
    name: str
    title: str
    kind: str
    place: str
    adcode: str
    year: int | None
    date: str
    origin: str

    @property
    def label(self) -> str:
        """What facts of several documents call this one: its title and the beginning of its hash."""
        return f"{self.title or self.name}#{self.sha256[:6]}"

    @property
    def vintage(self) -> tuple[int, str, str]:
        """Orders what documents said by when they said it."""
        return (self.year or 0, self.date, self.sha256)


_NAMES = ("number", "sha256", "name", "title", "kind", "place", "adcode", "year", "date", "origin")
ORIGIN_COLUMNS: tuple[Column[object], ...] = tuple(DOCUMENTS.c[name] for name in _NAMES)


def origin_of(cells: Sequence[object]) -> Origin:
    """From the cells of ``ORIGIN_COLUMNS``."""
    return Origin(*cells)  # type: ignore[arg-type]
