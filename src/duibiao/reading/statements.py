"""Figures and what they mean: quantities joined with bound, kind, indicator, period, place and status."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from duibiao.gazetteer import Place
from duibiao.reading.frame import Frame
from duibiao.reading.indicators import logic as indicators
from duibiao.reading.model import Bound, Statement
from duibiao.reading.outlook import Direction, Outlook, outlook
from duibiao.reading.periods import scan as periods
from duibiao.reading.predicates import kinds
from duibiao.reading.predicates import logic as predicates
from duibiao.reading.quantities import scan as quantities
from duibiao.reading.quantities.traps import Style, trap
from duibiao.reading.status.logic import status
from duibiao.reading.whereabouts import logic as whereabouts
from duibiao.text import Block, Document, Kind, Part, Span, content_id, split

_CLAUSE = re.compile(r"[，；：。！？,;:!?\n]")
_LIST = re.compile(r"[、和与及以，或 ]{0,2}\Z")
_JOINT = re.compile(r".*[、]", re.DOTALL)
COUNTED = frozenset(("counter", "loose", "people"))


@dataclass(slots=True)
class _Unit:
    """A sentence with its section's outlook."""

    span: Span
    section: str
    outlook: Outlook
    paragraph: int


@dataclass(slots=True)
class _Topic:
    """What the figures of a sentence are about so far."""

    name: str = ""
    span: Span | None = None
    verb: str = ""
    last_end: int = -1
    listed: list[Span] = field(default_factory=list)


def read_statements(document: Document, *, place: Place | None, year: int | None) -> list[Statement]:
    """Every figure of the body and its annexes, in reading order.

    ``place`` and ``year``: whose report it is and which year it plans; without them figures that name
    neither keep an empty place or period.
    """
    return [statement for statement, _rules in explain_statements(document, place=place, year=year)]


def explain_statements(
    document: Document, *, place: Place | None, year: int | None
) -> Iterator[tuple[Statement, dict[str, str]]]:
    """Statements with the rule that gave each field (the debug view)."""
    reader = _Reader(document, place, year or 0)
    found = list(_quantities(document))
    at = 0
    for unit in reader.units:
        inside: list[quantities.Quantity] = []
        while at < len(found) and found[at].start < unit.span.end:
            if found[at].start >= unit.span.start:
                inside.append(found[at])
            at += 1
        if inside:
            yield from reader.sentence(unit, inside)


def _readable(document: Document) -> list[Block]:
    return [
        b
        for b in document.blocks
        if b.kind in (Kind.HEADING, Kind.PARAGRAPH) and b.part in (Part.BODY, Part.ANNEX, Part.GLOSSARY)
    ]


def _quantities(document: Document) -> Iterator[quantities.Quantity]:
    """Quantities that are no time and no trap."""
    text = document.text
    read: list[quantities.Quantity] = []
    for block in _readable(document):
        times = [m.span() for m in periods.scan(text, *block.span)]
        read += [q for q in _scan(text, block.span) if not _meets(times, q.start, q.end)]
    chinese = sum(q.chinese and q.value > 10 for q in read)
    style = Style(chinese=chinese * 2 > len(read))
    return (q for q in read if not trap(text, q, style))


def _scan(text: str, span: Span) -> Iterator[quantities.Quantity]:
    for match in quantities.PATTERN.finditer(text, *span):
        quantity = quantities.read(match)
        if quantity is not None:
            yield quantity


