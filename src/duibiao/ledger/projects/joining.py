"""Which names are one project: rules in order, each with its reason; a person's word goes before them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from duibiao.gazetteer import Gazetteer
from duibiao.ledger.projects.model import Decision, DecisionType
from duibiao.ledger.projects.names import CATALOGUE, Parts, compatible, parts
from duibiao.reading.projects import FactType, ProjectEvent, Subject

CORE_LEAST = 3
"""Characters of a name inside another name; two (白云, 新港) are places and common words."""


@dataclass(slots=True)
class Thing:
    """All events of one canonical name. ``owned``: a firm's; ``firm``: nothing else is said."""

    name: str
    events: list[ProjectEvent] = field(default_factory=list)
    adcodes: tuple[str, ...] = ()
    parts: Parts = field(default_factory=lambda: Parts("", "", ""))
    firm: bool = False
    owned: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """Two names that a rule or a person joins."""

    first: str
    second: str
    why: str
    decision: str = ""


def things(events: Iterable[ProjectEvent], gazetteer: Gazetteer) -> dict[str, Thing]:
    """Named projects by canonical name, with where they lie and what their names are made of."""
    found: dict[str, Thing] = {}
    for event in events:
        if event.subject is Subject.PROJECT:
            found.setdefault(event.project, Thing(event.project)).events.append(event)
    for one in found.values():
        one.adcodes = tuple(dict.fromkeys(code for e in one.events for code in e.adcodes))
        owners = [e.measure for e in one.events if e.type is FactType.OWNER]
        one.parts = parts(one.name, one.adcodes, gazetteer, owners[0] if owners else "")
        one.owned = len(owners) > 0
        one.firm = one.parts.core in owners
    return found


Rule = Callable[[Sequence[Thing], Gazetteer], Iterator[Edge]]


def in_the_catalogue(all_things: Sequence[Thing], gazetteer: Gazetteer) -> Iterator[Edge]:
    """瑞庆时代 is 宁德时代肇庆项目."""
    known = {one.name for one in all_things}
    for one in all_things:
        full = CATALOGUE.get(one.name)
        if full is not None and full in known:
            yield Edge(full, one.name, f"目录：“{one.name}”是“{full}”的别名")
        elif full is not None:
            others = [t.name for t in all_things if CATALOGUE.get(t.name) == full and t.name != one.name]
            yield from (Edge(one.name, other, f"目录：都是“{full}”的别名") for other in others)


def same_core(all_things: Sequence[Thing], gazetteer: Gazetteer) -> Iterator[Edge]:
    """肇庆浪江抽水蓄能项目, 肇庆浪江抽水蓄能电站: only place and kind differ; same phase, places that fit."""
    by_core: dict[tuple[str, str], list[Thing]] = defaultdict(list)
    for one in all_things:
        if len(one.parts.core) > 1:
            by_core[one.parts.core, one.parts.phase].append(one)
    for same in by_core.values():
        for a, b in combinations(same, 2):
            things_fit = not (a.parts.thing and b.parts.thing) or a.parts.thing == b.parts.thing
            if things_fit and compatible(a.adcodes, b.adcodes, gazetteer):
                yield Edge(a.name, b.name, f"去掉地名和类别后都是“{a.parts.core}”，地方相符")


def one_in_the_other(all_things: Sequence[Thing], gazetteer: Gazetteer) -> Iterator[Edge]:
    """湛江巴斯夫, 湛江巴斯夫一体化基地: the short name fits one long name of the place only."""
    by_place: dict[str, list[Thing]] = defaultdict(list)
    for one in all_things:
        for code in one.adcodes:
            by_place[code[:4]].append(one)
    for here in by_place.values():
        for short in here:
            core = short.parts.core
            if len(core) < CORE_LEAST:
                continue
            longer = [
                t for t in here
                if t is not short and core in t.parts.core and core != t.parts.core
                and t.parts.phase == short.parts.phase and (short.owned or short.parts.thing == t.parts.thing)
            ]  # fmt: skip
            cores = {t.parts.core for t in longer}
            if len(cores) == 1 and not _only_a_firm(short):
                yield Edge(
                    longer[0].name, short.name, f"“{short.name}”含在“{longer[0].name}”中，同地同期，别无他名"
                )


def _only_a_firm(one: Thing) -> bool:
    """小鹏汽车: a firm may have several projects at a place."""
    return one.firm and one.name == one.parts.core


RULES: tuple[Rule, ...] = (in_the_catalogue, same_core, one_in_the_other)
"""In this order: the surer first."""


def edges(all_things: Sequence[Thing], decisions: Sequence[Decision], gazetteer: Gazetteer) -> Iterator[Edge]:
    """A person's joins, then what the rules give."""
    for one in decisions:
        if one.type is DecisionType.JOIN:
            why = f"{one.author} {one.date} 合并" + (f"：{one.note}" if one.note else "")
            first = one.projects[0]
            yield from (Edge(first, other, why, one.id) for other in one.projects[1:])
    for rule in RULES:
        yield from rule(all_things, gazetteer)


class Sets:
    """Names joined to sets, none of which holds two that a person keeps apart."""

    def __init__(self, names: Iterable[str], apart: Iterable[tuple[str, str]]) -> None:
        self._root = {name: name for name in names}
        self._members = {name: [name] for name in self._root}
        self._apart = {frozenset(pair) for pair in apart}
        self.why: dict[str, Edge] = {}
        """name -> the first edge that joined it to another"""

    def root(self, name: str) -> str:
        while (upper := self._root[name]) != name:
            name = upper
        return name

    def join(self, edge: Edge) -> None:
        """Join two names unless that would put together what is kept apart."""
        if edge.first not in self._root or edge.second not in self._root:
            return
        one, other = self.root(edge.first), self.root(edge.second)
        if one == other or self._kept_apart(one, other):
            return
        for name in (edge.first, edge.second):
            self.why.setdefault(name, edge)
        self._root[other] = one
        self._members[one] += self._members.pop(other)

    def _kept_apart(self, one: str, other: str) -> bool:
        pairs = (frozenset((a, b)) for a in self._members[one] for b in self._members[other])
        return any(pair in self._apart for pair in pairs)

    def all(self) -> list[list[str]]:
        """The sets, each in the order in which its names came."""
        return list(self._members.values())


def kept_apart(decisions: Sequence[Decision]) -> list[tuple[str, str]]:
    """Pairs of names that a person keeps apart."""
    return [
        pair for one in decisions if one.type is DecisionType.APART for pair in combinations(one.projects, 2)
    ]
