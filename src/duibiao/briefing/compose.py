"""Put a brief together from what was matched and read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from duibiao.auditing import Finding, touching
from duibiao.briefing.aims import is_aim
from duibiao.briefing.chapters import Desk, chapters, shortened
from duibiao.briefing.editing.apply import Edited, edited, written
from duibiao.briefing.editing.sheet import Edits
from duibiao.briefing.figures import agrees
from duibiao.briefing.glossary import terms
from duibiao.briefing.model import Brief, Chapter, Coverage, Heading, Source, docs_of
from duibiao.briefing.projects import Scene, organisations, projects
from duibiao.briefing.yardsticks import Comparison, yardsticks
from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.matching import FIRM, Matched, Why
from duibiao.reading.model import Mention, MentionType, Statement, Status
from duibiao.reading.report import Report
from duibiao.reading.targets import headline_targets
from duibiao.text import Document, Kind, Span, inside

LOCAL_TARGETS_MOST = 12
"""As many as fit the first screen beside the report's, of which the corpus has 3 to 12."""
PART_LEVEL = 2
"""一、 and （一）: deeper headings would cut the strip into lines of one sentence."""
NO_MATERIAL = (
    "没有提供本地材料，只列出报告写到的地方、项目和区域。给上本地的政府工作报告、规划和新闻稿，"
    "才看得出报告讲的产业和任务里哪些本地在做，做到哪里。"
)
PLACES = (MentionType.PLACE, MentionType.ZONE, MentionType.REGION)


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
    mentions: Mapping[str, Sequence[Mention]]
    """like ``statements``, of the report and of the documents that are quoted"""
    gazetteer: Gazetteer
    wrong: Sequence[Finding] = ()
    """what does not hold in the report and in the documents that are quoted"""

    @property
    def documents(self) -> dict[str, Document]:
        """The report and the material by name."""
        return {one.name: one for one in (self.report, *self.material)}


@dataclass(frozen=True, slots=True)
class Composed:
    """A brief, the chapters as they were before an editor's changes, and what the editor must know."""

    brief: Brief
    chapters: tuple[Chapter, ...]
    told: tuple[str, ...]


def compose(given: Ingredients) -> Brief:
    """The brief as nobody has edited it."""
    return composed(given, None).brief


def composed(given: Ingredients, edits: Edits | None) -> Composed:
    """The brief. Chapters: what is about the place itself first, then what is biggest for it; then the edits.

    Raises ``UsageError`` for edits that cannot be done.
    """
    home = given.identified.place
    own = frozenset(place.adcode for place in (given.place, home) if place is not None)
    desk = Desk(given.report, given.documents, given.statements, given.matched.reasons, given.mentions, own)
    before = tuple(chapters(desk, [*given.matched.answered, *given.matched.unanswered]))
    after = edited(before, edits, desk, given.year) if edits is not None else Edited(before, ())
    answered = [chapter for chapter in after.chapters if chapter.evidence]
    numbers = _numbers(given, answered)
    told = tuple(_renumbered(chapter, numbers) for chapter in answered)
    unanswered = tuple(chapter for chapter in after.chapters if not chapter.evidence)
    every = [*told, *unanswered]
    brief = Brief(
        heading=_heading(given),
        targets=tuple(filter(agrees, headline_targets(given.report, _read(given, given.report.name)))),
        chapters=told,
        unanswered=unanswered,
        coverage=_coverage(given, before, told, unanswered),
        sources=_sources(given, numbers, told),
        notes=tuple(_notes(given)),
        local_targets=tuple(_local_targets(given, told, numbers)),
        yardsticks=tuple(yardsticks(_comparison(given), told)),
        projects=tuple(projects(scene := _scene(given, every))),
        organisations=tuple(organisations(scene)),
        terms=tuple(terms(given.report, [quote.span for c in every for quote in c.passages])),
        findings=_findings(given, every),
        headline=written(edits.title, given.documents) if edits is not None else None,
        intro=written(edits.intro, given.documents) if edits is not None else None,
    )
    return Composed(brief, before, after.told)


def _local_targets(
    given: Ingredients, told: Sequence[Chapter], numbers: Mapping[str, int]
) -> list[Statement]:
    """Aims for the report's year: what a local report announces, else what quoted local sentences aim at."""
    year = str(given.year)
    read = [one for one in given.material if _read(given, one.name)]  # those about the place
    announced = [s for one in read for s in headline_targets(one, _read(given, one.name))]
    quoted = [f for c in told for f in c.figures if f.doc != given.report.name and f.status is Status.TARGET]

    def aims(one: Statement) -> bool:
        return is_aim(one, given.documents[one.doc])

    found = {s.id: s for s in announced or filter(aims, quoted) if s.period == year and agrees(s)}
    ordered = sorted(found.values(), key=lambda s: (numbers[s.doc], s.span))
    return ordered[:LOCAL_TARGETS_MOST]


def _findings(given: Ingredients, told: Sequence[Chapter]) -> tuple[Finding, ...]:
    """What does not hold of the figures in what is quoted."""
    quoted = [(given.report.name, span) for c in told for quote in c.passages for span in quote.kept]
    quoted += [(e.doc, e.span) for c in told for e in c.evidence]
    docs = dict.fromkeys(doc for doc, _ in quoted)
    return tuple(
        finding
        for doc in docs
        for finding in touching(given.wrong, doc, [span for where, span in quoted if where == doc])
    )


