"""What stands in a .docx file, read back from its bytes: for the guard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from duibiao.briefing.render.docx.styles import fixed_parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Inside:
    """Text of every paragraph of the body, of every note, and of the header; the titles of the properties."""

    body: list[str]
    notes: list[str]
    header: list[str]
    properties: list[str]
    others: list[str]
    """names of other parts that are not those that every document has"""


def printed_in(output: bytes, pictures: Mapping[str, bytes]) -> Inside:
    """``pictures``: the parts that its pictures have, by name.

    Raises ``ValueError`` when this is not the archive that was written.
    """
    try:
        with ZipFile(BytesIO(output)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        body, notes, header, core = (
            ET.fromstring(parts.pop(name))
            for name in ("word/document.xml", "word/footnotes.xml", "word/header1.xml", "docProps/core.xml")
        )
    except (BadZipFile, KeyError, ET.ParseError, OSError, NotImplementedError) as error:
        raise ValueError(str(error)) from error
    told = [_text(note) for note in notes.iter(f"{_W}footnote") if f"{_W}type" not in note.attrib]
    paragraphs = [_text(paragraph) for paragraph in body.iter(f"{_W}p")]
    titles = [element.text or "" for element in core]
    known = {name: text.encode() for name, text in fixed_parts().items()} | dict(pictures)
    strange = [name for name, data in parts.items() if known.get(name) != data]
    return Inside(paragraphs, told, [_text(header)], titles, strange)


def _text(element: ET.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_W}t"))
