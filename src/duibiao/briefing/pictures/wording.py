"""The words of pictures (``wording.toml``)."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_SAID: dict[str, str] = tomllib.loads(
    (files("duibiao.briefing.pictures") / "wording.toml").read_text(encoding="utf-8")
)["said"]


def said(name: str) -> str:
    """The sentence or label of that name; ``{…}`` in it is for the caller to fill."""
    return _SAID[name]
