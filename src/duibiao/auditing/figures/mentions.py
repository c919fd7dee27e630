"""What tells in which other passages a figure stands: the words around it, its time, whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duibiao.auditing.figures.measured import when_of
from duibiao.auditing.figures.misprints import digits_of
from duibiao.auditing.figures.names import akin, name_of
from duibiao.auditing.figures.page import Figure, Page, Sentence
from duibiao.auditing.figures.parallel import changed_in_rows
from duibiao.auditing.figures.strands import Strand, strands
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_FUNCTION = re.compile(_V["mention_fillers"].regex())
_SCOPES, _AMONG, _ANNUAL = (re.compile(_V[n].regex()) for n in ("mention_scopes", "among", "annual"))
_MAKES = re.compile(_V["making"].regex())
_DONE = re.compile(_V["done_each_year"].regex())
_MAY_LACK = frozenset(_V["may_lack"].words)
_NO_NAME = re.compile("[^\u4e00-\u9fffA-Za-z]")
_YEAR = re.compile("[0-9０-９一二三四五六七八九〇○零]{2}")
_OF_OTHERS = re.compile("^[^，。；：、]{2,}[和及与、]$")
_CLAUSES, _ENDS, _AFTER = re.compile("[，：]"), re.compile("[。；\n]"), re.compile("[，。；：、（]")
WORDS_LEAST, WORDS_MOST, AFTER_MOST = 4, 20, 8
"""Characters before a figure that say of what it is: as many clauses as give the first number, no more than
the second; and after it."""
PAIRS_LEAST = 3
"""Two mentions of one thing share so many pairs of characters."""
ALIKE = 0.6
"""Part of the shorter mention's pairs that the other has, too."""
NAME_LEAST = 4
"""Characters of a name that two passages need to mean one thing by it."""
WHOLE = 100
"""All of something, in percent."""
SMALL = 1000
"""A number below it is printed to the last digit (35元, 320元)."""


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A figure as another passage may tell it again.

    ``when``: the year that it holds in, of the level that a change ``starts`` from the one before. ``pairs``:
    pairs of characters of the words around it, ``scopes`` words of those that say whose it is.
    """

    figure: Figure
    name: str
    when: str
    pairs: frozenset[str]
    scopes: frozenset[str]
    starts: bool
    yearly: bool

    @property
    def digits(self) -> int:
        """How many digits it is printed with."""
        value = abs(self.figure.statement.value)
        return max(len(digits_of(value)), value.adjusted() + 1 if value < SMALL else 0)


def mentions(page: Page) -> Iterator[Mention]:
    """Every figure of a page, in reading order."""
    begun: dict[Figure, Strand] = {}
    for woven in strands(page):
        if woven.base is not None:
            begun |= {f: woven for f in (woven.base, woven.end) if f is not None}
    rows = {f: row for s in page.sentences for f, row in _in_rows(s)}
    for figure in (f for s in page.sentences for f in s.figures):
        row = rows.get(figure)
        strand: Strand | None = row.strand if row is not None else begun.get(figure)
        starts = strand is not None and strand.base is figure
        head = strand.base if strand is not None and not starts else None
        head = row.head if row is not None and figure is not row.head else head
        words = _words(figure, head)
        after = _NO_NAME.sub("", _AFTER.split(figure.tail)[0])[:AFTER_MOST]
        lead = figure.lead if head is None else head.lead
        pairs = _pairs(words) | _pairs(after) | (row.place if row is not None else frozenset())
        yield Mention(
            figure, name_of(figure), _when(figure, strand if starts else None), pairs,
            scopes_of(words) | frozenset(_AMONG.findall(_ENDS.split(lead)[-1])),
            starts, _ANNUAL.search(figure.lead) is not None,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    """Where a figure stands in 分别从A、B提高到C、D: its own strand, the first of all with the words before
    it, and marks for its place, which go with the pairs of characters.
    """

    strand: Strand
    head: Figure
    place: frozenset[str]


def _in_rows(sentence: Sentence) -> Iterator[tuple[Figure, _Row]]:
    for bases, ends in changed_in_rows(sentence):
        for at, (base, end) in enumerate(zip(bases, ends, strict=True)):
            row = _Row(Strand(base, end), bases[0], frozenset((f"{at}.", f".{at}")))
            yield from ((base, row), (end, row))


def scopes_of(words: str) -> frozenset[str]:
    """The words in a row of words that say whose something is."""
    return frozenset(_SCOPES.findall(words))


def alike(one: Mention, other: Mention) -> bool:
    """Whether two figures may be of one thing, by the words around them or by their names."""
    return one.scopes == other.scopes and (same_words(one, other) or named(one, other))


def scoped_alike(one: Mention, other: Mention) -> bool:
    """Whether the words that say whose two figures are differ at most by such as one report leaves out."""
    return (one.scopes ^ other.scopes) <= _MAY_LACK


def same_words(one: Mention, other: Mention) -> bool:
    """Whether the words around two figures say the same of what they are."""
    least = min(len(one.pairs), len(other.pairs))
    shared = len(one.pairs & other.pairs)
    return shared >= PAIRS_LEAST and shared >= ALIKE * least


def named(one: Mention, other: Mention) -> bool:
    """Whether two figures have one name, or names a few words apart: 施工大中型建设项目, 大中型项目."""
    return min(len(one.name), len(other.name)) >= NAME_LEAST and akin(one.name, other.name)


def make_all(one: Figure, other: Figure) -> bool:
    """Whether two shares make a whole: they are of its two parts (63.5% and 36.5%)."""
    return one.unit == other.unit == "%" and one.statement.value + other.statement.value == WHOLE


def made(figure: Figure) -> bool:
    """Whether a figure counts what is made anew, or dealt with, each year."""
    return _MAKES.search(figure.clause) is not None or _DONE.search(figure.clause) is not None


def _when(figure: Figure, started: Strand | None) -> str:
    """The year that a figure holds in; of what this year's change starts from, the year before."""
    period = figure.statement.period
    end = started.end if started is not None else None
    if end is not None and end.statement.period == period and period.isdigit():
        own = figure.statement.period_span
        text = figure.page.document.text
        near = own is not None and 0 <= figure.span.start - own.end <= 1
        dated = near and own is not None and _YEAR.search(own.of(text)) is not None  # 由2020年的35元
        return period if dated else str(int(period) - 1)
    return when_of(figure, started is not None) or period


def _words(figure: Figure, head: Figure | None) -> str:
    """The last clauses before a figure, or before the level that it is reached from, without words that
    any figure may have before it.
    """
    if head is None and _OF_OTHERS.match(figure.lead) and len(figure.tail) > 1:
        return bare(figure.statement.indicator)  # 15个甲和7个乙
    said = ""
    for lead in (figure.lead, head.lead if head is not None else ""):
        for clause in reversed(_CLAUSES.split(_ENDS.split(lead)[-1])):
            if len(said) < WORDS_LEAST * 2:
                said = bare(clause) + said
        if len(said) >= WORDS_LEAST:
            break
    return said[-WORDS_MOST:] if len(said) >= WORDS_LEAST else bare(figure.statement.indicator)


def bare(words: str) -> str:
    """Words without those that any figure may have before it."""
    return _NO_NAME.sub("", _FUNCTION.sub("", words))


def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))
