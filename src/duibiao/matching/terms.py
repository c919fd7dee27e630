"""Terms of a text for lexical matching: words and character bigrams, folded and without place names."""

from __future__ import annotations

import re
from collections.abc import Sequence

import rjieba

from duibiao.text import Span, inside

_FOLD = dict(
    zip(
        ",;:!?()０１２３４５６７８９％" + "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ",
        "，；：！？（）0123456789%" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        strict=True,
    )
)
_FOLDED = re.compile(f"[{re.escape(''.join(_FOLD))}]")
_SPACE = re.compile(r"\s+")
_RUN = re.compile(r"[一-鿿A-Za-z0-9]+")
_WORDLIKE = re.compile(r"[一-鿿A-Za-z]")


def folded(text: str) -> str:
    """The same text, code point for code point, with half-width and full-width forms made one."""
    return _FOLDED.sub(
        lambda m: _FOLD[m[0]], text
    )  # 20 times as fast as str.translate: few letters are folded


def compact(text: str) -> str:
    """Folded, and without any white space: the form in which texts are compared."""
    return _SPACE.sub("", folded(text))


def without(text: str, span: Span, cut: Sequence[Span]) -> str:
    """``span`` of ``text``, folded, a comma for each of the ``cut`` spans inside it (in order of starts)."""
    parts: list[str] = []
    at = span.start
    for i in inside(cut, span):
        if cut[i].start >= at:
            parts += [text[at : cut[i].start], "，"]
            at = cut[i].end
    return compact("".join([*parts, text[at : span.end]]))


def terms(text: str, drop: re.Pattern[str] | None = None) -> list[str]:
    """Words of two or more characters and the bigrams of every run; ``drop`` is cut out first.

    Bigrams carry a leading ``·`` so that a two-character word counts in both spaces: words alone miss
    new names, bigrams alone are noisy (measured on 12 pairs of an editor: together MRR .77, alone .70/.67).
    """
    plain = compact(text)
    if drop is not None:
        plain = drop.sub("，", plain)
    found = [word for word in rjieba.cut(plain) if len(word) > 1 and _WORDLIKE.search(word)]
    for run in _RUN.findall(plain):
        found += ["·" + run[i : i + 2] for i in range(len(run) - 1)]
    return found
