"""The accuracy gate of projects: every fact of five documents, labelled by reading."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from duibiao.gazetteer import Gazetteer
from duibiao.reading.mentions import find_mentions
from duibiao.reading.projects import FactType, ProjectEvent, read_projects
from duibiao.reading.statements import read_statements
from duibiao.sources import read_document
from duibiao.text import Span

GOLD = Path(__file__).resolve().parents[2] / "gold"
FLOORS = tomllib.loads((GOLD / "floors.toml").read_text("utf-8"))["projects"]
PARTS = {
    "seed": [GOLD / "projects" / "zhaoqing-seed.tsv"],
    "provinces": sorted((GOLD / "projects").glob("*-2026.tsv")),
}


@dataclass(frozen=True)
class Label:
    fact: Span
    project: Span
    type: str
    stage: str
    standing: str

    def told_by(self, event: ProjectEvent) -> bool:
        """The same words of a fact, and a name that shares characters with the labelled one."""
        stage = event.stage.value if event.stage is not None else "-"
        same = event.type.value == self.type and stage == self.stage
        return same and event.span.meets(self.fact) and event.project_span.meets(self.project)


@dataclass
class Tally:
    labels: int = 0
    events: int = 0
    found: int = 0
    right: int = 0
    standing: int = 0
    missed: list[str] = field(default_factory=list)

    def table(self) -> dict[str, float]:
        return {
            "precision": self.right / self.events,
            "recall": self.found / self.labels,
            "standing": self.standing / self.found,
        }


def _tally(paths: list[Path], corpus: Path) -> Tally:
    total = Tally()
    for path in paths:
        head, labels = _load(path)
        file = corpus / head["file"]
        assert hashlib.sha256(file.read_bytes()).hexdigest() == head["sha256"], f"{file} has changed"
        events = _read(file, head["home"], int(head["year"]))
        total.labels += len(labels)
        total.events += len(events)
        total.right += sum(any(label.told_by(event) for label in labels) for event in events)
        for label in labels:
            told = [event for event in events if label.told_by(event)]
            total.found += bool(told)
            total.standing += any(event.standing.value == label.standing for event in told)
            if not told:
                total.missed.append(f"{path.stem} {label.type} {label.fact.start} of {label.project.start}")
    return total


def _load(path: Path) -> tuple[dict[str, str], list[Label]]:
    lines = path.read_text("utf-8").splitlines()
    head = dict(line[2:].split("\t", 1) for line in lines if line.startswith("# "))
    rows = [line.split("\t") for line in lines if line and line[0].isdigit()]
    return head, [
        Label(Span(int(a), int(b)), Span(int(c), int(d)), kind, stage, standing)
        for a, b, c, d, kind, stage, standing in rows
    ]


def _read(file: Path, home: str, year: int) -> list[ProjectEvent]:
    gazetteer = Gazetteer.load()
    place = gazetteer.get(home)
    document = read_document(file)
    statements = read_statements(document, place=place, year=year)
    mentions = find_mentions(document, home=place, year=year, gazetteer=gazetteer)
    events = read_projects(document, statements, mentions, place=place, year=year)
    return [event for event in events if event.type is not FactType.PLACE]


@pytest.mark.corpus
@pytest.mark.parametrize("part", sorted(PARTS))
def test_no_floor_is_broken(part: str, corpus: Path) -> None:
    total = _tally(PARTS[part], corpus)
    broken = {name: round(value, 3) for name, value in total.table().items() if value < FLOORS[part][name]}
    assert broken == {}, "\n".join(total.missed)


def test_there_are_enough_labels() -> None:
    assert sum(len(_load(path)[1]) for paths in PARTS.values() for path in paths) >= 250
