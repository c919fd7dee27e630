"""A brief as Markdown: sources are footnotes, words of a source stand alone in a line, item or cell."""

from __future__ import annotations

import re

from duibiao.briefing.model import Brief
from duibiao.briefing.render.templating import fill


def render_markdown(brief: Brief) -> str:
    """The brief as CommonMark with tables and footnotes; the same brief gives the same text."""
    return re.sub(r"\n{3,}", "\n\n", fill("brief.md", brief)).strip() + "\n"
