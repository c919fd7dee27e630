"""Noun phrases around a figure: the one that ends before it, the one that it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import rjieba

from duibiao.gazetteer import Gazetteer, Level
from duibiao.lexicon import load
from duibiao.reading.indicators.known import known_at
from duibiao.reading.predicates.logic import ROLE
from duibiao.text import Span

_V = load("duibiao.reading.indicators")
_LEAD, _NOUNS, _SKIP, _MAIN, _TRAILING = (
    frozenset(_V[name].words) for name in ("lead", "noun_tags", "skip_tags", "main_verbs", "trailing")
)
_HEADS, _MEASURED, _KEEP, _ATTRIBUTIVE = (
    frozenset(_V[name].words) for name in ("counted_heads", "measured_nouns", "keep", "attributive")
)
_DONE = tuple(_V["trailing"].words)
_COUNTED = _HEADS | _MEASURED
_VERBAL_NOUNS, _COMPOUND = (frozenset(_V[name].words) for name in ("verbal_nouns", "compound"))
_WHOLE = re.compile(_V["whole"].regex())
_TAIL = re.compile(f"{_V['tails'].regex()}\\Z")
_SECOND_COUNT, OF_COUNTED, _EXAMPLES = (
    re.compile(_V[name].regex()) for name in ("second_count", "of_counted", "examples")
)
_THIRD_COUNT = re.compile("[0-9.]+万?[人户银铜金名](?![以\u4e00-\u9fff])|[0-9]+[银铜]")
_SHORT = re.compile("[\u4e00-\u9fff]{2,5}?(?=[、，。；和与及])")
_HEADS_AT_END = tuple(_HEADS)
_JOINS = frozenset(("和", "与", "及"))
_ATTRIBUTES = frozenset(_V["attributes"].words)
_MANNER = frozenset(_V["manner"].words)
_EITHER = frozenset(_V["either"].words)
_BEGINS = re.compile(_V["begins"].regex())
_SAYS_NOTHING = re.compile(f"(?:{_V['attached'].regex()}|{_V['dependent'].regex()})+")
_INSIDE = frozenset(("v", "m", "q", "f", "vd", "r"))
_DOING = frozenset(("v", "vn", "m", "q", "d", "ad", "vd", "u", "ul"))
_QUALITY = frozenset(("a", "b", "ad"))
_VERBAL = frozenset(("v", "vn", "vd"))
"""Tags that may stand inside a noun phrase, before its last noun."""
_ACT = re.compile(_V["cut"].regex() + r"(?=[^的，、量率额数总和与及]|\Z)")
_ACTS = re.compile(f"(?:{_V['cut'].regex()}|{_V['reaches'].regex()})\\Z")
_PASSES_ON = re.compile(_V["passes_on"].regex() + "(?=[^，、]{3})")
_PLACES_OF = re.compile("[、和]")
_DESCRIPTION = re.compile("[^，。；、：0-9０-９年到的]{2,13}的(?=..)")
_HEAD = re.compile(_V["heads"].regex() + "(?![\u4e00-\u9fff])")
_COUNT = re.compile("[0-9.]+[万亿]?[个条项所名件家户座只支种门处群]")
_LIST_MARK = re.compile("[，、]?[一二三四五六七八九十]{1,2}是(?=.{2})")
"""五是“百千万工程”实现…"""
_UNDERTAKINGS = re.compile(_V["undertakings"].regex())
_AT_HOME, _DESCRIBED = (re.compile(_V[name].regex()) for name in ("at_home", "described"))
_GOES_ON = _MAIN | _LEAD
_SPENDING = re.compile(_V["spending"].regex())
_FINITE = ("将", "已", "要", "可以", "能", "能够")
_LEFT_LEAST = 3
_LAST = frozenset(_V["last_characters"].words)
_STOP = frozenset("，。；、！")
_CHANGES = frozenset(("rise", "fall"))
_PREDICATES = frozenset(("rise", "fall", "rise_to", "fall_to"))
_NOMINAL = re.compile("的[^的，]{0,6}" + _V["heads"].regex() + r"\Z")
"""A clause that ends so has no predicate: 今后人口的年自然增长率"""
_SPELL = re.compile("连续|每年|今年")
CLAUSE_MOST = 48
"""How much of a clause is looked at for its subject."""
_DOING_MOST = 5
"""Verbs in a row longer than this name what is done (采供对接活动)."""
_WHEN = re.compile("(?<=[^存所现])在(?=[一二三四五六七八九〇○0-9]{2})")
_EXAMPLE = re.compile("[^、，的]{1,8}等(?![级待于])(?=..)")
_PER = re.compile(r"[从由](?=[每月年日][^，]{0,5}\Z)")
_CLOSINGS = (_PER, _WHEN, _TAIL)
"""What stands at the end and is no part of a name: 起征点|从月销售额, 总产值|在一九八五年, 产量|创新高"""
_EDGE = frozenset(" \t\n\r\u3000，。；：、！？“”（）()—·-")
_QUOTED = re.compile("[“”（）()]")
NAME_MOST = 32
"""Longest name read. 「规模以上工业企业数字化改造覆盖率」 has 16; beyond 32 it is a clause."""
COUNTED_MOST = 20
"""Longest noun read after a count."""
EXAMPLES_MOST = 30
"""Longest list of examples before the noun that a count counts."""


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
    while start < end and text[start] in _EDGE and text[start] != "“":
        start += 1
    while end > start and text[end - 1] in _EDGE and text[end - 1] not in "”）":
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
    known = _KNOWN.search(phrase)
    at = _last_act(phrase, known, whole_list=whole_list)
    if known is not None and known.start() < at:
        known = _KNOWN.search(phrase, at)
    limit = known.start() if known is not None else len(phrase)
    at = _skip_leads(phrase, at, limit)
    while end > start + at and text[end - 1] == "的":
        end -= 1
    if text[start + at - 1] == "、" and not whole_list:
        example = _EXAMPLE.match(text, start + at, end)
        at = at if example is None else example.end() - start  # 低保、特困等|救助资金
    if known < 0 and (end - start - at < 2 or _only_does(text[start + at : end])):
        return None
    return Span(start + at, end) if start + at < end else None


def _only_does(phrase: str) -> bool:
    """建设一批, 推进: verbs and counters without a noun."""
    if len(phrase) > _DOING_MOST:
        return False
    words = rjieba.tag(phrase)
    if words[-1][0] in _MEASURED:
        return False  # 新增产能
    if len(words) > 1 and all(tag == "vn" and word not in _LEAD for word, tag in words[:-1]):
        return False  # 违法建设
    return phrase in _LEAD or phrase in _MANNER or all(tag in _DOING for _word, tag in words)


def _last_act(phrase: str, known: re.Match[str] | None, *, whole_list: bool) -> int:
    """Where the name begins after the last verb of doing, or after the last part of a list that has one.

    A verb that would leave a name of two characters is part of it (高价值专利培育中心), and so is one that
    meets a name of the catalogue.
    """
    at = 0
    limit = known.start() if known is not None else len(phrase)
    listed = 0 if whole_list else phrase.rfind("、", 0, limit) + 1
    if "）" in phrase[listed:] and "（" not in phrase[listed:]:
        listed = 0  # 文明实践中心（所、站）
    if listed and rjieba.tag(phrase[listed:])[0][1] in _INSIDE:
        at = listed
    spending = _SPENDING.search(phrase, at)
    for act in _ACT.finditer(phrase, at, limit if spending is None else min(limit, spending.start())):
        if (
            len(phrase) - act.end() >= _LEFT_LEAST
            or limit < len(phrase)
            or (act.end() < len(phrase) and phrase.endswith(_FINITE, 0, act.start()))
        ):
            at = act.end()
    passed = None if known is None else _PASSES_ON.search(phrase, known.end())
    if passed is not None and "的" not in phrase[passed.end() :]:
        at = passed.end()
    return at


def _skip_leads(phrase: str, at: int, limit: int) -> int:
    """Where the noun phrase begins: after leading verbs, adverbs, numbers and particles.

    A row of verbs without a noun is a name itself (采供对接活动), after those known to lead.
    """
    if at == limit:
        return at
    home = _AT_HOME.match(phrase, at)
    if home is not None:
        at = home.end()
    elif phrase[at] == "新" and phrase[at + 1 : at + 3] in _LEAD and _BEGINS.match(phrase, at + 1) is None:
        at += 3
    led = at
    if at >= limit:
        return min(at, limit)
    words = rjieba.tag(phrase[at:])
    for (word, tag), (following, _tag) in zip(words, [*words[1:], ("", "")], strict=True):
        if at >= limit:
            return limit
        if word in _EITHER and following in _LEAD:
            at += len(word)
            continue
        if word == "有" and phrase.startswith("有效", at):
            return _skip_leads(phrase, at + 2, limit) if at + 2 < limit else limit
        if word == "“" or word in _KEEP or (word not in _LEAD and tag not in _SKIP):
            break
        if _BEGINS.match(phrase, at) is not None or (led and _SPENDING.match(phrase, at) is not None):
            break
        at += len(word)
        if word in _LEAD or tag not in _VERBAL:
            led = at
    return led


def counted_after(
    text: str, start: int, end: int, *, examples: bool = False, things: bool = False, to_people: bool = False
) -> Span | None:
    """The noun that a count counts: 22个县 -> 县, 15家全国重点实验室 -> 全国重点实验室.

    ``examples``: 名视力、听力等残疾儿童 counts the last noun; else the noun before the first 、 . ``things``:
    a description may stand before the noun (320家承包经营的食堂). ``to_people``: it ends with the first that
    are people (65岁以上老年人|医养结合服务).
    """
    if start < end and text[start] in "的级":
        start += 1
    start = _past_count_and_list(text, start, end, examples=examples)
    if _THIRD_COUNT.match(text, start, end) is not None:
        return None  # 20.9万户|69.3万人
    described = _DESCRIBED.match(text, start, end)
    if described is not None:
        start = described.end()
    elif things and (of := _end_of_description(text, start, end)) > start:
        start = of  # 320家承包经营的|食堂
    end = min(end, start + COUNTED_MOST)
    whole = _WHOLE.match(text, start, end)
    if whole is not None:
        return Span(*whole.span())
    ends = _noun_ends(text, start, end)
    if not ends:
        short = _SHORT.match(text, start, end)
        return None if short is None or short.group()[-1] not in _LAST else Span(*short.span())
    for done in _UNDERTAKINGS.finditer(text, start + 2, ends[-1][0]):
        if text.endswith(_HEADS_AT_END, start, done.start()):
            ends = [(done.start(), "")]
            break
    if to_people:
        ends = [(at, word) for at, word in ends if word in _HEADS][:1] or ends
    while len(ends) > 1 and _no_noun(
        ends[-1][1], ends[-2][1], done=text.startswith(_DONE, ends[-1][0]), things=examples
    ):
        ends.pop()
    return Span(start, _closed(text, ends[-1][0])) if ends else None


def _end_of_description(text: str, start: int, end: int) -> int:
    """Where a description with a verb in front ends, its 的 included, or ``start``."""
    said = _DESCRIPTION.match(text, start, end)
    if said is None or text.endswith(_HEADS_AT_END, start, said.end() - 1):
        return start
    word, tag = rjieba.tag(text[start : start + _DOING_MOST])[0]
    doing = tag == "v" and word not in _COUNTED and word not in _VERBAL_NOUNS and word not in _MAIN
    if not doing or _HEAD.match(text, said.end(), end) is not None:
        return start
    return said.end()


def _past_count_and_list(text: str, start: int, end: int, *, examples: bool) -> int:
    """Past a second count (12类|45件民生实事) and past examples (视力、听力等|残疾儿童)."""
    count = _SECOND_COUNT.match(text, start, end)
    if count is not None:
        start = count.end()
    found = _EXAMPLES.match(text, start, min(end, start + EXAMPLES_MOST)) if examples else None
    if found is None or rjieba.tag(text[found.end() : found.end() + _DOING_MOST])[0][0] in _GOES_ON:
        return start  # 12英寸产线、光掩模产线等|建成投产
    return found.end()


def _noun_ends(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Where the counted noun may end, with its last word, the nearest first."""
    at, quoted = start, False
    ends: list[tuple[int, str]] = []
    words = rjieba.tag(text[start:end])
    for i, (word, tag) in enumerate(words):
        at += len(word)
        if _QUOTED.match(word):
            quoted = word in "“（("
            if not quoted and (ends or word == "”"):
                ends.append((at, word))
        elif quoted or (word in _JOINS and ends and _noun_follows(words[i + 1 :], verbs=word != "与")):
            continue
        elif _ends_noun(word, tag, ends[-1][1] if ends else "") or (
            ends and _COUNT.match(text, at - len(word))
        ):
            break  # 6个方面|16条经验
        elif tag in _NOUNS or word in _COUNTED or word in _VERBAL_NOUNS or (tag == "vg" and len(word) > 1):
            ends.append((at, word))
    return ends


