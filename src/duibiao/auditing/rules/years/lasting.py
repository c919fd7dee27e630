"""How long something took, or has gone on, beside when it began and when it ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.misprints import may_lie_in
from duibiao.auditing.figures.page import Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = vocabulary(__package__)
_D = "[0-9０-９〇○零一二三四五六七八九]"
_YEAR = rf"(?<!{_D})(?:[12１２][0-9０-９]{{3}}|一[八九]{_D}{{2}}|二[〇○零]{_D}{{2}})"
_N = "[0-9０-９]{1,3}|[一二两三四五六七八九十]{1,3}"
_SENTENCE = re.compile("[^。；\n]+")
_TOOK = f"(?:{_V['took'].regex()})(?:{_V['how_long'].regex()})*"
_LASTED = re.compile(
    f"{_TOOK}(?P<n>{_N})个?(?P<unit>月|天|年)(?!前|后|计划|规划|期|[以之]?[前后内])|(?<=，)(?P<m>{_N})个?(?P<of>月|天)(?:{_V['for_so_long'].regex()})"
)
_FROM, _TO = (
    re.compile("[从自由于]$"),
    re.compile(f"(?:至|到|时在|[—－-])了?(?:{_V['that_year'].regex()})?$"),
)
_BEGINS = re.compile(f"^[^，。；0-9]{{0,8}}?(?:{_V['begun'].regex()}|起|始|至|到|—|－)")
_STOPS = re.compile(f"^[^，。；0-9]{{0,8}}?(?:{_V['finished'].regex()}|止|结束|交付)")
_EARLY = re.compile(
    f"(?:{_V['set_for'].regex()})[^。；\\n0-9]{{0,8}}?(?P<a>{{M}})月(?P<at>[底初份])?[^。；\\n0-9]{{0,16}}?"
    f"(?:{_V['came_in'].regex()})[^。；\\n0-9]{{0,6}}?(?P<b>{{M}})月(?P<end>[底初份])?[^。；\\n0-9]{{0,16}}?提前(?:了)?(?P<n>{_N})个月".replace(
        "{M}", "1[0-2]|[1-9]|十?[一二三四五六七八九]|十"
    )
)
_MONTH = re.compile(
    f"(?<![0-9０-９一二三四五六七八九十个])(?:(?P<year>{_YEAR})年)?(?P<month>1[0-2]|[1-9]|十?[一二三四五六七八九]|十)月(?:份|(?P<day>3[01]|[12]?[0-9])日)?"
)
_BEGUN, _DONE = _V["begun"].regex(), _V["finished"].regex()
_A_YEAR = re.compile(f"(?P<y>{_YEAR})年")
_ORDER = re.compile(
    f"(?P<a>{_YEAR})年(?:[0-9]{{1,2}}月)?[^，。；、\\n0-9]{{0,8}}?(?:{_BEGUN})[^。；\\n0-9]{{0,8}}?[，、]"
    f"(?P<b>{_YEAR})年(?:[0-9]{{1,2}}月)?[^，。；、\\n0-9]{{0,6}}?(?:{_DONE})"
)
_N_YEARS = re.compile(
    f"(?<![0-9０-９一二两三四五六七八九十第个])(?P<n>{_N})年(?:时间)?(?:，?即|，|（(?:从|自|即)?)(?P<a>{_YEAR})年?(?:[—–~～－-]{{1,2}}|至|到)(?P<b>{_YEAR})年"
)
_AHEAD = re.compile(f"(?:{_V['years_ahead'].regex()})$")
_LEAP, _PLAIN = 2024, 2023
DAYS_MOST = 200
"""Days that nobody would tell of in days."""


def took_so_long(page: Page) -> Iterator[Remark]:
    """4月开工，历时7个月，11月封顶; 2月1日起，3月12日止，40天; 2003年开工，2008年建成，工期五年."""
    text = page.document.text
    for sentence in _SENTENCE.finditer(text):
        said = list(_LASTED.finditer(text, *sentence.span()))
        if len(said) != 1:
            continue
        unit, group = (said[0]["unit"], "n") if said[0]["n"] else (said[0]["of"], "m")
        n = value_of(said[0][group])
        ends = _ends(text, sentence, unit)
        if n is None or len(ends) != 2 or not _are_ends(text, *(m for m, _ in ends)):
            continue
        lengths = _lengths(unit, *ends)
        if lengths:
            marks = [Span(*m.span(g)) for m, g in ((ends[0][0], ends[0][1]), (ends[1][0], ends[1][1]))]
            yield from _length(page, Span(*said[0].span(group)), unit, n, lengths, marks)


def _are_ends(text: str, begin: re.Match[str], end: re.Match[str]) -> bool:
    """Whether the words beside two times say that something began at one and ended at the other."""
    begins = _FROM.search(text, max(0, begin.start() - 1), begin.start()) or _BEGINS.match(
        text[begin.end() : begin.end() + 12]
    )
    stops = _TO.search(text[max(0, end.start() - 4) : end.start()]) or _STOPS.match(
        text[end.end() : end.end() + 12]
    )
    return begins is not None and stops is not None


End = tuple[re.Match[str], str]


def _ends(text: str, sentence: re.Match[str], unit: str) -> Sequence[End]:
    """When something began and ended: the only two years, months or days of a sentence."""
    if unit == "年":
        return [(m, "y") for m in _A_YEAR.finditer(text, *sentence.span())]
    return [(m, "month") for m in _MONTH.finditer(text, *sentence.span())]


def _lengths(unit: str, begin: End, end: End) -> Sequence[Decimal]:
    """How long it may have been: from one to the other, both ends counted or not."""
    if unit == "年":
        first, last = (value_of(m["y"]) for m, _ in (begin, end))
        return _both(last - first) if first is not None and last is not None and last > first else ()
    a, b = begin[0], end[0]
    years = [value_of(m["year"]) if m["year"] else None for m in (a, b)]
    months = [value_of(m["month"]) for m in (a, b)]
    if months[0] is None or months[1] is None or (years[1] is not None and years[0] is None):
        return ()
    over = Decimal(12) * ((years[1] - years[0]) if years[0] is not None and years[1] is not None else 0)
    if unit == "月":
        length = months[1] - months[0] + over
        return _both(length if length > 0 else length + 12)
    days = [value_of(m["day"]) if m["day"] else None for m in (a, b)]
    if days[0] is None or days[1] is None or over:
        return ()
    made = {
        d
        for year in (_LEAP, _PLAIN)
        for d in _days(year, int(months[0]), int(days[0]), int(months[1]), int(days[1]))
    }
    return sorted({Decimal(d) for d in made} | {Decimal(d + 1) for d in made})


def _days(year: int, month: int, day: int, to_month: int, to_day: int) -> Iterator[int]:
    try:
        length = (date(year, to_month, to_day) - date(year, month, day)).days
    except ValueError:
        return
    if 0 < length <= DAYS_MOST:
        yield length


def _both(length: Decimal) -> Sequence[Decimal]:
    return length, length + 1


def _length(
    page: Page,
    span: Span,
    unit: str,
    n: Decimal,
    lengths: Sequence[Decimal],
    marks: Sequence[Span],
    *,
    sure: bool = False,
) -> Iterator[Remark]:
    """The remark on a length; one far off, that no slip of the pen explains, is of something else unless the
    words make it ``sure``.
    """
    right = n in lengths
    near = any(may_lie_in(n, v, v) for v in lengths) or (unit == "年" and abs(n - lengths[0]) % 10 == 0)
    if not right and not near and not sure:
        return
    least, most = lengths[0], lengths[-1]
    note = message(
        "lasted_right" if right else "lasted_wrong",
        least=f"{least}",
        most=f"{most}",
        unit=_told(unit),
        n=span.of(page.document.text),
    )
    formula = "至".join(mark.of(page.document.text) for mark in marks)
    verdict = Verdict.of(right)
    told = sorted([*((mark, "years") for mark in marks), (span, STATED)])
    yield Remark(
        page,
        told,
        verdict,
        span.of(page.document.text) + _told(unit),
        f"{least}–{most}{_told(unit)}",
        formula,
        note,
    )


def _told(unit: str) -> str:
    return "个月" if unit == "月" else unit


def begun_and_done(page: Page) -> Iterator[Remark]:
    """2015年动工、2020年底通车: the end is no earlier than the beginning."""
    for match in _ORDER.finditer(page.document.text):
        a, b = value_of(match["a"]), value_of(match["b"])
        if a is None or b is None:
            continue
        right = b >= a
        formula = f"{match['b']} {'≥' if right else '<'} {match['a']}"
        note = message("ends_right" if right else "ends_turned", formula=formula)
        marks = [(Span(*match.span("a")), "years"), (Span(*match.span("b")), STATED)]
        verdict = Verdict.of(right)
        yield Remark(page, marks, verdict, match["b"], match["a"], formula, note, changes=not right)


def sooner_by(page: Page) -> Iterator[Remark]:
    """原定9月底贯通，实际7月底就完成了，提前两个月."""
    for match in _EARLY.finditer(page.document.text):
        a, b, n = (value_of(match[g]) for g in ("a", "b", "n"))
        if a is None or b is None or n is None:
            continue
        length = a - b if a > b else a - b + 12
        slack = 0 if match["at"] == match["end"] else 1
        lengths = [length + more for more in range(-slack, slack + 1)]
        marks = [Span(*match.span(g)) for g in "ab"]
        yield from _length(page, Span(*match.span("n")), "月", n, lengths, marks)


def years_aside(page: Page) -> Iterator[Remark]:
    """用三年时间（2014—2016年）; 今后五年，即2017年至2021年: both ends counted where it begins with the
    report's own year, else the first may be the one before.
    """
    text = page.document.text
    for match in _N_YEARS.finditer(text):
        n, a, b = (value_of(match[g]) for g in "nab")
        if n is None or a is None or b is None or not 1 < b - a < 2 * n:
            continue
        ahead = _AHEAD.search(text, max(0, match.start() - 6), match.start()) is not None
        lengths = (b - a + 1,) if ahead and a == page.year else _both(b - a)
        marks = [Span(*match.span(g)) for g in "ab"]
        yield from _length(page, Span(*match.span("n")), "年", n, lengths, marks, sure=True)
