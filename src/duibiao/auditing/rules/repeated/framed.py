"""One number told again between the same words: 和平共处五项原则, 安理会598号决议, 和2035年远景目标纲要.

Any number counts, also such as are no figures: in names, years, codes. How close the words must be
was chosen by ``python -m benchmarks told_again``: of small counts of the corpus that share a
telling character on both sides 766 pairs agree and 1 does not; of those that share none before, 774
with three or more after agree and 2 do not, with two after 414 and 71. Numbers of what is made or
won, and of places, tell nothing (``framed.toml``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.misprints import one_digit_off
from duibiao.auditing.figures.page import Figure, Page, years_of
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_FILLERS, _MEASURES, _SET_NOUNS, _WHICH, _WHICH_BEFORE, _TIMES = (
    re.compile(_V[name].regex())
    for name in ("fillers", "measures", "set_nouns", "ordinal_after", "ordinal_before", "spans_of_time")
)
_CODES, _PLANS, _OWN, _BARE, _NATIONAL, _MADE = (
    re.compile(_V[name].regex()) for name in ("codes", "plans", "own_number", "bare", "national", "made")
)
_PLAIN = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_HAN = "一二三四五六七八九十百千万亿零〇○两"
_NUMBER = re.compile(
    f"(?P<share>百分之)?(?<![0-9.{_HAN}])(?P<n>[0-9](?:[ \u3000]?[0-9.]|[,，](?=[0-9]{{3}}(?![0-9])))*"
    f"[ \u3000]?[十百千万亿]*|[{_HAN}]+(?:点[{_HAN}]+)?)"
)
_MADE_JUST = re.compile(f"(?:{_MADE.pattern})[了过]?$")
_NO_COUNT = re.compile("一|十?[百千万亿]+|[一两二三四五六七八九]{2}|[一二三四五六七八九零〇○]{3,}两")
_ITEM = re.compile("^(?:[、）)．.]|[是要])")
_QUOTED = re.compile(f"([^“”，。\\n{_HAN}]{{2,10}})”")
_UNSAID = re.compile("[ \u3000\u200b“”‘’《》的]")
_NO_WORD = re.compile("[^\u4e00-\u9fffA-Za-z]")
_BEHIND, _AHEAD, _CLAUSE = re.compile("[。；\n！]"), re.compile("[。；：\n！]"), re.compile("[，、]")
_PAUSES, _BREAKS = frozenset("，、："), frozenset("。；：，（\n！")
AROUND = 20
"""Characters before and after a number that are compared."""
NEAREST = 80
"""Numbers before one that are looked at for each row of characters beside it."""
CONGRESSES, HUNDRED, YEARS = 11, 100, range(1901, 2100)
"""From here on 十一大 is a congress; counts below a hundred are sets that go by their number."""
FEW, ALONE, ALONE_BARE, QUOTED, LONG, FIGURE, CODE = 2, 4, 3, 2, 7, 4, 3
"""Telling characters that two numbers share: small counts on both sides; after them alone; after them alone,
where no word before says of which; in quotes; times and years; figures; codes."""
SENTENCE = 9
"""So many after two years to come, with none before: plans for two years share fewer (到2035年建成强省)."""
LEFT, NOUN = 4, 2
"""So many before them, and the same noun, of which there are many sets (绿美广东建设“六大行动”)."""
ROW = 2
"""So many more in one paragraph, where things are told in rows, in like words."""
VOTES = 3
"""Of names that come so often with one number, another number is wrong: none of 250 such has two."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A printed number and the words of its sentence beside it, without quotes, spaces and 的.

    ``left`` is read backwards. ``sort``: few (a count below a hundred), figure, share, time, year, code.
    """

    span: Span
    value: Decimal
    sort: str
    left: str
    right: str
    sentence: int
    block: int
    figure: Figure | None
    digits: bool
    quoted: str

    @property
    def printed(self) -> Span:
        """Where it stands, with its unit."""
        return self.figure.span if self.figure is not None else self.span

    def made(self) -> bool:
        """Whether it is a number of what is made or done."""
        return _MADE_JUST.search(self.left[:6][::-1]) is not None

    def bare(self, at: int = 0) -> bool:
        """Whether no word that says of which stands before it, or before ``at`` characters before it."""
        opens = at >= len(self.left) or (at == 0 and bool(self.quoted)) or "，" in self.left[1:at]
        return opens or _BARE.search(self.left[at : at + 6][::-1]) is not None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers of one sort, how many telling characters they share just before and after, whether what is
    before those is no name, and whether the characters next to both are the same.
    """

    one: Told
    other: Told
    before: int
    after: int
    noun: int
    bare: bool
    beside: bool


