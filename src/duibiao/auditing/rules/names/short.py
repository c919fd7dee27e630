"""Rows whose words say themselves how many they are: levels, countries, years, letters, pairs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duibiao.auditing.figures.page import Page
from duibiao.auditing.rules.names.rows import AND, SEPARATOR, Form, Row, every, place_in, short_names
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading.quantities.numerals import value_of

_V = vocabulary(__package__)
_N = "(?P<n>(?<![0-9０-９一二两三四五六七八九十百千万亿第])[两二三四五六七八九2-9])"
_NUMERALS = "[两二三四五六七八九十]"
_HAN = "[\u4e00-\u9fff]"
_COUNTER = f"(?:{_V['pair_counters'].regex()})"
_NO_PAIR = re.compile(_V["no_pair"].regex())
OFF_MOST = 4
"""A number farther off counts something else."""
FEW = 3
"""More names than these are not all of one set that only its words join to them."""
PAIR_OFF = 3
"""The same of two names: 五大 of them may be what both have done together."""

_LEVEL = _V["levels"].regex()
_DOUBLE, _ONE_LEVEL, _GRADED = (
    re.compile(_V[name].regex()) for name in ("double_levels", "one_level", "graded")
)
_LEVELS = re.compile(
    f"(?P<items>(?:(?:{_LEVEL})(?:（[^（）]{{1,9}}）)?{SEPARATOR}?){{2,8}})(?<![、和与及])(?:这)?{_N}(?=级)"
)
_LEVEL_WORD = re.compile(_LEVEL)
_COUNTRIES = re.compile(f"(?P<items>(?:{_HAN}、){{1,8}}{_HAN})(?:这)?{_N}(?=国)")
_BY_LETTERS = re.compile(
    f"(?<!{_V['other_countries'].regex()})(?P<items>(?:{_V['country_letters'].regex()}){{2,5}})(?:这)?{_N}(?=国)"
)
_YEAR = "[0-9０-９一二三四五六七八九〇○零]{4}年?"
_YEARS = re.compile(
    f"(?P<items>(?:{_YEAR}{SEPARATOR})+{_YEAR})(?:这|连续)?(?P<n>[两二三四五六七八九])(?=年(?![代来前后级]))"
)
_FIGURE = "[百分之]{0,3}[0-9０-９.．一二三四五六七八九十点]+[％%万亿千百元吨个户人公斤]{0,5}"
_EACH_YEAR = re.compile(
    f"(?:(?<!学)前|近|过去|后|这){_N}年[^，。；、0-9０-９一二三四五六七八九]{{0,10}}分别[^，。；、0-9０-９一二三四五六七八九]{{0,6}}"
    f"(?P<items>{_FIGURE}(?:{SEPARATOR}{_FIGURE})+)(?=[，。；]|转为)"
)
_PAIR = re.compile(
    f"(?P<items>(?P<one>{_HAN}{{2,12}}?){AND}(?P<other>{_HAN}{{2,12}}?))(?P<of>的)?(?:这)?{_N}(?={_COUNTER}{_HAN})"
)
_SIDES = re.compile(f"(?P<items>{_V['both_sides'].regex()}){_N}(?={_COUNTER})")
_LETTERS = re.compile(f"(?P<items>[{''.join(sorted(short_names()))}]{{2,5}}){_N}(?=[个市省地城](?!月))")
_PLACE = f"(?:{_HAN}{{2,5}}?-)?{_HAN}{{2,5}}?"
_CLEAR = re.compile(_V["clear_letters"].regex())
_BUILT_IN = re.compile(
    f"在(?P<items>{_PLACE}(?:[、和]{_PLACE}){{2,9}})(?:等(?:区域|地区|地))?(?:规划|新|联合)?(?:{_V['counting_verbs'].regex()})(?P<n>[0-9]{{1,2}}|{_NUMERALS}{{1,2}})[个座所家处]"
)
_COUNTED_PLACES = re.compile(f"(?P<items>{_HAN}{{2,12}}(?:、{_HAN}{{2,5}}){{1,8}}){_N}(?=个[，。；）])")
_PAIR_SET = re.compile(
    f"(?<![^，。；：\\n\u3000])(?P<items>[^，。；：“”\\n]{{4,60}}?)(?:{_V['kept_up'].regex()})*(?:对{_HAN}{{2,8}}的)?"
    f"“?(?P<n>(?<![{_NUMERALS[1:-1]}第])[双两三四])(?={_V['pair_sets'].regex()}[”，。；、的])"
)
_LIST_MARK = re.compile("[一二三四五六七八九十0-9]、")
_NUMERAL = re.compile("[两二三四五六七八九十]")


def _levels(page: Page, match: re.Match[str]) -> Sequence[int]:
    """One or two for 乡镇 and the like; none where the number is a grade (二级医院)."""
    if match["n"] == "二":
        return ()
    items = _ONE_LEVEL.sub(lambda one: "省" if one.group().startswith("省") else "", match["items"])
    words = _LEVEL_WORD.findall(items)
    graded = len(words) <= 2 and _GRADED.match(page.document.text, match.end("n")) is not None
    double = sum(_DOUBLE.fullmatch(word) is not None for word in words)
    return range(len(words), len(words) + double + 1) if len(words) > 1 and not graded else ()


def _built_in(page: Page, match: re.Match[str]) -> Sequence[int]:
    """在易县、蠡县、高阳新建3个牧场: no fewer than there are places."""
    names, said = every(match["items"]), value_of(match["n"])
    known = all(page.gazetteer.find(name, towns=False) for name in "-".join(names).split("-"))
    return (len(names),) if known and said is not None and said <= len(names) else ()


def _characters(page: Page, match: re.Match[str]) -> Sequence[int]:
    return (len(match["items"]),)


def _every(page: Page, match: re.Match[str]) -> Sequence[int]:
    return (len(every(match["items"])),)


def _pair(page: Page, match: re.Match[str]) -> Sequence[int]:
    """Two, where nothing else is named in the clause and both are built alike or short."""
    text, one, other, said = page.document.text, match["one"], match["other"], value_of(match["n"])
    begin = max(text.rfind(mark, 0, match.start()) for mark in "，。；：、\n”“）") + 1
    before = text[begin : match.start("one")] + one
    marked = _LIST_MARK.search(text, max(0, begin - 3), begin) is not None
    if (text[begin - 1 : begin] == "、" and not marked) or _NUMERAL.search(before) or len(every(before)) > 1:
        return ()
    if any(_NO_PAIR.search(name) for name in (one, other)) or _NUMERAL.search(other):
        return ()
    halves = [{name[at : at + 2] for at in range(len(name) - 1)} for name in (one, other)]
    alike, even = bool(halves[0] & halves[1]), len(other) <= len(before) <= len(other) + 2
    fits = alike or (not match["of"] and (even or len(other) <= 2 <= len(before)))
    return (2,) if fits and said is not None and said - 2 <= PAIR_OFF else ()


def _counted_places(page: Page, match: re.Match[str]) -> Sequence[int]:
    """铁路口岸绥芬河、哈尔滨2个."""
    names = every(match["items"])
    return (len(names),) if all(place_in(page, name) for name in names) else ()


def _pair_set(page: Page, match: re.Match[str]) -> Sequence[int]:
    """事故起数、死亡人数实现“双下降”; 消费需求和投资需求对经济增长的双拉动."""
    row, groups = Row.of(match["items"]), len(re.split(AND, match["items"]))
    if not (1 < len(row.names) <= FEW and row.are_names):
        return ()
    paired = [groups] if len(row.parts) > groups > 1 else []  # 甲、乙和丙、丁“双引擎”
    return [count for count in (*paired, *row.counts) if count > 1]


def _sides(page: Page, match: re.Match[str]) -> Sequence[int]:
    return (2,)


def _of_letters(page: Page, match: re.Match[str]) -> Sequence[int]:
    """The characters before the number that each name a place; the first may be of a word (创新京津)."""
    most = len(match["items"])
    return range(most if _CLEAR.match(match["items"]) else max(2, most - 1), most + 1)


FORMS = tuple(
    Form(pattern, counts, OFF_MOST)
    for pattern, counts in (
        (_LEVELS, _levels),
        (_COUNTRIES, _every),
        (_BY_LETTERS, _characters),
        (_YEARS, _every),
        (_EACH_YEAR, _every),
        (_SIDES, _sides),
        (_LETTERS, _of_letters),
        (_PAIR, _pair),
        (_BUILT_IN, _built_in),
        (_PAIR_SET, _pair_set),
        (_COUNTED_PLACES, _counted_places),
    )
)
"""The surest first."""
