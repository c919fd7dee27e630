"""Parts and totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duibiao.auditing.amounts import total
from duibiao.auditing.claims import Claim, judge
from duibiao.auditing.model import Verdict
from duibiao.auditing.page import Figure, Page, Sentence, sentences_together
from duibiao.auditing.strands import bases
from duibiao.lexicon import load
from duibiao.reading import Bound

_V = load("duibiao.auditing")
_SUM, _CERTAIN = (
    re.compile(_V[n].regex() + _V["sum_link"].regex() + r"{0,3}\Z") for n in ("sum", "sum_certain")
)
_ADDED, _REST, _AMONG = (re.compile(_V[name].regex()) for name in ("added", "rest", "among"))
_DEFINITE = {Bound.EXACT, Bound.APPROX}
"""Numbers of these bounds may show by their sum alone that they are parts and total."""
_PARTS_MOST = 30
"""More parts than this are no list of a sentence; the longest of the corpus has 10."""


def sum_announced(page: Page) -> Iterator[Claim]:
    """A，B，合计T: A + B. Parts of the sentence before count when the sentence itself has none."""
    measured_against = bases(page)
    for group in sentences_together(page):
        for number, sentence in enumerate(group):
            before = group[number - 1].figures if number else []
            for at, figure in enumerate(sentence.figures):
                if figure.kind in ("level", "change") and _SUM.search(figure.lead):
                    own = sentence.figures[max(0, at - _PARTS_MOST) : at]
                    yield from _announced(figure, own, [*before, *own], measured_against)


def _announced(
    whole: Figure, own: Sequence[Figure], wider: Sequence[Figure], measured_against: set[Figure]
) -> Iterator[Claim]:
    parts = [p for p in _like(whole, own, measured_against) if p.kind == whole.kind]
    more = _like(whole, wider, measured_against)
    lists = [x[k:] for x in (parts, more) for k in range(len(x) - 1)]
    fitting = _fitting(whole, lists)
    certain = _CERTAIN.search(whole.lead) and not _CERTAIN.sub("", whole.lead).rpartition("，")[2]
    if fitting is not None:
        yield fitting
    elif certain and len(parts) > 1 and not any(_AMONG.search(p.lead) for p in parts):
        yield _claim(whole, parts)


def sum_of_listed(page: Page) -> Iterator[Claim]:
    """T，其中A，B，其他C: A + B + C. A list without 其他 is taken for whole only when it adds up."""
    measured_against = bases(page)
    for group in sentences_together(page):
        for at, sentence in enumerate(group):
            before = group[at - 1].figures if at else []
            yield from _listed(sentence, before, measured_against)


def _listed(sentence: Sentence, before: Sequence[Figure], measured_against: set[Figure]) -> Iterator[Claim]:
    for first, figure in enumerate(sentence.figures):
        if figure.kind not in ("level", "change"):
            continue
        if _AMONG.search(figure.lead) is None:
            yield from _with_rest(figure, sentence.figures[:first], before, measured_against)
            continue
        wholes = _like(figure, [*before, *sentence.figures[:first]], measured_against)
        parts = [figure, *_like(figure, sentence.figures[first + 1 :], measured_against)]
        lists = [parts[:n] for n in range(len(parts), 1, -1)]
        fitting = None
        for whole in reversed(wholes):
            fitting = fitting or _fitting(whole, [x for x in lists if _bigger(whole, x)])
        if fitting is not None:
            yield fitting
        elif len(parts) > 1 and _REST.search(parts[-1].lead):
            nearest = [f for f in [*before, *sentence.figures[:first]] if f.unit == figure.unit][-1:]
            if nearest and nearest[0] in wholes and _bigger(nearest[0], parts):
                yield _claim(nearest[0], parts)


def _with_rest(
    rest: Figure, own: Sequence[Figure], before: Sequence[Figure], measured_against: set[Figure]
) -> Iterator[Claim]:
    """156个单位，开始施工的145个，其他11个: a list that 其他 closes needs no 其中, if it adds up."""
    if _REST.search(rest.lead) is None:
        return
    of = _like(rest, [*before, *own], measured_against)
    lists = [(of[k], [*of[k + 1 :], rest]) for k in range(len(of) - 1)]
    for whole, parts in reversed(lists):
        fitting = _fitting(whole, [parts]) if _bigger(whole, parts) else None
        if fitting is not None:
            yield fitting
            return


def _bigger(whole: Figure, parts: Sequence[Figure]) -> bool:
    return all(part.amount.value < whole.amount.value for part in parts)


def _like(figure: Figure, of: Sequence[Figure], but: set[Figure]) -> list[Figure]:
    """Those of the unit and kind of ``figure`` that are stated for themselves."""
    kinds = ("level", "change") if figure.kind in ("level", "change") else (figure.kind,)
    return [
        f
        for f in of
        if f.unit == figure.unit and f.kind in kinds and f not in but and f.statement.status != "other"
    ]


def _fitting(whole: Figure, lists: Sequence[Sequence[Figure]]) -> Claim | None:
    """The claim of the first list that gives the total."""
    for parts in lists:
        claim = _claim(whole, parts)
        bounds = {f.statement.bound for f in (whole, *parts)}
        if bounds <= _DEFINITE and judge(claim, claim.computed[0]) is not Verdict.INCONSISTENT:
            return claim
    return None


def _claim(whole: Figure, parts: Sequence[Figure]) -> Claim:
    computed = total([part.amount for part in parts])
    return Claim(whole, [computed], [(part, "part") for part in parts])


def complements(page: Page) -> Iterator[Claim]:
    """进出口总额T，其中出口A，进口B: A + B, for the pairs listed in the vocabulary."""
    for group in sentences_together(page):
        levels = [f for s in group for f in s.figures if f.kind == "level" and f.unit]
        for whole in levels:
            for entry in _V.entries:
                name = whole.statement.indicator
                if entry["name"] not in name or any(p in name for p in entry["parts"]):
                    continue
                parts = [_named(name.replace(entry["name"], p), whole, levels) for p in entry["parts"]]
                found = [p for p in parts if p is not None]
                if len(found) == len(parts):
                    yield _claim(whole, found)


def _named(name: str, like: Figure, of: Sequence[Figure]) -> Figure | None:
    s = like.statement
    for f in of:
        o = f.statement
        same = (o.unit, o.period, o.place, o.status) == (s.unit, s.period, s.place, s.status)
        if same and o.indicator == name:
            return f
    return None
