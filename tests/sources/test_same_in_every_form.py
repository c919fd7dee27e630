"""A report is the same report as a text, a page and a Word file."""

from __future__ import annotations

import html
import io
from pathlib import Path

import docx
import pytest

from duibiao.sources import read_document
from duibiao.sources.reader import document_from_bytes
from duibiao.text import Document, Part, lines


def as_page(d: Document) -> bytes:
    rows = "".join(f"<p>{html.escape(line.span.of(d.text))}</p>" for line in lines(d.text))
    navigation = "<ul><li><a>首页</a></li></ul>"
    return f"<!doctype html><html><body><div>{navigation}</div><div>{rows}</div></body></html>".encode()


def as_word(d: Document) -> bytes:
    word, made = docx.Document(), io.BytesIO()
    for line in lines(d.text):
        word.add_paragraph(line.span.of(d.text))
    word.save(made)
    return made.getvalue()


def told(d: Document) -> list[str]:
    return ["".join(section.heading.of(d.text).split()) for section in d.sections]


@pytest.mark.corpus
@pytest.mark.parametrize(
    "file", ["guangdong/440000-2024.txt", "provinces-2026/330000-2026.txt", "provinces-2026/630000-2026.txt"]
)
def test_same_outline_sentences_and_metadata(corpus: Path, file: str) -> None:
    text = read_document(corpus / file)
    for data in (as_page(text), as_word(text)):
        d = document_from_bytes(data, name="a")
        assert d.metadata == text.metadata
        assert told(d) == told(text)
        assert len(d.sentences) == len(text.sentences)
        parts = {part: sum(b.part is part for b in d.blocks) for part in Part if part is not Part.OUTSIDE}
        assert parts == {part: sum(b.part is part for b in text.blocks) for part in parts}
