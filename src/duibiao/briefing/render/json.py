"""A brief as data. Spans are code points, printed numbers are strings with the precision they have."""

from __future__ import annotations

import json
from typing import Any

from duibiao.briefing.model import Brief, Chapter, Coverage, Evidence, Heading, Quote, Reason, Source
from duibiao.reading import record as statement_record


def render_json(brief: Brief) -> str:
    """UTF-8 JSON, one space of indent, keys in a fixed order. docs/brief.md describes it."""
    return json.dumps(record(brief), ensure_ascii=False, indent=1) + "\n"


def record(brief: Brief) -> dict[str, Any]:
    """The brief as plain dictionaries, lists, strings and numbers."""
    return {
        "report": _report(brief.heading),
        "place": {"name": brief.heading.place, "adcode": brief.heading.adcode},
        "chapters": [_chapter(chapter) for chapter in brief.chapters],
        "unanswered": [_chapter(chapter) for chapter in brief.unanswered],
        "coverage": _coverage(brief.coverage),
        "sources": [_source(source) for source in brief.sources],
        "targets": [statement_record(statement) for statement in brief.targets],
        "notes": list(brief.notes),
    }


def _report(of: Heading) -> dict[str, Any]:
    return {
        "title": of.title,
        "place": of.report_place,
        "adcode": of.report_adcode,
        "year": of.year,
        "date": of.date,
        "sha256": of.sha256,
        "doc": of.doc,
    }


def _chapter(of: Chapter) -> dict[str, Any]:
    return {
        "id": of.id,
        "title": of.title,
        "passage": _passage(of.passage),
        "also": [_passage(passage) for passage in of.passages[1:]],
        "why": [_reason(reason) for reason in of.why],
        "confidence": float(of.confidence),
        "evidence": [_evidence(evidence) for evidence in of.evidence],
        "figures": [statement_record(statement) for statement in of.figures],
    }


def _passage(of: Quote) -> dict[str, Any]:
    return {
        "start": of.span.start,
        "end": of.span.end,
        "text": of.text,
        "quote": of.quote,
        "section": " › ".join(of.section),
        "sections": list(of.section),
        "paragraph": of.paragraph,
        "kept": [list(span) for span in of.kept],
    }


def _reason(of: Reason) -> dict[str, Any]:
    return {
        "kind": of.kind.value,
        "text": of.text,
        "start": of.span.start,
        "end": of.span.end,
        "explanation": of.explanation,
    }


def _evidence(of: Evidence) -> dict[str, Any]:
    return {
        "doc": of.doc,
        "start": of.span.start,
        "end": of.span.end,
        "text": of.text,
        "role": of.role.value,
        "score": float(of.score),
        "source": of.source,
    }


def _coverage(of: Coverage) -> dict[str, Any]:
    return {
        "sentences": of.sentences,
        "named": of.named,
        "in_chapters": of.in_chapters,
        "in_unanswered": of.in_unanswered,
        "concerned": of.concerned,
        "evidence_documents": of.evidence_documents,
        "evidence_used": of.evidence_used,
        "strip": [list(bar) for bar in of.strip],
    }


def _source(of: Source) -> dict[str, Any]:
    return {
        "doc": of.doc,
        "title": of.title,
        "date": of.date,
        "sha256": of.sha256,
        "number": of.number,
        "origin": of.origin,
        "used": of.used,
        "note": of.note,
    }
