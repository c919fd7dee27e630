"""A number and the list that its own sentence tells: 办好10件实事：…，…；即…、…、…; 三条。一条是…，一条是…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duibiao.auditing.claims import Remark
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.page import Page
from duibiao.auditing.wording import message
from duibiao.lexicon import load
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = load("duibiao.auditing")
_N = "[0-9０-９一二两三四五六七八九十]{1,3}"
_COUNTED = rf"(?<![0-9０-９一二两三四五六七八九十第百千万亿.—+])(?P<n>{_N})(?:{_V['item_counters'].regex()})"
_ALL_HERE = re.compile(
    rf"{_COUNTED}[^，。；：、（）\n]{{0,14}}(?P<sign>[，、]?(?:{_V['items_follow'].regex()})[：:]?|[：:])"
    r"[ \u3000]*(?!一[是要、，]|[（(第]一)(?P<items>[^。\n：:]+)"
)
_ONE_BY_ONE = re.compile(rf"{_COUNTED}[^，。；：、\n]{{0,4}}[。：，:]\s*(?P<mark>一[条个点是件]{{1,2}}是?)")
_SPLITS = ("；", "、", "，")
LEAST = 3
"""Fewer parts may be one sentence with a stop in it."""
COMMAS_LEAST = 6
"""Fewer parts between commas may be the clauses of one sentence."""
NEAR, NEAR_LONG = 1, 2
"""A number farther off counts something else than what follows; in a list of ``COMMAS_LEAST`` and more."""
REACH = 400
"""Code points in which 一条是 comes again."""


def items_of_sentence(page: Page) -> Iterator[Remark]:
    """10件实事：a，b，…; 15件实事，包括：a；b；…; 九个坚持，即a、b、…: as many parts as are said."""
    for match in _ALL_HERE.finditer(page.document.text):
        said, parts = value_of(match["n"]), _parts(match)
        near = NEAR_LONG if len(parts) >= COMMAS_LEAST else NEAR
        if said is not None and len(parts) >= LEAST and abs(len(parts) - said) <= near:
            span = Span(*match.span("items"))
            yield _remark(page, match, len(parts), [(span, "items")])


def one_by_one(page: Page) -> Iterator[Remark]:
    """三条。一条是…，一条是…，一条是…: as many as are said."""
    text = page.document.text
    for match in _ONE_BY_ONE.finditer(text):
        said, mark = value_of(match["n"]), match["mark"]
        begin = match.start("mark")
        found = [m.start() + begin for m in re.finditer(mark, text[begin : begin + REACH])]
        if said is not None and mark.endswith("是") and len(mark) > 2 and len(found) >= 2:
            yield _remark(page, match, len(found), [(Span(at, at + len(mark)), "item") for at in found])


def _parts(match: re.Match[str]) -> Sequence[str]:
    """The parts of a list: between semicolons where it has any, else between enumeration commas where it has
    no others, else between commas after a colon.
    """
    items, colon = match["items"], match["sign"][-1] in "：:"
    split = next((mark for mark in _SPLITS if mark in items), "")
    if split == "、" and "，" in items:
        split = "，" if colon else ""
    if not split or (split == "，" and not colon):
        return ()
    parts = [part for part in items.split(split) if part.strip()]
    return parts if split != "，" or len(parts) >= COMMAS_LEAST else ()


def _remark(page: Page, match: re.Match[str], found: int, items: Sequence[tuple[Span, str]]) -> Remark:
    right = found == value_of(match["n"])
    note = message("count_right" if right else "count_wrong", n=match["n"], found=str(found))
    marks = [(Span(*match.span("n")), STATED), *items]
    verdict = Verdict.CONSISTENT if right else Verdict.INCONSISTENT
    return Remark(page, marks, verdict, match["n"], str(found), message("items"), note)


RULES = (items_of_sentence, one_by_one)
