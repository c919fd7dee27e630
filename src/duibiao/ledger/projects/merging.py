"""Events -> projects: names joined, a person's events and corrections put in, timelines, conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from duibiao.gazetteer import Gazetteer
from duibiao.ledger.projects.conflicts import conflicts
from duibiao.ledger.projects.joining import Edge, Sets, Thing, edges, kept_apart, things
from duibiao.ledger.projects.model import (
    Decision,
    DecisionType,
    Entry,
    Join,
    Project,
    Suggestion,
    corrected,
)
from duibiao.ledger.projects.names import compatible
from duibiao.reading.projects import STAGES, FactType, ProjectEvent, Stage, Standing, Subject
from duibiao.text import content_id


def merge(
    events: Iterable[ProjectEvent], decisions: Sequence[Decision] = (), *, gazetteer: Gazetteer
) -> list[Project]:
    """Projects and groups of all documents, those with the most entries first.

    ``decisions``: of persons; they go before the rules and stay visible as theirs. Leave one out to undo it.
    The same events and decisions give the same projects with the same ids, in whatever order they come.
    """
    entries = _with_decisions(sorted(set(events), key=_order), decisions)
    found = things(entries, gazetteer)
    every = [found[key] for key in sorted(found)]
    sets = Sets(sorted(found), kept_apart(decisions, every))
    for edge in edges(every, decisions, gazetteer):
        sets.join(edge)
    made = {
        _id([found[k] for k in keys]): _project([found[k] for k in keys], sets.why, decisions)
        for keys in sets.all()
    }
    wholes = {one.id: found[keys[0]] for one, keys in zip(made.values(), sets.all(), strict=True)}
    projects = _wholes(list(made.values()), wholes, gazetteer) + _groups(entries)
    return sorted(projects, key=lambda p: (-len(p.timeline), p.name, p.id))


def retold(project: Project, events: Iterable[ProjectEvent], decisions: Sequence[Decision]) -> Project:
    """The project with the timeline of these events and of what these decisions add and correct: what
    ``merge`` gave, from what it gave it of."""
    timeline = _timeline(_with_decisions(sorted(set(events), key=_order), decisions))
    return replace(project, timeline=timeline, conflicts=conflicts(timeline))


def _id(same: Sequence[Thing]) -> str:
    return content_id("project", min(one.key for one in same))


def _order(event: ProjectEvent) -> tuple[str, int, str]:
    return event.doc, event.span.start, event.id


def _with_decisions(events: Sequence[ProjectEvent], decisions: Sequence[Decision]) -> list[Entry]:
    """Events as entries, with what persons added and corrected."""
    corrections = {d.event_id: d for d in decisions if d.type is DecisionType.CORRECT}
    entries: list[Entry] = []
    for event in events:
        one = corrections.get(event.id)
        if one is None:
            entries.append(Entry(event))
        elif one.event is not None:
            theirs = corrected(one.event, one.event.project or event.project)
            entries.append(Entry(theirs, one.author, one.date, one.id, event))
    for one in decisions:
        if one.type is DecisionType.ADD and one.event is not None:
            entries.append(Entry(one.event, one.author, one.date, one.id))
    return entries


def _project(same: Sequence[Thing], why: Mapping[str, Edge], decisions: Sequence[Decision]) -> Project:
    entries = _timeline([entry for one in same for entry in one.entries])
    ours = [d for d in decisions if set(d.projects) & {one.name for one in same}]
    ids = dict.fromkeys([*(d.id for d in ours), *(e.decision for e in entries if e.decision)])
    shown = _shown(same)
    ordered = sorted(same, key=lambda one: (one is not shown, -len(one.name), one.key))
    stage, standing = _state(entries)
    return Project(
        id=_id(same),
        subject=Subject.PROJECT,
        name=next((d.name for d in reversed(ours) if d.name), shown.name),
        names=tuple(_join(one, one is shown, why) for one in ordered),
        phase=shown.parts.phase,
        part_of="",
        adcodes=tuple(sorted({code for one in same for code in one.adcodes})),
        stage=stage,
        standing=standing,
        owners=_words(entries, FactType.OWNER),
        programmes=_words(entries, FactType.PROGRAMME),
        responsible=_words(entries, FactType.RESPONSIBLE),
        timeline=entries,
        conflicts=conflicts(entries),
        decisions=tuple(ids),
    )


def _shown(same: Sequence[Thing]) -> Thing:
    """The form that the most documents print, the longest of those."""
    return max(same, key=lambda one: (len({e.event.doc for e in one.entries}), len(one.name), one.key))


def _join(one: Thing, shown: bool, why: Mapping[str, Edge]) -> Join:
    edge = why.get(one.key)
    if edge is None or (shown and not edge.decision):
        return Join(one.name, "原文名称")
    return Join(one.name, edge.why, edge.decision)


def _timeline(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """In order of time; what has no time comes last."""

    def key(entry: Entry) -> tuple[str, int, str, int, str]:
        event = entry.event
        stage = STAGES.index(event.stage) if event.stage is not None else -1
        return event.period.rpartition("/")[2] or "9999", stage, event.doc, event.span.start, event.id

    return tuple(sorted(entries, key=key))


def _state(entries: Sequence[Entry]) -> tuple[Stage | None, Standing | None]:
    """The furthest stage that was reached or is under way, else the last one planned."""
    told = [e.event for e in entries if e.event.type is FactType.STAGE and e.event.stage is not None]
    real = [e for e in told if e.standing is not Standing.PLANNED]
    if real:
        best = max(real, key=lambda e: STAGES.index(e.stage) if e.stage is not None else -1)
        return best.stage, best.standing
    return (told[-1].stage, told[-1].standing) if told else (None, None)


def _words(entries: Sequence[Entry], kind: FactType) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e.event.measure or e.event.text for e in entries if e.event.type is kind))


def _wholes(made: list[Project], things_of: Mapping[str, Thing], gazetteer: Gazetteer) -> list[Project]:
    """Phases with the whole that they are a phase of: 一期 and 二期 stay two projects."""
    wholes: dict[str, list[Project]] = defaultdict(list)
    for one in made:
        if not one.phase:
            wholes[things_of[one.id].parts.core].append(one)
    return [replace(one, part_of=_whole_of(one, wholes, things_of, gazetteer)) for one in made]


def _whole_of(
    one: Project,
    wholes: Mapping[str, Sequence[Project]],
    things_of: Mapping[str, Thing],
    gazetteer: Gazetteer,
) -> str:
    ours = things_of[one.id].parts
    if not (one.phase and ours.core):
        return ""
    for whole in wholes.get(ours.core, ()):
        same = things_of[whole.id].parts.thing == ours.thing
        if same and compatible(one.adcodes, whole.adcodes, gazetteer):
            return whole.id
    return ""


def _groups(entries: Sequence[Entry]) -> list[Project]:
    """Groups by name, place and the zone that they belong to."""
    by_key: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        event = entry.event
        if event.subject is Subject.GROUP:
            by_key[event.project, event.within, event.adcodes[0] if event.adcodes else ""].append(entry)
    made: list[Project] = []
    for (name, zone, code), same in by_key.items():
        timeline = _timeline(same)
        stage, standing = _state(timeline)
        made.append(
            Project(
                id=content_id("group", name, zone, code), subject=Subject.GROUP, name=name,
                names=(Join(name, f"同名、同地{zone and '、同属' + zone}的一组项目"),), phase="", part_of="",
                adcodes=(code,) if code else (), stage=stage, standing=standing,
                owners=(), programmes=_words(timeline, FactType.PROGRAMME),
                responsible=_words(timeline, FactType.RESPONSIBLE), timeline=timeline,
                conflicts=conflicts(timeline),
                decisions=tuple(dict.fromkeys(e.decision for e in timeline if e.decision)),
            )
        )  # fmt: skip
    return made


def suggest(projects: Sequence[Project]) -> list[Suggestion]:
    """Pairs that a person may want to join: one phase at one place, under a firm's name and under none."""
    phased = [p for p in projects if p.phase and p.subject is Subject.PROJECT]
    firms = [p for p in phased if p.owners]
    plain = [p for p in phased if not p.owners and not p.of(FactType.PLACE)]
    return [
        Suggestion((a.id, b.id), f"同地同为{a.phase}，“{b.name}”未写明企业和地方，可能是一个项目")
        for a in firms
        for b in plain
        if a.phase == b.phase and any(code[2:4] != "00" for code in set(a.adcodes) & set(b.adcodes))
    ]
