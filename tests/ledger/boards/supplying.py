"""Boards filled without a store: from texts of the tests, or from files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duibiao.gazetteer import Gazetteer, Place
from duibiao.ledger.adding.derive import MATERIAL, REPORT
from duibiao.ledger.adding.quoting import not_quoted, quoted_spans, unowned
from duibiao.ledger.asking.origin import Origin
from duibiao.ledger.boards import Board, Filled, Material, boards, fill
from duibiao.reading import read_statements
from duibiao.reading.chains import read_chains
from duibiao.reading.mentions import find_mentions
from duibiao.reading.programmes import read_programmes
from duibiao.reading.projects import read_projects
from duibiao.reading.standard import Standard, standardise
from duibiao.sources import document_from_bytes

GAZETTEER = Gazetteer.load()
PLACE = GAZETTEER.resolve("肇庆市")


def material(
    text: str | bytes, name: str = "note.txt", *, home: str = "肇庆市", kind: str = MATERIAL
) -> Material:
    """A document of 2024 and what is read from it, as the store would give it."""
    data = text if isinstance(text, bytes) else text.encode()
    document = document_from_bytes(data, name=name)
    place = GAZETTEER.resolve(home) if home else None
    quoted = quoted_spans(document) if kind == MATERIAL else []
    statements = unowned(read_statements(document, place=place, year=2024), quoted)
    mentions = find_mentions(document, home=place, year=2024, gazetteer=GAZETTEER)
    found = {s.id: standardise(s) for s in statements}
    origin = Origin(
        1,
        document.sha256,
        name,
        "",
        kind,
        place.name if place else "",
        place.adcode if place else "",
        2024,
        "",
        "",
    )
    return Material(
        origin,
        document,
        statements,
        {key: f.id if isinstance(f, Standard) else "" for key, f in found.items()},
        mentions,
        read_projects(document, statements, mentions, place=place, year=2024),
        not_quoted(read_programmes(document, statements, mentions, place=place, year=2024), quoted),
        read_chains(document, mentions, place=place),
    )


def report(text: str, name: str = "report.txt", *, home: str = "广东省") -> Material:
    """A report from above."""
    return material(text, name, home=home, kind=REPORT)


@dataclass(frozen=True)
class Given:
    """A supply of what a test gives."""

    given: Sequence[Material]

    def materials(self, place: Place, years: tuple[int, int] | None = None) -> Iterator[Material]:
        """All of it."""
        yield from self.given


def filled(
    *given: Material, wanted: Sequence[Board] | None = None, place: Place = PLACE
) -> dict[str, Filled]:
    """Boards by id; all of the package when none is named."""
    known = boards()
    asked = list(known.values()) if wanted is None else list(wanted)
    made = fill(asked, Given(given), place, among=known.values(), gazetteer=GAZETTEER)
    return {one.board.id: one for one in made}
