"""What does not hold in one document, from the cache where there is one: for pages that quote it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from duibiao.auditing.model import Finding, Operand, Verdict
from duibiao.gazetteer import Gazetteer, Place
from duibiao.matching.cache import Cache, dump_json, key_of, remembered
from duibiao.text import Document, Span

_FIELDS = tuple(field.name for field in fields(Finding))


def wrong_in(
    document: Document, place: Place | None, year: int | None, gazetteer: Gazetteer, cache: Cache | None
) -> tuple[Finding, ...]:
    """The findings of the document alone that do not hold. ``place``, ``year``: as for ``audit``."""
    code = place.adcode if place is not None else ""
    key = key_of("wrong", document.name, document.sha256, document.text, code, str(year)) if cache else ""

    def make() -> tuple[Finding, ...]:
        from duibiao.auditing.logic import audit  # noqa: PLC0415 - its rules take 0.1 s to load

        return audit([document], place=place, year=year, gazetteer=gazetteer).wrong

    found: tuple[Finding, ...] = remembered(cache, key, make, _dump, _load)
    return found


def touching(findings: Sequence[Finding], doc: str, spans: Sequence[Span]) -> tuple[Finding, ...]:
    """The findings of ``doc`` with an operand that meets one of ``spans``."""
    return tuple(
        f for f in findings if any(o.doc == doc and o.span.meets(s) for o in f.operands for s in spans)
    )


def _dump(findings: Sequence[Finding]) -> bytes:
    rows = [[getattr(one, name) for name in _FIELDS] for one in findings]
    for row in rows:
        row[3] = [[o.doc, *o.span, o.text, o.role] for o in row[3]]
        row[6:8] = [None if end is None else str(end) for end in row[6:8]]
    return dump_json(rows)


def _load(content: bytes) -> tuple[Finding, ...]:
    return tuple(_finding(row) for row in json.loads(content))


def _finding(row: list[Any]) -> Finding:
    row[2] = Verdict(row[2])
    row[3] = tuple(Operand(doc, Span(start, end), text, role) for doc, start, end, text, role in row[3])
    row[6:8] = [None if end is None else Decimal(end) for end in row[6:8]]
    return Finding(*row)
