"""Traditional characters are read as if they were simplified: one for one, so that offsets stay."""

from __future__ import annotations

import re

from duibiao.lexicon import load

_V = load("duibiao.reading.script")
_PAIRS = {pair[0]: pair[2] for pair in _V["pairs"].words}
_TABLE = str.maketrans(_PAIRS)
_TELLS = re.compile(f"[{''.join(_V['tells'].words)}]")
_SPACED = re.compile(
    r"(?<![0-9.．,])[0-9](?:(?: [0-9]){1,7}(?: ?[.．] ?[0-9](?: [0-9]){0,3})?|"
    r" [.．] ?[0-9](?: [0-9]){0,3})(?![0-9.．/:])"
)
"""4 9 2 5 0, 1 5 ．3, 0 ．8"""
_SPACED_YEAR = re.compile("[0-9] [0-9] [0-9] [0-9] 年")
"""A document of letter-spaced digits prints its years so."""
_OF_A_YEAR = 4


def simplified(text: str) -> str:
    """``text`` with the characters that the rules know; the same object when it has none but those.

    Letter-spaced digits are set together behind zeros, years behind spaces, so that offsets stay.
    """
    if _SPACED_YEAR.search(text) is not None:
        text = _SPACED.sub(_together, text)
    return text.translate(_TABLE) if _TELLS.search(text) is not None else text


def _together(match: re.Match[str]) -> str:
    digits = match.group().replace(" ", "")
    after = match.string[match.end() : match.end() + 2].lstrip()[:1]
    dated = after in ("月", "日") or (after == "年" and len(digits) == _OF_A_YEAR)
    return digits.rjust(len(match.group()), " " if dated else "0")
