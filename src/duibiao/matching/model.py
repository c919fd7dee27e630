"""What matching finds: why a passage concerns the place and which local sentences answer it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from duibiao.text import Span


class Why(StrEnum):
    """The ways in which a passage may concern a place, strongest first."""

    NAMED = "named"
    WITHIN = "within"
    ENTITY = "entity"
    PROGRAMME = "programme"
    REGION = "region"
    THEME = "theme"


FIRM = (Why.NAMED, Why.WITHIN, Why.ENTITY)
"""Reasons by which a passage is about the place itself: it is told even when nothing local answers it."""


class Role(StrEnum):
    """What a local sentence says: something done, something planned, or how things stand."""

    DONE = "done"
    PLAN = "plan"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a passage concerns the place. ``span`` is in the report, ``text`` what stands there."""

    kind: Why
    text: str
    span: Span
    explanation: str
    """one line in Chinese that a reader understands"""


@dataclass(frozen=True, slots=True)
class Copy:
    """The same sentence, to the letter, in another local document: the same news under another headline."""

    doc: str
    span: Span
    source: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of the local material. ``span`` is in the document called ``doc``.

    A sentence stands under one pairing only, the one that it answers best (see ``Pairing.see``).
    ``also``: where else it stands, by source number; print ``[3][7]``.
    """

    doc: str
    span: Span
    text: str
    role: Role
    score: Decimal
    source: int
    """number of the document among the sources; the report is 1, local material starts at 2"""
    also: tuple[Copy, ...] = ()
    confidence: Decimal = Decimal(0)
    """0 to 1, how sure it is that the sentence answers the passage (calibrated)"""


@dataclass(frozen=True, slots=True)
class Pairing:
    """A part of one paragraph of the report, why it concerns the place, and what answers it.

    ``kept``: the sentences that matter, in reading order; what lies between them is left out of the quote.
    ``confidence``: 0 to 1, how sure it is that the passage concerns the place (calibrated, see
    docs/matching.md). ``see``: spans of other pairings under which local sentences stand that answer this one
    too, the closest first; a pairing without evidence of its own may have some.
    """

    kept: tuple[Span, ...]
    reasons: tuple[Reason, ...]
    evidence: tuple[Evidence, ...]
    confidence: Decimal
    see: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """From the first kept sentence to the last."""
        return self.kept[0].hull(self.kept[-1])


@dataclass(frozen=True, slots=True)
class Material:
    """What became of one local document. ``note`` says why it was not used, empty when it was fit for use."""

    doc: str
    number: int
    note: str
