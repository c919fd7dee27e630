"""Put a brief together from what was matched and read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import rjieba

from duibiao.briefing.figures import agrees
from duibiao.briefing.model import ELLIPSIS, Brief, Chapter, Coverage, Heading, Quote, Source
from duibiao.briefing.targets import headline_targets
from duibiao.gazetteer import Place
from duibiao.matching import FIRM, Matched, Pairing, Role, Why
from duibiao.reading.model import Statement, Status
from duibiao.reading.report import Report
from duibiao.text import Document, Kind, Sentence, Span, inside

INDICATOR_MOST = 16
"""Longest name of an indicator that a table shows; the longest in the reports' lines of targets has 14."""
CLAUSE = re.compile("[，,；。]")
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
    answered = sorted(given.matched.answered, key=_editorial_order)
    numbers = _numbers(given, answered)
    chapters = tuple(_renumbered(_chapter(given, p), numbers) for p in answered)
    unanswered = tuple(_chapter(given, p) for p in sorted(given.matched.unanswered, key=_editorial_order))
    return Brief(
        heading=_heading(given),
        targets=tuple(filter(agrees, headline_targets(given.report, _read(given, given.report.name)))),
        chapters=chapters,
        unanswered=unanswered,
        coverage=_coverage(given, chapters, unanswered),
        sources=_sources(given, numbers),
        notes=tuple(_notes(given)),
    )


def _numbers(given: Ingredients, answered: Sequence[Pairing]) -> dict[str, int]:
    """Source numbers by document: the report 1, material as it is first quoted, then what is not used."""
    cited = dict.fromkeys(e.doc for pairing in answered for e in pairing.evidence)
    order = [given.report.name, *cited, *(d.name for d in given.material if d.name not in cited)]
    return {name: number for number, name in enumerate(order, 1)}


def _renumbered(chapter: Chapter, numbers: Mapping[str, int]) -> Chapter:
    evidence = tuple(replace(e, source=numbers[e.doc]) for e in chapter.evidence)
    return replace(chapter, evidence=evidence)


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
    name = re.sub(r"\s+", "", report.text[at : min(at + TITLE_MOST, sentence.span.end)]) if telling else ""
    return _short_clause(clause, clause.find(name[:2]) if name else -1)


def _short_clause(clause: str, name: int) -> str:
    """``clause`` up to a comma; where that cuts off a name at ``name``, its first word …… and the name."""
    cut = re.match(rf".{{{TITLE_LEAST},{TITLE_MOST}}}?(?=[，：]|$)", clause)
    if cut is not None and name < cut.end():
        return cut.group()
    cut = re.match(rf".{{{TITLE_LEAST},{TITLE_MOST}}}(?=、)", clause)
    if cut is not None and name < cut.end():
        return cut.group()
    if name <= TITLE_LEAST:
        return _shortened(clause)
    rest = re.split("[，：]", clause[name:])[0]
    return f"{next(iter(rjieba.cut(clause)))}{ELLIPSIS}{_shortened(rest)}"


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
    quoted: list[tuple[str, Span, Role | None]]
    quoted = [(given.report.name, span, None) for span in pairing.kept]
    quoted += [(e.doc, e.span, e.role) for e in pairing.evidence]
    found: list[Statement] = []
    for doc, around, role in quoted:
        statements = _read(given, doc)
        for i in inside([s.span for s in statements], around):
            if NUMERAL.search(statements[i].text) and agrees(statements[i]):
                found.append(_fit_to_show(statements[i], role))
    return found


def _fit_to_show(statement: Statement, role: Role | None) -> Statement:
    """Without an indicator that is a clause, and not as achieved where the sentence tells of a plan."""
    if role is Role.PLAN and statement.status is Status.ACHIEVED:
        statement = replace(statement, status=Status.OTHER)
    if len(statement.indicator) > INDICATOR_MOST or CLAUSE.search(statement.indicator):
        statement = replace(statement, indicator="", indicator_span=None)
    return statement


def _read(given: Ingredients, doc: str) -> Sequence[Statement]:
    return given.statements.get(doc, ())


def _coverage(given: Ingredients, chapters: Sequence[Chapter], unanswered: Sequence[Chapter]) -> Coverage:
    body = given.report.sentences
    strip = _strip(given, [*chapters, *unanswered])
    answered = {chapter.id for chapter in chapters}
    in_chapters = sum(chapter in answered for _, _, _, chapter in strip)
    concerned = sum(bool(chapter) for _, _, _, chapter in strip)
    firm = sorted(r.span for r in given.matched.reasons if r.kind in FIRM)
    return Coverage(
        sentences=len(body),
        named=sum(bool(inside(firm, sentence.span)) for sentence in body),
        concerned=concerned,
        in_chapters=in_chapters,
        in_unanswered=concerned - in_chapters,
        evidence_documents=len(given.material),
        evidence_used=len({e.doc for c in chapters for e in c.evidence}),
        strip=tuple(strip),
    )


def _strip(given: Ingredients, chapters: Sequence[Chapter]) -> list[tuple[int, int, str, str]]:
    """A row a sentence: the strongest reason that stands in it, and the chapter that quotes it."""
    strength = list(Why)
    quotes = sorted((span, chapter.id) for chapter in chapters for span in chapter.passage.kept)
    reasons = sorted(
        {(r.span, strength.index(r.kind)) for r in given.matched.reasons}
        | {(r.span, strength.index(r.kind)) for chapter in chapters for r in chapter.why}
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
