"""Every figure of a page: which source has it, in the same words or meaning, or which says otherwise."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from duibiao.briefing.figures import agrees
from duibiao.gazetteer import Place
from duibiao.reading.model import Bound, Statement, StatementKind
from duibiao.text import Span
from duibiao.verifying.letters import letters
from duibiao.verifying.model import Basis, Change, Figure, Quotation, Support
from duibiao.verifying.side import Side

WORDS = (8, 4)
"""Letters beside a figure that must be the same for the words around it to be a source's: on both sides
or on one, 8 or (on both sides) 4. Four on one side are too few: 「投资额超」 stands before many figures."""
ELSEWHERE = "页面其他内容"
"""What ``Statement.section`` says of figures in related articles and other furniture of a page."""
ALIKE = 0.5
"""Share of the pairs of letters that two names of indicators must have in common."""

INDICATOR_LEAST = 4
"""Letters of an indicator's name for two figures to be about one thing: 总投资 and 项目 may be anything's."""


class Fact(NamedTuple):
    """What a figure tells of."""

    indicator: str
    adcode: str
    period: str
    kind: StatementKind
    unit: str


Answer = tuple[Support, Basis | None]


@dataclass(frozen=True)
class Case:
    """What the rules know. ``sources``: the report first, then the local material."""

    page: Side
    sources: Sequence[Side]
    quoted: Sequence[Quotation]
    by_value: dict[tuple[str, Decimal], list[tuple[Side, Statement]]]
    by_fact: dict[Fact, list[tuple[Side, Statement]]]
    """only exact figures of which indicator, period and place are known"""
    places: Sequence[Place]


def figures(
    page: Side, sources: Sequence[Side], quoted: Sequence[Quotation], places: Sequence[Place] = ()
) -> list[Figure]:
    """The figures of the page itself, in reading order. ``places``: those of the page and of the report."""
    case = _case(page, sources, quoted, places)
    made: list[Figure] = []
    for statement in page.statements:
        if statement.section != ELSEWHERE and re.search(r"[\d一二三四五六七八九两半]", statement.text):
            support, basis = next(a for a in (rule(case, statement) for rule in RULES) if a is not None)
            made.append(Figure(statement, page.spot(statement.span), support, basis))
    return made


def _case(page: Side, sources: Sequence[Side], quoted: Sequence[Quotation], places: Sequence[Place]) -> Case:
    by_value: defaultdict[tuple[str, Decimal], list[tuple[Side, Statement]]] = defaultdict(list)
    by_fact: defaultdict[Fact, list[tuple[Side, Statement]]] = defaultdict(list)
    for side in sources:
        for s in filter(agrees, side.statements):
            by_value[s.unit, abs(s.value)].append((side, s))
            fact = _fact(s, places)
            if fact is not None:
                by_fact[fact].append((side, s))
    return Case(page, sources, quoted, by_value, by_fact, places)


# -- the rules, asked in this order -----------------------------------------------------------------------


def altered_in_a_quotation(case: Case, s: Statement) -> Answer | None:
    """The figure stands in words of the report that were changed."""
    for quotation in _around(case.quoted, s.span):
        for change in quotation.alterations:
            if change.kind is Change.FIGURE and change.page.span.meets(s.span):
                basis = Basis(case.sources[0].document.name, change.report, None, "altered_in_a_quotation")
                return Support.CONTRADICTED, basis
    return None


def quoted_from_the_report(case: Case, s: Statement) -> Answer | None:
    """The figure stands in words that are the report's to the letter."""
    ours, theirs = case.page.letters, case.sources[0].letters
    for quotation in _around(case.quoted, s.span):
        for piece in quotation.pieces:
            if piece.page.holds(s.span):
                first, last = ours.within(s.span)
                shift = theirs.index(piece.report.start) - ours.index(piece.page.start)
                spot = case.sources[0].spot(theirs.span(first + shift, last + shift))
                return Support.SUPPORTED, Basis(
                    case.sources[0].document.name, spot, s.value, "quoted_from_the_report"
                )
    return None


def same_words(case: Case, s: Statement) -> Answer | None:
    """A source has the figure in the same words."""
    ours = case.page.letters
    first, last = ours.within(s.span)
    for before, after in ((WORDS[0], 0), (0, WORDS[0]), (WORDS[1], WORDS[1])):
        start, end = first - before, last + after
        if start < 0 or end > len(ours):
            continue
        words = ours.letters[start:end]
        for side in case.sources:
            at = _find(side.letters.letters, words, alone=(before == 0, after == 0))
            if at >= 0:
                spot = side.spot(side.letters.span(at + before, at + before + last - first))
                return Support.SUPPORTED, Basis(side.document.name, spot, s.value, "same_words")
    return None


