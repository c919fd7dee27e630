"""Traditional characters are read as if they were simplified: one for one, so that offsets stay."""

from __future__ import annotations

import re

from duibiao.lexicon import load

_V = load("duibiao.reading.script")
_PAIRS = {pair[0]: pair[2] for pair in _V["pairs"].words}
_TABLE = str.maketrans(_PAIRS)
_TELLS = re.compile(f"[{''.join(_V['tells'].words)}]")


def simplified(text: str) -> str:
    """``text`` with the characters that the rules know; the same object when it has no traditional ones."""
    return text.translate(_TABLE) if _TELLS.search(text) is not None else text
