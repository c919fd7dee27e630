"""Lists of subjects: 科技、教育支出分别为774亿元、536亿元 gives each figure a name of its own."""

from __future__ import annotations

import re

import rjieba

from duibiao.lexicon import load
from duibiao.reading.frame import WINDOW, Frame
from duibiao.reading.indicators.phrases import named_before
from duibiao.text import Span

_V = load("duibiao.reading.indicators")
COUNTED = frozenset(("counter", "loose", "people", "bare", "age"))
HEAD = re.compile(_V["heads"].regex() + r"\Z")
"""What a name can end with on its own: 收入, 产量."""
_KINDS = re.compile(_V["kinds_of"].regex() + r"\Z")
_TIME_AT_MOST = 2
_DONE = re.compile("(?:实现|完成)(?=[^，、]{3})")
_MEASURE = re.compile("(?:增速|增幅|占比|比重|覆盖率)\\Z")
_AND = re.compile("、|以及|和(?![谐平])|与|(?<![普以涉])及(?![时格])")
_COMMA = re.compile("、")
_PER_EACH = re.compile(_V["per_each"].regex())
_SECTORS = re.compile("[一二三]{2,3}(?=产)")
"""一二三产增加值: one part for each numeral."""

Name = tuple[str, Span]


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
    before = f.topic.before
    start = f.open
    if before is not None and before.quantity.family == f.quantity.family:
        start = max(start, before.quantity.end)
    for time in f.times:
        if start <= time.start <= start + _TIME_AT_MOST and time.end < f.predicate.end:
            start = time.end  # “十四五”时期|生产安全事故起数、死亡人数
    parts: list[Span] = []
    for whole in (True, False):
        named = named_before(f.text, start, f.predicate.end, most=64, whole_list=whole)
        if named is None:
            return _listed_before(f, said=said)
        parts = _parts(f.text, named)
        if len(parts) > f.run:
            parts = _parts(f.text, named, _COMMA)  # 信息传输、租赁和商务服务业增加值
        if len(parts) == f.run and (parts[0].size > 1 or f.text[parts[0].start] in "一二三"):
            break
    headed = all(HEAD.search(part.of(f.text)) is not None for part in parts)  # 床位数、医师数
    if len(parts) != f.run or (not said and not headed and f.quantity.family in COUNTED):
        return None
    f.topic.listed, f.topic.turn = _completed(f.text, parts), 0
    return f.topic.listed[0]


def _listed_before(f: Frame, *, said: bool) -> Name | None:
    """The subjects are those of the list before, of the clause before, or of the figures before."""
    t = f.topic
    clear = t.before is None or t.before.quantity.end <= clause_before_this(f)
    if len(t.listed) != f.run and said and clear and f.open > f.sentence.start:
        named = named_before(f.text, clause_before_this(f), f.open - 1, most=64, whole_list=True)
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


def _parts(text: str, span: Span, joins: re.Pattern[str] = _AND) -> list[Span]:
    made, at = [], span.start
    sectors = _SECTORS.match(text, *span)
    if sectors is not None:
        made = [Span(at + i, at + i + 1) for i in range(sectors.end() - at - 1)]
        return [*made, Span(sectors.end() - 1, span.end)]
    for match in joins.finditer(text, *span):
        made.append(Span(at, match.start()))
        at = match.end()
    made.append(Span(at, span.end))
    done = [_DONE.match(text, *part) for part in made]
    return [
        part if done is None else Span(done.end(), part.end)  # 接待游客、实现|旅游总花费
        for part, done in zip(made, done, strict=True)
        if part.size
    ]


def _completed(text: str, parts: list[Span]) -> tuple[Name, ...]:
    """The names of a list's parts, each with what it shares with another."""
    return _measured(text, parts) or _headed(text, parts)


def _headed(text: str, parts: list[Span]) -> tuple[Name, ...]:
    """城镇和农村居民人均收入: what the last part ends with belongs to all that lack a head of their own.

    So does 占… of a share (甲、乙产值占全省比重) and what all are per (单位产值用水量、能耗).
    """
    if whole := _shares_of_all(text, parts) or _per_each_of_all(text, parts):
        return whole
    head = _head(text, parts)
    headless = not any(HEAD.search(part.of(text)) for part in parts[:-1])
    names = [(part.of(text), part) for part in parts]
    if head is not None and head.start() and headless:  # 利用外资、投资: nothing of the last is shared
        shared = _shared(text, parts, head)
        names[:-1] = [(_joined(name, shared), part) for name, part in names[:-1]]
    if names[0][0].startswith("对"):
        names = [(name if name.startswith("对") else f"对{name}", part) for name, part in names]
    return tuple(names)