def same_figure_of_the_same_thing(case: Case, s: Statement) -> Answer | None:
    """A source has the same value and unit for the same indicator, and neither period nor place differs."""
    for side, other in case.by_value.get((s.unit, abs(s.value)), ()):
        if other.value_high == s.value_high and _alike(s, other) and not _apart(s, other):
            return Support.SUPPORTED, Basis(
                side.document.name, side.spot(other.span), other.value, "same_figure_of_the_same_thing"
            )
    return None


def rounded(case: Case, s: Statement) -> Answer | None:
    """A source has it with more digits, and the page rounds them rightly."""
    for side, other in _others(case, s):
        if _rounds(other, s):
            return Support.SUPPORTED, Basis(side.document.name, side.spot(other.span), other.value, "rounded")
    return None


def another_value(case: Case, s: Statement) -> Answer | None:
    """The sources have one value for the same indicator, kind, period and place, and it is another."""
    others = _others(case, s) if s.period_span is not None else ()
    if len({other.value for _, other in others}) != 1 or others[0][1].value == s.value:
        return None
    side, other = others[0]
    return Support.CONTRADICTED, Basis(
        side.document.name, side.spot(other.span), other.value, "another_value"
    )


def no_source(case: Case, s: Statement) -> Answer | None:
    """Nothing supports it."""
    return Support.UNSUPPORTED, None


RULES: tuple[Callable[[Case, Statement], Answer | None], ...] = (
    altered_in_a_quotation,
    quoted_from_the_report,
    same_words,
    same_figure_of_the_same_thing,
    rounded,
    another_value,
    no_source,
)
"""The first answer that is not ``None`` stands."""


def _around(quoted: Sequence[Quotation], span: Span) -> Sequence[Quotation]:
    """The quotation that holds ``span``, if one does; they are in order and apart."""
    at = bisect_right(quoted, span.start, key=lambda q: q.page.span.start) - 1
    return quoted[at : at + 1] if at >= 0 and quoted[at].page.span.meets(span) else ()


def _find(text: str, words: str, alone: tuple[bool, bool]) -> int:
    """Where ``words`` stand, not inside a longer number on a side that is ``alone``; -1 when nowhere."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        longer = (alone[0] and re.match(r"[\d.]", text[at - 1 : at])) or (
            alone[1] and words[-1].isdigit() and re.match(r"[\d.]", text[end : end + 1])
        )
        if not longer:
            return at
        at = text.find(words, at + 1)
    return -1


def _alike(a: Statement, b: Statement) -> bool:
    """Whether two indicators may be the same: one name within the other, or half of their pairs shared."""
    if a.kind is not b.kind:
        return False
    one, two = letters(a.indicator).letters, letters(b.indicator).letters
    if not one or not two:
        return False
    if min(one, two, key=len) in max(one, two, key=len):
        return min(len(one), len(two)) > 1
    pairs = [{name[i : i + 2] for i in range(len(name) - 1)} for name in (one, two)]
    return len(pairs[0] & pairs[1]) >= ALIKE * max(map(len, pairs))


def _apart(a: Statement, b: Statement) -> bool:
    """Whether the words on both sides say another period or another place."""
    periods = a.period_span is not None and b.period_span is not None and a.period != b.period
    places = a.place_span is not None and b.place_span is not None and a.adcode != b.adcode
    return periods or places


def _fact(s: Statement, places: Sequence[Place]) -> Fact | None:
    """What a figure tells of, ``None`` where something of it is not known or the figure is no exact one.

    A place that the indicator begins with (广东地区生产总值) is the place of the figure.
    """
    name, adcode = s.indicator, s.adcode
    for place in places:
        own = next((n for n in (place.name, *place.aliases) if name.startswith(n)), "")
        name, adcode = name[len(own) :], place.adcode if own else adcode
    if (
        len(name) < INDICATOR_LEAST
        or not s.period
        or not adcode
        or s.bound is not Bound.EXACT
        or not agrees(s)
    ):
        return None
    return Fact(name, adcode, s.period, s.kind, s.unit)


def _others(case: Case, s: Statement) -> Sequence[tuple[Side, Statement]]:
    """What the sources say of the same thing."""
    fact = _fact(s, case.places)
    return case.by_fact.get(fact, ()) if fact is not None else ()


def _rounds(exact: Statement, given: Statement) -> bool:
    """Whether ``given`` is ``exact`` with fewer digits. Compares in the digits that ``given`` prints."""
    match = re.search(r"\d[\d,，]*(?:\.(\d+))?", given.text)
    if match is None or not given.value:
        return False
    printed = Decimal(re.sub("[,，]", "", match.group()))
    if not printed:
        return False
    scale = abs(given.value) / printed
    digits = Decimal(1).scaleb(-len(match.group(1) or ""))
    return (abs(exact.value) / scale).quantize(digits, ROUND_HALF_UP) == printed
