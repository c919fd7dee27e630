"""Put a brief together from what was matched and read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duibiao.briefing.figures import agrees
from duibiao.briefing.model import Brief, Chapter, Coverage, Heading, Quote, Source
from duibiao.briefing.targets import headline_targets
from duibiao.gazetteer import Place
from duibiao.matching import FIRM, Matched, Pairing, Reason, Why
from duibiao.reading.model import Statement
from duibiao.reading.report import Report
from duibiao.text import Document, Kind, Sentence, Span

ELLIPSIS = "……"
NUMERAL = re.compile(r"[0-9０-９一二三四五六七八九两半]")
TITLE_LEAST, TITLE_MOST = 6, 30
"""A chapter's title in code points: its first clause, more of it when that is short, cut at 、 when long."""


@dataclass(frozen=True, slots=True)
class Ingredients:
    """All that a brief is made of. ``statements``: what was read, by document name."""

    report: Document
    identified: Report
    place: Place
    year: int
    matched: Matched
    material: Sequence[Document]
    statements: Mapping[str, Sequence[Statement]]


def compose(given: Ingredients) -> Brief:
    """The brief. Chapters: what concerns the place itself first, then what is closest to its work."""
    chapters = tuple(_chapter(given, p) for p in sorted(given.matched.answered, key=_editorial_order))
    unanswered = tuple(_chapter(given, p) for p in sorted(given.matched.unanswered, key=_editorial_order))
    return Brief(
        heading=_heading(given),
        targets=tuple(filter(agrees, headline_targets(given.report, _read(given, given.report.name)))),
        chapters=chapters,
        unanswered=unanswered,
        coverage=_coverage(given, chapters, unanswered),
        sources=_sources(given),
        notes=tuple(_notes(given)),
    )


def _editorial_order(pairing: Pairing) -> tuple[bool, int, Span]:
    """Firm reasons first, in reading order; then by how sure it is, then in reading order."""
    firm = pairing.reasons[0].kind in FIRM
    return not firm, 0 if firm else -int(pairing.confidence * 100), pairing.span


def _heading(given: Ingredients) -> Heading:
    home = given.identified.place
    return Heading(
        title=given.identified.title,
        doc=given.report.name,
        report_place=home.name if home else "",
        report_adcode=home.adcode if home else "",
        year=given.year,
        date=given.report.metadata.date,
        sha256=given.report.sha256,
        place=given.place.name,
        adcode=given.place.adcode,
    )


def _chapter(given: Ingredients, pairing: Pairing) -> Chapter:
    report = given.report
    return Chapter(
        id=report.fact_id("chapter", pairing.span.start, pairing.span.end),
        title=_title(report, pairing),
        passage=_quote(report, pairing),
        why=pairing.reasons,
        confidence=pairing.confidence,
        evidence=pairing.evidence,
        figures=tuple(_figures(given, pairing)),
    )


def _title(report: Document, pairing: Pairing) -> str:
    """The clause that holds the strongest reason, in the report's own words."""
    telling = [r.span.start for r in pairing.reasons if r.kind is pairing.reasons[0].kind is not Why.REGION]
    at = min(telling, default=pairing.kept[0].start)
    sentence = next((s for s in report.sentences if s.span.start <= at < s.span.end), report.sentences[0])
    start = max(sentence.span.start, *(m for m in _clause_starts(report, sentence) if m <= at))
    printed = re.sub(r"\s+", "", report.text[start : sentence.span.end])
    printed = re.sub(
        r"^(?:[一二三四五六七八九十]{1,3}、|（[^）]{1,3}）|[一二三四五六七八九十]{1,2}是|——)", "", printed
    )
    clause = re.split(r"[。！？；]", printed)[0]
    cut = re.match(rf".{{{TITLE_LEAST},{TITLE_MOST}}}?(?=[，：]|$)", clause)
    if cut is None:
        cut = re.match(rf".{{{TITLE_LEAST},{TITLE_MOST}}}(?=、)", clause)
    return cut.group() if cut else _shortened(clause)


def _clause_starts(report: Document, sentence: Sentence) -> list[int]:
    text = sentence.span.of(report.text)
    return [sentence.span.start, *(sentence.span.start + m.end() for m in re.finditer(r"[，；：]\s*", text))]


def _quote(report: Document, pairing: Pairing) -> Quote:
    first = next(s for s in report.sentences if s.span.end > pairing.span.start)
    return Quote(
        span=pairing.span,
        text=pairing.span.of(report.text),
        quote=ELLIPSIS.join(span.of(report.text) for span in pairing.kept),
        kept=pairing.kept,
        section=tuple(_section_path(report, first.section)),
        paragraph=first.paragraph,
    )


