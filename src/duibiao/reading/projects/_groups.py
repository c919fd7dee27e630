"""Groups of projects: 101个产业项目，计划投资额311亿元; and the parts of them that 其中 tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from duibiao.reading.model import Statement, StatementKind
from duibiao.reading.projects._figures import kind_of
from duibiao.reading.projects._line import CLAUSE, Line, V
from duibiao.reading.projects._stages import Hit, has_an_object, hits
from duibiao.reading.projects.model import FactType
from duibiao.text import Span

_NOUN, _WEAK, _NONE = (re.compile(V[name].regex()) for name in ("group", "group_weak", "no_project"))
_COUNTED = frozenset((*V["count_units"].words, "名", "人", "人次", "位", "种", "批"))
_CHOSEN = re.compile(V["chosen"].regex())
_STRONG = frozenset(V["count_units"].words)
_UNITS = _STRONG | frozenset(V["count_units_weak"].words)
_BARE = ("项目", "工程")
_LEAD = re.compile("(?:" + V["group_lead"].regex() + ")+")
_PARTS = re.compile(V["parts"].regex())
_RATE = re.compile(V["rate"].regex())
_ORIGIN = re.compile(V["origin"].regex())
_OF_ANOTHER = re.compile("(?:以上|以下|左右)?的")
_KIND = re.compile("(?:投资|产业|重大|重点|建设)*(?:项目|工程)")
_DOES = re.compile(".(?:" + V["签约"].regex() + "|实施)")
_FROM_ON = ("以上", "以下", "级", "及以上")
_SIZED = re.compile(r"(?:投资)?[\d.十百千]*[万亿]+元(?:及)?以上(?:的)?\Z")
NEAR = 8
"""Between a counted group and the verb that follows it: 20个央陕合作项目|落地."""


Figure = tuple[FactType, Statement, str]
"""What it is, the statement, and what it measures or the part that it is of."""


@dataclass(slots=True)
class Group:
    """A counted kind of project. ``noun``: where its kind is printed."""

    count: Statement
    noun: Span
    name: str
    stage: Hit | None
    members: tuple[str, ...]
    figures: list[Figure] = field(default_factory=list)
    parts: list[Figure] = field(default_factory=list)
    """figures of a part of it, with the part's name"""

    @property
    def span(self) -> Span:
        """From the count to the noun, whichever comes first."""
        return self.count.span.hull(self.noun)


def may_count(text: str, sentence: Span, statements: Sequence[Statement]) -> bool:
    """Whether a sentence may count projects: a cheap look before the careful one."""
    counted = [s for s in statements if s.unit in _UNITS]
    if not counted:
        return False
    named = text.find("项目", *sentence) >= 0 or text.find("工程", *sentence) >= 0
    return named or any(_WEAK.search(s.indicator) for s in counted)


def groups(line: Line, statements: Sequence[Statement], last: Group | None) -> list[Group]:
    """The groups that a sentence counts, with their figures; bare 项目 only with a stage or money.

    ``last``: of the sentence before, to which a sentence that begins with 其中 belongs.
    """
    text, found = line.text, list[Group]()
    opened = _PARTS.match(text[line.sentence.start : line.sentence.start + 6])
    now = last if opened else None
    part_from = line.sentence.start if opened and last else line.sentence.end
    for s in statements:
        made = _group(line, s, statements)
        clause = line.clause(s.span.start)
        if _PARTS.match(text[clause.start : clause.start + 6]) and now is not None:
            part_from = min(part_from, clause.start)
        if now is not None and s.span.start >= part_from:
            _tell_part(text, now, s, made)
        elif made is not None:
            now = made
            now.figures += _before(text, s, statements)
            found.append(made)
        elif (
            now is not None
            and s.span.start > now.span.start
            and _near(text, now, s)
            and not _other(text, now, s)
        ):
            if _OF_ANOTHER.match(text, s.span.end):  # 投资2000万元以上的|技改项目
                continue
            kind = kind_of(_LEAD.sub("", s.indicator) or s.indicator, s)
            if kind is not None and kind[0] is not FactType.LAND:
                now.figures.append((kind[0], s, kind[1]))
    return [one for one in found if one.name not in _BARE or one.stage is not None or one.figures]


def _before(text: str, count: Statement, statements: Sequence[Statement]) -> list[Figure]:
    """总投资2万亿元的|389个省重点项目."""
    for s in statements:
        kind = kind_of(s.indicator, s)
        if text[s.span.end : count.span.start] in ("的", "左右的", "以上的") and kind is not None:
            return [(kind[0], s, kind[1])]
    return []


def _other(text: str, group: Group, s: Statement) -> bool:
    """Whether a group that is not counted stands right before the figure: “四个十大”项目|完成投资."""
    start = s.indicator_span.start if s.indicator_span is not None else s.span.start
    return (
        _NOUN.search(text[group.span.end : min(start, s.span.start)].removesuffix("完成").rstrip("、，,"))
        is not None
    )


def _near(text: str, group: Group, s: Statement) -> bool:
    """Whether no sentence of its own stands between: at most two clauses further on."""
    return len(CLAUSE.findall(text[group.span.end : s.span.start])) <= 2