def _meets(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(spans, (end, -1)) - 1
    return at >= 0 and spans[at][1] > start


class _Reader:
    """One document's sentences, read in order."""

    def __init__(self, document: Document, place: Place | None, year: int) -> None:
        self.document = document
        self.text = document.text
        self.year = year
        self.home = (place.name, place.adcode) if place is not None else ("", "")
        self.units = list(_units(document, year))

    def sentence(
        self, unit: _Unit, inside: Sequence[quantities.Quantity]
    ) -> Iterator[tuple[Statement, dict[str, str]]]:
        """The statements of one sentence."""
        text, span = self.text, unit.span
        clock = periods.Clock(self.year, unit.outlook.period)
        times = list(periods.times(text, span.start, span.end, clock))
        ends = {t.end: t.start for t in times}
        whose = whereabouts.words(text, span.start, span.end, "中华人民共和国", self.home)
        cuts = [span.start, *(m.end() for m in _CLAUSE.finditer(text, *span))]
        topic = _Topic()
        for q in inside:
            at = bisect_right(cuts, q.start) - 1
            opened = cuts[at]
            close = next((c - 1 for c in cuts[at + 1 :] if c > q.end), span.end)
            frame, name = self._frame(unit, q, opened, close, ends, times, topic)
            yield self._statement(unit, q, frame, name, whose, topic)

    def _frame(
        self,
        unit: _Unit,
        q: quantities.Quantity,
        opened: int,
        close: int,
        ends: dict[int, int],
        times: Sequence[periods.Time],
        topic: _Topic,
    ) -> tuple[Frame, tuple[str, Span | None, str]]:
        text = self.text
        floor, inherited = opened, ""
        if topic.last_end > opened:
            between = text[topic.last_end : q.start]
            joint = _JOINT.match(between)
            floor = topic.last_end + (joint.end() if joint is not None else 0)
            if _LIST.match(between):
                inherited = topic.verb
        predicate = predicates.before(text, floor, q.start, ends)
        bound_after, end_after = predicates.after(text, q.end)
        frame = Frame(
            text, q.start, q.end, q.value, q.unit, q.family, q.rule, unit.span, opened, close, floor, predicate,
            text[floor : predicate.end], bound_after, unit.outlook.direction,
            _time_of(text, times, q, predicate.end), self.year, inherited,
        )  # fmt: skip
        return frame, self._name(frame, end_after, topic)

    def _name(self, f: Frame, end_after: int, topic: _Topic) -> tuple[str, Span | None, str]:
        """Indicator, its span and the rule."""
        if f.inherited and topic.name:
            return topic.name, topic.span, "list"
        named = indicators.named_before(f.text, f.floor, f.predicate.end)
        if named is not None and named.start == topic.last_end:
            named = None
        follows = end_after < f.close and f.text[end_after] not in "、，。；（("
        counted = None
        if follows and (named is None or f.family in COUNTED) and f.family != "share":
            counted = indicators.counted_after(f.text, end_after, f.close)
        if counted is not None and (named is None or f.text[end_after] != "的"):
            return counted.of(f.text), counted, "counted_after"
        if named is not None and not indicators.depends(named.of(f.text)):
            return named.of(f.text), named, "named_before"
        if topic.name:
            return topic.name, topic.span, "topic"
        return (named.of(f.text), named, "named_before") if named is not None else ("", None, "nothing")

    def _statement(
        self,
        unit: _Unit,
        q: quantities.Quantity,
        f: Frame,
        name: tuple[str, Span | None, str],
        whose: Sequence[whereabouts.Whose],
        topic: _Topic,
    ) -> tuple[Statement, dict[str, str]]:
        kind, kind_rule = kinds.kind(f)
        falls = kinds.falls(f, kind)
        state, state_rule = status(f)
        place = whereabouts.nearest(whose, unit.span.start, q.start)
        bound = _bound(q, f)
        topic.verb = kinds.verb(f) or topic.verb
        topic.last_end = q.end
        topic.name, topic.span = name[0], name[1]
        document = self.document
        return Statement(
            id=content_id(document.sha256, "statement", str(q.start), str(q.end)),
            doc=document.name,
            span=Span(q.start, q.end),
            text=self.text[q.start : q.end],
            value=-q.value if falls else q.value,
            value_high=-q.high if falls and q.high is not None else q.high,
            unit=q.unit,
            bound=bound,
            kind=kind,
            indicator=re.sub(r"\s+", "", name[0]),
            indicator_span=name[1],
            period=f.time.period if f.time is not None else unit.outlook.period,
            period_span=Span(f.time.start, f.time.end) if f.time is not None else None,
            place=place.name if place is not None else self.home[0],
            adcode=place.adcode if place is not None else self.home[1],
            place_span=place.span if place is not None else None,
            status=state,
            sentence_span=unit.span,
            section=unit.section,
        ), {
            "value": q.rule,
            "kind": kind_rule,
            "indicator": name[2],
            "status": state_rule,
            "period": "named" if f.time is not None else unit.outlook.why,
            "place": "named" if place is not None else "report",
        }


def _bound(q: quantities.Quantity, f: Frame) -> Bound:
    """Range, then the words after the figure, then those before it, then 多 and 余 inside."""
    if q.high is not None:
        return Bound.RANGE
    word = f.bound_after or f.predicate.bound or ("min" if q.more else "")
    return Bound(word) if word else Bound.EXACT


def _time_of(
    text: str, times: Sequence[periods.Time], q: quantities.Quantity, subject_end: int
) -> periods.Time | None:
    """The time that stands nearest before the figure and is no yardstick, unless it is the figure's own."""
    for time in reversed(times):
        if time.end > q.start or not time.period:
            continue
        if not time.yardstick or text[time.end : q.start] in ("", "的"):
            return time
    return None


def _units(document: Document, year: int) -> Iterator[_Unit]:
    """The sentences of the body, then those of annexes and glossaries."""
    text = document.text
    looks = outlook(document, year) if year else []
    titles = [s.title(text) for s in document.sections]
    default = Outlook(Direction.NONE, str(year - 1) if year else "", "nothing_tells")
    made = [
        _Unit(
            s.span,
            titles[s.section] if s.section >= 0 else "",
            looks[s.section] if looks and s.section >= 0 else default,
            s.paragraph,
        )
        for s in document.sentences
    ]
    for block in document.blocks:
        if block.part in (Part.ANNEX, Part.GLOSSARY) and block.kind in (Kind.HEADING, Kind.PARAGRAPH):
            local = [_Unit(s.shift(block.span.start), "", default, -1) for s in split(block.span.of(text))]
            made += local
    made.sort(key=lambda u: u.span.start)
    return iter(made)
