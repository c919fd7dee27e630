"""The last look before anything is written: every quote and figure slices back to its source.

``check`` holds a ``Brief`` against the documents it was made from; what it gives holds a page, Markdown or
JSON against the brief, so that no digit gets out that neither stands in a source nor is a declared number of
ours, and no local sentence is lost. Both raise ``GuardError`` at the first thing that does not hold, and say
where it stands. The time is linear in the brief and its documents.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import accumulate, pairwise

from duibiao.briefing.demand import HINT, demand
from duibiao.briefing.figures import fault
from duibiao.briefing.model import (
    ELLIPSIS,
    Brief,
    Chapter,
    Evidence,
    Quote,
    Reason,
    Source,
    Words,
    Yardstick,
    docs_of,
)
from duibiao.briefing.pictures import making as pictures
from duibiao.briefing.pictures.model import Chart
from duibiao.briefing.pictures.page import words as picture_words
from duibiao.briefing.printed import Unit, digits, figures, markdown_lines, page_units, plain, supports
from duibiao.briefing.render import view, wording
from duibiao.briefing.render.html import render_html
from duibiao.briefing.render.json import record
from duibiao.briefing.render.markdown import render_markdown
from duibiao.briefing.typeset import check_article, check_docx, is_article
from duibiao.briefing.yardsticks import UNITS, printed, worked_out
from duibiao.errors import GuardError
from duibiao.matching import FIRM
from duibiao.matching.terms import compact
from duibiao.reading.model import Statement
from duibiao.text import Document, Span

NAME_MOST = 30
"""Longest name of a project that a list is made into; the names in the corpus have up to 25 code points."""


def check(brief: Brief, documents: Mapping[str, Document]) -> Checked:
    """Every quote, reason, evidence, figure and count of ``brief`` holds against ``documents`` (by name)."""
    _check_sources(brief, documents)
    report = documents[brief.heading.doc]
    headings = frozenset(section.title(report.text) for section in report.sections)
    labels = frozenset().union(*(supports(s.doc) | supports(s.title) for s in brief.sources))
    for number, chapter in enumerate(brief.chapters, 1):
        _check_chapter(brief, chapter, documents, headings, labels, f"第{number}章")
    for number, chapter in enumerate(brief.unanswered, 1):
        where = f"未找到本地材料的第{number}段"
        _check_chapter(brief, chapter, documents, headings, labels, where)
        demand(not chapter.evidence, "列为未找到本地材料，却带有本地材料", where)
    for target in brief.targets:
        demand(target.doc == report.name, f"目标“{target.text}”不出自报告", "主要目标")
        _check_figure(target, documents, "主要目标")
    for target in brief.local_targets:
        _check_figure(target, documents, "本地目标")
    for yardstick in brief.yardsticks:
        _check_yardstick(yardstick, documents, report.name)
    _check_rows(brief, documents)
    _check_pictures(brief, documents)
    _check_coverage(brief)
    for title, _, _ in brief.coverage.parts:
        demand(title in headings | {""}, f"报告里没有这个小标题：{title}", "报告覆盖情况")
    known = digits(report.text) | {str(n) for n in view.declared(brief).values()}
    for note in brief.notes:
        demand(digits(note) <= known, f"说明里的数字没有出处：{note}", "说明")
    return Checked(brief, documents)


def _check_sources(brief: Brief, documents: Mapping[str, Document]) -> None:
    numbers = [source.number for source in brief.sources]
    demand(numbers == list(range(1, len(numbers) + 1)), f"来源编号不连续：{numbers}", "来源")
    first = brief.sources[0] if brief.sources else None
    demand(first is not None and first.doc == brief.heading.doc, "报告不是第一个来源", "来源")
    quoted = {doc for c in brief.chapters for e in c.evidence for doc in docs_of(e)} | {brief.heading.doc}
    for source in brief.sources:
        where = f"来源{source.number}（{source.doc}）"
        demand(source.doc in documents, "没有读过这份文件", where)
        document = documents[source.doc]
        demand(source.sha256 == document.sha256, "校验值与文件不符", where)
        if source.number > 1:
            demand(source.used == (source.doc in quoted), "是否引用与实际不符", where)
        _check_source_words(source, document, where)
    demand(brief.heading.sha256 == documents[brief.heading.doc].sha256, "报告的校验值与文件不符", "题头")
    heading = brief.heading
    known = digits(documents[heading.doc].text) | digits(heading.doc) | {str(heading.year)}
    demand(digits(heading.title) <= known, f"报告标题里的数字没有出处：{heading.title}", "题头")
    demand(heading.date == documents[heading.doc].metadata.date, "报告日期与文件不符", "题头")


def _check_source_words(source: Source, document: Document, where: str) -> None:
    meta = document.metadata
    known = supports(document.text) | supports(document.name) | supports(meta.title) | supports(meta.origin)
    if source.number > 1:
        demand(figures(source.title) <= known, f"标题里的数字没有出处：{source.title}", where)
    demand(source.date == meta.date, f"日期与文件不符：{source.date}", where)
    demand(source.origin == meta.origin, f"来源与文件不符：{source.origin}", where)


def _check_chapter(
    brief: Brief,
    chapter: Chapter,
    documents: Mapping[str, Document],
    headings: Set[str],
    labels: Set[str],
    where: str,
) -> None:
    """``headings``: all of the report; ``labels``: the digits in names and titles of sources."""
    report = documents[brief.heading.doc]
    demand(bool(chapter.passages), "没有引文", where)
    known: set[str] = set()
    for passage in chapter.passages:
        _check_quote(passage, report, where)
        known |= supports(passage.text)
        for head in passage.section:
            demand(head in headings, f"报告里没有这个小标题：{head}", where)
            known |= supports(head)
    for part in chapter.title.split(ELLIPSIS):
        demand(plain(part) in plain(report.text), f"章节标题不是报告的原话：{chapter.title}", where)
    for evidence in chapter.evidence:
        _check_evidence(evidence, brief.sources, documents, where)
        known |= supports(evidence.text)
    for reason in chapter.why:
        _check_reason(reason, chapter.passages, report, known | labels, where)
    for figure in chapter.figures:
        _check_figure(figure, documents, where)
        quoted = [e.span for e in chapter.evidence if e.doc == figure.doc]
        if figure.doc == report.name:
            quoted += [passage.span for passage in chapter.passages]
        demand(any(span.holds(figure.span) for span in quoted), f"数字“{figure.text}”不在引文里", where)


def _check_slice(span: Span, text: str, document: Document, what: str, where: str) -> None:
    inside = 0 <= span.start < span.end <= len(document.text)
    demand(
        inside and span.of(document.text) == text, f"{what}与原件不符：{text}", f"{where}，{document.name}"
    )


def _check_quote(quote: Quote, report: Document, where: str) -> None:
    _check_slice(quote.span, quote.text, report, "报告原文", where)
    demand(bool(quote.kept), "没有引文", where)
    for before, after in pairwise(quote.kept):
        demand(before.end <= after.start, "引文的各部分次序不对或重叠", where)
    for part in quote.kept:
        demand(part.size > 0 and quote.span.holds(part), "引文超出了这一段", where)
    joined = ELLIPSIS.join(part.of(report.text) for part in quote.kept)
    demand(quote.quote == joined, f"引文与原件不符：{quote.quote}", where)


def _check_reason(
    reason: Reason, passages: Sequence[Quote], report: Document, known: set[str], where: str
) -> None:
    _check_slice(reason.span, reason.text, report, "相关理由的原文", where)
    held = any(passage.span.holds(reason.span) for passage in passages)
    demand(held, f"相关理由“{reason.text}”不在这一章的引文里", where)
    demand(figures(reason.explanation) <= known, f"相关理由里的数字没有出处：{reason.explanation}", where)


def _check_evidence(
    evidence: Evidence, sources: Sequence[Source], documents: Mapping[str, Document], where: str
) -> None:
    demand(1 < evidence.source <= len(sources), f"没有编号为{evidence.source}的本地材料", where)
    named = sources[evidence.source - 1].doc
    demand(named == evidence.doc, f"来源编号{evidence.source}是{named}，引文却出自{evidence.doc}", where)
    _check_slice(evidence.span, evidence.text, documents[evidence.doc], "本地材料的引文", where)
    for copy in evidence.also:
        there = sources[copy.source - 1].doc if 1 < copy.source <= len(sources) else ""
        demand(there == copy.doc, f"来源编号{copy.source}不是{copy.doc}", where)
        again = compact(copy.span.of(documents[copy.doc].text)) == compact(evidence.text)
        demand(again, f"{copy.doc}里不是同一句话：{evidence.text}", where)


def _check_figure(figure: Statement, documents: Mapping[str, Document], where: str) -> None:
    demand(figure.doc in documents, f"数字“{figure.text}”出自没有读过的文件", where)
    document = documents[figure.doc]
    _check_slice(figure.span, figure.text, document, "数字", where)
    demand(figure.sentence_span.holds(figure.span), f"数字“{figure.text}”不在它的句子里", where)
    for span in (figure.indicator_span, figure.period_span, figure.place_span, figure.sentence_span):
        if span is not None:
            inside = 0 <= span.start < span.end <= len(document.text)
            demand(inside, f"数字“{figure.text}”的位置超出了文件", where)
    wrong = fault(figure, document)
    demand(not wrong, wrong, where)
    loose = [number for number in figures(figure.indicator) if number not in plain(document.text)]
    demand(not loose, f"指标里的数字没有出处：{figure.indicator}", where)


def _check_yardstick(of: Yardstick, documents: Mapping[str, Document], report: str) -> None:
    """Both operands are as printed, and the number follows from them."""
    where = f"标尺“{of.subject}”"
    for operand in (of.local, of.report):
        _check_figure(operand, documents, where)
    demand(of.report.doc == report and of.local.doc != report, "两边不是本地和报告", where)
    same = (of.local.unit, of.local.kind, of.local.period) == (
        of.report.unit,
        of.report.kind,
        of.report.period,
    )
    demand(same, "两边的单位、口径或时期不同", where)
    again = worked_out(of.formula, of.local, of.report)
    demand(
        (str(again), of.unit) == (str(of.value), UNITS[of.formula]),
        f"算出来的是{again}，不是{of.value}",
        where,
    )


def _check_rows(brief: Brief, documents: Mapping[str, Document]) -> None:
    """Names, stages and explanations of the tables are words of their sources."""
    for project in brief.projects:
        where = f"项目“{project.name}”"
        demand(figures(project.name) <= _figures_at(project.named, documents), "名称里的数字没有出处", where)
        for words in (*project.named, *(step.said for step in project.steps)):
            _check_slice(words.span, words.text, documents[words.doc], "原文", where)
        for figure in (*project.money, *project.capacity):
            _check_figure(figure, documents, where)
    for organisation in brief.organisations:
        where = f"单位“{organisation.name}”"
        demand(
            figures(organisation.name) <= _figures_at(organisation.named, documents),
            "名称里的数字没有出处",
            where,
        )
        for words in organisation.named:
            _check_slice(words.span, words.text, documents[words.doc], "原文", where)
    for term in brief.terms:
        where = f"名词“{term.name}”"
        demand(digits(term.name) <= digits(documents[brief.heading.doc].text), "名称里的数字没有出处", where)
        for words in (term.explanation, *term.named):
            demand(words.doc == brief.heading.doc, "不出自报告", where)
            _check_slice(words.span, words.text, documents[words.doc], "原文", where)


def _check_pictures(brief: Brief, documents: Mapping[str, Document]) -> None:
    """Every plotted number is a figure that holds or a yardstick's, as printed, in the unit of its chart."""
    for what in pictures.wrong(brief):
        demand(False, what, "图")
    for picture in brief.pictures:
        for value in picture.values if isinstance(picture, Chart) else ():
            _check_figure(value.figure, documents, f"图“{picture.title}”")


