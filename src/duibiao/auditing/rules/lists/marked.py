"""Announced lists: recognised by their marks and words, never by their count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.rules.lists.tally import tally
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
AHEAD_MOST = 60
"""Code points between a number and its list, where more words than the noun stand there."""
_N = "[0-9一二两三四五六七八九十]{1,3}"
_C = "[一二三四五六七八九十]{1,3}"
_COUNTED = (
    f"(?<![第之])(?P<n>{_N})(?:(?:个|大)?(?:{_V['listed_things'].regex()})"
    f"|个[^，。；：、\\n的0-9]{{1,10}}的(?:{_V['listed_things'].regex()})"
    f"|(?:{_V['item_counters'].regex()})(?=[^，。；：、\\n]{{1,12}}[：:]))"
)
_ANNOUNCED = re.compile(f"(?:{_V['following'].regex()})[^，。；：、]{{0,6}}?{_COUNTED}")
_JUST_BEFORE = re.compile(
    f"{_COUNTED}(?:{_V['announced_as'].regex()}|(?P<more>[^，。；：、\\n0-9]{{1,12}}[：。:]))?\\s*[：。；，:;]?\\s*"
    "(?=第?一[是要、，]|[（(][一1][）)]|1[.．]|①|——|———)"
)
_STEPS = re.compile(
    f"(?<![第之这])(?P<n>{_C}){_V['step_counters'].regex()}(?P<more>[^，。；：、\\n]{{0,14}})[，：。；]\\s*"
    f"(?=第?一{_V['step_counters'].regex()}?[是要，、])"
)
_BEFORE_THAT = re.compile(
    f"(?<!这){_COUNTED}(?P<more>[^。；：\\n”]{{1,{AHEAD_MOST}}})[：。:]\\s*(?=第一[，、]|[（(][一1][）)]|1[.．])"
)
_NUMBERED = re.compile(_COUNTED)
_OF_THEM = re.compile(f"{_V['bare_things'].regex()}(?=[\u4e00-\u9fff])(?!{_V['in_a_list'].regex()})")
_AND_MORE = re.compile("[，。；](?:[^，。；]{0,8}，)?" + _V["and_more"].regex())
STYLES = (
    re.compile(rf"(?:(?<=[。；：，、\n])|^)[ \u3000]*({_C})(?:是|要)"),
    re.compile(rf"[（(]({_C})[）)]"),
    re.compile(r"[（(](\d{1,2})[）)]"),
    re.compile(r"([①-⑳])"),
    re.compile(r"(?<=\n)[ \u3000]*(\d{1,2})[.．、](?!\d)"),
    re.compile(rf"(?:(?<=[\n：；])|^)[ \u3000]*({_C})、"),
    re.compile(rf"(?:(?<=[。；：，\n])|^)[ \u3000]*第({_C})[是，、]"),
    re.compile(rf"(?<=[。；：，\n])[ \u3000]*第({_C}){_V['step_counters'].regex()}(?=[是，、：])"),
)
_HEAD = re.compile(r"\n[ \u3000]*[（(第]?\Z")
_DASHED = re.compile("(?P<mark>—{2,3})[^\n]*(?:\\s*\n)?")
BEGINS_WITHIN = 90
"""An announced list begins this soon after the announcement. Re-run ``benchmarks audit``."""
DASHES_WITHIN = 12
"""Code points from an announcement to its first dash: a full stop and an empty line."""
NEAR = 2
"""Where words stand between a number and a list, one farther off counts something else (从供给和需求两方面
采取措施。一要… to 九要…)."""
LINES_LEFT = 3
"""Lines after the last mark of a list with which a text may stop before its list does."""
REACH = 40_000
"""How far a list is followed: a whole report of tasks."""


def listed_count(page: Page) -> Iterator[Remark]:
    """做好以下十个方面 with nine following: marks 一, 二, 三 or dashes."""
    text = page.document.text
    said_at = {m.start("n"): m for r in (_STEPS, _JUST_BEFORE, _ANNOUNCED) for m in r.finditer(text)}
    nearest = {
        m.end(): m
        for m in _BEFORE_THAT.finditer(text)
        if not _tells_figures(m) and not _OF_THEM.match(text, m.end("n"))
    }  # not 有7项增速居前两位。（一）…
    said_at = {m.start("n"): m for m in nearest.values()} | said_at
    for match in (said_at[at] for at in sorted(said_at)):
        said = value_of(match["n"])
        end = match.start() + len(match.group().rstrip())
        readings = follow(text, end) if said is not None and said >= 2 else ()
        if not readings or len(readings[0]) < 2:
            continue
        found = next((r for r in readings if len(r) == said), readings[0])
        right = len(found) == said
        far = said is None or abs(len(found) - said) > NEAR
        quoted = (
            text[match.start("n") - 1] in "“‘"
        )  # 突出抓好“两个转变”。（一）…: a name, no number of what follows
        grouped = text.startswith("件", match.end("n"))  # 45件民生实事。一是…: several in each
        colon = re.search("[：:]", text[match.end("n") : found[0].start]) is not None
        if not right and quoted and not colon:
            continue
        if not right and far and (match.groupdict().get("more") or grouped or _cut_short(text, found[-1])):
            continue
        if said is not None and len(found) < said and _AND_MORE.search(_rest(text, found[-1])):
            continue
        yield from tally(page, Span(*match.span("n")), [len(found)], found)


def _tells_figures(match: re.Match[str]) -> bool:
    """Whether other numbers are told between a number and a list: 有7项居前，其中A升至第1位。（一）…"""
    more = match["more"]
    told = re.search("[0-9]", more) is not None and re.search("[：:]\\s*$", match.group()) is None
    return told or _NUMBERED.search(more) is not None


def _cut_short(text: str, last: Span) -> bool:
    """Whether a text stops soon after the last mark of a list: an excerpt."""
    return sum(1 for line in text[last.end :].splitlines() if line.strip()) <= LINES_LEFT


def _rest(text: str, last: Span) -> str:
    """The paragraph after the last mark of a list."""
    end = text.find("\n", last.end)
    return text[last.end : end if end >= 0 else len(text)]


def follow(text: str, start: int) -> Sequence[list[Span]]:
    """The marks of the list that begins soon after ``start``; both readings where a list of the same marks
    begins within its reach: inside an item, or after it.
    """
    end = min(len(text), start + BEGINS_WITHIN)
    firsts = [
        (first.start(1), first.start(), style)
        for style in STYLES
        if (first := style.search(text, start, end)) and first[1] in ("一", "1", "①")
    ]
    if firsts:
        _, begin, style = min(firsts, key=lambda first: first[0])
        return [_numbered(text, begin, style, ends) for ends in (False, True)]
    dash = _DASHED.search(text, start, min(end, start + DASHES_WITHIN))
    return [_dashed(text, dash.start())] if dash is not None else ()


def _numbered(text: str, begin: int, style: re.Pattern[str], ends: bool) -> list[Span]:
    """The marks 一, 二, 三 … of one style, without those of lists inside its items or after it: a mark goes
    on with the list whose next number it is, the innermost, or the one whose marks stand like it (at the
    head of a line or not). ``ends``: the list ends where another stands like it.
    """
    lists: list[list[tuple[Span, bool]]] = []
    marks = marks_of(text, style)
    first = bisect_left(marks, begin, key=lambda mark: mark[0])
    last = bisect_left(marks, begin + REACH, key=lambda mark: mark[0])
    for _, number, span, head in marks[first:last]:
        mark = (span, head)
        if number == 1:
            if ends and lists and len(lists[0]) > 1 and lists[0][-1][1] == head:
                break
            lists.append([mark])
            continue
        fits = [at for at, one in enumerate(lists) if len(one) + 1 == number]
        alike = [at for at in fits if lists[at][-1][1] == head]
        if fits:
            at = (alike or fits)[-1]
            del lists[at + 1 :]
            lists[at].append(mark)
    return [span for span, _ in lists[0]] if lists else []


@lru_cache(maxsize=8)
def marks_of(text: str, style: re.Pattern[str]) -> Sequence[tuple[int, Decimal | None, Span, bool]]:
    """The marks of one style in a text: where each begins, its number, its place, if at a line's head."""
    return [
        (
            match.start(),
            Decimal(ord(match[1]) - ord("①") + 1) if "①" <= match[1] <= "⑳" else value_of(match[1]),
            Span(*match.span(1)),
            _HEAD.search(text, max(0, match.start(1) - 8), match.start(1)) is not None,
        )
        for match in style.finditer(text)
    ]


def _dashed(text: str, begin: int) -> list[Span]:
    """The dashes at the head of paragraphs that follow one another."""
    found: list[Span] = []
    at = begin
    while match := _DASHED.match(text, at):
        found.append(Span(*match.span("mark")))
        at = match.end() + (len(text[match.end() :][:40]) - len(text[match.end() :][:40].lstrip()))
    return found
