"""Read what a report sets out to reach: the line that it announces, and other figures that are aimed at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from duibiao.gazetteer import Level, Place
from duibiao.lexicon import load
from duibiao.reading.model import Bound, Statement, StatementKind, Status
from duibiao.reading.report import Report
from duibiao.reading.standard import Open, Standard, standardise
from duibiao.reading.targets import wording
from duibiao.reading.targets.announce import Aims, Zone, same_aim, trimmed_name, zones
from duibiao.reading.targets.clauses import Unnumbered, clauses, stretch, unnumbered
from duibiao.reading.targets.model import Form, Says, Target, Word, Wording
from duibiao.text import Document, Span, content_id

_V = load("duibiao.reading.targets")
_NOBODY = Place("", "", Level.COUNTRY, "")
_BOTH, _TOWNS, _COUNTRY = (_V[name].words[0] for name in ("both", "towns", "country"))
_LISTED = re.compile(f"{_V['behind'].regex()}?[、和与及]")
_AND = re.compile("[、和及与]")
_RESPONSIBLE = re.compile(_V["responsible"].regex())


def read_targets(
    document: Document,
    statements: Sequence[Statement],
    *,
    report: Report,
    standards: Mapping[str, Standard | Open] | None = None,
) -> list[Target]:
    """Everything that a report sets out to reach, in reading order.

    ``statements``: what ``read_statements`` gave for the document. ``report``: whose it is and which year it
    plans; without a year only figures with a period of their own are targets. ``standards``: by the id of a
    statement what ``standardise`` gave for it, where that is known.
    """
    return _Reader(document, statements, report, standards or {}).targets()


def headline_targets(document: Document, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Figures of the lines that announce the year's targets; empty when the report announces none.

    Where lines for several periods are announced (a five-year plan and the year), those of the last one
    count: reports go from the plan to the year.
    """
    found = [zone for zone in zones(document, Aims(statements), 0) if zone.opening is not None]
    return tuple(s for zone in found if zone.period == found[-1].period for s in zone.figures)


@dataclass(frozen=True, slots=True)
class _Line:
    """What a target stands in: a line that announces, its opening words, and what most of it is for."""

    announces: bool
    opening: Span | None
    period: str
    section: str


class _Reader:
    """One report."""

    def __init__(
        self,
        document: Document,
        statements: Sequence[Statement],
        report: Report,
        standards: Mapping[str, Standard | Open],
    ) -> None:
        self.document, self.text, self.report = document, document.text, report
        self.standards = standards
        self.year = report.year or 0
        self.issuer = report.place or _NOBODY
        self.aims = Aims(statements)

    def targets(self) -> list[Target]:
        """All targets in reading order."""
        made: dict[str, Target] = {}
        for zone in zones(self.document, self.aims, self.year):
            for target in self._of_zone(zone):
                made.setdefault(target.id, target)
        announced = {t.statement for t in made.values()}
        said = {same_aim(s) for s in self.aims.all if s.id in announced}
        detail = _Line(False, None, "", "")
        for s in self.aims.all:
            new = s.id not in announced and same_aim(s) not in said
            if new and s.status is Status.TARGET and self._lies_ahead(s.period):
                target = self._numbered(s, (s,), 0, detail)
                made.setdefault(target.id, target)
        return sorted(made.values(), key=lambda t: t.span)

    def _of_zone(self, zone: Zone) -> Iterator[Target]:
        """The targets of one line, with and without numbers."""
        section = zone.figures[0].section
        line = _Line(True, zone.opening, zone.period, section)
        last: list[Target] = []
        for clause in (c for span in zone.spans for c in clauses(self.text, span)):
            if last and (more := stretch(self.text, clause)) is not None:
                last[-1] = _stretched(last[-1], more)
                continue
            free = _with_subject(unnumbered(self.text, clause), last)
            yield from last
            inside = [s for s in zone.figures if clause.holds(s.span)]
            last = [self._numbered(s, zone.figures, zone.figures.index(s), line) for s in inside]
            if free is not None and not inside:
                last = self._unnumbered(clause, free, line, zone.figures[0])
        yield from last

    def _is_planned(self, period: str) -> bool:
        """Whether a period is the report's year, or the next in a report of a year's end."""
        return bool(period) and period in (str(self.year), str(self.year + 1))

    def _lies_ahead(self, period: str) -> bool:
        last = period.rpartition("/")[2][:4]
        return last.isdigit() and int(last) >= self.year

    def _numbered(self, s: Statement, of: Sequence[Statement], at: int, line: _Line) -> Target:
        """A target with a number."""
        floor = of[at - 1].span.end if at else s.sentence_span.start
        words = (
            *wording.announced(self.text, line.opening),
            *wording.before(self.text, s, floor),
            *(wording.after(self.text, s.span.end) or wording.shared(self.text, at, of)),
        )
        name, name_span = _named(self.text, of, at)
        span = s.span
        for other in (*(w.span for w in words if w.says is not Says.ANNOUNCED), name_span):
            if other is not None and s.sentence_span.holds(other):
                span = span.hull(other)
        return Target(
            id=content_id(self.document.sha256, "target", str(s.span.start), str(s.span.end)),
            doc=s.doc, span=span, statement=s.id, form=Form.NUMBER, indicator=name, indicator_span=name_span,
            standard=_standard(s, name, self.standards), value=s.value, value_span=s.span,
            value_high=s.value_high, unit=s.unit,
            bound=wording.bound(s, words), kind=s.kind, wording=wording.wording(s, words), words=words,
            tie=None, period=s.period, period_span=s.period_span, place=s.place, adcode=s.adcode,
            issuer=self.issuer.name, issuer_code=self.issuer.adcode, year=self.year,
            headline=line.announces and self._is_planned(s.period), section=s.section,
            responsible=_responsible(self.text, span, s.sentence_span.end), text=s.text,
        )  # fmt: skip

    def _unnumbered(self, clause: Span, free: Unnumbered, line: _Line, like: Statement) -> list[Target]:
        """The targets of a clause without a number, one for each subject. ``like``: a figure of the line."""
        before = clause.start <= free.subject.start and free.subject.end <= free.words.span.start
        said = Span(free.subject.end if before else clause.start, clause.end)
        parts = _parts(self.text, free.subject, like)
        return [self._free(clause, said, replace(free, subject=part), line, like) for part in parts]

    def _free(self, clause: Span, said: Span, free: Unnumbered, line: _Line, like: Statement) -> Target:
        name = "".join(free.subject.of(self.text).split())
        return Target(
            id=content_id(self.document.sha256, "target", str(free.subject.start), str(clause.end)),
            doc=self.document.name, span=clause, statement="", form=free.form,
            indicator=name, indicator_span=free.subject, standard=_standard_free(name, like),
            value=None, value_span=None, value_high=None, unit="", bound=Bound.EXACT,
            kind=StatementKind.GROWTH, wording=Wording.NONE,
            words=(*wording.announced(self.text, line.opening), free.words),
            tie=free.tie, period=line.period, period_span=None, place=self.issuer.name,
            adcode=self.issuer.adcode, issuer=self.issuer.name, issuer_code=self.issuer.adcode,
            year=self.year, headline=line.announces and self._is_planned(line.period), section=line.section,
            responsible=_responsible(self.text, clause, clause.end), text=said.of(self.text),
        )  # fmt: skip


