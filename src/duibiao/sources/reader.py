"""Reading a file of any supported kind into a ``Document``. The kind is told by content, not by name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from duibiao.errors import UnreadableSource, system_words
from duibiao.sources.encoding import decode, decode_page
from duibiao.sources.plain import document_from_text
from duibiao.text import Document

FILE_MOST = 100_000_000
"""Largest file in bytes that is read at all; the largest report is 171 kB."""

_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "是旧版 .doc 或加了密码的 Office 文件", "请去掉密码，另存为 .docx"),
    (b"{\\rtf", "是 RTF 文件", "请另存为 .docx"),
    (b"\x89PNG", "是 PNG 图片，不是文本", "请先转成文字"),
    (b"\xff\xd8\xff", "是 JPEG 图片，不是文本", "请先转成文字"),
    (b"GIF8", "是 GIF 图片，不是文本", "请先转成文字"),
    (b"RIFF", "是图片或音视频文件，不是文本", "请先转成文字"),
    (b"\x1f\x8b", "是压缩包", "请先解压"),
    (b"Rar!", "是压缩包", "请先解压"),
    (b"7z\xbc\xaf", "是压缩包", "请先解压"),
    (b"PK\x05\x06", "是空的压缩包", "请检查文件"),
)
"""First bytes of files that are known and not read, what they are, what to do."""


def read_document(path: Path, name: str = "") -> Document:
    """Read one file: text, HTML, .docx or PDF. ``name``: how results call it; its file name when empty.

    For a text file ``document.text`` is the file's own text (a byte order mark dropped, line ends as they
    are); for the others it is made of their lines. ``sha256`` is always of the file's bytes.
    Raises ``UnreadableSource`` for a file that is missing, empty, broken, or of a kind that is not read.
    """
    data = read_bytes(path)
    return document_from_bytes(data, name=name or path.name, where=str(path))


def document_from_bytes(data: bytes, *, name: str, where: str = "") -> Document:
    """The document of a file's bytes. ``where``: what errors call the file; ``name`` when empty."""
    where = where or name
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(_ZIP):
        from duibiao.sources.docx import document_from_docx  # noqa: PLC0415 - takes 0.1 s to import

        return document_from_docx(data, name=name, sha256=digest, where=where)
    if data[:1024].lstrip().startswith(_PDF):
        from duibiao.sources.pdf import document_from_pdf  # noqa: PLC0415 - loads a library of its own

        return document_from_pdf(data, name=name, sha256=digest, where=where)
    for magic, what, hint in _REFUSED:
        if data.startswith(magic):
            raise UnreadableSource(what, where=where, hint=hint)
    text = _text(data, where)
    from duibiao.sources.html import document_from_html, is_page  # noqa: PLC0415 - most files are text

    try:
        if is_page(text):
            return document_from_html(text, name=name, sha256=digest)
        return document_from_text(text, name=name, sha256=digest)
    except UnreadableSource as error:
        raise UnreadableSource(error.what, where=where, hint=error.hint) from error


def _text(data: bytes, where: str) -> str:
    head = data[:1024].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return decode_page(data, where)
    return decode(data, where)


def read_bytes(path: Path) -> bytes:
    """The bytes of one file. Raises ``UnreadableSource`` for one that is missing, empty or too large."""
    try:
        if path.is_dir():
            raise UnreadableSource("这是一个文件夹，不是文件", where=str(path), hint="请给出里面的文件")
        if path.stat().st_size > FILE_MOST:
            raise UnreadableSource("文件太大", where=str(path), hint=f"最大 {FILE_MOST // 1_000_000} MB")
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableSource("没有这个文件", where=str(path), hint="请检查路径") from None
    except OSError as error:
        raise UnreadableSource(f"读不了：{system_words(error)}", where=str(path)) from error
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableSource("文件是空的", where=str(path))
    return data