def _section_path(report: Document, section: int) -> list[str]:
    path: list[str] = []
    while section >= 0:
        path.insert(0, report.sections[section].title(report.text))
        section = report.sections[section].parent
    return path


def _figures(given: Ingredients, pairing: Pairing) -> list[Statement]:
    """The statements in what is quoted, the report's first; 万亿元级 and the like say no number."""
    spans: dict[str, list[Span]] = {given.report.name: list(pairing.kept)}
    for evidence in pairing.evidence:
        spans.setdefault(evidence.doc, []).append(evidence.span)
    return [
        statement
        for doc, places in spans.items()
        for statement in _read(given, doc)
        if NUMERAL.search(statement.text)
        and agrees(statement)
        and any(span.holds(statement.span) for span in places)
    ]


def _read(given: Ingredients, doc: str) -> Sequence[Statement]:
    return given.statements.get(doc, ())


def _coverage(given: Ingredients, chapters: Sequence[Chapter], unanswered: Sequence[Chapter]) -> Coverage:
    body = list(given.report.sentences)
    answered_spans = [span for c in chapters for span in c.passage.kept]
    waiting_spans = [span for c in unanswered for span in c.passage.kept]
    in_chapters = [any(span.meets(s.span) for span in answered_spans) for s in body]
    in_waiting = [any(span.meets(s.span) for span in waiting_spans) for s in body]
    return Coverage(
        sentences=len(body),
        named=sum(any(r.kind in FIRM and s.span.holds(r.span) for r in given.matched.reasons) for s in body),
        concerned=sum(a or b for a, b in zip(in_chapters, in_waiting, strict=True)),
        in_chapters=sum(in_chapters),
        in_unanswered=sum(in_waiting),
        evidence_documents=len(given.material),
        evidence_used=len({e.doc for c in chapters for e in c.evidence}),
        strip=tuple(_strip(body, [*chapters, *unanswered])),
    )


def _strip(body: Sequence[Sentence], chapters: Sequence[Chapter]) -> list[tuple[int, int, str, str]]:
    strip: list[tuple[int, int, str, str]] = []
    for sentence in body:
        here = [c for c in chapters if any(span.meets(sentence.span) for span in c.passage.kept)]
        kinds = [r.kind for c in here for r in c.why if sentence.span.meets(r.span)] or [
            c.why[0].kind for c in here
        ]
        strongest = min(kinds, key=list(Why).index, default=None)
        strip.append((*sentence.span, strongest.value if strongest else "", here[0].id if here else ""))
    return strip


def _sources(given: Ingredients) -> tuple[Source, ...]:
    used = {e.doc for p in given.matched.answered for e in p.evidence}
    sources = [_source(given.report, 1, used=True, note="", title=given.identified.title)]
    for document, material in zip(given.material, given.matched.material, strict=True):
        is_used = document.name in used
        note = material.note or ("" if is_used else "与报告没有明显对应的内容")
        sources.append(_source(document, material.number, used=is_used, note=note, title=_headline(document)))
    return tuple(sources)


def _source(document: Document, number: int, *, used: bool, note: str, title: str) -> Source:
    meta = document.metadata
    return Source(number, document.name, title, meta.date, meta.origin, document.sha256, used, note)


def _headline(document: Document) -> str:
    """The page's title, or for a bare text the beginning of its first sentence."""
    if document.metadata.title:
        return document.metadata.title
    opening = next((b.span.of(document.text) for b in document.blocks if b.kind is not Kind.FURNITURE), "")
    return _shortened(re.sub(r"\s+", "", opening))


def _shortened(line: str) -> str:
    """``line`` cut to ``TITLE_MOST``, never inside a number."""
    if len(line) <= TITLE_MOST:
        return line
    return re.sub(r"[\d.．,，%％]+$", "", line[:TITLE_MOST]) + ELLIPSIS


def _notes(given: Ingredients) -> list[str]:
    notes: list[str] = []
    if not given.material:
        notes.append("没有提供本地材料，以下只列出报告中与本地有关的内容。")
    elif not any(m.note == "" for m in given.matched.material):
        notes.append(f"提供的本地材料都不是写{given.place.name}的，没有采用。")
    if not given.matched.reasons and not given.matched.answered:
        notes.append(f"报告没有点名{given.place.name}，也没有提到其下辖地方或所属区域。")
    return notes


__all__ = ["Ingredients", "Reason", "compose"]
