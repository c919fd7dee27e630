"""The parts of a .docx file in WordprocessingML: body, notes, header, properties; and the archive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from duibiao.briefing.model import Brief
from duibiao.briefing.render import wording
from duibiao.briefing.render.blocks import blocks
from duibiao.briefing.render.docx.drawings import inline, picture_parts
from duibiao.briefing.render.docx.styles import fixed_parts, framed, sheet, style_id
from duibiao.briefing.render.runs import Block, Line, Run, Table
from duibiao.matching import Role

LOCAL = frozenset(f"local-{role}" for role in Role)
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MADE = (1980, 1, 1, 0, 0, 0)
"""Time of every part: a file is the same byte for byte when the same brief is set again."""


def render_docx(brief: Brief) -> bytes:
    """The document; the same brief gives the same bytes."""
    notes, made = _Notes(), pages(blocks(brief))
    body = "".join(_block(block, notes) for block in made)
    title = wording.headline(brief.heading)
    parts = fixed_parts() | {
        "word/document.xml": framed("document.xml", body),
        "word/footnotes.xml": notes.part(),
        "word/header1.xml": framed("header1.xml", _paragraph("header", _text(title))),
        "docProps/core.xml": framed("core.xml", escape(printable(title), quote=False)),
    }
    return _archive({name: text.encode() for name, text in parts.items()} | picture_parts(made))


def pages(made: Iterable[Block]) -> list[Block]:
    """The blocks that are set here: where a passage stands is in its footnote, not in a line of its own, and
    local sentences that follow one another and have the same sources have one note for each, after the last.
    """
    kept = [block for block in made if block.style != "where"]
    return [_noted_below(block, after) for block, after in zip(kept, [*kept[1:], None], strict=True)]


def _noted_below(block: Block, after: Block | None) -> Block:
    local = isinstance(block, Line) and block.style in LOCAL
    if not (local and isinstance(block, Line) and isinstance(after, Line) and after.style == block.style):
        return block
    if [run.note for run in block.runs if run.note] != [run.note for run in after.runs if run.note]:
        return block
    return replace(block, runs=tuple(run for run in block.runs if not run.note))


class _Notes:
    """The footnotes, numbered from 1 as they are referred to."""

    def __init__(self) -> None:
        self._made: list[str] = []

    def add(self, note: Sequence[Run]) -> str:
        """A reference to a new note."""
        number = len(self._made) + 1
        mark = f'<w:r><w:rPr><w:rStyle w:val="{style_id("run", "cite")}"/></w:rPr><w:footnoteRef/></w:r>'
        text = _paragraph("note", mark + _text(" ") + "".join(_text(run.text) for run in note))
        self._made.append(f'<w:footnote w:id="{number}">{text}</w:footnote>')
        look = f'<w:rPr><w:rStyle w:val="{style_id("run", "cite")}"/></w:rPr>'
        return f'<w:r>{look}<w:footnoteReference w:id="{number}"/></w:r>'

    def part(self) -> str:
        """word/footnotes.xml."""
        return framed("footnotes.xml", "".join(self._made))


def _block(block: Block, notes: _Notes) -> str:
    if isinstance(block, Line):
        return _paragraph(block.style, inline(block.still) if block.still else _runs(block.runs, notes))
    return _table(block, notes)


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id("paragraph", style)}"/></w:pPr>{runs}</w:p>'


def _runs(runs: Iterable[Run], notes: _Notes) -> str:
    return "".join(notes.add(run.note) if run.note else _text(run.text, run.look) for run in runs)


def _text(text: str, look: str = "") -> str:
    """A run. The hint sets “ ” … — in the Chinese face, which both faces have."""
    named = f'<w:rStyle w:val="{style_id("run", look)}"/>' if look else ""
    return (
        f'<w:r><w:rPr>{named}<w:rFonts w:hint="eastAsia"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(printable(text), quote=False)}</w:t></w:r>'
    )


def printable(text: str) -> str:
    """``text`` without the control characters that no XML file can hold."""
    return _UNPRINTABLE.sub("", text)


def _table(of: Table, notes: _Notes) -> str:
    widths: list[int] = sheet()["columns"][of.style]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = [
        _cell("cell-head", _text(name) if name else "", width)
        for name, width in zip(of.head, widths, strict=True)
    ]
    rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(head)}</w:tr>"]
    for row in of.rows:
        wide = [sum(widths)] if len(row) == 1 else widths
        cells = [
            _cell("cell", _runs(cell, notes), w, len(widths) if len(row) == 1 else 1)
            for cell, w in zip(row, wide, strict=True)
        ]
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="figures"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def _cell(style: str, runs: str, width: int, over: int = 1) -> str:
    span = f'<w:gridSpan w:val="{over}"/>' if over > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraph(style, runs)}</w:tc>"
    )


def _archive(parts: Mapping[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            about = ZipInfo(name, _MADE)
            about.compress_type = ZIP_DEFLATED
            about.create_system = 3
            archive.writestr(about, data)
    return made.getvalue()
