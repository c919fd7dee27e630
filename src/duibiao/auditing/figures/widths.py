"""Pages typed with half-width marks or in traditional writing, as the rules know them.

Every character stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from duibiao.auditing.model import Finding
from duibiao.lexicon import load
from duibiao.text import Document

_MARKS = str.maketrans(",;:()", "，；：（）")
_SIMPLIFIED = str.maketrans(
    {
        old: new
        for entry in load(__package__, "variants.toml").entries
        for old, new in zip(entry["name"], entry["simplified"], strict=True)
    }
)
_HALF = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|[;()]")


def full_width(document: Document) -> Document:
    """The document in simplified writing, with ， for a comma in no number, “ and ” for straight quotes.

    The text keeps its length, so that all spans are those of the document given.
    """
    text = document.text.translate(_SIMPLIFIED)
    if not re.search('[,;:()"]', text):
        return document if text == document.text else replace(document, text=text)
    text = _HALF.sub(lambda m: m.group().translate(_MARKS), text)
    return replace(document, text="".join(_quoted(text)))


def _quoted(text: str) -> Iterator[str]:
    """Straight quotes open and close in turn, in every line anew; one alone stays as it is."""
    for line in text.splitlines(keepends=True):
        between = line.split('"')
        if len(between) % 2 == 0:
            yield line
            continue
        for at, piece in enumerate(between):
            yield piece if not at else "“”"[(at - 1) % 2] + piece


def as_printed(findings: Iterable[Finding], documents: Iterable[Document]) -> Iterator[Finding]:
    """The findings with their operands as the documents print them."""
    texts: Mapping[str, str] = {document.name: document.text for document in documents}
    for finding in findings:
        operands = tuple(replace(o, text=o.span.of(texts[o.doc])) for o in finding.operands)
        yield replace(finding, operands=operands)
