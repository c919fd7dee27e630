"""Codes of digits (“45432”, “543”体系) and the sets that they stand for; numbers that come again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.rules.lists.tally import tally
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_N = "[一二两三四五六七八九十0-9]"
_COUNTED = f"(?<!{_N})(?<![第百千万亿.])(?P<n>{_N}{{1,2}}){_V['code_counters'].regex()}"
_DIGIT = re.compile(f"“(?P<code>[2-9])”{_V['that_is'].regex()}(?P<told>[^“”。；\\n]{{4,80}})")
_OF_CODE = re.compile(_COUNTED)
_CODE = re.compile("“(?P<code>[1-9]{3,6})”")
_AGAIN = re.compile("“(?P<n>[两二三四五六七八九3-9])个(?P<what>[0-9]+[万亿])")
_ANNIVERSARY = re.compile("(?<![0-9])(?P<n>[0-9]{2})周年")
_SINCE_THEN = re.compile("(?P<since>成立)?(?<![0-9])(?P<n>[0-9]{2})年来")
REACH = 260
"""Code points after a code in which its sets are told."""


def digits_of_code(page: Page) -> Iterator[Remark]:
    """“5”即依托A、B等5家市疾控中心; “543”体系，…五种意识，…四种方法，…三项制度: digit by digit."""
    text = page.document.text
    for match in _DIGIT.finditer(text):
        counted = list(_OF_CODE.finditer(match["told"]))
        if len(counted) == 1:
            at = match.start("told")
            n = Span(*(at + x for x in counted[0].span("n")))
            yield from _told(page, Span(*match.span("code")), n)
    for match in _CODE.finditer(text):
        stop = text.find("。", match.end())
        sets = list(
            _OF_CODE.finditer(text, match.end(), min(stop if stop >= 0 else len(text), match.end() + REACH))
        )
        if len(sets) == len(match["code"]):
            spans = [Span(*m.span("n")) for m in sets]
            right = [value_of(n.of(text)) == int(d) for n, d in zip(spans, match["code"], strict=True)]
            if sum(right) >= len(right) - 1:
                for at, n in enumerate(spans):
                    yield from _told(page, Span(match.start("code") + at, match.start("code") + at + 1), n)


def number_again(page: Page) -> Iterator[Remark]:
    """“三个1亿人”：促进约1亿…，改造约1亿…，引导约1亿…: as many as the number comes again."""
    text = page.document.text
    for match in _AGAIN.finditer(text):
        stop = text.find("。", match.end())
        same = re.compile(f"(?<![0-9.]){match['what']}")
        found = [Span(*m.span()) for m in same.finditer(text, match.end(), stop if stop >= 0 else len(text))]
        yield from tally(page, Span(*match.span("n")), [len(found)], found, near=len(found))


def anniversary_again(page: Page) -> Iterator[Remark]:
    """自治区成立60周年, and 60年来 of the same in its paragraph."""
    text = page.document.text
    for match in _ANNIVERSARY.finditer(text):
        stop = text.find("\n", match.end())
        again = _SINCE_THEN.search(text, match.end(), stop if stop >= 0 else len(text))
        if again is None:
            continue
        one, other = match["n"], again["n"]
        near = len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= 1
        if near or again["since"]:
            yield from _told(page, Span(*match.span("n")), Span(*again.span("n")))


def _told(page: Page, digit: Span, n: Span) -> Iterator[Remark]:
    value = value_of(digit.of(page.document.text))
    return tally(page, n, [int(value)] if value is not None else [], [digit], role="other")
