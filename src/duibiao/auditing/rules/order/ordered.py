"""Figures that their words put in an order: levels of years in a row, thresholds and how many are above them,
years that a task was done in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.figures.strands import strands
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.rules.moved import moved
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_ABOUT = _V["just_about"].regex()
_RISES, _FALLS = (re.compile(f"(?:{_V[name].regex()}){_ABOUT}?$") for name in ("up_to", "down_to"))
_FEWER = re.compile(f"^[\u4e00-\u9fff]{{2,8}}{_V['made_fewer'].regex()}{_ABOUT}?$")
_ALONE = re.compile(f"(?:^|[，、]){_V['now_again'].regex()}*(?:[\u4e00-\u9fff]{{0,4}})$")
_FROM = re.compile("(?:从|由)[^，。；]{0,30}$")
_NUMBER = "[0-9]+(?:\\.[0-9]+)?(?:万|亿)?"
_ABOVE = f"{_V['more_than'].regex()}(?P<{{}}>{_NUMBER})[%％]?[\u4e00-\u9fff]{{{{0,4}}}}"
_ABOVE += f"的(?:有|达|为)?(?P<{{}}>{_NUMBER})"
_STEP = re.compile(_ABOVE.format("bound", "count"))
_SIZE = "(?P<bound>(?:[0-9]+(?:\\.[0-9]+)?)?[十百千]?[万亿])元(?:及以上|以上)的?"
_SIZED = re.compile(f"{_SIZE}(?P<noun>[\u4e00-\u9fff]{{0,8}}?)(?P<count>[0-9]+)[个项家户]")
_HIGHEST = re.compile("^以?上?，[高多]的(?:达到|达|有)?$")
_YEARS = "(?<![一二两三四五六七八九十〇○零0-9])[一二两三四五六七八九十0-9]{1,2}"
_SOONER = (
    re.compile(
        f"(?P<took>{_YEARS})年[内]?[^，。；0-9年]{{0,8}}{_V['reached'].regex()}[^，。；0-9年]{{0,6}}?原?定?(?P<planned>{_YEARS})年的?[^，。；]{{0,6}}{_V['tasks'].regex()}"
    ),
    re.compile(f"原定(?P<planned>{_YEARS})年[^，。；]{{0,16}}，(?:用)?(?P<took>{_YEARS})年(?:就|便|即)"),
    re.compile(
        f"(?P<planned>{_YEARS})年(?:的)?(?:目标)?任务(?P<took>{_YEARS})年{_V['well_done'].regex()}*{_V['reached'].regex()}"
    ),
)
_LISTED = re.compile("其中|分别|^[、和与及]$")


def levels_in_row(page: Page) -> Iterator[Remark]:
    """1978年为35.5元，1979年进一步提高到36.3元; 组织了57户试点，今年扩大到120户; 188个园区整合优化为120个."""
    known = {(s.base.span, s.end.span) for s in strands(page) if s.base is not None and s.end is not None}
    for sentence in page.sentences:
        for base, end in pairwise(sentence.figures):
            if (base.span, end.span) in known or base.unit != end.unit or base.kind != end.kind:
                continue
            rises, falls, fewer = _RISES.search(end.lead), _FALLS.search(end.lead), _FEWER.match(end.lead)
            verb = rises or falls
            told = verb is not None and (not end.links or _ALONE.search(end.lead[: verb.start()]))
            if base.kind not in ("level", "share") or not ((told and not _is_end(base)) or fewer):
                continue
            yield moved(base, end, rises is not None and not fewer)


def _is_end(figure: Figure) -> bool:
    """Whether a level is one that was come to from another, so that the next may be of another subject."""
    return _FROM.search(figure.lead) is not None or _LISTED.search(figure.lead) is not None


def _sign(one: Figure, other: Figure) -> str:
    a, b = one.statement.value, other.statement.value
    return ">" if a > b else "<" if a < b else "="


def fewer_above(page: Page) -> Iterator[Remark]:
    """超过10%的有44种、超过20%的有23种; 亿元以上项目119个，5亿元以上41个: of a higher threshold there are no
    more.
    """
    text = page.document.text
    steps = (pair for frame in (_STEP, _SIZED) for pair in pairwise(frame.finditer(text)))
    for one, other in steps:
        apart = page.document.text[one.end() : other.start()]
        bounds = [value_of(m["bound"] if m["bound"][0].isdigit() else f"1{m['bound']}") for m in (one, other)]
        counts = [value_of(m["count"]) for m in (one, other)]
        nouns = [m.groupdict().get("noun") or "" for m in (one, other)]
        if (
            len(apart) > 3
            or not nouns[0].endswith(nouns[1])
            or None in bounds
            or None in counts
            or bounds[0] == bounds[1]
        ):
            continue
        higher = bounds[1] > bounds[0]  # type: ignore[operator]
        right = counts[1] <= counts[0] if higher else counts[1] >= counts[0]  # type: ignore[operator]
        formula = f"{other['count']} {'≤' if right == higher else '>'} {one['count']}"
        note = message("part_below" if right else "part_above", formula=formula)
        marks = [(Span(*one.span("count")), "whole"), (Span(*other.span("count")), STATED)]
        yield _remark(page, marks, other["count"], formula, note, right)


def highest_above(page: Page) -> Iterator[Remark]:
    """都在4.3%以上，高的达到5.5%."""
    for sentence in page.sentences:
        for least, most in pairwise(sentence.figures):
            if least.unit == most.unit and least.kind == most.kind and _HIGHEST.match(most.lead):
                right = most.statement.value > least.statement.value
                formula = f"{most.amount.words} {_sign(most, least)} {least.amount.words}"
                note = message("threshold_right" if right else "threshold_wrong", formula=formula)
                marks = [(least.span, "other"), (most.span, STATED)]
                yield _remark(page, marks, most.amount.words, formula, note, right)


def sooner(page: Page) -> Iterator[Remark]:
    """力争在两年内基本完成原定三年的任务; 原定5年的目标，3年就可以实现: in fewer years than planned."""
    for form in _SOONER:
        for match in form.finditer(page.document.text):
            took, planned = value_of(match["took"]), value_of(match["planned"])
            if took is None or planned is None or took == planned:
                continue
            right = took < planned
            formula = f"{match['took']}年 {'<' if right else '>'} {match['planned']}年"
            key = "compared_right" if right else "compared_wrong"
            note = message(key, formula=formula, way=message("sooner"))
            marks = [(Span(*match.span("planned")), "target"), (Span(*match.span("took")), STATED)]
            yield _remark(page, marks, match["took"], formula, note, right)


def _remark(
    page: Page, marks: Sequence[tuple[Span, str]], stated: str, formula: str, note: str, right: bool
) -> Remark:
    verdict = Verdict.CONSISTENT if right else Verdict.INCONSISTENT
    return Remark(page, marks, verdict, stated, "", formula, note, changes=not right)


RULES = (levels_in_row, fewer_above, highest_above, sooner)
