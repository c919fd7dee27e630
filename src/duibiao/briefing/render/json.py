"""A brief as data. Spans are code points, printed numbers are strings with the precision they have."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from duibiao.auditing import record as finding_record
from duibiao.briefing.model import (
    Brief,
    Chapter,
    Coverage,
    Evidence,
    Heading,
    Organisation,
    Photograph,
    Project,
    Quote,
    Reason,
    Source,
    Term,
    Words,
    Written,
    Yardstick,
)
from duibiao.briefing.pictures.page import record as picture_record
from duibiao.briefing.yardsticks import printed
from duibiao.reading import record as statement_record
from duibiao.reading.record import plain
from duibiao.text import content_id


def render_json(brief: Brief) -> str:
    """UTF-8 JSON, one space of indent, keys in a fixed order. docs/brief.md describes it."""
    return json.dumps(record(brief), ensure_ascii=False, indent=1) + "\n"


def record(brief: Brief) -> dict[str, Any]:
    """The brief as plain dictionaries, lists, strings and numbers."""
    return {
        "report": _report(brief.heading),
        "place": {"name": brief.heading.place, "adcode": brief.heading.adcode},
        "chapters": [row for n, c in enumerate(brief.chapters, 1) for row in _passages(brief, c, n)],
        "unanswered": [row for chapter in brief.unanswered for row in _passages(brief, chapter, None)],
        "coverage": _coverage(brief.coverage),
        "sources": [_source(source) for source in brief.sources],
        "targets": [statement_record(statement) for statement in brief.targets],
        "notes": list(brief.notes),
        "local_targets": [statement_record(statement) for statement in brief.local_targets],
        "yardsticks": [_yardstick(yardstick) for yardstick in brief.yardsticks],
        "projects": [_project(project) for project in brief.projects],
        "organisations": [_organisation(organisation) for organisation in brief.organisations],
        "terms": [_term(term) for term in brief.terms],
        "findings": [finding_record(finding) for finding in brief.findings],
        "headline": _written(brief.headline),
        "intro": _written(brief.intro),
        "pictures": [picture_record(picture) for picture in brief.pictures],
        "photographs": [_photograph(one) for one in brief.photographs],
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


def _passages(brief: Brief, of: Chapter, number: int | None) -> list[dict[str, Any]]:
    """A row a passage, the most telling first: its own reasons, local sentences and figures.

    What answers no passage of its own (an editor pinned it) stands with the first.
    """
    chapter = {
        "id": of.id,
        "number": number,
        "title": of.title,
        "headline": _written(of.headline),
        "intro": _written(of.intro),
    }
    others = {key for quote in of.passages[1:] for key in quote.answers}
    rows: list[dict[str, Any]] = []
    for quote in of.passages:
        first = quote is of.passage
        mine = [e for e in of.evidence if first != ((e.doc, e.span) in (others if first else quote.answers))]
        rows.append(_row(brief.heading, of, quote, mine) | {"chapter": chapter})
    return rows


def _row(heading: Heading, of: Chapter, quote: Quote, evidence: Sequence[Evidence]) -> dict[str, Any]:
    """``id``: of the chapter for its first passage, else made from the passage."""
    own = content_id(heading.sha256, "chapter", *map(str, quote.span))
    told = [(heading.doc, span) for span in quote.kept] + [(e.doc, e.span) for e in evidence]
    figures = [f for f in of.figures if any(doc == f.doc and span.holds(f.span) for doc, span in told)]
    return {
        "id": of.id if quote is of.passage else own,
        "title": of.title,
        "passage": _passage(quote),
        "why": [_reason(reason) for reason in of.why if quote.span.holds(reason.span)],
        "confidence": float(of.confidence),
        "evidence": [_evidence(one) for one in evidence],
        "figures": [statement_record(statement) for statement in figures],
    }


def _photograph(of: Photograph) -> dict[str, Any]:
    """The picture itself is not in the data: ``id`` is the beginning of the SHA-256 of its JPEG."""
    return {
        "id": of.id,
        "file": of.file,
        "chapter": of.chapter,
        "caption": _written(of.caption),
        "credit": _written(of.credit),
        "width": of.width,
        "height": of.height,
    }


def _written(of: Written | None) -> dict[str, Any] | None:
    return None if of is None else {"text": of.text, "unsupported": list(of.unsupported)}


def _words(of: Words) -> dict[str, Any]:
    return {"doc": of.doc, "start": of.span.start, "end": of.span.end, "text": of.text}


def _yardstick(of: Yardstick) -> dict[str, Any]:
    return {
        "id": of.id,
        "subject": of.subject,
        "period": of.period,
        "target": of.target,
        "local": statement_record(of.local),
        "report": statement_record(of.report),
        "formula": of.formula.value,
        "value": plain(of.value),
        "unit": of.unit,
        "text": printed(of),
        "chapter": of.chapter,
    }


def _project(of: Project) -> dict[str, Any]:
    return {
        "id": of.id,
        "name": of.name,
        "place": of.place,
        "money": [statement_record(statement) for statement in of.money],
        "capacity": [statement_record(statement) for statement in of.capacity],
        "steps": [{"stage": s.stage, "ahead": s.ahead, "said": _words(s.said)} for s in of.steps],
        "named": [_words(words) for words in of.named],
        "chapters": list(of.chapters),
    }


def _organisation(of: Organisation) -> dict[str, Any]:
    named = [_words(words) for words in of.named]
    return {"id": of.id, "name": of.name, "named": named, "chapters": list(of.chapters)}


def _term(of: Term) -> dict[str, Any]:
    named = [_words(words) for words in of.named]
    return {"id": of.id, "name": of.name, "explanation": _words(of.explanation), "named": named}


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
        "also": [
            {"doc": c.doc, "start": c.span.start, "end": c.span.end, "source": c.source} for c in of.also
        ],
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
        "dropped": of.dropped,
        "strip": [list(bar) for bar in of.strip],
        "parts": [{"title": title, "first": first, "last": last} for title, first, last in of.parts],
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
