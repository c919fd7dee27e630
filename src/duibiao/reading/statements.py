"""Figures and what they mean: quantities joined with bound, kind, indicator, period, place and status."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from duibiao.gazetteer import Place
from duibiao.reading.frame import TIMES_MOST, WINDOW, Frame, Topic
from duibiao.reading.indicators.naming import indicator
from duibiao.reading.model import Statement
from duibiao.reading.outlook import Direction, Outlook, outlook, plans
from duibiao.reading.periods import attach, scan
from duibiao.reading.periods.leads import Leads, Unit
from duibiao.reading.periods.resolve import Clock, plan_of
from duibiao.reading.predicates import logic as predicates
from duibiao.reading.predicates.bounds import bound
from duibiao.reading.predicates.kinds import falls, kind
from duibiao.reading.quantities.finder import find
from duibiao.reading.quantities.scan import Quantity
from duibiao.reading.script import simplified
from duibiao.reading.status.logic import status
from duibiao.reading.whereabouts.logic import Scene, place
from duibiao.text import Document, Kind, Part, Span, content_id, split

_CLAUSE = re.compile(r"[，；：。！？,;:!?]")
_LIST = re.compile(r"(?:左右|以上|以下|以内)?[、和与及以 ]{1,2}\Z")

_ELSEWHERE, _PICTURE = "页面其他内容", "图片说明"
_BESIDE = {Part.FRONT: "标题", Part.ANNEX: "附件", Part.GLOSSARY: "名词解释", Part.OUTSIDE: _ELSEWHERE}
"""What ``section`` says of a figure that stands outside the body."""
_TITLE_MOST = 40
"""A longer block is no title of an annex: 「附件：2024年省十件民生实事」 has 16."""
_LASTING = "lasting_thing"
"""What lasts so long is not what the sentence goes on about."""
_HEADLINE_MOST = 20
"""Longest sentence that only says what the next is about: 「单打冠军和小巨人企业加快成长。」 has 15."""

Explained = tuple[Statement, dict[str, str]]


def read_statements(document: Document, *, place: Place | None, year: int | None) -> list[Statement]:
    """Every figure of the text, in reading order: body, annexes, glossary and what else is on the page.

    ``place`` and ``year``: whose report it is and which year it plans; without them figures that name
    neither keep an empty place or period.
    """
    return [statement for statement, _rules in explain_statements(document, place=place, year=year)]


def explain_statements(document: Document, *, place: Place | None, year: int | None) -> Iterator[Explained]:
    """Statements with the rule that gave each field (the debug view)."""
    return _Reader(document, place, year or 0).statements()


class _Reader:
    """One document, read sentence by sentence."""

    def __init__(self, document: Document, home: Place | None, year: int) -> None:
        self.document, self.text, self.year = document, simplified(document.text), year
        self.scene, self.elsewhere = Scene(home, self.year), Scene(None, self.year)
        self.leads, self.outer = Leads(document), Leads(document)
        self.last_topic: tuple[int, tuple[str, Span] | None] = (0, None)
        self.headline: tuple[int, Span] | None = None

    def statements(self) -> Iterator[Explained]:
        """All statements in reading order."""
        found = find(self.document, self.text)
        starts = [q.start for q in found.quantities]
        times = [m.start() for m in found.times]
        plan = plan_of(found.times, self.year)
        for unit in _units(self.document, self.year):
            span = unit.span
            first, last = bisect_left(times, span.start), bisect_left(times, span.end)
            leads = self.leads if unit.paragraph >= 0 else self.outer
            inside = found.quantities[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            said: list[scan.Time] = []
            if last > first:
                clock = Clock(self.year, unit.outlook.period, plan, leads.opened(unit.paragraph))
                said += scan.times(self.text, span.start, found.times[first:last], clock)
            leads.hear(unit, said, figures=bool(inside))
            if inside:
                yield from self._sentence(unit, inside, said, leads.now)
            short = not inside and span.size <= _HEADLINE_MOST
            self.headline = (unit.paragraph, span) if short else None

    def _sentence(
        self, unit: Unit, inside: Sequence[Quantity], times: list[scan.Time], lead: scan.Time | None
    ) -> Iterator[Explained]:
        """The statements of one sentence."""
        text, span = self.text, unit.span
        ends = {t.end: t.start for t in times}
        time_ends = [t.end for t in times]
        cuts = [span.start, *(m.end() for m in _CLAUSE.finditer(text, *span)), span.end + 1]
        runs = _runs(text, inside)
        period = unit.outlook.period
        whole = scan.Time(span.start, span.start, period, unit.outlook.why, False) if "/" in period else None
        topic = Topic()
        if self.last_topic[0] == unit.paragraph:
            topic.earlier = self.last_topic[1]
        if self.headline is not None and self.headline[0] == unit.paragraph:
            topic.headline = self.headline[1]
        for q, run in zip(inside, runs, strict=True):
            at = bisect_right(cuts, q.start) - 1
            close = cuts[bisect_right(cuts, q.end, at + 1)] - 1
            floor, inherited = _floor(text, cuts[at], q, topic)
            predicate = predicates.before(text, floor, q.start, ends)
            after, end_after = predicates.after(text, q.end)
            if q.family == "share" and predicate.verb not in ("rise", "fall"):
                predicate.end = predicates.part_of(text, floor, predicate.end)
                predicate.end = predicates.ratio_of(text, predicate, bare=True)
            elif q.family in ("ratio", "bare"):
                predicate.end = predicates.ratio_of(text, predicate, bare=q.family == "bare")
            seen = bisect_right(time_ends, q.start)
            before = times[max(0, seen - TIMES_MOST) : seen]
            frame = Frame(
                text, q, span, cuts[at], close, floor, predicate, after, end_after, inherited, run,
                unit.outlook, before, lead, whole, self.year, topic,
            )  # fmt: skip
            frame.subject = text[floor : predicate.end]
            yield self._statement(unit, frame)
        if topic.span is not None:
            self.last_topic = (unit.paragraph, (topic.name, topic.span))
        topic.before = None  # frames and their topic would wait for the garbage collector

    def _statement(self, unit: Unit, f: Frame) -> Explained:
        q = f.quantity
        f.time, period_rule = attach.period(f)
        name, name_span, name_rule = indicator(f)
        f.name = name
        f.counts = name_span is not None and name_span.start >= q.end
        what, kind_rule = kind(f)
        f.kind = what
        how, bound_rule = bound(f)
        state, status_rule = status(f)
        scene = self.elsewhere if unit.section == _ELSEWHERE else self.scene
        (where, adcode, place_span), place_rule = place(f, scene)
        sign = -1 if falls(f, what) else 1
        f.topic.goes_on(f, name_span, (where, adcode, place_span), lasting=name_rule == _LASTING)
        printed = f.time is not None and f.time.end > f.time.start
        statement = Statement(
            id=content_id(self.document.sha256, "statement", str(q.start), str(q.end)),
            doc=self.document.name,
            span=Span(q.start, q.end),
            text=self.document.text[q.start : q.end],
            value=q.value * sign,
            value_high=None if q.high is None else q.high * sign,
            unit=q.unit,
            bound=how,
            kind=what,
            indicator="".join(self._printed(name, name_span).split()),
            indicator_span=name_span,
            period=f.time.period if f.time is not None else unit.outlook.period,
            period_span=Span(f.time.start, f.time.end) if f.time is not None and printed else None,
            place=where,
            adcode=adcode,
            place_span=place_span,
            status=state,
            sentence_span=unit.span,
            section=unit.section,
        )
        rules = {
            "value": q.rule, "bound": bound_rule, "kind": kind_rule, "indicator": name_rule,
            "period": period_rule, "place": place_rule, "status": status_rule,
        }  # fmt: skip
        return statement, rules

    def _printed(self, name: str, span: Span | None) -> str:
        """A name in the characters of the document, unless it is joined of several."""
        return self.document.text[slice(*span)] if span is not None and name == span.of(self.text) else name


def _floor(text: str, opened: int, q: Quantity, topic: Topic) -> tuple[int, str]:
    """Where the words before a figure begin, and the verb that it takes over from the figure before it."""
    if topic.before is None or topic.before.quantity.end <= opened:
        return max(opened, q.start - WINDOW), _inherited(text, q, topic)
    end = topic.before.quantity.end
    return max(end, text.rfind("、", end, q.start) + 1), _inherited(text, q, topic)


def _inherited(text: str, q: Quantity, topic: Topic) -> str:
    before = topic.before
    if before is None or _LIST.match(text[before.quantity.end : q.start]) is None:
        return ""
    return before.verb or "level"


def _runs(text: str, inside: Sequence[Quantity]) -> list[int]:
    """For each figure, how many stand in one list from it on."""
    runs = [1] * len(inside)
    for i in range(len(inside) - 2, -1, -1):
        if _LIST.match(text[inside[i].end : inside[i + 1].start]) is not None:
            runs[i] = runs[i + 1] + 1
    return runs


def _units(document: Document, year: int) -> list[Unit]:
    """The sentences of the whole text in the order of their offsets."""
    return sorted((*_body(document, year), *_beside(document, year)), key=lambda unit: unit.span.start)


def _body(document: Document, year: int) -> Iterator[Unit]:
    text = document.text
    looks = outlook(document, year) if year else []
    titles = [s.title(text) for s in document.sections]
    none = Outlook(Direction.NONE, str(year - 1) if year else "", "nothing_tells")
    for s in document.sentences:
        title = titles[s.section] if s.section >= 0 else ""
        look = looks[s.section] if looks and s.section >= 0 else none
        yield Unit(s.span, title, s.section, s.paragraph, look)


def _beside(document: Document, year: int) -> Iterator[Unit]:
    """Annexes, glossaries, captions and page furniture; nothing tells when what furniture says was."""
    then = Outlook(Direction.NONE, str(year - 1) if year else "", "nothing_tells")
    ahead = Outlook(Direction.AHEAD, str(year) if year else "", "annex_plans")
    annex = then
    never = Outlook(Direction.NONE, "", "nothing_tells")
    for number, block in enumerate(document.blocks):
        if block.kind is Kind.META or (
            block.part is Part.BODY and block.kind in (Kind.HEADING, Kind.PARAGRAPH)
        ):
            continue
        section = _BESIDE.get(block.part, _PICTURE)
        if (
            block.part is Part.ANNEX
            and block.span.size <= _TITLE_MOST
            and plans(block.span.of(document.text))
        ):
            annex = ahead
        for local in split(block.span.of(document.text)):
            look = never if section == _ELSEWHERE else annex if block.part is Part.ANNEX else then
            yield Unit(local.shift(block.span.start), section, -1, -2 - number, look)
