"""Compounds: abbreviations of divisions run together (鄂豫皖, 昆曲) that stand for each of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

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


def compounds(context: Context) -> Iterator[Found]:
    """Runs of two to six abbreviations where nothing but names can stand."""
    letters = _letters(context)
    run = re.compile(f"[{re.escape(''.join(sorted(letters)))}]{{2,}}")
    for match in run.finditer(context.text):
        start = match.start()
        while start < match.end() - 1:
            span = _longest(context, letters, Span(start, min(match.end(), start + LONGEST)))
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


def _longest(context: Context, letters: Letters, run: Span) -> Span | None:
    """The longest compound that begins ``run``, best one before what is done together (昆红|文旅协同)."""
    ends = range(run.end, run.start + 1, -1)
    for end in sorted(ends, key=lambda end: not _TOGETHER.match(context.text, end)):
        if _is_compound(context, letters, Span(run.start, end)):
            return Span(run.start, end)
    return None


def _is_compound(context: Context, letters: Letters, span: Span) -> bool:
    """Whether what stands around a run and what it is made of leave no other reading."""
    text, printed = context.text, span.of(context.text)
    if printed in _NEVER or _of_elsewhere(context, letters, printed):
        return False
    known = context.places(printed)
    if known:
        return known[0].level is Level.COMPOUND and _marked(text, span)
    if all(c in _TRUSTED for c in printed) and len(set(printed)) == span.size:
        together = span.size > 2 or bool(_TOGETHER.match(text, span.end))
        if together and not _inside_words(context, span):
            return True
    if not _starts(text, span.start) or any(
        c in _PLAIN and letters[c] == (PROVINCES.get(c),) for c in printed
    ):
        return False
    upper = sum(all(code.endswith("00") for code in letters[c]) for c in printed)
    if span.size == 2:
        one = all(len(letters[c]) == 1 for c in printed) and printed[0] != printed[1]
        return one and upper == 2 and _pair_ends(context, span)
    counted = Counter(printed)
    paired = span.size % 2 == 0 and set(printed[::2]) == {printed[0]} and len(set(printed[1::2])) > 1
    fit = all(n <= len(letters[c]) for c, n in counted.items())
    if not (fit or paired) or 2 * upper <= span.size or _inside_words(context, span):
        return False
    sure = upper == span.size and (bool(_TOGETHER.match(text, span.end)) or _alone(text, span))
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


def _marked(text: str, span: Span) -> bool:
    """Whether a known compound stands before what divisions do together (打|造成|渝 主轴走廊)."""
    return _starts(text, span.start) and bool(_TOGETHER.match(text, span.end))


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
    return context.word_at(at).start == at


def _no_word(context: Context, span: Span) -> bool:
    """Whether the segmenter found no word of the dictionary in or across ``span``, only characters."""
    at = span.start
    while at < span.end:
        word = context.word_at(at)
        known = word.end - word.start > 1 and rjieba.has_word(context.text[word.start : word.end])
        if known or word.start < span.start or word.end > span.end:
            return False
        at = word.end
    return True


def _inside_words(context: Context, span: Span) -> bool:
    """Whether a longer word covers an end of the run (云南川|西)."""
    first, last = context.word_at(span.start), context.word_at(span.end - 1)
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
