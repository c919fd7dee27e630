"""Relations of invented reports, each worded in another form: how many are found when one number is changed.

The corpus knows the forms that the rules were written for; these texts (``tests/gold/audit/worded``) were
written by someone who had not seen the rules. Needs nothing beside the checkout.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from duibiao.auditing import Audit, Verdict, audit
from duibiao.gazetteer import Gazetteer
from duibiao.sources.plain import document_from_text
from duibiao.text import Span

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold" / "audit" / "worded"
_HEAD = re.compile("^=== *(.+?) *$", re.MULTILINE)
_MARK = re.compile(r"\{([a-z]+\d*):([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Worded:
    """One relation: ``texts`` by the documents' names, the ``mark`` that is changed, and to what."""

    kind: str
    scope: str
    texts: dict[str, str]
    mark: tuple[str, Span]
    printed: str
    operands: tuple[tuple[str, Span], ...]

    def changed(self) -> dict[str, str]:
        """The documents with the one number changed."""
        doc, span = self.mark
        text = self.texts[doc]
        return {**self.texts, doc: text[: span.start] + self.printed + text[span.end :]}


def worded() -> Iterator[Worded]:
    """Every relation, file by file."""
    for path in sorted(GOLD.glob("*.txt")):
        parts = _HEAD.split(path.read_text("utf-8"))[1:]
        told = dict(zip(parts[::2], parts[1::2], strict=True))
        relations = told.pop("relations").strip().splitlines()
        texts, marks = _unmarked(told)
        for line in relations:
            kind, scope, _, change, ids = (cell.strip() for cell in line.split("|"))
            changed, printed = (cell.strip() for cell in change.split("=>"))
            operands = tuple(marks[name] for name in ids.split())
            own = texts if scope == "reports" else {operands[0][0]: texts[operands[0][0]]}
            yield Worded(kind, scope, own, marks[changed], printed, operands)


def _unmarked(told: dict[str, str]) -> tuple[dict[str, str], dict[str, tuple[str, Span]]]:
    texts: dict[str, str] = {}
    marks: dict[str, tuple[str, Span]] = {}
    for name, body in told.items():
        text, last = "", 0
        source = body.strip("\n") + "\n"
        for match in _MARK.finditer(source):
            text += source[last : match.start()]
            marks[match[1]] = (name, Span(len(text), len(text) + len(match[2])))
            text, last = text + match[2], match.end()
        texts[name] = text + source[last:]
    return texts, marks


def audited(texts: dict[str, str]) -> Audit:
    """The findings of documents given as text."""
    made = [document_from_text(text, name=name, sha256="0" * 64) for name, text in sorted(texts.items())]
    return audit(made, gazetteer=Gazetteer.load())


def found(relation: Worded) -> bool:
    """Whether the changed number is an operand of something that does not hold."""
    doc, span = relation.mark
    end = span.start + len(relation.printed)
    return any(
        o.doc == doc and o.span.start < end and span.start < o.span.end
        for f in audited(relation.changed()).wrong
        for o in f.operands
    )


def score(relations: Sequence[Worded]) -> Counter[tuple[str, str, bool]]:
    """How many of each kind and scope are found and are not."""
    return Counter((r.kind, r.scope, found(r)) for r in relations)


def main() -> None:
    """Print the tables."""
    relations = list(worded())
    made = score(relations)
    texts = {name: text for r in relations for name, text in r.texts.items()}
    wrong = sum(f.verdict is Verdict.INCONSISTENT for n, t in texts.items() for f in audited({n: t}).findings)
    print(f"{len(relations)} relations of {len(texts)} invented reports; accused without a change: {wrong}\n")
    for column, title in ((1, "scope"), (0, "kind")):
        print(f"| {title} | there are | found |\n|---|---|---|")
        there = Counter(key[column] for key in made.elements())
        hits = Counter(key[column] for key in made.elements() if key[2])
        for name, number in there.most_common():
            print(f"| {name} | {number} | {hits[name]} |")
        print()
