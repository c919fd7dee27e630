"""Which local sentence stands under which passage: each once, where it answers best."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from duibiao.matching import confidence
from duibiao.matching.closeness import NAME_WEIGHT
from duibiao.matching.duplicates import letters, originals, same_sentence, to_the_letter
from duibiao.matching.model import Copy, Evidence, Role
from duibiao.matching.runs import ABOUT, Answer
from duibiao.matching.told import Told
from duibiao.matching.work import Work
from duibiao.reading.outlook import Direction
from duibiao.text import Span

ROLE_MOST = 4
"""Most sentences of one role under one passage from one document."""
ANSWER_MOST = 12
"""Most sentences under one passage, whatever the material: nobody reads more. The dev brief has up to 8."""
SCORE_LEAST = 0.15
SCORE_SHARE, GUEST_SHARE = 0.3, 0.5
"""A local sentence must score this much, and this share of the passage's best one; more where its item is
closer to another passage. Of the judged sentences, 0 of 3 below .15 answer."""
PLACE_WEIGHT, INDICATOR_WEIGHT, PERIOD_WEIGHT = 0.1, 0.05, 0.03
"""What it counts when passage and sentence name the same county or zone of the place, the same indicator, and
when a passage that looks back meets something done, or one that looks ahead a plan."""
ABOUT_FACTOR = 1.5
"""By how much closeness counts for more where the passage names the place or something in it: what is said of
the place itself is answered first."""
CROWDED = 0.85
"""What a passage that has evidence already counts less for one more sentence: without it (1.0) all sentences
of a note gather under one of the passages on its subject. From .7 to .9 the 12 dev pairs come out alike."""
_FITS = {(Direction.BACK, Role.DONE), (Direction.AHEAD, Role.PLAN)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may stand under an answer. ``key``: document used and index of the sentence."""

    answer: int
    key: tuple[int, int]
    role: Role
    score: float


@dataclass(frozen=True, slots=True)
class Assigned:
    """For every answer its evidence in order, and the answers where more of what answers it stands."""

    evidence: list[tuple[Evidence, ...]]
    see: list[tuple[int, ...]]


def assign(work: Work, answers: Sequence[Answer]) -> Assigned:
    """Every sentence under the one answer that it fits best."""
    candidates = [c for i, answer in enumerate(answers) for c in _fit(work, i, answer)]
    first_of = _first_of(work, candidates)
    options: dict[tuple[int, int], dict[int, Candidate]] = defaultdict(dict)
    for c in candidates:
        rival = options[first_of[c.key]].get(c.answer)
        if rival is None or c.score > rival.score:
            options[first_of[c.key]][c.answer] = replace(c, key=first_of[c.key])
    chosen: list[list[Candidate]] = [[] for _ in answers]
    see: list[Counter[int]] = [Counter() for _ in answers]
    stands: dict[tuple[int, int], int] = {}
    for key in _in_turn(work, options):
        best = _best(_beside(work, key, options[key], stands), chosen)
        if best is None:
            continue
        stands[key] = best.answer
        chosen[best.answer].append(best)
        for other in options[key].keys() - {best.answer}:
            see[other][best.answer] += 1
    copies = _copies(first_of)
    made = [
        tuple(_evidence(work, c, copies.get(c.key, [])) for c in sorted(found, key=lambda c: c.key))
        for found in chosen
    ]
    return Assigned(made, [tuple(i for i, _ in counted.most_common()) for counted in see])


def _in_turn(work: Work, options: Mapping[tuple[int, int], Mapping[int, Candidate]]) -> list[tuple[int, int]]:
    """The surest sentences first; those that lean on the sentence before them last, in reading order."""

    def turn(key: tuple[int, int]) -> tuple[bool, float, tuple[int, int]]:
        leans = work.told(key[0])[key[1]].leans
        return leans, 0 if leans else -max(c.score for c in options[key].values()), key

    return sorted(options, key=turn)


def _beside(
    work: Work, key: tuple[int, int], options: dict[int, Candidate], stands: Mapping[tuple[int, int], int]
) -> dict[int, Candidate]:
    """A sentence that leans on the one before it stands where that one does, when it may."""
    used, index = key
    before = stands.get((used, index - 1))
    if before in options and work.told(used)[index].leans:
        return {before: options[before]}
    return options


