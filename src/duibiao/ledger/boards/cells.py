"""The facts of a passage as cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duibiao.ledger.boards.model import Cell, CellKind, Part, Source
from duibiao.ledger.boards.supply import Material
from duibiao.ledger.targets.wording import fall
from duibiao.lexicon import load
from duibiao.reading import Mention, MentionType, Statement
from duibiao.reading.projects import FactType, ProjectEvent, Subject
from duibiao.text import Span

WORDING = load("duibiao.ledger.boards", "wording.toml")
_NAMES = (MentionType.ORGANISATION, MentionType.PROJECT, MentionType.ZONE, MentionType.PROGRAMME)


def word(group: str, key: str) -> str:
    """How ``key`` of ``group`` is called; the key itself when it has no other name."""
    said = dict(pair.split(" ", 1) for pair in WORDING[group].words)
    return said.get(key, key)


def cells(material: Material, span: Span, *, without: frozenset[str] = frozenset()) -> list[Cell]:
    """Every fact inside ``span``, in reading order, each once. ``without``: ids of facts of others."""
    made = [
        *_projects(material, span),
        *_programmes(material, span),
        *_chains(material, span),
    ]
    told = {s for event in material.projects if span.holds(event.span) for s in [event.statement] if s}
    told |= {fact.statement for fact in material.programmes if span.holds(fact.span) and fact.statement}
    made += [_figure(material, s) for s in material.statements if span.holds(s.span) and s.id not in told]
    made += _names(material, span, made)
    made = [c for c in made if c.id not in without]
    return sorted(made, key=lambda c: (c.source.span, list(CellKind).index(c.kind)))


def _figure(material: Material, s: Statement) -> Cell:
    return Cell(
        id=s.id,
        kind=CellKind.FIGURE,
        label=plain(s.indicator),
        aspect=fall(s.value, s.text) or word("kinds", s.kind),
        text=s.text,
        source=Source(material.origin, s.span),
        state=s.status.value,
        value=s.value,
        value_high=s.value_high,
        unit=s.unit,
        bound=s.bound.value,
        period=s.period,
        statement=s,
    )


def _projects(material: Material, span: Span) -> Iterator[Cell]:
    figures = {s.id: s for s in material.statements}
    for e in material.projects:
        if not span.holds(e.span) or _is_its_name(e):
            continue
        yield Cell(
            id=e.id,
            kind=CellKind.PROJECT,
            label=_of_project(e),
            aspect=_aspect(e),
            text=e.text,
            source=Source(material.origin, e.span),
            state=e.standing.value,
            value=e.value,
            value_high=e.value_high,
            unit=e.unit,
            bound=e.bound.value if e.bound is not None else "",
            period=e.period,
            statement=figures.get(e.statement),
        )


def _is_its_name(e: ProjectEvent) -> bool:
    """Place and owner that stand in the project's own name tell nothing beside it."""
    return e.type in (FactType.PLACE, FactType.OWNER) and (
        e.project_span.holds(e.span) or plain(e.text) == plain(e.project)
    )


def _of_project(e: ProjectEvent) -> str:
    """The project's name; of a group that lies in a park, both."""
    name = plain(e.project)
    return (
        f"{plain(e.within)}·{name}"
        if e.subject is Subject.GROUP and e.within and e.within not in name
        else name
    )


def _aspect(e: ProjectEvent) -> str:
    """开工, 总投资, 装机容量; of a part of a group its name."""
    if e.part:
        return plain(e.part)
    if e.type is FactType.STAGE and e.stage is not None:
        return e.stage.value
    if e.measure and e.type in (FactType.MONEY, FactType.CAPACITY, FactType.OUTPUT, FactType.LAND):
        return plain(e.measure)
    return word("facts", e.type)


def _programmes(material: Material, span: Span) -> Iterator[Cell]:
    figures = {s.id: s for s in material.statements}
    for p in material.programmes:
        if not span.holds(p.span):
            continue
        figure = figures.get(p.statement)
        yield Cell(
            id=p.id,
            kind=CellKind.PROGRAMME,
            label=p.programme or p.label,
            aspect=f"{p.round if p.round not in p.label else ''}{p.label.strip('“”')}（{p.tier.value}）",
            text=p.text,
            source=Source(material.origin, p.span),
            state="done" if p.done else "planned",
            value=p.count,
            unit="个" if p.count is not None else "",
            bound=p.bound.value if p.bound is not None else "",
            period=p.period,
            parts=tuple(Part(m.name, Source(material.origin, m.span), p.tier.value) for m in p.members),
            statement=figure,
        )


def _chains(material: Material, span: Span) -> Iterator[Cell]:
    for c in material.chains:
        if not span.holds(c.span):
            continue
        links = [
            Part(x.name, Source(material.origin, x.span), x.tier or word("chains", "link")) for x in c.links
        ]
        firms = [Part(x.name, Source(material.origin, x.span), plain(x.role)) for x in c.firms]
        yield Cell(
            id=c.id,
            kind=CellKind.CHAIN,
            label=c.industry,
            aspect=word("chains", c.kind),
            text=c.text,
            source=Source(material.origin, c.span),
            parts=tuple(links + firms),
        )


def _names(material: Material, span: Span, told: Sequence[Cell]) -> Iterator[Cell]:
    """Names that no other fact of the passage is of, each once."""
    seen = {c.label for c in told} | {part.name for c in told for part in c.parts}
    for m in material.mentions:
        name = m.name or m.text
        if m.type not in _NAMES or m.nested or not span.holds(m.span) or name in seen:
            continue
        if any(name in label for label in seen):
            continue
        seen.add(name)
        yield _name(material, m, name)


def _name(material: Material, m: Mention, name: str) -> Cell:
    return Cell(
        id=m.id,
        kind=CellKind.NAME,
        label=name,
        aspect=word("names", m.type),
        text=m.text,
        source=Source(material.origin, m.span),
    )


def plain(text: str) -> str:
    """On one line."""
    return "".join(text.split())
