"""Which words name the indicator of a figure: ordered rules over its frame."""

from __future__ import annotations

import re
from collections.abc import Callable

import rjieba

from duibiao.lexicon import load
from duibiao.reading.frame import WINDOW, Frame
from duibiao.reading.indicators.phrases import (
    begins_with_a_verb,
    counted_after,
    depends,
    named_before,
    says_something,
    subject_of_clause,
    verb_after,
)
from duibiao.text import Span

_V = load("duibiao.reading.indicators")
COUNTED = frozenset(("counter", "loose", "people", "bare", "age"))
NEVER_COUNTED = frozenset(("time", "share", "rank", "ratio", "fold"))
_AND = re.compile("、|以及|和(?![谐平])|与|(?<![普以涉])及(?![时格])")
_RANKS, _TASK = (re.compile(_V[name].regex()) for name in ("ranks", "task"))
_HANDS_OUT = re.compile(_V["hands_out"].regex())
_OF_A_LEVEL = re.compile(_V["of_a_level"].regex())
_DIMENSIONS = frozenset(_V["dimensions"].words)
_SIZES = tuple(_V["dimensions"].words)
_STEPS = ("台阶", "大关", "关口", "门槛")
_PLACES = load("duibiao.reading.whereabouts")
_SHARES = tuple(_V["shares"].words)
_WHOLE = frozenset(("", *_PLACES["country"].words, *_PLACES["home"].words))
_HEAD = re.compile(_V["heads"].regex() + r"\Z")

_IS = re.compile("，?(?:是|为|约为|约是|相当于|等于)")
_SPENT_ON, _REACHES = (re.compile(_V[name].regex()) for name in ("spent_on", "reaches"))
_ASIDE = re.compile(_V["aside"].regex())
_PER_EACH = re.compile(_V["per_each"].regex())
_FIGURE = re.compile("[0-9０-９]|百分之")
_SECTORS = re.compile("[一二三]{2,3}(?=产)")
"""一二三产增加值: one part for each numeral."""

_TIME_AT_MOST = 4
"""A time that leads a subject stands at most this far in (结转到第七个五年计划期间…)."""

Name = tuple[str, Span]
Rule = Callable[[Frame], Name | None]


def list_member(f: Frame) -> Name | None:
    """科技、教育支出分别为774亿元、536亿元: each figure has its own subject."""
    t = f.topic
    if t.listed and t.turn < len(t.listed) and (f.inherited or f.run == len(t.listed) - t.turn):
        return t.listed[t.turn]
    return None


def opens_list(f: Frame) -> Name | None:
    """The first figure of a list with 分别 splits the subject before it."""
    if f.run < 2 or f.inherited:
        return None
    said = any("分别" in word for word in f.predicate.words)
    parts: list[Span] = []
    for whole in (True, False):
        named = named_before(f.text, f.open, f.predicate.end, most=64, whole_list=whole)
        if named is None:
            return _listed_before(f, said=said)
        parts = _parts(f.text, named)
        if len(parts) == f.run and (parts[0].size > 1 or f.text[parts[0].start] in "一二三"):
            break
    if len(parts) != f.run or (not said and f.quantity.family in COUNTED):
        return None
    f.topic.listed, f.topic.turn = _completed(f.text, parts), 0
    return f.topic.listed[0]


def _listed_before(f: Frame, *, said: bool) -> Name | None:
    """The subjects are those of the list before, of the clause before, or of the figures before."""
    t = f.topic
    clear = t.before is None or t.before.quantity.end <= _clause_before(f)
    if len(t.listed) != f.run and said and clear and f.open > f.sentence.start:
        named = named_before(f.text, _clause_before(f), f.open - 1, most=64, whole_list=True)
        parts = [] if named is None else _parts(f.text, named)
        if len(parts) == f.run:
            t.listed = _completed(f.text, parts)
    if len(t.listed) == f.run and f.quantity.family not in COUNTED:
        t.turn = 0
        return t.listed[0]
    return _earlier_list(f) if said else None


def _earlier_list(f: Frame) -> Name | None:
    """完成投资553亿元、研发投入133亿元，分别增长10.6%、10.3%: the subjects are the figures before."""
    if len(f.topic.said) < f.run:
        return None
    f.topic.listed, f.topic.turn = tuple(f.topic.said[-f.run :]), 0
    return f.topic.listed[0]


