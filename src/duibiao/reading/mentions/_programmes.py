"""Programmes: quoted names with a kind (“千项万亿”工程), and what is carried out (实施…行动)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from duibiao.reading.mentions._context import Context, Found
from duibiao.reading.mentions._lexicon import only_a_kind, vocabulary
from duibiao.reading.model import MentionType
from duibiao.text import Span

_WORDS = vocabulary()
_KIND = _WORDS["programme_ends"].regex()
_ENDS = rf"{_KIND}(?:计划|方案)?(?!{_WORDS['programme_goes_on'].regex()})"
_LETTER = r"(?:(?<=高)等|(?![等的])[\u4e00-\u9fffA-Za-z0-9+＋])"
_PLAIN = r"(?![等的与及]|和(?!美))[\u4e00-\u9fff]"
_QUOTED = re.compile(
    rf"“[^“”。；\n]{{2,24}}?(?:{_ENDS}”|”(?:{_PLAIN}){{0,12}}?{_ENDS}|”(?=等(?:专项|重大|系列)?{_KIND}))"
)
_CARRIED_OUT = re.compile(
    rf"{_WORDS['programme_verbs'].regex()}(?:[\u4e00-\u9fff]{{2,14}}(?<!工程)(?<!行动)(?<!计划)(?<!战略)、){{0,2}}"
    rf"((?:{_LETTER}|“[^“”\n]{{1,12}}”){{3,22}}?{_ENDS})(?!的?[实组]施)"
)
_NEXT = re.compile(rf"[、和及与](?<=(?:工程|行动|计划|战略).)((?:{_LETTER}){{4,20}}?{_ENDS})")
_UNDER_WAY = re.compile(rf"{_ENDS}(?={_WORDS['under_way'].regex()})")
_CLAUSE = re.compile(rf"(?:^|[。；，：\n])((?:{_LETTER}){{5,30}})$")
_GENERIC = only_a_kind("generic_programmes")
_WORKS = re.compile(_WORDS["works"].regex())
_LEAD = re.compile(
    "^(?:" + _WORDS["programme_verbs"].regex() + "|" + _WORDS["programme_leads"].regex() + ")+"
)


def quoted(context: Context) -> Iterator[Found]:
    """“广东强芯”工程, “扬帆计划”."""
    for match in _QUOTED.finditer(context.text):
        name = re.sub("[“”]", "", match.group())
        if _GENERIC.match(name):
            continue
        yield Found(Span(*match.span()), MentionType.PROGRAMME, "quoted", "quoted with its kind", name)


def carried_out(context: Context, places: Iterable[Found]) -> Iterator[Found]:
    """实施提振消费专项行动: a verb of carrying out, then a name that ends in a kind of programme."""
    begun = {f.span.start for f in places if f.type in (MentionType.REGION, MentionType.ZONE)}
    divisions = sorted({f.span.start for f in places if f.adcode.isdigit()} - begun)
    text = context.text
    spans = (m.span(1) for m in chain(_CARRIED_OUT.finditer(text), _NEXT.finditer(text)))
    for begin, end in chain(spans, _under_way(text)):
        lead = _LEAD.match(text[begin:end])
        start = begin + lead.end() if lead else begin
        span = Span(start if context.words.at(start).start == start else begin, end)
        name = span.of(context.text)
        works = _WORKS.search(name) or (name.endswith("工程") and _names_a_division(span, divisions))
        if span.size >= 5 and not _GENERIC.match(name) and not works:
            yield Found(span, MentionType.PROGRAMME, "carried_out", "a name in what is carried out", name)


def _under_way(text: str) -> Iterator[tuple[int, int]]:
    """…提升行动|顺利收官: from the beginning of the clause to the kind before what is said of it."""
    for match in _UNDER_WAY.finditer(text):
        clause = _CLAUSE.search(text, max(0, match.end() - 30), match.end())
        if clause is not None:
            yield clause.span(1)


def _names_a_division(span: Span, divisions: Sequence[int]) -> bool:
    """A 工程 that names its city is a work that is built there, not a programme."""
    at = bisect_left(divisions, span.start)
    return at < len(divisions) and divisions[at] < span.end
