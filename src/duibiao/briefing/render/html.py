"""A brief as one web page: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from duibiao.briefing.model import Brief
from duibiao.briefing.render.templating import fill


def render_html(brief: Brief) -> str:
    """The page, with ``\\n`` line ends; the same brief gives the same page.

    Words of a source carry ``data-at="N:START-END"`` (source N of the brief, code points of its text),
    numbers of ours ``data-n="NAME"``, rows about a figure or a source ``data-about``: anyone can check the
    page against the documents, and ``duibiao.briefing.guard`` does.
    """
    return fill("brief.html", brief)
