"""How sure it is that a passage concerns the place, and that a local sentence answers it.

The shares are measured: of the cases that were judged by reading, how many were right. See calibration.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from duibiao.gazetteer import Level
from duibiao.lexicon import load
from duibiao.matching.around import is_around, is_of_a_thing
from duibiao.matching.concerns import EVERYWHERE, LOCAL_NAMES_IT, REACHES, Case, parts_in
from duibiao.matching.model import FIRM, Evidence, Reason, Why
from duibiao.matching.terms import compact
from duibiao.matching.themes import LIKE_MEANING

_MEANT = re.compile(load("duibiao.matching")["region_is_meant"].regex())
AFTER = 12
"""Code points after a region's name that tell whether the region itself is meant."""


@dataclass(frozen=True, slots=True)
class Support:
    """A reason as it is counted: its ``form``, and the best score of the sentences that answer (0: none)."""

    form: str
    score: Decimal


def supports(case: Case, reasons: Sequence[Reason], evidence: Sequence[Evidence]) -> Iterator[Support]:
    """What speaks for a passage, a support a reason."""
    best = max((one.score for one in evidence), default=Decimal(0))
    for reason in reasons:
        yield Support(_form(case, reason), best)


def confidence(case: Case, reasons: Sequence[Reason], evidence: Sequence[Evidence]) -> Decimal:
    """That of the strongest support."""
    return max(share(one) for one in supports(case, reasons, evidence))


def answers(score: Decimal) -> Decimal:
    """How sure it is that a local sentence of this score answers the passage."""
    return share(Support("evidence", score))


def share(support: Support) -> Decimal:
    """The share of right ones among the judged cases of this form and score."""
    return next(right for least, right in _table()[support.form] if support.score >= least)


@cache
def _table() -> dict[str, list[tuple[Decimal, Decimal]]]:
    """By form the least scores, highest first, and the shares."""
    table: dict[str, list[tuple[Decimal, Decimal]]] = {}
    for entry in load("duibiao.matching", "calibration.toml").entries:
        row = (Decimal(str(entry["least"])), Decimal(str(entry["share"])))
        table.setdefault(str(entry["name"]), []).append(row)
    return {form: sorted(rows, reverse=True) for form, rows in table.items()}


def _form(case: Case, reason: Reason) -> str:
    if reason.kind is Why.ENTITY and reason.explanation.startswith(LOCAL_NAMES_IT):
        return str(Why.PROGRAMME)  # told, like a programme, by what the local material names
    if reason.kind in FIRM:
        return "named, within, entity"
    if is_around(reason):
        return "project in the city around" if is_of_a_thing(reason) else "city around"
    if reason.kind is Why.REGION:
        everywhere = EVERYWHERE in reason.explanation
        meant = REACHES in reason.explanation or (not everywhere and _is_meant(case, reason))
        return f"region, {'meant' if meant else 'in passing'}"
    if reason.kind is Why.THEME:
        return "theme, meaning only" if reason.explanation == LIKE_MEANING else "theme, shared words"
    return str(reason.kind)


def _is_meant(case: Case, reason: Reason) -> bool:
    """粤港澳大湾区建设 means the region and its members; 大湾区人才高地, 西部地区首家 only use its name."""
    after = compact(case.report.text[reason.span.end : reason.span.end + AFTER])
    return _is_member(case, reason) and (not after or _MEANT.match(after) is not None)


def _is_member(case: Case, reason: Reason) -> bool:
    """A region has the place or parts of it among its members, not only the province that it lies in."""
    found = case.gazetteer.find("".join(reason.text.split()), case.year, towns=False)
    regions = [region for region in found if region.level is Level.REGION]
    around = {case.place.adcode}
    if case.place.level is Level.COUNTY:
        around.add(case.place.parent)
    return any(around & set(region.within) or parts_in(case, region) for region in regions)