def _noun_follows(words: Sequence[tuple[str, str]], *, verbs: bool) -> bool:
    """Whether a counted noun goes on after 和: a noun before the next number, predicate or stop.

    ``verbs``: a verb may come first (转岗转业培训).
    """
    seen = False
    if words and words[0][1] == "v" and not verbs:
        return False
    for word, tag in words:
        if tag in ("m", "mq") or (not seen and tag in ("p", "d", "c", "t", "ns")):
            return False
        if word in _MAIN or word[0] in _EDGE:
            break
        seen = seen or tag in _NOUNS or word in _COUNTED
    return seen


def _no_noun(last: str, before: str, *, done: bool, things: bool) -> bool:
    """Whether the last word of a counted noun is what is done to it, or what of it is measured.

    ``done``: a word of what is done stands after it (公交化|改造). ``things``: things are counted, not money.
    """
    if last in _TRAILING or (things and OF_COUNTED.fullmatch(last) is not None):
        return not before.endswith("性") and before not in _ATTRIBUTES
    return done and len(last) > 1 and last.endswith("化")


def _closed(text: str, end: int) -> int:
    """高产片, 境外展: with the one character that is left before a stop."""
    return end + 1 if text[end : end + 1] in _LAST and text[end + 1 : end + 2] in _STOP else end


