"""Names with numbers in them that a report coins and prints again: “六链五群”, “1+2+4+N”, 一圈两带."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.rules.repeated.words import GAP, plain
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.text import Part, Span

_V = vocabulary(__package__)
_NUMERAL = re.compile(r"[一二两三四五六七八九十百千万双]+|\d+")
_QUOTED = re.compile('[“"](?P<name>[^“”"，。；：、·\n]{2,14})[”"]')
_CHAIN = re.compile(r"(?<![\d.+])(?P<name>\d+(?:\+[\dNX]+)+)(?![\d.%])")
_HAN = "(?![一二两三四五六七八九十百千万亿零○点點年月日号次届])[\u4e00-\u9fff]"
_ROW = re.compile(
    f"(?<![第\\d百千万亿零○点點]){{0}}(?P<name>(?:[一二两三四五六七八九十](?:{_HAN}){{1,3}}){{2,4}})(?!{_HAN})"
)
_MANY = re.compile(_V["of_many_sets"].regex())
_AND = "和与及"
_MEASURES = re.compile("[#+个位项批条件大类]")
_CLAUSE = re.compile("[，。；：、\n]")
_NO_HAN = re.compile("[^\u4e00-\u9fff]")
_MARK = r"(?:[［\[〔（(]\d{1,3}[］\]〕）)]|\d{1,3}\s*[.．、](?!\d))"
_TERM = re.compile(rf"\s*(?P<mark>{_MARK})?\s*(?P<term>[^：:。，；\n]{{2,40}}?)\s*[：:]\s*(?P<told>[^\n]+)")
_IN_QUOTES = re.compile('[“"](?P<name>[^“”"]+)[”"]')
FOLLOWING = 2
"""So many characters after two names are the same where both stand for one thing: 51020 先进制造业 and 61020
科技创新 do not. In the corpus two names of which one number differs never have them."""
BEHIND = 6
"""Code points after a name in which they are looked for: quotes and 和“ stand between."""
OWN = 2
"""A name of several numbers with so many characters beside them, measures apart, needs no others after it
(“六链五群”; “四个一批” and “三个一批” are two things)."""
CODE = 3
"""A bare number in quotes (“1650”) has so many digits at least: “十五” is a plan."""
NARROW = 2
"""Names of one number have so many characters beside it at least: “六保” and “三保” are two things."""
PLAIN = 4
"""A term that an annex explains has so many characters beside its numbers where it is looked for without
quotes, or the mark of its note, beside it."""


@dataclass(frozen=True, slots=True)
class _Coined:
    """A name in the text: its words without numbers, its numbers, characters after it, words before."""

    span: Span
    frame: str
    numbers: tuple[str, ...]
    after: str
    before: str = ""


def coined_names(page: Page) -> Iterator[Remark]:
    """A coined name printed again; accused where one of its numbers is another than before."""
    known: dict[str, list[_Coined]] = defaultdict(list)
    for name in _names(page.document.text):
        same = [other for other in known[name.frame] if _one_thing(name, other)]
        known[name.frame].append(name)
        if same:
            yield _told(page, name, same)


def _names(text: str) -> Iterator[_Coined]:
    found = {m.span("name") for pattern in (_QUOTED, _CHAIN, _ROW) for m in pattern.finditer(text)}
    last = 0
    for start, end in sorted(found, key=lambda s: (s[0], -s[1])):
        words = text[start:end]
        numbers = tuple(_NUMERAL.findall(words))
        if start >= last and numbers and _telling(words, numbers):
            after = _NO_HAN.sub("", text[end : end + BEHIND]).lstrip(_AND)[:FOLLOWING]
            before = plain(_CLAUSE.split(text[max(0, start - BEHIND) : start].rstrip("“"))[-1])
            yield _Coined(Span(start, end), _NUMERAL.sub("#", words), numbers, after, before.split(GAP)[-1])
            last = end


def glossed_names(page: Page) -> Iterator[Remark]:
    """［18］五张清单：… of the annex, and “四张清单”［18］ in the text, which has no “五张清单”."""
    text = page.document.text
    notes = [block.span for block in page.document.blocks if block.part is Part.GLOSSARY]
    for note in notes:
        entry = _TERM.match(text, note.start)
        if entry is None:
            continue
        quoted = [Span(*m.span("name")) for m in _IN_QUOTES.finditer(text, *entry.span("term"))]
        for term in quoted or [Span(*entry.span("term"))]:
            name = _Coined(term, "", tuple(_NUMERAL.findall(term.of(text))), "")
            if name.numbers and (_beside(term.of(text)) or term.of(text).isdigit()):
                found = _in_text(text, name, entry["mark"] or "", notes[0].start)
                yield from _glossed(page, name, found, Span(*entry.span("told")))


def _in_text(text: str, term: _Coined, mark: str, end: int) -> Sequence[_Coined]:
    """A term before the annex, whatever its numbers are: with the mark of its note if one has it; a short one
    else in quotes only.
    """
    words = term.span.of(text)
    name = f"({_NUMERAL.pattern})".join(map(re.escape, _NUMERAL.split(words)))
    marked = f'{name}[”"]?[\u4e00-\u9fff]{{0,4}}{re.escape(mark)}' if mark[:1] in "［[〔（(" and mark else ""
    found = list(re.finditer(marked, text[:end])) if marked else []
    if not found:
        found = list(re.finditer(name if _beside(words) >= PLAIN else f'[“"]{name}[”"]', text[:end]))
    return [_Coined(Span(m.start(1), m.end(len(term.numbers))), "", m.groups(), "") for m in found]


def _glossed(page: Page, term: _Coined, found: Sequence[_Coined], items: Span) -> Iterator[Remark]:
    alike = [name for name in found if name.numbers == term.numbers]
    pairs = [[p for p in zip(n.numbers, term.numbers, strict=True) if p[0] != p[1]] for n in found]
    slips = [n for n, apart in zip(found, pairs, strict=True) if len(apart) == 1 and _slip(*apart[0])]
    if alike or len(slips) == 1:
        yield _told(page, (alike or slips)[0], [term], items)


def _telling(words: str, numbers: Sequence[str]) -> bool:
    """Whether a name is long enough to be one thing wherever it is printed."""
    return len(numbers) > 1 or (words.isdigit() and len(words) >= CODE) or _beside(words) >= NARROW


def _beside(words: str) -> int:
    return len(_NUMERAL.sub("", words))


def _one_thing(name: _Coined, other: _Coined) -> bool:
    """Whether two names of one frame are one, but for a slip: by their own words, or by those after them."""
    apart = [(a, b) for a, b in zip(name.numbers, other.numbers, strict=True) if a != b]
    turned = len(apart) == 2 and apart[0] == apart[1][::-1]
    own = len(name.numbers) > 1 and len(_MEASURES.sub("", name.frame)) >= OWN
    most = 2 if own and len(name.numbers) > 2 else 1
    alike = len(name.after) == FOLLOWING and name.after == other.after
    followed = alike and not ("+" in name.frame and _MANY.match(name.after))
    followed = followed or (len(name.before) >= FOLLOWING and name.before == other.before)
    return (len(apart) <= most or turned) and all(_slip(*pair) for pair in apart) and (own or followed)


def _slip(one: str, other: str) -> bool:
    """Numbers in characters may change as they like; of digits only one, or two that change places."""
    if not (one + other).isdigit():
        return True
    different = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    return len(one) == len(other) and (
        len(different) == 1 or (len(different) == 2 and sorted(one) == sorted(other))
    )


def _told(page: Page, name: _Coined, same: Sequence[_Coined], items: Span | None = None) -> Remark:
    """The name against those before, or the last of them; ``items``: what it stands for."""
    alike = [other for other in same if other.numbers == name.numbers]
    stated, other = (one.span.of(page.document.text) for one in (name, (alike or same)[-1]))
    note = message("coined_right" if alike else "coined_wrong", said=stated, other=other)
    marks = [((alike or same)[-1].span, "other"), (name.span, STATED)]
    marks.extend([(items, "items")] if items is not None else [])
    return Remark(page, marks, Verdict.of(bool(alike)), stated, other, stated, note)
