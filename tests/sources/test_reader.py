"""What ``read_document`` makes of files of every kind, told apart by content."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from duibiao.errors import UnreadableSource
from duibiao.sources import read_document
from duibiao.sources.reader import document_from_bytes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_file_keeps_its_own_text(tmp_path: Path, encoding: str) -> None:
    text = "一、去年工作\r\n　　产值增长5%。\r\n\r\n收入提高。\n"
    data = text.encode(encoding)
    (tmp_path / "a.txt").write_bytes(data)
    d = read_document(tmp_path / "a.txt")
    assert (d.text, d.name) == (text, "a.txt")
    assert d.sha256 == hashlib.sha256(data).hexdigest()
    assert read_document(tmp_path / "a.txt", "报告").name == "报告"


def test_a_page_saved_as_text_is_read_as_a_page() -> None:
    d = document_from_bytes(
        "<!DOCTYPE html><html><body><p>产值增长。</p></body></html>".encode(), name="a.txt"
    )
    assert d.text == "产值增长。"


def test_a_text_about_pages_is_text() -> None:
    text = "网页用 <html> 开头，用 </html> 结束。"
    assert document_from_bytes(text.encode(), name="a.html").text == text


def package(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in names:
            file.writestr(name, "<x/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(300), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(300), "JPEG"),
        (b"GIF89a" + bytes(300), "GIF"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(300), r"\.doc .*密码"),
        (b"{\\rtf1 ...}", "RTF"),
        (b"\x1f\x8b\x08" + bytes(300), "压缩包"),
        (b"PK\x03\x04" + bytes(300), "损坏"),
        (package("a.txt"), "压缩包"),
        (package("xl/workbook.xml"), "Excel"),
        (package("ppt/presentation.xml"), "幻灯片"),
        (bytes(range(256)) * 20, "不是文本文件"),
        ("\u3000\n\u200b\n".encode(), "没有文字"),
        (b"<html><body><script>x()</script></body></html>", "网页里没有文字"),
    ],
)
def test_what_is_not_read_is_told_in_one_line(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableSource, match=told) as caught:
        document_from_bytes(data, name="a.txt", where="data/a.txt")
    assert caught.value.line.startswith("data/a.txt: ")
    assert "\n" not in caught.value.line
    assert caught.value.exit_status == 1


@pytest.mark.parametrize("data", [b"", b"  \r\n", b"\xef\xbb\xbf", b"\x00" * 50])
def test_an_empty_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(UnreadableSource, match="文件是空的"):
        read_document(tmp_path / "a.txt")


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="没有这个文件"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(UnreadableSource, match="文件夹"):
        read_document(tmp_path)
    with pytest.raises(UnreadableSource, match=r"读不了|没有"):
        read_document(tmp_path / ("长" * 300))
