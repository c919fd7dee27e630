"""What became of each target: the result that later reports state, and whether it reaches what was set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from duibiao.ledger.targets.judging import Judged, judge
from duibiao.ledger.targets.model import Outcome, Verdict
from duibiao.ledger.targets.results import Result, Results, comparable, converted
from duibiao.ledger.targets.tied import Pair, compare
from duibiao.ledger.targets.wording import labels, message, stated
from duibiao.reading import Statement, StatementKind
from duibiao.reading.targets import Form, Relation, Target
from duibiao.text import content_id

ECONOMY = "gdp"
"""Id of the indicator whose growth 经济增长 is."""
_RATES = frozenset((StatementKind.GROWTH, StatementKind.SHARE))


def outcomes(
    targets: Sequence[Target], statements: Sequence[Statement], *, texts: Mapping[str, str] | None = None
) -> list[Outcome]:
    """What became of every target, in the order of the targets.

    ``statements``: of later reports, in the order of their years and of their text; those of the targets' own
    documents do no harm. ``texts``: the documents' texts by name; with them growth over other years than the
    one before, and plans told again, are left out.
    """
    results = Results(statements, texts or {})
    return [_outcome(target, results) for target in targets]


def _outcome(target: Target, results: Results) -> Outcome:
    same = results.of_indicator(target)
    fitting = [r for r in same if comparable(target, r.statement)]
    if not fitting:
        return _without(target, same, results)
    best = fitting[0].statement
    rest = tuple(r.statement for r in fitting[1:] if r.statement.value != _in_unit_of(best, r))
    if target.form is Form.NUMBER:
        judged, rule = judge(target, best, results.before(best))
        return _made(target, judged, rule, (best, *rest))
    return _unnumbered(target, (best, *rest), results)


def _in_unit_of(best: Statement, r: Result) -> Decimal:
    return converted(best.value, best, r.statement.unit)


def _without(target: Target, same: Sequence[Result], results: Results) -> Outcome:
    """Nothing that is measured as the target is."""
    parts = tuple(r.statement for r in results.of_parts(target)) if not same else ()
    if parts:
        why = message("other_scope", result="、".join(f"{s.indicator}{stated(s)}" for s in parts))
        judged = Judged(Verdict.NOT_COMPARABLE, why)
        return _made(target, judged, "other_scope", parts, compared=False)
    if target.form is not Form.NUMBER:
        return _unnumbered(target, tuple(r.statement for r in same[:1]), results)
    if same:
        found = same[0].statement
        kinds = labels("kinds")
        if found.kind is target.kind or {found.kind, target.kind} <= _RATES:
            why = message("other_unit", wanted=target.unit, found=found.unit, result=stated(found))
        else:
            why = message(
                "other_kind", wanted=kinds[target.kind], found=kinds[found.kind], result=stated(found)
            )
        judged = Judged(Verdict.NOT_COMPARABLE, why)
        return _made(target, judged, "measured_otherwise", (found,), compared=False)
    return _nothing(target, results)


def _nothing(target: Target, results: Results) -> Outcome:
    """No figure of the indicator for its period; one under a like name is told, not counted."""
    year = target.period.rpartition("/")[2][:4]
    name = "no_result" if results.of_period(target) else "no_later_report"
    why = message(name, period=year)
    near = results.akin_to(target) if target.form is Form.NUMBER else None
    if near is not None:
        why += message("perhaps", other=near.indicator, result=stated(near))
    return _made(target, Judged(Verdict.NO_RESULT, why), name, ())


def _unnumbered(target: Target, found: tuple[Statement, ...], results: Results) -> Outcome:
    """A target that sets no number: compared with the economy where it is tied to that."""
    tie = target.tie
    best = found[0] if found else None
    if tie is not None and tie.economy and best is not None and best.unit == "%":
        economy = results.growth_of(ECONOMY, best)
        if economy is not None:
            judged, rule = compare(Pair(tie.relation, best, economy))
            return _made(target, judged, rule, found, against=economy)
        judged = Judged(Verdict.NOT_COMPARABLE, message("no_economy", result=stated(best)))
        return _made(target, judged, "no_economy", found, compared=False)
    if tie is not None and tie.economy:
        return _nothing(target, results)
    if tie is None:
        name = "in_words"
    else:
        name = "assigned" if tie.relation is Relation.ASSIGNED else "tied_elsewhere"
    fields = {"words": "".join(target.text.split()), "to": tie.to if tie else ""}
    result = {"result": stated(best)} if best is not None else {}
    why = message(f"{name}_with" if best is not None else name, **fields, **result)
    return _made(target, Judged(Verdict.NOT_COMPARABLE, why), name, found, compared=False)


def _made(
    target: Target,
    judged: Judged,
    rule: str,
    found: tuple[Statement, ...],
    *,
    against: Statement | None = None,
    compared: bool = True,
) -> Outcome:
    best = found[0] if found and compared else None
    base = against.value if against is not None else target.value
    value = None if best is None or base is None else _result_value(best, target)
    rate = target.kind in _RATES or target.unit in ("%", "百分点")
    return Outcome(
        id=content_id(target.id, *(s.id for s in found), *((against.id,) if against else ())),
        target=target,
        verdict=judged.verdict,
        results=found,
        against=against,
        difference=None if value is None or base is None else value - base,
        ratio=None if value is None or base is None or rate or base == 0 else value / base * 100,
        rule=rule,
        why=judged.why,
    )


def _result_value(s: Statement, target: Target) -> Decimal:
    return converted(s.value, s, target.unit or s.unit)