def _best(options: dict[int, Candidate], chosen: Sequence[Sequence[Candidate]]) -> Candidate | None:
    """The answer where the sentence fits best and finds room."""
    room = [
        c
        for c in options.values()
        if len(chosen[c.answer]) < ANSWER_MOST
        and sum(o.role is c.role and o.key[0] == c.key[0] for o in chosen[c.answer]) < ROLE_MOST
    ]
    return max(room, key=lambda c: (c.score * (CROWDED if chosen[c.answer] else 1), -c.answer), default=None)


def _fit(work: Work, at: int, answer: Answer) -> list[Candidate]:
    """The sentences that come up to what is asked of an answer."""
    found = {item: _candidates(work, at, item, answer.passages) for item in answer.items}
    best = max((c.score for several in found.values() for c in several), default=0.0)
    fit: list[Candidate] = []
    for item, closest in answer.items.items():
        least = max(SCORE_LEAST, (SCORE_SHARE if closest else GUEST_SHARE) * best)
        fit += [c for c in found[item] if c.score >= least]
    return fit


def _candidates(work: Work, at: int, item: int, passages: Sequence[int]) -> list[Candidate]:
    made: list[Candidate] = []
    columns = list(passages)
    about = any(reason.kind in ABOUT for i in passages for reason in work.why[i])
    factor = ABOUT_FACTOR if about else 1.0
    for row in work.rows[item]:
        chunk = work.local.chunks[row]
        around = float(work.close.lexical[row, columns].max())
        told = work.told(chunk.used)
        for one in (told[i] for i in chunk.sentences if i in told):
            own = float(work.closeness_of(chunk.used, one)[columns].max())
            score = factor * (around + own) / 2 + _in_common(work, one, passages)
            made.append(Candidate(at, (chunk.used, one.index), one.role, round(score, 4)))
    return made


def _in_common(work: Work, told: Told, passages: Sequence[int]) -> float:
    """What shared programmes, projects, organisations, places, indicators and periods count."""
    names = any(told.names & work.names[i] for i in passages)
    places = any(told.places & work.places[i] for i in passages)
    indicators = any(told.indicators & work.indicators[i] for i in passages)
    period = any((work.directions[i], told.role) in _FITS for i in passages)
    return (
        NAME_WEIGHT * names + PLACE_WEIGHT * places + INDICATOR_WEIGHT * indicators + PERIOD_WEIGHT * period
    )


def _first_of(work: Work, candidates: Sequence[Candidate]) -> dict[tuple[int, int], tuple[int, int]]:
    """Every sentence -> the first that says the same with the same figures."""
    keys = sorted({c.key for c in candidates})
    texts = [_span(work, key).of(work.local.used[key[0]].document.text) for key in keys]
    first = originals([letters(text) for text in texts])
    return {
        key: keys[first[i]] if same_sentence(texts[i], texts[first[i]]) else key for i, key in enumerate(keys)
    }


def _copies(first_of: dict[tuple[int, int], tuple[int, int]]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    copies: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for key, first in first_of.items():
        if key != first:
            copies[first].append(key)
    return copies


def _span(work: Work, key: tuple[int, int]) -> Span:
    used, index = key
    return work.local.used[used].document.sentences[index].span


def _evidence(work: Work, candidate: Candidate, copies: Sequence[tuple[int, int]]) -> Evidence:
    used = work.local.used[candidate.key[0]]
    span = _span(work, candidate.key)
    also = list(used.copies.get(candidate.key[1], ()))
    for key in copies:
        other = work.local.used[key[0]]
        if to_the_letter(span.of(used.document.text), _span(work, key).of(other.document.text)):
            also += [Copy(other.document.name, _span(work, key), other.number), *other.copies.get(key[1], ())]
    once = {copy.doc: copy for copy in reversed(also) if copy.doc != used.document.name}
    score = Decimal(f"{candidate.score:.2f}")
    return Evidence(
        used.document.name,
        span,
        span.of(used.document.text),
        candidate.role,
        score,
        used.number,
        tuple(sorted(once.values(), key=lambda c: c.source)),
        confidence.answers(score),
    )
