"""Names whose number is said of them, where the row is short or stands apart: pairs, letters, levels, years.

``named`` reads rows just before a number; here the words themselves say how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duibiao.auditing.claims import Remark
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.page import Page
from duibiao.auditing.rules.named import named_count, short_names
from duibiao.auditing.wording import message
from duibiao.lexicon import load
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

_V = load("duibiao.auditing", "rows.toml")
_N = "(?P<n>(?<![0-9０-９一二两三四五六七八九十百千万亿第])[两二三四五六七八九2-9])"
_NUMERALS = "[两二三四五六七八九十]"
_HAN = "[\u4e00-\u9fff]"
_AND = _V["and"].regex()
_COUNTER = f"(?:{_V['pair_counters'].regex()})"
_NO_PAIR = re.compile(_V["no_pair"].regex())
OFF_MOST = 4
"""A number farther off counts something else."""
PAIR_OFF = 3
"""The same of two names: 五大 of them may be what both have done together."""

_LEVEL = _V["levels"].regex()
_DOUBLE, _ONE_LEVEL, _GRADED = (
    re.compile(_V[name].regex()) for name in ("double_levels", "one_level", "graded")
)
_LEVELS = re.compile(
    f"(?P<items>(?:(?:{_LEVEL})(?:（[^（）]{{1,9}}）)?(?:、|{_AND})?){{2,8}})(?<![、和与及])(?:这)?{_N}(?=级)"
)
_LEVEL_WORD = re.compile(_LEVEL)
_COUNTRIES = re.compile(f"(?P<items>(?:{_HAN}、){{1,8}}{_HAN})(?:这)?{_N}(?=国)")
_YEAR = "[0-9０-９一二三四五六七八九〇○零]{4}年?"
_YEARS = re.compile(
    f"(?P<items>(?:{_YEAR}(?:、|{_AND}))+{_YEAR})(?:这|连续)?(?P<n>[两二三四五六七八九])(?=年(?![代来前后级]))"
)
_FIGURE = "[百分之]{0,3}[0-9０-９.．一二三四五六七八九十点]+[％%万亿千百元吨个户人公斤]{0,5}"
_EACH_YEAR = re.compile(
    f"(?:前|近|过去|后|这){_N}年[^，。；、0-9０-９一二三四五六七八九]{{0,10}}分别[^，。；、0-9０-９一二三四五六七八九]{{0,6}}"
    f"(?P<items>{_FIGURE}(?:(?:、|{_AND}){_FIGURE})+)(?=[，。；]|转为)"
)
_PAIR = re.compile(
    f"(?P<one>{_HAN}{{2,12}}?){_AND}(?P<other>{_HAN}{{2,12}}?)(?P<of>的)?(?:这)?{_N}(?={_COUNTER}{_HAN})"
)
_SIDES = re.compile(f"(?P<items>{_V['both_sides'].regex()}){_N}(?={_COUNTER})")
_LETTERS = re.compile(f"(?P<items>[{''.join(sorted(short_names()))}]{{2,5}}){_N}(?=[个市省地城](?!月))")
_ARE = re.compile(
    f"(?:(?<=[，。；：\\n\u3000])|^)(?P<items>(?:{_HAN}{{2,12}}、)*{_HAN}{{2,12}}?{_AND}{_HAN}{{2,12}}?)"
    f"(?:{_V['copulas'].regex()})[^，。；：、两二三四五六七八九]{{0,16}}?{_N}(?={_COUNTER}[^，。；、的中之]{{2,8}}[，。；])"
)
_TAKEN_AS = re.compile(
    f"[把将以](?P<items>(?:{_HAN}{{2,16}}、)+{_HAN}{{2,16}}(?:{_AND}{_HAN}{{2,16}})?)作为[^，。；：、两二三四五六七八九]{{0,16}}?"
    f"{_N}(?={_COUNTER}{_HAN}{{2}})"
)
_KINDS_OF = re.compile(
    f"(?P<items>(?:{_HAN}{{2,16}}、)+{_HAN}{{2,16}}{_AND}{_HAN}{{2,16}})的“{_N}(?={_COUNTER}{_HAN}{{1,6}}”)"
)
_ASIDE = re.compile(
    f"“{_N}(?P<frame>(?!十|百|千|年|月){_HAN}{{1,6}})”[^，。；（“”]{{0,2}}（(?:即|指|是指)?[：:]?(?P<items>[^（），。；：0-9]+)）"
)
_BUILT_IN = re.compile(
    f"在(?P<items>{_HAN}{{2,5}}(?:[、和]{_HAN}{{2,5}}?){{2,9}})(?:{load('duibiao.auditing')['counting_verbs'].regex()})(?P<n>[0-9]{{1,2}}|{_NUMERALS}{{1,2}})[个座所家处]"
)
_LIST_MARK = re.compile("[一二三四五六七八九十0-9]、")
_NUMERAL = re.compile("[两二三四五六七八九十]")
_SPLIT = re.compile(f"、|{_AND}")


def short_rows(page: Page) -> Iterator[Remark]:
    """国家、省、市三级; 英、葡两国; 国内国际两个市场; 京津两市; 把A、B、C作为三项准则; “两基”（A和B）."""
    text = page.document.text
    taken = [span for made in named_count(page) for span, role in made.marks if role == STATED]
    for pattern, counts in _FORMS:
        for match in pattern.finditer(text):
            n = Span(*match.span("n"))
            if any(n.meets(span) for span in taken):
                continue
            made = _told(page, match, counts(text, match))
            if made is not None:
                taken.append(n)
                yield made


def _told(page: Page, match: re.Match[str], counts: Sequence[int]) -> Remark | None:
    said = value_of(match["n"])
    if said is None or not counts:
        return None
    right = said in counts
    found = min(counts, key=lambda count: abs(count - said))
    if not right and abs(found - said) > OFF_MOST:
        return None
    key = "names_right" if right else "names_wrong"
    names = Span(match.start(), match.end("other")) if match.re is _PAIR else Span(*match.span("items"))
    marks = [(names, "names"), (Span(*match.span("n")), STATED)]
    verdict = Verdict.CONSISTENT if right else Verdict.INCONSISTENT
    note = message(key, n=match["n"], found=str(found))
    return Remark(page, marks, verdict, match["n"], str(found), message("names"), note)


def _levels(text: str, match: re.Match[str]) -> Sequence[int]:
    """One or two for 乡镇 and the like; none where the number is a grade (二级医院)."""
    if _GRADED.match(text, match.end("n")) or match["n"] == "二":
        return ()
    items = _ONE_LEVEL.sub(lambda one: "省" if one.group().startswith("省") else "", match["items"])
    words = _LEVEL_WORD.findall(items)
    double = sum(_DOUBLE.fullmatch(word) is not None for word in words)
    return range(len(words), len(words) + double + 1) if len(words) > 1 else ()


def places_built(page: Page) -> Iterator[Remark]:
    """在易县、蠡县、高阳新建3个牧场: no fewer than there are places."""
    for match in _BUILT_IN.finditer(page.document.text):
        names, said = _SPLIT.split(match["items"]), value_of(match["n"])
        known = all(page.gazetteer.find(name, towns=False) for name in names)
        if said is None or not known or len(names) - said > OFF_MOST or said > len(names):
            continue
        made = _told(page, match, (len(names),))
        if made is not None:
            yield made


def _listed(_: str, match: re.Match[str]) -> Sequence[int]:
    """As many as stand between commas and 和; 和 may also stand in the last name."""
    least = match["items"].count("、") + 1
    most = len(_SPLIT.split(match["items"]))
    return range(least, most + 1) if least > 1 else (most,)


def _strict(_: str, match: re.Match[str]) -> Sequence[int]:
    return (len(_SPLIT.split(match["items"])),)


def _pair(text: str, match: re.Match[str]) -> Sequence[int]:
    """Two, where nothing else is named in the clause and both are built alike or short."""
    one, other, said = match["one"], match["other"], value_of(match["n"])
    begin = max(text.rfind(mark, 0, match.start()) for mark in "，。；：、\n”“）") + 1
    before = text[begin : match.start("one")] + one
    marked = _LIST_MARK.search(text, max(0, begin - 3), begin) is not None
    if (text[begin - 1 : begin] == "、" and not marked) or _NUMERAL.search(before) or _SPLIT.search(before):
        return ()
    if any(_NO_PAIR.search(name) for name in (one, other)) or _NUMERAL.search(other):
        return ()
    alike = (
        len({other[i : i + 2] for i in range(len(other) - 1)} & {one[i : i + 2] for i in range(len(one) - 1)})
        > 0
    )
    even = len(other) <= len(before) <= len(other) + 2
    fits = alike if match["of"] else alike or even or (len(other) <= 2 <= len(before))
    far = said is None or said - 2 > PAIR_OFF
    return (2,) if fits and not far else ()


def _sides(_: str, match: re.Match[str]) -> Sequence[int]:
    return (2,)


def _of_letters(_: str, match: re.Match[str]) -> Sequence[int]:
    """The characters before the number that each name a place (济青烟); one more may be of a word."""
    return range(2, len(match["items"]) + 1)


def _aside(_: str, match: re.Match[str]) -> Sequence[int]:
    """Names in brackets; of two numbers (三河三湖) each may have its own, two characters to a name."""
    other = _NUMERAL.search(match["frame"])
    parts = match["items"].split("、")
    if other is None:
        counts = _listed("", match)
        return counts if counts[-1] > 1 else ()
    if len(parts) == 2 and not any(re.search(_AND, part) for part in parts):
        told = [len(part) / 2 for part in parts]
        said = value_of(other.group())
        return (int(told[0]),) if said == told[1] and told[0].is_integer() else ()
    return ()


_FORMS = (
    (_LEVELS, _levels),
    (_COUNTRIES, _strict),
    (_YEARS, _strict),
    (_EACH_YEAR, _strict),
    (_SIDES, _sides),
    (_LETTERS, _of_letters),
    (_ARE, _listed),
    (_TAKEN_AS, _listed),
    (_KINDS_OF, _listed),
    (_ASIDE, _aside),
    (_PAIR, _pair),
)
"""Forms of rows and how many names each may have, the surest first."""