def framed(page: Page) -> Iterator[Remark]:
    """Numbers as another passage tells them, between words so close that they are of one thing; accused where
    all such are another number, which is told so elsewhere or comes first.
    """
    told, near, often = numbers(page), _Near(list), _Near(list)
    for pair in pairs(told):
        for a, b in ((pair.one, pair.other), (pair.other, pair.one)):
            if _close(pair, page.year):
                near[a].append(b)
            if pair.beside and a.sort == "few":
                often[a].append(b)
    for one in told:
        same = [o for o in near[one] if o.value == one.value]
        if same:
            before = [o for o in same if o.span < one.span]
            if before:
                yield again(page, before[-1], one)
            continue
        other = _against(one, near) or _outvoted(one, often)
        if other is not None and _NATIONAL.match(page.document.text, one.span.start) is None:
            yield again(page, other, one)


class _Near(defaultdict[Told, list[Told]]):
    """Numbers close to a number."""


def _against(one: Told, near: Mapping[Told, Sequence[Told]]) -> Told | None:
    """The number that one should be: all close to it are that, no third one is close to that."""
    others = near[one]
    if len({o.value for o in others}) != 1:
        return None
    last = others[-1]
    if not (last.span < one.span or any(o.value == last.value for o in near[last])):
        return None
    third = {o.value for o in near[last]} - {one.value, last.value}
    return None if third or not _may_slip(one, last) else last


def _outvoted(one: Told, often: Mapping[Told, Sequence[Told]]) -> Told | None:
    others = often[one]
    alike = len({o.value for o in others}) == 1 and len(others) >= VOTES
    return others[-1] if alike and others[-1].value != one.value else None


def _may_slip(one: Told, other: Told) -> bool:
    """Small counts and times may be mistaken for any other; numbers of more digits by a slip of the pen."""
    return one.sort in ("few", "time") or one_digit_off(one.value, other.value)


def _close(pair: Pair, year: int | None) -> bool:
    """Whether the words around two numbers are so alike that both are of one thing."""
    one, other = pair.one, pair.other
    both = pair.before + pair.after - (ROW if pair.before and one.block == other.block else 0)
    if one.sort == "few":
        return _close_counts(pair, both)
    if one.sort == "code":
        return pair.after >= CODE or (bool(one.quoted) and one.quoted == other.quoted)
    if one.sort == "time":
        return pair.after > 0 and both > LONG
    if one.sort == "year":
        to_come = year is not None and max(one.value, other.value) > year
        return to_come and both >= LONG and (pair.before >= FEW or both >= SENTENCE)
    if one.sort == "share":
        alike = pair.before > LONG and pair.bare and _told_alike(one, other)
        return alike or (pair.before >= FEW and pair.after >= ALONE_BARE)
    return both >= FIGURE and pair.bare and _told_alike(one, other)


def _close_counts(pair: Pair, both: int) -> bool:
    one, other = pair.one, pair.other
    if pair.before:
        own = pair.before > 1 or pair.bare
        return (own and pair.after > 0 and both >= FEW) or (
            pair.before >= LEFT and pair.noun >= NOUN and pair.bare
        )
    if one.digits or other.digits:
        return both >= ALONE and pair.bare
    if one.figure is not None and other.figure is not None and one.figure.unit != other.figure.unit:
        return False
    if one.quoted and one.quoted == other.quoted:
        return pair.after >= QUOTED
    return both >= ALONE_BARE and pair.bare and not (one.made() or other.made())


def _told_alike(one: Told, other: Told) -> bool:
    """Whether two figures are of one unit, time and standing, and as exact."""
    if one.figure is None or other.figure is None:
        return False
    a, b = (f.statement for f in (one.figure, other.figure))
    at_once = a.period == b.period or (years_of(a.period) or 0) == years_of(b.period)
    return at_once and (a.unit, a.status, a.bound) == (b.unit, b.status, b.bound)


def numbers(page: Page) -> list[Told]:
    """The numbers of a page that say how many, not which."""
    if "numbers" not in page.kept:
        page.kept["numbers"] = _numbers(page)
    found: list[Told] = page.kept["numbers"]
    return found


