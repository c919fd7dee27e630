"""A report of one sentence, and what is read in it, for examples that carry their answers."""

from __future__ import annotations

from duibiao.gazetteer import Gazetteer
from duibiao.reading import Statement, read_statements, record
from duibiao.sources.plain import document_from_text
from duibiao.text import Document

BACK, AHEAD = "一、2030年工作回顾", "二、2031年工作安排"
YEAR = 2031


def document(sentence: str, heading: str = BACK) -> Document:
    """``sentence`` under a heading that looks back (or ahead)."""
    return document_from_text(f"各位代表：\n{heading}\n{sentence}\n", name="r.txt", sha256="0")


def read(sentence: str, heading: str = BACK, place: str = "广东省") -> tuple[int, list[Statement]]:
    """Where the sentence begins in the document, and its statements."""
    made = document(sentence, heading)
    home = Gazetteer.load().resolve(place)
    start = made.text.index(sentence)
    found = read_statements(made, place=home, year=YEAR)
    return start, [s for s in found if s.span.start >= start]


def answer(statement: Statement, field: str) -> str:
    """A field of the record as text."""
    value = record(statement)[field]
    return "" if value is None else str(value)
