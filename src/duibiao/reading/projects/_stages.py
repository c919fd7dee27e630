"""How far a project is: the verbs that are said of it, and whether it has come to that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from duibiao.reading.outlook import Direction
from duibiao.reading.projects._line import ANY_STAGE, STAGE_OF, Line, V
from duibiao.reading.projects.model import Stage, Standing
from duibiao.text import Span

_LEAD = re.compile("(?:" + V["lead"].regex() + "|了)$")
_BUILD = re.compile(V["build"].regex())
_ADVERBS = re.compile("(?:" + V["adverb"].regex() + r"|[\s“”\"]){0,5}")
_AHEAD, _WEAK, _DONE = (re.compile(V[name].regex()) for name in ("ahead", "ahead_weak", "done"))
_GOES_ON = re.compile(V["goes_on"].regex())
_LED = re.compile(V["lead_alone"].regex() + "$")
_NEEDS_END = frozenset(V["needs_end"].words)
_AND = ("", "并", "、", "和", "即")
"""Between two verbs of the same projects."""
_COUNTS = re.compile(r"\d[余多]?[个项座条家处]")
SHORT_OBJECT = 4
"""落地|四川。: an object so short is a place, and the verb still that of the name before."""
_CLOSED = "，,；;。\n"
_LEAD_MOST = 4
"""The longest lead verb."""
GAP_MOST = 22
"""Between a name and a verb that follows it in its clause: 肇庆基地|在第二年|投产; 等项目 is not counted."""
BEFORE_MOST = 26
"""Between a verb and the name that follows it: 建成|国内单体规模最大的|某某电站."""
_STARTERS = frozenset((Stage.STARTED, Stage.RUNNING, Stage.FULL, Stage.BUILDING, Stage.APPROVED))


class Hit(NamedTuple):
    """A word of a stage."""

    stage: Stage
    span: Span


class Reached(NamedTuple):
    """A stage told of the project ``number`` of a line."""

    number: int
    stage: Stage
    span: Span
    rule: str


def hits(text: str, start: int, end: int) -> list[Hit]:
    """Words of stages, longest first; two of one stage next to each other are one: 建成|投产."""
    kept: list[Hit] = []
    for match in ANY_STAGE.finditer(text, start, end):
        stage = STAGE_OF.get(match.group()) or Stage[match.lastgroup or ""]
        span = Span(*match.span())
        last = kept[-1] if kept else None
        if last is not None and last.stage is stage and span.start == last.span.end:
            kept[-1] = Hit(stage, last.span.hull(span))
        else:
            kept.append(Hit(stage, span))
    return kept


def reached(line: Line) -> Iterator[Reached]:
    """Every stage that a sentence tells of its projects, each once in a clause."""
    seen: set[tuple[int, Stage, Span]] = set()
    for rule in RULES:
        for number, hit in rule(line):
            key = (number, hit.stage, line.clause(hit.span.start))
            if key not in seen and not line.beside(number):
                seen.add(key)
                yield Reached(number, hit.stage, hit.span, rule.__name__)


def in_its_clause(line: Line) -> Iterator[tuple[int, Hit]]:
    """A、B开工建设 and 开工建设A、B; A竣工、B开工 each of its own."""
    starts = dict.fromkeys(line.clause(named.span.start) for named in line.names)
    for clause in starts:
        inside = line.inside(clause)
        last, theirs = clause.start, range(0)
        for hit in hits(line.text, *clause):
            if any(named.span.meets(hit.span) for named in line.names):
                continue
            if not (theirs and line.text[last : hit.span.start] in _AND):  # 投产|达产
                theirs = _whose(line, inside, hit)
            last = hit.span.end
            yield from ((number, hit) for number in theirs)


def _whose(line: Line, inside: list[int], hit: Hit) -> range:
    before = [i for i in inside if line.names[i].span.end <= hit.span.start]
    after = [i for i in inside if line.names[i].span.start >= hit.span.end]
    follows = line.run_of(before[-1]) if before else range(0)
    leads = line.run_of(after[0]) if after else range(0)
    if has_an_object(line.text, hit, line.sentence.end):
        follows = range(0)
    if follows and _says(line, follows, hit):
        return follows
    if leads and leads[0] == after[0] and _takes(line, leads, hit):
        return leads
    if (
        follows
        and not after
        and hit.span.start - line.end_of(follows) <= GAP_MOST
        and _open(line, follows, hit)
    ):
        return follows
    return range(0)


def has_an_object(text: str, hit: Hit, end: int) -> bool:
    """启动|首批海上试验, 获批|国家试点: said of what follows, not of the name before."""
    at = hit.span.end
    near = text[at : min(end, at + SHORT_OBJECT)]
    closed = not near or any(c in _CLOSED + "、" for c in near) or near.startswith(("项目", "工程"))
    return hit.span.of(text) in _NEEDS_END and not closed


def _says(line: Line, run: range, hit: Hit) -> bool:
    """Whether only adverbs stand between a list and its verb."""
    gap = line.text[line.end_of(run) : hit.span.start]
    short = line.text[line.names[run[-1]].span.end : hit.span.start]
    return _ADVERBS.fullmatch(gap) is not None or _ADVERBS.fullmatch(short) is not None


def _takes(line: Line, run: range, hit: Hit) -> bool:
    """Whether a verb stands right before a list, or before what is said of its first name."""
    gap = line.text[hit.span.end : line.names[run[0]].span.start]
    if gap.startswith("、"):  # 大坝封顶、|另一水库蓄水
        return False
    return (
        len(gap) <= BEFORE_MOST
        and not hits(line.text, hit.span.end, line.names[run[0]].span.start)
        and (not gap or "、" not in gap or len(gap) <= BEFORE_MOST // 2)
    )


def _open(line: Line, run: range, hit: Hit) -> bool:
    """Whether nothing that has a verb of its own stands between a list and a verb further on."""
    gap = line.text[line.end_of(run) : hit.span.start]
    if hit.span.of(line.text) in _NEEDS_END:
        return False
    told = hits(line.text, line.end_of(run), hit.span.start)
    return "、" not in gap and "的" not in gap and not told and not _COUNTS.search(gap)


def led_and_built(line: Line) -> Iterator[tuple[int, Hit]]:
    """推进A、B等项目|建设."""
    for run in line.runs:
        last = line.names[run[-1]].span.end
        goes_on = _GOES_ON.match(line.text, last, line.sentence.end)
        if goes_on is not None and hits(line.text, last, goes_on.end() + 2):  # …等项目开工|建设
            goes_on = None
        ends = (line.end_of(run), last, *([goes_on.end()] if goes_on else []))
        build = next(filter(None, (_BUILD.match(line.text, end, line.sentence.end) for end in ends)), None)
        if build is None:
            continue
        end = build.end()
        start = line.text.rfind("建设", build.start(), end)
        clause = line.clause(line.names[run[0]].span.start)
        lead = line.text[clause.start : line.names[run[0]].span.start]
        if _LEAD.search(lead) or (len(lead) > _LEAD_MOST and re.search(V["lead"].regex(), lead)):
            yield from ((i, Hit(Stage.BUILDING, Span(start, end))) for i in run)


def led(line: Line) -> Iterator[tuple[int, Hit]]:
    """推进A、B等项目, and nothing after it."""
    for run in line.runs:
        first, end = line.names[run[0]].span.start, line.end_of(run)
        clause = line.clause(first)
        match = _LED.search(line.text[clause.start : first])
        summed = line.text[line.names[run[-1]].span.end : end].endswith(("项目", "工程"))
        named = (
            line.names[run[-1]].span.of(line.text).endswith(("项目", "工程")) or "建设" in (match or [""])[0]
        )
        if (
            match is not None
            and (summed or named)
            and (end == line.sentence.end or line.text[end] in _CLOSED)
        ):
            start = clause.start + match.start()
            yield from ((i, Hit(Stage.BUILDING, Span(start, first))) for i in run)


def in_later_clauses(line: Line) -> Iterator[tuple[int, Hit]]:
    """Of the one project of a sentence: …，已开工建设，预计明年投产."""
    if not line.alone():
        return
    for clause in line.after_first():
        for hit in hits(line.text, *clause):
            opening = line.text[clause.start : hit.span.start]
            rest = line.text[hit.span.end : clause.end].strip('，,；;。：:\n”"')
            if hit.stage in _STARTERS and _ADVERBS.fullmatch(opening) and len(rest) <= 3:
                yield 0, hit


RULES = (in_its_clause, led_and_built, led, in_later_clauses)
"""All of them tell."""


def standing(line: Line, said: Span, stage: Stage) -> Standing:
    """Whether it has come to a stage, as the words before it and the part of the text tell."""
    clause = line.clause(said.start)
    before = line.text[clause.start : said.start]
    if line.direction is Direction.AHEAD:
        return Standing.PLANNED
    subordinate = line.text.startswith("后", said.end) and line.direction is not Direction.BACK
    if _AHEAD.search(before) or subordinate:  # 建成投运|后预计年产值9亿元
        return Standing.PLANNED
    if stage is Stage.BUILDING:
        return Standing.ONGOING
    if line.direction is not Direction.BACK and _WEAK.search(before) and not _DONE.search(before):
        return Standing.PLANNED
    return Standing.DONE
