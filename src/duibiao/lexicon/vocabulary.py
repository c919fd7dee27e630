"""Loading vocabulary files from the package."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Group:
    """Words and patterns that mean the same to the logic that uses them."""

    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()

    def regex(self) -> str:
        """One alternation, longest words first, so that the longest match wins."""
        longest_first = sorted(self.words, key=lambda w: (-len(w), w))
        return "(?:" + "|".join([*self.patterns, *map(re.escape, longest_first)]) + ")"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One vocabulary file."""

    about: str
    groups: Mapping[str, Group]
    entries: tuple[Mapping[str, Any], ...] = ()
    rejected: tuple[Mapping[str, str], ...] = field(default=())

    def __getitem__(self, group: str) -> Group:
        return self.groups[group]


@cache
def load(package: str, name: str = "vocabulary.toml") -> Vocabulary:
    """The vocabulary file ``name`` of ``package`` (``duibiao.reading.status``). Raises FileNotFoundError."""
    return parse(files(package).joinpath(name).read_text(encoding="utf-8"))


def parse(toml: str) -> Vocabulary:
    """A vocabulary from its TOML text."""
    raw = tomllib.loads(toml)
    groups = {
        key: Group(tuple(value.get("words", ())), tuple(value.get("patterns", ())))
        for key, value in raw.get("groups", {}).items()
    }
    return Vocabulary(
        about=raw.get("about", ""),
        groups=groups,
        entries=tuple(raw.get("entries", ())),
        rejected=tuple(raw.get("rejected", ())),
    )
