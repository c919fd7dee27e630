"""Large material made ready for the next places beside the work for the first one.

What does not depend on the place (names, words, meaning, figures of local material) is computed once and
kept. The first place needs it of the documents about that place only; a process of its own does the others
meanwhile, so that the next place, which other documents are about, finds everything. It writes to the cache
and nothing else: without it the next brief is the same, only later.
"""

from __future__ import annotations

import math
import os
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from duibiao.auditing import wrong_in
from duibiao.gazetteer import Gazetteer, Place
from duibiao.matching.cache import Cache, key_of
from duibiao.matching.closeness import LARGE, closeness, texts_of
from duibiao.matching.concerns import line_of_a_section
from duibiao.matching.evidence import elsewhere, prepare, unnamed
from duibiao.matching.names import province_of, read_names
from duibiao.matching.statements import read_figures, year_of
from duibiao.reading.model import Mention
from duibiao.text import Document

DOCUMENTS_MOST = 2000
"""Most documents made ready; 700 take about as long as the brief itself from 1,000."""
SECONDS_MOST = 60.0
"""The process stops after this; what it has kept by then is kept. 1,000 pieces of the corpus, 1.8 million
characters, take 20 s of the processor."""


@dataclass(frozen=True, slots=True)
class Job:
    """A report of ``home`` and ``year``, local material, and the place that is being worked for."""

    report: Document
    home: Place | None
    year: int
    place: Place
    documents: Sequence[Document]
    cache: Cache


def begin(job: Job) -> None:
    """Start the process where the material is large, was not made ready before, and names other places.

    It goes on when the command has ended, out of its way and for ``SECONDS_MOST`` at the most. Without
    ``fork``, or beside threads, none is started.
    """
    if sum(len(one.text) for one in job.documents) <= LARGE or not hasattr(os, "fork"):
        return
    key = key_of("ahead", job.report.text, *(one.text for one in job.documents))
    if sys.platform == "darwin" or job.cache.get(key) is not None or threading.active_count() > 1:
        return
    job.cache.put(key, b"")
    try:
        child = os.fork()
    except OSError:
        return
    if child:
        os.waitpid(child, 0)  # it only starts the one that works
    else:
        _work_apart(job)


def _work_apart(job: Job) -> NoReturn:
    """In the child: leave the work to a process of its own session, which nobody waits for."""
    try:
        if os.fork() == 0:
            os.setsid()
            os.nice(10)
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(nowhere, stream)
            make_ready(job, time.monotonic() + SECONDS_MOST)
    except (KeyboardInterrupt, OSError, MemoryError):
        pass
    finally:
        os._exit(0)


def make_ready(job: Job, until: float = math.inf) -> None:
    """Compute and keep what another place would ask of the documents that are not about ``job.place``.

    Raises ``TimeoutError`` at ``until`` on the monotonic clock.
    """
    gazetteer = Gazetteer.load()
    province = province_of(job.place, gazetteer)

    def names(document: Document) -> list[Mention]:
        in_time(until)
        return read_names(document, province, job.year, gazetteer, job.cache)

    documents = job.documents[:DOCUMENTS_MOST]
    for one, silent in zip(documents, unnamed(documents, job.place, gazetteer), strict=True):
        if silent:
            names(one)  # first: those of the others are being read for the first place
    notes = elsewhere(documents, job.place, names, gazetteer)
    others = [one for one, note in zip(documents, notes, strict=True) if note]
    local = prepare(others, job.place, names, report=job.report, trusted=True, gazetteer=gazetteer)
    mentions = read_names(job.report, job.home, job.year, gazetteer, job.cache)
    for line in filter(None, map(line_of_a_section, mentions)):
        names(Document("", line, ""))
    texts = texts_of(job.report, mentions, job.cache)
    for used in local.used:
        in_time(until)
        texts.sentences(used)
        read_figures(used.document, job.place, year_of(used.document, job.year), job.cache)
        wrong_in(used.document, None, None, gazetteer, job.cache)
    closeness(texts, replace(local, size=LARGE + 1), [frozenset()] * len(texts.passages))


def in_time(until: float) -> None:
    """Raises ``TimeoutError`` when the time is up."""
    if time.monotonic() > until:
        raise TimeoutError
