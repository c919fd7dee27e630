"""The process that those of the site are forked from: what all of them begin with is read once, and shared.

Each would take two seconds of the processor and some hundred megabytes for it. Nothing heavy is imported
here: ``begin`` is called before the process that answers has imported anything itself.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import BaseContext

SEED = "duibiao.site.keeping.seed"
"""What it imports, which reads the rest."""


def context() -> BaseContext:
    """How processes of the site are started."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload([SEED])
    return found


def begin() -> None:
    """Start it now: it gets ready beside the one that answers."""
    if context().get_start_method() == "forkserver":
        from multiprocessing import forkserver  # noqa: PLC0415 - not on every system

        forkserver.ensure_running()


def site_lives() -> bool:
    """Whether the process that started this one does, however it ended."""
    parent = multiprocessing.parent_process()
    return parent is None or parent.is_alive()


def until_the_site_ends() -> None:
    """Wait for it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