def _parts(text: str, span: Span) -> list[Span]:
    made, at = [], span.start
    sectors = _SECTORS.match(text, *span)
    if sectors is not None:
        made = [Span(at + i, at + i + 1) for i in range(sectors.end() - at - 1)]
        return [*made, Span(sectors.end() - 1, span.end)]
    for match in _AND.finditer(text, *span):
        made.append(Span(at, match.start()))
        at = match.end()
    return [part for part in [*made, Span(at, span.end)] if part.size]


def _completed(text: str, parts: list[Span]) -> tuple[Name, ...]:
    """城镇和农村居民人均收入: what the last part ends with belongs to all that lack a head of their own.

    So does 占… of a share (甲、乙产值占全省比重) and what all are per (单位产值用水量、能耗).
    """
    at = text.find("占", parts[-1].start + 1, parts[-1].end)
    if at >= 0 and "占" not in text[parts[0].start : parts[-1].start]:
        of = text[at : parts[-1].end]
        left = _completed(text, [*parts[:-1], Span(parts[-1].start, at)])
        return tuple((name + of, span) for name, span in left)
    each = _PER_EACH.match(text, *parts[0])
    if each is not None:
        rest = [part.of(text) for part in parts]
        return tuple(
            (name if name.startswith(each.group()) else each.group() + name, part)
            for name, part in zip(rest, parts, strict=True)
        )
    words = [word for word, _tag in rjieba.tag(parts[-1].of(text))]
    own = max(len(rjieba.tag(part.of(text))) for part in parts[:-1])
    while own < len(words) - 1 and len(words[own]) == 1:
        own += 1  # 天然 + 气
    quoted = parts[-1].of(text).rpartition("”")[2]
    repeats = any(parts[-1].of(text).startswith(part.of(text)) for part in parts[:-1])
    if repeats or own >= len(words):
        own = len(words) - 1  # 工业、工业技改投资; 通讯器材、新能源汽车零售额
    shared = "".join(words[own:])
    if own == 1 and len(words[0]) > max(part.size for part in parts[:-1]):
        shared = words[0][parts[0].size :] + shared
    head = _HEAD.search(parts[-1].of(text))
    if quoted and "“" in parts[-1].of(text):
        shared = "".join(word for word, _tag in rjieba.tag(quoted)[1:])  # 对东盟、共建“一带一路”国家进出口
    whole = max(part.size for part in parts[:-1]) > 1
    if whole and head is not None and len(shared) == len(head.group()) + 1:
        shared = head.group()  # 天然 + 气产量
    names: list[Name] = []
    share = not any(_HEAD.search(part.of(text)) for part in parts[:-1])
    for part in parts:
        printed = part.of(text)
        lacks = (
            share
            and part is not parts[-1]
            and _HEAD.search(printed) is None
            and _HEAD.search(parts[-1].of(text))
        )
        names.append((_joined(printed, shared) if lacks else printed, part))
    if names[0][0].startswith("对"):
        names = [(name if name.startswith("对") else f"对{name}", part) for name, part in names]
    return tuple(names)


def _joined(part: str, shared: str) -> str:
    """服务贸易 + 贸易规模: what both print stands once."""
    most = min(len(part), len(shared))
    return part + shared[next((n for n in range(most, 0, -1) if part.endswith(shared[:n])), 0) :]


def same_list(f: Frame) -> Name | None:
    """增长6%、5.2%: the second figure of a list without 分别."""
    return _topic(f) if f.inherited and f.quantity.family not in COUNTED else None


def counted_thing(f: Frame) -> Name | None:
    """选取22个县: what stands after a count, unless a subject before it is said to reach it."""
    q = f.quantity
    if q.family in NEVER_COUNTED or f.end_after >= f.close or f.text[f.end_after] in "、，。；（(的":
        return None
    reached = f.predicate.bound or f.predicate.verb in ("level", "rise_to", "fall_to")
    given = q.family in ("money", "measure") and _HANDS_OUT.search(f.text, f.near, q.start) is not None
    given = given or (q.family in ("money", "measure") and sized(f))
    given = given or f.text[q.start - 1] == f.text[f.end_after] == "的"  # 以南的九万平方公里的领土
    of_age = given or (q.family == "age" and f.after)
    if not of_age and (reached or q.family not in COUNTED) and _named(f) is not None:
        return None
    counted = counted_after(f.text, f.end_after, f.close)
    level = _OF_A_LEVEL.match(f.text, f.end_after, f.close)
    if level is not None:
        counted = counted_after(f.text, level.end(), f.close)
        return None if counted is None else (level["level"] + counted.of(f.text), counted)
    if counted is None or counted.of(f.text).endswith(_STEPS) or depends(counted.of(f.text)):
        return None
    return counted.of(f.text), counted


