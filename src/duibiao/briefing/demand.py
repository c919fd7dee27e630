"""What the guard says when something does not hold."""

from __future__ import annotations

from duibiao.errors import GuardError

HINT = "没有写出任何文件；请报告这个问题"


def demand(holds: bool, what: str, where: str) -> None:
    """``holds``, or a ``GuardError`` that says what is wrong (in Chinese) and where."""
    if not holds:
        raise GuardError(what, where=where, hint=HINT)
