"""Noun phrases before a figure: the one that ends where its predicate begins, the subject of its clause."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from duibiao.gazetteer import Gazetteer, Level
from duibiao.lexicon import load
from duibiao.reading.indicators.known import known_in
from duibiao.reading.indicators.words import DOING_MOST, EDGE, INSIDE, KEEP, LEAD, MAIN, MEASURED, VERBAL
from duibiao.reading.predicates.logic import ROLE
from duibiao.text import Span

_V = load("duibiao.reading.indicators")
_SKIP = frozenset(_V["skip_tags"].words)
_TAIL = re.compile(f"{_V['tails'].regex()}\\Z")
_MANNER = frozenset(_V["manner"].words)
_EITHER = frozenset(_V["either"].words)
_BEGINS = re.compile(_V["begins"].regex())
_SAYS_NOTHING = re.compile(f"(?:{_V['attached'].regex()}|{_V['dependent'].regex()})+")
_DOING = frozenset(("v", "vn", "m", "q", "d", "ad", "vd", "u", "ul"))
_ACT = re.compile(_V["cut"].regex() + r"(?=[^的，、量率额数总和与及]|\Z)")
_ACTS = re.compile(f"(?:{_V['cut'].regex()}|{_V['reaches'].regex()})\\Z")
_PASSES_ON = re.compile(_V["passes_on"].regex() + "(?=[^，、]{3})")
_PLACES_OF = re.compile("[、和]")
_LIST_MARK = re.compile("[，、]?[一二三四五六七八九十]{1,2}是(?=.{2})")
"""五是“百千万工程”实现…"""
_AT_HOME = re.compile(_V["at_home"].regex())
_SPENDING = re.compile(_V["spending"].regex())
_FINITE = ("将", "已", "要", "可以", "能", "能够")
_LEFT_LEAST = 3
_TAKES_SHORT = frozenset(("把", "惠及", "新发现"))
"""A name of two characters may follow them (惠及儿童)."""
_CHANGES = frozenset(("rise", "fall"))
_PREDICATES = frozenset(("rise", "fall", "rise_to", "fall_to"))
_NOMINAL = re.compile("的[^的，]{0,6}" + _V["heads"].regex() + r"\Z")
"""A clause that ends so has no predicate: 今后人口的年自然增长率"""
_SPELL = re.compile("连续|每年|今年")
CLAUSE_MOST = 48
"""How much of a clause is looked at for its subject."""
_WHEN = re.compile("(?<=[^存所现])在(?=[一二三四五六七八九〇○0-9]{2})")
_EXAMPLE = re.compile("[^、，的]{1,8}等(?![级待于])(?=..)")
_PER = re.compile(r"[从由](?=[每月年日][^，]{0,5}\Z)")
_CLOSINGS = (_PER, _WHEN, _TAIL)
"""What stands at the end and is no part of a name: 起征点|从月销售额, 总产值|在一九八五年, 产量|创新高"""
NAME_MOST = 32
"""Longest name read. 「规模以上工业企业数字化改造覆盖率」 has 16; beyond 32 it is a clause."""


def named_before(
    text: str, start: int, end: int, most: int = NAME_MOST, *, whole_list: bool = False
) -> Span | None:
    """The noun phrase that ends at ``end``, without what leads it; ``None`` when there is none.

    ``whole_list``: do not cut before the last part of a list, although it has a verb (事故起数、死亡人数).
    """
    if end - start > most:
        start = end - most
        start = max(start, text.find("、", start, end - _LEFT_LEAST) + 1)
    mark = _LIST_MARK.match(text, start, end)
    if mark is not None:
        start = mark.end()
    while start < end and text[start] in EDGE and text[start] != "“":
        start += 1
    while end > start and text[end - 1] in EDGE and text[end - 1] not in "”）":
        end -= 1
    if end - start < 1:
        return None
    if text.endswith("一批", start, end):
        return None  # 布局一批50万千瓦以上基地
    for closing in _CLOSINGS:
        closed = closing.search(text, start + 2, end)
        if closed is not None:
            end = closed.start()
    phrase = text[start:end]
    known = known_in(phrase)
    at = _last_act(phrase, known, whole_list=whole_list)
    if known is not None and known.start < at:
        known = known_in(phrase, at)
    limit = known.start if known is not None else len(phrase)
    at = _skip_leads(phrase, at, limit)
    while end > start + at and text[end - 1] == "的":
        end -= 1
    if text[start + at - 1] == "、" and not whole_list:
        example = _EXAMPLE.match(text, start + at, end)
        at = at if example is None else example.end() - start  # 低保、特困等|救助资金
    if known is None and (end - start - at < 2 or _only_does(text[start + at : end])):
        return None
    return Span(start + at, end) if start + at < end else None


def _only_does(phrase: str) -> bool:
    """建设一批, 推进: verbs and counters without a noun."""
    if len(phrase) > DOING_MOST:
        return False
    words = rjieba.tag(phrase)
    if words[-1][0] in MEASURED:
        return False  # 新增产能
    if len(words) > 1 and all(tag == "vn" and word not in LEAD for word, tag in words[:-1]):
        return False  # 违法建设
    return phrase in LEAD or phrase in _MANNER or all(tag in _DOING for _word, tag in words)


def _last_act(phrase: str, known: Span | None, *, whole_list: bool) -> int:
    """Where the name begins after the last verb of doing, or after the last part of a list that has one.

    A verb that would leave a name of two characters is part of it (高价值专利培育中心), and so is one that
    meets a name of the catalogue.
    """
    at = 0
    limit = known.start if known is not None else len(phrase)
    listed = 0 if whole_list else phrase.rfind("、", 0, limit) + 1
    rest = phrase[listed:]
    if ("）" in rest and "（" not in rest) or ("”" in rest and "“" not in rest.partition("”")[0]):
        listed = 0  # 文明实践中心（所、站）, “双随机、一公开”考评
    if listed and rjieba.tag(phrase[listed:])[0][1] in INSIDE:
        at = listed
    spending = _SPENDING.search(phrase, at)
    for act in _ACT.finditer(phrase, at, limit if spending is None else min(limit, spending.start())):
        if phrase.endswith("占", 0, act.start()):
            continue  # 装配式建筑面积占|新建建筑比重
        if (
            len(phrase) - act.end() >= _LEFT_LEAST
            or limit < len(phrase)
            or (act.group() in _TAKES_SHORT and len(phrase) - act.end() > 1)
            or (act.end() < len(phrase) and phrase.endswith(_FINITE, 0, act.start()))
        ):
            at = act.end()
    passed = None if known is None else _PASSES_ON.search(phrase, known.end)
    if passed is not None and "的" not in phrase[passed.end() :]:
        at = passed.end()
    return at


def _leads(word: str) -> bool:
    """实施, 新实施."""
    return word in LEAD or (word[:1] == "新" and word[1:] in LEAD)


def _skip_leads(phrase: str, at: int, limit: int) -> int:
    """Where the noun phrase begins: after leading verbs, adverbs, numbers and particles.

    A row of verbs without a noun is a name itself (采供对接活动), after those known to lead.
    """
    if at == limit:
        return at
    home = _AT_HOME.match(phrase, at)
    if home is not None:
        at = home.end()
    elif phrase[at] == "新" and phrase[at + 1 : at + 3] in LEAD and _BEGINS.match(phrase, at + 1) is None:
        at += 3
    led = at
    if at >= limit:
        return min(at, limit)
    words = rjieba.tag(phrase[at:])
    for (word, tag), (following, _tag) in zip(words, [*words[1:], ("", "")], strict=True):
        if at >= limit:
            return limit
        if word in _EITHER and _leads(following):
            at += len(word)
            continue
        if word == "有" and phrase.startswith("有效", at):
            return _skip_leads(phrase, at + 2, limit) if at + 2 < limit else limit
        if word == "“" or word in KEEP or (not _leads(word) and tag not in _SKIP):
            break
        if _BEGINS.match(phrase, at) is not None or (led and _SPENDING.match(phrase, at) is not None):
            break
        at += len(word)
        if _leads(word) or tag not in VERBAL:
            led = at
    return led


def subject_of_clause(text: str, start: int, end: int) -> Span | None:
    """粮食总产再创新高 -> 粮食总产: what a clause is about, up to its first predicate."""
    start = max(start, end - CLAUSE_MOST)
    if _NOMINAL.search(text, start, end) is not None:
        return named_before(text, start, end)
    at = start
    for word, tag in rjieba.tag(text[start:end]):
        adverb = tag in ("d", "ad", "ul") and word not in KEEP
        ends = word not in ("和", "与", "及") and (adverb or word in MAIN or ROLE.get(word) in _PREDICATES)
        if ends and tag not in VERBAL and _BEGINS.match(text, at) is not None:
            ends = False  # 职工|基本养老保险
        if at - start > 1 and ends:
            subject = named_before(text, start, at - (text[at - 1] in "和与及"))
            if subject is None or _SPELL.match(text, subject.start) is not None:
                return named_before(text, at + len(word), end)  # 连续第7年提高基本养老金
            return subject
        at += len(word)
    return named_before(text, start, end)


def depends(name: str) -> bool:
    """Whether a name says nothing without the subject before it (总量, 增速)."""
    return name in _places() or name.startswith("占") or _SAYS_NOTHING.fullmatch(name) is not None


@cache
def _places() -> frozenset[str]:
    """Names of provinces and cities: whose a figure is, not what it measures."""
    places = Gazetteer.load().all(Level.PROVINCE, Level.PREFECTURE)
    return frozenset(name for place in places for name in (place.name, *place.aliases))


def only_places(name: str) -> bool:
    """Whether a name is a list of places (荆州、孝感、黄冈): where, not what."""
    return all(part in _places() or rjieba.tag(part)[0] == (part, "ns") for part in _PLACES_OF.split(name))


def verb_after(text: str, start: int) -> int:
    """Where a verb of change that begins at ``start`` ends, or ``start`` (提高, 压减)."""
    sizes = (n for n in (3, 2) if ROLE.get(text[start : start + n]) in _CHANGES)
    return start + next(sizes, 0)


def acts(name: str) -> bool:
    """Whether what stands before a figure ends with what is done to the things counted (行动吸纳)."""
    return _ACTS.search(name) is not None


def begins_with_a_verb(text: str, start: int) -> bool:
    """实行备案管理, 用于支持西部."""
    return rjieba.tag(text[start : start + DOING_MOST])[0][1] == "v"


def says_something(phrase: str) -> bool:
    """Whether a phrase is a clause with a verb, not a name (积累在国民收入中所占的比重)."""
    if depends(phrase.rpartition("的")[2]):
        return False
    words = rjieba.tag(phrase)
    return (
        words[-1][0] in MAIN
        or ROLE.get(words[-1][0]) in _CHANGES
        or any(tag in ("v", "ul", "ad") for _word, tag in words[:-1])
    )
