"""The ledger's file read once into the memory that the system keeps files in.

A search reads some four hundred and fifty pages of the file in no order. From a disk each is a wait: a start
on a machine that has not read the file lately could answer forty searches a second and let the others
wait for seconds, where the same pages in memory answer a hundred.
"""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path

from duibiao.ledger.store.engine import is_file

STEP = 1 << 20
"""Bytes that are asked for at a time: a reader's own page waits for no more of them."""
SHARE = 2
"""One part in so many of the memory that is free is given to it."""
_MEMORY = Path("/proc/meminfo")


class Near:
    """A thread that reads the file from its end, where what was added last stands, and which searches look
    through first. ``start`` it once; ``stop`` it."""

    def __init__(self, ledger: str) -> None:
        self.path = is_file(ledger)
        self.read = 0
        """bytes so far"""
        self._end = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, where there is a file and a system that can be asked to."""
        if self.path is not None and hasattr(os, "posix_fadvise"):
            self._thread = threading.Thread(target=self._run, args=(self.path,), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End before the next step."""
        self._end.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self, path: Path) -> None:
        with contextlib.suppress(OSError), path.open("rb", buffering=0) as file:
            at = os.fstat(file.fileno()).st_size
            last = max(0, at - free_bytes() // SHARE)
            while at > last and not self._end.is_set():
                before, at = at, max(last, at - STEP)
                os.posix_fadvise(file.fileno(), at, before - at, os.POSIX_FADV_WILLNEED)
                os.pread(file.fileno(), 1, before - 1)  # comes when the step has: one is under way at a time
                self.read += before - at


def free_bytes() -> int:
    """Memory that programs could have, as the system says; 0 where it does not."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in _MEMORY.read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return 0
