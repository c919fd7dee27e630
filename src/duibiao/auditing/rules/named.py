"""Rows of names and the number that is said of them: recognised by their words, never by their count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from duibiao.auditing.claims import Remark
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.page import Page
from duibiao.auditing.rules.wholes import divided
from duibiao.auditing.wording import message
from duibiao.gazetteer import letters
from duibiao.lexicon import load
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V, _R, _F = (load("duibiao.auditing", f"{name}.toml") for name in ("vocabulary", "rows", "frames"))
SAID_MOST = 3
"""A number above three times the names counts something else (新开、复航、加密44条). By reading the corpus;
re-run ``benchmarks audit``."""
LONG_ROW = 5
"""So many names and a number that is off by one at most: they are what it counts, however long they are."""
OFF_MOST = 3
"""A number farther off the names of a row that only its words make one counts something else."""
ROW_MOST = 160
"""Code points that a row may take: chosen with room to spare."""
AFTER_MOST = 16
"""Code points after a number in which its noun ends."""
SHORT = 4
"""The last of two names is no longer: what is longer is a phrase (支持A、建设B两个)."""

CHAIN_MOST = 8
"""In a longer chain 和 may also stand within the last name (A工程维修养护和路网优化)."""
PAIR = 2
"""Names that 和 alone joins, letters that stand side by side."""

_NUMERAL = "[0-9０-９一二两三四五六七八九十]"
_COUNTER = f"(?:{_V['named_things'].regex()}|{_V['named_counters'].regex()})"
_LETTER = f"(?:(?!等“?(?:这|{_NUMERAL})|这{_NUMERAL}|{_NUMERAL}{_COUNTER})[\u4e00-\u9fffA-Za-z—―–])"
_QUOTED = "“[\u4e00-\u9fff]{1,10}”(?=[\u4e00-\u9fff、])"
_ITEM = f"(?:{_LETTER}|{_QUOTED}){{1,24}}(?:（[\u4e00-\u9fff、]{{1,14}}）(?=[、“])){{0,1}}"
_AND = _R["and"].regex()
_THING = (
    f"(?P<thing>(?:{_V['named_things'].regex()})|(?:{_V['named_counters'].regex()})(?:{_V['place_nouns'].regex()})"
    f"|(?:{_V['named_counters'].regex()})[“\u4e00-\u9fff](?<![和与及等的]))"
)
_NUMBER = (
    f"(?P<open>等)?(?P<this>这)?“?(?P<n>(?<!{_NUMERAL})(?<![第百千万亿]){_NUMERAL}{{1,2}}"
    f"(?![0-9０-９一二三四五六七八九十百千万亿])){_THING}(?<!个字)"
)
_ROW = re.compile(
    f"(?P<quoted>“(?=[^“”，。；]*”))?(?P<items>{_ITEM}(?:、{_ITEM}){{1,30}})(?(quoted)”){_NUMBER}"
)
_TWO = re.compile(f"(?<![、\u4e00-\u9fff])(?P<items>{_LETTER}{{1,12}}?{_AND}{_LETTER}{{1,8}}?){_NUMBER}")
_AMOUNT = "[0-9.]+(?:万亿|[万千百]?亿|万)元?"
_STEPS = re.compile(
    f"(?P<items>{_AMOUNT}(?:、{_AMOUNT}){{1,5}})(?P<open>等)?(?P<this>这)?(?P<n>{_NUMERAL})"
    "(?P<thing>(?:个大?|大)(?:台阶|关口))"
)
_SET_END = re.compile(f"“新?[两二三四五六七八九十](?:{_V['set_phrases'].regex()}|[\u4e00-\u9fff]{{1,6}})”")
_SET_PHRASE = re.compile(
    f"(?P<items>{_ITEM}(?:、{_ITEM}){{1,18}})(?P<open>等)?“新?(?P<this>这)?(?P<n>[两二三四五六七八九十])"
    f"(?P<thing>(?:{_V['set_phrases'].regex()})(?=”)|(?P<shared>[\u4e00-\u9fff])[\u4e00-\u9fff]{{0,5}})”"
)
_DIVISIONS = re.compile(f"(?:{_V['named_divisions'].regex()})|.{{1,2}}(?:{_V['place_nouns'].regex()})")
_CUT_OFF = re.compile(f"[、A-Za-z]|[0-9](?=[A-Za-z])|{_NUMERAL}[市级县区省州]")
_ONE_LEVEL = re.compile("省、市、自治区|省、自治区、直辖市")
_PARTS_LAST, _LEVEL_WORDS = re.compile("和|以及"), re.compile("[省市区县]、自治区|[省市县]、[市县区乡]")
_INTO_SET = re.compile("(?:实现|做到)$")
_LIST_MARK = re.compile(f"{_NUMERAL}{{1,2}}")
_SPLIT = re.compile(_AND)
_ASIDE = re.compile("（[^（）]*）")
_GOES_ON = re.compile("[^，。；：（”\n]{1,14}?、")
_NO_NAME, _TAKES = (re.compile(_V[name].regex()) for name in ("no_name", "takes_object"))
_COUNTS_MORE, _KIND, _COUNTING = (
    re.compile(_V[name].regex()) for name in ("counts_more", "kinds", "counting_verbs")
)
_NESTED, _PARTED = re.compile("[和与及][^和与及、]+、"), re.compile("[和与及、]")
_BODY = f"[^、]*(?:{_F['bodies'].regex()})"
_WHOSE = re.compile(f"(?:{_F['carried_out'].regex()}){_BODY}[、和与及]{_BODY}$")
_VERB_AFTER = re.compile(f"(?!大)(?:{_V['named_counters'].regex()})(?:{_V['verbs_after'].regex()})")


def named_count(page: Page) -> Iterator[Remark]:
    """上海、天津、重庆三市, 中央和地方这两个方面: as many names as are said; with 等 there may be more, and
    where the names are not all of one kind the first may stand before the list.
    """
    text, taken = page.document.text, 0
    for match in sorted(_rows(text), key=lambda m: (m.start(), -m.end())):
        made = _counted(page, match) if match.start() >= taken else None
        if made is not None:
            taken = match.end()
            yield made


def most_in(items: str) -> int:
    """How many names a row with rows in it may have (文体、会展和行政、商务: four); 0 for other rows."""
    return len(_PARTED.split(items)) if _NESTED.search(items) is not None else 0


@cache
def short_names() -> frozenset[str]:
    """The one-character names of provinces and cities."""
    return frozenset().union(*letters())


def _rows(text: str) -> Iterator[re.Match[str]]:
    """Names in a row and the number after them; set phrases are looked for by their end."""
    for row in (_ROW, _STEPS, _TWO):
        yield from row.finditer(text)
    for end in _SET_END.finditer(text):
        begin = max(text.rfind(mark, 0, end.start()) for mark in "，。；：\n") + 1
        match = _SET_PHRASE.search(text, max(begin, end.start() - ROW_MOST), end.end())
        if match is not None:
            yield match


def _counted(page: Page, match: re.Match[str]) -> Remark | None:
    items = _ONE_LEVEL.sub("省", match["items"]) if match["thing"].startswith("级") else match["items"]
    items = _INTO_SET.sub("", items) if "shared" in match.re.groupindex else items
    said, names = value_of(match["n"]), _names(items)
    if _LIST_MARK.fullmatch(names[0]) or _letters(match["thing"], names[-1]):
        return None
    places = _DIVISIONS.fullmatch(match["thing"]) is not None and all(_place_in(page, n) for n in names)
    quotes = "“" in match["items"] and "“" in page.document.text[match.end("items") : match.start("n")]
    cut_off = _CUT_OFF.match(page.document.text, max(0, match.start() - 1)) is not None
    if (
        said is None
        or quotes
        or cut_off
        or _WHOSE.search(match["items"])
        or not 2 <= said <= len(names) * SAID_MOST
    ):
        return None
    graded = match["thing"].startswith("级") and match["n"] == "二"  # 二级医院
    own, headed = _of_set(match, names)
    if graded or not (match.groupdict().get("shared") is None or own or headed):
        return None
    parted = _ends_alike(names) or (said == len(names) - 1 and _parts_last(items, names))
    least = len(names) if parted else _ASIDE.sub("", items).count("、") + 1
    right = least <= said <= max(len(names), most_in(match["items"]))
    sure = places or own or headed or _known(match, names, said)
    if not sure and not _row_of_nouns(page, match, names, said, right):
        return None
    quoted = match.groupdict().get("quoted") is not None
    if not right and not (places or quoted or headed or match["this"]) and _may_be_many(page, match, names):
        return None
    if not right and len(names) == PAIR and match["open"]:
        return None
    doubt = match["open"] is not None
    if said <= least:  # 孤儿生活和残疾人两项补贴
        doubt = not (places or doubt or _one_kind(names)) and least < len(names) and least < LONG_ROW
    first = match.start("items") + (len(names[0]) - len(_place_in(page, names[0])) if places else 0)
    return _told(page, match, Span(first, match.end("items")), len(names), right, doubt)


def _told(page: Page, match: re.Match[str], names: Span, found: int, right: bool, doubt: bool) -> Remark:
    """What a row of ``found`` names says of its number."""
    verdict = Verdict.CONSISTENT if right else Verdict.NOT_CHECKABLE if doubt else Verdict.INCONSISTENT
    key = "names_right" if right else "names_open" if doubt else "names_wrong"
    marks = [(names, "names"), (Span(*match.span("n")), STATED)]
    note = message(key, n=match["n"], found=str(found))
    return Remark(page, marks, verdict, match["n"], str(found), message("names"), note)


def _of_set(match: re.Match[str], names: Sequence[str]) -> tuple[bool, bool]:
    """Whether a set is of the names' own character (优土、优种、优产“三优”), or of the last one's noun."""
    shared = match.groupdict().get("shared")
    if shared is None:
        return False, False
    return all(shared in name for name in names), _headed(match["thing"], names)


def _headed(thing: str, names: Sequence[str]) -> bool:
    """Whether the last of three names and more ends in a noun of all (节能、供热、灵活性改造“三改联动”)."""
    return len(names) > PAIR and thing[1:] in _V["set_phrases"].words and names[-1][-2:-1] == thing[0]


def _ends_alike(names: Sequence[str]) -> bool:
    """Whether the names on both sides of the last 和 end in one word: then it parts them."""
    return len(names) > PAIR < len(names[0]) and names[-1][-2:] == names[-2][-2:]


def _parts_last(items: str, names: Sequence[str]) -> bool:
    """Whether the only 和 of a chain (A、B和C) stands before its last name: no other name has one within it,
    and what it parts is as long as the others.
    """
    head, _, last = items.rpartition("、")
    halves, others = _SPLIT.split(last), [len(name) for name in head.split("、")]
    if not head or len(halves) != PAIR or len(names) > CHAIN_MOST or _LEVEL_WORDS.search(items) is not None:
        return False
    alone = _SPLIT.search(head) is None and _PARTS_LAST.search(last) is not None
    one, other = ({half[i : i + PAIR] for i in range(len(half) - 1)} for half in halves)
    alone = alone and all(pair in head for pair in one & other) and "一系列" not in last
    return alone and min(map(len, halves)) >= min(PAIR, *others) and len(last) > max(others[1:], default=0)


def _letters(thing: str, name: str) -> bool:
    """Whether the last name is several places of a character each (京津两市): ``short_rows`` has them."""
    return thing in _V["named_divisions"].words and len(name) == PAIR and set(name) <= short_names()


def _may_be_many(page: Page, match: re.Match[str], names: Sequence[str]) -> bool:
    """Whether a number may be of things of the kinds that are named (新建幼儿园、小学5所), or of a verb's
    object (出台4条措施).
    """
    kinds = _COUNTING.search(names[0]) is not None and any(_KIND.search(name) for name in names)
    goes_on = _VERB_AFTER.match(page.document.text, match.end("n")) is not None
    return kinds or _TAKES.search(names[-1]) is not None or goes_on


def _known(match: re.Match[str], names: Sequence[str], said: Decimal) -> bool:
    """Whether the shape of a row alone says that its names are counted."""
    least, this = _ASIDE.sub("", match["items"]).count("、") + 1, match["this"] is not None
    row = least >= LONG_ROW and least - 1 <= said <= len(names) + 1 and not _TAKES.search(names[-1])
    closed = match.groupdict().get("quoted") is not None
    if len(names) == 2:
        sure = _one_kind(names) or (this and least == 1) or divided(names)
        return _is_list(names, this) and (sure or said == 2)
    return ((row or closed) and _are_names(names)) or _is_list(names, this)


def _row_of_nouns(page: Page, match: re.Match[str], names: Sequence[str], said: Decimal, right: bool) -> bool:
    """Whether no word says that the number is the object of a verb (出台20条举措), or one of many things."""
    text = page.document.text
    last, after = names[-1], text[match.end("n") : match.end("n") + AFTER_MOST]
    if not _are_names(names) or _TAKES.search(last) or (len(last) < 2 <= max(map(len, names))):
        return False
    if _COUNTS_MORE.match(after) or abs(said - len(names)) > OFF_MOST:
        return False
    if match["thing"].startswith("地"):
        return False  # of places alone
    region = len(names) == 2 and match["thing"] in ("国", *_V["named_divisions"].words)  # A和苏南五市
    return right or not (region or _GOES_ON.match(after))


def _names(items: str) -> list[str]:
    """The names of a row; the last 和 parts the last two."""
    *head, last = _ASIDE.sub("", items).split("、")
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
    if len(names) == 2 and divided(names):
        return True  # 中央和地方
    return all(names) and not any(_NO_NAME.search(name) for name in names)


def _one_kind(names: Sequence[str]) -> bool:
    """Whether all names end in one character (八个工业部)."""
    return len({name[-1:] for name in names}) == 1


def _place_in(page: Page, name: str) -> str:
    """The name of a division that a name is or ends with (重点支持广州: 广州), or an empty string."""
    tails = (name[-n:] for n in range(min(len(name), 6), 1, -1))
    return next((tail for tail in tails if page.gazetteer.find(tail, towns=False)), "")
