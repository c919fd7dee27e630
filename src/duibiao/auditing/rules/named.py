"""Rows of names and the number that is said of them: recognised by their words, never by their count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duibiao.auditing.claims import Remark
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.page import Page
from duibiao.auditing.rules.wholes import divided
from duibiao.auditing.wording import message
from duibiao.lexicon import load
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = load("duibiao.auditing")
SAID_MOST = 3
"""A number above three times the names counts something else (新开、复航、加密44条). By reading the corpus;
re-run ``benchmarks audit``."""
LONG_ROW = 5
"""So many names and a number that is off by one at most: they are what it counts, however long they are."""
SHORT = 4
"""The last of two names is no longer: what is longer is a phrase (支持A、建设B两个)."""

_NUMERAL = "[0-9０-９一二两三四五六七八九十]"
_COUNTER = f"(?:{_V['named_things'].regex()}|{_V['named_counters'].regex()})"
_LETTER = f"(?:(?!等(?:这|{_NUMERAL})|这{_NUMERAL}|{_NUMERAL}{_COUNTER})[\u4e00-\u9fffA-Za-z])"
_ITEM = f"(?:{_LETTER}|“[\u4e00-\u9fff]{{1,10}}”(?=[\u4e00-\u9fff、])){{1,24}}"
_AND = "(?:和(?!平)|及(?!时)|与)"
_THING = (
    f"(?P<thing>(?:{_V['named_things'].regex()})|(?:{_V['named_counters'].regex()})(?:{_V['place_nouns'].regex()})"
    f"|(?:{_V['named_counters'].regex()})[“\u4e00-\u9fff])"
)
_NUMBER = (
    f"(?P<open>等)?(?P<this>这)?“?(?P<n>(?<!{_NUMERAL})(?<![第百千万亿]){_NUMERAL}{{1,2}}"
    f"(?![0-9０-９一二三四五六七八九十百千万亿])){_THING}(?<!个字)"
)
_ROW = re.compile(
    f"(?P<quoted>“(?=[^“”，。；]*”))?(?P<items>{_ITEM}(?:、{_ITEM}){{1,18}})(?(quoted)”){_NUMBER}"
)
_TWO = re.compile(f"(?<![、\u4e00-\u9fff])(?P<items>{_LETTER}{{1,12}}?{_AND}{_LETTER}{{1,8}}?){_NUMBER}")
_DIVISIONS = re.compile(f"(?:{_V['named_divisions'].regex()})|.{{1,2}}(?:{_V['place_nouns'].regex()})")
_SPLIT = re.compile(_AND)
_NO_NAME = re.compile(_V["no_name"].regex())


def named_count(page: Page) -> Iterator[Remark]:
    """上海、天津、重庆三市, 中央和地方这两个方面: as many names as are said; with 等 there may be more, and
    where the names are not all of one kind the first may stand before the list.
    """
    text, taken = page.document.text, 0
    rows = sorted(
        (m for row in (_ROW, _TWO) for m in row.finditer(text)), key=lambda m: (m.start(), -m.end())
    )
    for match in rows:
        made = _counted(page, match) if match.start() >= taken else None
        if made is not None:
            taken = match.end()
            yield made


def _counted(page: Page, match: re.Match[str]) -> Remark | None:
    said, names = value_of(match["n"]), _names(match["items"])
    places = _DIVISIONS.fullmatch(match["thing"]) is not None and all(_place_in(page, n) for n in names)
    this = match["this"] is not None
    quotes = "“" in match["items"] and "“" in page.document.text[match.end("items") : match.start("n")]
    if said is None or not 2 <= said <= len(names) * SAID_MOST or quotes:
        return None
    least = match["items"].count("、") + 1
    row = least >= LONG_ROW and least - 1 <= said <= len(names) + 1
    closed = match.groupdict().get("quoted") is not None
    if not (places or ((row or closed) and _are_names(names)) or _is_list(names, this)):
        return None
    right = least <= said <= len(names)
    two = len(names) == 2
    sure = places or _one_kind(names) or (two and ((this and least == 1) or divided(names)))
    if two and not right and (match["open"] or not sure):
        return None  # the number may be of the last thing alone (甲赛事、铁人三项赛)
    if said > least:
        doubt = match["open"] is not None
    else:
        last_alone = least < len(names) and least < LONG_ROW  # 孤儿生活和残疾人两项补贴: of the last two
        doubt = not sure and (said < least - 1 or last_alone)
    verdict = Verdict.CONSISTENT if right else Verdict.NOT_CHECKABLE if doubt else Verdict.INCONSISTENT
    note = message("names_right" if right else "names_wrong", n=match["n"], found=str(len(names)))
    if verdict is Verdict.NOT_CHECKABLE:
        note = message("names_open", n=match["n"], found=str(len(names)))
    first = match.start("items") + (len(names[0]) - len(_place_in(page, names[0])) if places else 0)
    marks = [(Span(first, match.end("items")), "names"), (Span(*match.span("n")), STATED)]
    return Remark(page, marks, verdict, match["n"], str(len(names)), message("names"), note)


def _names(items: str) -> list[str]:
    """The names of a row; the last 和 parts the last two."""
    *head, last = items.split("、")
    return [*head, *_SPLIT.split(last)]


def _is_list(names: Sequence[str], this: bool) -> bool:
    """Whether words in a row are names, the last no longer than the others or ending as one of them does, so
    that the number after it counts them all. The first may have a verb before it.
    """
    if not _are_names(names):
        return False
    last = names[-1]
    if len(names) == 2:
        return 1 < len(last) <= SHORT and len(last) <= len(names[0])
    longest = max(map(len, names[1:-1]))
    alike = any(name[-2:] == last[-2:] for name in names[:-1])
    return this or alike or longest <= len(last) * 2 <= longest * 2


def _are_names(names: Sequence[str]) -> bool:
    """Whether no word of a row says that it is a phrase."""
    return all(names) and not any(_NO_NAME.search(name) for name in names)


def _one_kind(names: Sequence[str]) -> bool:
    """Whether all names end in one character (八个工业部)."""
    return len({name[-1:] for name in names}) == 1


def _place_in(page: Page, name: str) -> str:
    """The name of a division that a name is or ends with (重点支持广州: 广州), or an empty string."""
    tails = (name[-n:] for n in range(min(len(name), 6), 1, -1))
    return next((tail for tail in tails if page.gazetteer.find(tail, towns=False)), "")
