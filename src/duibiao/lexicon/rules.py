"""Rules in one visible ordered list: the first that answers stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def first_answer(rules: Iterable[Callable[P, T | None]], *args: P.args, **kwargs: P.kwargs) -> tuple[T, str]:
    """The first answer that is not ``None`` and the name of the rule that gave it.

    Raises LookupError when no rule answers: a list ends with one that always does.
    """
    for rule in rules:
        answer = rule(*args, **kwargs)
        if answer is not None:
            return answer, getattr(rule, "__name__", "")
    raise LookupError("no rule answers")
