"""What rises and falls: the levels that a sentence puts in a row, for each of several, under one name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Figure, Page, Sentence
from duibiao.auditing.figures.strands import strands
from duibiao.auditing.rules.remarks import moved
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)

_UP, _DOWN = (_V[name].regex() for name in ("up_to", "down_to"))
_ABOUT = _V["just_about"].regex()
_TURNS = re.compile(f"^，?(?:分别)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?{_V['rising'].regex()}?{_ABOUT}?$")
_RISES_TO, _FALLS_TO = (re.compile(f"(?:{words}){_ABOUT}?$") for words in (_UP, _DOWN))
_FROM = re.compile("(?:从|由)[^，。；]{0,30}$|分别[^，。；]{0,8}$")
_LISTED = re.compile("^[、和与及]$")
NAME_LEAST = 4
"""Characters before two figures that are the same where nothing else joins them."""


_ROSE_TO, _FELL_TO = (re.compile(f"(?:{_V[name].regex()}){_ABOUT}?$") for name in ("up_to", "down_to"))
_FEWER = re.compile(f"^[\u4e00-\u9fff]{{2,8}}{_V['made_fewer'].regex()}{_ABOUT}?$")
_ALONE = re.compile(f"(?:^|[，、]){_V['now_again'].regex()}*(?:[\u4e00-\u9fff]{{0,4}})$")
_BEGUN = re.compile("(?:从|由)[^，。；]{0,30}$")
_IN_LIST = re.compile("其中|分别|^[、和与及]$")


def direction_of_each(page: Page) -> Iterator[Remark]:
    """从A和B分别提高到C和D; 由上年分别增长A和B，减为增长C和D: C against A, D against B."""
    for sentence in page.sentences:
        groups = _groups(sentence)
        for before, after in pairwise(groups):
            turn = _TURNS.match(after[0].lead)
            alike = len(before) == len(after) > 1 and len({f.unit for f in (*before, *after)}) == 1
            if turn is None or not alike or not _FROM.search(before[0].lead):
                continue
            for base, end in zip(before, after, strict=True):
                yield moved(base, end, turn["up"] is not None)


def _groups(sentence: Sentence) -> list[list[Figure]]:
    """The figures of a sentence, those together that only 、 or 和 parts."""
    groups: list[list[Figure]] = []
    for figure in sentence.figures:
        if groups and _LISTED.match(figure.lead):
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return groups


def direction_by_name(page: Page) -> Iterator[Remark]:
    """执行加计扣除75%政策，将制造业加计扣除比例提高到100%: what was, and what it comes to, under one name."""
    for sentence in page.sentences:
        for base, end in pairwise(sentence.figures):
            rises, falls = _RISES_TO.search(end.lead), _FALLS_TO.search(end.lead)
            if (rises is None and falls is None) or base.unit != end.unit or base.kind != end.kind:
                continue
            told = base.kind == "share" and not (_RISES_TO.search(base.lead) or _FALLS_TO.search(base.lead))
            if told and _shared(base.lead, end.lead) and not _FROM.search(base.lead):
                yield moved(base, end, rises is not None)


def _shared(one: str, other: str) -> bool:
    """Whether the words just before a figure come again before another."""
    tail = one[-NAME_LEAST:]
    return len(tail) == NAME_LEAST and tail in other and tail.isalpha()


def levels_in_row(page: Page) -> Iterator[Remark]:
    """1978年为35.5元，1979年进一步提高到36.3元; 组织了57户试点，今年扩大到120户; 188个园区整合优化为120个."""
    known = {(s.base.span, s.end.span) for s in strands(page) if s.base is not None and s.end is not None}
    for sentence in page.sentences:
        for base, end in pairwise(sentence.figures):
            if (base.span, end.span) in known or base.unit != end.unit or base.kind != end.kind:
                continue
            rises, falls, fewer = _ROSE_TO.search(end.lead), _FELL_TO.search(end.lead), _FEWER.match(end.lead)
            verb = rises or falls
            told = verb is not None and (not end.links or _ALONE.search(end.lead[: verb.start()]))
            if base.kind not in ("level", "share") or not ((told and not _is_end(base)) or fewer):
                continue
            yield moved(base, end, rises is not None and not fewer)


def _is_end(figure: Figure) -> bool:
    """Whether a level is one that was come to from another, so that the next may be of another subject."""
    return _BEGUN.search(figure.lead) is not None or _IN_LIST.search(figure.lead) is not None
