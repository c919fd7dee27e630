"""One ``Verification`` -> a report for a terminal, a web page, or JSON: the same findings, the same order."""

from duibiao.verifying.render.html import render_html
from duibiao.verifying.render.json import render_json
from duibiao.verifying.render.text import render_text

__all__ = ["render_html", "render_json", "render_text"]
