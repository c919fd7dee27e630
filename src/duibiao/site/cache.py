"""Rendered pages in memory, compressed and with their tag; the least used go first."""

from __future__ import annotations

import gzip
import hashlib
import struct
import threading
import zlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

REST = "<!--rest-->"
"""Where something is put into a page that changes more often than the page."""
PACKED_LEAST = 512
"""Bodies below so many bytes are sent as they are: compressing gains nothing."""
LEVEL = 4
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
"""Of a gzip file without name and time."""
_RAW = -15
"""Window of a stream of deflate without a head of its own."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that can be sent again. ``version``: of the content that it was made from.

    ``packed``: gzip, or b'' where ``body`` is sent as it is.
    """

    version: str
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

    @property
    def plain(self) -> bytes:
        """The body for the few who do not take gzip."""
        return gzip.decompress(self.packed) if self.packed else self.body


def kept(body: bytes, media_type: str, version: str, made: float) -> Kept:
    """The answer with its tag: a hash of the body, so the same page has the same tag on every machine."""
    if len(body) < PACKED_LEAST:
        return Kept(version, made, tag(body), media_type, body, b"")
    return Kept(version, made, tag(body), media_type, b"", gzip.compress(body, LEVEL, mtime=0))


def tag(*parts: bytes) -> str:
    """The ETag of a body in parts."""
    digest = hashlib.blake2b(digest_size=12)
    for part in parts:
        digest.update(part)
    return f'"{digest.hexdigest()}"'


@dataclass(frozen=True, slots=True)
class Core:
    """A page up to where it changes often, compressed: what changes and what follows is put behind it.

    ``packed``: deflate that goes on; ``crc``, ``size``: of what it stands for; ``foot``: what follows, with
    ``REST`` wherever something is put in.
    """

    packed: bytes
    crc: int
    size: int
    etag: str
    foot: str

    @staticmethod
    def of(page: str) -> Core:
        """From a page with ``REST`` wherever something is put in."""
        text, _, foot = page.partition(REST)
        data = text.encode()
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, _RAW)
        packed = packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)
        return Core(packed, zlib.crc32(data), len(data), tag(data), foot)

    def with_rest(self, rest: Sequence[str], media_type: str, version: str, made: float) -> Kept:
        """The whole page: what is compressed already is not compressed again. ``rest``: what is put in."""
        after = self.foot.split(REST)
        pieces = zip_longest(rest[: len(after)], after, fillvalue="")
        data = "".join(chain.from_iterable(pieces)).encode()
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, _RAW)
        end = struct.pack("<II", zlib.crc32(data, self.crc), (self.size + len(data)) & 0xFFFFFFFF)
        packed = b"".join((_HEAD, self.packed, packer.compress(data), packer.flush(), end))
        return Kept(version, made, tag(self.etag.encode(), data), media_type, b"", packed)


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
