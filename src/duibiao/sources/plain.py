"""Plain text -> ``Document``: labelling of lines, joining into blocks, metadata."""

from __future__ import annotations

from collections.abc import Mapping

from duibiao.errors import UnreadableSource
from duibiao.sources.fields import metadata
from duibiao.sources.labels import Hint, label_lines, place_parts, stands_as_title
from duibiao.text import Block, Document, Kind, Metadata, Part, join, lines


def document_from_text(
    text: str,
    *,
    name: str,
    sha256: str,
    hints: Mapping[int, Hint] | None = None,
    stated: Metadata | None = None,
) -> Document:
    """A document with ``text`` as it is, its blocks labelled, its metadata read.

    ``hints``: what the source's own markup says of the lines of ``text`` (see ``label_lines``).
    ``stated``: metadata that the source states outside its text; it stands before what the lines say.
    Raises ``UnreadableSource`` when there is nothing on any line.
    """
    found = lines(text)
    if not found:
        raise UnreadableSource("文件里没有文字", where=name)
    blocks = place_parts(text, join(text, found, label_lines(text, found, hints)))
    if stands_as_title(text, blocks):
        blocks[0] = Block(blocks[0].span, Kind.TITLE, Part.FRONT)
    return Document(name, text, sha256, metadata(text, blocks, stated), tuple(blocks))