def sized(f: Frame) -> bool:
    """推进延安千万吨炼化一体化: nothing is said of what stands before; it is the size of what follows."""
    named = _named(f)
    if f.predicate.words or f.after or named is None or f.text[f.quantity.end] == "的":
        return False
    name = named.of(f.text)
    return (
        _HEAD.search(name) is None and not name.endswith(_SIZES) and not f.text[named.end : f.quantity.start]
    )


def done_for_years(f: Frame) -> Name | None:
    """连续7年提高基本养老金水平: what is done to so long."""
    if f.quantity.family != "time" or not f.text.endswith("连续", 0, f.quantity.start):
        return None
    end = verb_after(f.text, f.quantity.end)
    if end == f.quantity.end or _named(f) is not None:
        return None
    named = named_before(f.text, end, f.close)
    if named is None or _FIGURE.search(f.text, *named) is not None:
        return None
    return named.of(f.text), named


def spent_on(f: Frame) -> Name | None:
    """投入187亿元办好民生实事: what money without a subject goes to."""
    if f.quantity.family != "money" or _named(f) is not None:
        return None
    verb = _SPENT_ON.match(f.text, f.end_after, f.close)
    counted = counted_after(f.text, verb.end(), f.close) if verb is not None else None
    return (counted.of(f.text), counted) if counted is not None else None


def multiple_of_topic(f: Frame) -> Name | None:
    """，是1950年到1997年投资总和的1.7倍: so many times something else."""
    return _topic(f) if f.quantity.unit == "倍" and _IS.match(f.text, f.floor) is not None else None


def rank_of_topic(f: Frame) -> Name | None:
    """，稳居各省区第1位; ，跃居全国首位: a rank without a subject of its own is the topic's."""
    if f.quantity.family != "rank" or _RANKS.match(f.text, f.floor) is None:
        return None
    return _topic(f)


def share_of_topic(f: Frame) -> Name | None:
    """、占全疆装机64%: a clause that opens with 占 shares what was spoken of."""
    if f.quantity.family != "share" or not f.text.startswith(_SHARES, f.floor):
        return None
    return _topic(f)


def task_of_topic(f: Frame) -> Name | None:
    """超额完成国家下达的110万人年度任务: the task is the topic's."""
    task = _TASK.match(f.text, f.end_after)
    if task is None:
        return None
    named = _named(f) if task.group().endswith(_STEPS) else None
    return _topic(f) if named is None or depends(named.of(f.text)) else None


def _clause_before(f: Frame, opened: int = 0) -> int:
    """Where the clause before this one, or before ``opened``, begins."""
    opened = opened or f.open
    first = max(f.sentence.start, opened - WINDOW)
    return max(first, max(f.text.rfind(mark, first, opened - 1) for mark in "，；：。") + 1)


def _before_asides(f: Frame) -> int:
    """Where the clause begins that the asides before this one interrupt (收入，考虑价格因素，增长4%)."""
    opened = f.open
    start = _clause_before(f)
    if start > f.sentence.start and _ASIDE.fullmatch(f.text, start, f.open - 1) is not None:
        opened = start
    return opened


def nominal_clause_before(f: Frame) -> Name | None:
    """；城镇居民收入，1982年为494元: a clause that is nothing but a name, since the last figure."""
    before, own = f.topic.before, _named(f)
    if own is not None and not depends(own.of(f.text)) and f.text[f.open] != "在":
        return None
    if f.open <= f.sentence.start + 1 or f.text[f.open - 1] != "，":
        return None
    opened = _before_asides(f)
    start = _clause_before(f, opened)
    for time in f.times:
        if start <= time.start < time.end < opened and not time.yardstick:
            start = time.end + (f.text[time.end] == "的")
    if before is not None and before.quantity.end > start:
        return None
    named = named_before(f.text, start, opened - 1)
    if named is None or f.text[start : named.start] not in _WHOLE:
        return None
    if depends(named.of(f.text)) or says_something(named.of(f.text)):
        return None
    return named.of(f.text), named


