"""Expected answers written inside example sentences: ``去年<r role=done>建成三座水厂。</r>``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from duibiao.text import Span

_TAG = re.compile(r"<(/?)(\w+)((?:\s+\w+=(?:\"[^\"]*\"|[^\s>]*))*)\s*>")
_ATTRIBUTE = re.compile(r"(\w+)=(?:\"([^\"]*)\"|([^\s>]*))")


@dataclass(frozen=True, slots=True)
class Tagged:
    """An answer: its position in the sentence without tags, its tag's name and attributes."""

    span: Span
    tag: str
    values: dict[str, str] = field(default_factory=dict)


def read(example: str) -> tuple[str, list[Tagged]]:
    """The plain sentence and the answers in it, in order. Raises ValueError for unbalanced tags."""
    text, at = "", 0
    waiting: list[tuple[str, int, dict[str, str]]] = []
    found: list[Tagged] = []
    for match in _TAG.finditer(example):
        text += example[at : match.start()]
        at = match.end()
        closing, tag, attributes = match.groups()
        if not closing:
            values = {key: quoted or bare for key, quoted, bare in _ATTRIBUTE.findall(attributes)}
            waiting.append((tag, len(text), values))
        elif not waiting or waiting[-1][0] != tag:
            raise ValueError(f"unbalanced <{tag}> in {example!r}")
        else:
            tag, start, values = waiting.pop()
            found.append(Tagged(Span(start, len(text)), tag, values))
    if waiting:
        raise ValueError(f"<{waiting[-1][0]}> is not closed in {example!r}")
    return text + example[at:], sorted(found, key=lambda t: t.span)
