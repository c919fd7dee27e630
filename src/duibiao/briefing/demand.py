"""What the guard says when something does not hold, and its look at a slice."""

from __future__ import annotations

from duibiao.errors import GuardError
from duibiao.text import Document, Span

HINT = "没有写出任何文件；请报告这个问题"


def demand(holds: bool, what: str, where: str) -> None:
    """``holds``, or a ``GuardError`` that says what is wrong (in Chinese) and where."""
    if not holds:
        raise GuardError(what, where=where, hint=HINT)


def check_slice(span: Span, text: str, document: Document, what: str, where: str) -> None:
    """``text`` is what stands at ``span``; ``what`` it is, and ``where`` in the brief, for the message."""
    inside = 0 <= span.start < span.end <= len(document.text)
    demand(
        inside and span.of(document.text) == text, f"{what}与原件不符：{text}", f"{where}，{document.name}"
    )
