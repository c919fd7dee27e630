"""Plain text -> ``Document``: decoding, labelling of lines, joining into blocks, metadata."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from duibiao.errors import UnreadableSource
from duibiao.lexicon import load
from duibiao.sources.dates import iso_date
from duibiao.text import Block, Document, Kind, Line, Metadata, Part, join, lines

_V = load("duibiao.sources")
_IS = {name: re.compile(_V[name].regex() + r"\Z", re.DOTALL) for name in _V.groups}
"""One compiled matcher of whole lines for each group of the vocabulary."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ufffd]")
FRONT_MOST = 40
"""How many lines the front matter may take. The longest in the corpus is 20 (宁夏 2026)."""


def decode(data: bytes, where: str) -> str:
    """The text of a file: UTF-8 (BOM dropped), UTF-16 with BOM, else GB18030. Line ends stay as they are."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_CONTROL.findall(text)) * 200 <= len(text):
            return text
    raise UnreadableSource("不是文本文件", where=where, hint="支持 UTF-8、GB18030 文本，HTML 和 .docx")


def document_from_text(text: str, *, name: str, sha256: str) -> Document:
    """A document whose ``text`` is the file's own text, its blocks labelled, its metadata read."""
    found = lines(text)
    if not found:
        raise UnreadableSource("文件里没有文字", where=name)
    labels = label_lines(text, found)
    blocks = _place_parts(text, join(text, found, labels))
    return Document(name, text, sha256, _metadata(text, blocks), tuple(blocks))


def label_lines(text: str, of: Sequence[Line]) -> dict[int, Block]:
    """Labels of the lines that are known for what they are by their look and place."""
    labels: dict[int, Block] = {}
    start = _body_start(text, of)
    tail = _tail_start(text, of)
    for i, line in enumerate(of):
        kind, part = _label(line.span.of(text), front=i < start, tail=i >= tail)
        if kind is not Kind.PARAGRAPH:
            labels[i] = Block(line.span, kind, part)
    return labels


def _label(line: str, *, front: bool, tail: bool) -> tuple[Kind, Part]:
    if tail:
        return (_meta(line) or Kind.FURNITURE), Part.OUTSIDE
    if _IS["furniture"].match(line):
        return Kind.FURNITURE, Part.OUTSIDE
    if front:
        kind = _meta(line) or (Kind.CAPTION if _IS["caption"].match(line) else Kind.TITLE)
        return kind, Part.FRONT
    if _IS["caption"].match(line):
        return Kind.CAPTION, Part.BODY
    if _IS["origin"].match(line) or _IS["editor"].match(line):
        return Kind.META, Part.BODY
    if _IS["annex"].match(line):
        return Kind.HEADING, Part.ANNEX
    return Kind.PARAGRAPH, Part.BODY


def _meta(line: str) -> Kind | None:
    names = ("dateline", "speaker", "origin", "editor", "time")
    return Kind.META if any(_IS[name].match(line) for name in names) else None


def _body_start(text: str, of: Sequence[Line]) -> int:
    """Index of the first line of the body: 各位代表, or the first line that is a sentence."""
    for i, line in enumerate(of[:FRONT_MOST]):
        printed = line.span.of(text)
        if _IS["salutation"].match(printed) or printed.startswith("各位代表"):
            return i
    if not any(_IS["dateline"].match(line.span.of(text)) for line in of[:FRONT_MOST]):
        return 0
    for i, line in enumerate(of[:FRONT_MOST]):
        if re.search(r"[。！？]", line.span.of(text)):
            return i
    return 0


def _tail_start(text: str, of: Sequence[Line]) -> int:
    """Index of the first line below which nothing belongs to the document."""
    for i in range(len(of) * 2 // 3, len(of)):
        if len(of) > 3 and _IS["tail"].match(of[i].span.of(text)):
            return i
    return len(of)


def _place_parts(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Carry annex and glossary on to the blocks below their headings."""
    placed: list[Block] = []
    part = Part.BODY
    for block in blocks:
        printed = block.span.of(text)
        if block.part is Part.ANNEX:
            part = Part.GLOSSARY if _IS["glossary"].match(printed) else Part.ANNEX
        keeps = block.part in (Part.FRONT, Part.OUTSIDE)
        placed.append(block if keeps else Block(block.span, block.kind, part))
    return placed


def _metadata(text: str, blocks: Sequence[Block]) -> Metadata:
    front = [b.span.of(text) for b in blocks if b.kind in (Kind.META, Kind.TITLE)]
    title = next((b.span.of(text) for b in blocks if b.kind is Kind.TITLE), "")
    dateline = next((d for line in front if _IS["dateline"].match(line) and (d := iso_date(line))), "")
    time = next((d for line in front if _IS["time"].match(line) and (d := iso_date(line))), "")
    return Metadata(
        title=re.sub(r"\s+", "", title),
        date=dateline or time,
        origin=_field(front, "origin"),
        editor=_field(front, "editor"),
        author=next((re.sub(r"\s+", " ", line) for line in front if _IS["speaker"].match(line)), ""),
    )


def _field(front: Sequence[str], name: str) -> str:
    """What follows a label such as 来源：, on its line or on the next."""
    for i, line in enumerate(front):
        match = _IS[name].match(line)
        if match:
            value = next((g for g in match.groups() if g), "")
            return value.strip() or (front[i + 1] if i + 1 < len(front) else "")
    return ""
