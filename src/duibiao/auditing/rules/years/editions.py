"""Which one it is of what comes again: 第八届进博会, 2025全球工业互联网大会, sessions of a congress."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.names import begin_alike
from duibiao.auditing.figures.page import Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_N = "(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,4})"
_ENDS = _V["events_end"].regex()
_NAME = f"的?(?P<of>[·\u4e00-\u9fff]{{0,20}}?(?:{_ENDS}))"
_EDITION = re.compile(f"(?:第|(?<=[首和及、，。办])|(?<=大会和))“?(?P<n>{_N})(?:届|次){_NAME}")
_YEAR_OF = re.compile(
    rf"(?<![0-9０-９—－-])(?P<n>(?:19|20|１９|２０)[0-9０-９]{{2}})年?(?!在)[\s\u200b]*{_NAME}"
)
_CONGRESS, _ONCE, _GAMES = (re.compile(_V[name].regex()) for name in ("congresses", "held_once", "games"))
_SESSION = re.compile(f"第?(?P<n>{_N})届(?:人民代表大会|人大)第?(?P<m>{_N})次会议(?!以来)")
_HELD, _TO_BE_HELD = (re.compile(_V[name].regex() + "$") for name in ("been_held", "to_be_held"))
SAID_MOST = 8
"""Code points before an event that say whether it has been held."""
HEAD = 600
"""Code points of a report's heading, where its own session is named."""
TWICE = 2
"""A congress may meet once more within the year: such a session says nothing."""
NAME_LEAST = 3
"""Characters of an event's name."""
NAME_SURE = 6
"""Characters that two names of one event begin with: 中俄经贸洽谈暨产品展销会, 中俄经贸洽谈暨商品展销会."""
NATION = "全国"


@dataclass(frozen=True, slots=True)
class _Event:
    """A numbered event: its number, its name, whether the number is a year."""

    page: Page
    span: Span
    number: int
    of: str
    year: bool
    held: bool
    """it has been held, by the words before it"""
    planned: bool


def editions(pages: Sequence[Page]) -> Iterator[Remark]:
    """成功举办第八届数字中国建设峰会, and 办好第九届数字中国建设峰会: the same or the next; in any report of
    those years where it is of the whole nation.
    """
    known: dict[tuple[bool, str], list[_Event]] = defaultdict(list)
    for page in sorted((p for p in pages if p.year is not None), key=lambda p: p.year or 0):
        for event in _events(page):
            before = [e for e in known[event.year, event.of[-1]] if _one_series(event, e)]
            known[event.year, event.of[-1]].append(event)
            if before:
                follows = [e for e in before if _may_follow(e, event)]
                yield _told(event, (follows or before)[-1], bool(follows))


def _events(page: Page) -> Iterator[_Event]:
    text = page.document.text
    for pattern, year in ((_EDITION, False), (_YEAR_OF, True)):
        for match in pattern.finditer(text):
            number, name = value_of(match["n"]), match["of"]
            once = _ONCE.search(name) if year else None
            name = once.group() if once is not None else name  # 2008年北京奥运会
            if number is None or len(name) < NAME_LEAST or _CONGRESS.search(name):
                continue
            before = text[max(0, match.start() - SAID_MOST) : match.start()]
            told = [pattern.search(before) is not None for pattern in (_HELD, _TO_BE_HELD)]
            yield _Event(page, Span(*match.span("n")), int(number), name, year, *told)


def _one_series(event: _Event, other: _Event) -> bool:
    """Whether two events have one name, or one is short for the other: 进博会, 中国国际进口博览会."""
    a, b = event.page, other.page
    here = a is b or (a.place == b.place and abs((a.year or 0) - (b.year or 0)) <= 1)
    everywhere = NATION in event.of and NATION in other.of and abs((a.year or 0) - (b.year or 0)) <= 1
    short, long = sorted((event.of, other.of), key=len)
    letters = iter(long)
    abridged = long[-1] == short[-1] and all(char in letters for char in short) and not _GAMES.search(long)
    same = short == long or abridged or begin_alike(short, long) >= NAME_SURE
    return (here or everywhere) and same


def _may_follow(earlier: _Event, later: _Event) -> bool:
    apart = later.number - earlier.number
    if earlier.page.year == later.page.year and earlier.page is not later.page:
        return apart == 0
    if earlier.page is later.page and not later.year and earlier.held and later.planned:
        return apart == 1
    if earlier.page is later.page:
        return apart == 0 if _ONCE.search(later.of) is not None else abs(apart) <= 1
    if later.held:
        return apart == 0 if earlier.planned else apart in (1, 2) if earlier.held else apart in (0, 1, 2)
    return apart in ((1, 2) if earlier.held and later.planned else (-1, 0, 1, 2))


def _told(event: _Event, other: _Event, right: bool) -> Remark:
    printed, earlier = (e.span.of(e.page.document.text) for e in (event, other))
    formula = f"{printed}{event.of}、{earlier}{other.of}"
    note = message("editions_right" if right else "editions_wrong", formula=formula)
    marks = [(event.span, STATED)]
    apart = event.page is not other.page
    if not apart:
        marks = [(other.span, "other"), *marks]
    return Remark(
        event.page, marks, Verdict.of(right), printed, earlier, formula, note,
        apart=[(other.page, other.span, "other")] if apart else [],
    )  # fmt: skip


def sessions(pages: Sequence[Page]) -> Iterator[Remark]:
    """第十四届人民代表大会第五次会议 in a title, and 十四届人大五次会议 below it: one session; the next in
    the report of the year after.
    """
    told: list[tuple[Page, tuple[int, int], Span]] = []
    for page in sorted((p for p in pages if p.place is not None), key=lambda p: p.year or 0):
        own: tuple[tuple[int, int], re.Match[str]] | None = None
        for match in _SESSION.finditer(page.document.text, 0, HEAD):
            numbers = tuple(int(value_of(match[g]) or 0) for g in "nm")
            if page.document.text.startswith("以来", match.end()):
                continue  # 五届人大一次会议以来的五年
            if own is None:
                own = ((numbers[0], numbers[1]), match)
                continue
            for group, here, there in zip("nm", numbers, own[0], strict=True):
                marks = [(Span(*own[1].span(group)), "other"), (Span(*match.span(group)), STATED)]
                before = group == "m" and here == there - 1  # 上次会议确定的目标任务
                yield _session(page, marks, here == there or before, match.group())
        if own is not None:
            for other, (n, m), span in told:
                follows = other.place == page.place and (other.year or 0) + 1 == page.year and n == own[0][0]
                if follows and own[0][1] != m + TWICE:
                    marks = [(Span(*own[1].span("m")), STATED)]
                    yield _session(page, marks, own[0][1] == m + 1, own[1].group(), [(other, span, "other")])
            told.append((page, own[0], Span(*own[1].span("m"))))


def _session(
    page: Page,
    marks: Sequence[tuple[Span, str]],
    right: bool,
    printed: str,
    apart: Sequence[tuple[Page, Span, str]] = (),
) -> Remark:
    note = message("editions_right" if right else "editions_wrong", formula=printed)
    return Remark(page, marks, Verdict.of(right), printed, "", printed, note, apart=apart)
