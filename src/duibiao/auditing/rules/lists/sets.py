"""Sets that a number and a word name (三讲, “两不愁三保障”, 四项原则), and their members beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.rules.lists.tally import tally
from duibiao.auditing.vocabulary import vocabulary
from duibiao.text import Span

_V = vocabulary(__package__)
_HAN = "[\u4e00-\u9fff]"
_N = "[两二三四五六七八九十]"
_WORD = f"(?!{_V['no_member_word'].regex()}){_HAN}"
_CODE = re.compile(
    f"“(?P<code>(?:{_N}[个块张本支]?{_WORD}{{1,3}}){{1,3}})(?:、一{_HAN}{{1,3}})? ?”"
    f"|(?<=[，。；：])(?P<bare>{_N}{_WORD}{{1,2}})(?=，即)"
    f"|(?<=[，。；：（])(?P<told>{_N}个(?P<same>{_WORD}{{1,2}}))(?=：(?P=same))"
)
_PART = re.compile(f"(?P<n>{_N})[个块张本支]?(?P<word>(?:(?!{_N}){_HAN}){{1,3}})")
_BREAKS = re.compile("[。\n]")
_SPLIT = re.compile(f"[，、；（）]|{_V['and'].regex()}")
_OPENS = re.compile(f"{_HAN}{{0,8}}(?:[，（(]?{_V['that_is'].regex()}[：，]?|[：（(])")
_COLON = re.compile(f"{_HAN}{{0,8}}[：:]\\s*(?=\\n|$|[^\\n]+\\n)")
_NUMBERED = re.compile(f"[0-9]|{_N}[个条大项]")
_HAVE = f"(?<=[，。；、])((?:{_HAN}{{{{2,6}}}}、)+{_HAN}{{{{2,6}}}}?)(?:均|都|全)?有{{}}"
"""义务教育、基本医疗、住房安全有保障"""
_LINE, _HEADING = re.compile("[^\n]*[^\\s][^\n]*"), re.compile(r"\s*[（(]?[一二三四五六七八九十]+[）)、]")
LINES_WITHIN, TITLE_MOST = 12_000, 40
"""Code points in which paragraphs that begin alike follow; fewer make a title, which ends them."""
REACH = 160
"""Code points after a set in which its members are told."""
NEAR = 2
"""A number farther off is of something else."""


def members_alike(page: Page) -> Iterator[Remark]:
    """“五定”，即定A，定B…; 讲A、讲B、讲C的“三讲”; “两不愁三保障”…不愁吃、不愁穿: as many as begin, or end,
    with the word of the set.
    """
    text = page.document.text
    for match in _CODE.finditer(text):
        group = next(group for group in ("code", "bare", "told") if match[group])
        for part in _PART.finditer(match[group]):
            words = [other["word"] for other in _PART.finditer(match[group])]
            at, found = match.start(group) + part.start("n"), _members(text, match, part["word"], words)
            yield from tally(page, Span(at, at + len(part["n"])), [len(found)], found, near=NEAR)


def _members(text: str, match: re.Match[str], word: str, words: Sequence[str]) -> Sequence[Span]:
    """The members of a set: the run of items before it that begin alike, or those after it. Where nothing
    says that they come (即), two that share one character may be chance.
    """
    breaks = _BREAKS.finditer(text, max(0, match.start() - REACH), match.start())
    begin = max((m.end() for m in breaks), default=max(0, match.start() - REACH))
    before = _run(text, begin, match.start(), word)
    if before and match.start() - before[-1].end <= 1:
        return before
    opened = _OPENS.match(text, match.end())
    stop = text.find("。", match.end())
    end = min(stop if stop >= 0 else len(text), match.end() + REACH)
    if opened is not None and (lines := _lines(text, match.end(), word)):
        return lines
    if opened is not None:
        items = _items(text, opened.end(), end)
        mixed = len(words) > 1 and all(any(_begins(i.of(text), w) for w in words) for i in items)
        return (
            [i for i in items if _begins(i.of(text), word)] if mixed else _run(text, opened.end(), end, word)
        )
    if row := re.compile(_HAVE.format(word)).search(text, match.end(), end):
        at = row.start(1)
        return [Span(at + part.start(), at + part.end()) for part in re.finditer("[^、]+", row[1])]
    after = _run(text, match.end(), end, word)
    alike = len(after) > 1 and _begins(after[1].of(text), word)
    return after if alike and (len(after) > 2 or len(word) > 1) else ()


def _lines(text: str, at: int, word: str) -> Sequence[Span]:
    """The heads of the paragraphs after a colon that begin with a word, up to the next heading: “八个聚焦”：
    聚焦…。聚焦…。 Others may stand between where those are titles.
    """
    colon, found = _COLON.match(text, at), []
    head = re.compile(
        rf"\s*(?:—+|[（(]?[一二三四五六七八九十0-9]+[）)是、.．]+)?\s*({re.escape(word)})[^\n]+"
    )
    begin = colon.end() if colon is not None else len(text)
    for line in _LINE.finditer(text, begin, begin + LINES_WITHIN):
        match = head.match(text, *line.span())
        if match is not None:
            found.append(Span(*match.span(1)))
        elif not found or _HEADING.match(line.group()) or len(line.group()) < TITLE_MOST:
            break
    return found if len(found) > 1 else ()


def _run(text: str, begin: int, end: int, word: str) -> Sequence[Span]:
    """The longest run of items, parted by commas or 和, that all begin or all end with a word; before the
    first there may be a verb, after the last a noun.
    """
    items = _items(text, begin, end)
    best: Sequence[Span] = []
    for test in (_begins, _ends):
        first = 0
        while first < len(items):
            last = first
            while last < len(items) and test(items[last].of(text), word):
                last += 1
            if last - first > (len(word) == 1):
                before = items[first - 1].of(text) if first > 0 else ""
                low = first - (_holds(before, word) or f"：{word}" in before)
                high = last + (test is _ends and last < len(items) and _holds(items[last].of(text), word))
                best = items[low:high] if high - low > max(1, len(best)) else best
            first = last + 1
    return best


def _items(text: str, begin: int, end: int) -> Sequence[Span]:
    """What stands between marks and 和, the last without 的."""
    items, at = [], begin
    for mark in _SPLIT.finditer(text, begin, end):
        items.append(Span(at, mark.start()))
        at = mark.end()
    return [*items, Span(at, end - text.startswith("的", max(at, end - 1)))]


def _holds(item: str, word: str) -> bool:
    return word in item[1:] and _NUMBERED.search(item) is None


def _begins(item: str, word: str) -> bool:
    return item.startswith(word) and len(item) > len(word) and _NUMBERED.search(item) is None


def _ends(item: str, word: str) -> bool:
    return item.endswith(word) and len(item) > len(word) and _NUMBERED.search(item) is None
