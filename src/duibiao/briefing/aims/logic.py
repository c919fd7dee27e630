"""Tell an aim (产值突破500亿元) from what a plan consists of (建设抽水蓄能电站两座)."""

from __future__ import annotations

import re

from duibiao.lexicon import load
from duibiao.reading.model import Bound, Statement, StatementKind
from duibiao.text import Document

_WORDS = load("duibiao.briefing.aims")
_AIMS = re.compile(_WORDS["aims"].regex() + "[约近超]?$")
_CLAUSE_INSIDE = re.compile(_WORDS["clause"].regex())
AIM_MOST = 8
"""Code points before a figure in which the word stands that makes it an aim."""


def is_aim(figure: Statement, document: Document) -> bool:
    """Whether a planned figure of ``document`` says how far something is to get: 达到, 以上, 增长."""
    if not figure.indicator or _CLAUSE_INSIDE.search(figure.indicator):
        return False
    if figure.kind in (StatementKind.GROWTH, StatementKind.SHARE) or figure.bound is Bound.MIN:
        return True
    before = document.text[max(figure.sentence_span.start, figure.span.start - AIM_MOST) : figure.span.start]
    return _AIMS.search("".join(before.split())) is not None
