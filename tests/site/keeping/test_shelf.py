"""Pages on disk: bounded, made anew where they are damaged, never in the way."""

from __future__ import annotations

import gzip
from pathlib import Path

from duibiao.site.cache import REST, Core
from duibiao.site.keeping.shelf import LOOKED_AT, Sheet, Shelf, beside

SHEET = Sheet("1", '"tag"', "text/html", b"x" * 1000)


def test_pages_are_found_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite.pages"
    first = Shelf(path, 1 << 20)
    first.put("a", SHEET)
    first.close()
    again = Shelf(path, 1 << 20)
    assert again.get("a") == SHEET
    assert again.version("a") == "1"
    assert again.get("b") is None
    again.close()


def test_the_oldest_go_where_there_are_too_many(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "pages", 300_000)
    for n in range(LOOKED_AT * 8):
        shelf.put(str(n), SHEET)
    assert shelf.get("0") is None
    assert shelf.get(str(LOOKED_AT * 8 - 1)) == SHEET
    assert shelf.full
    shelf.close()


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "pages"
    path.write_bytes(b"no database" * 400)
    shelf = Shelf(path, 1 << 20)
    shelf.put("a", SHEET)
    assert shelf.get("a") == SHEET
    shelf.close()


def test_where_no_file_can_be_made_pages_are_kept_for_the_process(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    shelf = Shelf(tmp_path / "file" / "pages", 1 << 20)
    shelf.put("a", SHEET)
    assert shelf.get("a") == SHEET
    shelf.close()


def test_what_was_noted_is_noted_whole(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "pages", 1 << 20)
    row = (1, "a" * 64, 1, "", "0.1")
    shelf.note(["place:440000", "document:aaaaaaaaaaaa"], [row], [])
    shelf.note(["place:440000"], [], [])
    assert shelf.topics() == {"place:440000": 2, "document:aaaaaaaaaaaa": 1}
    assert shelf.noted() == {1: row}
    shelf.note([], [], [1])
    assert shelf.noted() == {}
    shelf.close()


def test_it_lies_beside_the_ledger(tmp_path: Path) -> None:
    assert beside(str(tmp_path / "l.sqlite")) == tmp_path / "l.sqlite.pages"
    other = beside("postgresql://u:secret@host/db")
    assert other is not None
    assert other.suffix == ".pages"
    assert "secret" not in str(other)


def test_what_is_put_in_makes_one_valid_page() -> None:
    core = Core.of(f"头{REST}中{'很长的正文' * 900}{REST}尾{REST}")
    whole = core.with_rest(["甲", "乙"], "text/html", "v", 0.0)
    fewer = Core.of(f"头{REST}尾").with_rest(["甲", "多出来的"], "text/html", "v", 0.0)
    assert fewer.plain.decode() == "头甲尾"
    assert gzip.decompress(whole.packed).decode() == f"头甲中{'很长的正文' * 900}乙尾"
    assert whole.plain == gzip.decompress(whole.packed)
    other = core.with_rest(["丙", "乙"], "text/html", "v", 0.0)
    assert other.etag != whole.etag
    assert core.with_rest(["甲", "乙"], "text/html", "v", 0.0) == whole
