"""Rows joined to their number by a mark or a word: “A、B”三大…, A、B的三项…, “两基”（A和B）, 把A、B作为…"""

from __future__ import annotations

import re
from collections.abc import Sequence

from duibiao.auditing.figures.page import Page
from duibiao.auditing.rules.names.rows import AND, Form, Row, every
from duibiao.auditing.vocabulary import vocabulary
from duibiao.reading.quantities.numerals import value_of

_V = vocabulary(__package__)
_HAN = "[\u4e00-\u9fff]"
_N = "[双两二三四五六七八九十]"
_TOGETHER_WORDS = _V["go_together"].regex()
NEAR = 2
"""A number farther off is of something else."""
LETTERS_NEAR, WORD_NEAR = 3, 4
"""The same of letters and characters, which are counted one by one; of what a word joins to its number."""
_BETWEEN = "(?:“[^“”、，。]{1,8}”)?[^，。；：、“”（）\n]{2,30}"
LONG_ROW = 5
"""Of so many names a number that is off by one at most is meant."""
_COUNTERS = f"(?:{_V['named_counters'].regex()})"
_SET_NOUNS = _V["set_nouns"].regex()
_KIND = f"(?:{_COUNTERS}{_HAN}|{_HAN}(?={_TOGETHER_WORDS})|{_SET_NOUNS})"
_QUOTED_SET = re.compile(
    f"(?P<items>{_BETWEEN}(?:、{_BETWEEN}){{2,9}})(?<!等)(?P<open>等)?“(?P<n>{_N}){_KIND}"
)
_QUOTED_ROW = re.compile(
    f"“(?P<items>[^“”。；\n]{{2,24}}(?:[、，][^“”。；\n、，]{{2,24}}){{2,9}})”(?P<open>等)?的?(?P<n>{_N}){_KIND}"
)
_PLAIN = "[^，。；：、“”（）\n的]"
_ROW_OF = re.compile(
    f"(?<![^，。；：“”（）\\n的])(?P<items>{_PLAIN}{{2,40}}(?:(?:、{_PLAIN}{{2,20}})+(?:和{_PLAIN}{{2,12}})|(?:、{_PLAIN}{{2,20}}){{2,9}}))"
    f"的(?P<n>{_N})[大项个](?P<what>{_HAN}{{2,8}})"
)
_QUOTES = re.compile(
    f"(?<![、和与及”])(?P<items>(?:“[^“”，。；]{{1,16}}”、?){{2,10}})(?P<open>等)?(?P<n>{_N})(?={_COUNTERS}{_HAN}|{_SET_NOUNS})"
)
_PRIZES = re.compile(_V["prizes"].regex())
_LETTERS = re.compile(
    f"(?<!”)“(?P<items>(?:(?!{_N}){_HAN}){{3,9}})”等?(?P<n>{_N})(?:大|类|个(?={_HAN}{{2}}))"
)
_CHARS = re.compile(f"“(?P<items>{_HAN}[{_HAN[1:-1]}、，]{{2,30}})”的?(?P<n>{_N}{{1,2}}|[0-9]{{1,2}})个?字")
_EACH_OF = re.compile(f"(?P<items>{_HAN}{{2,6}}(?:、{_HAN}{{2,6}})+)各[^，。；]{{0,3}}(?P<n>{_N})分之一")
_ENDS_ALL = re.compile(
    f"(?P<items>(?:{_HAN}{{2}}){{3,8}})“?(?P<n>{_N})(?P<word>{_HAN})”?(?:{_TOGETHER_WORDS})"
)
_MADE = re.compile(
    f"(?P<items>{_HAN}{{2,12}}(?:[、和与及]{_HAN}{{2,12}}){{2,9}})”?(?P<n>{_N})(?P<word>{_HAN})(?={_TOGETHER_WORDS})"
)
_THESE = re.compile(f"(?P<items>{_HAN}{{2,8}}(?:、{_HAN}{{2,8}}){{2,9}})。这(?P<n>{_N})[条个项句点件者]")
_TAKEN = re.compile(
    f"“?(?P<n>{_N})[件大项个]{_HAN}{{2,5}}”?{_HAN}{{2,14}}。{_HAN}{{0,6}}把(?P<items>[^，。；]+、[^，。；]+?)作为"
)
_GROUP = f"{_HAN}{{2,4}}[省市区]的{_HAN}{{2,4}}(?:[、和]{_HAN}{{2,4}})*"
_GROUPS = re.compile(
    f"(?P<items>{_GROUP}(?:，{_GROUP})+?)等(?P<n>{_N}{{1,3}}|[0-9]{{1,2}})个(?:县|市|区|城市)"
)
_DASHED = re.compile(f"(?P<items>{_HAN}{{2,6}}(?:[—―–]{_HAN}{{2,6}}){{2,5}})(?P<n>{_N})[大个]{_HAN}")
_TOGETHER = re.compile(
    f"(?<=[，。；做到现持])(?P<items>{_HAN}{{2,6}}(?:、{_HAN}{{2,6}}){{2,5}})(?P<n>{_N}){_TOGETHER_WORDS}"
)
_ONE = "(?P<n>(?<![0-9０-９一二两三四五六七八九十百千万亿第])[两二三四五六七八九2-9])"
_COUNTED = f"(?:{_V['pair_counters'].regex()})"
_ARE = re.compile(
    f"(?:(?<=[，。；：\\n\u3000的])|^)(?P<items>(?:{_HAN}{{2,12}}、)*{_HAN}{{2,12}}?{AND}{_HAN}{{2,12}}?)(?:的{_HAN}{{2}}，)?"
    f"(?:{_V['copulas'].regex()})[^，。；：、两二三四五六七八九]{{0,24}}?{_ONE}(?={_COUNTED}[^，。；、的中之]{{2,8}}[，。；])"
)
_TAKEN_AS = re.compile(
    f"[把将以](?P<items>(?:{_HAN}{{2,16}}、)+{_HAN}{{2,16}}(?:{AND}{_HAN}{{2,16}})?)作为[^，。；：、两二三四五六七八九]{{0,16}}?"
    f"{_ONE}(?={_COUNTED}{_HAN}{{2}})"
)
_KINDS_OF = re.compile(
    f"(?P<items>(?:{_HAN}{{2,16}}、){{1,8}}{_HAN}{{2,16}}{AND}{_HAN}{{2,16}})的“{_ONE}(?={_COUNTED}{_HAN}{{1,6}}”)"
)
_IN_BRACKETS = "”[^，。；（“”]{0,2}（(?:即|指|是指)?[：:]?(?P<items>[^（），。；：0-9]+)）"
_ASIDE = re.compile(f"“{_ONE}(?P<frame>(?!十|百|千|年|月){_HAN}{{1,6}}){_IN_BRACKETS}")
_ASIDE_TOO = re.compile(f"“(?P<first>{_N}){_HAN}{{1,3}}{_ONE}(?:(?!{_N}){_HAN}){{1,3}}{_IN_BRACKETS}")
_DASHES = re.compile(
    f"{_ONE}(?={_COUNTED}{_HAN}{{1,6}}——)(?:{_COUNTED}{_HAN}{{1,6}})——(?P<items>[^—，。；：\\n]+?(?:、|{AND})[^—，。；：\\n]+?)——"
)
_BEGIN_ALIKE = re.compile(
    f"(?P<items>(?P<c>{_HAN}){_HAN}(?:(?P=c){_HAN}){{1,7}})”?(?P<open>等)?的?“?(?P<n>(?!两){_N})(?={_COUNTERS}{_HAN}|(?P=c)”)"
)
_LETTER_ROW = re.compile(
    f"(?P<items>{_HAN}(?:、{_HAN}){{2,9}})(?P<open>等)?“(?P<n>(?!两){_N})(?={_HAN}{{1,2}}”)"
)
_SET_NOUN = re.compile(_SET_NOUNS)
_NUMBER = re.compile("[0-9]|[一二三四五六七八九十百千万亿]{2}|[一两二三四五六七八九十][个项件家]")
_TAKES, _NUMERAL = re.compile(_V["takes_object"].regex()), re.compile(_N)


