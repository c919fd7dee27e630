"""Labels of names as offsets, and how well what is found agrees with them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from duibiao.gazetteer import Gazetteer
from duibiao.reading.mentions import find_mentions
from duibiao.reading.model import Mention, MentionType
from duibiao.sources import read_document
from duibiao.text import Span

LABELS = Path(__file__).parents[2] / "gold" / "names"
EXACT = (MentionType.PLACE, MentionType.REGION, MentionType.ZONE)
"""Types whose span must agree to the character; of the others an overlap counts."""


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled name; ``adcodes`` is empty where the codes were not labelled."""

    type: MentionType
    span: Span
    adcodes: frozenset[str]


@dataclass
class Labels:
    """The labels of one document: the passages that were read, and every name in them."""

    file: str
    sha256: str
    home: str
    year: int
    passages: list[Span] = field(default_factory=list)
    names: list[Label] = field(default_factory=list)


@dataclass
class Score:
    """Counts of one type of name."""

    labelled: int = 0
    found: int = 0
    agreed: int = 0
    coded: int = 0
    right_code: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.agreed / (self.labelled + self.found) if self.labelled + self.found else 1.0

    @property
    def code(self) -> float:
        return self.right_code / self.coded if self.coded else 1.0


def labels() -> Iterator[Labels]:
    """Every label file, parsed."""
    for path in sorted(LABELS.glob("*.tsv")):
        rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        head = {row[0][2:]: row[1] for row in rows if row[0].startswith("# ")}
        made = Labels(head["file"], head["sha256"], head["home"], int(head["year"]))
        for kind, start, end, codes in (row for row in rows if not row[0].startswith("#")):
            span = Span(int(start), int(end))
            if kind == "passage":
                made.passages.append(span)
            else:
                made.names.append(Label(MentionType(kind), span, frozenset(codes.split(",")) - {""}))
        yield made


def score(corpus: Path) -> Mapping[MentionType, Score]:
    """Scores by type over all label files. Raises AssertionError when a document is not the labelled one."""
    gazetteer = Gazetteer.load()
    scores: dict[MentionType, Score] = defaultdict(Score)
    for of in labels():
        path = corpus / of.file
        assert hashlib.sha256(path.read_bytes()).hexdigest() == of.sha256, f"{of.file} has changed"
        found = find_mentions(read_document(path), home=gazetteer.get(of.home), year=of.year)
        inside = [m for m in found if any(p.holds(m.span) for p in of.passages)]
        for kind in MentionType:
            _count(
                scores[kind], [n for n in of.names if n.type is kind], [m for m in inside if m.type is kind]
            )
    return scores


def _count(counts: Score, wanted: Iterable[Label], found: list[Mention]) -> None:
    free = list(found)
    counts.found += len(found)
    for label in wanted:
        counts.labelled += 1
        hit = next((m for m in free if _agrees(label, m)), None)
        if hit is not None:
            free.remove(hit)
            counts.agreed += 1
            counts.coded += bool(label.adcodes)
            counts.right_code += bool(label.adcodes) and _same_code(label, hit)


def _same_code(label: Label, mention: Mention) -> bool:
    """A project also touches what is known of its line; its label has what the name tells."""
    found = frozenset(mention.adcodes)
    return label.adcodes == found if label.type in EXACT else label.adcodes <= found


def _agrees(label: Label, mention: Mention) -> bool:
    return mention.span == label.span if label.type in EXACT else mention.span.meets(label.span)
