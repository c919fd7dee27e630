"""Boards of one place as a page: no script, nothing loaded from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment

from duibiao.briefing.render import wording
from duibiao.briefing.render.boards import view
from duibiao.briefing.render.templating import environment
from duibiao.ledger.boards import Filled

_BLANK = re.compile(r"\n{3,}")


def render_html(filled: Sequence[Filled]) -> str:
    """The page, with ``\\n`` line ends; the same boards give the same page.

    As in a brief, words of a source carry ``data-at="N:START-END"`` (source N of the page).
    """
    return _fill("boards.html", filled)


def render_markdown(filled: Sequence[Filled]) -> str:
    """The same content in the same order; sources are numbered at the end."""
    return _BLANK.sub("\n\n", _fill("boards.md", filled))


def _fill(template: str, filled: Sequence[Filled]) -> str:
    sources = view.sources(filled)
    numbers = {origin.sha256: n for n, origin in enumerate(sources, 1)}
    told = [view.told(one, numbers) for one in filled]
    return _environment().get_template(template).render(boards=told, sources=sources, place=filled[0].place)


@cache
def _environment() -> Environment:
    made = environment("duibiao.briefing.render.boards")
    made.globals |= {"short_hash": wording.short_hash, "style": view.style()}
    return made
