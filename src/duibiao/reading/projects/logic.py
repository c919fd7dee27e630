"""Facts about projects and groups of projects, read from figures and names that are already found."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from duibiao.gazetteer import Place
from duibiao.reading.model import Bound, Mention, MentionType, Statement
from duibiao.reading.outlook import Direction
from duibiao.reading.periods.when import Times
from duibiao.reading.projects import _about, _figures, _groups, _stages
from duibiao.reading.projects._line import AGAIN, PARK, Line, Named, V
from duibiao.reading.projects._named import named
from duibiao.reading.projects.model import FactType, ProjectEvent, Stage, Standing, Subject
from duibiao.text import Document, Sentence, Span, content_id

_AGAIN = re.compile(V["again"].regex() + f"(?!{V['again_not'].regex()})")


@dataclass(frozen=True, slots=True)
class _Of:
    """Whom a fact is about."""

    subject: Subject
    name: str
    span: Span
    members: tuple[str, ...] = ()
    within: str = ""


def read_projects(
    document: Document,
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    *,
    place: Place | None,
    year: int | None,
) -> list[ProjectEvent]:
    """One row per fact about a named project or a counted group, in reading order, from the body's sentences.

    ``statements`` and ``mentions``: of this document, in reading order. ``place``: whose report or note it
    is, where what names no place lies. ``year``: the one that the report plans, by which 今年 is meant;
    without it times stay open unless printed in full.
    """
    reader = _Reader(document, statements, mentions, place, year or 0)
    return sorted(reader.events(), key=lambda e: (e.span, e.id))


class _Reader:
    def __init__(
        self,
        document: Document,
        statements: Sequence[Statement],
        mentions: Sequence[Mention],
        place: Place | None,
        year: int,
    ) -> None:
        self.home = (place.adcode,) if place is not None else ()
        self.document, self.text = document, document.text
        self.mentions = mentions
        self.names = named(document, mentions)
        self.figures: dict[int, list[Statement]] = defaultdict(list)
        for s in statements:
            self.figures[s.sentence_span.start].append(s)
        self.mention_starts = [m.span.start for m in mentions]
        self.name_starts = [n.span.start for n in self.names]
        self.times = Times(document, year)
        self.titles: dict[int, str] = {}
        self.last: tuple[int, Named | None, _groups.Group | None] = (0, None, None)

    def events(self) -> Iterator[ProjectEvent]:
        """Sentence by sentence; what was named last in a paragraph is 该项目 in the next one."""
        sentences = self.document.sentences
        for number in self._candidates():
            sentence = sentences[number]
            names = _between(self.names, self.name_starts, sentence.span) or self._again(sentence)
            figures = self.figures.get(sentence.span.start, ())
            if names or figures or self._answers(sentence):
                line = Line(self.text, sentence.span, names, self.times.direction(sentence))
                yield from self._sentence(sentence, line, figures)

    def _answers(self, sentence: Sentence) -> bool:
        """Whether it may tell who answers for the group that the sentence before counts."""
        goes_on = self.last[2] is not None and self.last[0] == sentence.paragraph
        return goes_on and self.text.find("项目", *sentence.span) >= 0

    def _candidates(self) -> list[int]:
        """Sentences that name or count projects, and those right after them, which may go on with them."""
        starts = [s.span.start for s in self.document.sentences]
        # a name before the body (in a title of the page) stands in none of its sentences
        found = {number for at in self.name_starts if (number := bisect_right(starts, at) - 1) >= 0}
        for start, figures in self.figures.items():
            number = bisect_right(starts, start) - 1
            within = number >= 0 and starts[number] == start
            if within and _groups.may_count(self.text, self.document.sentences[number].span, figures):
                found.add(number)
        after = {n + 1 for n in found if n + 1 < len(starts)}
        return sorted(found | after)

    def _again(self, sentence: Sentence) -> Sequence[Named]:
        """项目建成后…: the project that the sentence before named alone."""
        paragraph, last, _ = self.last
        match = _AGAIN.match(self.text, sentence.span.start, sentence.span.end)
        if match is None or last is None or paragraph != sentence.paragraph:
            return []
        return [Named(Span(*match.span()), last.name, last.adcodes, AGAIN)]

    def _sentence(
        self, sentence: Sentence, line: Line, figures: Sequence[Statement]
    ) -> Iterator[ProjectEvent]:
        _, alone, group = self.last if self.last[0] == sentence.paragraph else (0, None, None)
        mentions = _between(self.mentions, self.mention_starts, sentence.span)
        found = _groups.groups(line, figures, group) if figures else []
        if any(n.span.meets(one.noun) for n in line.names for one in found):  # 广州转移项目|24个
            kept = [n for n in line.names if not any(n.span.meets(one.noun) for one in found)]
            line = Line(line.text, line.sentence, kept, line.direction)
        zone = ""
        for one in found:
            zone = self._zone(line, mentions, one.span.start)
            yield from self._group(sentence, line, one, zone, mentions)
        if not found and group is not None and group.parts:
            yield from self._parts(sentence, line, group, zone)
        counted = {s.id for one in found for _, s, _ in one.figures}
        if line.names:
            yield from self._stages(sentence, line)
            yield from self._measured(sentence, line, [s for s in figures if s.id not in counted])
        named = "项目" in sentence.span.of(self.text)
        answered = found[-1] if found else group if named else None
        yield from self._about(sentence, line, mentions, answered, zone)
        single = line.names[0] if line.alone() else None if line.names else alone
        self.last = (sentence.paragraph, single, found[-1] if found else group)

    def _zone(self, line: Line, mentions: Sequence[Mention], before: int) -> str:
        """The park or zone whose projects are counted: the first that the sentence names before them."""
        zones = [m.span for m in mentions if m.type is MentionType.ZONE and not m.nested]
        spans = [*(n.span for n in line.names if n.why == PARK), *zones]
        return next((span.of(self.text) for span in spans if span.end <= before), "")

    def _stages(self, sentence: Sentence, line: Line) -> Iterator[ProjectEvent]:
        for number, stage, span, rule in _stages.reached(line):
            standing = _stages.standing(line, span, stage)
            yield self._made(
                sentence, line, self._of(line, number), FactType.STAGE, span, rule, standing, stage=stage
            )

    def _measured(
        self, sentence: Sentence, line: Line, figures: Sequence[Statement]
    ) -> Iterator[ProjectEvent]:
        for number, kind, s, measure, rule in _figures.measured(line, figures):
            standing = _figures.stated(line, kind, measure, s)
            of = self._of(line, number)
            yield self._made(sentence, line, of, kind, s.span, rule, standing, figure=s, measure=measure)

    def _about(
        self,
        sentence: Sentence,
        line: Line,
        mentions: Sequence[Mention],
        group: _groups.Group | None,
        zone: str,
    ) -> Iterator[ProjectEvent]:
        for number, kind, span, value, codes, rule in _about.about(line, mentions):
            if number < 0 and group is None:
                continue
            of = self._of_group(group, zone) if number < 0 and group is not None else self._of(line, number)
            yield self._made(
                sentence, line, of, kind, span, rule, Standing.STATED, measure=value, adcodes=codes
            )

    def _group(
        self, sentence: Sentence, line: Line, group: _groups.Group, zone: str, mentions: Sequence[Mention]
    ) -> Iterator[ProjectEvent]:
        of = self._of_group(group, zone)
        stage = group.stage.stage if group.stage is not None else None
        at = group.stage.span if group.stage is not None else group.count.span
        standing = _stages.standing(line, at, stage) if stage is not None else _counted(line)
        yield self._made(
            sentence, line, of, FactType.COUNT, group.count.span, "counted", standing,
            figure=group.count, measure=group.name, stage=stage,
        )  # fmt: skip
        for kind, s, measure in group.figures:
            how = _figures.stated(line, kind, measure, s)
            yield self._made(sentence, line, of, kind, s.span, "of_the_group", how, figure=s, measure=measure)
        yield from self._parts(sentence, line, group, zone)
        tail = _groups.origin(group.name)
        for m in mentions if tail else ():
            if m.type is MentionType.PLACE and group.noun.holds(m.span):
                yield self._made(
                    sentence, line, of, FactType.ORIGIN, m.span, "place_before_转移", Standing.STATED,
                    measure=m.name or m.text, adcodes=_about._codes(m),
                )  # fmt: skip

    def _parts(
        self, sentence: Sentence, line: Line, group: _groups.Group, zone: str
    ) -> Iterator[ProjectEvent]:
        of = self._of_group(group, zone)
        for kind, s, part in group.parts:
            if sentence.span.holds(s.span):
                standing = Standing.PLANNED if line.direction is Direction.AHEAD else Standing.STATED
                yield self._made(
                    sentence, line, of, kind, s.span, "part_of_the_group", standing,
                    figure=s, measure=part, part=part,
                )  # fmt: skip

    def _of(self, line: Line, number: int) -> _Of:
        return _Of(Subject.PROJECT, line.names[number].name, line.names[number].span)

    def _of_group(self, group: _groups.Group, zone: str) -> _Of:
        return _Of(Subject.GROUP, group.name, group.noun, group.members, zone)

    def _made(
        self,
        sentence: Sentence,
        line: Line,
        of: _Of,
        kind: FactType,
        span: Span,
        why: str,
        standing: Standing,
        *,
        stage: Stage | None = None,
        figure: Statement | None = None,
        measure: str = "",
        part: str = "",
        adcodes: tuple[str, ...] = (),
    ) -> ProjectEvent:
        period, period_span, period_why = self.times.when(sentence, span.start)
        if figure is not None and figure.period_span is not None:
            period, period_span, period_why = figure.period, figure.period_span, "the figure's own time"
        key = (self.document.sha256, "project", kind.value, stage or "", str(span.start), str(span.end))
        value, high, unit, bound, statement = _printed(figure)
        return ProjectEvent(
            id=content_id(*key, str(of.span.start), str(of.span.end)), doc=self.document.name,
            span=span, text=span.of(self.text), type=kind, subject=of.subject,
            project=of.name, project_text=of.span.of(self.text), project_span=of.span,
            standing=standing, stage=stage, value=value, value_high=high, unit=unit, bound=bound,
            measure=measure, statement=statement, period=period, period_span=period_span,
            period_why=period_why, part=part, within=of.within, members=of.members,
            adcodes=adcodes or self._codes(of, line, figure), sentence_span=sentence.span,
            section=self._title(sentence.section), why=why,
        )  # fmt: skip

    def _codes(self, of: _Of, line: Line, figure: Statement | None) -> tuple[str, ...]:
        if of.subject is Subject.PROJECT:
            return next((n.adcodes for n in line.names if n.span == of.span), ()) or self.home
        return (figure.adcode,) if figure is not None and figure.adcode else self.home

    def _title(self, section: int) -> str:
        if section not in self.titles:
            self.titles[section] = self.document.sections[section].title(self.text) if section >= 0 else ""
        return self.titles[section]


_Printed = tuple[Decimal | None, Decimal | None, str, Bound | None, str]


def _printed(figure: Statement | None) -> _Printed:
    """Value, upper value, unit, bound and id of a figure."""
    if figure is None:
        return None, None, "", None, ""
    return figure.value, figure.value_high, figure.unit, figure.bound, figure.id


T = TypeVar("T")


def _between(items: Sequence[T], starts: Sequence[int], span: Span) -> Sequence[T]:
    """The items that begin inside ``span``."""
    first = bisect_left(starts, span.start)
    return items[first : bisect_left(starts, span.end, first)]


def _counted(line: Line) -> Standing:
    return Standing.PLANNED if line.direction is Direction.AHEAD else Standing.STATED