def _set(page: Page, match: re.Match[str]) -> Sequence[int]:
    """A提升、B培育、C培育“三大行动”: not where the last alone ends with a verb, or last ones are meant."""
    row, said = Row.of(match["items"]), value_of(match["n"])
    verbs = sum(_TAKES.search(name) is not None for name in row.parts)
    phrase = verbs == 1 and _TAKES.search(row.parts[-1]) is not None
    last_alone = said is None or said < len(row.parts) < len(row.names)
    return () if phrase or last_alone else row.counts


def _listed(page: Page, match: re.Match[str]) -> Sequence[int]:
    return Row.of(match["items"]).counts


def _quotes(page: Page, match: re.Match[str]) -> Sequence[int]:
    """“甲”“乙”“丙”三项工程; of prizes and the like there may be more than kinds (“甲奖”“乙奖”五项)."""
    found, said = match["items"].count("“"), value_of(match["n"])
    many = said is not None and said > found and _PRIZES.match(page.document.text, match.end())
    return () if many else (found,)


def _every(page: Page, match: re.Match[str]) -> Sequence[int]:
    return (len(every(match["items"])),)


def _characters(page: Page, match: re.Match[str]) -> Sequence[int]:
    return (len(re.findall(_HAN, match["items"])),)


def _made(page: Page, match: re.Match[str]) -> Sequence[int]:
    """Names that all have the word of their set."""
    names = every(match["items"])
    return (len(names),) if all(match["word"] in name for name in names) else ()


