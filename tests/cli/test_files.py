from __future__ import annotations

from pathlib import Path

import pytest

from duibiao.cli.files import gather, write_together
from duibiao.cli.options import _repeated
from duibiao.errors import JobError, UnreadableSource


def test_a_folder_is_read_in_order_with_names_inside_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "one.txt").write_text("甲。", "utf-8")
    (tmp_path / "a.txt").write_text("乙。", "utf-8")
    (tmp_path / ".hidden.txt").write_text("丙。", "utf-8")
    (tmp_path / "c.jpg").write_bytes(b"\xff\xd8")
    documents, skipped = gather([tmp_path])
    assert [d.name for d in documents] == ["a.txt", "b/one.txt"]
    assert len(skipped) == 1
    assert "c.jpg" in skipped[0]


def test_names_are_told_apart(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "n.txt").write_text(f"{folder}甲。", "utf-8")
    documents, _ = gather([tmp_path / "x", tmp_path / "y"])
    assert [d.name for d in documents] == ["n.txt#1", "n.txt#2"]


def test_a_file_named_outright_must_be_readable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource):
        gather([tmp_path / "missing.txt"])


def test_all_files_or_none(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()  # a folder stands where a file should go
    (tmp_path / "b" / "full").write_text("x")
    with pytest.raises(JobError):
        write_together(tmp_path, {"a": "1", "b/c/d": "2"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b"]


def test_written_files_replace_old_ones(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    assert write_together(tmp_path / ".", {"a": "新\n"}) == [tmp_path / "a"]
    assert (tmp_path / "a").read_bytes() == "新\n".encode()


def test_an_option_is_repeated_before_each_of_its_values() -> None:
    args = ["r.txt", "--evidence", "a", "b", "--out", "o", "--evidence", "c"]
    spread = ["r.txt", "--evidence", "a", "--evidence", "b", "--out", "o", "--evidence", "c"]
    assert _repeated(args, {"--evidence"}) == spread
    assert _repeated(["--out", "o", "x", "--", "-y"], {"--evidence"}) == ["--out", "o", "x", "--", "-y"]


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    write_together(tmp_path, {"a": b"PK\r\n\x00", "b": "新\r\n"})
    assert (tmp_path / "a").read_bytes() == b"PK\r\n\x00"
    assert (tmp_path / "b").read_bytes() == "新\r\n".encode()