def _with_subject(free: Unnumbered | None, before: Sequence[Target]) -> Unnumbered | None:
    """居民收入增速高于经济增速、高于全国平均水平: the second is about what the first is about."""
    if free is None or free.subject.size:
        return free
    subject = before[-1].indicator_span if before else None
    return replace(free, subject=subject) if subject is not None else None


def _standard(s: Statement, name: str, known: Mapping[str, Standard | Open] = {}) -> str:
    """The id of the catalogue's indicator under ``name``, empty when it stays open."""
    found = known.get(s.id) if name == s.indicator else None
    found = standardise(s, name) if found is None else found
    return found.id if isinstance(found, Standard) else ""


def _standard_free(name: str, like: Statement) -> str:
    """The indicator of a name without a number: one that grows, or one that is a rate itself."""
    kinds = (StatementKind.GROWTH, StatementKind.SHARE)
    found = (_standard(replace(like, kind=kind, unit="%"), name) for kind in kinds)
    return next(filter(None, found), "")


def _parts(text: str, subject: Span, like: Statement) -> list[Span]:
    """空气优良天数比率和水质优良率均完成: two subjects, when the catalogue knows each by its name."""
    cuts = [*_AND.finditer(text, *subject)]
    starts = [subject.start, *(m.end() for m in cuts)]
    ends = [*(m.start() for m in cuts), subject.end]
    parts = [Span(a, b) for a, b in zip(starts, ends, strict=True)]
    return parts if cuts and all(_standard_free(p.of(text), like) for p in parts) else [subject]


def _named(text: str, of: Sequence[Statement], at: int) -> tuple[str, Span | None]:
    """The name without what only says that it is aimed at (经济增长速度的调控目标), and where it stands.

    城乡居民收入分别增长7%和8%: the first is of the towns, the second of the country.
    """
    s = of[at]
    name = trimmed_name(s.indicator)
    cut = len(s.indicator) - len(name)
    for first, word in ((at, _TOWNS), (at - 1, _COUNTRY)):
        if (
            name.startswith(_BOTH)
            and 0 <= first < len(of) - 1
            and _are_a_pair(text, of[first], of[first + 1])
        ):
            name = word + name.removeprefix(_BOTH)
    if not cut or s.indicator_span is None or s.indicator_span.size != len(s.indicator):
        return name, s.indicator_span
    return name, Span(s.indicator_span.start, s.indicator_span.end - cut)


def _are_a_pair(text: str, one: Statement, other: Statement) -> bool:
    same = one.indicator == other.indicator and one.kind is other.kind
    return same and _LISTED.fullmatch(text, one.span.end, other.span.start) is not None


def _stretched(target: Target, more: Word) -> Target:
    return replace(target, words=(*target.words, more), span=target.span.hull(more.span))


def _responsible(text: str, span: Span, end: int) -> Word | None:
    """Whom the text makes answer for a target: behind it in its sentence, or in brackets behind that."""
    match = _RESPONSIBLE.search(text, span.end, end) or _RESPONSIBLE.match(text, end)
    if match is None:
        return None
    who = next(name for name in ("a", "b", "c") if match[name] is not None)
    return Word(match[who], Span(*match.span(who)), Says.RESPONSIBLE)