def _scene(given: Ingredients, told: Sequence[Chapter]) -> Scene:
    return Scene(
        given.report,
        given.year,
        given.place,
        given.gazetteer,
        given.documents,
        given.mentions,
        given.statements,
        told,
    )


def _comparison(given: Ingredients) -> Comparison:
    home = given.identified.place
    own = {given.place.adcode, home.adcode if home else ""}
    elsewhere = {
        doc: sorted(m.span for m in mentions if m.type in PLACES and m.adcode not in own)
        for doc, mentions in given.mentions.items()
    }
    return Comparison(
        report=given.report,
        home=home.name if home else "",
        national=home is not None and home.level is Level.COUNTRY,
        place=given.place.name,
        documents=given.documents,
        statements=given.statements,
        elsewhere=elsewhere,
    )


def _numbers(given: Ingredients, answered: Sequence[Chapter]) -> dict[str, int]:
    """Source numbers by document: the report 1, material as it is first quoted, then what is not used."""
    cited = dict.fromkeys(doc for chapter in answered for e in chapter.evidence for doc in docs_of(e))
    order = [given.report.name, *cited, *(d.name for d in given.material if d.name not in cited)]
    return {name: number for number, name in enumerate(order, 1)}


def _renumbered(chapter: Chapter, numbers: Mapping[str, int]) -> Chapter:
    evidence = tuple(
        replace(
            e,
            source=numbers[e.doc],
            also=tuple(replace(copy, source=numbers[copy.doc]) for copy in e.also),
        )
        for e in chapter.evidence
    )
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


def _coverage(
    given: Ingredients,
    before: Sequence[Chapter],
    answered: Sequence[Chapter],
    unanswered: Sequence[Chapter],
) -> Coverage:
    body = given.report.sentences
    strip = _strip(given, before, [*answered, *unanswered])
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
        evidence_used=len({doc for c in answered for e in c.evidence for doc in docs_of(e)}),
        strip=tuple(strip),
        parts=tuple(_parts(given.report)),
        dropped=sum(bool(kind) and not chapter for _, _, kind, chapter in strip),
    )


def _parts(report: Document) -> list[tuple[str, int, int]]:
    """Chapters of the report and, where it has them, their sections (（一）): what a reader knows it by."""
    made: list[tuple[str, int, int]] = []
    before = -2
    for i, sentence in enumerate(report.sentences):
        at = sentence.section
        while at >= 0 and report.sections[at].level > PART_LEVEL:
            at = report.sections[at].parent
        if at != before:
            made.append((report.sections[at].title(report.text) if at >= 0 else "", i, i))
            before = at
        made[-1] = (made[-1][0], made[-1][1], i + 1)
    return made


def _strip(
    given: Ingredients, before: Sequence[Chapter], told: Sequence[Chapter]
) -> list[tuple[int, int, str, str]]:
    """A row a sentence: the strongest reason that stands in it, and the chapter that quotes it.

    A sentence of a chapter that an editor dropped keeps its reason: what the report says stays as it is.
    """
    strength = list(Why)
    kept = {chapter.id for chapter in told}
    every = [*told, *(chapter for chapter in before if chapter.id not in kept)]
    quotes = sorted(
        {span: c.id for c in reversed(every) for quote in c.passages for span in quote.kept}.items()
    )
    reasons = sorted(
        {(r.span, strength.index(r.kind)) for r in given.matched.reasons}
        | {(r.span, strength.index(r.kind)) for chapter in every for r in chapter.why}
    )
    places, spans = [span for span, _ in quotes], [span for span, _ in reasons]
    strip: list[tuple[int, int, str, str]] = []
    for sentence in given.report.sentences:
        at = bisect_left(places, Span(sentence.span.start + 1, 0)) - 1
        quoted = next((quotes[i][1] for i in (at, at + 1) if _meets(places, i, sentence.span)), "")
        kinds = [reasons[i][1] for i in inside(spans, sentence.span)]
        kind = strength[min(kinds)].value if kinds and quoted else ""
        strip.append((*sentence.span, kind, quoted if quoted in kept else ""))
    return strip


def _meets(spans: Sequence[Span], at: int, span: Span) -> bool:
    return 0 <= at < len(spans) and spans[at].meets(span)


def _sources(given: Ingredients, numbers: Mapping[str, int], told: Sequence[Chapter]) -> tuple[Source, ...]:
    used = {doc for chapter in told for e in chapter.evidence for doc in docs_of(e)}
    sources = [_source(given.report, 1, used=True, note="", title=given.identified.title)]
    for document, material in zip(given.material, given.matched.material, strict=True):
        is_used = document.name in used
        note = "" if is_used else material.note or "与报告没有明显对应的内容"
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
        notes.append(NO_MATERIAL)
    elif not any(m.note == "" for m in given.matched.material):
        notes.append(f"提供的本地材料都不是写{given.place.name}的，没有采用。")
    if not given.matched.reasons and not given.matched.answered:
        notes.append(f"报告没有点名{given.place.name}，也没有提到其下辖地方或所属区域。")
    return notes
