"""What ``duibiao audit`` finds: on the reports as they are, and on copies with one number changed.

Relations come from the audit itself (those that it finds consistent: does it still see them when they
are wrong?) and from enumerators that know nothing of its rules (does it see them at all?): arithmetic alone
within a sentence, total and parts over two sentences, a level and its change against the report before,
announced lists, rows of names. Seeded: the same corpus gives the same mutations.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from duibiao.auditing import Audit, Finding, Verdict, audit
from duibiao.gazetteer import Gazetteer
from duibiao.reading import Bound, Statement, read_statements
from duibiao.reading.report import identify
from duibiao.sources import read_document
from duibiao.text import Document, Span

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
SLIPS = Path(__file__).resolve().parents[1] / "tests" / "gold" / "audit" / "slips.tsv"
SEED, MOST = 20_260_101, 300
NUMERIC = re.compile(
    "growth|multiple|change|annual|compounded|sum|share|common|product|average|per_head|ratio"
)
NUMERALS = "零一二三四五六七八九十"
YEAR_ON = re.compile("[，、]比(?:上年|去年)(?:预算)?(?:增加|减少)")
ANNOUNCED = re.compile(
    "(?:做好|抓好|以下|处理好|把握好)([三四五六七八])(?:个方面|项工作|件事|个问题|点)(?:工作)?[：。]"
)
ROW = re.compile(
    "(?<![\u4e00-\u9fff、])((?:[\u4e00-\u9fff]{2,6}、){2,6}[\u4e00-\u9fff]{2,4})([三四五六七])(?=[个大省市县国])"
)
DIGITS = ("0123456789", "０１２３４５６７８９", "〇一二三四五六七八九")
WORDS = {"growth": "[增升涨长比降减]", "share": "[占佔]", "change": "[增升减降多少]", "sum": "[共计其和加]"}


Mark = tuple[str, Span]
"""Where something stands: the document's name and the span."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Figures or counts that hold together; the first is the stated one."""

    kind: str
    marks: tuple[Mark, ...]


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
    exact = {s.span for s in _statements(document) if s.bound is Bound.EXACT}
    for f in found.findings:
        spans = (f.at.span, *(o.span for o in f.operands if o is not f.at))
        if {o.doc for o in f.operands} != {document.name}:
            continue
        if f.verdict is Verdict.CONSISTENT and NUMERIC.search(f.rule) and exact.issuperset(spans):
            yield Relation(f.rule, tuple((document.name, span) for span in spans))


def enumerated(document: Document) -> Iterator[Relation]:
    """Relations by arithmetic alone: in one sentence, at printed precision, with a joining word."""
    sentences: dict[Span, list[Statement]] = {}
    for s in _statements(document):
        sentences.setdefault(s.sentence_span, []).append(s)
    for of in sentences.values():
        exact = [s for s in of if s.bound is Bound.EXACT and s.value_high is None and _digits(s) >= 2]
        for at, stated in enumerate(exact):
            for kind, operands in _holds(stated, exact[max(0, at - 6) : at]):
                span = Span(min(o.span.end for o in operands), stated.span.end)
                if re.search(WORDS[kind], span.of(document.text)):
                    yield _relation(kind, (document, stated), *((document, o) for o in operands))
                    break


def _relation(kind: str, *figures: tuple[Document, Statement]) -> Relation:
    return Relation(kind, tuple((document.name, s.span) for document, s in figures))


def over_sentences(document: Document) -> Iterator[Relation]:
    """T。其中，A，B: the levels of the sentence that 其中 opens make the last level of the one before."""
    levels = [s for s in _statements(document) if s.kind.value == "level" and s.bound is Bound.EXACT]
    for at, first in enumerate(levels[1:], 1):
        sentence = first.sentence_span.of(document.text).lstrip()
        whole, own = levels[at - 1], [s for s in levels[at:] if s.sentence_span == first.sentence_span]
        opens = sentence.startswith("其中") and whole.sentence_span != first.sentence_span
        alike = [s for s in own if s.unit == whole.unit]
        if opens and len(alike) > 1 and sum(s.value for s in alike) == whole.value and _digits(whole) > 1:
            yield _relation("sum", (document, whole), *((document, s) for s in alike))