def _shares_of_all(text: str, parts: list[Span]) -> tuple[Name, ...]:
    """甲、乙产值|占全省比重."""
    at = text.find("占", parts[-1].start + 1, parts[-1].end)
    if at < 0 or "占" in text[parts[0].start : parts[-1].start]:
        return ()
    of = text[at : parts[-1].end]
    left = _headed(text, [*parts[:-1], Span(parts[-1].start, at)])
    return tuple((name + of, span) for name, span in left)


def _per_each_of_all(text: str, parts: list[Span]) -> tuple[Name, ...]:
    """单位产值|用水量、能耗."""
    each = _PER_EACH.match(text, *parts[0])
    if each is None:
        return ()
    printed = [(part.of(text), part) for part in parts]
    return tuple(
        (name if name.startswith(each.group()) else each.group() + name, part) for name, part in printed
    )


def _shared(text: str, parts: list[Span], head: re.Match[str]) -> str:
    """What of the last part, which ends with ``head``, is of all."""
    last, end = parts[-1].of(text), head.group()
    if _AND.search(last) is not None:
        return "业" * last[: head.start()].endswith("业") + end  # 信息传输、租赁和商务服务|业增加值
    if end.startswith("产业"):
        return end  # 电子信息、装备制造业产业规模
    quoted = last.rpartition("”")[2]
    if quoted and "“" in last:
        after = [word for word, _tag in rjieba.tag(quoted)]
        shared = "".join(after[1:] if len(after) > 2 else after)  # “一带一路”国家|进出口, “口袋公园”|保有量
    elif HEAD.search(head.string) is None and text[parts[0].end - 1] != "级":
        return end  # 刑事、治安|案件
    else:
        shared = _past_its_own(text, parts)
    long = max(part.size for part in parts[:-1]) > 1
    return end if long and len(shared) == len(end) + 1 else shared  # 天然 + 气产量


def _past_its_own(text: str, parts: list[Span]) -> str:
    """The last part without as many words as the others have."""
    last, others = parts[-1].of(text), parts[:-1]
    words = [word for word, _tag in rjieba.tag(last)]
    own = max(len(rjieba.tag(part.of(text))) for part in others)
    own += len(words[0]) == 1 and own < len(words) - 1  # 小 + 浆果
    while own < len(words) - 1 and len(words[own]) == 1:
        own += 1  # 天然 + 气
    if own >= len(words) or any(last.startswith(part.of(text)) for part in others):
        own = len(words) - 1  # 工业、工业技改投资; 通讯器材、新能源汽车零售额
    cut = words[0][parts[0].size :] if own == 1 and len(words[0]) > max(p.size for p in others) else ""
    return cut + "".join(words[own:])


def _measured(text: str, parts: list[Span]) -> tuple[Name, ...]:
    """技改投资、民间投资增速: what is measured is of all. 企业营收和利润: so is the owner of the first."""
    printed = [part.of(text) for part in parts]
    measure = _MEASURE.search(printed[-1])
    stem = "" if measure is None else printed[-1][: measure.start()]
    if measure is not None and len(stem) > 2 and all(name.endswith(stem[-2:]) for name in printed[:-1]):
        whole = [*(name + measure.group() for name in printed[:-1]), printed[-1]]
        return tuple(zip(whole, parts, strict=True))
    head = HEAD.search(printed[0])
    if head is None or head.start() < 2 or len(head.group()) < 2 or _PER_EACH.match(printed[0]):
        return ()
    if not all(HEAD.fullmatch(name) for name in printed[1:]):
        return ()
    owner = printed[0][: head.start()]
    return tuple(zip([printed[0], *(owner + name for name in printed[1:])], parts, strict=True))


def _head(text: str, parts: list[Span]) -> re.Match[str] | None:
    """What the last part ends with: a head (产量), or what all parts are when none of the others says it."""
    head = HEAD.search(parts[-1].of(text))
    if head is None and not any(_KINDS.search(part.of(text)) for part in parts[:-1]):
        head = _KINDS.search(parts[-1].of(text))
    return head


def _joined(part: str, shared: str) -> str:
    """服务贸易 + 贸易规模: what both print stands once."""
    if part.endswith("业") and "业" in shared:
        shared = shared.rpartition("业")[2]  # 制造业 + 产业增加值
    if len(shared) > 1 and part[-1] == shared[-2] and shared[-1] == "数":
        return part + "数"  # 托位、养老床位|数
    most = min(len(part), len(shared))
    return part + shared[next((n for n in range(most, 0, -1) if part.endswith(shared[:n])), 0) :]


def clause_before_this(f: Frame, opened: int = 0) -> int:
    """Where the clause before this one, or before ``opened``, begins."""
    opened = opened or f.open
    first = max(f.sentence.start, opened - WINDOW)
    return max(first, max(f.text.rfind(mark, first, opened - 1) for mark in "，；：。") + 1)
