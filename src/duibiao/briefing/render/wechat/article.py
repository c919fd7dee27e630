"""The article as HTML: every style on its element, since the editor drops all others."""

from __future__ import annotations

import re
import tomllib
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import Any

from duibiao.briefing.model import Brief
from duibiao.briefing.pictures.png import Still
from duibiao.briefing.render import wording
from duibiao.briefing.render.blocks import blocks
from duibiao.briefing.render.runs import Block, Line, Run, Table
from duibiao.briefing.render.wechat.narrow import narrow

_FRAME = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
<section style="{style}">
{article}
</section>
</body>
</html>
"""


def render_wechat(brief: Brief) -> str:
    """A page to open, copy and paste; the article is its one section. The same brief gives the same page."""
    article = "\n".join(_block(block) for block in narrow(blocks(brief)))
    title = escape(wording.headline(brief.heading))
    return _FRAME.format(title=title, style=_sheet()["page"], article=article)


def is_article(output: str) -> bool:
    """Whether this is a page that ``render_wechat`` made: it has no style sheet."""
    return output.startswith("<!DOCTYPE html>") and "<style" not in output


@cache
def _sheet() -> dict[str, Any]:
    text = (files("duibiao.briefing.render.wechat") / "styles.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _block(block: Block) -> str:
    if isinstance(block, Line):
        inside = image(block.still) if block.still else _runs(block.runs)
        return f'<p style="{_sheet()["line"][block.style]}">{inside}</p>'
    return _table(block)


def image(of: Still) -> str:
    """The picture in the page itself: the editor takes it over when the article is pasted."""
    data = b64encode(of.data).decode("ascii")
    return (
        f'<img src="data:image/{of.kind};base64,{data}" alt="{escape(of.title)}" style="{_sheet()["image"]}">'
    )


def images(page: str) -> list[str]:
    """The elements of the pictures in a page."""
    return re.findall("<img [^>]*>", page)


def _table(of: Table) -> str:
    head = "".join(_cell("th", "cell-head", escape(name)) for name in of.head)
    rows = "\n".join(
        f"<tr>{''.join(_cell('td', 'cell', _runs(cell)) for cell in row)}</tr>" for row in of.rows
    )
    style = _sheet()["table"][of.style]
    return f'<table style="{style}"><tbody>\n<tr>{head}</tr>\n{rows}\n</tbody></table>'


def _cell(tag: str, style: str, text: str) -> str:
    return f'<{tag} style="{_sheet()["line"][style]}">{text}</{tag}>'


def _runs(runs: Iterable[Run]) -> str:
    """Runs that look alike in one element."""
    made = []
    for look, alike in groupby(runs, key=lambda run: run.look):
        text = escape("".join(run.text for run in alike))
        made.append(f'<span style="{_sheet()["run"][look]}">{text}</span>' if look else text)
    return "".join(made)
