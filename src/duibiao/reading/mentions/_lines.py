"""Names made of abbreviations: lines (广湛高铁), power lines, provinces after a verb (援藏)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import rjieba

from duibiao.gazetteer import Level
from duibiao.gazetteer import letters as letters_of_divisions
from duibiao.reading.mentions._context import Context, Found
from duibiao.reading.mentions._lexicon import codes, vocabulary
from duibiao.reading.model import MentionType
from duibiao.text import Span

_ABOUT = vocabulary("abbreviations.toml")
PROVINCES, CITIES = letters_of_divisions()
_CLASS = "[" + "".join(_ABOUT["run"].words) + "]"
_JOINTS = frozenset((*vocabulary()["joints"].words, "跨"))
_POWER = re.compile(f"({_CLASS[:-1]}疆])电[入送]({_CLASS})")
_GOES = re.compile(f"[{''.join(_ABOUT['provinces'].words)}](?<=[{''.join(_ABOUT['goes'].words)}].)")
_TRANSFER = re.compile(_ABOUT["transfers"].regex())
_LINE = re.compile(_ABOUT["line_suffixes"].regex())
_UPPER = (Level.PROVINCE, Level.PREFECTURE)
_LISTS = ("、", "和")
_ROUTE_ITEM = re.compile(r"[\u4e00-\u9fff]{2,5}至[\u4e00-\u9fff]{2,5}$")
_SCOPE = re.compile(_ABOUT["scopes"].regex())
_COUNTED = re.compile(_ABOUT["counted_lines"].regex())
_WORKS = re.compile(_ABOUT["line_works"].regex() + "$")
_LEAD = re.compile(f"(?:{vocabulary()['phrase_stops'].regex()}|{_ABOUT['line_works'].regex()})+")
_LIST = re.compile(_ABOUT["line_lists"].regex())
_LIST_ITEM = re.compile(
    rf"(?<=[、，。；和：\n])(?:[\u4e00-\u9fff]{{2,4}}?{_ABOUT['line_works'].regex()}?|[\u4e00-\u9fff]{{2,5}}至[\u4e00-\u9fff]{{2,6}})$"
)
_POWER_WORKS = re.compile(_ABOUT["power_works"].regex())
_BRACKETED = re.compile(r"([\u4e00-\u9fff])（([\u4e00-\u9fff])）$")
_SEVERAL = re.compile(r"等(?:\d{1,3}条)?$")
_NAMES = ("ns", "nr", "nz", "nt", "nrt", "nrfg", "j")
STEMS: dict[str, tuple[str, tuple[str, ...]]] = {
    re.sub(_ABOUT["line_suffixes"].regex() + "$", "", string): (row["name"], codes(row["touches"]))
    for row in vocabulary("lines.toml").entries
    for string in (row["name"], *row.get("aliases", ()))
}
"""Catalogued lines without their kind: in a list it stands at the end only."""


def lines(context: Context) -> Iterator[Found]:
    """深南高铁, 广湛、珠肇等高铁: abbreviations before a kind of line, also in a list before it."""
    for match in _LINE.finditer(context.text):
        end = match.start()
        if several := _SEVERAL.search(context.text, max(0, end - 6), end):
            end = several.start()
        start = with_bracket(context, letters_start(context, end))
        if end - start >= 2 and (found := _line(context, Span(start, end), end=match.end())):
            yield found if several is None else found._replace(span=Span(start, end))
        elif (end if several else match.end()) not in context.line_ends:
            continue
        while start - 1 > 0 and context.text[start - 1] in _LISTS:
            end, start = start - 1, letters_start(context, start - 1)
            if route := _ROUTE_ITEM.search(context.text, max(0, end - 12), end):
                start = route.start()  # found by its places
                continue
            if end - start < 2 or not (found := _line(context, Span(start, end), end=end)):
                break
            yield found


def listed(context: Context) -> Iterator[Found]:
    """眉太、张官等17条高速公路: items of a list that ends in a kind of line, whatever their letters."""
    for match in _LIST.finditer(context.text):
        end = match.start()
        while item := _LIST_ITEM.search(context.text, max(0, end - 14), end):
            lead = _LEAD.match(context.text, item.start(), end)
            span = Span(lead.end() if lead else item.start(), end)
            name = span.of(context.text)
            if span.size < 2 or rjieba.has_word(name) or _is_upper(context, name):
                break
            if not name.endswith("站"):
                touched, why = _near(context, name), "in a list of lines"
                yield Found(span, MentionType.PROJECT, "listed_lines", why, name, "", touched)
            if context.text[item.start() - 1] not in _LISTS:
                break
            end = item.start() - 1


def _near(context: Context, name: str) -> tuple[str, ...]:
    """What the letters of a line touch at home, and provinces where no county at home begins so: 太 is open,
    台黑 is 台安 and 黑山."""
    letters = "" if "至" in name else _WORKS.sub("", name)
    counties, home = context.initials.counties, context.province[:2] or "-"
    codes = (touches(context, c) for c in letters)
    own = (
        counties[c] if code.endswith("0000") and c in counties else code
        for c, code in zip(letters, codes, strict=True)
    )
    return tuple(code for code in dict.fromkeys(own) if code.startswith(home) or code.endswith("0000"))


def _is_upper(context: Context, name: str) -> bool:
    """Whether ``name`` is a province or a city itself."""
    return any(p.level in _UPPER for p in context.places(name))


def power_works(context: Context) -> Iterator[Found]:
    """330千伏沣渭等输变电工程: works of a power grid by their voltage and name."""
    for match in _POWER_WORKS.finditer(context.text):
        why = "a voltage and a name"
        yield Found(Span(*match.span()), MentionType.PROJECT, "power_works", why, match.group())


def is_line(text: str, end: int) -> bool:
    """Whether the word for a kind of line follows at ``end``."""
    return bool(_LINE.match(text, end))


def _line(context: Context, run: Span, end: int) -> Found | None:
    """The line of these abbreviations; at least one of them must be known."""
    printed = letters(run.of(context.text))
    if printed in STEMS:
        name, touched = STEMS[printed]
    else:
        name, touched = context.text[run.start : end], tuple(touches(context, c) for c in printed)
    adcodes = tuple(code for code in dict.fromkeys(touched) if code)
    if not adcodes:
        return None
    why = "abbreviations: " + "、".join(printed)
    return Found(Span(run.start, end), MentionType.PROJECT, "lines", why, name, "", adcodes)


def letters_start(context: Context, end: int) -> int:
    """Where the run of abbreviations that ends at ``end`` starts: five at most, no word of other sense."""
    start = end
    for word in context.words.before(end):
        text = context.text[word.start : word.end]
        other = len(text) > 1 and word.tag not in _NAMES and text not in STEMS and rjieba.has_word(text)
        if other or end - word.start > 5 or text[0] in _JOINTS or not _abbreviates(context, text):
            break
        start = word.start
    return start


def with_bracket(context: Context, start: int) -> int:
    """Where a run that starts after a bracketed letter starts: 成（绵）|南达万, 广珠（澳）|高铁."""
    match = _BRACKETED.search(context.text, max(0, start - 6), start)
    if match is None:
        return start
    before = letters_start(context, match.end(1))
    return before if before < match.end(1) and touches(context, match[2]) else start


def letters(printed: str) -> str:
    """The letters of a run, without brackets."""
    return re.sub("[（）]", "", printed)


def _abbreviates(context: Context, text: str) -> bool:
    """Whether each character may stand for a place, and the whole is not one itself (中山、…高铁)."""
    if text in STEMS:
        return True
    itself = any(p.level in _UPPER or context.at_home(p) for p in context.places(text))
    return not itself and all(touches(context, c) or c in context.initials.known for c in text)


def touches(context: Context, letter: str) -> str:
    """The division that one character stands for in the name of a line, ``""`` when open.

    A city of the report's province comes first (江 is 江门 in 广东), then the usual abbreviations, then a
    county of the province, if it is the only one that begins so.
    """
    usual = CITIES.get(letter, "")
    if usual and usual[:2] == context.province[:2]:
        return usual
    cities, counties = context.initials.cities, context.initials.counties
    if len(context.initials.several.get(letter, ())) > 1:
        counties = {}  # 荆 is 荆州 or 荆门, and not 荆州区
    far = "" if letter in counties and not usual.endswith("0100") else usual  # 肇 in 黑龙江 is not 肇庆
    return cities.get(letter) or far or PROVINCES.get(letter) or counties.get(letter, "")


def power_lines(context: Context) -> Iterator[Found]:
    """甘电入浙, 疆电送电: power from one province into another."""
    for match in _POWER.finditer(context.text):
        span = Span(*match.span())
        adcodes = tuple(PROVINCES[letter] for letter in match.groups())
        yield Found(
            span, MentionType.PROJECT, "power_lines", "power between provinces", match.group(), "", adcodes
        )


def transfers(context: Context) -> Iterator[Found]:
    """引江济淮工程, 南水北调西线: water led from one river or basin to another."""
    for match in _TRANSFER.finditer(context.text):
        span = Span(*match.span())
        yield Found(span, MentionType.PROJECT, "transfers", "water led to another basin", match.group())


def routes(context: Context, places: Sequence[Found]) -> Iterator[Found]:
    """龙川至寻乌高速公路: a line by the places at its ends."""
    text = context.text
    at = {f.span.start: f for f in places if f.type in (MentionType.PLACE, MentionType.ZONE)}
    for first in places:
        second = at.get(first.span.end + 1)
        if second is None or text[first.span.end] not in "至到—":
            continue
        end = second.span.end
        match = _LINE.match(text, end)
        if match is not None or _among_lines(text, end):
            span = Span(first.span.start, match.end() if match else end)
            why = "a line between two places"
            yield Found(span, MentionType.PROJECT, "routes", why, span.of(text))


def _among_lines(text: str, end: int) -> bool:
    """Whether a route without its kind is one of a list of lines, or stands where lines do (公路方面，…)."""
    if _COUNTED.match(text, end):
        return True
    rest = text[end : end + 40]
    if rest[:1] in _LISTS:
        listed = re.split("[。；，]", rest, maxsplit=1)[0]
        if _LINE.search(listed):
            return True
    sentence = max(text.rfind(mark, max(0, end - 160), end) for mark in "。；\n")
    scope = _SCOPE.search(text, max(sentence, end - 160, 0), end)
    return scope is not None and rest[:1] in ("、", "和", "，", "。", "；", "等")


def provinces_after_verbs(context: Context) -> Iterator[Found]:
    """援藏援疆, 来粤: the abbreviation of a province after a verb of going or helping."""
    for match in _GOES.finditer(context.text):
        place = context.gazetteer.get(PROVINCES.get(match.group()) or CITIES[match.group()])
        word = context.words.at(match.start())
        free = word.end == match.end() and word.start >= match.start() - 1
        own = place is not None and (context.at_home(place) or match.group() in "藏疆")
        if place is not None and own and free:
            yield Found(
                Span(*match.span()),
                MentionType.PLACE,
                "provinces_after_verbs",
                "abbreviation after a verb",
                place.name,
                place.adcode,
                (place.adcode,),
                place.level.value,
            )
