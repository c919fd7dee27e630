"""What strangers upload: size, kind by content, packages that unpack to too much, macros, names."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

from duibiao.errors import UnreadableSource

NAME_MOST = 100
UNPACKED_MOST = 64 * 1024 * 1024
"""Bytes that a .docx may unpack to at the desk; one of 30,000 characters with pictures takes a few MB."""
RATIO_MOST = 200
"""Times that a part may grow when unpacked: XML of Word grows 5 to 30 times, a zip bomb 1,000 times."""
SMALL = 1024 * 1024
"""Parts up to so many bytes may grow as they like: styles of Word compress very well."""
PARTS_MOST = 2000
_MACROS = re.compile(r"vbaProject|vbaData|activeX|embeddings/.*\.bin", re.IGNORECASE)
_PHOTOGRAPHS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_TEXT_BAD = re.compile(rb"\x00")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff/\\:：|<>\"'*?#&%]")


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes that may be kept, and a name to show. The name never reaches the file system."""

    name: str
    data: bytes


def checked(name: str, data: bytes, most: int) -> Upload:
    """What was uploaded, when it is no danger to look at. Raises ``UnreadableSource``.

    Reading it as a document is done in a process of its own, with limits of memory and time.
    """
    shown = safe_name(name)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableSource("文件是空的", where=shown)
    if len(data) > most:
        raise UnreadableSource("文件太大", where=shown, hint=f"最大 {most // (1024 * 1024)} MB")
    if data.startswith(b"PK"):
        _check_package(data, shown)
    elif data.startswith(b"%PDF-"):
        pass  # opened where a crash hurts nobody, with limits of memory and time
    elif _TEXT_BAD.search(data[:4096]) and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableSource("不是文本、网页、.docx 或 PDF", where=shown, hint="请另存为 .docx 或文本")
    return Upload(shown, data)


def photograph(name: str, data: bytes, most: int) -> Upload:
    """A photograph by its content: only its pixels get any further, decoded in a process of its own.

    Raises ``UnreadableSource``.
    """
    shown = safe_name(name)
    if len(data) > most:
        raise UnreadableSource("照片太大", where=shown, hint=f"最大 {most // (1024 * 1024)} MB")
    if not (data.startswith(_PHOTOGRAPHS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")):
        raise UnreadableSource("不是照片", where=shown, hint="请用 JPEG、PNG 或 WebP 的照片")
    return Upload(shown, data)


def safe_name(name: str) -> str:
    """The last part of a name without what could mislead a reader, a page or a shell."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = _UNSAFE.sub("_", last).strip(" ._-")
    if len(plain) > NAME_MOST:
        stem, dot, ending = plain.rpartition(".")
        plain = f"{stem[: NAME_MOST - 10]}{dot}{ending[:8]}" if dot else plain[:NAME_MOST]
    return plain or "未命名"


def _check_package(data: bytes, name: str) -> None:
    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableSource("文件已损坏，打不开", where=name, hint="请另存为 .docx 再传") from error
    big = [i for i in infos if i.file_size > SMALL and i.file_size > RATIO_MOST * max(1, i.compress_size)]
    if big or len(infos) > PARTS_MOST or sum(i.file_size for i in infos) > UNPACKED_MOST:
        raise UnreadableSource("文件解开后太大，拒绝接收", where=name, hint="请只留文字，另存为 .docx")
    if any(_MACROS.search(info.filename) for info in infos):
        raise UnreadableSource("文件带有宏或嵌入的程序，拒绝接收", where=name, hint="请另存为不带宏的 .docx")
