"""Rendered pages in memory, with their compressed form and their tag; the least used go first."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass

PACKED_LEAST = 512
"""Bodies below so many bytes are sent as they are: compressing gains nothing."""
LEVEL = 4


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that can be sent again. ``stamp``: the content it was made from; ``packed``: gzip or b''."""

    stamp: str
    made: float
    """seconds of the monotonic clock"""
    etag: str
    media_type: str
    body: bytes
    packed: bytes

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return len(self.body) + len(self.packed)


def kept(body: bytes, media_type: str, stamp: str, made: float) -> Kept:
    """The answer with its tag: a hash of the body, so the same page has the same tag on every machine."""
    packed = gzip.compress(body, LEVEL, mtime=0) if len(body) >= PACKED_LEAST else b""
    etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    return Kept(stamp, made, etag, media_type, body, packed)


class Cache:
    """At the most so many bytes of answers."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def get(self, key: str) -> Kept | None:
        """The answer kept for ``key``."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: str, answer: Kept) -> None:
        """Keep it; one that alone is more than a quarter of the room is not kept."""
        if answer.size * 4 > self.most:
            return
        with self._lock:
            before = self._kept.pop(key, None)
            self.size += answer.size - (before.size if before else 0)
            self._kept[key] = answer
            while self.size > self.most:
                _, gone = self._kept.popitem(last=False)
                self.size -= gone.size

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self.size = 0