def _figures_at(named: Sequence[Words], documents: Mapping[str, Document]) -> set[str]:
    """The figures in and around words: what a list leaves open of a name is completed from beside it."""
    spans = [(documents[w.doc].text, max(0, w.span.start - NAME_MOST), w.span.end + NAME_MOST) for w in named]
    return {figure for text, start, end in spans for figure in supports(text[start:end])}


def _check_coverage(brief: Brief) -> None:
    """The counts are those of the strip: nothing is counted that is not coloured, nothing twice."""
    cover, where = brief.coverage, "报告覆盖情况"
    demand(cover.sentences == len(cover.strip), "句数与全文条不符", where)
    for (start, end, _, _), (after, _, _, _) in pairwise(cover.strip):
        demand(start < end <= after, "全文条的句子次序不对或重叠", where)
    edges = [0, *(last for _, _, last in cover.parts)]
    whole = [first for _, first, _ in cover.parts] == edges[:-1] and edges[-1] in (0, cover.sentences)
    demand(whole, "报告的各部分不连续", where)
    chapters = {chapter.id for chapter in brief.chapters}
    waiting = {chapter.id for chapter in brief.unanswered}
    ids = Counter(chapter for _, _, _, chapter in cover.strip)
    demand(ids.keys() <= chapters | waiting | {""}, "全文条里有不存在的章节", where)
    demand(cover.in_chapters == sum(ids[c] for c in chapters), "归入章节的句数与全文条不符", where)
    demand(cover.in_unanswered == sum(ids[c] for c in waiting), "未找到材料的句数与全文条不符", where)
    demand(cover.concerned == cover.in_chapters + cover.in_unanswered, "相关的句数不是两者之和", where)
    kinds = Counter(kind for _, _, kind, _ in cover.strip)
    lost = sum(bool(kind) and not chapter for _, _, kind, chapter in cover.strip)
    demand(lost == cover.dropped, "全文条里有不属于任何章节的理由", where)
    demand(cover.named == sum(kinds[kind] for kind in FIRM), "点名的句数与全文条不符", where)
    demand(cover.evidence_documents == len(brief.sources) - 1, "本地材料的份数与来源不符", where)
    used = len({doc for chapter in brief.chapters for e in chapter.evidence for doc in docs_of(e)})
    demand(cover.evidence_used == used, "引用的份数与实际不符", where)