def share_of_thing(f: Frame) -> Name | None:
    """贡献了全国38.7%的贸易增量, 现行16%的税率: the whole, when no verb ties the share to what is before."""
    if f.quantity.family != "share" or f.end_after >= f.close:
        return None
    named, of = _named(f), f.text[f.end_after] == "的"
    reaches = named is not None and of and _REACHES.search(named.of(f.text)) is not None
    if named is not None and not reaches and (f.predicate.words or not of):
        return None
    if f.text[f.end_after] in "、，。；（(" or f.verb in ("rise", "fall"):
        return None
    counted = counted_after(f.text, f.end_after, f.close)
    if f.text[f.end_after] != "的" and f.topic.span is not None and begins_with_a_verb(f.text, f.end_after):
        return _topic(f)  # 95%以上实行备案管理
    return (counted.of(f.text), counted) if counted is not None else None


def subject_before(f: Frame) -> Name | None:
    """地区生产总值达到13.57万亿元."""
    named = _named(f)
    return (named.of(f.text), named) if named is not None and not depends(named.of(f.text)) else None


def _named(f: Frame) -> Span | None:
    floor = f.floor
    for time in f.times:
        if floor <= time.start <= floor + _TIME_AT_MOST and time.end <= f.predicate.end:
            floor = time.end
    if f.text[f.predicate.end - 1] == "、" and f.predicate.end > floor + 1:
        return subject_of_clause(f.text, floor, f.predicate.end - 1)  # 收入增速高于经济增速、突破3万元
    named = named_before(f.text, floor, f.predicate.end)
    if named is None and floor > f.floor + 1 and f.text[f.times[-1].start - 1] not in "在于到从自":
        named = named_before(f.text, f.floor, f.times[-1].start)  # 省级财政五年投入
    before, counted = f.topic.before, f.topic.span
    if named is None or before is None or named.start != before.quantity.end:
        return named
    if named.of(f.text) in _DIMENSIONS:
        return named
    if not before.counts or counted is None or counted.end >= f.predicate.end:
        return None  # 22个县和110个镇: 县 belongs to the figure before
    return named_before(f.text, counted.end, f.predicate.end)


def class_of_thing(f: Frame) -> Name | None:
    """50亿元以上的制造业项目: what a class is of, when nothing stands before."""
    if f.topic.name or f.quantity.family in NEVER_COUNTED or f.end_after >= f.close:
        return None
    if f.text[f.end_after] in "、，。；（(":
        return None
    counted = counted_after(f.text, f.end_after, f.close)
    return (counted.of(f.text), counted) if counted is not None else None


def _topic(f: Frame) -> Name | None:
    return (f.topic.name, f.topic.span) if f.topic.span is not None else None


def topic_so_far(f: Frame) -> Name | None:
    """、增长4.8%: the subject of the figure before."""
    return _topic(f)


def clause_before(f: Frame) -> Name | None:
    """农民人均纯收入，1982年为270元: a subject that stands in a clause of its own."""
    if f.open <= f.sentence.start:
        return None
    named = subject_of_clause(f.text, _clause_before(f), f.open - 1)
    return (named.of(f.text), named) if named is not None and not depends(named.of(f.text)) else None


def bare_dependent(f: Frame) -> Name | None:
    """规模, 总量: better than nothing."""
    named = _named(f)
    return (named.of(f.text), named) if named is not None else None


def clause_since_the_figure(f: Frame) -> Name | None:
    """；原油产量继续增长，达到1.42亿吨: a new subject without a figure, after a semicolon."""
    before = f.topic.before
    if before is None or f.subject or f.text.rfind("；", before.quantity.end, f.open - 1) < 0:
        return None
    return clause_before(f)


def unit_itself(f: Frame) -> Name | None:
    """我国有十亿人口."""
    if f.quantity.unit != "人口":
        return None
    return "人口", Span(f.quantity.end - 2, f.quantity.end)


def topic_of_sentence_before(f: Frame) -> Name | None:
    """其中建成投产八千万吨: what the sentence before was about."""
    return f.topic.earlier


RULES: tuple[Rule, ...] = (
    list_member,
    opens_list,
    same_list,
    rank_of_topic,
    done_for_years,
    spent_on,
    multiple_of_topic,
    share_of_topic,
    task_of_topic,
    counted_thing,
    share_of_thing,
    subject_before,
    unit_itself,
    nominal_clause_before,
    clause_since_the_figure,
    topic_so_far,
    clause_before,
    class_of_thing,
    topic_of_sentence_before,
    bare_dependent,
)
"""Asked in this order; the first answer stands."""


def indicator(frame: Frame) -> tuple[str, Span | None, str]:
    """The name, its span and the rule that gave it."""
    for rule in RULES:
        answer = rule(frame)
        if answer is not None:
            return answer[0], answer[1], rule.__name__
    return "", None, "nothing_tells"
