"""Which words name the indicator of a figure: ordered rules over its frame."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import permutations

from duibiao.lexicon import load
from duibiao.reading.frame import Frame
from duibiao.reading.indicators.counted import counted_after
from duibiao.reading.indicators.doers import done_to_what_is_counted
from duibiao.reading.indicators.lists import (
    COUNTED,
    HEAD,
    Name,
    clause_before_this,
    list_member,
    opens_list,
)
from duibiao.reading.indicators.owners import (
    headline,
    lasting_thing,
    left_out,
    owned_amount,
    part_before_what_is_done,
    sized_thing,
)
from duibiao.reading.indicators.phrases import (
    begins_with_a_verb,
    depends,
    named_before,
    says_something,
    subject_of_clause,
    verb_after,
)
from duibiao.reading.indicators.subjects import named_of, topic_of
from duibiao.text import Span

_V = load("duibiao.reading.indicators")
NEVER_COUNTED = frozenset(("time", "share", "rank", "ratio", "fold"))
_RANKS, _TASK = (re.compile(_V[name].regex()) for name in ("ranks", "task"))
_HANDS_OUT = re.compile(_V["hands_out"].regex())
_OF_A_LEVEL = re.compile(_V["of_a_level"].regex())
_SIZES = tuple(_V["dimensions"].words)
_STEPS = ("台阶", "大关", "关口", "门槛", "行列", "方阵", "俱乐部")
_PLACES = load("duibiao.reading.whereabouts")
_SHARES = tuple(_V["shares"].words)
_WHOLE = frozenset(("", *_PLACES["country"].words, *_PLACES["home"].words))

_IS = re.compile("，?(?:是|为|约为|约是|相当于|等于)")
_PAYS = tuple(_V["pays"].words)
_DONE_YEARLY = re.compile(_V["done_yearly"].regex())
_USED_FOR = re.compile("，(?:主要|专项|全部|重点)?用于(?:[0-9.]+[万亿]*(?:人次|人|户|个)(?:以上)?的?)?")
_SPENT_ON, _REACHES = (re.compile(_V[name].regex()) for name in ("spent_on", "reaches"))
_AIM = re.compile(_V["aim"].regex())
_OWN_AMOUNT, _SOWN = frozenset(_V["own_amount"].words), re.compile(_V["sown"].regex() + r"\Z")
_PAIRS = dict(half for pair in _V["pairs"].words for half in permutations(pair.split("|"), 2))
_REACH_WORDS = frozenset(_V["reach_words"].words)
_SIZE_UNITS = frozenset(_V["size_units"].words)
_CHANGES = re.compile(_V["changes"].regex())
_THINKS = tuple(_V["thinks"].words)
_ASIDE = re.compile(_V["aside"].regex())
_FIGURE = re.compile("[0-9０-９]|百分之")

Rule = Callable[[Frame], Name | None]


def same_list(f: Frame) -> Name | None:
    """增长6%、5.2%: the second figure of a list without 分别."""
    return topic_of(f) if f.inherited and f.quantity.family not in COUNTED else None


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
    named = named_of(f)
    done_to = named is not None and q.family in COUNTED and done_to_what_is_counted(f, named.of(f.text))
    if not of_age and (reached or q.family not in COUNTED) and named is not None and not done_to:
        return None
    graded = f.text[q.end] == "级" and "级" in f.text[q.end + 1 : q.end + 16]  # 30万吨级、20万吨级等航道
    things = q.family in COUNTED and q.family != "people" and q.unit != "人口"
    counted = counted_after(
        f.text,
        f.end_after,
        f.close,
        examples=q.family in COUNTED or graded,
        things=things,
        to_people=q.family == "age",
    )
    level = _OF_A_LEVEL.match(f.text, f.end_after, f.close)
    if level is not None:
        counted = counted_after(f.text, level.end(), f.close)
        return None if counted is None else (level["level"] + counted.of(f.text), counted)
    if counted is None or counted.of(f.text).endswith(_STEPS) or depends(counted.of(f.text)):
        return None
    return counted.of(f.text), counted


def sized(f: Frame) -> bool:
    """推进延安千万吨炼化一体化: nothing is said of what stands before; it is the size of what follows."""
    named = named_of(f)
    if f.predicate.words or f.after or named is None or f.text[f.quantity.end] == "的":
        return False
    name = named.of(f.text)
    return (
        HEAD.search(name) is None and not name.endswith(_SIZES) and not f.text[named.end : f.quantity.start]
    )


def done_for_years(f: Frame) -> Name | None:
    """连续7年提高基本养老金水平: what is done to so long."""
    if f.quantity.family != "time" or not f.text.endswith("连续", 0, f.quantity.start):
        return None
    end = verb_after(f.text, f.quantity.end)
    done = _DONE_YEARLY.match(f.text, f.quantity.end, f.close)
    end = end if done is None else done.end()
    if end == f.quantity.end or named_of(f) is not None:
        return None
    named = named_before(f.text, end, f.close)
    if named is None or _FIGURE.search(f.text, *named) is not None:
        return None
    return named.of(f.text), named


def spent_on(f: Frame) -> Name | None:
    """投入187亿元办好民生实事: what money without a subject goes to."""
    named = named_of(f)
    if f.quantity.family != "money" or (named is not None and not named.of(f.text).endswith(_PAYS)):
        return None
    used = None if f.verb in ("rise", "fall") else _USED_FOR.match(f.text, f.end_after)
    verb = used or _SPENT_ON.match(f.text, f.end_after, f.close)
    close = f.sentence.end if verb is not None and verb.end() > f.close else f.close
    counted = counted_after(f.text, verb.end(), close) if verb is not None else None
    return (counted.of(f.text), counted) if counted is not None else None


def multiple_of_topic(f: Frame) -> Name | None:
    """，是1950年到1997年投资总和的1.7倍: so many times something else."""
    return (
        topic_of(f)
        if f.quantity.unit == "倍" and f.quantity.family != "fold" and _IS.match(f.text, f.floor) is not None
        else None
    )


def rank_of_topic(f: Frame) -> Name | None:
    """，稳居各省区第1位; ，跃居全国首位: a rank without a subject of its own is the topic's."""
    if f.quantity.family != "rank" or _RANKS.match(f.text, f.floor) is None:
        return None
    return topic_of(f)


