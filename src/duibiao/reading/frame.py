"""What the rules of the fields look at: a figure, its clause, its sentence and what was found around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from duibiao.reading.outlook import Outlook
from duibiao.reading.periods.scan import Time
from duibiao.reading.predicates.logic import Predicate
from duibiao.reading.quantities.scan import Quantity
from duibiao.text import Span

TIMES_MOST = 16
"""More times than this never stand before a figure in its sentence (the most in the corpus is 9)."""
WINDOW = 96
"""How far before a figure its clause is searched for words: the longest clause with one is 88 long."""

UNKNOWN = Span(-1, -1)
"""A name that has not been looked for."""


@dataclass(slots=True)
class Topic:
    """What the figures of a sentence are about so far: the frame before, and its list of subjects."""

    name: str = ""
    span: Span | None = None
    before: Frame | None = None
    listed: tuple[tuple[str, Span], ...] = ()
    """subjects of a list with 分别, one for each figure"""
    turn: int = 0
    """which figure of the list comes next"""
    said: list[tuple[str, Span]] = field(default_factory=list)
    """names of the figures of the sentence so far"""
    place: tuple[str, str, Span | None] | None = None
    earlier: tuple[str, Span] | None = None
    """the topic of the sentence before, in the same paragraph"""
    headline: Span | None = None
    """the sentence before when it is short and has no figure (经营主体稳中培优。)"""

    def goes_on(
        self, frame: Frame, named: Span | None, place: tuple[str, str, Span | None], *, lasting: bool
    ) -> None:
        """``frame``, whose name stands at ``named``, has been read; what only lasts is not a new subject."""
        if not lasting or self.span is None:
            self.name, self.span = frame.name, named
        self.before, self.place = frame, place
        self.turn += 1
        if named is not None:
            self.said.append((frame.name, named))


@dataclass(slots=True)
class Frame:
    """A figure in its clause, and the clause in its sentence."""

    text: str
    quantity: Quantity
    sentence: Span
    open: int
    """where the clause begins"""
    close: int
    """where the clause ends"""
    floor: int
    """where the words before the figure begin: at the clause's start or after the figure before it"""
    predicate: Predicate
    after: str
    """bound that follows the figure: ``approx`` | ``min`` | ``max`` | ``""``"""
    end_after: int
    """where the word of that bound ends"""
    inherited: str
    """verb of the figure before it in the same list (增长6%、5.2%), or ``""``"""
    run: int
    """how many figures stand in one list from here on, itself included"""
    outlook: Outlook
    times: list[Time]
    """those of the sentence that end before the figure, the nearest last; at most ``TIMES_MOST``"""
    lead: Time | None
    """the time that opened the paragraph or the part"""
    whole: Time | None
    """the section's period when it is several years"""
    year: int
    topic: Topic
    time: Time | None = None
    """the time that governs the figure, once it is known"""
    kind: str = ""
    """the kind, once it is known"""
    counts: bool = False
    """the indicator is the thing counted, after the figure"""
    name: str = ""
    """the indicator, once it is known"""
    subject: str = field(default="")
    """what stands between ``floor`` and the predicate"""
    own: Span | None = UNKNOWN
    """the noun phrase before the predicate, once it has been looked for"""

    @property
    def near(self) -> int:
        """Where the words that may bear on the figure begin: its clause, or ``WINDOW`` before it."""
        return max(self.open, self.quantity.start - WINDOW)

    @property
    def verb(self) -> str:
        """Role of the verb before the figure, or of the list's figure before it."""
        return self.predicate.verb or self.inherited
