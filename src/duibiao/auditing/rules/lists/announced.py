"""Numbers of things that are told without marks just after them: before, by one word, by short titles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.rules.lists.marked import STYLES, marks_of
from duibiao.auditing.rules.lists.tally import tally
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_LISTED_THINGS = _V["listed_things"].regex()
_N = "(?P<n>[两二三四五六七八九十]{1,2})"
_HAN = "[\u4e00-\u9fff]"
_BACK = re.compile(
    "(?:(?<=\\n)|(?<=\\n各位代表[！，]))[ \u3000]*(?:各位代表[！，])?(?:在|对于?)?"
    f"(?:(?P<up>{_V['told_above'].regex()})|这)"
    f"(?:所?讲的?|所说的?|的)?{_N}(?:[个项条点件种]?(?:{_V['told_things'].regex()})|(?(up)[项条点件](?=，)|(?!)))"
)
_THESE = re.compile(f"(?<=[。，])[ \u3000]*这{_N}(?P<what>件大事|个指标)")
_OPENING = re.compile(f"“{_N}个?(?P<verb>{_HAN}{{2,6}})”")
_OF_ONE = re.compile(f"“(?P<n>[两二三四五六七八九十])(?P<char>{_HAN})”[，：:](?P<items>[^。\\n]+)。")
_TITLES = re.compile(
    f"{_V['take_up'].regex()}{_V['below'].regex()}?{_N}个{_LISTED_THINGS}(?:的?工作)?[。：]\\s*"
    "(?<=\n)(?=[ \u3000]*[^\\n，。：]{4,24}。\\n)"
)
_TITLE = re.compile(
    r"(?:(?<=\n)|(?<=\n[ \u3000])|(?<=\n[ \u3000]{2}))(?![一二三四五六七八九十]+[是要、])"
    r"(?P<title>[^\s，。：（、][^\n，。：（、]{3,23})。(?=\n[ \u3000]*[^\s])"
)
_HEADING = re.compile(r"\n[ \u3000]*[一二三四五六七八九十]{1,3}、")
_BOTH = re.compile(f"既(?P<items>[^。；]{{4,60}})，[从在]{_N}(?:个方面|方面|头)")
_ALSO = re.compile("[，、]?(?:又|也|还)")
_VERB_AGAIN = re.compile(
    f"“(?P<n>[两三四五六])个(?P<verb>{_HAN}{{2,4}})”[，：](?:即)?(?P=verb)(?P<items>{_HAN}+(?:[、和与]{_HAN}+)+)"
    "(?=[，。；])(?![^。]*(?P=verb))"
)
_PARTED = re.compile("[、和与]")
_SIGN = re.compile(f"{_HAN}{{0,6}}(?:，?(?:即|就是|也就是)[：:，]?|[：:])")
_NUMBER = re.compile(
    "[0-9０-９一二三四五六七八九十][0-9０-９.．一二三四五六七八九十万亿]*(?:[％%]|[万亿]?[元吨人])"
)
_FRAME = re.compile(
    f"(?<=[，。\\n\u3000])(?:{_V['with_force'].regex()})?(?P<verb>{_HAN}{{2}})[^，。；：\\n]{{0,16}}?“?{_N}[大项个](?P<of>{_HAN}{{2,12}}?)”?(?:，[^。\\n]{{0,20}})?。"
)
_FRAMED = r"(?<=。){verb}[^，。；\n]*?(?P<last>[\u4e00-\u9fff]{{2}})(?=[，。])"
LISTS_WITHIN = 3_000
"""Code points back in which the last item of a list that is summed up begins."""
ITEMS_WITHIN = 40_000
NEAR = 2
"""A number farther off counts something else."""
SHORT = 4
"""A clause that is no longer says when or who (去年，)."""


def told_before(page: Page) -> Iterator[Remark]:
    """（一）…（三）… 上述三项任务; 一要…二要… 在这两方面: of the list before, in a new paragraph."""
    text = page.document.text
    for match in _BACK.finditer(text):
        said = value_of(match["n"])
        found = [marks for style in STYLES if (marks := _ended(text, style, match.start()))]
        if found:
            nearest = max(found, key=lambda marks: marks[-1].start)
            marks = next((marks for marks in found if len(marks) == said), nearest)
            yield from _counted(page, match, marks)


def _ended(text: str, style: re.Pattern[str], end: int) -> Sequence[Span]:
    """The marks 一, 二, 三 of the last list of a style before ``end``."""
    marks = marks_of(text, style)
    last = bisect_left(marks, end, key=lambda mark: mark[0]) - 1
    if last < 1 or marks[last][0] < end - LISTS_WITHIN:
        return ()
    found = [marks[last][2]]
    wanted = (marks[last][1] or 0) - 1
    for at in range(last - 1, -1, -1):
        if wanted < 1:
            break
        if marks[at][1] == wanted and marks[at][3] == marks[last][3]:
            found.append(marks[at][2])
            wanted -= 1
    return found[::-1] if wanted == 0 and len(found) > 1 else ()


def these_things(page: Page) -> Iterator[Remark]:
    """A，B。这两件大事; 增长目标为17%，新增7.5万亿元。这两个指标: no more than the sentence before tells."""
    text = page.document.text
    for match in _THESE.finditer(text):
        said = value_of(match["n"])
        ends = match.start() - (text[match.start() - 1] == "。")
        begin = max(text.rfind(mark, 0, ends) for mark in "。！\n") + 1
        clauses = [c for c in re.finditer("[^，；。]+", text[begin:ends]) if len(c.group().strip()) > SHORT]
        if match["what"].endswith("指标"):
            clauses = [c for c in clauses if _NUMBER.search(c.group())]
        if said is None or len(clauses) < 2 or len(clauses) > said + NEAR or said < len(clauses):
            continue
        spans = [Span(begin + c.start(), begin + c.end()) for c in clauses]
        yield from _counted(page, match, spans)


def opened_alike(page: Page) -> Iterator[Remark]:
    """“十二个奋力推进” and 一是奋力推进…; “三个高于”，即：A高于B，C高于D: as many as the word comes again."""
    text = page.document.text
    for match in _OPENING.finditer(text):
        verb = re.escape(match["verb"])
        stop = text.find("。", match.end())
        sign = _SIGN.match(text, match.end())
        here = [m.span() for m in re.finditer(verb, text[match.end() : stop])] if sign and stop > 0 else []
        spans = [Span(match.end() + a, match.end() + b) for a, b in here]
        if len(spans) < 2 < len(match["verb"]):
            items = re.compile(rf"(?<=[\n。；])[ \u3000]*([一二三四五六七八九十]{{1,3}})[是要]{verb}")
            found = list(items.finditer(text, match.end(), match.end() + ITEMS_WITHIN))
            values = [value_of(m[1]) for m in found]
            run = next((i for i, v in enumerate(values) if v != i + 1), len(values))
            spans = [Span(*m.span(1)) for m in found[:run]]
        yield from _counted(page, match, spans)


def verb_again(page: Page) -> Iterator[Remark]:
    """落实“两个确保”，确保A和B按时发放: as many as the verb has objects."""
    for match in _VERB_AGAIN.finditer(page.document.text):
        at, spans = match.start("items"), []
        for part in _PARTED.split(match["items"]):
            spans.append(Span(at, at + len(part)))
            at += len(part) + 1
        yield from _counted(page, match, spans)


def of_one_character(page: Page) -> Iterator[Remark]:
    """抓好“五新”，引育新主体，…；拓展新市场，…；发展新模式: parts that have the character."""
    for match in _OF_ONE.finditer(page.document.text):
        at, spans = match.start("items"), []
        for part in match["items"].split("；"):
            spans.append((Span(at, at + len(part)), part.partition("，")[0]))
            at += len(part) + 1
        if len(spans) > NEAR and all(match["char"] in clause for _, clause in spans):
            yield from _counted(page, match, [span for span, _ in spans])


def framed_alike(page: Page) -> Iterator[Remark]:
    """实施六大提升行动。实施甲提升行动，…。实施乙提升行动，…: sentences of the paragraph in its frame."""
    text = page.document.text
    for match in _FRAME.finditer(text):
        stop = text.find("\n", match.end())
        framed = re.compile(_FRAMED.format(verb=match["verb"]))
        found = list(framed.finditer(text, match.end(), stop if stop >= 0 else len(text)))
        spans = [Span(*m.span()) for m in found if m["last"] in match["of"]]
        if len(spans) > NEAR:
            yield from _counted(page, match, spans)


def short_titles(page: Page) -> Iterator[Remark]:
    """着力抓好三个方面。 and lines of their own that are titles, each with its text after it."""
    text = page.document.text
    for match in _TITLES.finditer(text):
        heading = _HEADING.search(text, match.end())
        end = heading.start() if heading else len(text)
        spans = [Span(*m.span("title")) for m in _TITLE.finditer(text, match.end(), end)]
        yield from _counted(page, match, spans)


def as_well_as(page: Page) -> Iterator[Remark]:
    """既A，又B，从两个方面: as many as are joined by 既 and 又."""
    for match in _BOTH.finditer(page.document.text):
        starts = [0, *(m.start() for m in _ALSO.finditer(match["items"])), len(match["items"])]
        spans = [
            Span(match.start("items") + a, match.start("items") + b) for a, b in pairwise(starts) if b > a
        ]
        yield from _counted(page, match, spans)


def _counted(page: Page, match: re.Match[str], items: Sequence[Span]) -> Iterator[Remark]:
    return tally(page, Span(*match.span("n")), [len(items)], items, near=NEAR)