def share_of_topic(f: Frame) -> Name | None:
    """、占全疆装机64%: a clause that opens with 占 shares what was spoken of."""
    if f.quantity.family != "share" or not f.text.startswith(_SHARES, f.floor):
        return None
    return topic_of(f)


def task_of_topic(f: Frame) -> Name | None:
    """超额完成国家下达的110万人年度任务: the task is the topic's."""
    task = _TASK.match(f.text, f.end_after)
    if task is None:
        return None
    named = named_of(f) if task.group().endswith(_STEPS) else None
    return topic_of(f) if named is None or depends(named.of(f.text)) else None


def _before_asides(f: Frame) -> int:
    """Where the clause begins that the asides before this one interrupt (收入，考虑价格因素，增长4%)."""
    opened = f.open
    start = clause_before_this(f)
    if start > f.sentence.start and _ASIDE.fullmatch(f.text, start, f.open - 1) is not None:
        opened = start
    return opened


def nominal_clause_before(f: Frame) -> Name | None:
    """；城镇居民收入，1982年为494元: a clause that is nothing but a name, since the last figure."""
    before, own = f.topic.before, named_of(f)
    if own is not None and not depends(own.of(f.text)) and f.text[f.open] != "在":
        return None
    if f.open <= f.sentence.start + 1 or f.text[f.open - 1] != "，":
        return None
    opened = _before_asides(f)
    start = clause_before_this(f, opened)
    for time in f.times:
        if start <= time.start < time.end < opened and not time.yardstick:
            start = time.end + (f.text[time.end] == "的")
    if before is not None and before.quantity.end > start:
        return None
    named = named_before(f.text, start, opened - 1)
    if named is None or f.text[start : named.start] not in _WHOLE:
        return None
    name = named.of(f.text)
    if depends(name) or name.endswith(_THINKS) or says_something(name):
        return None
    return named.of(f.text), named


def share_of_thing(f: Frame) -> Name | None:
    """贡献了全国38.7%的贸易增量, 现行16%的税率: the whole, when no verb ties the share to what is before."""
    if f.quantity.family != "share" or f.end_after >= f.close:
        return None
    named, of = named_of(f), f.text[f.end_after] == "的"
    reaches = f.predicate.word in _REACH_WORDS
    reaches = reaches or (named is not None and of and _REACHES.search(named.of(f.text)) is not None)
    if named is not None and not reaches and (f.predicate.words or not of):
        return None
    if f.text[f.end_after] in "、，。；（(" or f.verb in ("rise", "fall"):
        return None
    counted = counted_after(f.text, f.end_after, f.close)
    if f.text[f.end_after] != "的" and f.topic.span is not None and begins_with_a_verb(f.text, f.end_after):
        return topic_of(f)  # 95%以上实行备案管理
    return (counted.of(f.text), counted) if counted is not None else None


def sizes_in_a_row(f: Frame) -> Name | None:
    """750千伏和330千伏电网工程, 产值3500亿元、百亿元以上产业链: they size what follows."""
    if f.quantity.unit in _SIZE_UNITS:
        return sized_thing(f)
    graded = f.inherited and f.after and f.quantity.family in ("money", "measure")
    if not graded or f.text[f.end_after] in "、，。；（(的":
        return None
    counted = counted_after(f.text, f.end_after, f.close)
    return (counted.of(f.text), counted) if counted is not None else None


