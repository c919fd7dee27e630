"""A number and the list that its own sentence tells: 办好10件实事：…，…；即…、…、…; 三条。一条是…，一条是…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.rules.lists.tally import tally
from duibiao.auditing.rules.names.rows import AND, Row
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_N = "[0-9０-９一二两三四五六七八九十]{1,3}"
_COUNTED = rf"(?<![0-9０-９一二两三四五六七八九十第百千万亿.—+])(?P<n>{_N})(?:{_V['item_counters'].regex()})"
_ALL_HERE = re.compile(
    rf"{_COUNTED}(?:(?!{_N}(?:{_V['item_counters'].regex()}))[^，。；：、（）0-9\n]){{0,24}}(?P<sign>[，、]?(?:{_V['items_follow'].regex()})[：:]?|[：:])"
    r"[ \u3000]*“?(?!一[是要、，]|[（(第]一)(?P<items>[^。\n：:]+)"
)
_KINDS = "(?:条|个|点|件|种|类|头|步|项|手|方面)"
_ONE_BY_ONE = re.compile(
    rf"(?<![0-9０-９一二两三四五六七八九十第百千万亿这])(?P<n>{_N})(?P<kind>{_KINDS})[^，。；：、\n]{{0,14}}[。：，:]\s*"
    r"一(?:是|(?P=kind)(?=是|[，、]|[^，。；：、\n]{1,12}[，是：]))"
)
_OTHERS = f"(?<=[，。；：\n\u3000]){_V['another'].regex()}?一"
_GLOSSARY = re.compile(
    r"(?:^|\n)[ \u3000]*(?:[0-9]{1,2}[.．、]|［[0-9]{1,2}］|\[[0-9]{1,2}\])[ \u3000]*"
    r"(?P<term>[^：:。，\n]{2,24})[：:]\s*(?:是?指)?(?P<items>[^。\n]+)"
)
_ONE = re.compile(_V["made_one"].regex())
_THAT_IS = re.compile("即")
_MEANT = re.compile(
    r"“(?P<n>[两二三四五六七八九十])[\u4e00-\u9fff]{1,6}”(?:，?(?:是?指的?是?|即|就是)|为)(?P<items>[^，。；：（）“”\n]+)"
)
_IN_BRACKETS = rf"（(?!{_V['no_row'].regex()})(?P<items>[^（），。；：0-9]+)）"
_ASIDE = re.compile(rf"{_COUNTED}[^，。；：、（）\n]{{0,14}}{_IN_BRACKETS}")
_ASIDE_TOO = re.compile(
    rf"(?<=[、，])(?P<n>{_N})(?:(?!{_V['no_member_word'].regex()})[\u4e00-\u9fff]){{1,4}}{_IN_BRACKETS}"
)
_PLACES = re.compile(
    f"(?<=[\u4e00-\u9fff])(?<![第等])(?P<n>{_N})(?:{_V['divisions_of'].regex()}){_IN_BRACKETS}"
)
_ANY_NUMBER = re.compile("[一二两三四五六七八九十0-9双]+")
_AND_ONE = re.compile("(?![个大项条])[\u4e00-\u9fff]{1,2}一[\u4e00-\u9fff]{1,2}[”：]")
_AND = re.compile(AND)
_AND_MORE = re.compile(_V["and_more"].regex())
_SPLITS = ("；", "、", "，")
LEAST = 3
"""Fewer parts may be one sentence with a stop in it."""
COMMAS_LEAST = 6
"""Fewer parts between commas may be the clauses of one sentence."""
ALIKE, PAIR, PAIR_MOST = 2, 2, 30
"""Characters that all parts between commas begin with, where no colon says that they are listed; 即A和B,
and the most characters that it has."""
NEAR, NEAR_LONG = 2, 3
"""A number farther off counts something else than what follows; in a list of ``COMMAS_LEAST`` and more."""
REACH = 400
"""Code points in which 一条是 comes again."""


def items_of_sentence(page: Page) -> Iterator[Remark]:
    """10件实事：a，b，…; 15件实事，包括：a；b；…; 九个坚持，即a、b、…: as many parts as are said."""
    for match in _ALL_HERE.finditer(page.document.text):
        parts = _parts(match)
        near = NEAR_LONG if len(parts) >= COMMAS_LEAST else NEAR
        if len(parts) >= (PAIR if _THAT_IS.search(match["sign"]) else LEAST):
            yield from _told(page, match, len(parts), [Span(*match.span("items"))], near)


def one_by_one(page: Page) -> Iterator[Remark]:
    """三条。一条是…，一条是…; 两种偏向：一种是…；另一种是…; 两头：一是…，一是…: as many as are said."""
    text = page.document.text
    for match in _ONE_BY_ONE.finditer(text):
        said, begin = value_of(match["n"]), match.end() - 1
        end = min(begin + REACH, (text.find("\n\n", match.end()) + 1 or len(text) + 1) - 1)
        mark = "是" if match.group().endswith("是") else match["kind"]
        if mark == "是" and re.search(f"(?<=[，。；：])二{mark}", text[begin:end]):
            continue  # 一是…，二是…
        begin = match.end() - len(mark) - 1
        found = [Span(*m.span()) for m in re.compile(f"{_OTHERS}{mark}是?").finditer(text, begin, end)]
        more = said is not None and said > len(found) and _AND_MORE.search(text, begin, end)
        if not more:
            yield from _told(page, match, len(found), found)


def glossary(page: Page) -> Iterator[Remark]:
    """3.“四好农村路”：指建好、管好、护好、运营好农村公路; “四级”为省、市、县、乡; 三个区（甲、乙、丙）."""
    text = page.document.text
    for match in _GLOSSARY.finditer(text):
        numbers = [m for m in _ANY_NUMBER.finditer(match["term"]) if m.group() != "一"]
        if len(numbers) == 1 and numbers[0].group() != "双" and _ONE.search(match["term"]) is None:
            start, end = (match.start("term") + at for at in numbers[0].span())
            more = _AND_ONE.match(text, end) is not None
            yield from _explained(page, Span(start, end), match, more=more)
    for match in (m for form in (_MEANT, _ASIDE, _ASIDE_TOO, _PLACES) for m in form.finditer(text)):
        yield from _explained(page, Span(*match.span("n")), match)


def _explained(page: Page, n: Span, match: re.Match[str], *, more: bool = False) -> Iterator[Remark]:
    """As many parts as are said, in the first stretch that is a row; ``more``: one of them is told apart."""
    items = match["items"] if "；" in match["items"] else match["items"].partition("，")[0]
    row = Row.of(items)
    letters = all(len(part) == 1 for part in row.parts) and match.re is not _PLACES  # 省、市、县、乡
    few = row.counts[-1] < LEAST and value_of(n.of(page.document.text)) != PAIR
    named = not few and len(row.parts) > 1 and (letters or all(len(part) > 1 for part in row.parts))
    if named and not items.endswith("等"):
        begin, counts = match.start("items"), [count - more for count in row.counts]
        yield from tally(page, n, counts, [Span(begin, begin + len(items))], role="items", near=NEAR_LONG)


def _parts(match: re.Match[str]) -> Sequence[str]:
    """The parts of a list: between semicolons where it has any, else between enumeration commas where it has
    no others, else between commas after a colon.
    """
    items, colon = match["items"], match["sign"][-1] in "：:"
    split = next((mark for mark in _SPLITS if mark in items), "")
    if split == "、" and "，" in items:
        split = "，" if colon else ""
    if not split or (split == "，" and not colon):
        rows = [part for part in items.split("，") if part.strip()]
        heads = [row.removeprefix("即")[:ALIKE] for row in rows]
        run = next((at for at, head in enumerate(heads) if head != heads[0]), len(rows))
        alike = len(rows) > 1 and run >= min(LEAST, len(rows))  # 即坚持A，坚持B，是…的根本
        pair = _AND.split(items) if not split and _THAT_IS.search(match["sign"]) else ()
        return rows[:run] if alike else pair if len(pair) == PAIR and len(items) <= PAIR_MOST else ()
    parts = [part for part in items.split(split) if part.strip()]
    return parts if split != "，" or len(parts) >= COMMAS_LEAST else ()


def _told(
    page: Page, match: re.Match[str], found: int, items: Sequence[Span], near: int = REACH
) -> Iterator[Remark]:
    role = "items" if match.re is _ALL_HERE else "item"
    return tally(page, Span(*match.span("n")), [found], items, role=role, near=near)
