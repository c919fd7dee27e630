"""What stands before a count and is no name of it: who has, does or gives something to what is counted."""

from __future__ import annotations

import re

from duibiao.lexicon import load
from duibiao.reading.frame import Frame
from duibiao.reading.indicators.phrases import acts, begins_with_a_verb, only_places
from duibiao.reading.predicates.logic import ROLE

_V = load("duibiao.reading.indicators")
_HAS, _SERVES = frozenset(_V["has"].words), re.compile(_V["serves"].regex())
_BOUND_WORDS = ("approx", "min", "max")


def done_to_what_is_counted(f: Frame, named: str) -> bool:
    """地方有十四个项目, 行动吸纳8万人, 新增荆州、孝感2个城市: what stands before is no name of it."""
    return has(f) or described(f) or serves(f) or acts(named) or only_places(named)


def has(f: Frame) -> bool:
    """地方有十四个建设项目: who has them is no name of what is counted."""
    return f.predicate.word in _HAS and not begins_with_a_verb(f.text, f.end_after)


def serves(f: Frame) -> bool:
    """保险为9万家企业提供保障: whom something is done for is counted, not what does it."""
    words = [word for word in f.predicate.words if ROLE[word] not in _BOUND_WORDS]
    return words[:1] == ["为"] and _SERVES.match(f.text, f.end_after, f.close) is not None


def described(f: Frame) -> bool:
    """符合政策的约8000万纳税人: a description ends with 的 before what is counted."""
    words = [word for word in f.predicate.words if ROLE[word] not in _BOUND_WORDS]
    return words == ["的"] or (not words and f.subject.endswith(("的", "等")))
