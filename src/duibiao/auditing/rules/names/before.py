"""Rows of names just before their number (A、B、C三市, A、B、C“三提升”), what speaks for and against it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duibiao.auditing.figures.page import Page
from duibiao.auditing.rules.names.rows import AND, PAIR, Form, Row, place_in, short_names
from duibiao.auditing.rules.sums.wholes import divided
from duibiao.auditing.vocabulary import vocabulary
from duibiao.gazetteer import Level
from duibiao.reading.quantities.numerals import value_of

_V = vocabulary(__package__)
SAID_MOST = 3
"""A number above three times the names counts something else (新开、复航、加密44条). By reading the corpus;
re-run ``benchmarks audit``."""
LONG_ROW = 5
"""So many names and a number that is off by one at most: they are what it counts, however long they are."""
OFF_MOST = 3
"""A number farther off the names of a row that only its words make one counts something else."""
OPEN_LEAST = 4
"""So many names with 等 before a set in quotes are all of it: in the corpus no number is off by 1 or 2."""
FAR = 99
"""Rows whose nouns are names are believed however far off their number is."""
AFTER_MOST = 16
"""Code points after a number in which its noun ends."""

_NUMERAL = "[0-9０-９一二两三四五六七八九十]"
_THINGS, _COUNTERS = _V["named_things"].regex(), _V["named_counters"].regex()
_LETTER = (
    f"(?:(?!等“?(?:这|{_NUMERAL})|这{_NUMERAL}|{_NUMERAL}(?:{_THINGS}|{_COUNTERS}))"
    "(?:[0-9](?=G)|[\u4e00-\u9fffA-Za-z—―–·]))"
)
_QUOTED = "“[\u4e00-\u9fff]{1,10}”(?=[\u4e00-\u9fff、])"
_INSIDE = "（[\u4e00-\u9fff、]{1,14}）"
_ITEM = f"(?:{_LETTER}|{_QUOTED}|{_INSIDE}(?={_LETTER})){{1,24}}(?:{_INSIDE}(?=[、“]|{_NUMERAL})){{0,1}}"
_THING = (
    f"(?P<thing>(?:{_THINGS})|(?:{_COUNTERS})(?:{_V['place_nouns'].regex()})"
    f"|(?:{_COUNTERS})(?:(?:[0-9]A级|[“A-Z\u4e00-\u9fff](?<![和与及等的]))|(?(open)(?=[，。；])|(?!)))"
    f"|(?(set)(?:(?:{_V['set_phrases'].regex()}|[\u4e00-\u9fff]{_V['go_together'].regex()})|(?P<shared>[\u4e00-\u9fff])[\u4e00-\u9fff]{{0,5}})(?=”)|(?!)))"
)
_NUMBER = (
    f"(?P<open>等)?(?P<this>这)?(?P<set>“)?新?(?P<n>(?<!{_NUMERAL})(?<![第百千万亿零〇]){_NUMERAL}{{1,2}}"
    f"(?![0-9０-９一二三四五六七八九十百千万亿]))(?={_THING}(?<!个字))"
)
_ROW = re.compile(
    f"(?P<quoted>“(?=[^“”，。；]*”))?(?P<items>{_ITEM}(?:、{_ITEM}){{1,30}})(?(quoted)”){_NUMBER}"
)
_TWO = re.compile(f"(?<![、\u4e00-\u9fff])(?P<items>{_LETTER}{{1,12}}?{AND}{_LETTER}{{1,8}}?){_NUMBER}")
_AMOUNT = "[0-9.]+(?:万亿|[万千百]?亿|万)元?"
_STEPS = re.compile(
    f"(?P<items>{_AMOUNT}(?:、{_AMOUNT}){{1,5}})(?P<open>等)?(?P<this>这)?(?P<set>“)?(?P<n>{_NUMERAL})"
    "(?P<thing>(?P<shared>(?!))?(?:个大?|大)(?:台阶|关口))"
)
_DIVISIONS = re.compile(f"(?:{_V['named_divisions'].regex()})|.{{1,2}}(?:{_V['place_nouns'].regex()})")
_DIVISIONS_OF = (Level.PREFECTURE, Level.COUNTY)
_CUT_OFF = re.compile(f"[、A-Za-z]|[0-9](?=[A-Za-z])|{_NUMERAL}[市级县区省州]")
_ONE_LEVEL = re.compile("省、市、自治区|省、自治区、直辖市")
_INTO_SET = re.compile("(?:实现|做到)$")
_COUNTED_BEFORE = re.compile(
    f"(?<={_NUMERAL})(?:{_COUNTERS}|[市级县区省州])(?:[^、的]*的|[^、和]*和(?=[^、]+、)|[^、]{{1,4}}、)"
)
_QUOTED_BEFORE = re.compile("[^、]*”[^、和]*和(?=[^、]{2}[^、]*、)")
_LIST_MARK = re.compile(f"{_NUMERAL}{{1,2}}")
_GOES_ON = re.compile(f"(?:(?!{_V['verbs_apart'].regex()})[^，。；：（”\\n]){{1,14}}?、")
_TAKES, _OWN_SET, _COUNTS_MORE, _KIND, _COUNTING = (
    re.compile(_V[name].regex())
    for name in ("takes_object", "own_sets", "counts_more", "kinds", "counting_verbs")
)
_PHRASE = re.compile(_V["set_phrases"].regex())
_AS_ONE = re.compile(_V["as_one"].regex())
_TOGETHER = re.compile(_V["go_together"].regex() + "$")
_BODY = f"[^、]*(?:{_V['bodies'].regex()})"
_WHOSE = re.compile(f"(?:{_V['carried_out'].regex()}){_BODY}{{}}{_BODY}$".replace("{}", "[、和与及]"))
_SET_NOUN = re.compile(f"(?:{_COUNTERS}){_V['set_nouns'].regex()}")
_VERB_AFTER = re.compile(f"(?!大)(?:{_COUNTERS})(?:{_V['verbs_after'].regex()})")


def _counts(page: Page, match: re.Match[str]) -> Sequence[int]:
    """As many names as are parted where they are known to be what the number counts; where they are not all
    of one kind the first may stand before the list.
    """
    items = _own_items(page, match)
    row, said = Row.of(_INTO_SET.sub("", items) if match["set"] else items), value_of(match["n"])
    if said is None or len(row.names) < PAIR or not PAIR <= said <= len(row.names) * SAID_MOST:
        return ()
    if _is_no_row(page, match, row.names):
        return ()
    own, bare = (
        _of_set(match, row.names),
        match["thing"] in _V["named_counters"].words and match["thing"] != "方面",
    )
    if own is False or (bare and len(row.parts) < LONG_ROW):
        return ()
    places = _DIVISIONS.fullmatch(match["thing"]) is not None and all(place_in(page, n) for n in row.names)
    sure, right = places or own is True or _known(page, match, row), said in row.counts
    if not sure and not _row_of_nouns(page, match, row, right):
        return ()
    firm = places or own is True or match["this"] or match.groupdict().get("quoted") is not None
    if right:
        return row.counts
    if (not firm and _may_be_many(page, match, row, said > row.counts[-1])) or (
        len(row.names) == PAIR and match["open"]
    ):
        return ()
    last_alone = said < len(row.parts) < len(row.names) < LONG_ROW and not (
        places or match["open"] or row.one_kind
    )
    return () if last_alone else row.counts  # 孤儿生活和残疾人两项补贴


def _own_items(page: Page, match: re.Match[str]) -> str:
    """A row without what was counted before it (6个项目和甲、乙3个项目) or quoted; 省、市、自治区 as one."""
    text, (start, end) = page.document.text, match.span("items")
    head = _COUNTED_BEFORE.match(text, start, end) or _QUOTED_BEFORE.match(text, start, end)
    if head is not None and "大" in head.group()[:1] and place_in(page, head.group().rstrip("、")):
        head = None  # 两大流域甲、乙、丙三县
    items = text[head.end() if head is not None else start : end]
    if match["shared"] and match["shared"] in items:
        items = _with_character(items, match["shared"])
    return _ONE_LEVEL.sub("省", items) if match["thing"].startswith("级") else items


def _with_character(items: str, shared: str) -> str:
    """The last names of a row, with the character of their set (各项改革、甲评审、乙评价、丙评奖“三评”)."""
    parts = items.split("、")
    first = next((at for at in range(len(parts), 0, -1) if shared not in parts[at - 1]), 0)
    if len(parts) - first <= PAIR:
        return items
    one = re.split(AND, parts[first])
    return "、".join([parts[first] if shared in one[0] else one[-1], *parts[first + 1 :]])


def _is_no_row(page: Page, match: re.Match[str], names: Sequence[str]) -> bool:
    """Whether the words are the end of something longer, marks of a list, letters, or who gave an order."""
    text, thing, last = page.document.text, match["thing"], names[-1]
    letters = (
        thing in _V["named_divisions"].words
        and len(last) == PAIR
        and set(last) <= short_names()
        and not any(p.level in _DIVISIONS_OF for p in page.gazetteer.find(last, towns=False))
    )  # 京津两市; 乌兰 is one place
    where = thing in _V["named_divisions"].words and "在" in last[1:]  # A率、B率、C率在华北五省市最低
    quotes = "“" in match["items"] and "“" in text[match.end("items") : match.start("n")]
    cut_off = _CUT_OFF.match(text, max(0, match.start() - 1)) is not None and len(
        _own_items(page, match)
    ) == len(match["items"])
    graded = thing.startswith("级") and match["n"] == "二"  # 二级医院
    marked = _LIST_MARK.fullmatch(names[0]) is not None
    verbs = "、" not in match["items"] and all(map(_TAKES.search, names))  # 坚持和落实“两个毫不动摇”
    parts = verbs or letters or where or quotes or cut_off or graded or marked
    return parts or _WHOSE.search(match["items"]) is not None


def _of_set(match: re.Match[str], names: Sequence[str]) -> bool | None:
    """Whether a set in quotes is of the names' own character (优土、优种、优产“三优”), or the last one's noun
    (节能、供热、灵活性改造“三改联动”); ``None`` where it is a known phrase.
    """
    shared, thing = match["shared"], match["thing"]
    headed = len(names) > PAIR and thing[1:] in _V["set_phrases"].words and names[-1][-2:-1] == thing[0]
    own = shared is not None and all(shared in name for name in names)
    phrase = match["set"] is not None and _PHRASE.match(match.string, match.end("n"))
    as_one = _AS_ONE.match(match.string, match.end("n")) is not None
    if len(names) == PAIR and not as_one and (phrase or _TOGETHER.search(thing)):
        return False  # 巩固和扩大“三讲”
    unknown = shared is None or (match["open"] is not None and len(names) >= OPEN_LEAST)
    return own or headed or (None if unknown else False)  # 甲、乙、丙、丁、戊等“五健”


def _may_be_many(page: Page, match: re.Match[str], row: Row, more: bool) -> bool:
    """Whether a number may be of things of the kinds that are named, each once or more (新建小学、中学5所),
    or of a verb's object (出台4条措施).
    """
    names, long = row.names, len(row.parts) >= LONG_ROW
    many = sum(_KIND.search(name) is not None for name in names)
    kinds = _COUNTING.search(names[0]) is not None and 2 * many >= len(names)
    goes_on = _VERB_AFTER.match(page.document.text, match.end("n")) is not None
    return _takes(page, match, names) or ((kinds or goes_on) and (more or not long))


def _takes(page: Page, match: re.Match[str], names: Sequence[str]) -> bool:
    """Whether the last name ends in a verb that takes what the number counts, or has its own number; not
    where all end so and are what is counted (A发展、B建设两大任务).
    """
    if match["open"]:
        return False  # …建设等三项
    own_set = len(names) < LONG_ROW and _OWN_SET.search(names[-1]) is not None
    a_set = _SET_NOUN.match(page.document.text, match.end("n")) is not None
    aims = a_set and (len(names) >= LONG_ROW or all(map(_TAKES.search, names)))
    alike = len({name[-PAIR:] for name in names}) == 1
    return own_set or (_TAKES.search(names[-1]) is not None and not (aims or alike))


def _known(page: Page, match: re.Match[str], row: Row) -> bool:
    """Whether the shape of a row alone says that its names are counted."""
    least, this, said = len(row.parts), match["this"] is not None, value_of(match["n"])
    if len(row.names) == PAIR:
        sure = row.one_kind or (this and least == 1) or divided(row.names)
        return row.is_list(this) and (sure or said == PAIR)
    long = (
        least >= LONG_ROW
        and said in range(least - 1, len(row.names) + 2)
        and not _takes(page, match, row.names)
    )
    closed = match.groupdict().get("quoted") is not None
    return ((long or closed) and row.are_names) or row.is_list(this)


def _row_of_nouns(page: Page, match: re.Match[str], row: Row, right: bool) -> bool:
    """Whether no word says that the number is the object of a verb (出台20条举措), or one of many things."""
    text, names = page.document.text, row.names
    said, after = value_of(match["n"]), text[match.end("n") : match.end("n") + AFTER_MOST]
    if (
        said is None
        or not row.are_names
        or _takes(page, match, names)
        or (len(names[-1]) < 2 <= max(map(len, names)))
    ):
        return False
    if _COUNTS_MORE.match(after) or abs(said - len(names)) > OFF_MOST or match["thing"].startswith("地"):
        return False
    region = len(names) == PAIR and match["thing"] in ("国", *_V["named_divisions"].words)  # A和苏南五市
    return right or not (region or _GOES_ON.match(after))


FORMS = tuple(Form(pattern, _counts, FAR) for pattern in (_TWO, _ROW, _STEPS))
