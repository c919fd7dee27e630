"""An editor's own pairs, read from the published page of the corpus: passage of the report ↔ local file.

The page (``zhaoqing/seed-article.txt``) quotes a passage under 报告原文 and answers it under 肇庆机遇; the
evidence folder holds each answer as a file. Nothing of the text is kept here: the pairs are found again at
each run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from duibiao.matching.terms import compact
from duibiao.sources import read_document
from duibiao.text import Document, Span

QUOTE_HEAD, ANSWER_HEAD = "报告原文", "肇庆机遇"
CLAUSE_LEAST = 6


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause of the report that the editor quoted, and the local file that answers it."""

    quoted: tuple[Span, ...]
    file: str


@dataclass(frozen=True, slots=True)
class Case:
    """The report, all local material, and the editor's pairs."""

    report: Document
    material: tuple[Document, ...]
    pairs: tuple[Pair, ...]


def editor_case(corpus: Path) -> Case:
    """Read report, evidence and page; raises ValueError when a quotation cannot be found again."""
    report = read_document(corpus / "guangdong" / "440000-2024.txt")
    material = tuple(read_document(p) for p in sorted((corpus / "zhaoqing" / "evidence").glob("*.txt")))
    page = (corpus / "zhaoqing" / "seed-article.txt").read_text(encoding="utf-8")
    pairs: list[Pair] = []
    for part in page.split(QUOTE_HEAD)[1:]:
        quote, _, answer = part.partition(ANSWER_HEAD)
        file = max(material, key=lambda d: _overlap(answer, d.text))
        pairs.append(Pair(tuple(_find(report, quote)), file.name))
    return Case(report, material, tuple(pairs))


def _find(report: Document, quote: str) -> list[Span]:
    """Where the clauses of a (silently shortened) quotation stand in the report."""
    places = [i for i, char in enumerate(report.text) if not char.isspace()]
    plain = compact(report.text)
    found: list[Span] = []
    for clause in re.split(r"[，。；、]", compact(quote)):
        at = plain.find(clause) if len(clause) >= CLAUSE_LEAST else -1
        if at >= 0:
            found.append(Span(places[at], places[at + len(clause) - 1] + 1))
    if not found:
        raise ValueError(f"not in the report: {quote[:40]}")
    return found


def _overlap(answer: str, text: str) -> int:
    """Eight-character strings that both have."""
    one, other = compact(answer), compact(text)
    return len(
        {one[i : i + 8] for i in range(len(one) - 7)} & {other[i : i + 8] for i in range(len(other) - 7)}
    )
