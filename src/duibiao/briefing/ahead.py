"""Large material made ready for the next places beside the work for the first one.

What does not depend on the place (names, words, meaning, figures of local material) is computed once and
kept. The first place needs it of the documents about that place only; a process of its own does the others
meanwhile, so that the next place, which other documents are about, finds everything. It writes to the cache
and nothing else: without it the next brief is the same, only later.
"""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

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

    It ends by itself; the command does not exit before. Without ``fork``, or beside threads, none is started.
    """
    if sum(len(one.text) for one in job.documents) <= LARGE or "fork" not in _methods():
        return
    key = key_of("ahead", job.report.text, *(one.text for one in job.documents))
    if job.cache.get(key) is not None or threading.active_count() > 1:
        return
    job.cache.put(key, b"")
    try:
        multiprocessing.get_context("fork").Process(target=_quietly, args=(job,)).start()
    except OSError:
        return


def _methods() -> Sequence[str]:
    return () if sys.platform == "darwin" else multiprocessing.get_all_start_methods()


def _quietly(job: Job) -> None:
    try:
        make_ready(job)
    except (KeyboardInterrupt, OSError, MemoryError):
        return


def make_ready(job: Job) -> None:
    """Compute and keep what another place would ask of the documents that are not about ``job.place``."""
    gazetteer = Gazetteer.load()
    province = province_of(job.place, gazetteer)

    def names(document: Document) -> list[Mention]:
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
        texts.sentences(used)
        read_figures(used.document, job.place, year_of(used.document, job.year), job.cache)
        wrong_in(used.document, None, None, gazetteer, job.cache)
    closeness(texts, replace(local, size=LARGE + 1), [frozenset()] * len(texts.passages))
