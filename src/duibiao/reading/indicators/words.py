"""What the readers of noun phrases share: sets of words and of tags."""

from __future__ import annotations

from duibiao.lexicon import load

_V = load("duibiao.reading.indicators")
LEAD, MAIN, KEEP, MEASURED = (
    frozenset(_V[name].words) for name in ("lead", "main_verbs", "keep", "measured_nouns")
)
INSIDE = frozenset(("v", "m", "q", "f", "vd", "r"))
"""Tags that may stand inside a noun phrase, before its last noun."""
VERBAL = frozenset(("v", "vn", "vd"))
EDGE = frozenset(" \t\n\r\u3000，。；：、！？“”（）()—·-")
DOING_MOST = 5
"""Verbs in a row longer than this name what is done (采供对接活动)."""
