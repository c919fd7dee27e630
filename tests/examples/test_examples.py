"""The bundled material is complete, readable and our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from duibiao import examples
from duibiao.sources import read_document

EVIDENCE = sorted((examples.path() / "evidence").iterdir())


def test_the_report_is_laid_out_like_one() -> None:
    report = read_document(examples.path() / "report.txt")
    assert report.metadata.title == "2024年广东省政府工作报告（示例文本）"
    assert report.metadata.date == "2024-01-23"
    heads = [s.title(report.text) for s in report.sections if s.level == 1]
    assert heads == ["一、2023年工作回顾", "二、2024年工作安排"]
    assert 4000 <= len(report.text) <= 6000


def test_there_are_notes_of_every_format_and_two_about_elsewhere() -> None:
    assert {path.suffix for path in EVIDENCE} == {".txt", ".html", ".docx"}
    assert sum(path.name.startswith("other-") for path in EVIDENCE) == 2
    assert len(EVIDENCE) == 12


@pytest.mark.parametrize("path", EVIDENCE, ids=lambda path: path.name)
def test_every_note_has_title_date_and_origin(path: Path) -> None:
    note = read_document(path)
    assert note.metadata.title
    assert note.metadata.date.startswith(("2023-12", "2024-01"))
    assert "示例" in note.metadata.origin
    assert ("肇庆" in note.text) is not path.name.startswith("other-")


@pytest.mark.corpus
def test_no_sentence_is_taken_from_the_corpus(corpus: Path) -> None:
    taken = "".join(path.read_text(encoding="utf-8") for path in sorted(corpus.rglob("*.txt")))
    for path in [examples.path() / "report.txt", *EVIDENCE]:
        document = read_document(path)
        for sentence in document.sentences:
            words = sentence.span.of(document.text)
            assert len(words) < 16 or words not in taken
