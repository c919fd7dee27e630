""".docx -> ``Document``: paragraphs, tables, text boxes, headers, notes; insertions in, deletions out.

``Document.text`` is made of the file's paragraphs with a blank line between them; a row of a table is one
line with tabs. Automatic numbers (一、) are part of the text, as they are on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from duibiao.errors import UnreadableSource
from duibiao.sources.labels import Hint, heading_hint
from duibiao.sources.numbering import Numbering, W
from duibiao.sources.package import MAIN, Package
from duibiao.sources.plain import document_from_text
from duibiao.text import Document, Kind, Part

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(
    (
        f"{W}del",
        f"{W}moveFrom",
        f"{W}pPr",
        f"{W}rPr",
        f"{W}instrText",
        f"{W}delText",
        f"{_MC}Fallback",
        f"{W}sectPr",
    )
)
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}
_FURNITURE: Hint = (Kind.FURNITURE, Part.OUTSIDE)
_NOTE: Hint = (Kind.PARAGRAPH, Part.GLOSSARY)
_HEADING = re.compile(r"(?:heading|标题)\s*[1-9]\Z", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|标题|subtitle|副标题)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    base: str
    number: tuple[str, int] | None
    outline: bool


def document_from_docx(data: bytes, *, name: str, sha256: str, where: str) -> Document:
    """The document of a .docx file. Raises ``UnreadableSource`` when it is broken, hostile or empty."""
    package = Package(data, where)
    reader = _Reader(package)
    printed: list[tuple[str, Hint | None]] = []
    for part in package.matching(r"word/header\d*\.xml"):
        printed += [(line, _FURNITURE) for line, _hint in reader.lines(part)]
    printed += reader.lines(MAIN)
    for part in package.matching(r"word/(?:footnotes|endnotes)\.xml"):
        printed += [(line, _NOTE) for line, _hint in reader.lines(part)]
    for part in package.matching(r"word/footer\d*\.xml"):
        printed += [(line, _FURNITURE) for line, _hint in reader.lines(part)]
    if not printed:
        raise UnreadableSource("文档里没有文字", where=where, hint="如果内容是图片，请先转成文字")
    hints = {i: hint for i, (_line, hint) in enumerate(printed) if hint is not None}
    text = "\n\n".join(line for line, _hint in printed)
    return document_from_text(text, name=name, sha256=sha256, hints=hints)


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.numbering = Numbering.read(package.xml("word/numbering.xml"))
        self.styles = _styles(package.xml("word/styles.xml"))

    def lines(self, part: str) -> list[tuple[str, Hint | None]]:
        """The lines of a part that have something on them, with what their styles say."""
        root = self.package.xml(part)
        found: list[tuple[str, Hint | None]] = []
        for element in _blocks(root) if root is not None else ():
            if element.tag == f"{W}tr":
                cells = [" ".join("".join(_runs(cell)).split()) for cell in element.iter(f"{W}tc")]
                row = "\t".join(cell for cell in cells if cell)
                found += [(row, (Kind.PARAGRAPH, Part.BODY))] if row else []
                continue
            listed, hint = self.listed(element), self.hint(element)
            mark = self.numbering.next(*listed) if listed and _has_text(element) else ""
            hint = hint or ((Kind.PARAGRAPH, Part.BODY) if listed and not mark else None)
            printed = [" ".join(line.split(" ")).strip() for line in "".join(_runs(element)).split("\n")]
            for i, line in enumerate(line for line in printed if line):
                whole = mark + line if i == 0 else line
                found.append((whole, heading_hint(whole) if hint and hint[0] is Kind.HEADING else hint))
        return found

    def listed(self, paragraph: ET.Element) -> tuple[str, int] | None:
        """The list that a paragraph is an item of, by itself or by its style, and the level in it."""
        inherited = (style.number for style in self.chain(paragraph) if style.number is not None)
        return _number(paragraph.find(f"{W}pPr")) or next(inherited, None)

    def hint(self, paragraph: ET.Element) -> Hint | None:
        """What a paragraph's style says that it is."""
        properties = paragraph.find(f"{W}pPr")
        outlined = properties is not None and _has_outline(properties)
        for style in self.chain(paragraph):
            if _TITLE.match(style.name):
                return Kind.TITLE, Part.FRONT
            outlined = outlined or style.outline or _HEADING.match(style.name) is not None
        return (Kind.HEADING, Part.BODY) if outlined else None

    def chain(self, paragraph: ET.Element) -> Iterator[_Style]:
        """A paragraph's style and what it is based on."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        key, seen = (named.get(f"{W}val", "") if named is not None else ""), set[str]()
        while key in self.styles and key not in seen:
            seen.add(key)
            yield self.styles[key]
            key = self.styles[key].base


def _has_text(paragraph: ET.Element) -> bool:
    return any(run.strip() for run in _runs(paragraph))


def _blocks(root: ET.Element) -> Iterator[ET.Element]:
    """Paragraphs and rows of tables in reading order; what stands in a one-celled row are paragraphs."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in _LEFT_OUT:
            continue
        if element.tag == f"{W}p":
            yield element
            waiting += _boxes(element)[::-1]
            continue
        if element.tag == f"{W}tr" and len(element.findall(f"{W}tc")) > 1:
            yield element
            continue
        waiting += list(element)[::-1]


def _boxes(paragraph: ET.Element) -> list[ET.Element]:
    """Text boxes that hang on a paragraph."""
    found: list[ET.Element] = []
    waiting = list(paragraph)[::-1]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}txbxContent":
            found.append(element)
        elif element.tag not in _LEFT_OUT:
            waiting += list(element)[::-1]
    return found


def _runs(root: ET.Element) -> Iterator[str]:
    """The pieces of text of a paragraph or a cell, text boxes and deletions left out."""
    waiting = list(root)[::-1]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag in _BREAKS:
            yield _BREAKS[element.tag]
        elif element.tag not in _LEFT_OUT and element.tag != f"{W}txbxContent":
            if element.tag == f"{W}p":
                yield " "
            waiting += list(element)[::-1]


def _styles(root: ET.Element | None) -> dict[str, _Style]:
    made: dict[str, _Style] = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        properties = style.find(f"{W}pPr")
        made[style.get(f"{W}styleId", "")] = _Style(
            _val(style, f"{W}name"),
            _val(style, f"{W}basedOn"),
            _number(properties),
            properties is not None and _has_outline(properties),
        )
    return made


def _number(properties: ET.Element | None) -> tuple[str, int] | None:
    """``(numId, level)`` of a paragraph or style."""
    used = properties.find(f"{W}numPr") if properties is not None else None
    if used is None:
        return None
    level = _val(used, f"{W}ilvl")
    return _val(used, f"{W}numId"), int(level) if re.fullmatch(r"\d", level) else 0


def _has_outline(properties: ET.Element) -> bool:
    return re.fullmatch(r"[0-8]", _val(properties, f"{W}outlineLvl")) is not None


def _val(element: ET.Element, tag: str) -> str:
    child = element.find(tag)
    return child.get(f"{W}val", "") if child is not None else ""
