"""Scoring ``duibiao read`` against labels: detection by exact span, every field among the hits.

A label file (``tests/gold/read/*.tsv``) names a corpus file and its hash, then windows ``[start, end)`` in
which every quantity is labelled, a row each: start, end, value, value_high, unit, bound, kind, status,
period, place, indicator span (two joined with ``+``). ``?`` is not scored; ``home``: the report's own place.
No text is kept.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from duibiao.reading import Statement, read_statements
from duibiao.reading.report import identify
from duibiao.sources import read_document
from duibiao.text import Span

FIELDS = ("value", "unit", "bound", "kind", "status", "period", "place", "indicator")


@dataclass
class Label:
    span: Span
    value: Decimal
    value_high: Decimal | None
    unit: str
    bound: str
    kind: str
    status: str
    period: str
    place: str
    indicator: tuple[Span, ...]
    """several where a list shares its head (黄金 + 产量); none: not scored"""


@dataclass
class Gold:
    """One label file."""

    file: str
    sha256: str
    windows: list[tuple[Span, list[Label]]] = field(default_factory=list)


@dataclass
class Score:
    """Counts over any number of files."""

    hits: int = 0
    missed: int = 0
    spurious: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    all_right: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(1, 2 * self.hits + self.missed + self.spurious)

    def rate(self, name: str) -> float:
        return self.right[name] / max(1, self.asked[name])

    def table(self) -> dict[str, float]:
        rates = {name: self.rate(name) for name in FIELDS}
        return {"f1": self.f1, **rates, "all": self.all_right / max(1, self.hits)}


def load(path: Path) -> Gold:
    gold = Gold("", "")
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == "#file":
            gold.file = cells[1]
        elif cells[0] == "#sha256":
            gold.sha256 = cells[1]
        elif cells[0] == "#window":
            gold.windows.append((Span(int(cells[1]), int(cells[2])), []))
        else:
            gold.windows[-1][1].append(_label(cells))
    return gold


def _label(c: list[str]) -> Label:
    parts = [] if c[10] == "?" else c[10].split("+")
    indicator = tuple(Span(*map(int, part.split("-"))) for part in parts)
    high = Decimal(c[3]) if c[3] else None
    unit, bound, kind, status, period, place = c[4:10]
    span = Span(int(c[0]), int(c[1]))
    return Label(span, Decimal(c[2]), high, unit, bound, kind, status, period, place, indicator)


def score(gold: Gold, corpus: Path, into: Score) -> None:
    path = corpus / gold.file
    assert hashlib.sha256(path.read_bytes()).hexdigest() == gold.sha256, f"{gold.file} is another version"
    document = read_document(path)
    report = identify(document)
    home = report.place.name if report.place else ""
    found = {s.span: s for s in read_statements(document, place=report.place, year=report.year)}
    for window, labels in gold.windows:
        inside = {span for span in found if window.holds(span)}
        for label in labels:
            if label.span in found:
                _compare(document.text, gold.file, label, found[label.span], home, into)
            else:
                into.missed += 1
                into.errors.append(_line(document.text, gold.file, "missed", label.span))
        for span in sorted(inside - {label.span for label in labels}):
            into.spurious += 1
            into.errors.append(_line(document.text, gold.file, "spurious", span))


def _line(text: str, file: str, what: str, span: Span) -> str:
    around = "".join(text[max(0, span.start - 24) : span.end + 12].split())
    return f"{file} {what} {span.of(text)!r} 〈{around}〉"


def _compare(text: str, file: str, label: Label, found: Statement, home: str, into: Score) -> None:
    into.hits += 1
    place = home if label.place == "home" else label.place
    wanted = "".join(span.of(text) for span in label.indicator)
    pairs = {
        "value": ((label.value, label.value_high), (found.value, found.value_high)),
        "unit": (label.unit, found.unit),
        "bound": (label.bound, found.bound.value),
        "kind": (label.kind, found.kind.value),
        "status": (label.status, found.status.value),
        "period": (label.period, found.period),
        "place": (place, found.place),
        "indicator": ("".join(wanted.split()), found.indicator),
    }
    every = True
    for name, (want, have) in pairs.items():
        if want == "?" or (name == "indicator" and not label.indicator):
            continue
        into.asked[name] += 1
        if want == have or (name == "indicator" and same_indicator(str(want), str(have))):
            into.right[name] += 1
        else:
            every = False
            into.errors.append(_line(text, file, f"{name} want {want} have {have}:", label.span))
    into.all_right += every


def same_indicator(one: str, other: str) -> bool:
    """Equal, or the shorter closes the longer, or nearly the same characters (F1 of 0.8)."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    if long.endswith(short) and len(short) >= 2:
        return True
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other)) >= 0.8
