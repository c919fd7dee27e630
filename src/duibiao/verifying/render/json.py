"""A verification as data. Spans are code points; ``text`` is what stands there, on either side."""

from __future__ import annotations

import json
from typing import Any

from duibiao.auditing import record as finding_record
from duibiao.matching import Reason
from duibiao.reading import record as statement_record
from duibiao.verifying.model import Alteration, Cut, Figure, Naming, Quotation, Spot, Verification


def render_json(of: Verification, *, strict: bool = False) -> str:
    """UTF-8 JSON, one space of indent, keys in a fixed order. docs/verify.md describes it."""
    return json.dumps(record(of, strict=strict), ensure_ascii=False, indent=1) + "\n"


def record(of: Verification, *, strict: bool = False) -> dict[str, Any]:
    """The verification as plain dictionaries, lists, strings and numbers."""
    return {
        "article": of.article,
        "article_title": of.article_title,
        "report": of.report,
        "report_title": of.report_title,
        "year": of.year,
        "place": {"name": of.place.name, "adcode": of.place.adcode} if of.place else None,
        "faults": list(of.faults(strict=strict)),
        "quotations": [_quotation(one) for one in of.quotations],
        "figures": [_figure(one) for one in of.figures],
        "namings": [_naming(one) for one in of.namings],
        "findings": [{**finding_record(finding), "spot": _spot(spot)} for finding, spot in of.findings],
        "sources": [{"doc": doc, "sha256": sha256} for doc, sha256 in of.sources],
        "notes": list(of.notes),
    }


def _spot(of: Spot) -> dict[str, Any]:
    return {
        "start": of.span.start,
        "end": of.span.end,
        "text": of.text,
        "line": of.line,
        "paragraph": of.paragraph,
    }


def _quotation(of: Quotation) -> dict[str, Any]:
    return {
        "id": of.id,
        "verdict": of.verdict.value,
        "found": of.found.value,
        "silent": of.silent,
        "inner": of.inner,
        "place_cut": of.grave,
        "page": _spot(of.page),
        "report": [_spot(spot) for spot in of.report],
        "section": list(of.section),
        "pieces": [{"page": list(piece.page), "report": list(piece.report)} for piece in of.pieces],
        "cuts": [_cut(cut) for cut in of.cuts],
        "alterations": [_alteration(change) for change in of.alterations],
        "notes": [_alteration(note) for note in of.notes],
        "typography": of.typography,
    }


def _cut(of: Cut) -> dict[str, Any]:
    return {
        "where": of.where.value,
        "marked": of.marked,
        "report": _spot(of.report),
        "page": _spot(of.at),
        "names": [_reason(reason) for reason in of.names],
    }


def _alteration(of: Alteration) -> dict[str, Any]:
    return {"kind": of.kind.value, "page": _spot(of.page), "report": _spot(of.report)}


def _figure(of: Figure) -> dict[str, Any]:
    basis = of.basis
    return {
        "support": of.support.value,
        "statement": statement_record(of.statement),
        "page": _spot(of.spot),
        "source": None if basis is None else {"doc": basis.doc, "rule": basis.rule, **_spot(basis.spot)},
    }


def _naming(of: Naming) -> dict[str, Any]:
    return {
        "id": of.id,
        "told": of.told.value,
        "report": _spot(of.report),
        "section": list(of.section),
        "reasons": [_reason(reason) for reason in of.reasons],
        "missed": [_reason(reason) for reason in of.missed],
        "outright": of.outright,
    }


def _reason(of: Reason) -> dict[str, Any]:
    return {"kind": of.kind.value, "text": of.text, "start": of.span.start, "end": of.span.end}
