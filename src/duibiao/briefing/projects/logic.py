"""What quoted sentences say of the place's projects: money, capacity, stage; and whom they name.

A figure or a stage is a project's when it stands in the project's own part of a sentence: from its name to
the next project's. Where a list shares one figure (…等项目，总投资…) nobody gets it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from duibiao.briefing.model import Chapter, Organisation, Project, Step, Words
from duibiao.gazetteer import Gazetteer, Place
from duibiao.lexicon import load
from duibiao.matching import Role
from duibiao.reading.model import Mention, MentionType, Statement, StatementKind
from duibiao.reading.outlook.logic import Direction, outlook
from duibiao.text import Document, Span, content_id, inside

_V = load("duibiao.briefing.projects")
STAGES = ("签约", "供地", "审批", "开工", "在建", "投产", "达产")
_STAGES = {stage: re.compile(_V[stage].regex()) for stage in STAGES}
_AHEAD = re.compile(_V["ahead"].regex())
_MONEY, _PLAIN = (frozenset(_V[name].words) for name in ("money", "plain"))
_CAPACITY = re.compile(_V["capacity"].regex())
_LISTED = re.compile(r"[、和及与]|以及")
ADVERB_MOST = 4
"""Characters that may stand between a project and its verb: 全面开工, 顺利建成."""
_CLAUSE = re.compile(r"[，,；;。：]")


@dataclass(frozen=True)
class Scene:
    """What is looked at. ``mentions``, ``statements``, ``documents``: by document name."""

    report: Document
    year: int
    place: Place
    gazetteer: Gazetteer
    documents: Mapping[str, Document]
    mentions: Mapping[str, Sequence[Mention]]
    statements: Mapping[str, Sequence[Statement]]
    chapters: Sequence[Chapter]

    @cached_property
    def quoted(self) -> list[tuple[str, Span, str, bool]]:
        """``(document, sentence, chapter's id, still to come)`` of every quoted sentence."""
        directions = [o.direction for o in outlook(self.report, self.year)]
        ahead = [s.section >= 0 and directions[s.section] is Direction.AHEAD for s in self.report.sentences]
        found: list[tuple[str, Span, str, bool]] = []
        for chapter in self.chapters:
            parts = [part for passage in chapter.passages for part in passage.kept]
            spans = [s.span for s in self.report.sentences]
            for part in parts:
                found += [(self.report.name, spans[i], chapter.id, ahead[i]) for i in inside(spans, part)]
            found += [(e.doc, e.span, chapter.id, e.role is Role.PLAN) for e in chapter.evidence]
        return found

    def named(self, doc: str, sentence: Span, *types: MentionType) -> list[Mention]:
        """The mentions of these types in a sentence."""
        here = self.mentions.get(doc, ())
        return [here[i] for i in inside([m.span for m in here], sentence) if here[i].type in types]

    def lies_here(self, mention: Mention) -> bool:
        """Whether the name says that it lies in the place or touches it."""
        codes = [c for c in (mention.adcode, *mention.adcodes) if c]
        places = [p for p in map(self.gazetteer.get, codes) if p is not None]
        return any(self.gazetteer.holds(self.place, p) for p in places)


@dataclass(slots=True)
class _Found:
    """What is gathered of one project, over all sentences."""

    named: list[Words]
    places: dict[str, None]
    money: dict[str, Statement]
    capacity: dict[str, Statement]
    steps: dict[tuple[str, bool], Words]
    chapters: dict[str, None]


def projects(scene: Scene) -> list[Project]:
    """The place's projects of which anything is told, those with the most first."""
    gathered: dict[str, _Found] = defaultdict(lambda: _Found([], {}, {}, {}, {}, {}))
    for doc, sentence, chapter, ahead in scene.quoted:
        line = [m for m in scene.named(doc, sentence, MentionType.PROJECT) if not m.nested]
        for number, mention in enumerate(line):
            if not _ours(scene, doc, mention):
                continue
            one = gathered[mention.name or mention.text]
            one.chapters[chapter] = None
            words = Words(doc, mention.span, mention.text)
            if words not in one.named:
                one.named.append(words)
                _gather(scene, one, line, number, sentence, ahead)
    made = [_project(name, one) for name, one in gathered.items()]
    made = [project for project in made if _tells(project)]
    return sorted(made, key=lambda p: (-_tells(p), p.named[0].doc != scene.report.name, p.named[0].span))


def _ours(scene: Scene, doc: str, mention: Mention) -> bool:
    name = mention.name or mention.text
    bare = name
    for known in sorted((scene.place.name, *scene.place.aliases), key=len, reverse=True):
        bare = bare.removeprefix(known)
    if bare in _PLAIN or len(bare) < 3:
        return False
    return scene.lies_here(mention) or (doc != scene.report.name and not mention.adcodes)


def _gather(
    scene: Scene, one: _Found, line: Sequence[Mention], number: int, sentence: Span, ahead: bool
) -> None:
    mention = line[number]
    doc, text = mention.doc, scene.documents[mention.doc].text
    end = line[number + 1].span.start if number + 1 < len(line) else sentence.end
    for code in (mention.adcode, *mention.adcodes):
        _place(scene, one, code)
    if len(line) == 1:
        for place in scene.named(doc, sentence, MentionType.PLACE, MentionType.ZONE):
            _place(scene, one, place.adcode)
    if len(line) > 1:  # a clause further on may sum up what the whole list comes to
        clause = _CLAUSE.search(text, mention.span.end, end)
        end = clause.start() if clause else end
    for s in _figures(scene, doc, Span(mention.span.end, end)):
        if "等" in text[mention.span.end : s.span.start] or s.kind is not StatementKind.LEVEL:
            continue
        if s.unit == "元" and s.indicator in _MONEY:
            one.money.setdefault(s.text, s)
        elif _CAPACITY.search(s.indicator):
            one.capacity.setdefault(s.text, s)
    for step in _steps(text, line, number, sentence, ahead):
        one.steps.setdefault((step.stage, step.ahead), step.said)


def _place(scene: Scene, one: _Found, code: str) -> None:
    place = scene.gazetteer.get(code) if code else None
    if place is not None and scene.gazetteer.holds(scene.place, place):
        one.places[place.name] = None


def _figures(scene: Scene, doc: str, span: Span) -> Iterator[Statement]:
    statements = scene.statements.get(doc, ())
    yield from (statements[i] for i in inside([s.span for s in statements], span))


def _steps(text: str, line: Sequence[Mention], number: int, sentence: Span, ahead: bool) -> Iterator[Step]:
    """Stages in the clause of the name; of a sentence with one project, in what follows it too."""
    mention = line[number]
    cuts = [sentence.start, *(m.end() for m in _CLAUSE.finditer(text, *sentence)), sentence.end]
    at = bisect_right(cuts, mention.span.start)
    last = len(cuts) - 1 if len(line) == 1 else min(at, len(cuts) - 1)
    for start, end in zip(cuts[at - 1 : last], cuts[at : last + 1], strict=False):
        for stage, pattern in _STAGES.items():
            for match in pattern.finditer(text, start, end):
                said = Span(*match.span())
                if not _said_of(text, line, mention, said):
                    continue
                later = stage != "在建" and (ahead or bool(_AHEAD.search(text[start : said.start])))
                yield Step(stage, later, Words(mention.doc, said, match.group()))


def _said_of(text: str, line: Sequence[Mention], mention: Mention, said: Span) -> bool:
    """Whether a verb is this project's: 开工建设A和B, A、B开工 are of both; A竣工、B开工 each of its own."""
    if any(said.meets(other.span) for other in line):
        return False
    if said.end <= mention.span.start:
        return not any(0 <= said.start - other.span.end <= ADVERB_MOST for other in line)
    between = [o.span for o in line if mention.span.end <= o.span.start and o.span.end <= said.start]
    edges = [mention.span.end, *(at for span in between for at in span)]
    gaps = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=False)]
    return all(_LISTED.fullmatch(gap) for gap in gaps)


