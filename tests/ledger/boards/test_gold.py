"""The accuracy gate of boards: every fact of twelve local notes and the boards it belongs on, by reading."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from duibiao.ledger.boards import Filled, Standing
from duibiao.text import Span
from tests.ledger.boards.supplying import filled, material

GOLD = Path(__file__).resolve().parents[2] / "gold"
KEY = GOLD / "boards" / "zhaoqing-evidence.tsv"
FLOORS = tomllib.loads((GOLD / "floors.toml").read_text("utf-8"))["boards"]


class Fact(NamedTuple):
    doc: str
    span: Span
    board: str
    must: bool
    """it belongs there; else it may stand there, too"""


def key() -> tuple[dict[str, str], list[Fact]]:
    lines = KEY.read_text("utf-8").splitlines()
    head = dict(line[2:].split("\t", 1) for line in lines if line.startswith("# "))
    rows = [line.split("\t") for line in lines if line and line[0].isdigit()]
    return head, [Fact(doc, Span(int(a), int(b)), board, need == "must") for doc, a, b, board, need in rows]


@pytest.fixture(scope="module")
def made(corpus: Path) -> dict[str, Filled]:
    """All 36 files are given as the place's, as a desk would: 24 are of other places."""
    head, _ = key()
    folder = corpus / head["folder"]
    for name, pinned in head.items():
        if name.startswith("sha256 "):
            found = hashlib.sha256((folder / name.removeprefix("sha256 ")).read_bytes()).hexdigest()
            assert found == pinned, f"{name} has changed"
    return filled(*(material(path.read_bytes(), path.name) for path in sorted(folder.glob("*.txt"))))


@pytest.mark.corpus
def test_no_fact_is_missing_from_its_board(made: dict[str, Filled]) -> None:
    _, facts = key()
    missed = [f for f in facts if f.must and not _stands(f, made[f.board])]
    wanted = sum(f.must for f in facts)
    assert 1 - len(missed) / wanted >= FLOORS["found"], missed


@pytest.mark.corpus
def test_no_passage_is_on_a_wrong_board(made: dict[str, Filled]) -> None:
    _, facts = key()
    rows = [(b, row) for b, one in made.items() for row in one.rows if row.standing is Standing.OWN]
    wrong = [
        (board, row.source.origin.name, row.source.span)
        for board, row in rows
        if not any(
            f.board == board and f.doc == row.source.origin.name and f.span.meets(row.source.span)
            for f in facts
        )
    ]
    assert len(wrong) <= FLOORS["passages_wrong_most"], wrong


@pytest.mark.corpus
def test_no_figure_is_on_a_wrong_board(made: dict[str, Filled]) -> None:
    _, facts = key()
    cells = [(b, c) for b, one in made.items() for row in one.rows for c in row.cells if c.value is not None]
    wrong = [
        (board, c.source.origin.name, c.source.span)
        for board, c in cells
        if not any(
            f.board == board and f.doc == c.source.origin.name and f.span.meets(c.source.span) for f in facts
        )
    ]
    assert len(wrong) <= FLOORS["figures_wrong_most"], wrong


@pytest.mark.corpus
def test_documents_of_other_places_are_left_out_with_a_reason(made: dict[str, Filled]) -> None:
    head, _ = key()
    ours = {name.removeprefix("sha256 ") for name in head if name.startswith("sha256 ")}
    for one in made.values():
        assert {origin.name for origin in one.documents} <= ours
        assert len(one.left) == 24
        assert all(left.why for left in one.left)


def test_there_are_enough_facts() -> None:
    _, facts = key()
    assert len(facts) >= 200


def _stands(fact: Fact, board: Filled) -> bool:
    """The words stand in a passage of the place's own; over two sections when its clauses do."""
    own = [r.source for r in board.rows if r.standing is Standing.OWN and r.source.origin.name == fact.doc]
    covered = {at for source in own for at in range(*source.span)}
    return set(range(*fact.span)) <= covered
