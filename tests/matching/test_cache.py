"""A cache changes how long it takes and nothing else."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from duibiao.examples import path
from duibiao.gazetteer import Gazetteer
from duibiao.matching import Cache, Matched, match
from duibiao.matching.cache import dump_array, dump_half, key_of, load_array, remembered
from duibiao.sources import read_document

REPORT = read_document(path() / "report.txt")
NOTES = [read_document(p) for p in sorted((path() / "evidence").iterdir())]
GAZETTEER = Gazetteer.load()


def run(cache: Cache | None, place: str = "肇庆市") -> Matched:
    home = GAZETTEER.resolve("广东省")
    return match(REPORT, GAZETTEER.resolve(place), 2024, NOTES, home=home, gazetteer=GAZETTEER, cache=cache)


def entries(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob("*/*") if p.is_file())


def test_the_result_is_the_same_without_a_cache_with_an_empty_and_with_a_full_one(tmp_path: Path) -> None:
    without = run(None)
    assert run(Cache(tmp_path)) == without
    assert entries(tmp_path)
    assert run(Cache(tmp_path)) == without
    assert run(Cache(tmp_path), "云浮市") == run(None, "云浮市")


def test_nothing_is_computed_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(Cache(tmp_path))

    def never(*_: object, **__: object) -> None:
        raise AssertionError("computed again")

    monkeypatch.setattr("duibiao.reading.mentions.find_mentions", never)
    monkeypatch.setattr("duibiao.matching.semantic.warm", never)
    monkeypatch.setattr("duibiao.matching.pairing.warm", never)
    assert run(Cache(tmp_path)) == first


@pytest.mark.parametrize("damage", [b"", b"\x00", b"not an entry at all, but long enough"])
def test_a_damaged_entry_is_as_good_as_absent(tmp_path: Path, damage: bytes) -> None:
    without = run(Cache(tmp_path))
    for entry in entries(tmp_path):
        entry.write_bytes(damage)
    assert run(Cache(tmp_path)) == without
    for entry in entries(tmp_path):
        entry.write_bytes(entry.read_bytes()[:-1] + b"~")
    assert run(Cache(tmp_path)) == without


def test_an_entry_of_another_layout_is_made_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("k" * 64, b"[1, 2")
    made = remembered(cache, "k" * 64, lambda: np.ones(2, np.float32), dump_array, load_array)
    assert made.tolist() == [1, 1]
    assert remembered(cache, "k" * 64, lambda: None, dump_array, load_array).tolist() == [1, 1]


def test_a_folder_that_cannot_be_written_to_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file")
    cache.put("ab" * 32, b"x")
    assert cache.get("ab" * 32) is None
    cache.trim()


def test_the_bound_is_held_and_the_newest_stays(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most=2000)
    for i in range(30):
        cache.put(f"{i:064}", bytes(100))
    cache.trim()
    assert 0 < sum(p.stat().st_size for p in entries(tmp_path)) <= 2000
    assert cache.get(f"{29:064}") == bytes(100)
    assert cache.get(f"{0:064}") is None


def test_many_writers_of_one_entry_leave_a_whole_one(tmp_path: Path) -> None:
    contents = [bytes([i]) * 50_000 for i in range(8)]
    writers = [threading.Thread(target=Cache(tmp_path).put, args=("e" * 64, content)) for content in contents]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert Cache(tmp_path).get("e" * 64) in contents
    assert len(entries(tmp_path)) == 1


def test_keys_tell_kinds_and_parts_apart() -> None:
    keys = {key_of("names", "ab", "c"), key_of("names", "a", "bc"), key_of("meaning", "ab", "c")}
    assert len(keys) == 3
    assert key_of("names", "ab", "c") in keys


def test_half_precision_comes_back_as_it_was_rounded() -> None:
    rounded = np.array([0.1, 0.25], np.float16).astype(np.float32)
    assert np.array_equal(load_array(dump_half(rounded)), rounded)


def test_where_it_stands_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("DUIBIAO_CACHE", raising=False)
    assert Cache.default().folder == tmp_path / "duibiao"
    monkeypatch.setenv("DUIBIAO_CACHE", str(tmp_path / "own"))
    assert Cache.default().folder == tmp_path / "own"
