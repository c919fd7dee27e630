"""An ``Audit`` as a web page, in the style of the briefs."""

from duibiao.briefing.render.audit.chain import render_chain
from duibiao.briefing.render.audit.html import render_html

__all__ = ["render_chain", "render_html"]
