"""Compounds: abbreviations of divisions run together (鄂豫皖, 昆曲) that stand for each of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import rjieba

from duibiao.gazetteer import Level
from duibiao.reading.mentions._context import Context, Found
from duibiao.reading.mentions._lexicon import vocabulary
from duibiao.reading.mentions._lines import CITIES, PROVINCES
from duibiao.reading.model import MentionType
from duibiao.text import Span

_ABOUT = vocabulary("abbreviations.toml")
_TOGETHER = re.compile(_ABOUT["together"].regex())
_MARKS = frozenset(_ABOUT["between_marks"].words)
_BEFORE = frozenset(_ABOUT["before_compound"].words)
_JOINTS = frozenset(vocabulary()["joints"].words)
_NEVER = frozenset(_ABOUT["never"].words)
_PLAIN = frozenset(_ABOUT["plain"].words)
_TRUSTED = frozenset(_ABOUT["run"].words)
_HARBOURS = frozenset("港澳")
LONGEST = 6
"""Code points of the longest run: 武鄂黄黄咸 has five, 沪苏浙皖 with two cities more would have six."""

Letters = Mapping[str, tuple[str, ...]]
"""Character -> adcodes of the divisions that it may stand for."""


def compounds(context: Context, places: Iterable[Found]) -> Iterator[Found]:
    """Runs of two to six abbreviations where nothing but names can stand, none that begins inside a known
    compound."""
    within = {i for f in places if f.level == Level.COMPOUND for i in range(f.span.start + 1, f.span.end)}
    letters = _letters(context)
    shapes: dict[str, Shape | None] = {}
    run = re.compile(f"[{re.escape(''.join(sorted(letters)))}]{{2,}}")
    for match in run.finditer(context.text):
        start = match.start()
        while start < match.end() - 1:
            span = (
                None
                if start in within
                else _longest(context, letters, Span(start, min(match.end(), start + LONGEST)), shapes)
            )
            if span is not None:
                yield from (_found(context, letters, part) for part in _parts(context.text, span))
            start = span.end if span else start + 1


def _letters(context: Context) -> Letters:
    """Cities of the report's province, else provinces, else the one county of the province."""
    counties = {c: (code,) for c, code in context.initials.counties.items() if code and c not in _PLAIN}
    provinces = {c: (PROVINCES[c],) for c in _TRUSTED if c in PROVINCES}
    home = context.province[:2] or "-"
    usual = {c: (code,) for c, code in CITIES.items() if code.startswith(home)}
    every = {**counties, **provinces, **context.initials.several, **usual}
    return {c: codes for c, codes in every.items() if c not in _JOINTS}


def _longest(context: Context, letters: Letters, run: Span, shapes: dict[str, Shape | None]) -> Span | None:
    """The longest compound that begins ``run``, best one before what is done together (昆红|文旅协同)."""
    text = context.text
    possible: list[tuple[int, Shape]] = []
    for end in range(run.end, run.start + 1, -1):
        printed = text[run.start : end]
        if printed not in shapes:
            shapes[printed] = _shape(context, letters, printed)
        if (shape := shapes[printed]) is not None:
            possible.append((end, shape))
    if not possible:
        return None
    starts = _starts(text, run.start)
    if len(possible) > 1:
        possible.sort(key=lambda item: not _TOGETHER.match(text, item[0]))
    spans = ((Span(run.start, end), shape) for end, shape in possible)
    return next((span for span, shape in spans if _is_compound(context, span, shape, starts=starts)), None)


class Shape(NamedTuple):
    """What a run of letters that may be a compound is by itself. ``upper``: all stand for provinces and
    cities only; ``free``: it may also stand by what is around it, not only by its trusted letters."""

    compound: bool
    trusted: bool
    upper: bool
    free: bool


def _shape(context: Context, letters: Letters, printed: str) -> Shape | None:
    """``None`` when the letters are none wherever they stand."""
    known = context.places(printed)
    if printed in _NEVER or _of_elsewhere(context, letters, printed):
        return None
    if known:
        return Shape(True, False, False, False) if known[0].level is Level.COMPOUND else None
    counted, size = Counter(printed), len(printed)
    trusted = all(c in _TRUSTED for c in counted) and len(counted) == size
    plain = any(c in _PLAIN and letters[c] == (PROVINCES.get(c),) for c in counted)
    upper = sum(all(code.endswith("00") for code in letters[c]) for c in printed)
    if size == 2:
        fit = upper == 2 and len(counted) == 2 and all(len(letters[c]) == 1 for c in printed)
    else:
        paired = size % 2 == 0 and set(printed[::2]) == {printed[0]} and len(set(printed[1::2])) > 1
        fit = 2 * upper > size and (paired or all(n <= len(letters[c]) for c, n in counted.items()))
    free = fit and not plain
    return Shape(False, trusted, upper == size, free) if trusted or free else None