def _numbers(page: Page) -> list[Told]:
    text = page.document.text.translate(_PLAIN)
    ends = [m.start() for m in re.finditer("[。；\n]", text)]
    starts = [block.span.start for block in page.document.blocks]
    figures = {f.span.start: f for s in page.sentences for f in s.figures}
    found = []
    for match in _NUMBER.finditer(text):
        start, end = match.span("n")
        left = _BEHIND.split(text[max(0, match.start() - 2 * AROUND) : match.start()])[-1]
        right = _AHEAD.split(text[end : end + 2 * AROUND])[0]
        left, right = _UNSAID.sub("", left)[-AROUND:], _UNSAID.sub("", right)[:AROUND]
        value, figure = value_of(match["n"]), figures.get(match.start())
        if value is None or not right or _is_which(match["n"], value, left, right):
            continue
        quoted = _QUOTED.match(text, end) if text[start - 1 : start] == "“" else None
        at = bisect_right(ends, start), bisect_right(starts, start)
        digits, name = match["n"][0].isascii(), quoted[1] if quoted is not None else ""
        sort = "code" if digits and name and value >= HUNDRED else _sort(match, value, right, figure)
        found.append(Told(Span(start, end), value, sort, left[::-1], right, *at, figure, digits, name))
    return found


def _is_which(printed: str, value: Decimal, left: str, right: str) -> bool:
    """Whether a number says which, not how many: 第三, 八五普法, 2025亚洲论坛, （一）."""
    if (
        _NO_COUNT.fullmatch(printed)
        or _WHICH.search(right)
        or _WHICH_BEFORE.search(left)
        or _OWN.search(left)
    ):
        return True
    congress = right.startswith("大") and value >= CONGRESSES
    plan = printed.endswith("五") and _PLANS.search(right) is not None
    edition = len(printed) == 4 and value in YEARS and not right.startswith("年")
    item = _ITEM.match(right) is not None and (not left or left[-1] in _BREAKS)
    return congress or plan or edition or item


def _sort(match: re.Match[str], value: Decimal, right: str, figure: Figure | None) -> str:
    if match["share"] or right.startswith("%"):
        return "share"
    if right[0] == "年" and len(match["n"]) == 4 and value in YEARS:
        return "year"
    if _TIMES.match(right):
        return "time"
    if _CODES.match(right):
        return "code"
    in_name = figure is None and value == int(value)
    return "few" if value < HUNDRED and (not match["n"][0].isascii() or in_name) else "figure"


def pairs(told: Sequence[Told]) -> Iterator[Pair]:
    """Numbers of one sort in two sentences with a word in common after both."""
    known: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(told):
        keys = ((one.sort, one.right[:2]), (one.sort, one.left[:3], one.right[:1]))
        for other in (told[i] for i in sorted({i for key in keys for i in known[key][-NEAREST:]})):
            if other.sentence != one.sentence and other.right[0] == one.right[0]:
                yield _pair(one, other)
        for key in keys:
            known[key].append(at)


def _pair(one: Told, other: Told) -> Pair:
    before, after = _common(one.left, other.left), _common(one.right, other.right)
    apart = one.left[:1] in _PAUSES or one.made() or other.made()
    behind = 0 if apart else _telling(one.left[:before][::-1], False)
    ahead = _telling(one.right[:after] if behind else _CLAUSE.split(one.right[:after])[0], True)
    next_to = _telling(one.right[:2], True) if after > 1 else 0
    beside = next_to > 1 or (next_to > 0 and (behind > 0 or one.left == other.left))
    noun = len(_NO_WORD.sub("", _MEASURES.sub("", one.right[:after])))
    return Pair(one, other, behind, ahead, noun, one.bare(before) or other.bare(before), beside)


def _common(one: str, other: str) -> int:
    apart = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(apart, min(len(one), len(other)))


@lru_cache(maxsize=100_000)
def _telling(words: str, ahead: bool) -> int:
    """Characters of words that do not stand around any number, nor name what a report has many sets of."""
    words = _SET_NOUNS.sub("", _MEASURES.sub("", words)) if ahead else _MADE.sub("", words)
    return len(_NO_WORD.sub("", _FILLERS.sub("", words)))


def again(page: Page, other: Told, stated: Told) -> Remark:
    right = stated.value == other.value
    printed, earlier = ("".join(t.printed.of(page.document.text).split()) for t in (stated, other))
    formula = f"{printed} {'=' if right else '≠'} {earlier}"
    note = message("again_right" if right else "again_wrong", formula=formula)
    marks = sorted([(other.printed, "other"), (stated.printed, STATED)])
    verdict = Verdict.CONSISTENT if right else Verdict.INCONSISTENT
    return Remark(page, marks, verdict, printed, earlier, formula, note)
