"""Punctuation of pages typed with half-width marks, as the rules know it: every mark stays where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from duibiao.auditing.model import Finding
from duibiao.text import Document

_MARKS = str.maketrans(",;:()", "，；：（）")
_HALF = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|[;()]")


def full_width(document: Document) -> Document:
    """The document with ， for a comma that stands in no number, “ and ” for straight quotes and so on.

    The text keeps its length, so that all spans are those of the document given.
    """
    if not re.search('[,;:()"]', document.text):
        return document
    text = _HALF.sub(lambda m: m.group().translate(_MARKS), document.text)
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
