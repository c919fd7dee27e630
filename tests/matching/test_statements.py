"""Figures that were kept are those that are read, whatever the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from duibiao.examples import path
from duibiao.gazetteer import Gazetteer
from duibiao.matching import Cache
from duibiao.matching.statements import read_figures
from duibiao.reading import read_statements
from duibiao.sources import read_document

GAZETTEER = Gazetteer.load()
DOCUMENTS = [path() / "report.txt", *sorted((path() / "evidence").iterdir())]


@pytest.mark.parametrize("name", ["肇庆市", "云浮市", "广东省"])
def test_kept_figures_equal_fresh_ones(tmp_path: Path, name: str) -> None:
    place = GAZETTEER.resolve(name)
    for file in DOCUMENTS:
        document = read_document(file)
        fresh = read_statements(document, place=place, year=2024)
        assert read_figures(document, place, 2024, Cache(tmp_path)) == fresh
        assert read_figures(document, place, 2024, Cache(tmp_path)) == fresh


def test_what_was_kept_for_one_place_serves_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_document(DOCUMENTS[1])
    cache, other = Cache(tmp_path), GAZETTEER.resolve("云浮市")
    read_figures(document, GAZETTEER.resolve("肇庆市"), 2024, cache)
    fresh = read_statements(document, place=other, year=2024)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("duibiao.matching.statements._read", never)
    assert read_figures(document, other, 2024, cache) == fresh
