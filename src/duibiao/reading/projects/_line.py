"""A sentence and the projects that it names: clauses, and lists of names that share what is said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from duibiao.lexicon import Group, load
from duibiao.reading.outlook import Direction
from duibiao.reading.projects.model import STAGES
from duibiao.text import Span

V = load("duibiao.reading.projects")
CLAUSE = re.compile(r"[，,；;。：:\n]")
_JOINT = r"(?:以及|[、和及与暨])"
_OTHER = r"[^，,；;。：:、\n]{1,24}"
_LISTED = re.compile(
    rf"[”\"’]?(?:（[^）\n]{{1,12}}）|\([^)\n]{{1,12}}\))?{_JOINT}(?:{_OTHER}{_JOINT}){{0,3}}[“\"]?"
)
_BRACKET = r"(?:（[^）\n]{1,12}）|\([^)\n]{1,12}\))?"
TAIL = re.compile(
    rf"[”\"’]?{_BRACKET}{V['done_to_it'].regex()}?"
    rf"(?:等{V['how_many'].regex()}?[^，,；;。：:、\n]{{0,16}}?{V['summed_up'].regex()}|等)?(?:项目|工程)?"
)
"""What ends a list and sums it up; matches nothing where nothing does."""
BESIDE = re.compile(V["beside"].regex())

PARK = "a park after a place"
LISTED = "listed"
FIRM = "a firm that settles"
AGAIN = "said again"


@dataclass(frozen=True, slots=True)
class Named:
    """A project where a sentence names it. ``why``: what made it a project."""

    span: Span
    name: str
    adcodes: tuple[str, ...] = ()
    why: str = "mention"


@dataclass(frozen=True)
class Line:
    """One sentence of ``text``, the projects in it in order, and where its part of the text looks."""

    text: str
    sentence: Span
    names: Sequence[Named]
    direction: Direction = Direction.NONE

    @cached_property
    def cuts(self) -> list[int]:
        """Where clauses begin, and the sentence's end."""
        marks = (m.end() for m in CLAUSE.finditer(self.text, *self.sentence))
        return [self.sentence.start, *(at for at in marks if at < self.sentence.end), self.sentence.end]

    def clause(self, at: int) -> Span:
        """The clause around a position."""
        i = min(bisect_right(self.cuts, at), len(self.cuts) - 1)
        return Span(self.cuts[i - 1], self.cuts[i])

    @cached_property
    def runs(self) -> list[range]:
        """Indices of names in one list: A、B和C. Unknown items between two known ones belong to it."""
        runs: list[range] = []
        for i, named in enumerate(self.names):
            before = self.text[self.names[i - 1].span.end : named.span.start] if i else ""
            if i and _LISTED.fullmatch(before) and not _STAGE_WORD.search(before):
                runs[-1] = range(runs[-1].start, i + 1)
            else:
                runs.append(range(i, i + 1))
        return runs

    def run_of(self, number: int) -> range:
        """The list in which a name stands."""
        return next(run for run in self.runs if number in run)

    def inside(self, span: Span) -> list[int]:
        """The names in ``span``."""
        return [i for i, named in enumerate(self.names) if span.holds(named.span)]

    def end_of(self, run: range) -> int:
        """Where a list ends, with what it is summed up by: A、B等项目."""
        tail = TAIL.match(self.text, self.names[run[-1]].span.end, self.sentence.end)
        return tail.end() if tail else self.names[run[-1]].span.end

    def alone(self) -> bool:
        """Whether one project is all that the sentence names."""
        return len(self.names) == 1

    def beside(self, number: int) -> bool:
        """Whether the name only tells where something else is: X周边道路."""
        return BESIDE.match(self.text, self.names[number].span.end) is not None

    def after_first(self) -> Iterator[Span]:
        """The clauses after that of the first name."""
        at = bisect_right(self.cuts, self.names[0].span.end - 1)
        yield from (Span(a, b) for a, b in zip(self.cuts[at:-1], self.cuts[at + 1 :], strict=True))


STAGE_NAMES = tuple(stage.value for stage in STAGES)
STAGE_OF = {word: stage for stage in STAGES for word in V[stage.value].words}
"""Stage of each word."""
_PATTERNS = (
    f"(?P<{stage.name}>{'|'.join(V[stage.value].patterns)})" for stage in STAGES if V[stage.value].patterns
)
ANY_STAGE = re.compile("|".join((*_PATTERNS, Group(tuple(STAGE_OF)).regex())))
"""One pass for all stages; what is no word of ``STAGE_OF`` is in the group of its stage's name."""
_STAGE_WORD = re.compile("|".join(V[name].regex() for name in ("开工", "投产", "达产", "在建", "审批")))
