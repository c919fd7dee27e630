"""Sets that a number and a word name (三讲, “两不愁三保障”, 四项原则), and their members beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duibiao.auditing.claims import Remark
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.page import Page
from duibiao.auditing.rules.named import most_in
from duibiao.auditing.wording import message
from duibiao.lexicon import load
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = load("duibiao.auditing", "rows.toml")
_HAN = "[\u4e00-\u9fff]"
_N = "[两二三四五六七八九十]"
_WORD = f"(?!{_V['no_member_word'].regex()}){_HAN}"
_CODE = re.compile(
    f"“(?P<code>(?:{_N}[个块张本支]?{_WORD}{{1,3}}){{1,3}}) ?”"
    f"|(?<=[，。；：])(?P<bare>{_N}{_WORD}{{1,2}})(?=，即)"
)
_PART = re.compile(f"(?P<n>{_N})[个块张本支]?(?P<word>(?:(?!{_N}){_HAN}){{1,3}})")
_ITEM = re.compile("[^，、；。：“”（）\n]+")
_BREAKS = re.compile("[。\n]")
_SPLIT = re.compile("(?:[，、；]|以及|(?<![，、；])(?:和(?![平谐睦解])|[与及]))")
"""Names are parted there; 和平 is a word, and what follows a mark begins a name."""
_OPENS = re.compile(f"{_HAN}{{0,8}}(?:[，（(]?{_V['that_is'].regex()}[：，]?|[：（(])")
_COLON = re.compile(f"{_HAN}{{0,8}}[：:]\\s*(?=\\n|$|[^\\n]+\\n)")
_NUMBERED = re.compile(f"[0-9]|{_N}[个条大项]")
_AND = re.compile(_V["and"].regex())
_LETTERS = re.compile(
    f"(?<!”)“(?P<items>(?:(?!{_N}){_HAN}){{3,9}})”等?(?P<n>{_N})(?:大|类|个(?={_HAN}{{2}}))"
)
_CHARS = re.compile(f"“(?P<items>{_HAN}[{_HAN[1:-1]}、，]{{2,30}})”的?(?P<n>{_N}{{1,2}}|[0-9]{{1,2}})个?字")
_EACH_OF = re.compile(f"(?P<items>{_HAN}{{2,6}}(?:、{_HAN}{{2,6}})+)各[^，。；]{{0,3}}(?P<n>{_N})分之一")
_ENDS_ALL = re.compile(
    f"(?P<items>(?:{_HAN}{{2}}){{3,8}})“?(?P<n>{_N})(?P<word>{_HAN})”?(?:{_V['go_together'].regex()})"
)
_MADE = re.compile(
    f"(?P<items>{_HAN}{{2,12}}(?:[、和与及]{_HAN}{{2,12}}){{2,9}})”?(?P<n>{_N})(?P<word>{_HAN})(?={_V['go_together'].regex()})"
)
_THESE = re.compile(f"(?P<items>{_HAN}{{2,8}}(?:、{_HAN}{{2,8}}){{2,9}})。这(?P<n>{_N})[条个项句点件者]")
_TAKEN = re.compile(
    f"“?(?P<n>{_N})[件大项个]{_HAN}{{2,5}}”?{_HAN}{{2,14}}。{_HAN}{{0,6}}把(?P<items>[^，。；]+、[^，。；]+?)作为"
)
_GROUP = f"{_HAN}{{2,4}}[省市区]的{_HAN}{{2,4}}(?:[、和]{_HAN}{{2,4}})*"
_GROUPS = re.compile(
    f"(?P<items>{_GROUP}(?:，{_GROUP})+?)等(?P<n>{_N}{{1,3}}|[0-9]{{1,2}})个(?:县|市|区|城市)"
)
_BETWEEN = "(?:“[^“”、，。]{1,8}”)?[^，。；：、“”（）\n]{2,30}"
_KIND = f"(?:[大个项种条张篇类]{_HAN}|{_HAN}(?={_V['go_together'].regex()}))"
_QUOTED_SET = re.compile(f"(?P<items>{_BETWEEN}(?:、{_BETWEEN}){{2,9}})(?P<open>等)?“(?P<n>{_N}){_KIND}")
_QUOTED_ROW = re.compile(
    f"“(?P<items>[^“”。；\n]{{2,24}}(?:[、，][^“”。；\n、，]{{2,24}}){{2,9}})”(?P<open>等)?的?(?P<n>{_N}){_KIND}"
)
_ROW_OF = re.compile(
    f"(?P<items>{_HAN}{{2,10}}(?:、{_HAN}{{2,8}}){{2,8}}(?:和{_HAN}{{2,6}})?)的(?P<n>{_N})[大项个](?=[\u4e00-\u9fff]{{2}})"
)
_DASHED = re.compile(f"(?P<items>{_HAN}{{2,6}}(?:[—―–]{_HAN}{{2,6}}){{2,5}})(?P<n>{_N})[大个]{_HAN}")
_TOGETHER = re.compile(
    f"(?<=[，。；做到现持])(?P<items>{_HAN}{{2,6}}(?:、{_HAN}{{2,6}}){{2,5}})(?P<n>{_N}){_V['go_together'].regex()}"
)
_TAKES = re.compile(load("duibiao.auditing")["takes_object"].regex())
REACH = 160
"""Code points after a set in which its members are told."""
NEAR = 2
"""A number farther off is of something else."""
LETTERS_NEAR = 3
"""The same of letters and characters, which are counted one by one."""


def members_alike(page: Page) -> Iterator[Remark]:
    """“五定”，即定A，定B…; 讲A、讲B、讲C的“三讲”; “两不愁三保障”…不愁吃、不愁穿: as many as begin, or end,
    with the word of the set.
    """
    text = page.document.text
    for match in _CODE.finditer(text):
        group = "code" if match["code"] else "bare"
        for part in _PART.finditer(match[group]):
            said, word = value_of(part["n"]), part["word"]
            at = match.start(group) + part.start("n")
            found = _members(text, match, word)
            if said is not None and len(found) > 1 and abs(len(found) - said) <= NEAR:
                yield _told(page, Span(at, at + len(part["n"])), len(found), found)


def _members(text: str, match: re.Match[str], word: str) -> Sequence[Span]:
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
        return _run(text, opened.end(), end, word)
    after = _run(text, match.end(), end, word)
    alike = len(after) > 1 and _begins(after[1].of(text), word)
    return after if alike and (len(after) > 2 or len(word) > 1) else ()


def _lines(text: str, at: int, word: str) -> Sequence[Span]:
    """The heads of the paragraphs after a colon that all begin with a word: “八个聚焦”：聚焦…。聚焦…。"""
    colon = _COLON.match(text, at)
    head, found = (
        re.compile(
            rf"\s*(?:—+|[（(]?[一二三四五六七八九十0-9]+[）)是、.．]+)?\s*({re.escape(word)})[^\n]+(?:\n|$)"
        ),
        [],
    )
    at = colon.end() if colon is not None else len(text)
    while (line := head.match(text, at)) is not None:
        found.append(Span(*line.span(1)))
        at = line.end()
    return found if len(found) > 1 else ()


def _run(text: str, begin: int, end: int, word: str) -> Sequence[Span]:
    """The longest run of items, parted by commas or 和, that all begin or all end with a word; before the
    first there may be a verb, after the last a noun.
    """
    items, at = [], begin
    for mark in _SPLIT.finditer(text, begin, end):
        items.append(Span(at, mark.start()))
        at = mark.end()
    items.append(Span(at, end - text.startswith("的", max(at, end - 1))))
    best: list[Span] = []
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


def _holds(item: str, word: str) -> bool:
    return word in item[1:] and _NUMBERED.search(item) is None


def _begins(item: str, word: str) -> bool:
    return item.startswith(word) and len(item) > len(word) and _NUMBERED.search(item) is None


def _ends(item: str, word: str) -> bool:
    return item.endswith(word) and len(item) > len(word) and _NUMBERED.search(item) is None


def counted_by_letters(page: Page) -> Iterator[Remark]:
    """“医车电数游”五大产业; “富、净、绿、美”四字诀; 甲、乙、丙各负担三分之一; 算力、算法、算网三算一体."""
    for match in _LETTERS.finditer(page.document.text):
        yield from _by_count(page, match, len(match["items"]), LETTERS_NEAR)
    for match in _CHARS.finditer(page.document.text):
        yield from _by_count(page, match, len(re.findall(_HAN, match["items"])), LETTERS_NEAR)
    for form in (_EACH_OF, _MADE, _THESE, _TAKEN, _GROUPS, _DASHED, _TOGETHER, _ROW_OF):
        for match in form.finditer(page.document.text):
            names = re.split("[—―–]", match["items"]) if form is _DASHED else _SPLIT.split(match["items"])
            if _fits(match, names):
                yield from _by_count(page, match, len(names), NEAR)
    for match in _ENDS_ALL.finditer(page.document.text):
        names = [match["items"][at : at + 2] for at in range(0, len(match["items"]), 2)]
        own = [name for name in names if name.endswith(match["word"])]
        if len(own) > 2 and names[-len(own) :] == own:
            yield from _by_count(page, match, len(own), NEAR)


def _fits(match: re.Match[str], names: Sequence[str]) -> bool:
    """Whether names are those of the set: they have its word, or begin alike."""
    if match.re is _MADE:
        return all(match["word"] in name for name in names)
    if match.re is _THESE:
        return len({name[0] for name in names[1:]}) == 1 and names[1][0] in names[0]
    return match.re is not _ROW_OF or _TAKES.search(names[-1]) is None


def set_in_quotes(page: Page) -> Iterator[Remark]:
    """A提升、B培育、C培育“三大行动”; “A、B、C、D”的四项原则; with 等 there may be more."""
    for form in (_QUOTED_SET, _QUOTED_ROW):
        for match in form.finditer(page.document.text):
            names, said = _names_in(match["items"]), value_of(match["n"])
            least, most = len(names), max(len(names) + _inside(names), most_in(match["items"]))
            if said is None or not names[0] or (form is _QUOTED_SET and _is_phrase(names, said, most)):
                continue
            near = min(abs(most - said), abs(least - said))
            if least <= said <= most:
                yield _told(page, Span(*match.span("n")), int(said), [Span(*match.span("items"))])
            elif not (said > most and match["open"]) and near <= (
                NEAR if form is _QUOTED_ROW or least == most else NEAR - 1
            ):
                yield _told(page, Span(*match.span("n")), most, [Span(*match.span("items"))])


def _names_in(items: str) -> list[str]:
    """The names of a row; between commas where each has two things (人口多、土地少，投入高、产出低)."""
    rows = items.split("，")
    return rows if len(rows) > 1 and all("、" in row for row in rows) else re.split("[、，]", items)


def _inside(names: Sequence[str]) -> int:
    """How many names more the last may be than one; none where each is a pair (A与B、C与D)."""
    return 0 if all(_AND.search(name) for name in names) else len(_AND.findall(names[-1]))


def _is_phrase(names: Sequence[str], said: Decimal, most: int) -> bool:
    """Whether the last name alone ends with a verb that takes what the number counts, or it may be of the
    last names only.
    """
    verbs = sum(_TAKES.search(name) is not None for name in names)
    return (verbs == 1 and _TAKES.search(names[-1]) is not None) or said < len(names) < most


def _by_count(page: Page, match: re.Match[str], found: int, near: int) -> Iterator[Remark]:
    said = value_of(match["n"])
    if said is not None and said >= 2 and abs(found - said) <= near:
        yield _told(page, Span(*match.span("n")), found, [Span(*match.span("items"))])


def _told(page: Page, n: Span, found: int, items: Sequence[Span]) -> Remark:
    printed = n.of(page.document.text)
    right = value_of(printed) == found
    note = message("count_right" if right else "count_wrong", n=printed, found=str(found))
    verdict = Verdict.CONSISTENT if right else Verdict.INCONSISTENT
    marks = [(n, STATED), *((span, "item") for span in items)]
    return Remark(page, marks, verdict, printed, str(found), message("items"), note)


RULES = (members_alike, counted_by_letters, set_in_quotes)
