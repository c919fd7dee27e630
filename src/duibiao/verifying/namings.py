"""The sentences of the report that name the place, and whether the page has them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.matching import FIRM, Reason, Why
from duibiao.matching.concerns import Case, reasons
from duibiao.reading.mentions import find_mentions
from duibiao.reading.model import Mention, MentionType
from duibiao.text import Document, Kind, Span
from duibiao.verifying.alignment import Run
from duibiao.verifying.letters import letters
from duibiao.verifying.model import Naming, Quotation, Told
from duibiao.verifying.side import Side

ECHO_LEAST = 8
"""Letters that the page must share with the report around the place's own name to have told the passage."""
PLACE_SHARE, PLACE_LEAST = 0.5, 2
"""Share of a page's place names that must be the place or lie in it, and how many at least."""


def place_of(page: Document, home: Place | None, year: int | None, gazetteer: Gazetteer) -> Place | None:
    """Which place a page is about: that of its title, else the one that most of its place names are in."""
    kinds = (MentionType.PLACE, MentionType.ZONE)
    mentions = find_mentions(page, home=home, year=year, gazetteer=gazetteer)
    named = [m for m in mentions if m.type in kinds and m.adcode and not m.nested]
    titles = [block.span for block in page.blocks if block.kind is Kind.TITLE]
    in_title = [m for m in named if any(title.holds(m.span) for title in titles)]
    found = _shared_by(in_title, 1, home, gazetteer)
    return found if found is not None else _shared_by(named, PLACE_LEAST, home, gazetteer)


def _shared_by(
    mentions: Sequence[Mention], least: int, home: Place | None, gazetteer: Gazetteer
) -> Place | None:
    """The deepest division in ``home`` that most of ``mentions`` are or lie in."""
    above = {"100000"} | ({home.adcode} if home is not None else set())
    places = [p for p in (gazetteer.get(m.adcode) for m in mentions) if p is not None]
    total = sum(place.adcode not in above for place in places)
    counts = Counter(around for place in places for around in _divisions_around(place, home, gazetteer))
    often = [p for p, n in counts.items() if n > PLACE_SHARE * total and n >= least]
    return max(often, key=lambda p: (len(gazetteer.chain(p)), counts[p]), default=None)


def _divisions_around(place: Place, home: Place | None, gazetteer: Gazetteer) -> set[Place]:
    """The divisions that ``place`` is or lies in, below ``home`` and the country."""
    inner = [place] if place.level is not Level.ZONE else [p for p in map(gazetteer.get, place.within) if p]
    around = {p for one in inner for p in gazetteer.chain(one)}
    above = {p.adcode for p in gazetteer.chain(home)} if home is not None else set()
    if home is not None and not any(p.adcode == home.adcode for p in around):
        return set()
    fit = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
    return {p for p in around if p.level in fit and p.adcode not in above}


def place_reasons(
    report: Side, place: Place, home: Place | None, year: int, gazetteer: Gazetteer
) -> list[Reason]:
    """Where the report names the place, something within it, or a line or project of its name."""
    mentions = find_mentions(report.document, home=home, year=year, gazetteer=gazetteer)
    case = Case(report.document, place, year, gazetteer, frozenset())
    return _outermost([reason for reason in reasons(case, mentions) if reason.kind in FIRM])


def namings(
    page: Side,
    report: Side,
    place: Place,
    found: Sequence[Reason],
    quoted: Sequence[Quotation],
    echoes: Sequence[Run],
) -> list[Naming]:
    """Every sentence of the report that names the place. ``echoes``: runs that the page shares with it."""
    had = _Had(page, report, place, quoted, echoes)
    by_sentence: defaultdict[int, list[Reason]] = defaultdict(list)
    for reason in found:
        by_sentence[report.sentence(reason.span.start)].append(reason)
    made: list[Naming] = []
    for at, here in sorted(by_sentence.items()):
        span = report.document.sentences[at].span if at >= 0 else here[0].span
        told = [had.told(reason) for reason in here]
        missed = tuple(r for r, t in zip(here, told, strict=True) if t is Told.MISSING)
        made.append(
            Naming(
                id=report.document.fact_id("naming", *span),
                told=next(t for t in (Told.MISSING, Told.ECHOED, Told.QUOTED) if t in told),
                report=report.spot(span),
                section=report.section(span.start),
                reasons=tuple(here),
                missed=missed,
                outright=any(map(had.is_outright, missed)),
            )
        )
    return made


def _outermost(found: Sequence[Reason]) -> list[Reason]:
    """The reasons without those inside another: 肇庆 in 肇庆高新区."""
    kept: list[Reason] = []
    for reason in sorted(found, key=lambda r: (r.span.start, -r.span.end)):
        if not kept or not kept[-1].span.holds(reason.span):
            kept.append(reason)
    return kept


class _Had:
    """What the page has of the report."""

    def __init__(
        self, page: Side, report: Side, place: Place, quoted: Sequence[Quotation], echoes: Sequence[Run]
    ) -> None:
        self.own = {letters(name).letters for name in (place.name, *place.aliases)}
        self.page = page.letters.letters
        self.quoted = _merged(piece.report for q in quoted for piece in q.pieces)
        long = [run for run in echoes if run.size >= ECHO_LEAST]
        self.echoed = _merged(report.letters.span(run.report, run.report_end) for run in long)

    def is_outright(self, reason: Reason) -> bool:
        """Whether a reason is the place, something in it, or a thing with the place's name in its own."""
        name = letters(reason.text).letters
        return reason.kind in (Why.NAMED, Why.WITHIN) or any(own in name for own in self.own)

    def told(self, reason: Reason) -> Told:
        """Whether the page quotes a name, has the words around it, or (not the place itself) has the name."""
        if _covers(self.quoted, reason.span):
            return Told.QUOTED
        name = letters(reason.text).letters
        elsewhere = name not in self.own and name in self.page
        return Told.ECHOED if elsewhere or _covers(self.echoed, reason.span) else Told.MISSING


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and span.start <= made[-1].end:
            made[-1] = made[-1].hull(span)
        else:
            made.append(span)
    return made


def _covers(spans: Sequence[Span], span: Span) -> bool:
    at = bisect_right(spans, span.start, key=lambda s: s.start) - 1
    return at >= 0 and spans[at].holds(span)
