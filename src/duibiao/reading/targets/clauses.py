"""The clauses of a line of targets, and those that set no number."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from duibiao.lexicon import first_answer, load
from duibiao.reading.targets.model import Form, Relation, Says, Tie, Word
from duibiao.text import Span, trimmed

_V = load("duibiao.reading.targets")
_STRETCH, _COMMENT, _CONDITION, _DIGIT, _OWN = (
    re.compile(_V[name].regex()) for name in ("stretch", "comment", "condition", "digit", "own_economy")
)
_CUT = re.compile(f"[，；。！？,;!?]|、(?={_STRETCH.pattern}|[高快]于)")
_LEAD = re.compile(_V["lead"].regex())
_TAIL = re.compile(_V["subject_tail"].regex() + r"\Z")
_TIES = tuple(
    (relation, tuple(re.compile(p + r"\Z") for p in _V[relation.value].patterns))
    for relation in (Relation.ROUGHLY_IN_STEP, Relation.IN_STEP, Relation.ABOVE, Relation.ASSIGNED)
)
_HOW = f"{_V['adverb'].regex()}*{_V['state'].regex()}|{_V['adverb'].regex()}+{_V['moves'].regex()}"
_STATE = re.compile(rf"(?P<subject>.{{2,36}}?)(?P<how>{_HOW})\Z")


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """A clause that sets no number. An empty ``subject`` is that of the clause before."""

    form: Form
    subject: Span
    words: Word
    tie: Tie | None


Answer = Unnumbered | Literal[False] | None


def clauses(text: str, span: Span) -> list[Span]:
    """The clauses of ``span``, without the marks between them and what only leads into them."""
    made: list[Span] = []
    start = span.start
    for match in (*_CUT.finditer(text, *span), None):
        end = match.start() if match else span.end
        clause = trimmed(text, start, end)
        lead = _LEAD.match(text, *clause) if stretch(text, clause) is None else None
        made.append(Span(lead.end(), clause.end) if lead else clause)
        start = match.end() if match else end
    return [clause for clause in made if clause.size > 1]


def stretch(text: str, clause: Span) -> Word | None:
    """在实际工作中努力争取更好结果: more is wanted than the number before it."""
    match = _STRETCH.fullmatch(text, *clause)
    return Word(match.group(), Span(*match.span()), Says.STRETCH) if match else None


def unnumbered(text: str, clause: Span) -> Unnumbered | None:
    """What a clause sets that has no number, ``None`` when it sets nothing."""
    answer, _rule = first_answer(RULES, text, clause)
    return answer if isinstance(answer, Unnumbered) else None


def comment(text: str, clause: Span) -> Answer:
    """这是必要的; 在优化结构的基础上; a clause with a figure."""
    if _COMMENT.match(text, *clause) or _CONDITION.match(text, *clause) or stretch(text, clause):
        return False
    return False if _DIGIT.search(text, *clause) else None


def tied(text: str, clause: Span) -> Answer:
    """居民收入增长与经济增长同步; 完成国家下达任务."""
    for relation, patterns in _TIES:
        for pattern in patterns:
            match = pattern.match(text, *clause)
            if match is not None:
                how = Word(match["how"], Span(*match.span("how")), Says.RELATION)
                own = _OWN.fullmatch(match["to"]) is not None and relation is not Relation.ASSIGNED
                tie = Tie(relation, match["to"], Span(*match.span("to")), own)
                return Unnumbered(Form.TIED, _subject(text, Span(*match.span("subject"))), how, tie)
    return None


def in_words(text: str, clause: Span) -> Answer:
    """国际收支保持基本平衡; 进出口总额稳量提质."""
    match = _STATE.match(text, *clause)
    if match is None:
        return None
    how = Word(match["how"], Span(*match.span("how")), Says.STATE)
    return Unnumbered(Form.WORDS, _subject(text, Span(*match.span("subject"))), how, None)


def nothing(text: str, clause: Span) -> Answer:
    """Any other clause."""
    return False


RULES: tuple[Callable[[str, Span], Answer], ...] = (comment, tied, in_words, nothing)
"""Asked in this order; the first answer stands."""


def _subject(text: str, span: Span) -> Span:
    """居民收入 of 居民收入增长: what is to grow."""
    tail = _TAIL.search(text[slice(*span)])
    return Span(span.start, span.start + tail.start()) if tail and tail.start() > 1 else span
