"""What ``duibiao audit`` finds: on the reports as they are, and on copies with one number changed.

Relations come from the audit itself (those that it finds consistent: does it still see them when they
are wrong?) and from enumerators that know nothing of its rules (does it see them at all?): see
``audit_relations``. Seeded: the same corpus gives the same mutations.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from benchmarks.audit_relations import (
    NUMERALS,
    Mark,
    Relation,
    Sheet,
    announced,
    averages,
    between,
    dates,
    rows_of_names,
    spans_of_years,
    within,
)
from duibiao.auditing import Audit, Finding, Verdict, audit
from duibiao.gazetteer import Gazetteer
from duibiao.sources import read_document
from duibiao.text import Document

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
SLIPS = Path(__file__).resolve().parents[1] / "tests" / "gold" / "audit" / "slips.tsv"
SEED, MOST = 20_260_101, 300
NUMERIC = re.compile(
    "growth|multiple|change|annual|compounded|sum|share|common|product|average|per_head|ratio"
)
DIGITS = ("0123456789", "０１２３４５６７８９", "〇一二三四五六七八九")


@dataclass(slots=True)
class Score:
    """How many mutated relations were found, how many of them with all their operands."""

    mutated: int = 0
    found: int = 0
    operands: int = 0


def files() -> list[Path]:
    """The reports and the seed article."""
    return [*sorted(CORPUS.glob("*/[0-9c]*-*.txt")), CORPUS / "zhaoqing" / "seed-article.txt"]


def slips() -> set[tuple[str, int, str]]:
    """Relations of the corpus that do not hold, by reading: file, offset of the stated figure, rule."""
    lines = SLIPS.read_text("utf-8").splitlines()[1:]
    return {(file, int(at), rule) for file, at, rule, *_ in (line.split("\t") for line in lines)}


def audited(document: Document) -> Audit:
    """One document by itself."""
    return audit([document], gazetteer=Gazetteer.load())


def false_alarms(found: dict[str, Audit]) -> list[Finding]:
    """What is called inconsistent and is no slip by reading."""
    known = slips()
    return [f for a in found.values() for f in a.wrong if (f.at.doc, f.at.span.start, f.rule) not in known]


def own_relations(document: Document, found: Audit) -> Iterator[Relation]:
    """Relations that the audit finds consistent, all of whose figures are printed exactly."""
    exact = {s.span for s in Sheet(document).figures}
    for f in found.findings:
        spans = (f.at.span, *(o.span for o in f.operands if o is not f.at))
        if {o.doc for o in f.operands} != {document.name}:
            continue
        if f.verdict is Verdict.CONSISTENT and NUMERIC.search(f.rule) and exact.issuperset(spans):
            yield Relation(f.rule, tuple((document.name, span) for span in spans))


def mutated(documents: dict[str, Document], relation: Relation, choose: random.Random) -> Document | None:
    """A copy with one number changed: a digit, two digits swapped, 万 for 亿, a count by one."""
    name, span = choose.choice(relation.marks)
    document = documents[name]
    printed = span.of(document.text)
    changed = choose.choice((_digit, _swapped, _scaled))(printed, choose)
    if relation.where == "list":
        changed = _counted(relation.kind, printed)
    if changed is None:
        changed = _digit(printed, choose)
    if changed is None or changed == printed:
        return None
    text = document.text[: span.start] + changed + document.text[span.end :]
    return replace(document, text=text, sha256="0" * 64)


def _counted(kind: str, printed: str) -> str:
    """One more; two years more; a day that no month has."""
    if kind == "date":
        return "32"
    more = 2 if kind == "years" else 1
    if printed.isdigit():
        return str(int(printed) + more)
    if len(printed) == 1:
        return NUMERALS[min(10, NUMERALS.index(printed.replace("两", "二")) + more)]
    return printed[:-1] + NUMERALS[NUMERALS.index(printed[-1]) % 7 + 2]


def _digit(printed: str, choose: random.Random) -> str | None:
    """The first digit that is not 0 becomes another, two apart at least: no relation survives that."""
    for at, char in enumerate(printed):
        row = next((d for d in DIGITS if char in d), "")
        if row and row.index(char) > 0:
            others = [d for n, d in enumerate(row) if n > 0 and abs(n - row.index(char)) >= 2]
            return printed[:at] + choose.choice(others) + printed[at + 1 :]
    return None


def _swapped(printed: str, choose: random.Random) -> str | None:
    """Two neighbouring digits, two apart at least, change places."""
    places = [
        at
        for at in range(len(printed) - 1)
        for row in DIGITS[:2]
        if printed[at] in row and printed[at + 1] in row and row.index(printed[at + 1]) > 0
        and abs(row.index(printed[at]) - row.index(printed[at + 1])) >= 2
    ]  # fmt: skip
    if not places:
        return None
    at = places[0]
    return printed[:at] + printed[at + 1] + printed[at] + printed[at + 2 :]


def _scaled(printed: str, choose: random.Random) -> str | None:
    """万 for 亿 and the other way round."""
    if "万亿" in printed or not re.search("[万亿]", printed):
        return None
    return printed.replace("亿", "〓").replace("万", "亿").replace("〓", "万")


def sensitivity(documents: Sequence[Document], relations: Sequence[Relation], most: int = MOST) -> Score:
    """Change one number of each of up to ``most`` relations, one at a time, and audit again."""
    choose = random.Random(SEED)
    by_name = {d.name: d for d in documents}
    score = Score()
    for relation in choose.sample(list(relations), min(most, len(relations))):
        copy = mutated(by_name, relation, choose)
        if copy is None:
            continue
        score.mutated += 1
        others = {name for name, _ in relation.marks} - {copy.name}
        found = audit([copy, *(by_name[name] for name in others)], gazetteer=Gazetteer.load())
        touched = [[touches(f, mark) for mark in relation.marks] for f in found.wrong]
        score.found += any(any(marks) for marks in touched)
        score.operands += any(all(marks) for marks in touched)
    return score


def touches(finding: Finding, mark: Mark) -> bool:
    """Whether a finding has an operand where a mark stands."""
    doc, span = mark
    return any(o.doc == doc and o.span.start < span.end and span.start < o.span.end for o in finding.operands)


def independent(documents: Sequence[Document]) -> dict[str, list[Relation]]:
    """The relations of the enumerators, by where their figures stand and what they are."""
    found: dict[str, list[Relation]] = {}
    sheets = [Sheet(d) for d in documents]
    years = pairwise(s for s in sheets if re.match("cn-|44", s.document.name))
    every: list[Relation] = [r for s in sheets for r in (*within(s), *averages(s))]
    every += [r for before, after in years if _follows(before, after) for r in between(before, after)]
    for enumerate_ in (announced, rows_of_names, spans_of_years, dates):
        every += [r for d in documents for r in enumerate_(d)]
    for r in every:
        found.setdefault(r.kind if r.where == "list" else r.where, []).append(r)
    return found


def _follows(before: Sheet, after: Sheet) -> bool:
    """Whether two reports are of one government and at most two years apart."""
    a, b = (re.fullmatch(r"(\w+)-(\d{4}).txt", s.document.name) for s in (before, after))
    return a is not None and b is not None and a[1] == b[1] and 0 < int(b[2]) - int(a[2]) <= 2


def main() -> None:
    """Print the tables."""
    if not CORPUS.is_dir():
        print("the corpus is not beside this checkout (../shared/corpus): nothing to measure")
        return
    documents = [read_document(file) for file in files()]
    start = time.process_time()
    found = {d.name: audited(d) for d in documents}
    seconds = time.process_time() - start
    together = audit(documents, gazetteer=Gazetteer.load())
    print("verdict | alone | together")
    alone = Counter(f.verdict for a in found.values() for f in a.findings)
    for verdict in Verdict:
        print(f"{verdict} | {alone[verdict]} | {together.counts[verdict]}")
    alarms = false_alarms({"": together})
    print(f"\n{len(documents)} documents in {seconds:.1f} s; false alarms: {len(alarms)}")
    for f in alarms:
        print(f"  {f.at.doc} {f.at.span.start} {f.rule}: {f.formula}, stated {f.stated}")
    print("\nrelations | there are | mutated | found | with all operands")
    own = [r for d in documents for r in own_relations(d, found[d.name])]
    for name, relations in (("own", own), *independent(documents).items()):
        s = sensitivity(documents, relations)
        print(
            f"{name} | {len(relations)} | {s.mutated} | {s.found / max(1, s.mutated):.3f} | "
            f"{s.operands / max(1, s.mutated):.3f}"
        )


if __name__ == "__main__":
    main()