def aim_after(f: Frame) -> Name | None:
    """确定5%左右的增长目标: the aim stands after its figure."""
    aim = _AIM.match(f.text, f.end_after, f.close) if f.quantity.family == "share" else None
    if aim is None or named_of(f) is not None:
        return None
    return aim["aim"], Span(*aim.span("aim"))


def subject_before(f: Frame) -> Name | None:
    """地区生产总值达到13.57万亿元."""
    named = named_of(f)
    return (named.of(f.text), named) if named is not None and not depends(named.of(f.text)) else None


def class_of_thing(f: Frame) -> Name | None:
    """50亿元以上的制造业项目: what a class is of, when nothing stands before."""
    if f.topic.name or f.quantity.family in NEVER_COUNTED or f.end_after >= f.close:
        return None
    if f.text[f.end_after] in "、，。；（(":
        return None
    counted = counted_after(f.text, f.end_after, f.close)
    return (counted.of(f.text), counted) if counted is not None else None


def amount_of_topic(f: Frame) -> Name | None:
    """粮食播种面积3320万亩、产量1285万吨: the thing is the topic's, what is measured is not."""
    own, sown = _own_amount(f), _SOWN.search(f.topic.name)
    if own is None or sown is None or sown.start() == 0:
        return None
    return f.topic.name[: sown.start()] + own.of(f.text), own


def other_of_a_pair(f: Frame) -> Name | None:
    """货物出口增长3%、进口增长5%: the other half of what the topic ends with."""
    own = f.subject.lstrip("，、")
    half = _PAIRS.get(own)
    if half is None or f.topic.name == half or not f.topic.name.endswith(half):
        return None
    return f.topic.name.removesuffix(half) + own, Span(f.predicate.end - len(own), f.predicate.end)


def _own_amount(f: Frame) -> Span | None:
    named = named_of(f)
    return named if named is not None and named.of(f.text) in _OWN_AMOUNT else None


def topic_so_far(f: Frame) -> Name | None:
    """、增长4.8%: the subject of the figure before."""
    return topic_of(f)


def clause_before(f: Frame) -> Name | None:
    """农民人均纯收入，1982年为270元: a subject that stands in a clause of its own."""
    if f.open <= f.sentence.start:
        return None
    named = subject_of_clause(f.text, clause_before_this(f), f.open - 1)
    if named is not None and named.of(f.text).endswith(_THINKS):
        return None  # 中央前年提出，用三年左右的时间
    if named is not None and _own_amount(f) is not None and says_something(named.of(f.text)):
        return None  # 推动气田项目建设，产量突破
    return (named.of(f.text), named) if named is not None and not depends(named.of(f.text)) else None


def bare_dependent(f: Frame) -> Name | None:
    """规模, 总量: better than nothing."""
    named = named_of(f)
    return (named.of(f.text), named) if named is not None else None


def clause_since_the_figure(f: Frame) -> Name | None:
    """；原油产量继续增长，达到1.42亿吨: a new subject without a figure, after a semicolon."""
    before = f.topic.before
    if before is None or f.subject or before.quantity.end > f.open:
        return None
    if f.text.rfind("；", before.quantity.end, f.open - 1) >= 0:
        return clause_before(f)
    start = clause_before_this(f)
    changed = _CHANGES.search(f.text, start, f.open - 1)
    if changed is None or before.quantity.end > start or f.quantity.unit == "百分点":
        return None
    named = named_before(f.text, start, changed.start())
    if named is None or (HEAD.search(named.of(f.text)) is None and f.quantity.family != "ratio"):
        return None
    return named.of(f.text), named


def unit_itself(f: Frame) -> Name | None:
    """我国有十亿人口."""
    if f.quantity.unit != "人口":
        return None
    return "人口", Span(f.quantity.end - 2, f.quantity.end)


def topic_of_sentence_before(f: Frame) -> Name | None:
    """其中建成投产八千万吨: what the sentence before was about."""
    return f.topic.earlier if _own_amount(f) is None else None


RULES: tuple[Rule, ...] = (
    list_member,
    opens_list,
    sizes_in_a_row,
    same_list,
    rank_of_topic,
    done_for_years,
    spent_on,
    multiple_of_topic,
    share_of_topic,
    task_of_topic,
    counted_thing,
    aim_after,
    share_of_thing,
    other_of_a_pair,
    left_out,
    owned_amount,
    lasting_thing,
    subject_before,
    unit_itself,
    sized_thing,
    nominal_clause_before,
    clause_since_the_figure,
    amount_of_topic,
    part_before_what_is_done,
    topic_so_far,
    clause_before,
    class_of_thing,
    headline,
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
