"""A brief that the guard has checked, and what a rendering of it may print."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from duibiao.briefing.demand import HINT, check_slice, demand
from duibiao.briefing.model import (
    Brief,
    Chapter,
    Evidence,
    Heading,
    Source,
)
from duibiao.briefing.pictures.model import Chart
from duibiao.briefing.pictures.page import words as picture_words
from duibiao.briefing.pictures.photographs import path
from duibiao.briefing.printed import Unit, digits, markdown_lines, page_units, plain
from duibiao.briefing.render import opening, view, wording
from duibiao.briefing.render.html import render_html
from duibiao.briefing.render.json import record, render_json
from duibiao.briefing.render.markdown import render_markdown
from duibiao.briefing.typeset import check_article, check_docx, is_article
from duibiao.briefing.yardsticks import printed
from duibiao.errors import GuardError
from duibiao.reading.model import Statement
from duibiao.text import Document, Span

_SET: dict[str, Callable[[Brief], str]] = {"html": render_html, "json": render_json, "md": render_markdown}


@lru_cache(maxsize=4096)
def _wordings(text: str) -> tuple[str, tuple[str, ...]]:
    """A unit's text as it is compared, and its parts between our separators that hold digits.

    Lines and pages print the same words many times.
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

    KEPT = frozenset(_SET)
    """Formats that ``rendered`` sets, once for writing and checking."""

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
        self._set: dict[str, str] = {}
        self._add_heading(brief.heading)
        self._may_print("", *brief.notes)
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
        self._owners: dict[str, set[str]] = defaultdict(set)
        """words -> what in ``_loose`` they may be printed about"""
        for about in self._loose:
            for words in self.words.get(about, ()):
                self._owners[words].add(about)
        self._quoted = {number: _reach(spans) for number, spans in self._spans.items()}

    def _add_heading(self, heading: Heading) -> None:
        titles = (
            wording.headline(heading),
            wording.targets_title(heading),
            wording.local_targets_title(heading),
            wording.yardsticks_title(heading),
        )
        dates = wording.dated(heading), wording.date_words(heading.date)
        self._may_print("", *titles, *dates, heading.doc)

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
            demand(output == self.rendered("html"), "与简报再排一遍的结果不同", "网页")
        else:
            self._check_markdown(output)
            demand(output == self.rendered("md"), "与简报再排一遍的结果不同", "Markdown")

    def rendered(self, kind: str) -> str:
        """The page (``html``), text (``md``) or data (``json``) that this brief gives, set once."""
        if kind not in self._set:
            self._set[kind] = _SET[kind](self.brief)
        return self._set[kind]

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
        self._may_print(
            "", chapter.title, *(told for _, several in view.reasons(chapter) for told in several)
        )
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
        sentences = opening.opening(brief)
        self._may_print("", *(part for one in sentences for part in one if isinstance(part, str)))
        self._may_print("", *(organisation.name for organisation in brief.organisations))
        self._may_print("", *picture_words(brief))
        for picture in brief.pictures:
            for value in picture.values if isinstance(picture, Chart) else ():
                self._add_figure(value.figure)
        for term in brief.terms:
            self._quote(1, term.explanation.span, term.explanation.text)
            self._may_print("", term.name)
        for finding in brief.findings:
            number = self._number[finding.at.doc]
            self._spans[number] += [operand.span for operand in finding.operands]
            self.said.add((plain(finding.explanation), number))
            self._may_print("", finding.explanation)
        for one in brief.photographs:
            self._may_print("", f"![{view.one_line(one.caption.text)}]({path(one)})")
        for words in view.written(brief):
            self._may_print("", words.text, *words.unsupported)
        self.rows = {tuple(map(plain, row)) for row in view.table_rows(brief)}
        self.rows |= {(plain(opening.words(one)),) for one in sentences}

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

    def _prints_loosely(self, units: Iterable[Unit]) -> bool:
        """``_prints`` about any one thing of ``_loose``."""
        common: set[str] | None = None
        for whole, parts in (_wordings(unit.text) for unit in units):
            if not parts:
                continue
            may = self._owners.get(whole, set()) | set.intersection(
                *(self._owners.get(part, set()) for part in parts)
            )
            common = may if common is None else common & may
        return common is None or bool(common)

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
                known = self._prints_loosely(free)
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
                check_slice(Span(data["start"], data["end"]), data["text"], document, "文字", "JSON")
            for item in data.values():
                self._check_slices(item)