def check_rendered(output: str | bytes, brief: Brief, documents: Mapping[str, Document]) -> None:
    """``check`` and ``Checked.check_rendered`` in one; for several renderings, check the brief once."""
    check(brief, documents).check_rendered(output)


@lru_cache(maxsize=4096)
def _wordings(text: str) -> tuple[str, tuple[str, ...]]:
    """A unit's text as it is compared, and its parts between our separators that hold digits.

    A line is held against the words about everything; with 1,000 documents this took most of the time.
    """
    return plain(text), tuple(plain(part) for part in re.split(" [·›] ", text) if digits(part))


def _reach(spans: Iterable[Span]) -> tuple[list[int], list[int]]:
    """Where spans start, in order, and how far those that have started by then reach."""
    ordered = sorted(spans)
    return [span.start for span in ordered], list(accumulate((span.end for span in ordered), max))


class Checked:
    """A brief that holds, and what a rendering of it may print.

    ``words``: by what they are about (``N:START-END`` a figure, ``N`` a source, ``""`` the rest), without
    white space. ``said``: ``(words, source)``. ``figures``: by ``(source, printed number)``, what the row is
    about and its place. ``answers``: the sources that answer a chapter, by its id.
    """

    def __init__(self, brief: Brief, documents: Mapping[str, Document]) -> None:
        self.brief = brief
        self.documents = documents
        self.report = documents[brief.heading.doc]
        self.counts = view.declared(brief)
        self.words: dict[str, set[str]] = defaultdict(set)
        self.said: set[tuple[str, int]] = set()
        self.figures: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
        self.answers = {
            c.id: {n for e in c.evidence for n in (e.source, *(copy.source for copy in e.also))}
            for c in brief.chapters
        }
        self._number = {source.doc: source.number for source in brief.sources}
        self._spans: dict[int, list[Span]] = defaultdict(list)
        self._copies: dict[tuple[int, Span], set[int]] = {}
        heading = brief.heading
        named = (
            wording.headline(heading),
            wording.targets_title(heading),
            wording.local_targets_title(heading),
            wording.yardsticks_title(heading),
            wording.dated(heading),
            heading.doc,
        )
        self._may_print("", *named, wording.date_words(heading.date), *brief.notes)
        for source in brief.sources:
            self._add_source(source)
        for chapter in (*brief.chapters, *brief.unanswered):
            self._add_chapter(chapter)
        for target in (*brief.targets, *brief.local_targets):
            self._add_figure(target)
        self._add_rows()
        self._loose = [
            "",
            *map(str, self._number.values()),
            *map(self._about, (*brief.targets, *brief.local_targets)),
        ]
        self._quoted = {number: _reach(spans) for number, spans in self._spans.items()}

    def check_rendered(self, output: str | bytes) -> None:
        """Every digit of a rendering (of any format) resolves to a source or to a number of ours."""
        if isinstance(output, bytes):
            check_docx(self, output)
        elif is_article(output):
            check_article(self, output)
        elif output.startswith("{"):
            self._check_json(output)
        elif output.startswith("<!DOCTYPE html>"):
            self.check_units(page_units(output), "网页")
            demand(output == render_html(self.brief), "与简报再排一遍的结果不同", "网页")
        else:
            self._check_markdown(output)
            demand(output == render_markdown(self.brief), "与简报再排一遍的结果不同", "Markdown")

    def _about(self, figure: Statement) -> str:
        return f"{self._number[figure.doc]}:{figure.span.start}-{figure.span.end}"

    def _may_print(self, about: str, *words: str) -> None:
        self.words[about] |= {plain(text) for text in words}

    def _quote(self, number: int, span: Span, *words: str) -> None:
        self._spans[number].append(span)
        self.said |= {(plain(text), number) for text in words}
        self._may_print("", *words)

    def _add_source(self, s: Source) -> None:
        date, digest = wording.date_words(s.date), wording.short_hash(s.sha256)
        labelled = (f"来源：{s.origin}", f"文件：{s.doc}", f"校验：{s.sha256}", s.title)
        self._may_print(str(s.number), s.origin, s.doc, s.sha256, s.note, date, digest, *labelled)

    def _add_chapter(self, chapter: Chapter) -> None:
        for passage in chapter.passages:
            self._quote(1, passage.span, passage.text, passage.quote)
            self._may_print("", *passage.section)
        self._may_print("", chapter.title, *(r.explanation for r in chapter.why))
        for evidence in chapter.evidence:
            self._quote(evidence.source, evidence.span, evidence.text)
            self._copies[evidence.source, evidence.span] = {copy.source for copy in evidence.also}
        for figure in chapter.figures:
            self._add_figure(figure)

    def _add_rows(self) -> None:
        """The tables: yardsticks, projects, organisations, explained terms; and what an editor wrote."""
        brief = self.brief
        for yardstick in brief.yardsticks:
            for operand in (yardstick.local, yardstick.report):
                self._add_figure(operand)
            self._may_print(f"y-{yardstick.id}", printed(yardstick))
            self._may_print("", yardstick.subject, wording.period_words(yardstick.period))
        for project in brief.projects:
            self._may_print("", project.name)
            for figure in (*project.money, *project.capacity):
                self._add_figure(figure)
        self._may_print("", *(title for title, _, _ in brief.coverage.parts))
        self._may_print("", *(organisation.name for organisation in brief.organisations))
        self._may_print("", *picture_words(brief))
        for picture in brief.pictures:
            for value in picture.values if isinstance(picture, Chart) else ():
                self._add_figure(value.figure)
        for term in brief.terms:
            self._quote(1, term.explanation.span, term.explanation.text)
            self._may_print("", term.name)
        for words in view.written(brief):
            self._may_print("", words.text, *words.unsupported)
        self.rows = {tuple(map(plain, row)) for row in view.table_rows(brief)}

    def _add_figure(self, figure: Statement) -> None:
        number, about = self._number[figure.doc], self._about(figure)
        self._spans[number].append(figure.span)
        self.figures[number, plain(figure.text)].append((about, plain(figure.place)))
        self._may_print(
            about, figure.text, figure.indicator, figure.place, wording.period_words(figure.period)
        )

    def check_units(self, units: Iterable[Unit], where: str) -> None:
        """``data-at``: words are that slice; ``data-n``: the number of that name; the rest is the brief's.

        A source is cited after words of it, or after the number of a chapter that it answers.
        """
        may_cite: set[int] = set()
        placed: set[str] = set()
        for unit in units:
            if unit.at:
                number = self._check_placed(unit, where)
                may_cite = {number} | self._copied(number, unit.at)
                placed.add(unit.at)
            elif unit.cites and unit.counts:
                known = unit.text.isdecimal() and int(unit.text) in may_cite
                demand(known, f"来源编号{unit.text}不是引文的来源", where)
            elif unit.counts:
                self._check_count(unit, where)
                may_cite = self.answers.get(unit.counts.removeprefix("chapter-"), may_cite)
            else:
                known = self._prints((unit,), unit.about)
                demand(known, f"数字没有出处：{unit.text}", where)
        for evidence in self._evidence():
            at = f"{evidence.source}:{evidence.span.start}-{evidence.span.end}"
            demand(at in placed, f"漏印了本地材料的引文：{evidence.text}", where)

    def _evidence(self) -> Iterable[Evidence]:
        return (evidence for chapter in self.brief.chapters for evidence in chapter.evidence)

    def _check_placed(self, unit: Unit, where: str) -> int:
        match = re.fullmatch(r"(\d+):(\d+)-(\d+)", unit.at)
        number, start, end = map(int, match.groups()) if match is not None else (0, 0, 0)
        where = f"{where}，来源{number}"
        starts, ends = self._quoted.get(number, ([], []))
        before = bisect_right(starts, start)
        held = before > 0 and end <= ends[before - 1]
        demand(held, f"没有引用这里：{unit.at}", where)
        text = self.documents[self.brief.sources[number - 1].doc].text
        demand(plain(text[start:end]) == plain(unit.text), f"与原件不符：{unit.text}", where)
        return number

    def _copied(self, number: int, at: str) -> set[int]:
        start, end = map(int, at.partition(":")[2].split("-"))
        return self._copies.get((number, Span(start, end)), set())

    def _check_count(self, unit: Unit, where: str) -> None:
        named = self.counts.get(unit.counts)
        values = self.counts.values() if unit.counts == "?" else () if named is None else (named,)
        known = unit.text.isdecimal() and int(unit.text) in values
        demand(known, f"没有这个统计数：{unit.text}", where)

    def _prints(self, units: Iterable[Unit], about: str) -> bool:
        """Whether all digits in ``units`` are in words about ``about``, whole or between our separators."""
        words = self.words.get(about, set())
        asked = (_wordings(unit.text) for unit in units)
        return all(whole in words or all(part in words for part in parts) for whole, parts in asked)

    def _check_markdown(self, text: str) -> None:
        """A line that cites a source prints words or a figure of it, or says where they are printed."""
        printed: set[tuple[str, int]] = set()
        for number, line in enumerate(markdown_lines(text), 1):
            where = f"Markdown 第{number}个非空行"
            for unit in line.units:
                if unit.counts:
                    self._check_count(unit, where)
            free = [unit for unit in line.units if not unit.counts]
            if tuple(plain(unit.text) for unit in line.units) in self.rows:
                known = True
            elif line.defines is not None:
                known = self._prints(free, str(line.defines))
            elif line.cites is not None:
                printed |= {(plain(unit.text), line.cites) for unit in free}
                known = self._points(line.units, line.cites) or self._cites(free, line.cites)
            else:
                known = any(self._prints(free, about) for about in self._loose)
            demand(known, f"数字没有出处：{''.join(unit.text for unit in free)}", where)
        for evidence in self._evidence():
            known = (plain(evidence.text), evidence.source) in printed
            demand(known, f"漏印了本地材料的引文：{evidence.text}", "Markdown")

    def _points(self, units: Sequence[Unit], number: int) -> bool:
        """同一材料见第3章、第11章: whether source ``number`` answers these chapters."""
        said = plain("".join(unit.text for unit in units))
        again = wording.labels("prose")["again"]
        if not re.fullmatch(rf"{again}第\d+章(?:、第\d+章)*", said):
            return False
        numbers = [int(unit.text) for unit in units if unit.counts]
        chapters = self.brief.chapters
        return all(0 < n <= len(chapters) and number in self.answers[chapters[n - 1].id] for n in numbers)

    def _cites(self, units: Sequence[Unit], number: int) -> bool:
        if any((plain(unit.text), number) in self.said for unit in units):
            return self._prints(units, "")
        cells = {plain(part) for unit in units for part in unit.text.split(" · ")}
        rows = (row for cell in cells for row in self.figures.get((number, cell), ()))
        return any(place in cells | {""} and self._prints(units, about) for about, place in rows)

    def _check_json(self, output: str) -> None:
        """The data is the brief's, and every text with a start and an end is that slice."""
        try:
            data = json.loads(output)
        except json.JSONDecodeError as error:
            raise GuardError(f"不是完整的 JSON：{error}", where="JSON", hint=HINT) from error
        demand(data == record(self.brief), "与简报的内容不符", "JSON")
        self._check_slices(data)

    def _check_slices(self, data: object) -> None:
        if isinstance(data, list):
            for item in data:
                self._check_slices(item)
        elif isinstance(data, dict):
            if {"start", "end", "text"} <= data.keys():
                document = self.documents[data.get("doc", self.report.name)]
                _check_slice(Span(data["start"], data["end"]), data["text"], document, "文字", "JSON")
            for item in data.values():
                self._check_slices(item)