def over_years(before: Document, after: Document) -> Iterator[Relation]:
    """T，比上年增加C, and T − C in the report before, the same two characters before the two levels."""
    earlier = [s for s in _statements(before) if s.kind.value == "level" and s.bound is Bound.EXACT]
    now = [s for s in _statements(after) if s.bound is Bound.EXACT]
    for level, change in pairwise(now):
        between = Span(level.span.end, change.span.start).of(after.text)
        same = level.unit == change.unit and level.kind.value == "level" and change.kind.value == "change"
        if not same or YEAR_ON.fullmatch(between) is None:
            continue
        name = _words_before(after, level)
        for base in earlier:
            holds = base.unit == level.unit and base.value == level.value - change.value
            if holds and len(name) > 1 and name[-2:] == _words_before(before, base)[-2:]:
                yield _relation("year on year", (after, change), (after, level), (before, base))
                break


def _words_before(document: Document, s: Statement) -> str:
    """The characters of the name before a figure, verbs of spending and reaching left out."""
    before = document.text[max(0, s.span.start - 16) : s.span.start]
    return re.sub("[^\u4e00-\u9fff]|安排|达到|达|为|拟|的|是|到", "", before)


def announced(document: Document) -> Iterator[Relation]:
    """抓好三个方面：一是…二是…三是: the marks of one style counted until one is missing."""
    for match in ANNOUNCED.finditer(document.text):
        wanted = NUMERALS.index(match[1])
        at, found = match.end(), 0
        while found < 10 and (next_at := document.text.find(NUMERALS[found + 1] + "是", at, at + 1500)) >= 0:
            at, found = next_at + 1, found + 1
        if found == wanted:
            yield Relation("announced", ((document.name, Span(*match.span(1))),))


def rows_of_names(document: Document) -> Iterator[Relation]:
    """甲、乙、丙三省: as many names between 、 as the number says, none longer than six characters."""
    for match in ROW.finditer(document.text):
        if len(match[1].split("、")) == NUMERALS.index(match[2]):
            yield Relation("names", ((document.name, Span(*match.span(2))),))


def _holds(stated: Statement, before: Sequence[Statement]) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    levels = [s for s in before if s.kind.value in ("level", "change") and s.value > 0]
    for i, a in enumerate(levels):
        for b in levels[i + 1 :]:
            if a.unit != b.unit or a.value == b.value:
                continue
            rates = {
                "growth": (b.value / a.value - 1) * 100,
                "share": min(a.value, b.value) * 100 / max(a.value, b.value),
            }
            if stated.unit == "%" and stated.kind.value in rates and _same(stated, rates[stated.kind.value]):
                yield stated.kind.value, (a, b)
            if stated.unit == a.unit and stated.kind.value == "change" and stated.value == b.value - a.value:
                yield "change", (a, b)
    for size in range(2, len(before) + 1):
        parts = before[-size:]
        alike = all(p.unit == stated.unit and p.kind == stated.kind for p in parts)
        if alike and stated.kind.value == "level" and sum(p.value for p in parts) == stated.value:
            yield "sum", tuple(parts)


def _same(stated: Statement, value: Decimal) -> bool:
    exponent = stated.value.as_tuple().exponent
    return abs(stated.value) == abs(value).quantize(Decimal(1).scaleb(int(exponent)))


def _digits(s: Statement) -> int:
    return len(s.value.normalize().as_tuple().digits)


def _statements(document: Document) -> list[Statement]:
    report = identify(document)
    return read_statements(document, place=report.place, year=report.year)


def mutated(documents: dict[str, Document], relation: Relation, choose: random.Random) -> Document | None:
    """A copy with one number changed: a digit, two digits swapped, 万 for 亿, a count by one."""
    name, span = choose.choice(relation.marks)
    document = documents[name]
    printed = span.of(document.text)
    changed = choose.choice((_digit, _swapped, _scaled))(printed, choose)
    if relation.kind in ("announced", "names"):
        changed = NUMERALS[NUMERALS.index(printed) + 1]
    if changed is None:
        changed = _digit(printed, choose)
    if changed is None or changed == printed:
        return None
    text = document.text[: span.start] + changed + document.text[span.end :]
    return replace(document, text=text, sha256="0" * 64)


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
        wrong = [{(o.doc, o.span) for o in f.operands} for f in found.wrong]
        touched = [marks for marks in wrong if marks & set(relation.marks)]
        score.found += bool(touched)
        score.operands += any(marks >= set(relation.marks) for marks in touched)
    return score


def independent(documents: Sequence[Document]) -> dict[str, list[Relation]]:
    """The relations of each enumerator."""
    years = pairwise(d for d in documents if d.name.startswith("cn-"))
    return {
        "simple": [r for d in documents for r in enumerated(d)],
        "over_sentences": [r for d in documents for r in over_sentences(d)],
        "over_years": [r for before, after in years for r in over_years(before, after)],
        "announced": [r for d in documents for r in announced(d)],
        "names": [r for d in documents for r in rows_of_names(d)],
    }


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
    sys.exit(main())
