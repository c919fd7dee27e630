"""Choose what is worth a chart: only figures that are alike in kind, unit, period, place and status.

Every rule is asked of every part of the brief, in order; the first that finds something there draws it.
What no rule knows is left in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from duibiao.briefing.figures import agrees
from duibiao.briefing.model import Brief, Formula, Yardstick
from duibiao.briefing.pictures.model import Chart, Form, Side, Value
from duibiao.briefing.pictures.wording import said
from duibiao.briefing.render.view import waiting
from duibiao.briefing.render.wording import period_words
from duibiao.briefing.yardsticks import printed
from duibiao.lexicon import load
from duibiao.reading.model import Bound, Statement, StatementKind, Status
from duibiao.text import Document, content_id

_V = load("duibiao.briefing.pictures")
_MEASURED = frozenset(_V["measured"].words)
_OTHERWISE, _BETWEEN = (re.compile(_V[name].regex()) for name in ("otherwise", "between"))
_JOINT = re.compile(r"\s*[、]\s*")
_SPELL = re.compile(r"\d{4}(?:-\w\w)?")
LEAST = 3
"""Fewer numbers than this are read faster than a chart of them."""
MOST = 12
"""More bars than this do not fit a phone's screen."""
PARTS_MOST = 6
"""More parts than this cannot be told apart by colour."""
LABEL_MOST = 16
"""Longer names do not fit a line of a phone; what is called so is seldom one thing."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the brief: its figures of one side. ``where``: as in ``Chart``."""

    where: str
    figures: tuple[Statement, ...]
    documents: Mapping[str, Document]
    report: str
    """name of the report"""


Rule = Callable[[Part], Iterator[Chart]]


def parts_of_a_whole(part: Part) -> Iterator[Chart]:
    """Shares in one sentence that add up to 100 %, or amounts that add up to the one before them."""
    for sentence in _sentences(part):
        shares = [s for s in sentence if s.kind is StatementKind.SHARE and s.unit == "%"]
        if 2 <= len(shares) <= PARTS_MOST and sum(s.value for s in shares) == 100 and _distinct(shares):
            yield _chart(part, Form.PARTS, "parts", shares)
        whole, *rest = sentence
        levels = whole.kind is StatementKind.LEVEL and whole.unit in _MEASURED and _alike(sentence)
        adds_up = 2 <= len(rest) <= PARTS_MOST and sum(s.value for s in rest) == whole.value
        if levels and adds_up and _distinct(rest):
            yield _chart(part, Form.PARTS, "parts", rest)


def series(part: Part) -> Iterator[Chart]:
    """One indicator of one place over three periods or more."""
    groups: dict[tuple[str, ...], dict[str, Statement]] = defaultdict(dict)
    for s in part.figures:
        if s.indicator and _SPELL.fullmatch(s.period):
            known = groups[s.indicator, s.unit, s.kind, s.place, s.doc].setdefault(s.period, s)
            if known.value != s.value:  # two numbers for one period: neither is the one
                groups[s.indicator, s.unit, s.kind, s.place, s.doc, "?"][s.period] = s
    for key, found in groups.items():
        told = [found[period] for period in sorted(found)]
        spells = {len(period) for period in found}
        if (*key, "?") not in groups and "?" not in key and _enough(told) and len(spells) == 1:
            yield _chart(part, Form.COLUMNS, "series", told)


def list_of_amounts(part: Part) -> Iterator[Chart]:
    """Amounts of one list, joined by 、, each with its own name: 光伏……万千瓦、风电……万千瓦、……"""
    for sentence in _sentences(part):
        for run in _lists(part.documents[sentence[0].doc].text, sentence):
            unit, kind = run[0].unit, run[0].kind
            rates = kind is StatementKind.GROWTH and unit == "%"
            amounts = kind is StatementKind.LEVEL and unit in _MEASURED
            like = unit != "元" or len({s.indicator[-2:] for s in run}) == 1  # 总投资 beside 年产值
            if _enough(run) and _distinct(run) and (rates or amounts) and like:
                yield _chart(part, Form.BARS, "rates" if rates else "amounts", run)


CHAPTER_RULES: tuple[Rule, ...] = (parts_of_a_whole, series, list_of_amounts)
"""Asked in this order of every chapter."""


def charts(brief: Brief, documents: Mapping[str, Document]) -> list[Chart]:
    """The charts of a brief, in its order."""
    return [chart for chart, _ in explain(brief, documents)]


def explain(brief: Brief, documents: Mapping[str, Document]) -> list[tuple[Chart, str]]:
    """The charts and the rule that chose each (the debug view)."""
    found = [(chart, "yardsticks") for chart in _measures(brief)]
    targets = (*brief.targets, *brief.local_targets)
    drawn = {s.id for s in targets if s.kind is StatementKind.GROWTH}  # a chart would repeat their table
    for part in _parts(brief, documents, drawn):
        for rule in CHAPTER_RULES:
            if made := next(rule(part), None):
                found.append((made, rule.__name__))
                drawn |= {v.figure.id for v in made.values}
                break
    return found


