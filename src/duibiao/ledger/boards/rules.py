"""Whether a clause is a board's by what stands in it: small rules in one list, the first answer stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from duibiao.ledger.boards.model import Board
from duibiao.ledger.boards.pieces import Clause
from duibiao.ledger.boards.supply import Material
from duibiao.lexicon import first_answer
from duibiao.reading import Mention, MentionType, Statement
from duibiao.reading.chains import Chain
from duibiao.text import Span, inside

_MASK = "□"
_THINGS = (MentionType.PROJECT, MentionType.ZONE)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a rule found what it looks for, and its words; ``None`` for what keeps the clause away."""

    span: Span | None
    what: str
    also: tuple[Span, ...] = ()
    """further places in the clause"""


@dataclass(frozen=True)
class Tests:
    """A board's patterns, compiled."""

    board: Board

    @cached_property
    def words(self) -> re.Pattern[str]:
        """Of its subject."""
        return re.compile(self.board.subject.pattern)

    @cached_property
    def never(self) -> re.Pattern[str]:
        """Of what must not be on it."""
        return re.compile(self.board.subject.never)

    @cached_property
    def chains(self) -> re.Pattern[str]:
        """Of industries and roles."""
        return re.compile(self.board.subject.chains)

    @cached_property
    def projects(self) -> re.Pattern[str]:
        """Of names of projects and zones."""
        return re.compile(self.board.subject.projects)


@dataclass(frozen=True, slots=True)
class Scene:
    """A clause with what was read in it. ``masked``: its text, names of organisations blotted out."""

    span: Span
    text: str
    masked: str
    statements: Sequence[Statement]
    standards: Mapping[str, str]
    mentions: Sequence[Mention]
    chains: Sequence[Chain]


def never_here(scene: Scene, tests: Tests) -> Found | None:
    """What the board's file keeps away."""
    match = tests.never.search(scene.text)
    return Found(None, match.group()) if match else None


def by_words(scene: Scene, tests: Tests) -> Found | None:
    """A word or pattern of the subject; not inside an organisation's name (小鹏汽车 is no 汽车)."""
    found = list(tests.words.finditer(scene.masked))
    spans = [Span(*match.span()).shift(scene.span.start) for match in found]
    return Found(spans[0], found[0].group(), tuple(spans[1:])) if found else None


def by_indicator(scene: Scene, tests: Tests) -> Found | None:
    """A figure of an indicator that the board declares."""
    wanted = tests.board.subject.indicators
    found = [s for s in scene.statements if scene.standards.get(s.id, "") in wanted]
    spans = tuple(s.span for s in found)
    return Found(spans[0], scene.standards[found[0].id], spans[1:]) if found else None


def by_programme(scene: Scene, tests: Tests) -> Found | None:
    """A programme that the board declares, by whatever name it goes."""
    for m in scene.mentions:
        if m.type is MentionType.PROGRAMME and m.name in tests.board.subject.programmes:
            return Found(m.span, str(m.name))
    return None


def by_chain(scene: Scene, tests: Tests) -> Found | None:
    """A chain of the board's industry, or firms whose role on it is printed."""
    for chain in scene.chains:
        for words in (chain.industry, *(firm.role for firm in chain.firms)):
            if tests.chains.search(words):
                return Found(chain.span, words)
    return None


def by_project(scene: Scene, tests: Tests) -> Found | None:
    """A project or zone whose name is of the board's kind."""
    for m in scene.mentions:
        if m.type in _THINGS and tests.projects.search(m.name or m.text):
            return Found(m.span, m.name or m.text)
    return None


def of_another_subject(scene: Scene, tests: Tests) -> Found | None:
    """Nothing in the clause is the board's."""
    return Found(None, "")


RULES: tuple[Callable[[Scene, Tests], Found | None], ...] = (
    never_here,
    by_words,
    by_indicator,
    by_programme,
    by_chain,
    by_project,
    of_another_subject,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause is a board's: by which rule, and what it found where. ``kept_away``: it must not be on it."""

    rule: str
    found: Found

    @property
    def here(self) -> bool:
        """Whether it puts the clause on the board."""
        return self.found.span is not None

    @property
    def everywhere(self) -> tuple[Span, ...]:
        """Every place in the clause where the rule found something."""
        return (self.found.span, *self.found.also) if self.found.span is not None else ()

    @property
    def kept_away(self) -> bool:
        """Whether it keeps the clause off even where its surroundings are the board's."""
        return self.rule == never_here.__name__

    @property
    def why(self) -> str:
        """``by_words: 新型储能``."""
        return f"{self.rule}: {self.found.what}"


class Judge:
    """Asks every board's rules of the clauses of one document."""

    def __init__(self, material: Material, tests: Sequence[Tests]) -> None:
        self.material, self.tests = material, tests
        self._statements = [s.span for s in material.statements]
        self._mentions = [m.span for m in material.mentions]
        self._masked = _masked(material)

    def hits(self, clause: Clause) -> dict[str, Hit]:
        """By board, what its rules say of a clause; boards that have nothing to say are left out."""
        scene = self._scene(clause.span)
        asked = {
            t.board.id: Hit(rule, found)
            for t in self.tests
            for found, rule in [first_answer(RULES, scene, t)]
        }
        return {board: hit for board, hit in asked.items() if hit.here or hit.kept_away}

    def names_a_thing(self, clause: Clause) -> bool:
        """Whether a firm or project is named, of which one may tell without naming its trade again."""
        here = [self.material.mentions[i] for i in inside(self._mentions, clause.span)]
        return any(m.type in (MentionType.PROJECT, MentionType.ORGANISATION) for m in here)

    def _scene(self, span: Span) -> Scene:
        material = self.material
        return Scene(
            span,
            span.of(material.document.text),
            span.of(self._masked),
            [material.statements[i] for i in inside(self._statements, span)],
            material.standards,
            [material.mentions[i] for i in inside(self._mentions, span)],
            [c for c in material.chains if span.holds(c.span)],
        )


def _masked(material: Material) -> str:
    """The text with white space and names of organisations blotted out, as long as it was."""
    text = list(material.document.text)
    for mention in material.mentions:
        if mention.type is MentionType.ORGANISATION:
            text[mention.span.start : mention.span.end] = _MASK * mention.span.size
    return "".join(text)
