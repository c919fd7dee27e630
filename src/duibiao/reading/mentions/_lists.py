"""Projects in lists: the items before a kind of facility, and before 项目."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

import rjieba

from duibiao.lexicon import Group
from duibiao.reading.mentions._context import Found
from duibiao.reading.mentions._lexicon import facilities, vocabulary
from duibiao.reading.mentions._reader import GENERIC_PROJECT, STOPS, SURE, Reader
from duibiao.reading.model import MentionType
from duibiao.text import Span

_WORDS = vocabulary()
_LISTED = re.compile(
    rf"等(?:一批|\d{{1,3}}[个座处])?(?:大中型|大型|中型)*(?P<kind>{_WORDS['listed_kinds'].regex()})"
)
_PAIRED = re.compile(rf"、[\u4e00-\u9fff]{{2,6}}?(?P<kind>{_WORDS['listed_kinds'].regex()})")
_FIRST = re.compile(r"[\u4e00-\u9fff]{1,6}$")
_ITEMS = re.compile(r"[\u4e00-\u9fff]{2,12}(?:、[\u4e00-\u9fff]{2,10}){1,12}$")
_PROJECTS = re.compile(_WORDS["project_lists"].regex())
_ITEM = r"[\u4e00-\u9fffA-Za-z0-9/.]{2,24}"
_VERBS = re.compile(Group(tuple(w for w in _WORDS["phrase_stops"].words if len(w) > 1)).regex() + "+")
_PROJECT_END = re.compile(_WORDS["project_ends"].regex() + "$")
_LONG_ITEMS = re.compile(rf"{_ITEM}(?:、{_ITEM}){{0,9}}$")
_JOINED = re.compile(r"[等及与]|和(?![美县])|推进|支持|加快")
REACH = 80
"""Code points before 等 in which a list is looked for: twice the longest of the 86 reports."""


def listed(reader: Reader) -> Iterator[Found]:
    """汕尾陆河、茂名电白等一批抽水蓄能项目: each item that begins with a place is one; where
    only names can stand (白鹤滩等14座水电站) also one that is no word."""
    starts = sorted(f.span.start for f in reader.places)
    for match in _LISTED.finditer(reader.text):
        items = _ITEMS.search(reader.text, max(0, match.start() - REACH), match.start())
        at = items.start() if items else 0
        for item in items.group().split("、") if items else ():
            end = at + len(item)
            first = bisect_left(starts, at)
            start = starts[first] if first < len(starts) and starts[first] < end - 1 else end
            if start == end:
                known = (i for i in range(at, end - 1) if reader.text[i:end] + match["kind"] in facilities())
                start = next(known, end)
            if start == end and match["kind"] in SURE:
                start = max(at, reader.start(end))
            name = reader.text[start:end] + match["kind"]
            touches = facilities().get(name)
            if end - start > 1 and (touches is not None or not rjieba.has_word(reader.text[start:end])):
                why = f"listed before {match['kind']}"
                yield Found(Span(start, end), MentionType.PROJECT, "listed", why, name, "", touches or ())
            at = end + 1


def paired(reader: Reader) -> Iterator[Found]:
    """肇庆浪江、惠州中洞抽水蓄能项目; 乌石、惠州油田: the first of two that share one kind."""
    starts = {f.span.start: f.span.end for f in reader.places if f.type is MentionType.PLACE}
    for match in _PAIRED.finditer(reader.text):
        end, kind = match.start(), match["kind"]
        before = _FIRST.search(reader.text, max(0, end - 6), end)
        for at in range(before.start() if before else end, end - 1):
            name = reader.text[at:end] + kind
            if name in facilities() or (end + 1 in starts and starts.get(at, end) < end):
                why, touches = f"listed before {kind}", facilities().get(name, ())
                yield Found(Span(at, end), MentionType.PROJECT, "paired", why, name, "", touches)
                break


def listed_before_projects(reader: Reader) -> Iterator[Found]:
    """衢州先导智能传感器、湖州显示器件等项目: where an item of a list before 项目 begins with a place or firm
    and goes on, all its items are projects."""
    at = {f.span.start: f.span.end for f in reader.places if f.type is MentionType.PLACE} | reader.firms
    for match in _PROJECTS.finditer(reader.text):
        items = _LONG_ITEMS.search(reader.text, max(0, match.start() - 2 * REACH), match.start())
        spans = list(_items(reader.text, items)) if items else []
        starts = [next((i for i in range(s.start, s.end) if i in at), s.end) for s in spans]
        led = [_leads(reader, Span(start, s.end), at) for s, start in zip(spans, starts, strict=True)]
        for index, (span, start) in enumerate(zip(spans, starts, strict=True)):
            other = not led[index] and any(led) and _unheard_of(reader, span, first=index == 0)
            section = reader.text.startswith("段", at.get(start, span.end))  # 吴淞江|江苏段整治
            begins = span.start if other or section else start
            if not (led[index] or other) or begins in reader.lines:
                continue
            name = reader.text[begins : span.end]
            joined = _JOINED.search(name) and not (len(led) > 2 and all(led))
            if not joined and not GENERIC_PROJECT.match(name):
                why = "listed before 项目"
                yield Found(Span(begins, span.end), MentionType.PROJECT, "listed_before_projects", why, name)


def _leads(reader: Reader, item: Span, at: Mapping[int, int]) -> bool:
    """Whether an item goes on after its place or firm: by four characters, by what ends a project, by no word
    (广州增芯), a firm's also by less (华润微)."""
    end = at.get(item.start, item.end)
    rest = reader.text[end : item.end]
    if len(rest) >= 4 or _PROJECT_END.fullmatch(rest):
        return True
    firm = item.start in reader.firms and rest not in STOPS
    return bool(rest) and (firm or (len(rest) > 1 and not rjieba.has_word(rest)))


def _unheard_of(reader: Reader, item: Span, *, first: bool) -> bool:
    """Whether an item between projects that begins with nothing known is one: one that ends like a project
    (唐晶半导体), and if it is not the first also a long one, and one that the segmenter cuts (方正|微)."""
    if _PROJECT_END.search(item.of(reader.text)):
        return True
    if first or item.size >= 6:
        return not first
    words = reader.context.words.inside(item)
    return item.size > 2 and any(w.end - w.start == 1 and w.tag[0] in "ngx" for w in words)


def _items(text: str, match: re.Match[str]) -> Iterator[Span]:
    """The items of a list, the first without the verb before it."""
    at = match.start()
    for item in match.group().split("、"):
        end = at + len(item)
        lead = _VERBS.match(text, at, end) if at == match.start() else None
        yield Span(lead.end() if lead and lead.end() < end - 1 else at, end)
        at = end + 1
