"""How a brief begins: what the report says of the place and how the two compare, in connected sentences.

Made of the titles of chapters, which are the report's own words, and of the figures of yardsticks, each with
its source; a rendering links the ones and cites the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duibiao.briefing.model import Brief, Chapter, Formula, Statement, Yardstick
from duibiao.briefing.render import view
from duibiao.briefing.render.wording import home, kind_words, labels
from duibiao.matching import FIRM, is_around, named_around

TITLES_MOST = 3
"""Titles told of one part of the report: more are a table of contents, which stands below."""
PARTS_MOST = 2
MEASURES_MOST = 3
HEADING_MOST = 16
"""Longest heading of a part that stands in a sentence; 「2024年工作安排」 has 8, slogans have 30 and more."""
_NUMBERING = re.compile(r"^[一二三四五六七八九十]{1,3}、")

Part = str | Chapter | Statement
Sentence = tuple[Part, ...]


def opening(brief: Brief) -> list[Sentence]:
    """Sentences of words, chapters (their titles) and statements (their figures)."""
    return [*_told(brief), *_measured(brief)]


def words(sentence: Sentence) -> str:
    """The sentence as plain text."""
    said = (
        one if isinstance(one, str) else one.title if isinstance(one, Chapter) else _bounded(one)
        for one in sentence
    )
    return "".join(said)


def heading_of(chapter: Chapter) -> str:
    """The part of the report that a chapter stands in, without its number; empty when long."""
    head = view.one_line(chapter.passage.section[0]) if chapter.passage.section else ""
    short = _NUMBERING.sub("", head)
    return short if len(short) <= HEADING_MOST else ""


def cities_around(brief: Brief) -> dict[str, list[Chapter]]:
    """The divisions around the place of which passages tell, each with them: 遵义市 for 仁怀市."""
    found: dict[str, list[Chapter]] = {}
    for chapter in (*brief.chapters, *view.waiting(brief)[1]):
        for name in dict.fromkeys(named_around(reason) for reason in chapter.why if is_around(reason)):
            found.setdefault(name, []).append(chapter)
    return found


def _told(brief: Brief) -> Iterator[Sentence]:
    prose = labels("opening")
    every = list(brief.chapters) or view.waiting(brief)[0]
    about = [c for c in every if any(reason.kind in FIRM for reason in c.why)]
    within, anywhere = ("part", "anywhere") if about else ("shared_part", "shared")
    parts: dict[str, list[Chapter]] = {}
    for chapter in about or every:
        parts.setdefault(heading_of(chapter), []).append(chapter)
    biggest = sorted(parts.items(), key=lambda part: -len(part[1]))[:PARTS_MOST]
    for head, chapters in sorted(biggest, key=lambda part: part[1][0].passage.span):
        yield (
            prose[within].format(head=head) if head else prose[anywhere],
            *_listed(chapters[:TITLES_MOST], "；"),
            "。",
        )
    if len(about) < TITLES_MOST:
        yield from _told_of_the_city(brief)


def _told_of_the_city(brief: Brief) -> Iterator[Sentence]:
    """What the report says of the city around a place that it does not name."""
    for city, chapters in cities_around(brief).items():
        lead = labels("opening")["around"].format(place=brief.heading.place, city=city)
        yield (lead, *_listed(chapters[:TITLES_MOST], "；"), "。")


def _measured(brief: Brief) -> Iterator[Sentence]:
    told = [_side_by_side(brief, one) for one in brief.yardsticks[:MEASURES_MOST]]
    if told:
        parts = [part for one in told for part in ("；", *one)]
        yield (*parts[1:], "。")


def _side_by_side(brief: Brief, of: Yardstick) -> Sentence:
    place, prose = brief.heading.place, labels("opening")
    subject = view.one_line(of.subject) + kind_words(of.report)
    theirs = f"{home(brief.heading)}{subject}"
    if of.formula is Formula.SHARE:
        return theirs, of.report, prose["share"].format(place=place), of.local
    return theirs, of.report, prose["beside"].format(place=place), of.local


def _listed(chapters: Sequence[Chapter], mark: str) -> list[Part]:
    parts: list[Part] = [part for chapter in chapters for part in (mark, chapter)]
    return parts[1:]


def _bounded(figure: Statement) -> str:
    """5%左右."""
    return view.one_line(figure.text) + labels("bounds")[figure.bound]