def _tell_part(text: str, group: Group, s: Statement, made: Group | None) -> None:
    if made is not None:
        group.parts.append((FactType.COUNT, s, made.name))
    elif text.startswith(_FROM_ON, s.span.end):  # 亿元以上项目41个
        return
    elif s.kind is StatementKind.LEVEL and s.indicator_span is not None and s.unit not in _COUNTED:
        kind = FactType.MONEY if s.unit == "元" else FactType.CAPACITY
        if s.unit not in ("%", "位"):
            group.parts.append((kind, s, s.indicator))


def _group(line: Line, s: Statement, statements: Sequence[Statement]) -> Group | None:
    """The group that a count makes, if what it counts are projects."""
    text = line.text
    if (
        s.unit not in _UNITS
        or s.indicator_span is None
        or s.kind not in (StatementKind.LEVEL, StatementKind.CHANGE)
    ):
        return None
    clause = line.clause(s.span.start)
    noun = _noun(text, s, clause)
    if noun is not None and text.startswith("的", noun.end):  # 102项重大工程的|285个项目
        return None
    if noun is None or _RATE.search(text[clause.start : s.span.start]) or _NONE.search(noun.of(text)):
        return None
    stage = _stage(line, s, noun, clause)
    if stage is None and _CHOSEN.match(text, max(noun.end, s.span.end)):
        return None
    strong = _NOUN.search(noun.of(text)) is not None
    if (not strong and stage is None) or (strong and s.unit not in _STRONG):
        return None
    lead = _LEAD.match(text, noun.start, noun.end)
    start = lead.end() if lead and lead.end() < noun.end - 1 else noun.start
    start = max(start, text.rfind("的", noun.start, noun.end - 3) + 1)
    kept = Span(start, noun.end)
    return Group(s, kept, kept.of(text), stage, _members(line, s))


def _noun(text: str, s: Statement, clause: Span) -> Span | None:
    """The words of a kind of project that are counted, in the clause of the count."""
    span = s.indicator_span
    if span is None or not clause.holds(span):
        return None
    printed = span.of(text)
    if "、" in text[s.span.end : span.start]:  # 2个千亿级、11个百亿级…项目
        return None
    if span.start >= s.span.end and _DOES.search(printed):  # 15个|主平台新承接产业转移项目约700个
        return None
    if _NOUN.search(printed) or _WEAK.search(printed):
        sized = _SIZED.search(text[: span.start], clause.start)
        return Span(sized.start(), span.end) if sized else span
    if span.start < s.span.start:
        return None
    longer = re.compile(r"[\u4e00-\u9fff]{0,18}?(?:项目|工程)").match(text, span.start, clause.end)
    if longer is None or _DOES.search(longer.group()):
        return None
    return Span(span.start, longer.end())


def _stage(line: Line, s: Statement, noun: Span, clause: Span) -> Hit | None:
    """A verb before the count or in the noun's lead, else right after the two: 新开工…40个, 101个…落地."""
    text = line.text
    apart = s.span.start - noun.end > 0  # 过江通道4座、在建|8座
    opened = (
        s.span.start if apart and "、" in text[noun.end : s.span.start] else min(noun.start, s.span.start)
    )
    closed = max(noun.end, s.span.end)
    run = _run_before(line, s)
    if run is not None:  # 建成投用|A、B等|340个
        first = line.names[run[0]].span.start
        leads = [h for h in hits(text, clause.start, first) if first - h.span.end <= 2]
        if leads:
            return leads[-1]
    comma = max((m.end() for m in re.finditer("、", text[clause.start : opened])), default=0) + clause.start
    before = [h for h in hits(text, comma, opened) if opened - h.span.end <= 4]
    lead = _LEAD.match(text, noun.start, noun.end)
    inner = hits(text, noun.start, lead.end()) if lead and opened == min(noun.start, s.span.start) else []
    middle = [
        h for h in hits(text, noun.start, noun.end) if _KIND.fullmatch(text, h.span.end, noun.end) is not None
    ]  # 新型储能|在建|项目, 招商大会|达成|项目
    after = [
        h for h in hits(text, closed, clause.end)
        if h.span.start - closed <= NEAR
        and "、" not in text[closed : h.span.start]
        and not has_an_object(text, h, clause.end)
    ]  # fmt: skip
    return next(iter([*inner, *middle, *after, *before[-1:]]), None)


def _run_before(line: Line, s: Statement) -> range | None:
    """The list of names that a count sums up: A、B等|11处煤矿."""
    for run in line.runs:
        end = line.names[run[-1]].span.end
        between = line.text[end : s.span.start]
        if end <= s.span.start and re.fullmatch(r"[^，,；;。：:、\n]{0,6}等", between):
            return run
    return None


def _members(line: Line, s: Statement) -> tuple[str, ...]:
    """The names that stand for the group."""
    return tuple(line.names[i].name for i in _run_before(line, s) or ())


def origin(name: str) -> re.Match[str] | None:
    """Where a group says that it comes from elsewhere: 广州|转移项目."""
    return _ORIGIN.search(name)
