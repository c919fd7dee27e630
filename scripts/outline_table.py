"""Print what is found in every document of a corpus, as a Markdown table, and what the constants cite.

    python scripts/outline_table.py ../shared/corpus > outline.md

The second part lists, for each tuned constant of ``duibiao.text``, the longest things on either side of it.
Re-run it after every change to blocks, outline, sentences, passages or to the vocabulary of sources.
"""

from __future__ import annotations

import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from duibiao.sources import read_document
from duibiao.text import Block, Document, Kind, Line, Part, Span, lines
from duibiao.text.outline import leads
from duibiao.text.sentences import quotations

Row = tuple[str, ...]
SHOWN = 5


def main(corpus: Path) -> None:
    """Print the table of ``corpus`` (a folder of .txt files) and the evidence for the constants."""
    paths = sorted(p for p in corpus.rglob("*.txt") if p.parent.name != "evidence")
    documents = [read_document(path) for path in paths]
    header = (
        "document", "L1", "L2", "L3", "L4", "L5", "sentences", "median", "passages", "paragraphs",
        "captions", "furniture", "annex", "glossary", "date", "title", "author", "origin",
    )  # fmt: skip
    print(*_table(header, map(_row, documents)), sep="\n")
    for title, rows in _evidence(documents):
        print(f"\n## {title}\n")
        print(*rows, sep="\n")


def _table(header: Row, rows: Iterable[Row]) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in (header, tuple("---" for _ in header), *rows)]


def _row(d: Document) -> Row:
    levels = Counter(s.level for s in d.sections)
    sizes = [s.span.size for s in d.sentences if not s.heading] or [0]
    meta = d.metadata
    return (
        Path(d.name).stem,
        *(str(levels[level]) for level in (1, 2, 3, 4, 5)),
        str(len(d.sentences)),
        str(int(statistics.median(sizes))),
        str(len(d.passages)),
        str(_count(d, lambda b: b.part is Part.BODY and b.kind is Kind.PARAGRAPH)),
        str(_count(d, lambda b: b.kind is Kind.CAPTION)),
        str(_count(d, lambda b: b.part is Part.OUTSIDE)),
        str(_count(d, lambda b: b.part is Part.ANNEX)),
        str(_count(d, lambda b: b.part is Part.GLOSSARY)),
        *(value or "–" for value in (meta.date, meta.title, meta.author, meta.origin)),
    )


def _count(d: Document, counts: Callable[[Block], bool]) -> int:
    return sum(map(counts, d.blocks))


def _evidence(documents: Sequence[Document]) -> list[tuple[str, list[str]]]:
    body = [(d, b) for d in documents for b in d.blocks if b.part is Part.BODY]
    found = [(d, b, *lead) for d, b in body if (lead := leads(d.text, b)) is not None]
    plain = [(d, span) for d, b, span, level in found if b.kind is Kind.HEADING and level == 0]
    marked = [(d, span) for d, b, span, level in found if b.kind is Kind.PARAGRAPH and 1 <= level <= 4]
    topics = [(d, span) for d, b, span, level in found if b.kind is Kind.PARAGRAPH and level == 5]
    captions = [(d, b.span) for d in documents for b in d.blocks if b.kind is Kind.CAPTION]
    quotes = [(d, span.shift(b.span.start)) for d, b in body for span in quotations(b.span.of(d.text))]
    whole = [(d, span) for d, span in quotes if "。" in span.of(d.text)]
    passages = [(d, p.span) for d in documents for p in d.passages]
    lines_of = [(d, _middle(lines(d.text))) for d in documents]
    return [
        ("HEADING_MOST: longest unnumbered headings", _longest(plain)),
        ("LEAD_MOST: longest numbered lead sentences", _longest(marked)),
        ("TOPIC_MOST: longest unnumbered first sentences", _longest(topics)),
        ("QUOTE_MOST: longest quotations and brackets", _longest(quotes)),
        ("QUOTE_MOST: longest with a full stop inside", _longest(whole)),
        ("LABEL_MOST: longest captions", _longest(captions)),
        ("PASSAGE_MOST: longest passages of more than one sentence", _longest(passages)),
        (
            "VERSE_MOST: smallest medians of lines",
            [f"- {n} · {d.name}" for d, n in sorted(lines_of, key=_second)[:SHOWN]],
        ),
    ]


def _middle(of: Sequence[Line]) -> int:
    return int(statistics.median([line.span.size for line in of]))


def _second(pair: tuple[Document, int]) -> int:
    return pair[1]


def _longest(of: Sequence[tuple[Document, Span]]) -> list[str]:
    longest = sorted(of, key=lambda pair: -pair[1].size)[:SHOWN]
    return [f"- {span.size} · {d.name} · {span.of(d.text)[:40].splitlines()[0]}" for d, span in longest]


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpus"))
