"""Files that carry no marks of where their words stand: Word documents and WeChat articles.

Both are set from ``render.blocks``. Here the blocks are checked as the page is, unit by unit, and then what
can be read in the file is held against the blocks, paragraph by paragraph and note by note.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Protocol

from duibiao.briefing.demand import HINT, demand
from duibiao.briefing.printed import Unit, article_lines, plain
from duibiao.briefing.render import wording
from duibiao.briefing.render.blocks import blocks
from duibiao.briefing.render.docx import pages, picture_parts, printable, printed_in
from duibiao.briefing.render.runs import Line, lines, notes, units
from duibiao.briefing.render.wechat import image, images, is_article, narrow
from duibiao.errors import GuardError

if TYPE_CHECKING:
    from duibiao.briefing.model import Brief

__all__ = ["check_article", "check_docx", "is_article"]


class Traces(Protocol):
    """What the guard offers: the brief, and a look at units."""

    brief: Brief

    def check_units(self, units: Iterable[Unit], where: str) -> None:
        """Every unit resolves, or a ``GuardError``."""


def check_docx(checked: Traces, output: bytes) -> None:
    """Body, footnotes, header and properties of a Word document say what the checked blocks say."""
    made = pages(blocks(checked.brief))
    checked.check_units(units(made), "Word")
    try:
        inside = printed_in(output, picture_parts(made))
    except ValueError as error:
        raise GuardError(f"不是完整的文档：{error}", where="Word", hint=HINT) from error
    title = wording.headline(checked.brief.heading)
    _same(lines(made), inside.body, "Word 正文")
    _same(notes(made), inside.notes, "Word 脚注")
    _same([title], inside.header, "Word 页眉")
    demand(title in inside.properties, "标题与简报不符", "Word 属性")
    demand(not inside.others, f"多出了文字：{'、'.join(inside.others)}", "Word")


def check_article(checked: Traces, output: str) -> None:
    """A WeChat article says what the checked blocks say."""
    made = narrow(blocks(checked.brief))
    checked.check_units(units(made), "微信")
    _same([wording.headline(checked.brief.heading), *lines(made)], article_lines(output), "微信")
    drawn = {image(block.still) for block in made if isinstance(block, Line) and block.still}
    demand(set(images(output)) == drawn, "图与简报不符", "微信")


def _same(wanted: Sequence[str], found: Sequence[str], where: str) -> None:
    pairs = zip_longest(_printed(wanted), _printed(found), fillvalue="")
    for number, (ours, read) in enumerate(pairs, 1):
        demand(ours == read, f"与简报不符：{read or '（缺）' + ours}", f"{where}第{number}个非空段")


def _printed(texts: Iterable[str]) -> list[str]:
    return [text for text in (plain(printable(text)) for text in texts) if text]
