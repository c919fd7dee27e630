"""PDF: lines and paragraphs as printed, numbers of pages left out, what cannot be read told by page."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from duibiao.errors import UnreadableSource
from duibiao.sources import document_from_bytes, read_document
from duibiao.text import Document, Kind, Part

HERE = Path(__file__).parent / "pdf"
PRINTED = HERE / "printed-from-word.pdf"
CHROMIUM = os.environ.get("DUIBIAO_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def paragraphs(document: Document) -> list[str]:
    """What stands outside heads and feet, without white space."""
    kept = [block for block in document.blocks if block.kind is not Kind.FURNITURE]
    return ["".join(block.span.of(document.text).split()) for block in kept]


def wanted() -> list[str]:
    lines = (HERE / "printed-from-word.txt").read_text("utf-8").split("\n")
    return ["".join(line.split()) for line in lines if line.strip()]


def test_paragraphs_go_on_over_lines_and_pages() -> None:
    document = read_document(PRINTED)
    assert len(pypdfium2.PdfDocument(PRINTED)) >= 2
    assert paragraphs(document) == wanted()
    assert "污水处理厂二期投运，日处理能力从2万吨扩大到3.5万吨" in document.text
    assert "GDP per capita首次超过7万元" in document.text


def test_heads_are_furniture_and_numbers_of_pages_are_gone() -> None:
    document = read_document(PRINTED)
    furniture = [b for b in document.blocks if b.kind is Kind.FURNITURE]
    assert [b.span.of(document.text).strip() for b in furniture] == ["政府工作报告"]
    assert all(block.part is Part.OUTSIDE for block in furniture)
    assert "— 1 —" not in document.text
    assert document.metadata.title == "云江县政府工作报告"
    assert document.metadata.date == "2031-02-18"


def test_the_same_bytes_give_the_same_document() -> None:
    assert read_document(PRINTED) == read_document(PRINTED)


def scanned(pages: int = 1) -> bytes:
    made = BytesIO()
    first, *others = [Image.new("L", (400, 600), 200 + n) for n in range(pages)]
    first.save(made, "PDF", save_all=True, append_images=others)
    return made.getvalue()


def merged(*files: bytes) -> bytes:
    whole = pypdfium2.PdfDocument.new()
    for data in files:
        whole.import_pages(pypdfium2.PdfDocument(data))
    made = BytesIO()
    whole.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "words", "where"),
    [
        (b"%PDF-1.7\n..." + b"x" * 200, "PDF 已损坏", "报告.pdf"),
        (PRINTED.read_bytes()[:4000], "PDF 已损坏", "报告.pdf"),
        ((HERE / "locked.pdf").read_bytes(), "加了密码", "报告.pdf"),
        (scanned(2), "像是扫描件", "报告.pdf"),
        (merged(PRINTED.read_bytes(), scanned(), PRINTED.read_bytes()), "这些页没有文字", "报告.pdf 第"),
    ],
    ids=["broken", "cut off", "locked", "scanned", "a scanned page inside"],
)
def test_what_cannot_be_read_is_told(data: bytes, words: str, where: str) -> None:
    with pytest.raises(UnreadableSource, match=words) as told:
        document_from_bytes(data, name="报告.pdf")
    assert told.value.where.startswith(where)
    assert told.value.hint


def test_covers_without_text_are_no_loss() -> None:
    with_covers = merged(scanned(), PRINTED.read_bytes(), scanned())
    assert paragraphs(document_from_bytes(with_covers, name="a.pdf")) == wanted()


def test_damaged_files_are_read_or_told() -> None:
    chance = random.Random(20261127)
    whole = PRINTED.read_bytes()
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 40)):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        with contextlib.suppress(UnreadableSource):
            assert document_from_bytes(bytes(data), name="a.pdf").text


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here to print with")
def test_a_page_printed_by_a_browser(tmp_path: Path) -> None:
    title, *lines = (HERE / "printed-from-word.txt").read_text("utf-8").strip().split("\n")
    style = 'body{font:15px/1.8 "Noto Sans CJK SC"}p{text-indent:2em;text-align:justify}h1{text-align:center}'
    table = "<table><tr><td>指标</td><td>2030年</td></tr><tr><td>粮食产量</td><td>21.7万吨</td></tr></table>"
    body = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<meta charset=utf-8><style>{style} td{{width:20em}}</style><h1>{title}</h1>{body}{table}"
    (tmp_path / "a.html").write_text(page, "utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command += [f"--print-to-pdf={tmp_path / 'a.pdf'}", f"file://{tmp_path / 'a.html'}"]
    subprocess.run([str(word) for word in command], check=True, capture_output=True)
    document = read_document(tmp_path / "a.pdf")
    assert paragraphs(document)[: len(wanted())] == wanted()
    assert "指标\t2030年" in document.text
    assert "粮食产量\t21.7万吨" in document.text
