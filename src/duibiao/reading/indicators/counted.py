"""The noun that a count counts: 22个县, 15家全国重点实验室."""

from __future__ import annotations

import re
from collections.abc import Sequence

import rjieba

from duibiao.lexicon import load
from duibiao.reading.indicators.words import DOING_MOST, EDGE, INSIDE, KEEP, LEAD, MAIN, MEASURED, VERBAL
from duibiao.reading.predicates.logic import ROLE
from duibiao.text import Span

_V = load("duibiao.reading.indicators")
_NOUNS, _TRAILING, _HEADS, _ATTRIBUTIVE, _VERBAL_NOUNS, _COMPOUND, _ATTRIBUTES, _LAST = (
    frozenset(_V[name].words)
    for name in (
        "noun_tags",
        "trailing",
        "counted_heads",
        "attributive",
        "verbal_nouns",
        "compound",
        "attributes",
        "last_characters",
    )
)
_QUALITY = frozenset(("a", "b", "ad"))
_DONE = tuple(_V["trailing"].words)
_COUNTED = _HEADS | MEASURED
_HEADS_AT_END = tuple(_HEADS)
_THINGS_AT_END = (*_HEADS_AT_END, "）")
_GOES_ON = MAIN | LEAD
_GRADES = re.compile(
    "(?:、[^，。；、]{1,14}级){0,6}等|(?:、[0-9一二三四五六七八九十百千万亿]{1,6}(?:元|吨|亩|千瓦)级)+"
)
_OR_ABOVE = ("及以上", "及以下", "以上", "以下")
_JOINS = frozenset(("和", "与", "及"))
_STOP = frozenset("，。；、！")
_QUOTED = re.compile("[“”（）()]")
_WHOLE, _SECOND_COUNT, OF_COUNTED, _EXAMPLES, _UNDERTAKINGS, _DESCRIBED = (
    re.compile(_V[name].regex())
    for name in ("whole", "second_count", "of_counted", "examples", "undertakings", "described")
)
_THIRD_COUNT = re.compile("[0-9.]+万?[人户银铜金名](?![以\u4e00-\u9fff])|[0-9]+[银铜]")
_SHORT = re.compile("[\u4e00-\u9fff]{2,5}?(?=[、，。；和与及])")
_DESCRIPTION = re.compile("[^，。；、：0-9０-９年到的]{2,13}的(?=..)")
_HEAD = re.compile(_V["heads"].regex() + "(?![\u4e00-\u9fff])")
_COUNT = re.compile("[0-9.]+[万亿]?[个条项所名件家户座只支种门处群]")
COUNTED_MOST = 20
"""Longest noun read after a count."""
EXAMPLES_MOST = 30
"""Longest list of examples before the noun that a count counts."""


def counted_after(
    text: str, start: int, end: int, *, examples: bool = False, things: bool = False, to_people: bool = False
) -> Span | None:
    """The noun that a count counts: 22个县 -> 县, 15家全国重点实验室 -> 全国重点实验室.

    ``examples``: 名视力、听力等残疾儿童 counts the last noun; else the noun before the first 、 . ``things``:
    a description may stand before the noun (320家承包经营的食堂). ``to_people``: it ends with the first that
    are people (65岁以上老年人|医养结合服务).
    """
    start = _past_count_and_list(text, _past_grades(text, start, end), end, examples=examples)
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


def _past_grades(text: str, start: int, end: int) -> int:
    """30万吨级、北海20万吨级、南宁至贵港一级等|航道, 千吨级及以上|航道."""
    if start < end and text[start] in "的级":
        start += 1
    grades = _GRADES.match(text, start, end) if text[start - 1] == "级" else None
    if grades is not None:
        start = grades.end()
    return start + next((len(word) for word in _OR_ABOVE if text.startswith(word, start)), 0)


def _end_of_description(text: str, start: int, end: int) -> int:
    """Where a description with a verb in front ends, its 的 included, or ``start``."""
    said = _DESCRIPTION.match(text, start, end)
    if said is None or text.endswith(_HEADS_AT_END, start, said.end() - 1):
        return start
    word, tag = rjieba.tag(text[start : start + DOING_MOST])[0]
    doing = tag == "v" and word not in _COUNTED and word not in _VERBAL_NOUNS and word not in MAIN
    if not doing or _HEAD.match(text, said.end(), end) is not None:
        return start
    return said.end()


def _past_count_and_list(text: str, start: int, end: int, *, examples: bool) -> int:
    """Past a second count (12类|45件民生实事) and past examples (视力、听力等|残疾儿童)."""
    count = _SECOND_COUNT.match(text, start, end)
    if count is not None:
        start = count.end()
    found = _EXAMPLES.match(text, start, min(end, start + EXAMPLES_MOST)) if examples else None
    if found is None or text[found.end()].isdecimal():
        return start  # 国家物流枢纽、商丘等|5个
    if rjieba.tag(text[found.end() : found.end() + DOING_MOST])[0][0] in _GOES_ON:
        return start  # 12英寸产线、光掩模产线等|建成投产
    return found.end()


def _noun_ends(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Where the counted noun may end, with its last word, the nearest first."""
    at, quoted, last = start, False, ""
    ends: list[tuple[int, str]] = []
    words = rjieba.tag(text[start:end])
    for i, (word, tag) in enumerate(words):
        at += len(word)
        if _QUOTED.match(word):
            quoted = word in "“（("
            if not quoted and (ends or word == "”") and at - len(word) > start:
                ends.append((at, word))
        elif not ends and text.startswith(_OR_ABOVE, at - len(word)):
            continue  # 二级及以上医院
        elif word == "与" and text.endswith(_THINGS_AT_END, start, at - 1):
            break  # 70个县（市）|与省外三甲医院
        elif word == "和" and text.startswith("美", at):
            continue  # 和美乡村
        elif quoted or (word in _JOINS and ends and _noun_follows(words[i + 1 :], verbs=word != "与")):
            continue
        elif _ends_noun(word, tag, last) or (ends and _COUNT.match(text, at - len(word))):
            break  # 6个方面|16条经验
        elif tag in _NOUNS or word in _COUNTED or word in _VERBAL_NOUNS or (tag == "vg" and len(word) > 1):
            ends.append((at, word))
        last = word if word in _COMPOUND else ends[-1][1] if ends else ""
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
        if word in MAIN or word[0] in EDGE:
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


def _ends_noun(word: str, tag: str, last: str) -> bool:
    """Whether a counted noun, whose last noun so far is ``last``, ends before this word."""
    if last and word[:2] in MAIN and (tag in ("l", "i") or word[2:] in MAIN or word[2:] in ROLE):
        return True  # 全面完成, 快速增长
    if word[0] in EDGE or (word in MAIN and (last or word not in _ATTRIBUTIVE)):
        return True
    if ROLE.get(word) in ("rise_to", "fall_to"):
        return True  # 由7家|增至16家
    if word in _COMPOUND or (not last and (tag == "t" or word in KEEP)):
        return False  # 国家|自主创新示范区, 夜间经济地标
    if last in _HEADS and tag in VERBAL and word not in MEASURED:
        return True
    return (
        tag not in _NOUNS
        and tag not in INSIDE
        and tag not in _QUALITY
        and word not in _COUNTED
        and word not in _VERBAL_NOUNS
    )
