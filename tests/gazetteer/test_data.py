"""The linter of the catalogues: every code carries its right name, every name is written once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

import pytest

from duibiao.gazetteer import Gazetteer
from duibiao.lexicon import lint, load

CATALOGUES = (
    ("duibiao.gazetteer.data", "zones.toml", "within"),
    ("duibiao.gazetteer.data", "regions.toml", "within"),
    ("duibiao.gazetteer.data", "nicknames.toml", "place"),
    ("duibiao.reading.mentions", "lines.toml", "touches"),
    ("duibiao.reading.mentions", "facilities.toml", "touches"),
    ("duibiao.reading.mentions", "organisations.toml", "touches"),
    ("duibiao.gazetteer.data", "letters.toml", "place"),
    ("duibiao.gazetteer.data", "letters.toml", "city"),
)


def _codes(package: str, file: str, key: str) -> Iterator[tuple[str, str]]:
    for row in load(package, file).entries:
        listed = row.get(key, [])
        for item in listed if isinstance(listed, list) else [listed]:
            yield row.get("name", ""), item


@pytest.mark.parametrize(("package", "file", "key"), CATALOGUES)
def test_codes_carry_their_names(package: str, file: str, key: str) -> None:
    g = Gazetteer.load()
    wrong = []
    for entry, item in _codes(package, file, key):
        code, name = item.split(maxsplit=1)
        place = g.get(code)
        if place is None or name not in (place.name, *place.aliases):
            wrong.append(f"{entry}: {item} is {place and place.name}")
    assert not wrong


@pytest.mark.parametrize(("package", "file"), sorted({(p, f) for p, f, _ in CATALOGUES}))
def test_files_are_well_formed(package: str, file: str) -> None:
    assert not lint(load(package, file))


@pytest.mark.parametrize("file", ["zones.toml", "regions.toml"])
def test_no_name_stands_twice(file: str) -> None:
    rows = load("duibiao.gazetteer.data", file).entries
    names = Counter(name for row in rows for name in {row["name"], *row["aliases"]})
    assert [name for name, times in names.items() if times > 1] == []


def test_no_catalogued_name_stands_twice() -> None:
    """Lines, facilities, organisations, programmes: none in two files, and none that is a place."""
    files = ("lines.toml", "facilities.toml", "organisations.toml", "programmes.toml")
    rows = [row for file in files for row in load("duibiao.reading.mentions", file).entries]
    names = Counter(name for row in rows for name in {row["name"], *row.get("aliases", ())})
    assert [name for name, times in names.items() if times > 1] == []
    g = Gazetteer.load()
    assert [name for name in names if any(not p.until for p in g.find(name, towns=False))] == []


def test_members_stand_once() -> None:
    for file in ("zones.toml", "regions.toml"):
        for row in load("duibiao.gazetteer.data", file).entries:
            assert len(set(row["within"])) == len(row["within"]), row["name"]


def test_the_packaged_tables_are_small() -> None:
    folder = files("duibiao.gazetteer.data")
    size = sum(len(item.read_bytes()) for item in folder.iterdir() if item.name.endswith((".tsv", ".toml")))
    assert size < 2_000_000
