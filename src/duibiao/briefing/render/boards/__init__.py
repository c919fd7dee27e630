"""Filled boards as a web page or Markdown, in the style of the briefs."""

from duibiao.briefing.render.boards.pages import render_html, render_markdown

__all__ = ["render_html", "render_markdown"]
