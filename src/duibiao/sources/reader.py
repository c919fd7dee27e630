"""Reading a file of any supported kind into a ``Document``."""

from __future__ import annotations

import hashlib
from pathlib import Path

from duibiao.errors import UnreadableSource
from duibiao.sources.encoding import decode
from duibiao.sources.plain import document_from_text
from duibiao.text import Document


def read_document(path: Path, *, name: str = "") -> Document:
    """Read one file. ``name``: how results call it; its file name when empty.

    Raises ``UnreadableSource`` for a missing, empty or binary file.
    """
    data = _bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    return document_from_text(decode(data, str(path)), name=name or path.name, sha256=digest)


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableSource("没有这个文件", where=str(path)) from None
    except IsADirectoryError:
        raise UnreadableSource("这是一个文件夹，不是文件", where=str(path)) from None
    except OSError as error:
        raise UnreadableSource(f"读不了：{error.strerror}", where=str(path)) from error
    if not data.strip():
        raise UnreadableSource("文件是空的", where=str(path))
    return data
