"""What was reached, by indicator, place and period, and which of it answers a target."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from duibiao.auditing.figures.names import akin, plain
from duibiao.auditing.figures.units import factor
from duibiao.lexicon import load
from duibiao.lexicon.indicators import indicators
from duibiao.reading import Statement, StatementKind, Status
from duibiao.reading.standard import Standard, standardise
from duibiao.reading.targets import Form, Target

_V = load("duibiao.ledger.targets")
_DEPENDENT = frozenset(_V["dependent"].words)
_OWNER = re.compile(_V["owner_tail"].regex() + r"\Z")
_NOT_A_YEAR, _SINCE, _PLANNED, _ESTIMATED = (
    re.compile(_V[name].regex()) for name in ("not_over_a_year", "since", "planned", "estimated")
)
_PARTS = {entry["name"]: frozenset(entry["parts"]) for entry in _V.entries}
_LEFT_OPEN = {word: entry["name"] for entry in _V.entries for word in entry["words"]}
_AMOUNTS = frozenset((StatementKind.LEVEL, StatementKind.CHANGE))
_RATES = frozenset((StatementKind.GROWTH, StatementKind.SHARE))
_MEASURES = _AMOUNTS | _RATES
LEAD_MOST = 40
"""How far before a figure the words are looked at that say over what its growth is."""


@dataclass(frozen=True, slots=True)
class Result:
    """A statement of what was reached. ``standard``: id of its indicator, or empty; ``order``: as given."""

    statement: Statement
    standard: str
    name: str
    order: int


class Results:
    """All that was reached, for many targets to ask."""

    def __init__(self, statements: Sequence[Statement], texts: Mapping[str, str]) -> None:
        self.texts = texts
        self._by: dict[tuple[str, str], list[Result]] = defaultdict(list)
        for order, s in enumerate(_named(statements)):
            if s.status is Status.ACHIEVED and s.kind in _MEASURES and self._counts(s):
                found = standardise(s)
                standard = found.id if isinstance(found, Standard) else ""
                self._by[s.adcode, s.period].append(Result(s, standard, plain(s.indicator), order))

    def of_period(self, target: Target) -> list[Result]:
        """All that is stated for the place and period of ``target`` outside its own document."""
        here = self._by.get((target.adcode, target.period), [])
        return [r for r in here if r.statement.doc != target.doc]

    def of_indicator(self, target: Target) -> list[Result]:
        """Those of them that are of its indicator, the one that counts first."""
        name, standard = plain(target.indicator), _standard(target)
        same = [
            r
            for r in self.of_period(target)
            if (standard and r.standard == standard) or (name and r.name == name)
        ]
        return sorted(same, key=lambda r: self._rank(r, target))

    def of_parts(self, target: Target) -> list[Result]:
        """What reports give in place of an indicator: incomes of towns and of the country, GDP for GNP."""
        parts = _PARTS.get(_standard(target), ())
        return [r for r in self.of_period(target) if r.standard in parts and comparable(target, r.statement)]

    def akin_to(self, target: Target) -> Statement | None:
        """A result under another name that holds the target's words or is held by them: perhaps the same."""
        name = plain(target.indicator)
        if not name or target.standard:
            return None
        near = (r.statement for r in self.of_period(target) if r.name and akin(r.name, name))
        return next((s for s in near if comparable(target, s) and s.unit == target.unit), None)

    def _rank(self, r: Result, target: Target) -> tuple[bool, bool, int]:
        """The exact name first, then what is final, then in the order of the documents."""
        estimated = _ESTIMATED.search(self.before(r.statement)) is not None
        return r.statement.indicator != target.indicator, estimated, r.order

    def growth_of(self, standard: str, beside: Statement) -> Statement | None:
        """The growth of an indicator in the document, place and period of another figure."""
        here = self._by.get((beside.adcode, beside.period), [])
        return next(
            (
                r.statement
                for r in here
                if r.standard == standard
                and r.statement.doc == beside.doc
                and r.statement.kind is StatementKind.GROWTH
                and r.statement.unit == "%"
            ),
            None,
        )

    def before(self, s: Statement) -> str:
        """The words before a figure in its clause, empty when the text is not known."""
        text = self.texts.get(s.doc)
        if text is None:
            return ""
        start = max(s.sentence_span.start, s.span.start - LEAD_MOST)
        return re.split("[。；]", text[start : s.span.start])[-1]

    def _counts(self, s: Statement) -> bool:
        """Whether a figure says how a single period went: no yearly average, no growth since another year, no
        plan that is told again.
        """
        words = self.before(s)
        last = words.rstrip("，、").rpartition("，")[2].rpartition("、")[2]
        if _PLANNED.search(words if "报告提出" in words or "年初" in words else last) is not None:
            return False
        return s.kind is not StatementKind.GROWTH or not (_NOT_A_YEAR.search(last) or _SINCE.search(words))


def _standard(target: Target) -> str:
    return target.standard or _LEFT_OPEN.get(target.indicator, "")


def comparable(target: Target, s: Statement) -> bool:
    """Whether a result is measured as the target is: growth with growth, tonnes with 斤."""
    if target.form is not Form.NUMBER:
        return s.kind is StatementKind.GROWTH and s.unit == "%"
    if factor(s.unit, target.unit) is None:
        return False
    if s.kind is target.kind:
        return True
    added = target.standard in indicators() and indicators()[target.standard].basis in ("added", "rate")
    return added and any({s.kind, target.kind} <= kinds for kinds in (_AMOUNTS, _RATES))


def converted(value: Decimal, s: Statement, unit: str) -> Decimal:
    """A value of ``s`` in another unit that it converts to."""
    return value * (factor(s.unit, unit) or Decimal(1))


def _named(statements: Sequence[Statement]) -> list[Statement]:
    """Statements with a bare name completed by the thing spoken of just before: 规模以上工业企业7.6万家、
    增加值增长3% is the value added of 规模以上工业.
    """
    made: list[Statement] = []
    for s in statements:
        before = made[-1] if made and made[-1].sentence_span == s.sentence_span else None
        if s.indicator in _DEPENDENT and before is not None and (owner := _OWNER.search(before.indicator)):
            made.append(replace(s, indicator=before.indicator[: owner.start()] + s.indicator))
        else:
            made.append(s)
    return made