def _parts(brief: Brief, documents: Mapping[str, Document], drawn: Set[str]) -> Iterator[Part]:
    """Every chapter told in full, without what is ``drawn`` by then: the report's figures, the local ones."""
    for chapter in (*brief.chapters, *waiting(brief)[0]):
        where, given = chapter.id, chapter.figures
        for ours in (False, True):
            fit = (s for s in given if s.id not in drawn and _drawable(s))
            figures = tuple(s for s in fit if (s.doc != brief.heading.doc) == ours)
            yield Part(where, figures, documents, brief.heading.doc)


def _drawable(s: Statement) -> bool:
    plain = s.bound is not Bound.RANGE and s.value_high is None and s.value > 0
    return plain and agrees(s) and 0 < len(s.indicator) <= LABEL_MOST


def _sentences(part: Part) -> Iterator[list[Statement]]:
    groups: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    for s in part.figures:
        groups[s.doc, s.sentence_span.start].append(s)
    for found in groups.values():
        yield sorted(found, key=lambda s: s.span)


def _lists(text: str, sentence: Sequence[Statement]) -> Iterator[list[Statement]]:
    """The runs of figures that stand one after the other in one list."""
    run = [sentence[0]]
    for before, after in pairwise(sentence):
        if not (_joined(text, before, after) and _alike((before, after))):
            yield run
            run = []
        run.append(after)
    yield run


def _joined(text: str, before: Statement, after: Statement) -> bool:
    """Whether only 、 and the name of the next stand between the two."""
    gap = text[before.span.end : after.span.start]
    joint = _JOINT.search(gap)
    if joint is None or after.indicator not in gap:
        return False
    rest = gap[: joint.start()] + gap[joint.end() :].replace(after.indicator, "", 1)
    return not _BETWEEN.sub("", rest).strip()


def _alike(figures: Sequence[Statement]) -> bool:
    return len({(s.unit, s.kind, s.period, s.place, s.status is Status.TARGET) for s in figures}) == 1


def _distinct(figures: Sequence[Statement]) -> bool:
    return len({s.indicator for s in figures}) == len(figures)


def _enough(figures: Sequence[object]) -> bool:
    return LEAST <= len(figures) <= MOST


def _chart(part: Part, form: Form, title: str, figures: Iterable[Statement]) -> Chart:
    told = tuple(figures)
    values = tuple(
        Value(
            label=period_words(s.period) if form is Form.COLUMNS else s.indicator,
            side=Side.THEIRS if s.doc == part.report else Side.OURS,
            text=s.text,
            value=s.value,
            figure=s,
        )
        for s in told
    )
    words = said(title).format(first=told[0].indicator, second=told[1].indicator)
    return Chart(
        id=content_id("chart", form, *(s.id for s in told)),
        form=form,
        title=re.sub(r"\d+", "", words),
        where=part.where,
        unit=told[0].unit,
        values=values,
    )


def _measures(brief: Brief) -> Iterator[Chart]:
    """Yardsticks: rates of both sides beside each other, and the place's shares."""
    rates = [y for y in brief.yardsticks if y.formula is Formula.DIFFERENCE and _growth(y)]
    for target in (False, True):
        for period in sorted({y.period for y in rates}):
            alike = [y for y in rates if (y.period, y.target) == (period, target)]
            if 2 <= len(alike) <= MOST // 2:
                values = [value for y in alike for value in _both(y)]
                yield _of_yardsticks(brief, Form.PAIRS, "aims" if target else "pairs", values)
    shares = [y for y in brief.yardsticks if y.formula is Formula.SHARE and y.value > 0]
    if 2 <= len(shares) <= MOST:
        values = [Value(y.subject, Side.OURS, printed(y), y.value, y.local, y.id) for y in shares]
        yield _of_yardsticks(brief, Form.BARS, "shares", values)


def _growth(of: Yardstick) -> bool:
    growing = of.local.kind is StatementKind.GROWTH and min(of.local.value, of.report.value) > 0
    return growing and not _OTHERWISE.search(of.subject)


def _both(of: Yardstick) -> Iterator[Value]:
    yield Value(of.subject, Side.OURS, of.local.text, of.local.value, of.local)
    yield Value(of.subject, Side.THEIRS, of.report.text, of.report.value, of.report)


def _of_yardsticks(brief: Brief, form: Form, title: str, values: Sequence[Value]) -> Chart:
    words = said(title).format(place=brief.heading.place, report_place=brief.heading.report_place or "报告")
    return Chart(
        content_id("chart", form, *(v.yardstick or v.figure.id for v in values)),
        form,
        words,
        "yardsticks",
        "%",
        tuple(values),
    )
