"""Bytes -> text: byte order marks, UTF-8, the encoding that a page declares, GB18030."""

from __future__ import annotations

import codecs
import re

from duibiao.errors import UnreadableSource

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ufffd]")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
WIDE_LEAST = 100
"""So many good characters beyond ASCII for each broken one make bytes damaged UTF-8. GB18030 read as UTF-8
has more broken than good ones, so that anything from 2 to 1,000 tells them apart."""

CONTROL_SHARE = 200
"""One control character in so many makes it a binary file: the reports have none, a PNG has one in three."""


def decode(data: bytes, where: str) -> str:
    """The text of a file: by its byte order mark (dropped), else UTF-8, else GB18030. Line ends stay.

    Raises ``UnreadableSource`` when it is no text in any of them.
    """
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding, "replace" if _is_damaged_utf8(data, encoding) else "strict")
        except (UnicodeDecodeError, LookupError):
            continue
        if len(_CONTROL.findall(text)) * CONTROL_SHARE <= len(text):
            return text
    raise UnreadableSource(
        "不是文本文件，或者编码不是 UTF-8、GB18030",
        where=where,
        hint="支持文本、HTML、.docx 和有文字的 PDF；其他格式请先另存",
    )


def _is_damaged_utf8(data: bytes, encoding: str) -> bool:
    """Whether bytes that are no UTF-8 as a whole are UTF-8 but for a few (a file cut off in a character)."""
    if encoding != "utf-8-sig":
        return False
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    wide = len(text) - len(text.encode("ascii", "ignore")) - broken
    return broken > 0 and broken * WIDE_LEAST <= wide


def decode_page(data: bytes, where: str) -> str:
    """The text of an HTML page; a few broken bytes are no reason to refuse a page."""
    try:
        return decode(data, where)
    except UnreadableSource:
        declared = _DECLARED.search(data[:4096])
        name = declared[1].decode("ascii").lower() if declared else "utf-8"
        encoding = "gb18030" if name.startswith("gb") else name
        try:
            text = data.decode(encoding, errors="replace")
        except LookupError:
            text = data.decode("utf-8", errors="replace")
        if len(_CONTROL.findall(text)) * 20 > len(text):
            raise
        return text


def _encodings(data: bytes) -> list[str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    declared = _DECLARED.search(data[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    return ["utf-8-sig", "gb18030"] if not name or name.startswith("utf") else ["utf-8-sig", name, "gb18030"]
