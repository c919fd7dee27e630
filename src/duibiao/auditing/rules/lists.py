"""Lists and the number that is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duibiao.auditing.claims import Remark
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.page import Page
from duibiao.auditing.wording import message
from duibiao.lexicon import load
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = load("duibiao.auditing")
_N = "[0-9一二两三四五六七八九十]{1,3}"
_C = "[一二三四五六七八九十]{1,3}"
_ANNOUNCED = re.compile(
    f"(?:{_V['following'].regex()})[^，。；：、]{{0,6}}?(?P<n>{_N})(?:个|大)?(?:{_V['listed_things'].regex()})"
)
_STYLES = (
    re.compile(rf"(?:(?<=[。；：，、\n])|^)[ \u3000]*({_C})是"),
    re.compile(rf"[（(]({_C})[）)]"),
    re.compile(rf"(?:(?<=\n)|^)[ \u3000]*({_C})、"),
    re.compile(rf"(?:(?<=[。；：，\n])|^)[ \u3000]*第({_C})[，、]"),
)
BEGINS_WITHIN = 90
"""An announced list begins this soon after the announcement. Re-run ``benchmarks audit``."""
REACH = 40_000
"""How far a list is followed: a whole report of tasks."""

_ITEM = "(?:(?!等)[\u4e00-\u9fff“”A-Za-z]){1,24}"
_NAMED = re.compile(
    f"(?P<items>{_ITEM}(?:、{_ITEM}){{1,14}}?)(?P<open>等)?(?P<n>[两二三四五六七八九十]|十[一二三四五]|[2-9]|1[0-5])"
    f"(?:个)?(?P<thing>{_V['named_things'].regex()})"
)
_DIVISIONS = frozenset(_V["named_divisions"].words)
_AND = re.compile("[和及与]")


def listed_count(page: Page) -> Iterator[Remark]:
    """做好以下十个方面 with nine following."""
    text = page.document.text
    for match in _ANNOUNCED.finditer(text):
        said = value_of(match["n"])
        if said is None or said < 2:
            continue
        found = _follow(text, match.end(), int(said))
        if len(found) < 2:
            continue
        right = len(found) == said
        note = message("count_right" if right else "count_wrong", n=match["n"], found=str(len(found)))
        marks = [(Span(*match.span("n")), STATED), *((span, "item") for span in found)]
        verdict = Verdict.CONSISTENT if right else Verdict.INCONSISTENT
        yield Remark(page, marks, verdict, match["n"], str(len(found)), message("items"), note)


def _follow(text: str, start: int, wanted: int) -> list[Span]:
    """The marks 一, 二, 三 … of one style from soon after ``start`` on, up to where the count begins anew;
    over the lists inside its items when only so it gets to ``wanted``.
    """
    firsts = [
        (first.start(), style)
        for style in _STYLES
        if (first := style.search(text, start, min(len(text), start + BEGINS_WITHIN))) and first[1] == "一"
    ]
    if not firsts:
        return []
    begin, style = min(firsts, key=lambda pair: pair[0])
    plain: list[Span] = []
    nested: list[Span] = []
    anew = False
    for match in style.finditer(text, begin, min(len(text), begin + REACH)):
        number = value_of(match[1])
        anew = anew or (number == 1 and bool(plain))
        if number == len(plain) + 1 and not anew:
            plain.append(Span(*match.span(1)))
        if number == len(nested) + 1 and len(nested) < wanted:
            nested.append(Span(*match.span(1)))
    return nested if len(plain) < wanted == len(nested) else plain


def named_count(page: Page) -> Iterator[Remark]:
    """上海、天津、重庆三市: as many names as are said; with 等 not more. Only names of places are accused."""
    text = page.document.text
    for match in _NAMED.finditer(text):
        said = value_of(match["n"])
        names = match["items"].split("、")
        least, most = len(names), len(_AND.split(match["items"])) - 1 + len(names)
        if said is None:
            continue
        right = least <= said <= most or (match["open"] is not None and said >= least)
        places = match["thing"] in _DIVISIONS and all(_place_in(page, n) for n in names)
        if not right and not places:
            continue
        first = match.start("items") + (len(names[0]) - len(_place_in(page, names[0])) if places else 0)
        note = message("names_right" if right else "names_wrong", n=match["n"], found=str(least))
        marks = [(Span(first, match.end("items")), "names"), (Span(*match.span("n")), STATED)]
        verdict = Verdict.CONSISTENT if right else Verdict.INCONSISTENT
        yield Remark(page, marks, verdict, match["n"], str(least), message("names"), note)


def _place_in(page: Page, name: str) -> str:
    """The name of a division that a name is or ends with (重点支持广州: 广州), or an empty string."""
    tails = (name[-n:] for n in range(min(len(name), 6), 1, -1))
    return next((tail for tail in tails if page.gazetteer.find(tail, towns=False)), "")
