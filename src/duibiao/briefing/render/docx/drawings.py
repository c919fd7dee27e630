"""Pictures in a Word document: their files, what names them, and where they stand in the text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from duibiao.briefing.pictures.png import Still
from duibiao.briefing.render.docx.styles import framed
from duibiao.briefing.render.runs import Block, Line

_EMU = 9525
"""A pixel of a page, 1/96 inch, in the unit of Word's drawings: 360 pixels are 95 mm of 156."""
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def picture_parts(made: Iterable[Block]) -> dict[str, bytes]:
    """The parts that a document has for its pictures, by name: the relationships, and a file each."""
    found = {block.still.id: block.still for block in made if isinstance(block, Line) and block.still}
    named = "".join(
        f'<Relationship Id="p-{key}" Type="{_IMAGE}" Target="media/{key}.{of.kind}"/>'
        for key, of in found.items()
    )
    parts = {"word/_rels/document.xml.rels": framed("document_rels.xml", named).encode()}
    return parts | {f"word/media/{key}.{of.kind}": of.data for key, of in found.items()}


def inline(of: Still) -> str:
    """A run that is the picture."""
    name, number = f'"{escape(of.title)}"', int(of.id[:7], 16)
    size = f'cx="{of.width * _EMU}" cy="{of.height * _EMU}"'
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent {size}/><wp:docPr id="{number}" name={name} descr={name}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name={name}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="p-{of.id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