def subject_of_clause(text: str, start: int, end: int) -> Span | None:
    """粮食总产再创新高 -> 粮食总产: what a clause is about, up to its first predicate."""
    start = max(start, end - CLAUSE_MOST)
    if _NOMINAL.search(text, start, end) is not None:
        return named_before(text, start, end)
    at = start
    for word, tag in rjieba.tag(text[start:end]):
        adverb = tag in ("d", "ad", "ul") and word not in _KEEP
        ends = adverb or word in _MAIN or ROLE.get(word) in _PREDICATES
        if ends and tag not in _VERBAL and _BEGINS.match(text, at) is not None:
            ends = False  # 职工|基本养老保险
        if at - start > 1 and ends:
            subject = named_before(text, start, at)
            if subject is None or _SPELL.match(text, subject.start) is not None:
                return named_before(text, at + len(word), end)  # 连续第7年提高基本养老金
            return subject
        at += len(word)
    return named_before(text, start, end)


def _ends_noun(word: str, tag: str, last: str) -> bool:
    """Whether a counted noun, whose last noun so far is ``last``, ends before this word."""
    if last and word[:2] in _MAIN and (tag in ("l", "i") or word[2:] in _MAIN or word[2:] in ROLE):
        return True  # 全面完成, 快速增长
    if word[0] in _EDGE or (word in _MAIN and (last or word not in _ATTRIBUTIVE)):
        return True
    if word in _COMPOUND or (tag == "t" and not last):
        return False  # 国家|自主创新示范区, 夜间经济地标
    if last in _HEADS and tag in _VERBAL and word not in _MEASURED:
        return True
    return (
        tag not in _NOUNS
        and tag not in _INSIDE
        and tag not in _QUALITY
        and word not in _COUNTED
        and word not in _VERBAL_NOUNS
    )


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
    return rjieba.tag(text[start : start + _DOING_MOST])[0][1] == "v"


def says_something(phrase: str) -> bool:
    """Whether a phrase is a clause with a verb, not a name (积累在国民收入中所占的比重)."""
    if depends(phrase.rpartition("的")[2]):
        return False
    words = rjieba.tag(phrase)
    return (
        words[-1][0] in _MAIN
        or ROLE.get(words[-1][0]) in _CHANGES
        or any(tag in ("v", "ul", "ad") for _word, tag in words[:-1])
    )
