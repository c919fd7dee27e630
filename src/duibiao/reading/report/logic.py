"""Identify a report: its place, its year and its title, each with what it was told by."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from duibiao.errors import AmbiguousPlace, UnknownPlace, UsageError
from duibiao.gazetteer import Gazetteer, Place
from duibiao.lexicon import load
from duibiao.text import Document, Kind, Part

_V = load("duibiao.reading.report")
_TITLE, _DATELINE, _SPEAKER, _NATIONAL, _YEAR = (
    re.compile(_V[name].regex()) for name in ("title", "dateline", "speaker", "national", "year")
)
_TOP = re.compile(f"^{_TITLE.pattern}(?:[（(].*)?$", re.MULTILINE)
"""A line that is a title of its own, with no more than a date in brackets after it."""
_DIGITS = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "0001234567890123456789")
OPENING = 600
"""Code points of the body searched for the issuer (「我代表国务院」); the latest in the corpus is at 318."""
TOP_LINES, LINE_MOST = 3, 60
"""Lines at the top in which a title may stand that is not set as one, and the code points of such a line."""
FIRST_YEAR, LAST_YEAR = 1949, 2100


@dataclass(frozen=True, slots=True)
class Report:
    """``year`` is the one the report plans, not the one it looks back on. ``why`` tells where both stand."""

    title: str
    place: Place | None
    year: int | None
    why: str


def identify(document: Document, *, place: Place | None = None, year: int | None = None) -> Report:
    """What ``document`` says of its place and year; ``place`` and ``year`` given by the user come first."""
    told: list[str] = []
    for rule in PLACE_RULES:
        if place is None:
            place = rule(document)
            told += [f"place: {rule.__name__}"] if place else []
    for year_rule in YEAR_RULES:
        if year is None:
            year = year_rule(document)
            told += [f"year: {year_rule.__name__}"] if year else []
    return Report(_name(document, place, year), place, year, "; ".join(told) or "given")


def require_year(report: Report, document: Document) -> int:
    """The report's year, or ``UsageError`` that says how to give it."""
    if report.year is None:
        raise UsageError(
            "看不出这份报告是哪一年的", where=document.name, hint="请用 --year 指明，如 --year 2024"
        )
    return report.year


def place_in_title(document: Document) -> Place | None:
    """2026年浙江省政府工作报告."""
    return _first_place(_TITLE, _front(document))


def place_in_dateline(document: Document) -> Place | None:
    """——2024年1月23日在广东省第十四届人民代表大会第二次会议上."""
    return _first_place(_DATELINE, _front(document))


def place_of_speaker(document: Document) -> Place | None:
    """广东省省长 某某."""
    return _first_place(_SPEAKER, _front(document))


def place_in_first_lines(document: Document) -> Place | None:
    """2013年河北省政府工作报告（2013年1月26日在…）, set as a paragraph like all others."""
    return _first_place(_TOP, _top(document))


def national_by_words(document: Document) -> Place | None:
    """现在，我代表国务院，向大会作政府工作报告."""
    start = next((b.span.start for b in document.blocks if b.part is Part.BODY), 0)
    found = _NATIONAL.search(_front(document) + document.text[start : start + OPENING])
    return Gazetteer.load().get("100000") if found else None


PLACE_RULES: tuple[Callable[[Document], Place | None], ...] = (
    place_in_title,
    place_in_dateline,
    place_of_speaker,
    place_in_first_lines,
    national_by_words,
)


def year_of_delivery(document: Document) -> int | None:
    """The date on which it was given; reports are given in the year that they plan."""
    return int(document.metadata.date[:4]) if document.metadata.date else None


def year_in_title(document: Document) -> int | None:
    """2026年浙江省政府工作报告."""
    match = re.search(r"(\d{4})年", document.metadata.title.translate(_DIGITS))
    return _sane(match.group(1)) if match else None


def year_in_first_lines(document: Document) -> int | None:
    """河北省2006年政府工作报告, set as a paragraph like all others."""
    title = _TOP.search(_top(document))
    match = re.search(r"(\d{4})年", title.group().translate(_DIGITS)) if title is not None else None
    return _sane(match.group(1)) if match else None


def year_in_headings(document: Document) -> int | None:
    """二、2025年经济社会发展总体要求; else the year after 一、2024年工作回顾."""
    ahead: list[int] = []
    behind: list[int] = []
    for section in document.sections:
        if section.level > 2:
            continue
        for match in _YEAR.finditer(section.title(document.text).translate(_DIGITS)):
            (behind if match["back"] else ahead).append(int(match["back"] or match["year"]))
    if behind:
        return _sane(str(max(behind) + 1))
    return _sane(str(max(ahead))) if ahead else None


def year_in_file_name(document: Document) -> int | None:
    """cn-2013.txt, when the text itself is silent (「今年」 throughout)."""
    years = [int(y) for y in re.findall(r"(?<!\d)(\d{4})(?!\d)", document.name)]
    return _sane(str(years[-1])) if years else None


YEAR_RULES: tuple[Callable[[Document], int | None], ...] = (
    year_of_delivery,
    year_in_title,
    year_in_first_lines,
    year_in_headings,
    year_in_file_name,
)


def _sane(year: str) -> int | None:
    return int(year) if FIRST_YEAR <= int(year) <= LAST_YEAR else None


def _front(document: Document) -> str:
    blocks = [b for b in document.blocks if b.part is Part.FRONT or b.kind is Kind.TITLE]
    return "\n".join(re.sub(r"\s+", "", b.span.of(document.text)) for b in blocks)


def _top(document: Document) -> str:
    """The first lines that are short, without white space."""
    lines = [line for raw in document.text[:OPENING].split("\n") if (line := re.sub(r"\s+", "", raw))]
    return "\n".join(line for line in lines[:TOP_LINES] if len(line) <= LINE_MOST)


def _first_place(pattern: re.Pattern[str], front: str) -> Place | None:
    gazetteer = Gazetteer.load()
    for match in pattern.finditer(front):
        found = gazetteer.find(match["place"]) or _along_path(match["place"])
        if len(found) == 1:
            return found[0]
    return None


def _along_path(words: str) -> tuple[Place, ...]:
    """The place that the last of several names means: 上海市徐汇区."""
    try:
        place = Gazetteer.load().resolve(words)
    except (UnknownPlace, AmbiguousPlace):
        return ()
    return (place,) if words.endswith(place.name) else ()


def _name(document: Document, place: Place | None, year: int | None) -> str:
    """A title that says whose and which year, where the page has only 政府工作报告."""
    title = document.metadata.title
    if title and (place is None or place.name in title):
        return title
    if place is None:
        return title or document.name
    issuer = "国务院" if place.adcode == "100000" else place.name
    return f"{year}年{issuer}政府工作报告" if year is not None else f"{issuer}政府工作报告"
