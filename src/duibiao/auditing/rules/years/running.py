"""Years in a row, and ranks, that go on from one report to the next, told in other words.

连续九年位居全省第一, 首位纪录延续到十年; 连续七年获评先进, 第八年列入先进; 连续6年获A级, 连续7次获得A级.
Each is laid beside the likest of the other report, by how rare the words in common are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.aligned import followers
from duibiao.auditing.figures.page import Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.rules.repeated.words import GAP, plain, rarity
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_N = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_RUN = re.compile(
    f"(?:{_V['in_a_row'].regex()})第?(?P<a>{_N})个?[年次届]"
    f"|第(?P<b>{_N})个?[年次](?=(?:{_V['is_among'].regex()}))"
    f"|(?:{_V['run_reaches'].regex()})(?P<c>{_N})年"
)
_RANK = f"第(?P<r>{_N})"
_FROM_RANK = re.compile(
    f"由(?:{_V['year_before'].regex()})?的?[^，。；0-9]{{0,8}}?{_RANK}[位名]?[^，。；第]{{0,6}}(?:{_V['rank_moves'].regex()})"
)
_AT_RANK = re.compile(f"(?:{_V['ranked_at'].regex()})[^，。；0-9第]{{0,8}}{_RANK}(?:[位名]|(?=[，。；、]))")
_CLAUSE = re.compile("[，。；\n]")
BEFORE_MOST, AFTER_MOST = 40, 24
"""Code points before and after a run of years that say of what it is."""
SHORT = 4
"""With fewer telling characters in its clause before it, those of the clause before count, too."""
ALIKE = 3.0
"""How much two runs share that are each other's likest: the weight of the pairs of characters in common times
its part of that of all."""
SHORT_RANK, RANKED, NEARLY = 8, 6.0, 0.8
"""The same of ranks; how alike two must be that differ; part of the most that counts as much: of eight pairs
of the corpus and outside reports the likest is the same rank in six, and of those so alike in all."""
SAME, SAME_LATE, TOLD_LATE = 0.64, 0.7, (0, 2)
"""Part of the words before them that two runs of one thing share: in 17 of 19 pairs of the corpus and
outside reports that go on by one at least .65; of two things at most .62. More, where one of the two may
tell of another year than it looks back on."""


@dataclass(frozen=True)
class _Run:
    """So many years in a row, and the words before and after."""

    page: Page
    span: Span
    years: int
    before: str
    after: str

    @cached_property
    def subject(self) -> frozenset[str]:
        """Pairs of characters of the words before it."""
        return _pairs(self.before)

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Those of the words on both sides."""
        return self.subject | _pairs(self.after)


def run_goes_on(pages: Sequence[Page]) -> Iterator[Remark]:
    """连续七年获评先进, and 第八年列入先进 in the report of the year after."""
    for before, after in followers(pages):
        earlier, later = _runs(before), _runs(after) if _runs(before) else []
        for run in later:
            base = _likest(run, earlier)
            if base is None or _likest(base, later) is not run:
                continue
            more = run.years - base.years
            if more == 1 or _one_thing(base, run) >= (SAME_LATE if more in TOLD_LATE else SAME):
                yield _told(base, run)


def rank_goes_on(pages: Sequence[Page]) -> Iterator[Remark]:
    """由第38位前移到第33位, and 综合位次列全省第38位 in the report of the year before."""
    for before, after in followers(pages):
        later = list(_read(after, _FROM_RANK, SHORT_RANK))
        earlier = list(_read(before, _AT_RANK, SHORT_RANK)) if later else []
        for rank in later:
            alike = [(_alike(rank, o), o) for o in earlier]
            best = max((a for a, _ in alike), default=0)
            near = [o for a, o in alike if a >= best * NEARLY]
            same = [o for o in near if o.years == rank.years]
            if best >= (ALIKE if same else RANKED):
                yield _remark((same or near)[0], rank, bool(same))


def _runs(page: Page) -> list[_Run]:
    if "runs" not in page.kept:
        page.kept["runs"] = list(_read(page, _RUN, SHORT))
    found: list[_Run] = page.kept["runs"]
    return found


def _read(page: Page, pattern: re.Pattern[str], short: int) -> Iterator[_Run]:
    """What a pattern finds; where its clause says little before it, with the clause before."""
    text = page.document.text
    for match in pattern.finditer(text):
        group = next(g for g, printed in match.groupdict().items() if printed)
        clauses = _CLAUSE.split(text[max(0, match.start() - BEFORE_MOST) : match.start()])
        before = plain(clauses[-1])
        if len(before) < short and len(clauses) > 1:
            before = plain(clauses[-2]) + GAP + before
        after = plain(_CLAUSE.split(text[match.end() : match.end() + AFTER_MOST])[0])
        yield _Run(page, Span(*match.span(group)), int(value_of(match[group]) or 0), before, after)


def _pairs(words: str) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(words) if GAP not in (a, b))


def _weight(pairs: frozenset[str]) -> float:
    return sum(map(rarity, pairs))


def _one_thing(one: _Run, other: _Run) -> float:
    """What part of the words before two runs is the same, of the one with fewer; of all, if one has none."""
    sides = [(r.subject if one.subject and other.subject else r.pairs) for r in (one, other)]
    return _weight(sides[0] & sides[1]) / (min(map(_weight, sides)) or 1)


def _likest(run: _Run, others: Sequence[_Run]) -> _Run | None:
    """The run of another report that shares most words with this one, if enough."""
    alike, _, at = max(((_alike(run, o), -n, n) for n, o in enumerate(others)), default=(0, 0, 0))
    return others[at] if alike >= ALIKE else None


def _alike(one: _Run, other: _Run) -> float:
    return _weight(one.pairs & other.pairs) ** 2 / (_weight(one.pairs | other.pairs) or 1)


def _told(base: _Run, run: _Run) -> Remark:
    """The remark on a run that is one year more than that of the report before, or should be."""
    return _remark(base, run, run.years == base.years + 1)


def _remark(base: _Run, run: _Run, right: bool) -> Remark:
    printed, before = (r.span.of(r.page.document.text) for r in (run, base))
    note = message("run_on" if right else "run_off", formula=f"{before}、{printed}")
    return Remark(
        run.page, [(run.span, STATED)], Verdict.of(right), printed, before, f"{before}、{printed}", note,
        apart=[(base.page, base.span, "base")],
    )  # fmt: skip
