"""What the rules of the fields look at: a figure, its clause, its sentence and what was found around it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from duibiao.reading.outlook import Direction
from duibiao.reading.periods.scan import Time
from duibiao.reading.predicates.logic import Predicate
from duibiao.text import Span


@dataclass(slots=True)
class Frame:
    """A figure in its clause. ``open`` and ``close`` bound the clause; ``floor`` is where the words before the
    figure begin: at the clause's start or after the figure before it."""

    text: str
    start: int
    end: int
    value: Decimal
    unit: str
    family: str
    rule: str
    sentence: Span
    open: int
    close: int
    floor: int
    predicate: Predicate
    subject: str
    """what stands between ``floor`` and the predicate"""
    bound_after: str
    direction: Direction
    time: Time | None
    year: int
    inherited: str
    """verb of the figure before it in the same list (增长6%、5.2%), or ``""``"""
