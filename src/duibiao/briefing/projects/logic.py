"""What quoted sentences say of the place's projects: money, capacity, stage; and whom they name.

Which figure and which stage is whose is read by ``duibiao.reading.projects``; here it is asked of the
sentences that the brief quotes, and only of projects at the place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from duibiao.briefing.model import Chapter, Organisation, Project, Step, Words
from duibiao.gazetteer import Gazetteer, Place
from duibiao.lexicon import load
from duibiao.matching import Role
from duibiao.reading.model import Mention, MentionType, Statement
from duibiao.reading.outlook.logic import Direction, outlook
from duibiao.reading.projects import FactType, Line, Named, Stage, Standing, measured, reached, standing
from duibiao.text import Document, Span, content_id, inside

_PLAIN = frozenset(load("duibiao.briefing.projects")["plain"].words)
STAGES = tuple(stage.value for stage in Stage)
_LOOKS = {Role.PLAN: Direction.AHEAD, Role.DONE: Direction.BACK}


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
    def quoted(self) -> list[tuple[str, Span, str, Direction]]:
        """``(document, sentence, chapter's id, where it looks)`` of every quoted sentence."""
        directions = [o.direction for o in outlook(self.report, self.year)]
        looks = [directions[s.section] if s.section >= 0 else Direction.NONE for s in self.report.sentences]
        found: list[tuple[str, Span, str, Direction]] = []
        for chapter in self.chapters:
            parts = [part for passage in chapter.passages for part in passage.kept]
            spans = [s.span for s in self.report.sentences]
            for part in parts:
                found += [(self.report.name, spans[i], chapter.id, looks[i]) for i in inside(spans, part)]
            found += [
                (e.doc, e.span, chapter.id, _LOOKS.get(e.role, Direction.NONE)) for e in chapter.evidence
            ]
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
    for doc, sentence, chapter, looks in scene.quoted:
        mentions = [m for m in scene.named(doc, sentence, MentionType.PROJECT) if not m.nested]
        if not mentions:
            continue
        line = Line(
            scene.documents[doc].text, sentence, [Named(m.span, m.name or m.text) for m in mentions], looks
        )
        told = _told(scene, doc, line)
        for number, mention in enumerate(mentions):
            if not _ours(scene, doc, mention):
                continue
            one = gathered[mention.name or mention.text]
            one.chapters[chapter] = None
            words = Words(doc, mention.span, mention.text)
            if words not in one.named:
                one.named.append(words)
                _gather(scene, one, mentions, number, told)
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


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence tells of its projects, by their number in it."""

    sentence: Span
    figures: Sequence[tuple[int, FactType, Statement]]
    steps: Sequence[tuple[int, Step]]


def _told(scene: Scene, doc: str, line: Line) -> _Told:
    statements = scene.statements.get(doc, ())
    here = [statements[i] for i in inside([s.span for s in statements], line.sentence)]
    steps = []
    for number, stage, span, _ in reached(line):
        ahead = stage is not Stage.BUILDING and standing(line, span, stage) is Standing.PLANNED
        steps.append((number, Step(stage.value, ahead, Words(doc, span, span.of(line.text)))))
    return _Told(line.sentence, [(m.number, m.type, m.statement) for m in measured(line, here)], steps)


def _gather(scene: Scene, one: _Found, line: Sequence[Mention], number: int, told: _Told) -> None:
    mention = line[number]
    for code in (mention.adcode, *mention.adcodes):
        _place(scene, one, code)
    if len(line) == 1:
        for place in scene.named(mention.doc, told.sentence, MentionType.PLACE, MentionType.ZONE):
            _place(scene, one, place.adcode)
    for whose, kind, s in told.figures:
        if whose == number and kind is FactType.MONEY:
            one.money.setdefault(s.text, s)
        elif whose == number and kind in (FactType.CAPACITY, FactType.LAND):
            one.capacity.setdefault(s.text, s)
    for whose, step in told.steps:
        if whose == number:
            one.steps.setdefault((step.stage, step.ahead), step.said)


def _place(scene: Scene, one: _Found, code: str) -> None:
    place = scene.gazetteer.get(code) if code else None
    if place is not None and scene.gazetteer.holds(scene.place, place):
        one.places[place.name] = None


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
