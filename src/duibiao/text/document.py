"""A source text exactly as read, with labelled blocks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

from duibiao.text.blocks import Block, Part
from duibiao.text.outline import Section, outline
from duibiao.text.passages import Passage, passages
from duibiao.text.sentences import Sentence, sentences


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself. An empty string means: not stated on the page."""

    title: str = ""
    date: str = ""
    """ISO-8601 date on which it was given or published."""
    origin: str = ""
    """来源: who published it first."""
    editor: str = ""
    author: str = ""


@dataclass(frozen=True)
class Document:
    """Source text + metadata + blocks. All spans of all facts refer to ``text``.

    ``name`` is how people know the document (its file name); ``sha256`` is of the original bytes and
    is what ids are made from.
    """

    name: str
    text: str
    sha256: str
    metadata: Metadata = field(default_factory=Metadata)
    blocks: tuple[Block, ...] = ()

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The outline of the body, in reading order; a section lists its parent."""
        return tuple(outline(self.text, [b for b in self.blocks if b.part is Part.BODY]))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the body, headings included, in reading order."""
        return tuple(sentences(self.text, [b for b in self.blocks if b.part is Part.BODY], self.sections))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The body's sentences in groups of one subject each."""
        return tuple(passages(self.text, self.sentences))

    def fact_id(self, kind: str, start: int, end: int) -> str:
        """An id that any run gives the same fact: a hash of source, kind and position."""
        return content_id(self.sha256, kind, str(start), str(end))


def content_id(*parts: str) -> str:
    """Sixteen hexadecimal digits that depend on ``parts`` and nothing else."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
