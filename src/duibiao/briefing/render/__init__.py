"""One ``Brief`` -> web page, Markdown or JSON: the same content in the same order."""

from duibiao.briefing.render.html import render_html
from duibiao.briefing.render.json import render_json
from duibiao.briefing.render.markdown import render_markdown

__all__ = ["render_html", "render_json", "render_markdown"]
