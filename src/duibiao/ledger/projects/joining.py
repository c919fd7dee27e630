"""Which names are one project: rules in order, each with its reason; a person's word goes before them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from duibiao.gazetteer import Gazetteer
from duibiao.ledger.projects.model import Decision, DecisionType, Entry
from duibiao.ledger.projects.names import CATALOGUE, Parts, compatible, parts
from duibiao.reading.projects import FactType, Subject

CORE_LEAST = 3
"""Characters of a name inside another name; two (白云, 新港) are places and common words."""


@dataclass(slots=True)
class Thing:
    """All events of one canonical name in one part of the country.

    ``key``: the name and its first province: one name may stand for several (国家海洋综合试验场).
    ``owned``: a firm's; ``firm``: the name is a firm's and says nothing else.
    """

    key: str
    name: str
    entries: list[Entry] = field(default_factory=list)
    adcodes: tuple[str, ...] = ()
    parts: Parts = field(default_factory=lambda: Parts("", "", ""))
    owned: bool = False
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """Two keys that a rule or a person joins."""

    first: str
    second: str
    why: str
    decision: str = ""


def things(entries: Iterable[Entry], gazetteer: Gazetteer) -> dict[str, Thing]:
    """Named projects by key, with where they lie and what their names are made of."""
    by_name: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.event.subject is Subject.PROJECT:
            by_name[entry.event.project].append(entry)
    found = [thing for name, same in by_name.items() for thing in _in_one_part(name, same)]
    firms = {e.event.measure for t in found for e in t.entries if e.event.type is FactType.OWNER}
    for one in found:
        one.adcodes = tuple(dict.fromkeys(code for e in one.entries for code in e.event.adcodes))
        owners = [e.event.measure for e in one.entries if e.event.type is FactType.OWNER]
        one.parts = parts(one.name, one.adcodes, gazetteer, owners[0] if owners else "")
        one.owned, one.firm = len(owners) > 0, one.name in firms
    return {one.key: one for one in found}


def _in_one_part(name: str, entries: Sequence[Entry]) -> list[Thing]:
    """The entries of one name apart by provinces, those together whose provinces overlap."""
    groups: list[tuple[set[str], list[Entry]]] = []
    nowhere = [e for e in entries if not e.event.adcodes]
    for entry in entries:
        provinces = {code[:2] for code in entry.event.adcodes}
        near = [g for g in groups if g[0] & provinces]
        if provinces:
            merged = (provinces.union(*(g[0] for g in near)), [e for g in near for e in g[1]] + [entry])
            groups = [*(g for g in groups if g not in near), merged]
    if not groups:
        return [Thing(name, name, nowhere)]
    groups[0][1].extend(nowhere)
    return [Thing(f"{name}@{min(provinces)}", name, same) for provinces, same in groups]


Rule = Callable[[Sequence[Thing], Gazetteer], Iterator[Edge]]


def in_the_catalogue(all_things: Sequence[Thing], gazetteer: Gazetteer) -> Iterator[Edge]:
    """瑞庆时代 is 宁德时代肇庆项目."""
    by_full: dict[str, list[Thing]] = defaultdict(list)
    for one in all_things:
        full = CATALOGUE.get(one.name)
        if full is not None or one.name in CATALOGUE.values():
            by_full[full or one.name].append(one)
    for full, same in by_full.items():
        first = next((t for t in same if t.name == full), same[0])
        yield from (
            Edge(first.key, t.key, f"目录：“{t.name}”和“{full}”是一个项目") for t in same if t is not first
        )


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
                yield Edge(a.key, b.key, f"去掉地名和类别后都是“{a.parts.core}”，地方相符")


def one_in_the_other(all_things: Sequence[Thing], gazetteer: Gazetteer) -> Iterator[Edge]:
    """湛江巴斯夫, 湛江巴斯夫一体化基地: the short name fits one long name of the place only."""
    by_place: dict[str, list[Thing]] = defaultdict(list)
    for one in all_things:
        for prefecture in {code[:4] for code in one.adcodes if code[2:4] != "00"}:  # a province is too wide
            by_place[prefecture].append(one)
    for _, here in sorted(by_place.items()):
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
            if len(cores) == 1 and not short.firm:  # a firm may have several projects at a place
                why = f"“{short.name}”含在“{longer[0].name}”中，同地同期，别无他名"
                yield Edge(longer[0].key, short.key, why)


RULES: tuple[Rule, ...] = (in_the_catalogue, same_core, one_in_the_other)
"""In this order: the surer first."""


def edges(all_things: Sequence[Thing], decisions: Sequence[Decision], gazetteer: Gazetteer) -> Iterator[Edge]:
    """A person's joins, then what the rules give."""
    for one in decisions:
        if one.type is DecisionType.JOIN:
            why = f"{one.author} {one.date} 合并" + (f"：{one.note}" if one.note else "")
            first, *others = [key for name in one.projects for key in keys(name, all_things)] or [""]
            yield from (Edge(first, other, why, one.id) for other in others)
    for rule in RULES:
        yield from rule(all_things, gazetteer)


def keys(name: str, all_things: Sequence[Thing]) -> list[str]:
    """What stands under a name; several where one name is used in several provinces."""
    return [one.key for one in all_things if one.name == name]


class Sets:
    """Names joined to sets, none of which holds two that a person keeps apart."""

    def __init__(self, names: Iterable[str], apart: Iterable[tuple[str, str]]) -> None:
        self._root = {name: name for name in names}
        self._members = {name: [name] for name in self._root}
        self._apart = {frozenset(pair) for pair in apart}
        self.why: dict[str, Edge] = {}
        """name -> the first edge that joined it to another"""

    def root(self, name: str) -> str:
        """The name that stands for the set of ``name``."""
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


def kept_apart(decisions: Sequence[Decision], all_things: Sequence[Thing]) -> list[tuple[str, str]]:
    """Pairs of keys that a person keeps apart."""
    return [
        (a, b)
        for one in decisions
        if one.type is DecisionType.APART
        for first, second in combinations(one.projects, 2)
        for a in keys(first, all_things)
        for b in keys(second, all_things)
    ]