def _is_compound(context: Context, span: Span, shape: Shape, *, starts: bool) -> bool:
    """Whether what stands around a run and what it is made of leave no other reading. ``starts``: whether a
    name may begin there."""
    text = context.text
    if shape.compound:  # 打|造成|渝 主轴走廊
        return starts and bool(_TOGETHER.match(text, span.end))
    if shape.trusted:
        together = span.size > 2 or bool(_TOGETHER.match(text, span.end))
        if together and not _inside_words(context, span):
            return True
    if not (starts and shape.free):
        return False
    if span.size == 2:
        return _pair_ends(context, span)
    if _inside_words(context, span):
        return False
    sure = shape.upper and (bool(_TOGETHER.match(text, span.end)) or _alone(text, span))
    return sure or (_no_word(context, span) and _ends(context, span.end))


def _alone(text: str, span: Span) -> bool:
    """“武鄂黄黄咸”, 济青烟3个: in quotation marks, or before a number."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return before + after == "“”" or after.isdigit()


def _of_elsewhere(context: Context, letters: Letters, printed: str) -> bool:
    """许港 in a report of 河南: of cities only those of 广东 stand with 港 (there an airport) or 澳."""
    cities = any(letters[c] != (PROVINCES.get(c),) for c in printed)
    return cities and context.province[:2] != "44" and not _HARBOURS.isdisjoint(printed)


def _starts(text: str, at: int) -> bool:
    """Whether a word or mark ends before ``at``, so that a name may begin."""
    before = text[at - 1 : at]
    other = not "\u4e00" <= before <= "\u9fff"
    return other or before in _BEFORE or any(rjieba.has_word(text[max(0, at - n) : at]) for n in (2, 3, 4))


def _pair_ends(context: Context, span: Span) -> bool:
    """昆曲工业协同; 投运烟威、; 、济青1.5小时."""
    text = context.text
    if _TOGETHER.match(text, span.end):
        return True
    after, before = text[span.end : span.end + 1], text[span.start - 1 : span.start]
    closed = after in _MARKS or (after.isdigit() and before in _BEFORE)
    return closed and not rjieba.has_word(span.of(text)) and _no_word(context, span)


def _ends(context: Context, at: int) -> bool:
    """Whether a name may end at ``at``: before a mark, a number, a word, what is done together."""
    after = context.text[at : at + 1]
    if not "\u4e00" <= after <= "\u9fff" or after in _MARKS or _TOGETHER.match(context.text, at):
        return True
    return context.words.at(at).start == at


def _no_word(context: Context, span: Span) -> bool:
    """Whether the segmenter found no word of the dictionary in or across ``span``, only characters."""
    at = span.start
    while at < span.end:
        word = context.words.at(at)
        known = word.end - word.start > 1 and rjieba.has_word(context.text[word.start : word.end])
        if known or word.start < span.start or word.end > span.end:
            return False
        at = word.end
    return True


def _inside_words(context: Context, span: Span) -> bool:
    """Whether a longer word covers an end of the run (云南川|西)."""
    first, last = context.words.at(span.start), context.words.at(span.end - 1)
    return first.start < span.start or last.end > span.end


def _parts(text: str, span: Span) -> list[Span]:
    """昆曲|昆楚: pairs that begin alike are compounds of their own."""
    printed = span.of(text)
    if span.size > 2 and span.size % 2 == 0 and set(printed[::2]) == {printed[0]} != set(printed[1::2]):
        return [Span(at, at + 2) for at in range(span.start, span.end, 2)]
    return [span]


def _found(context: Context, letters: Letters, span: Span) -> Found:
    printed = span.of(context.text)
    known = context.places(printed)
    if known and known[0].level is Level.COMPOUND:
        name, adcodes = known[0].name, known[0].within
    else:
        name, adcodes = printed, _adcodes(letters, printed)
    why, level = "abbreviations: " + "、".join(printed), Level.COMPOUND.value
    return Found(span, MentionType.PLACE, "compounds", why, name, "", adcodes, level)


def _adcodes(letters: Letters, printed: str) -> tuple[str, ...]:
    """Codes of the letters; all provinces where all can be; what a letter leaves open is left out."""
    if all(c in PROVINCES for c in printed):
        return tuple(PROVINCES[c] for c in printed)
    counted = Counter(printed)
    codes = [code for c in counted for code in letters[c] if counted[c] == len(letters[c])]
    return tuple(dict.fromkeys(codes))
