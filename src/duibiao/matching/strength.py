"""How strongly an item of local material answers each passage of the report, seen in its surroundings.

Local notes are written about a subject, not about a sentence: a passage counts for more where its neighbours
are close too, and a section's heading where the whole section is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from duibiao.matching.semantic import Matrix
from duibiao.text import Document

NEIGHBOUR_WEIGHT = 0.3
HEADING_WEIGHT = 0.5
HEADING_BEST = 4
"""Chosen together on the 12 dev pairs: the editor's passage is in the first three runs for 12 of them, for 10
without the two; headings lift the notes that answer a whole section (绿美, 大湾区) from ranks 8 and 10 to
1 and 2. Re-run ``benchmarks/matching.py``."""

RUN_SHARE = 0.6
"""A neighbour joins a run when it comes to this share of the run's closest passage."""
RUN_MOST = 320
"""Longest run in code points. Editors quote up to 150; a longer run has two subjects."""

Strength = npt.NDArray[np.float32]


def strengths(report: Document, close: Matrix, items: Sequence[Sequence[int]]) -> Matrix:
    """Strength of each item, given as rows of ``close``, for every passage; shape (items, passages)."""
    raw = [close[rows].mean(axis=0) + close[rows].max(axis=0) for rows in items]
    return _with_sections(report, _with_neighbours(report, np.stack(raw)))


def neighbours(report: Document, strength: Strength, peak: int) -> list[int]:
    """The run of passages around ``peak``, in its paragraph: each comes to ``RUN_SHARE`` of its strength."""
    paragraph, least = _paragraph(report, peak), RUN_SHARE * strength[peak]
    run = [peak]
    while True:
        around = [i for i in (run[0] - 1, run[-1] + 1) if 0 <= i < len(strength) and strength[i] >= least]
        fit = [
            i for i in around if _paragraph(report, i) == paragraph and _size(report, [*run, i]) <= RUN_MOST
        ]
        if not fit:
            return run
        run = sorted([*run, max(fit, key=lambda i: strength[i])])


def _size(report: Document, passages: Sequence[int]) -> int:
    return report.passages[max(passages)].span.end - report.passages[min(passages)].span.start


def _paragraph(report: Document, passage: int) -> int:
    return report.sentences[report.passages[passage].first].paragraph


def _with_neighbours(report: Document, strength: Matrix) -> Matrix:
    paragraph = np.array([_paragraph(report, i) for i in range(strength.shape[1])])
    nearest = np.zeros_like(strength)
    together = np.flatnonzero(paragraph[1:] == paragraph[:-1])
    nearest[:, together + 1] = strength[:, together]
    nearest[:, together] = np.maximum(nearest[:, together], strength[:, together + 1])
    return strength + NEIGHBOUR_WEIGHT * nearest


def _with_sections(report: Document, strength: Matrix) -> Matrix:
    raised = strength.copy()
    starts = np.array([p.span.start for p in report.passages])
    for i, passage in enumerate(report.passages):
        sentence = report.sentences[passage.last]
        if not sentence.heading or sentence.section < 0:
            continue
        section = report.sections[sentence.section].span
        inside = np.flatnonzero((starts > passage.span.start) & (starts < section.end))
        if inside.size:
            best = np.sort(strength[:, inside], axis=1)[:, -HEADING_BEST:]
            raised[:, i] += HEADING_WEIGHT * best.mean(axis=1)
    return raised
