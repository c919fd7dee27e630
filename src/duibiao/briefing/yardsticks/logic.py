"""Find what both sides measure, by rules asked in order; what does not truly agree is left alone.

Two figures agree when a rule holds and indicator, kind, unit, period and status are the same, neither is a
range, and both stand for their whole side: the clause names no other place before them. Where one side gives
two different numbers for the same thing, there is no yardstick.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from duibiao.briefing.figures import agrees
from duibiao.briefing.model import Chapter, Formula, Yardstick
from duibiao.briefing.yardsticks.working import UNITS, worked_out
from duibiao.lexicon import indicators, load
from duibiao.matching.terms import folded
from duibiao.reading.model import Bound, Statement, StatementKind, Status
from duibiao.reading.standard import Standard, standardise
from duibiao.text import Document, Span, content_id

_V = load("duibiao.briefing.yardsticks")
_COMPARED = {i.name: i for i in (indicators()[key] for key in _V["compared"].words)}
_NAMES = {other: name for name, i in _COMPARED.items() for other in (name, *i.also)}
_SAID, _BRACKETS, _HEADS = (re.compile(_V[name].regex()) for name in ("said", "brackets", "heads"))
_CHOSEN, _ROUNDS, _LEVELS, _QUALIFIERS = (
    re.compile(_V[name].regex()) for name in ("chosen", "rounds", "levels", "qualifiers")
)
_LIST = re.compile(f"{_V['rounds'].regex()}{_V['chosen'].regex()}")
_OWN = {True: frozenset(_V["own_national"].words), False: frozenset(_V["own_provincial"].words)}
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLAUSE = re.compile(r"[。；！？\n]")
COUNTED = frozenset("个家项处座所")
"""Units of things that are chosen one by one."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared. ``documents``, ``statements``, ``elsewhere`` (where the text names another place,
    in order): by document name."""

    report: Document
    home: str
    """official name of the report's place"""
    national: bool
    place: str
    documents: Mapping[str, Document]
    statements: Mapping[str, Sequence[Statement]]
    elsewhere: Mapping[str, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Side:
    """A figure, the clause that it stands in, and the chapters that print it."""

    statement: Statement
    subject: str
    clause: str
    chapters: frozenset[str]

    @property
    def plain(self) -> str:
        """The subject, as compared."""
        found = standardise(self.statement)
        if isinstance(found, Standard) and found.name in _COMPARED:
            return found.name
        return same_thing(self.subject)


Rule = Callable[[Comparison, Side, Side], Formula | None]


def share_of_a_list(case: Comparison, local: Side, report: Side) -> Formula | None:
    """Places or things chosen in one round: 1 of the 22 counties of 首批典型, in one chapter."""
    both = (local.statement, report.statement)
    if not local.chapters & report.chapters or any(s.kind is not StatementKind.LEVEL for s in both):
        return None
    if any(s.bound is not Bound.EXACT or s.unit not in COUNTED or s.status is Status.TARGET for s in both):
        return None
    own = _OWN[case.national]
    chosen = set(_CHOSEN.findall(local.clause)) & set(_CHOSEN.findall(report.clause))
    alike = all(
        set(pattern.findall(local.clause)) - own == set(pattern.findall(report.clause)) - own
        for pattern in (_ROUNDS, _LEVELS)
    )
    fits = local.statement.value <= report.statement.value
    return Formula.SHARE if chosen and alike and fits else None


def share_of_a_sum(_: Comparison, local: Side, report: Side) -> Formula | None:
    """A level of an indicator that adds up over places: 城镇新增就业110万人 of 1200万人."""
    both = (local.statement, report.statement)
    levels = all(s.kind in (StatementKind.LEVEL, StatementKind.CHANGE) and s.unit != "%" for s in both)
    fits = Decimal(0) < local.statement.value <= report.statement.value
    exact = all(s.bound is Bound.EXACT or s.status is Status.TARGET for s in both)
    known = _COMPARED.get(local.plain)
    summed = known is not None and known.sums and _bounds(local, report)
    return Formula.SHARE if levels and fits and exact and summed else None


def rate_against_rate(_: Comparison, local: Side, report: Side) -> Formula | None:
    """Growth against growth, a rate against a rate, of an indicator that every level counts alike."""
    both = (local.statement, report.statement)
    rates = all(s.kind in (StatementKind.GROWTH, StatementKind.SHARE) and s.unit == "%" for s in both)
    return Formula.DIFFERENCE if rates and local.plain in _COMPARED and _bounds(local, report) else None


RULES: tuple[Rule, ...] = (share_of_a_list, share_of_a_sum, rate_against_rate)
"""Asked in this order about every local figure and every figure of the report that say the same."""


def yardsticks(case: Comparison, chapters: Sequence[Chapter]) -> list[Yardstick]:
    """The yardsticks in the report's reading order, each subject once."""
    return [made for made, _ in explain(case, chapters)]


def explain(case: Comparison, chapters: Sequence[Chapter]) -> list[tuple[Yardstick, str]]:
    """The yardsticks and the rule that made each (the debug view)."""
    told = _chapters_of(chapters)
    ours, theirs = _grouped(case, told, local=True), _grouped(case, told, local=False)
    found: list[tuple[Yardstick, str]] = []
    for key in sorted(ours.keys() & theirs.keys()):
        for rule in RULES:
            pair = _agreed(case, rule, ours[key], theirs[key])
            if pair is not None:
                found.append((_made(*pair, order=[c.id for c in chapters]), rule.__name__))
                break
    return sorted(found, key=lambda f: f[0].report.span)


Key = tuple[str, ...]


def _grouped(case: Comparison, told: Mapping[str, frozenset[str]], *, local: bool) -> dict[Key, list[Side]]:
    """The figures of one side that may be compared, by what must be the same on both sides."""
    groups: dict[Key, list[Side]] = defaultdict(list)
    for name, statements in case.statements.items():
        if (name == case.report.name) == local:
            continue
        for s in statements:
            if s.place != (case.place if local else case.home) or not s.indicator or s.bound is Bound.RANGE:
                continue
            if local and not _dated(case.documents[name], s):
                continue
            side = _side(case, s, told)
            if side is not None:
                groups[side.plain, s.kind.value, s.unit, s.period, _aim(s)].append(side)
    return groups


def _dated(document: Document, s: Statement) -> bool:
    """Whether the period is sure: 今年 in a page without a date is taken for the report's, and may not be."""
    if document.metadata.date or _YEAR.search(document.name):
        return True
    return s.period_span is not None and bool(_YEAR.search(s.period_span.of(document.text)))


def _aim(statement: Statement) -> str:
    return "target" if statement.status is Status.TARGET else "result"


def _side(case: Comparison, s: Statement, told: Mapping[str, frozenset[str]]) -> Side | None:
    """``None`` where the clause names another place before the figure, or the figure is not as printed."""
    text = case.documents[s.doc].text
    around = _clause(text, s)
    others = case.elsewhere.get(s.doc, ())
    at = bisect_left(others, Span(around.start, 0))
    if any(other.end <= s.span.end for other in others[at : at + 1]) or not agrees(s):
        return None
    return Side(s, s.indicator, folded(around.of(text)), told.get(s.id, frozenset()))


def _clause(text: str, s: Statement) -> Span:
    """From the last ；or 。before the figure to the next after it, inside its sentence."""
    start, end = s.sentence_span
    cuts = [start, *(m.end() for m in _CLAUSE.finditer(text, start, s.span.start))]
    after = _CLAUSE.search(text, s.span.end, end)
    return Span(cuts[-1], after.start() if after else end)


def _agreed(
    case: Comparison, rule: Rule, ours: Sequence[Side], theirs: Sequence[Side]
) -> tuple[Side, Side, Formula] | None:
    """The one pair that the rule lets stand; none where a side has different numbers for it."""
    found = [(a, b, formula) for a in ours for b in theirs if (formula := rule(case, a, b)) is not None]
    found = [f for f in found if _qualifiers(f[0]) == _qualifiers(f[1])]
    values = {(a.statement.value, b.statement.value) for a, b, _ in found}
    return found[0] if len(values) == 1 else None


def _qualifiers(side: Side) -> set[str]:
    """Qualifiers in the part of the clause that the figure belongs to."""
    parts = re.split("[，、：]", side.clause)
    mine = [p for p in parts if folded(side.statement.text) in p and side.subject[:4] in p] or parts
    return set(_QUALIFIERS.findall(mine[0])) if len(mine) == 1 else set(_QUALIFIERS.findall(side.clause))


def _bounds(local: Side, report: Side) -> bool:
    """以上 and 以内 only beside the same; 左右 may stand beside a plain number."""
    pair = {local.statement.bound, report.statement.bound}
    return len(pair) == 1 or pair <= {Bound.EXACT, Bound.APPROX}


@lru_cache(maxsize=4096)
def same_thing(indicator: str) -> str:
    """What an indicator is compared by: 1062个村（社区）作为首批典型 and 60个村(社区) are both 村."""
    plain = re.sub(r"\s+", "", folded(indicator))
    if plain in _NAMES:
        return _NAMES[plain]
    return _HEADS.sub("", _BRACKETS.sub("", _SAID.sub("", plain))) or plain


def _chosen_as(report: Side, formula: Formula) -> str:
    """首批典型, where a share is one of a list."""
    named = _LIST.search(report.clause)
    return named.group() if named and formula is Formula.SHARE and report.plain not in _COMPARED else ""


def _chapters_of(chapters: Sequence[Chapter]) -> dict[str, frozenset[str]]:
    told: dict[str, set[str]] = defaultdict(set)
    for chapter in chapters:
        for figure in chapter.figures:
            told[figure.id].add(chapter.id)
    return {key: frozenset(ids) for key, ids in told.items()}


def _made(local: Side, report: Side, formula: Formula, *, order: Sequence[str]) -> Yardstick:
    both = local.chapters & report.chapters or report.chapters or local.chapters
    ours, theirs = local.statement, report.statement
    return Yardstick(
        id=content_id("yardstick", formula, ours.id, theirs.id),
        subject=_chosen_as(report, formula) + (_SAID.sub("", report.subject) or report.subject),
        period=theirs.period,
        local=ours,
        report=theirs,
        formula=formula,
        value=worked_out(formula, ours, theirs),
        unit=UNITS[formula],
        target=theirs.status is Status.TARGET,
        chapter=next((c for c in order if c in both), ""),
    )
