"""What commands share about files: gathering local material, naming it, writing all or nothing."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from duibiao.errors import JobError, UnreadableSource, system_words
from duibiao.sources import read_document
from duibiao.text import Document

READABLE = frozenset({".txt", ".text", ".md", ".html", ".htm", ".docx", ".pdf", ""})
"""Endings taken from a folder; a file that is named outright is read whatever its ending."""


def listed(paths: Sequence[Path]) -> tuple[list[tuple[Path, str]], list[str]]:
    """Files under ``paths`` in a stable order, each with its name in results; a line for each skipped."""
    files: list[tuple[Path, str]] = []
    skipped: list[str] = []
    for path in paths:
        if not path.is_dir():
            files.append((path, path.name))
            continue
        for file in _inside(path):
            if file.suffix.lower() in READABLE:
                files.append((file, file.relative_to(path).as_posix()))
            else:
                skipped.append(_unread(file).line)
    return files, skipped


def gather(paths: Sequence[Path]) -> tuple[list[Document], list[str]]:
    """The documents under ``paths`` in a stable order, and a line for each file of a folder that was skipped.

    Raises ``UnreadableSource`` for a path that was named outright and cannot be read.
    """
    documents: list[Document] = []
    skipped: list[str] = []
    for path in paths:
        if not path.is_dir():
            documents.append(read_document(path))
            continue
        for file in _inside(path):
            try:
                documents.append(_from_folder(file, path))
            except UnreadableSource as error:
                skipped.append(error.line)
    return _told_apart(documents, paths), skipped


def _from_folder(file: Path, folder: Path) -> Document:
    if file.suffix.lower() not in READABLE:
        raise _unread(file)
    return read_document(file, name=file.relative_to(folder).as_posix())


def _inside(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and not _hidden(p, folder))


def _unread(file: Path) -> UnreadableSource:
    return UnreadableSource(f"不读 {file.suffix} 文件", where=str(file))


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)


def _told_apart(documents: Sequence[Document], paths: Sequence[Path]) -> list[Document]:
    """Two documents of one name get a number: results refer to documents by name."""
    times = Counter(document.name for document in documents)
    seen: Counter[str] = Counter()
    named: list[Document] = []
    for document in documents:
        seen[document.name] += 1
        many = times[document.name] > 1
        named.append(replace(document, name=f"{document.name}#{seen[document.name]}") if many else document)
    return named


def write_together(folder: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write all of ``files`` into ``folder`` or none: each is complete before the first takes its place.

    Text is written as UTF-8 with the line ends that it has.
    """
    ready: list[tuple[str, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            handle, aside = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
            ready.append((aside, folder / name))
            with os.fdopen(handle, "wb") as file:
                file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        for aside, final in ready:
            Path(aside).chmod(0o644)
            Path(aside).replace(final)
    except OSError as error:
        raise JobError(f"写不了：{system_words(error)}", where=str(folder)) from error
    finally:
        for aside, _ in ready:
            Path(aside).unlink(missing_ok=True)
    return [final for _, final in ready]
