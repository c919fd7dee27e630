"""A brief as a Word document with the look of an official one; sources are footnotes."""

from duibiao.briefing.render.docx.drawings import picture_parts
from duibiao.briefing.render.docx.package import pages, printable, render_docx
from duibiao.briefing.render.docx.reading import printed_in

__all__ = ["pages", "picture_parts", "printable", "printed_in", "render_docx"]