def _project(name: str, one: _Found) -> Project:
    reached = {stage for stage, ahead in one.steps if not ahead}
    steps = [
        Step(stage, ahead, said)
        for (stage, ahead), said in one.steps.items()
        if not (ahead and stage in reached)
    ]
    wide = list(one.places)
    return Project(
        id=content_id("project", name),
        name=name,
        named=tuple(one.named),
        place="、".join(wide[1:] if len(wide) > 1 else wide),
        money=tuple(one.money.values()),
        capacity=tuple(one.capacity.values()),
        steps=tuple(sorted(steps, key=lambda s: (STAGES.index(s.stage), s.ahead))),
        chapters=tuple(one.chapters),
    )


def _tells(project: Project) -> int:
    return 3 * bool(project.money) + 2 * bool(project.capacity) + 2 * bool(project.steps)


def organisations(scene: Scene) -> list[Organisation]:
    """The firms and institutions of the quoted local sentences, and the report's that touch the place.

    Those that the most sentences name come first.
    """
    named: dict[str, list[tuple[Words, str, bool]]] = defaultdict(list)
    for doc, sentence, chapter, _ in scene.quoted:
        for m in scene.named(doc, sentence, MentionType.ORGANISATION):
            ours = doc != scene.report.name or scene.lies_here(m)
            named[m.name or m.text].append((Words(doc, m.span, m.text), chapter, ours))
    made = [
        Organisation(
            id=content_id("organisation", name),
            name=name,
            named=tuple(dict.fromkeys(words for words, _, _ in found)),
            chapters=tuple(dict.fromkeys(chapter for _, chapter, _ in found)),
        )
        for name, found in named.items()
        if any(ours for _, _, ours in found)
    ]
    return sorted(made, key=lambda o: (-len(o.named), o.named[0].doc, o.named[0].span))
