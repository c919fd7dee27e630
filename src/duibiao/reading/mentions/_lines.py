"""Names made of abbreviations: lines (广湛高铁), compounds (鄂豫皖), provinces after a verb (援藏)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duibiao.gazetteer import Level
from duibiao.reading.mentions._context import Context, Found
from duibiao.reading.mentions._lexicon import codes, vocabulary
from duibiao.reading.model import MentionType
from duibiao.text import Span

_ABOUT = vocabulary("abbreviations.toml")
_PROVINCES = {row["name"]: codes([row["place"]])[0] for row in _ABOUT.entries if "place" in row}
_CITIES = {row["name"]: codes([row["city"]])[0] for row in _ABOUT.entries if "city" in row}
_CLASS = "[" + "".join(_ABOUT["run"].words) + "]"
_RUN = re.compile(_CLASS + "{3,}")
_GOES = re.compile(f"(?<=[{''.join(_ABOUT['goes'].words)}])[{''.join(_ABOUT['provinces'].words)}]")
_LINE = re.compile(_ABOUT["line_suffixes"].regex())
_LIST = re.compile(
    r"(?P<items>[\u4e00-\u9fff]{2,5}(?:、[\u4e00-\u9fff]{2,5}){0,9})等(?:\d{1,3}条)?(?=[\u4e00-\u9fff])"
)


def lines(context: Context) -> Iterator[Found]:
    """深南高铁: two to five abbreviations before a kind of line; each must stand for some division."""
    for match in _LINE.finditer(context.text):
        start = _line_start(context, match.start())
        if found := _line(context, Span(start, match.start()), match.end()):
            yield found
        yield from _listed(context, match)


def _listed(context: Context, match: re.Match[str]) -> Iterator[Found]:
    """珠肇、深南、梅武等高铁: each of the list is a line."""
    lead = _LIST.search(context.text, max(0, match.start() - 60), match.start())
    if lead is None or lead.end() != match.start():
        return
    at = lead.start()
    for item in lead["items"].split("、"):
        if found := _line(context, Span(at, at + len(item)), at + len(item)):
            yield found
        at += len(item) + 1


def _line(context: Context, abbreviations: Span, end: int) -> Found | None:
    letters = abbreviations.of(context.text)
    touched = [touches(context, letter) for letter in letters]
    if not 2 <= len(letters) <= 5 or not all(touched):
        return None
    span = Span(abbreviations.start, end)
    return Found(
        span,
        MentionType.PROJECT,
        "lines",
        "abbreviations: " + "、".join(letters),
        span.of(context.text),
        "",
        tuple(dict.fromkeys(touched)),
    )


def routes(context: Context, places: Sequence[Found]) -> Iterator[Found]:
    """龙川至寻乌高速公路: a line by the places at its ends."""
    at = {f.span.start: f for f in places if f.type is MentionType.PLACE}
    for first in places:
        second = at.get(first.span.end + 1)
        if second is None or context.text[first.span.end] not in "至到—":
            continue
        if match := _LINE.match(context.text, second.span.end):
            span = Span(first.span.start, match.end())
            name = span.of(context.text)
            yield Found(span, MentionType.PROJECT, "routes", "a line between two places", name)


def _line_start(context: Context, end: int) -> int:
    """Where the run of abbreviations before ``end`` starts: at a word that is none of it, five at most."""
    start = end
    for word in context.words_before(end):
        if (
            end - word.start > 5
            or (word.tag[0] in "xvpcudm" and word.end - word.start > 1)
            or word.tag == "x"
        ):
            break
        if context.text[word.start] in "和与及" or not all(
            touches(context, letter) for letter in context.text[word.start : word.end]
        ):
            break
        start = word.start
    return start


def touches(context: Context, letter: str) -> str:
    """The division that one character stands for in the name of a line, ``""`` when open.

    A city of the report's province comes first (江 is 江门 in 广东), then the usual abbreviations, then a
    county of the province, if it is the only one that begins so.
    """
    usual = _CITIES.get(letter, "")
    if usual[:2] == context.province[:2] and usual:
        return usual
    cities, counties = context.initials
    return cities.get(letter) or usual or _PROVINCES.get(letter) or counties.get(letter, "")


def runs(context: Context) -> Iterator[Found]:
    """鄂豫皖, 晋陕豫: three and more abbreviations of provinces in a row."""
    for match in _RUN.finditer(context.text):
        span = Span(*match.span())
        letters = match.group()
        known = context.places(letters)
        if len(set(letters)) == len(letters) and not known and not _inside_words(context, span):
            adcodes = tuple(_PROVINCES[letter] for letter in letters)
            yield Found(
                span,
                MentionType.PLACE,
                "runs",
                "abbreviations of provinces",
                letters,
                "",
                adcodes,
                Level.COMPOUND.value,
            )


def _inside_words(context: Context, span: Span) -> bool:
    """Whether a longer word covers an end of the run (云南川|西)."""
    first, last = context.word_at(span.start), context.word_at(span.end - 1)
    return first.start < span.start or last.end > span.end


def provinces_after_verbs(context: Context) -> Iterator[Found]:
    """援藏援疆, 来粤: the abbreviation of a province after a verb of going or helping."""
    for match in _GOES.finditer(context.text):
        place = context.gazetteer.get(_PROVINCES[match.group()])
        word = context.word_at(match.start())
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
