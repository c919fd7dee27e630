"""Figures in what an editor wrote, and whether any source has them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from duibiao.matching.terms import compact

_FIGURE = re.compile(r"\d[\d,，]*(?:\.\d+)?(?:[%％‰]|[多余]?[十百千万亿]*[一-鿿]?)")
"""A number with its scale and the character after it: the unit, or what is counted."""


def unsupported(text: str, sources: Iterable[str]) -> tuple[str, ...]:
    """The figures of ``text``, with their units, that stand in none of ``sources``, as written, each once.

    A figure is supported by the same digits, scale and unit; of what, it does not ask. Numbers in Chinese
    numerals are not looked at.
    """
    pages = [_plain(source) for source in sources]
    found: dict[str, None] = {}
    for match in _FIGURE.finditer(text):
        figure = match.group().rstrip(",，")
        wanted = re.compile(rf"(?<![\d.]){re.escape(_plain(figure))}(?![\d.]\d|\d)")
        if not any(wanted.search(page) for page in pages):
            found[figure] = None
    return tuple(found)


def _plain(text: str) -> str:
    return re.sub(r"(?<=\d)，(?=\d{3})", "", compact(text))
