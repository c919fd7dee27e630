"""Marks that go on by one （一）（二）（三）, a list summed up in its paragraph, 第一个抓手 … 第三个抓手."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.rules.lists.tally import tally
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_C = "[一二三四五六七八九十]{1,3}"
_HEAD = r"(?:(?<=\n)|(?<=\A))[ \u3000]*"
_STYLES = (
    re.compile(rf"{_HEAD}[（(](?P<n>{_C})[）)]"),
    re.compile(rf"{_HEAD}[（(](?P<n>[0-9]{{1,2}})[）)]"),
    re.compile(rf"{_HEAD}(?P<n>[0-9]{{1,2}})[.．、](?![0-9])"),
    re.compile(rf"{_HEAD}(?P<n>{_C})、"),
    re.compile(rf"{_HEAD}第(?P<n>{_C})[，、]"),
)
_RUN = re.compile(rf"(?:(?<=[。；：，\n])|(?<=\A))[ \u3000]*(?P<n>{_C})(?P<is>是|要)")
_ORDINAL = re.compile(
    f"第(?P<n>{_C})(?P<kind>[个项件场道条])(?P<noun>[\u4e00-\u9fff]{{2,4}}?)(?=是|，|：|就是)"
)
_N = "(?P<n>[两二三四五六七八九十]{1,3})"
_SUMMED = re.compile(
    f"(?<=[。；\n])[ \u3000]*(?:这|以上|上述)?{_N}[项个件条]"
    f"(?:{_V['told_things'].regex()})(?={_V['as_one'].regex()})"
)
_SET = re.compile(
    f"(?:{_V['takes_up_set'].regex()})“?{_N}(?:[大项个])?(?P<noun>[\u4e00-\u9fff]{{1,6}})”?(?:建设)?"
    r"(?:。(?=[^\n])|(?P<line>[ \u3000]*\n))"
)
_CLAUSE = re.compile("(?P<head>[^，。；：\n]+)[，。；：][^。\n]*(?:。|$)")
_LINE = re.compile(r"(?<=\n)[ \u3000]*(?P<head>[^\s，。；：][^，。；：\n]*)[，。；：]?[^\n]*")
_NEXT_HEADING = re.compile("[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]")
PAIR, REACH = 2, 12_000
BACK, AHEAD = 600, 1_500
"""Code points before 第一个抓手 in which the number stands; in which the next of a list comes."""
FOLLOWERS = 2


def marks_in_order(page: Page) -> Iterator[Remark]:
    """（一）（二）（四）（四）: the third is no 四; of marks at the heads of lines."""
    text = page.document.text
    for style in _STYLES:
        marks = [(value_of(m["n"]), Span(*m.span("n"))) for m in style.finditer(text)]
        yield from _in_order(page, [(n, span) for n, span in marks if n is not None])
    for block in page.document.blocks:
        for word in "是要":
            marks = [
                (value_of(m["n"]), Span(*m.span("n")))
                for m in _RUN.finditer(text, block.span.start, block.span.end)
                if m["is"] == word
            ]
            yield from _in_order(page, [(n, span) for n, span in marks if n is not None])


def _in_order(page: Page, marks: Sequence[tuple[Decimal, Span]]) -> Iterator[Remark]:
    """One mark that is wrong between two that fit: 二、四、四; or the last one said twice."""
    text = page.document.text
    for at in range(1, len(marks)):
        before, (n, span) = marks[at - 1], marks[at]
        after = marks[at + 1] if at + 1 < len(marks) else None
        wanted = before[0] + 1
        goes_on = after is not None and after[0] == wanted + 1
        begun = at == 1 or marks[at - 2][0] == before[0] - 1
        last_twice = n == before[0] and n > 1 and (after is None or after[0] == 1)
        if n == wanted or not begun or not (goes_on or last_twice) or (n == 1 and not goes_on):
            continue
        run = marks[max(0, at - int(before[0])) : at + FOLLOWERS]
        if n == 1 and after is not None and after[0] == FOLLOWERS:
            continue  # another list begins
        printed = "、".join(s.of(text) for _, s in run)
        note = message("marks_wrong", marks=printed, at=span.of(text), want=_numeral(wanted, span.of(text)))
        told = [(s, STATED if s == span else "item") for _, s in run]
        yield Remark(page, told, Verdict.INCONSISTENT, span.of(text), f"{wanted}", printed, note)


def _numeral(n: Decimal, like: str) -> str:
    """A number as the marks of its list are printed."""
    if like.isascii():
        return f"{n}"
    tens, ones = divmod(int(n), 10)
    return (
        ("" if tens < 2 else "一二三四五六七八九"[tens - 1])
        + ("十" if tens else "")
        + ("" if not ones else "一二三四五六七八九"[ones - 1])
    )


def summed_up(page: Page) -> Iterator[Remark]:
    """一是…四是…。四项工作相互支撑，要一体推进: of the list before, in one paragraph."""
    text = page.document.text
    for match in _SUMMED.finditer(text):
        begin = text.rfind("\n", 0, match.start("n") - 1) + 1
        for word in "是要":
            marks = [m for m in _RUN.finditer(text, begin, match.start("n")) if m["is"] == word]
            values = [value_of(m["n"]) for m in marks]
            if len(marks) > 1 and values == list(range(1, len(marks) + 1)):
                spans = [Span(*m.span("n")) for m in marks]
                yield from tally(page, Span(*match.span("n")), [len(marks)], spans, near=FOLLOWERS)
                break


def ordinals_of(page: Page) -> Iterator[Remark]:
    """“一条主线、三个抓手”…第一个抓手是…，第三个抓手是…: as many as the last has in its number."""
    text = page.document.text
    found = list(_ORDINAL.finditer(text))
    for first in (m for m in found if m["n"] == "一"):
        run, wanted = [first], Decimal(2)
        for m in found:
            if m.start() > run[-1].start() and m["noun"] == first["noun"] and m["kind"] == first["kind"]:
                if m.start() - run[-1].start() > AHEAD or value_of(m["n"]) != wanted:
                    break
                run.append(m)
                wanted += 1
        told = list(
            re.finditer(
                f"(?<![第这]){_N}{first['kind']}{first['noun']}",
                text[max(0, first.start() - BACK) : first.start()],
            )
        )
        if len(run) > 1 and told:
            shift = max(0, first.start() - BACK)
            n = Span(*(shift + at for at in told[-1].span("n")))
            yield from tally(page, n, [len(run)], [Span(*m.span("n")) for m in run], near=FOLLOWERS)


def sentences_alike(page: Page) -> Iterator[Remark]:
    """抓好“六带”建设。打造甲带，…。打造乙带，…; a heading 实施三大战略, its paragraphs 实施甲战略，…"""
    text = page.document.text
    for match in _SET.finditer(text):
        noun = match["noun"][-PAIR:] if len(match["noun"]) > 1 else match["noun"]
        headed = match["line"] is not None
        heads = _lines(text, match.end()) if headed else _sentences(text, match.end())
        found: list[Span] = []
        for head in heads:
            clause = head.of(text)
            if not clause.endswith(noun) or (found and clause[:PAIR] != found[0].of(text)[:PAIR]):
                break
            found.append(head)
        closed = headed and len(found) == len(heads)
        if len(found) > FOLLOWERS or (closed and len(found) == FOLLOWERS):
            yield from tally(page, Span(*match.span("n")), [len(found)], found, near=FOLLOWERS)


def _sentences(text: str, begin: int) -> Sequence[Span]:
    """The first clauses of the sentences up to the end of a paragraph."""
    end = text.find("\n", begin)
    return [Span(*m.span("head")) for m in _CLAUSE.finditer(text, begin, end if end >= 0 else len(text))]


def _lines(text: str, begin: int) -> Sequence[Span]:
    """The first clauses of the paragraphs up to the next heading."""
    found = []
    for line in _LINE.finditer(text, begin):
        if _NEXT_HEADING.match(line["head"]) or line.start() > begin + REACH:
            break
        found.append(Span(*line.span("head")))
    return found
