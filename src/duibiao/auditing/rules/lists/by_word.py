"""Sets named by a number and a word (“五大战略”, “四个千方百计”), and what follows them that has the word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.rules.lists.marked import follow
from duibiao.auditing.rules.lists.tally import tally
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_HAN = "[\u4e00-\u9fff]"
_NUMERAL = "一两二三四五六七八九十"
_N = f"[{_NUMERAL}]{{1,3}}|[0-9]{{1,2}}"
_COUNTER = f"(?:{_V['item_counters'].regex()}|[场张])"
_SET = re.compile(
    f"(?<![第百千万亿零0-9.{_NUMERAL}])(?:“(?P<n>{_N}){_COUNTER}?(?P<word>{_HAN}{{2,8}})”"
    f"|(?P<m>{_N})[大个项条](?P<words>{_HAN}{{2,8}}?)(?=(?P<of>{_V['of_a_set'].regex()})?[，。：\\n]))"
    "(?=(?P<more>[^。：；\\n]{0,60})(?P<end>[。：；\\n]+)[ \u3000]*)"
)
_UNIT, _LINE = re.compile("[^。\n]+(?:。|(?=\n)|$)"), re.compile("[^\n]*[^\\s][^\n]*")
_CLAUSE = re.compile("[^；。\n]+")
_MARK = re.compile(
    r"[ \u3000]*(?:—+|[（(]?[一二三四五六七八九十0-9]{1,3}[）)、，.．是要]+"
    r"|第[一二三四五六七八九十]{1,2}[，、])?[ \u3000]*"
)
_HEADING = re.compile(r"[ \u3000]*[（(]?[一二三四五六七八九十]{1,3}[）)、]")
_HEAD = re.compile("[^，。；：\n]+")
TAIL = 2
"""Characters at the end of a set's word that its members share."""
LEAST = 3
"""Fewer members may be chance, where more could follow."""
NEAR, REACH = 2, 12_000
SOON = 24
"""Code points that may stand after a set where no marks say that its members follow."""


def told_by_word(page: Page) -> Iterator[Remark]:
    """“四个千方百计”。千方百计A，…；千方百计B，…; “两个通道”…“甲通道”…“乙通道”…; 五大战略, （一）甲战略."""
    text = page.document.text
    for match in _SET.finditer(text):
        group, word = ("n", match["word"]) if match["n"] else ("m", match["words"])
        said = value_of(match[group])
        told = (_members(text, match, one) for one in (word, match["of"]) if one)
        found, closed = max(told, key=lambda members: len(members[0]))
        if said == len(found) or (said is not None and len(found) >= LEAST and (closed or said < len(found))):
            yield from tally(page, Span(*match.span(group)), [len(found)], found, near=NEAR)


def _members(text: str, match: re.Match[str], word: str) -> tuple[Sequence[Span], bool]:
    """The longest run of what has the word of a set, and whether nothing else stands beside it."""
    best: tuple[Sequence[Span], bool] = ((), False)
    for begins, marked in _units(text, match):
        heads = [_head(text, at) for at in begins]
        run = _run(text, heads, word, marked) if marked or len(match["more"]) <= SOON else 0
        if run > len(best[0]):
            found = [Span(at, head.end) for at, head in zip(begins[:run], heads, strict=False)]
            best = found, run == len(heads)
    return best


def _units(text: str, match: re.Match[str]) -> Iterator[tuple[Sequence[int], bool]]:
    """Where what follows a set begins: marks of a list, lines, sentences, parts of one sentence."""
    at = match.end("end")
    if "\n" in match["end"]:
        for marks in follow(text, at - 1)[:1]:
            yield [mark.start for mark in marks], True
        lines = takewhile(lambda line: not _HEADING.match(line.group()), _LINE.finditer(text, at, at + REACH))
        yield [line.start() for line in lines], False
    stop = text.find("\n", at)
    stop = stop if stop >= 0 else len(text)
    yield [unit.start() for unit in _UNIT.finditer(text, at, stop)], False
    full = text.find("。", at, stop)
    yield [part.start() for part in _CLAUSE.finditer(text, at, full if full >= 0 else stop)], False


def _head(text: str, at: int) -> Span:
    """The first clause after a mark."""
    mark = _MARK.match(text, at)
    begin = mark.end() if mark is not None else at
    head = _HEAD.match(text, begin)
    return Span(begin, head.end() if head is not None else begin)


def _run(text: str, heads: Sequence[Span], word: str, marked: bool) -> int:
    """How many heads there are up to one that has not the word of the set at its beginning, or at its end."""
    tail = word[-TAIL:]
    begin = list(takewhile(lambda head: head.of(text).startswith(word), heads))
    end = list(takewhile(lambda head: _ends(head.of(text), tail, marked), heads))
    return max(len(begin), len(end))


def _ends(head: str, tail: str, marked: bool) -> bool:
    return head.endswith(tail) or f"{tail}”" in head or (marked and tail in head)
