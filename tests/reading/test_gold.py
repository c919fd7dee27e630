"""The accuracy gate: labels made by reading, floors that are never lowered silently."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.reading.scoring import Score, load, score

GOLD = Path(__file__).resolve().parents[1] / "gold"
FLOORS = tomllib.loads((GOLD / "floors.toml").read_text("utf-8")).get("read", {})
PATHS = {
    "seen": sorted(p for p in (GOLD / "read").glob("*.tsv") if len(p.suffixes) == 1),
    "blind": sorted((GOLD / "read").glob("*.blind.tsv")),
    "independent": sorted((GOLD / "read").glob("*.independent.tsv")),
}


@pytest.fixture(scope="module", params=sorted(PATHS))
def scored(request: pytest.FixtureRequest, corpus: Path) -> tuple[str, Score]:
    total = Score()
    for path in PATHS[request.param]:
        score(load(path), corpus, total)
    return request.param, total


def test_there_are_enough_labels() -> None:
    golds = [load(path) for paths in PATHS.values() for path in paths]
    assert len({gold.file for gold in golds}) >= 10
    assert sum(len(labels) for gold in golds for _, labels in gold.windows) >= 300


@pytest.mark.corpus
def test_no_floor_is_broken(scored: tuple[str, Score]) -> None:
    part, total = scored
    broken = {name: round(value, 3) for name, value in total.table().items() if value < FLOORS[part][name]}
    assert broken == {}, "\n".join(total.errors)