def _alike(page: Page, match: re.Match[str]) -> Sequence[int]:
    """Names that begin alike: 有理想、有道德、有文化。这三条."""
    names = every(match["items"])
    return (len(names),) if len({name[0] for name in names[1:]}) == 1 and names[1][0] in names[0] else ()


def _begin_alike(page: Page, match: re.Match[str]) -> Sequence[int]:
    """Words of two characters side by side that begin alike (沿山沿川沿沙“三大”产业带)."""
    seconds = match["items"][1::2]
    return (len(seconds),) if len(set(seconds)) == len(seconds) > 2 else ()


def _of(page: Page, match: re.Match[str]) -> Sequence[int]:
    """Names before 的; with numbers where all have one, or begin alike (助建四项、助建三项的两个约)."""
    row, said = Row.of(match["items"]), value_of(match["n"])
    names, numbered = row.parts, [name for name in row.parts if _NUMBER.search(name)]
    head = names[1][:2]
    alike = head in names[0] and all(name.startswith(head) for name in names[1:])
    if numbered and len(numbered) < len(names) and not alike:
        return ()
    long = len(row.names) >= LONG_ROW and said in range(row.counts[0] - 1, row.counts[-1] + 2)
    named = _SET_NOUN.match(match["what"]) is not None and _TAKES.search(row.names[-1]) is None
    return row.counts if long or alike or numbered or named else ()


def _ends_alike(page: Page, match: re.Match[str]) -> Sequence[int]:
    """Words of two characters side by side that end alike (产业就业创业行业企业“五业”联动)."""
    names = [match["items"][at : at + 2] for at in range(0, len(match["items"]), 2)]
    own = [name for name in names if name.endswith(match["word"])]
    return (len(own),) if len(own) > 2 and names[-len(own) :] == own else ()


def _aside(page: Page, match: re.Match[str]) -> Sequence[int]:
    """Names in brackets; of two numbers (三河三湖) each has its own, two characters to a name."""
    row, first = Row.of(match["items"]), match.re is _ASIDE
    other = _NUMERAL.search(match["frame"]) if first else _NUMERAL.match(match["first"])
    if other is None:
        return row.counts
    told = [len(part) // 2 for part in row.parts]
    own, others = (0, 1) if first else (1, 0)
    paired = len(row.parts) == len(row.names) == 2 and value_of(other.group()) == told[others]
    return (told[own],) if paired else ()


FORMS = (
    Form(_ARE, _listed, WORD_NEAR),
    Form(_TAKEN_AS, _listed, WORD_NEAR),
    Form(_KINDS_OF, _listed, WORD_NEAR),
    Form(_BEGIN_ALIKE, _begin_alike, NEAR),
    Form(_LETTER_ROW, _every, LETTERS_NEAR),
    Form(_DASHES, _listed, WORD_NEAR),
    Form(_ASIDE, _aside, WORD_NEAR),
    Form(_ASIDE_TOO, _aside, WORD_NEAR),
    Form(_QUOTED_SET, _set, NEAR),
    Form(_QUOTED_ROW, _listed, NEAR),
    Form(_QUOTES, _quotes, NEAR),
    Form(_LETTERS, _characters, LETTERS_NEAR),
    Form(_CHARS, _characters, LETTERS_NEAR),
    Form(_EACH_OF, _every, NEAR),
    Form(_MADE, _made, NEAR),
    Form(_THESE, _alike, NEAR),
    Form(_TAKEN, _every, NEAR),
    Form(_GROUPS, _every, NEAR),
    Form(_DASHED, _every, NEAR),
    Form(_TOGETHER, _every, NEAR),
    Form(_ROW_OF, _of, NEAR),
    Form(_ENDS_ALL, _ends_alike, NEAR),
)
