"""A style sheet held to one element of the page: every selector is put behind that element's."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NOTE = re.compile(r"/\*.*?\*/", re.DOTALL)
_PAGE = re.compile(r"^\s*(:root|html)\b")
_GROUPS = ("@media", "@supports")


def scoped(css: str, inside: str) -> str:
    """``css`` with ``inside`` before every selector; ``body`` and ``main`` become ``inside`` itself.

    Rules of the whole page (``:root``, ``html``) are left out: they are the site's. Rules of pages on paper
    (``@page``) stay. The sheet may hold groups of one level.
    """
    return "".join(_rules(_NOTE.sub("", css), inside))


def _rules(css: str, inside: str) -> Iterator[str]:
    at = 0
    while (opening := css.find("{", at)) >= 0:
        closing = _closing(css, opening)
        head, body = css[at:opening].strip(), css[opening + 1 : closing]
        at = closing + 1
        if head.startswith(_GROUPS):
            yield f"{head}{{{''.join(_rules(body, inside))}}}\n"
        elif head.startswith("@"):
            yield f"{head}{{{body}}}\n"
        elif selectors := [_held(one, inside) for one in _parted(head) if not _PAGE.match(one)]:
            yield f"{','.join(selectors)}{{{' '.join(body.split())}}}\n"


def _closing(css: str, opening: int) -> int:
    depth = 0
    for at in range(opening, len(css)):
        depth += (css[at] == "{") - (css[at] == "}")
        if depth == 0:
            return at
    raise ValueError("a brace is not closed")


def _parted(head: str) -> Iterator[str]:
    """The selectors of a list; commas inside brackets part nothing."""
    depth = last = 0
    for at, char in enumerate(head):
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            yield head[last:at].strip()
            last = at + 1
    yield head[last:].strip()


def _held(selector: str, inside: str) -> str:
    first, rest = re.match(r"(body|main)?(.*)", selector, re.DOTALL).groups()  # type: ignore[union-attr]
    return f"{inside}{rest}" if first else f"{inside} {selector}"
