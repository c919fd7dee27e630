"""The sentences of ours in a brief, from ``wording.toml``, with the counts that they carry."""

from __future__ import annotations

import re
from typing import NamedTuple

from duibiao.briefing.model import Brief, Source
from duibiao.briefing.render.opening import cities_around
from duibiao.briefing.render.view import declared, unused
from duibiao.briefing.render.wording import home, labels


class Count(NamedTuple):
    """A number of ours; ``name`` is its key in ``view.declared``."""

    name: str
    value: int


OF_THE_REPORT = ("sentences", "named", "concerned")
"""Rows of the coverage table that say something without local material."""
Prose = list[str | Count]
"""Words and counts in turn; a rendering marks every count as one of ours."""


def told(name: str, brief: Brief) -> Prose:
    """The sentence ``name`` of ``[prose]`` about this brief."""
    counts, names = declared(brief), {"place": brief.heading.place, "home": home(brief.heading)}
    parts: Prose = []
    for i, part in enumerate(re.split(r"\{(\w+)\}", labels("prose")[name])):
        parts.append(part if i % 2 == 0 else names[part] if part in names else Count(part, counts[part]))
    return [part for part in parts if part]


def named(brief: Brief) -> Prose:
    """How often the report names the place: what the page begins with."""
    return told("named" if brief.coverage.named else "not_named", brief)


def standfirst(brief: Brief) -> Prose:
    """What was read and found, in plain counts."""
    cover = brief.coverage
    names = ["read"]
    if brief.chapters:
        names.append("chapters")
    if brief.unanswered:
        names.append(_waiting(brief))
    else:
        names.append("no_more_waiting" if brief.chapters else "nothing")
    if cover.evidence_documents:
        names.append("material")
    return [part for name in names for part in told(name, brief)]


def _waiting(brief: Brief) -> str:
    if brief.coverage.evidence_documents == 0:
        return "without_material"
    return "also_waiting" if brief.chapters else "only_waiting"


def waiting_title(brief: Brief) -> Prose:
    """Heading of the passages without local material."""
    return told("waiting_title" if brief.coverage.evidence_documents else "waiting_title_without", brief)


def waiting_lead(brief: Brief) -> Prose:
    """What stands under that heading."""
    if not brief.unanswered:
        return told("none_waiting", brief)
    return told("waiting_lead" if brief.coverage.evidence_documents else "waiting_lead_without", brief)


def passing_title(brief: Brief) -> Prose:
    """Heading of the passages that only tell of the city or a region around the place."""
    return told("passing_title_around" if cities_around(brief) else "passing_title", brief)


def passing_lead(brief: Brief) -> Prose:
    """What stands under that heading."""
    return told("passing_lead_around" if cities_around(brief) else "passing_lead", brief)


def coverage_rows(brief: Brief) -> list[tuple[str, Count, str]]:
    """``(what, how many, unit)`` of the coverage table: sentences in 句, documents in 份; without local
    material only what the report has."""
    counts = declared(brief)
    told = labels("coverage")
    if brief.coverage.evidence_documents == 0:
        told = {name: text for name, text in told.items() if name in OF_THE_REPORT}
    return [
        (text, Count(name, counts[name]), "份" if name.startswith("evidence") else "句")
        for name, text in told.items()
    ]


def set_aside(brief: Brief) -> list[list[Source]]:
    """``unused`` by the reason why, each group in the order of the sources."""
    by_note: dict[str, list[Source]] = {}
    for source in unused(brief):
        by_note.setdefault(source.note, []).append(source)
    return list(by_note.values())
