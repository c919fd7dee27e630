"""From what the ledger and the site hold to what the API answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from duibiao.gazetteer import Gazetteer, Place
from duibiao.ledger.asking.facts import Fact
from duibiao.ledger.asking.origin import Origin
from duibiao.ledger.asking.search import Hit as LedgerHit
from duibiao.ledger.asking.series import Point as LedgerPoint
from duibiao.ledger.projects import Project
from duibiao.ledger.targets import Outcome
from duibiao.ledger.targets.table import table
from duibiao.lexicon.indicators import Indicator
from duibiao.reading import record
from duibiao.reading.record import plain
from duibiao.site.api import models
from duibiao.site.asking.facets import Facets
from duibiao.site.asking.projected import Line
from duibiao.site.keeping.audited import Audited
from duibiao.site.store.articles import Articles, Card
from duibiao.site.store.drafts import Draft


def document(origin: Origin) -> models.Document:
    """A stored document."""
    return models.Document(**{name: getattr(origin, name) for name in models.Document.model_fields})


def figure(fact: Fact) -> models.Figure:
    """A figure with where it stands."""
    row = record(fact.statement)
    known = {name: row[name] for name in models.Figure.model_fields if name in row}
    return models.Figure.model_validate(known | {"standard": fact.standard, "sha256": fact.origin.sha256})


def division(place: Place, gazetteer: Gazetteer) -> models.Division:
    """A place."""
    return models.Division(
        adcode=place.adcode, name=place.name, full_name=gazetteer.full_name(place), level=place.level,
        parent=place.parent, since=place.since, until=place.until,
    )  # fmt: skip


def indicator(one: Indicator) -> models.IndicatorName:
    """An indicator of the catalogue."""
    return models.IndicatorName(
        id=one.id, name=one.name, units=list(one.units), kind=one.kind, theme=one.theme
    )


def point(one: LedgerPoint) -> models.Point:
    """What is said of one period."""
    return models.Point(
        period=one.period, kind=one.kind, status=one.status, unit=one.unit, conflict=one.conflict,
        said=[figure(fact) for fact in one.said],
    )  # fmt: skip


def outcome(one: Outcome, origins: Mapping[str, Origin]) -> models.TargetOutcome:
    """A target and what became of it."""
    row = next(iter(table([one])))
    span = one.target.value_span or one.target.span
    return models.TargetOutcome(
        id=one.id, indicator=row.indicator, target=row.target, wording=one.target.wording,
        responsible=row.responsible, result=row.result, ratio=row.ratio, verdict=one.verdict, why=one.why,
        sha256=origins[one.target.doc].sha256, start=span.start, end=span.end,
    )  # fmt: skip


def project_line(one: Line) -> models.ProjectLine:
    """A project in a list."""
    return models.ProjectLine(**_line(one, one.evidence))


def project(one: Project, origins: Mapping[str, Origin]) -> models.ProjectFull:
    """A project with its evidence."""
    events = []
    for entry in one.timeline:
        event, origin = entry.event, origins.get(entry.event.doc)
        events.append(
            models.ProjectEvent(
                id=event.id, type=event.type, text=event.text, unit=event.unit, stage=event.stage,
                value=plain(event.value) if event.value is not None else None, standing=event.standing,
                period=event.period, sha256=origin.sha256 if origin else "", start=event.span.start,
                end=event.span.end,
            )
        )  # fmt: skip
    return models.ProjectFull(
        **_line(one, len(one.timeline)), names=[join.name for join in one.names], part_of=one.part_of,
        owners=list(one.owners), programmes=list(one.programmes), responsible=list(one.responsible),
        timeline=events,
    )  # fmt: skip


def _line(one: Project | Line, evidence: int) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.name, "adcodes": list(one.adcodes), "stage": one.stage,
        "standing": one.standing, "evidence": evidence,
    }  # fmt: skip


def findings(found: Audited | None, *, every: bool) -> models.Findings:
    """The audit of a document; ``None``: not yet. ``every``: also what holds."""
    if found is None:
        return models.Findings(ready=False, counts={}, items=[])
    fields = [name for name in models.Finding.model_fields if name != "operands"]
    items = [
        models.Finding(
            **{name: getattr(one, name) for name in fields},
            operands=[models.Operand(role=p.role, text=p.text, start=p.start, end=p.end) for p in one.parts],
        )
        for one in (found.checked if every else found.told)
    ]
    return models.Findings(ready=True, counts={str(v): n for v, n in found.counts.items()}, items=items)


def hit(one: LedgerHit) -> models.Hit:
    """A passage that was found."""
    return models.Hit(
        document=document(one.origin), start=one.passage.start, end=one.passage.end, section=one.section,
        text=one.text, marks=[(mark.start, mark.end) for mark in one.marks],
    )  # fmt: skip


def counts(found: Facets, total: int, *, more: bool) -> models.Counts:
    """What narrower questions would have."""
    places = [models.PlaceCount(adcode=p.adcode, name=p.name, count=times) for p, times in found.places]
    told = {str(status): times for status, times in found.statuses.items()}
    years = dict(found.years)
    return models.Counts(total=total, more=more, places=places, years=years, kinds=found.kinds, statuses=told)


def article(card: Card, base: str) -> models.Article:
    """A published brief."""
    return models.Article(**_card(card, base))


def whole_article(card: Card, articles: Articles, base: str, number: int = 0) -> models.ArticleFull:
    """With its content; ``number``: an earlier version. Raises ``NotFound``."""
    edition = articles.edition(card.slug, number or card.number)
    versions = [models.ArticleVersion(**asdict(one)) for one in articles.history(card.slug)]
    return models.ArticleFull(
        **_card(card, base) | {"version": number or card.number, "title": edition.title},
        documents=list(edition.documents),
        versions=versions,
        brief=None if card.withdrawn_at else json.loads(edition.brief),
    )


def _card(card: Card, base: str) -> dict[str, Any]:
    values = {name: getattr(card, name) for name in models.Article.model_fields if hasattr(card, name)}
    return values | {"url": f"{base}/articles/{card.slug}", "version": card.number}


def draft(one: Draft) -> models.DraftLine:
    """A draft at the desk."""
    return models.DraftLine(**{name: getattr(one, name) for name in models.DraftLine.model_fields})
