"""The page as it is printed: every word can be read, nothing stands on top of anything else."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

from duibiao import examples

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OFFLINE = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="printing needs chromium, which is not installed"),
    pytest.mark.skipif(
        shutil.which("pdftotext") is None, reason="reading the print needs pdftotext (poppler-utils)"
    ),
]


class Word(NamedTuple):
    """A printed word: the band that its ink fills for certain, in points from the top left."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def covers(self, other: Word) -> bool:
        """More than half an em: neighbours share so much where punctuation is set close (”，)."""
        across = min(self.right, other.right) - max(self.left, other.left)
        half = 0.6 * min(self.bottom - self.top, other.bottom - other.top)
        return across > half and min(self.bottom, other.bottom) > max(self.top, other.top)


def pages(pdf: Path) -> list[list[Word]]:
    """The words of every page. Boxes are as high as the font's tallest glyph: the middle third is ink."""
    listed = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True, text=True)
    found: list[list[Word]] = []
    for page in listed.stdout.split("<page ")[1:]:
        words = []
        for match in WORD.finditer(page):
            left, top, right, bottom = map(float, match.groups()[:4])
            third = (bottom - top) / 3
            words.append(Word(left, top + third, right, bottom - third, match[5]))
        found.append(words)
    return found


def overlaps(words: list[Word]) -> list[tuple[str, str]]:
    """Pairs of words of one page that stand on top of each other."""
    rows: dict[int, set[int]] = defaultdict(set)
    for i, word in enumerate(words):
        for row in range(int(word.top) // 10, int(word.bottom) // 10 + 1):
            rows[row].add(i)
    near = {pair for row in rows.values() for pair in combinations(sorted(row), 2)}
    return [(words[i].text, words[j].text) for i, j in sorted(near) if words[i].covers(words[j])]


@pytest.fixture(scope="module", params=["with material", "without material"])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[list[Word]]:
    """The bundled example's brief as ``duibiao brief`` writes it, printed."""
    out, example = tmp_path_factory.mktemp("print"), examples.path()
    material = ["--evidence", example / "evidence"] if request.param == "with material" else []
    command = [sys.executable, "-m", "duibiao", "brief", example / "report.txt", "--place", "肇庆市"]
    subprocess.run([*command, *material, "--out", out], check=True, capture_output=True)
    pdf, profile = out / "brief.pdf", tmp_path_factory.mktemp("profile")
    target = (f"--user-data-dir={profile}", f"--print-to-pdf={pdf}", (out / "brief.html").as_uri())
    subprocess.run([str(CHROMIUM), *OFFLINE, *target], check=True, capture_output=True, timeout=120)
    return pages(pdf)


def test_no_two_words_overlap(printed: list[list[Word]]) -> None:
    assert [(n, pair) for n, words in enumerate(printed, 1) for pair in overlaps(words)] == []


def test_every_page_says_something(printed: list[list[Word]]) -> None:
    assert [n for n, words in enumerate(printed, 1) if len(words) < 8] == []
