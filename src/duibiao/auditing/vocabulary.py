"""The words of one part of the audit: its own file, and the groups that several parts share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from duibiao.lexicon import Group, load


@cache
def vocabulary(package: str) -> Mapping[str, Group]:
    """Groups by name: of ``vocabulary.toml`` beside the modules of ``package``, and the shared ones."""
    return MappingProxyType({**load("duibiao.auditing").groups, **load(package).groups})
