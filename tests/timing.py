"""Seconds of the processor that a piece of work takes, told apart from what else the tests have in memory."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def seconds_of(work: Callable[[], object], times: int = 2) -> float:
    """The least of so many runs. Garbage is collected before: after thousands of tests that takes longest."""
    taken = []
    for _ in range(times):
        gc.collect()
        gc.disable()
        try:
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
        finally:
            gc.enable()
    return min(taken)
