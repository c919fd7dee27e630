"""What a level is said to have passed: a round mark told in words (千亿大关), a target that was met early."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.misprints import may_lie_in
from duibiao.auditing.figures.page import Figure, Page, Sentence
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.rules.remarks import THRESHOLD, ordered, sign
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.text import Span

_V = vocabulary(__package__)
_PASSED = f"(?:{_V['at_last'].regex()})*(?:{_V['threshold'].regex()})了?"
_ROUND = "(?P<mark>(?:[十百千]?[万亿]|[百千]))[元斤吨公克]{0,2}"
_AFTER = re.compile(f"^(?:左右|以上)?，{_PASSED}{_ROUND}(?:{_V['marks_passed'].regex()})")
_BEFORE = re.compile(
    f"(?<![0-9０-９一二三四五六七八九十两]){_PASSED}{_ROUND}(?:{_V['marks_passed'].regex()})?，(?:已|共|全年)*(?:{_V['reached'].regex()})了?$"
)
_ONE_BY_ONE = re.compile(f"(?:{_V['one_by_one'].regex()})(?:{_V['threshold'].regex()})了?$")
_NEXT = re.compile("[、和]|(?:以上)?[、和]")
_VALUES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_MET = re.compile(f"(?P<when>{_V['met_already'].regex()})(?P<of>[^，。；]{{0,40}})$")
_SET, _SET_BEFORE, _LOWERED = (re.compile(_V[n].regex()) for n in ("set_down", "set_before", "lowered"))
_CHECK = re.compile(_V["marks_passed"].regex() + "|" + _V["in_good_time"].regex())
_NAMED = re.compile("[\u4e00-\u9fff]{2,8}" + _V["name_comes_to"].regex() + "$")
_OF_OTHERS = re.compile(f"{_V['whose'].regex()}|{_V['averaged'].regex()}")
NAME_LEAST = 3
"""Characters of a name that tell a level from others of its sentence."""
FAR = 20
"""A level and a mark, or a target, of one thing are not farther apart."""


def round_mark(page: Page) -> Iterator[Remark]:
    """达到1010亿元，跨过千亿大关; 迈过百亿元，达到121.66亿元."""
    for figure in (f for s in page.sentences for f in s.figures if f.kind == "level"):
        start, end = figure.statement.sentence_span.start, figure.statement.sentence_span.end
        match = _AFTER.match(figure.tail) or _BEFORE.search(figure.lead)
        if match is None or figure.sorts:
            continue
        mark = Decimal(10) ** sum(_VALUES[c] for c in match["mark"])
        text = page.document.text
        at = (
            text.find(match["mark"], figure.span.end, end)
            if match.re is _AFTER
            else text.rfind(match["mark"], start, figure.span.start)
        )
        if at >= 0 and mark / FAR < figure.amount.value < mark * FAR:
            right = figure.amount.high >= mark
            spans = (figure.span, Span(at, at + len(match["mark"])))
            yield _remark(page, spans, (figure.amount.words, match["mark"]), right)


def steps_in_order(page: Page) -> Iterator[Remark]:
    """连续跨上4万亿元、5万亿元两个台阶: marks passed one after the other rise."""
    for sentence in page.sentences:
        for one, other in pairwise(sentence.figures):
            first = _ONE_BY_ONE.search(one.lead) is not None and one.unit == other.unit
            if first and _NEXT.fullmatch(other.lead):
                yield ordered(other, sign(other, one), one, other.amount.value > one.amount.value, THRESHOLD)


def met_early(page: Page) -> Iterator[Remark]:
    """财政总收入21亿元，…，提前实现“十一五”末财政总收入达到20亿元的目标; 87万吨，提前越过规定的84万吨."""
    for sentence in page.sentences:
        for at, target in enumerate(sentence.figures):
            said = _said_before(sentence, at) if at and target.kind == "level" else ""
            match = _MET.search(said) if _CHECK.search(said) else None
            if match is None or _LOWERED.search(said):
                continue
            if _SET.match(target.tail) is None and _SET_BEFORE.search(match["of"]) is None:
                continue
            level = _level_of(sentence, at, match["of"])
            if level is None or _LOWERED.search(level.lead):
                continue
            right = level.amount.high >= target.amount.low
            a, b = level.statement.value, target.statement.value
            if right or may_lie_in(a, b, b * 2) or may_lie_in(b, a / 2, a):
                yield _remark(
                    page, (level.span, target.span), (level.amount.words, target.amount.words), right
                )


def _said_before(sentence: Sentence, at: int) -> str:
    """The words before a figure, with those before a number of years (提前四年越过)."""
    before = sentence.figures[at - 1]
    own = sentence.figures[at].lead
    return before.lead + before.statement.text + own if before.kind == "duration" and at > 1 else own


def _level_of(sentence: Sentence, at: int, named: str) -> Figure | None:
    """The level that met a target: the last one whose name the target has, or the only one before it."""
    target = sentence.figures[at]
    like = [f for f in sentence.figures[:at] if f.unit == target.unit and f.kind == "level"]
    called = [f for f in like if len(f.statement.indicator) >= NAME_LEAST and f.statement.indicator in named]
    if called:
        return called[-1]
    told = [f for f in sentence.figures[:at] if f.kind != "duration"]
    alone = len(like) == 1 and like[0] is told[-1]
    own = _NAMED.search(named)
    return like[0] if alone and own is None and _OF_OTHERS.search(named) is None else None


def _remark(page: Page, spans: tuple[Span, Span], words: tuple[str, str], right: bool) -> Remark:
    formula = f"{words[0]} {'≥' if right else '<'} {words[1]}"
    note = message("threshold_right" if right else "threshold_wrong", formula=formula)
    verdict = Verdict.of(right)
    marks = sorted([(spans[0], STATED), (spans[1], "target")])
    return Remark(page, marks, verdict, words[0], words[1], formula, note, changes=not right)
