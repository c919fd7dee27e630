"""``duibiao verify`` as people call it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.verifying.making import REPORT, labelled

ROAD = "修通盘山公路1280公里，架桥96座，山里孩子上学少走一半路。"


def run(*args: object) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "duibiao", "verify", *map(str, args)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


def page(folder: Path, text: str) -> Path:
    path = folder / "page.txt"
    path.write_text(text, "utf-8")
    return path


def test_a_page_that_holds_ends_with_0(report: Path, tmp_path: Path) -> None:
    result = run(page(tmp_path, labelled(ROAD)), "--against", report, "--place", "昆明市")
    assert (result.returncode, result.stderr) == (0, "")
    assert "结论 没有发现引文改动" in result.stdout


def test_a_changed_digit_ends_with_1(report: Path, tmp_path: Path) -> None:
    changed = page(tmp_path, labelled(ROAD.replace("96", "69")))
    result = run(changed, "--against", report, "--place", "昆明市", "--format", "json")
    assert result.returncode == 1
    assert json.loads(result.stdout)["faults"] == ["altered", "contradicted"]


def test_strict_fails_for_a_cut_that_nothing_marks(report: Path, tmp_path: Path) -> None:
    cut = page(tmp_path, labelled(ROAD.replace("架桥96座，", "")))
    words = (cut, "--against", report, "--place", "昆明市")
    assert run(*words).returncode == 0
    assert run(*words, "--strict").returncode == 1


def test_evidence_may_be_a_folder_and_html_is_one_file(report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "note.txt").write_text("码头去年共有渔船97条，比前年多。", "utf-8")
    told = page(tmp_path, labelled(ROAD) + "\n码头去年共有渔船97条。\n")
    result = run(
        told, "--against", report, "--evidence", folder, "--place", "昆明市", "--format", "html", "--strict"
    )
    assert result.returncode == 0, result.stdout
    assert result.stdout.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("page.txt",), 2, "--against"),
        (("page.txt", "--against", "nowhere.txt"), 1, "没有这个文件"),
        (("empty.txt", "--against", "report.txt"), 1, "文件是空的"),
        (("page.txt", "--against", "report.txt", "--place", "肇慶肇"), 2, "没有找到地方"),
        (("page.txt", "--against", "report.txt", "--format", "pdf"), 2, "pdf"),
    ],
)
def test_errors_are_one_line(
    words: tuple[str, ...], status: int, says: str, report: Path, tmp_path: Path
) -> None:
    page(tmp_path, labelled(ROAD))
    (tmp_path / "empty.txt").write_text("\n", "utf-8")
    result = run(*(tmp_path / word if word.endswith(".txt") else word for word in words))
    assert result.returncode == status
    assert says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.corpus
def test_the_seed_page_takes_two_seconds_cold(corpus: Path) -> None:
    words = (corpus / "zhaoqing" / "seed-article.txt", "--against", corpus / "guangdong" / "440000-2024.txt")
    start = time.process_time(), time.perf_counter()
    result = run(*words, "--evidence", corpus / "zhaoqing" / "evidence")
    assert result.returncode == 1
    assert time.perf_counter() - start[1] < 6  # about 1.2 s on a machine of its own
