"""Put a brief together from what was matched and read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from duibiao.briefing.chapters import Desk, chapters, shortened
from duibiao.briefing.figures import agrees
from duibiao.briefing.model import Brief, Chapter, Coverage, Heading, Source
from duibiao.briefing.targets import headline_targets
from duibiao.gazetteer import Place
from duibiao.matching import FIRM, Matched, Why
from duibiao.reading.model import Statement
from duibiao.reading.report import Report
from duibiao.text import Document, Kind, Span, inside


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
    """The brief. Chapters: what is about the place itself first, then what is biggest for it."""
    documents = {one.name: one for one in (given.report, *given.material)}
    desk = Desk(given.report, documents, given.statements, given.matched.reasons)
    answered = chapters(desk, given.matched.answered)
    numbers = _numbers(given, answered)
    told = tuple(_renumbered(chapter, numbers) for chapter in answered)
    unanswered = tuple(chapters(desk, given.matched.unanswered))
    return Brief(
        heading=_heading(given),
        targets=tuple(filter(agrees, headline_targets(given.report, _read(given, given.report.name)))),
        chapters=told,
        unanswered=unanswered,
        coverage=_coverage(given, told, unanswered),
        sources=_sources(given, numbers),
        notes=tuple(_notes(given)),
    )


def _numbers(given: Ingredients, answered: Sequence[Chapter]) -> dict[str, int]:
    """Source numbers by document: the report 1, material as it is first quoted, then what is not used."""
    cited = dict.fromkeys(e.doc for chapter in answered for e in chapter.evidence)
    order = [given.report.name, *cited, *(d.name for d in given.material if d.name not in cited)]
    return {name: number for number, name in enumerate(order, 1)}


def _renumbered(chapter: Chapter, numbers: Mapping[str, int]) -> Chapter:
    evidence = tuple(replace(e, source=numbers[e.doc]) for e in chapter.evidence)
    return replace(chapter, evidence=evidence)


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


def _read(given: Ingredients, doc: str) -> Sequence[Statement]:
    return given.statements.get(doc, ())


def _coverage(given: Ingredients, answered: Sequence[Chapter], unanswered: Sequence[Chapter]) -> Coverage:
    body = given.report.sentences
    strip = _strip(given, [*answered, *unanswered])
    ids = {chapter.id for chapter in answered}
    in_chapters = sum(chapter in ids for _, _, _, chapter in strip)
    concerned = sum(bool(chapter) for _, _, _, chapter in strip)
    firm = sorted(r.span for r in given.matched.reasons if r.kind in FIRM)
    return Coverage(
        sentences=len(body),
        named=sum(bool(inside(firm, sentence.span)) for sentence in body),
        concerned=concerned,
        in_chapters=in_chapters,
        in_unanswered=concerned - in_chapters,
        evidence_documents=len(given.material),
        evidence_used=len({e.doc for c in answered for e in c.evidence}),
        strip=tuple(strip),
    )


def _strip(given: Ingredients, told: Sequence[Chapter]) -> list[tuple[int, int, str, str]]:
    """A row a sentence: the strongest reason that stands in it, and the chapter that quotes it."""
    strength = list(Why)
    quotes = sorted(
        (span, chapter.id) for chapter in told for quote in chapter.passages for span in quote.kept
    )
    reasons = sorted(
        {(r.span, strength.index(r.kind)) for r in given.matched.reasons}
        | {(r.span, strength.index(r.kind)) for chapter in told for r in chapter.why}
    )
    places, spans = [span for span, _ in quotes], [span for span, _ in reasons]
    strip: list[tuple[int, int, str, str]] = []
    for sentence in given.report.sentences:
        at = bisect_left(places, Span(sentence.span.start + 1, 0)) - 1
        quoted = next((quotes[i][1] for i in (at, at + 1) if _meets(places, i, sentence.span)), "")
        kinds = [reasons[i][1] for i in inside(spans, sentence.span)]
        strip.append((*sentence.span, strength[min(kinds)].value if kinds and quoted else "", quoted))
    return strip


def _meets(spans: Sequence[Span], at: int, span: Span) -> bool:
    return 0 <= at < len(spans) and spans[at].meets(span)


def _sources(given: Ingredients, numbers: Mapping[str, int]) -> tuple[Source, ...]:
    used = {e.doc for p in given.matched.answered for e in p.evidence}
    sources = [_source(given.report, 1, used=True, note="", title=given.identified.title)]
    for document, material in zip(given.material, given.matched.material, strict=True):
        is_used = document.name in used
        note = material.note or ("" if is_used else "与报告没有明显对应的内容")
        number = numbers[document.name]
        sources.append(_source(document, number, used=is_used, note=note, title=_headline(document)))
    return tuple(sorted(sources, key=lambda s: s.number))


def _source(document: Document, number: int, *, used: bool, note: str, title: str) -> Source:
    meta = document.metadata
    return Source(number, document.name, title, meta.date, meta.origin, document.sha256, used, note)


def _headline(document: Document) -> str:
    """The page's title, or for a bare text the beginning of its first sentence."""
    if document.metadata.title:
        return document.metadata.title
    opening = next((b.span.of(document.text) for b in document.blocks if b.kind is not Kind.FURNITURE), "")
    return shortened(re.sub(r"\s+", "", opening))


def _notes(given: Ingredients) -> list[str]:
    notes: list[str] = []
    if not given.material:
        notes.append("没有提供本地材料，以下只列出报告中与本地有关的内容。")
    elif not any(m.note == "" for m in given.matched.material):
        notes.append(f"提供的本地材料都不是写{given.place.name}的，没有采用。")
    if not given.matched.reasons and not given.matched.answered:
        notes.append(f"报告没有点名{given.place.name}，也没有提到其下辖地方或所属区域。")
    return notes
