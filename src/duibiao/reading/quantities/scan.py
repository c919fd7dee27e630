"""Candidates for quantities: one compiled expression over each block, a little Python for each hit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from duibiao.lexicon import load
from duibiao.reading.quantities.numerals import value_of

_V = load("duibiao.reading.quantities")
UNIT_CLASSES = ("money", "measure", "time", "age", "share", "people", "counter", "loose")
BASE = dict(pair.split("=") for pair in _V["base"].words)
CLASS_OF = {unit: name for name in reversed(UNIT_CLASSES) for unit in _V[name].words}


def _units() -> str:
    """All units, longest first, so that 平方公里 is not 平方, none where a longer word goes on (六亿人民)."""
    goes_on: dict[str, str] = {}
    for pair in _V["word_goes_on"].words:
        unit, _, rest = pair.partition("|")
        goes_on[unit] = goes_on.get(unit, "") + rest[0]
    patterns = [p for name in UNIT_CLASSES for p in _V[name].patterns]
    groups: dict[str, list[str]] = {}
    for word in dict.fromkeys(word for name in UNIT_CLASSES for word in _V[name].words):
        groups.setdefault(word[0], []).append(word)
    alike = []
    for first, words in groups.items():
        longest = sorted(words, key=lambda w: (-len(w), w))
        rests = (re.escape(w[1:]) + (f"(?![{goes_on[w]}])" if w in goes_on else "") for w in longest)
        alike.append(f"{re.escape(first)}(?:{'|'.join(rests)})")
    begins = f"(?=[{re.escape(''.join(groups))}])"
    return f"(?:{'|'.join(patterns)}|{begins}(?:{'|'.join(alike)}))"


_D = "0-9０-９"
_KILO = "千(?![瓦克米伏卡安帕赫焦])"
"""千 is a number but in 千瓦, 千克, 千米"""
_N = "〇○零一二三四五六七八九十百万亿两萬億兩半廿卅"
_OLD = "壹贰貳俩倆叁參肆伍陆陸柒捌玖拾佰仟"
"""Numerals of contracts. They stand in other words too (队伍, 大陆, 收拾), so never alone."""
_FORMAL = f"(?>[{_OLD}](?:(?=[{_OLD}{_N}千])|(?<=[{_OLD}{_N}千].)))"
_MEGA = "兆(?![瓦赫帕焦欧比字伏])"
"""兆 is a number but in 兆瓦, 兆赫, 兆帕"""
_C = rf"(?:[{_N}]|{_KILO}|{_FORMAL}|{_MEGA}|[ ](?=[{_N}千点點]))"
_MAG = rf"(?:[十百万亿萬億佰仟]|{_MEGA}|{_KILO})"
_MORE = "(?:[多余餘]|(?<=[十百千零])[几幾])"
_GAP = r"(?:[ \u3000]{1,4}|\s{0,2}\n[\s\u200b]{0,3})?"
_SEP = r"(?:[-－—–~～―─至到]|——|――|--)"
_ARABIC = rf"(?:[{_D}]{{1,3}}(?:[,，][{_D}]{{3}})+(?![{_D}])|[{_D}]{{1,20}})(?:[.．·・﹒][{_D}]{{1,12}})?"
_OR = r"(?:[一二三四五六七八九]、(?=[二三四五六七八九][十百千万亿]))?"
"""二、三百亿: the lower of two neighbours."""
_CHINESE = (
    rf"{_OR}{_C}{{1,30}}(?:[个個][亿億])?(?:[点點][ ]?[〇○零一二三四五六七八九{_OLD}]{{1,8}}{_MAG}{{0,2}})?"
)
_SCALE = rf"(?:{_GAP}{_MORE}?[ ]?{_MAG}{{1,4}})"
_SMALLER = rf"(?:[ ]?[{_D}]{{1,4}}[ ]?{_MAG}{{1,2}})"
"""6千万 in 3亿6千万"""
_NUMBER = rf"(?:{_ARABIC}(?:{_SCALE}{_SMALLER}*)?|{_CHINESE}(?:[ ]?{_MORE}[ ]?{_MAG}{{1,4}})?)"
_UNIT = rf"(?:{_units()}(?:[/／]{_units()})?(?:（[套间台次组只户处所座团名件个人家]）)?)"
_COIN = rf"[{_D}一二两三四五六七八九]"
_COINS = rf"(?<=[元圆块])又?(?:{_COIN}[角毛](?:{_COIN}分)?|{_COIN}(?:[美欧]分|分钱))钱?"
"""五元三毛, 六角七分钱"""
_AND_A_HALF = "(?<=[吨噸米斤亩畝尺里丈升担元石桶倍])半(?![导岛径年月日天数个小截边夜])"
"""三斤半"""

PATTERN = re.compile(
    rf"""
    (?=[{_D}〇○零一二三四五六七八九十百千万亿两萬億兩半廿卅翻首第{_OLD}])(?:
      (?P<per>[百千万佰]\s{{0,2}}分\s{{0,2}}之\s{{0,2}})(?P<n1>{_ARABIC}|{_CHINESE})(?:{_SEP}(?:(?P=per))?(?P<n2>{_ARABIC}|{_CHINESE}))?
    | (?P<den>{_CHINESE}|[{_D}]{{1,4}})\s?分\s?之\s?(?P<num>{_CHINESE}|[{_OLD}]|[{_D}]{{1,4}}(?![.．{_D}]))
    | (?<![{_D}/.])(?P<top>[{_D}]{{1,3}})[/／](?P<bottom>[{_D}]{{1,3}})(?![{_D}/年月日人元])
    | 翻(?:了)?(?P<fold>[一二两三四五1-9])番 | 翻(?P<fold1>番)
    | 第(?P<rank>[{_D}]{{1,3}}|[一二三四五六七八九十]{{1,3}})(?P<place>[位名])?(?![{_D}])
    | (?P<first>首位)
    | (?P<half>一半)(?=以上|以下|以内|左右|[，。；、])
    | (?P<ratio>{_ARABIC}(?:[∶:：比]{_ARABIC})+)(?![{_D}])
    | (?P<x>{_NUMBER})(?:{_GAP}(?P<ux>{_UNIT})?{_SEP}(?P<y>{_NUMBER}))?
      {_MORE}?{_GAP}(?P<unit>{_UNIT})?(?P<coins>{_COINS})?(?P<and_a_half>{_AND_A_HALF})?
    )""",
    re.VERBOSE,
)


@dataclass(slots=True)
class Quantity:
    """A number with its unit. ``rule`` tells which form it was read by."""

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    unit: str
    family: str
    """one of ``UNIT_CLASSES``, or ``ratio``, ``fold``, ``bare``"""
    rule: str
    more: bool
    """多, 余 inside: the value is a lower bound"""
    chinese: bool
    """printed in Chinese numerals"""


_LONG = 3
"""A Chinese numeral of this length may be a figure without unit."""
_CHINESE_DIGITS = frozenset("〇○零一二三四五六七八九十百千两兩半")
_MORE_IN = re.compile(_MORE)
_PER = {"百": 0, "佰": 0, "千": -1, "万": -2}
_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")


def read(match: re.Match[str]) -> Quantity | None:
    """The quantity that a hit of ``PATTERN`` prints, or ``None`` when its number cannot be read."""
    return FORMS[match.lastgroup or ""](match)


def is_bare_word(match: re.Match[str]) -> bool:
    """Whether a hit is a Chinese numeral without unit or scale (the 一 of 统一): most are, none counts."""
    return (
        match.lastgroup == "x"
        and match["x"][0] in _CHINESE_DIGITS
        and match["x"][-1] not in "万亿萬億"
        and match.end() - match.start() < _LONG
    )


def percent_in_words(m: re.Match[str]) -> Quantity | None:
    """百分之十五点一, 百分之四到五."""
    low, high = value_of(m["n1"]), value_of(m["n2"]) if m["n2"] is not None else None
    if low is None:
        return None
    power = _PER[m["per"][0]]
    unit = "%" if power == 0 else "‰" if power == -1 else "‱"
    return Quantity(*m.span(), low, high, unit, "share", "percent_in_words", False, True)


def fraction(m: re.Match[str]) -> Quantity | None:
    """四分之三, 1/4: in percent."""
    top, bottom = value_of(m["num"] or m["top"]), value_of(m["den"] or m["bottom"])
    if top is None or bottom is None or bottom == 0 or (top > bottom and m["top"] is not None):
        return None
    exact = (top * _HUNDRED / bottom).quantize(Decimal("0.01")).normalize()
    value = exact if exact != exact.to_integral() else exact.quantize(Decimal(1))
    return Quantity(*m.span(), value, None, "%", "share", "fraction", False, m["num"] is not None)


def fold(m: re.Match[str]) -> Quantity | None:
    """翻一番, 翻番, 翻两番: in multiples."""
    times = value_of(m["fold"]) if m["fold"] is not None else Decimal(1)
    if times is None:
        return None
    return Quantity(*m.span(), Decimal(2) ** int(times), None, "倍", "fold", "fold", False, True)


def proportion(m: re.Match[str]) -> Quantity | None:
    """2.36∶1, 4.1∶40.1∶55.8: the first part over the last when that is 1, else the first part."""
    value = value_of(re.split("[∶:：比]", m["ratio"])[0])
    return (
        None if value is None else Quantity(*m.span(), value, None, "", "ratio", "proportion", False, False)
    )


def number_and_unit(m: re.Match[str]) -> Quantity | None:
    """13.57万亿元, 4.5-5%, 三十余万人次, 七成, 七八百人."""
    printed, after, unit = m.group("x", "y", "unit")
    side_by_side = None if printed.isascii() else _SIDE_BY_SIDE.fullmatch(printed)
    first, second = (printed, after) if side_by_side is None else _sides(side_by_side)
    low, unit = value_of(first), unit or ""
    if low is None:
        return None
    high = value_of(second) if second is not None else None
    if high is not None and high < low:
        high = None
    if high is not None and after is not None and m["ux"] is None:
        low = _same_scale(low, high, printed, after)
    base, family = _base(unit if len(unit) < 2 else "".join(unit.split()))
    start, sign, currency = _signs(m)
    if currency and (not unit or base == "元"):
        base, family = currency, "money"
    if unit.startswith("成"):
        low = _tenths(low, unit if high is None else "成")
        high = None if high is None else _tenths(high, unit)
        base, family = "%", "share"
    elif unit == "折":
        low = low * 10 if low < 10 else low
    elif "半" in unit or m["and_a_half"] is not None:
        low += _HALF
    if m["coins"] is not None:
        low += _coins(m["coins"])
    more = _MORE_IN.search(m.group()) is not None
    rule = "range" if high is not None else "number_and_unit"
    low, high = low * sign, None if high is None else high * sign
    chinese = printed[0] not in "0123456789０１２３４５６７８９"
    return Quantity(start, m.end(), low, high, base, family, rule, more, chinese)


CURRENCY = dict(pair.split("=") for pair in _V["currency_sign"].words)
_CURRENCY_NAMED = re.compile(f"(?P<name>{'|'.join(n for n in CURRENCY if len(n) > 1)}) ?$")
_ENDS_CURRENCY = frozenset((" ", *(name[-1] for name in CURRENCY)))
_NEGATIVE = re.compile(r"(?:(?<=[，。；、（(：为到至是长])|(?<![\s\S]))[-－]$|−$|(?<![减正担胜自欠])[负負]$")
"""A hyphen is a minus sign only where nothing stands before it that it could join."""


_BELOW_ZERO = "零下"


def _signs(m: re.Match[str]) -> tuple[int, int, str]:
    """Where the figure begins with its sign, the sign, and the unit of a currency sign before it."""
    start = m.start()
    before = m.string[start - 1 : start] if start else ""
    if before in CURRENCY:
        return start - 1, 1, CURRENCY[before]
    if before in _ENDS_CURRENCY:
        named = _CURRENCY_NAMED.search(m.string, max(0, start - 5), start)
        if named is not None:
            return start, 1, CURRENCY[named["name"]]
    if m.string.endswith(_BELOW_ZERO, 0, start):
        return start - len(_BELOW_ZERO), -1, ""
    if before and before in "-－−负負" and _NEGATIVE.search(m.string[max(0, start - 2) : start]):
        return start - 1, -1, ""
    return start, 1, ""


def _tenths(number: Decimal, unit: str) -> Decimal:
    """七成, 八成半, 一成五: in percent."""
    ones = Decimal(5) if unit.endswith("半") else value_of(unit[1:])
    return number * 10 if ones is None else number * 10 + ones


_COIN_WORTH = {"角": -1, "毛": -1, "分": -2}


def _coins(printed: str) -> Decimal:
    """六角七分, 三美分: in parts of the money before it."""
    found = re.findall("(.)[美欧]?([角毛分])", printed)
    return sum(((value_of(n) or Decimal(0)).scaleb(_COIN_WORTH[c]) for n, c in found), Decimal(0))


_DIGIT = "[一二两三四五六七八九]"
_SIDE_BY_SIDE = re.compile(
    f"(?P<ten>十?)(?P<low>{_DIGIT})、?(?P<high>{_DIGIT})(?P<scale>(?:[十百千万亿]|千)*)"
)


def _sides(m: re.Match[str]) -> tuple[str, str]:
    """两三 -> 两, 三; 十七八 -> 十七, 十八; 七八百 -> 七百, 八百."""
    return m["ten"] + m["low"] + m["scale"], m["ten"] + m["high"] + m["scale"]


def _same_scale(low: Decimal, high: Decimal, printed_low: str, printed_high: str) -> Decimal:
    """300至500万, 两到三百: the scale of the second number belongs to both; not 8500到3万."""
    scale = re.search("[万亿萬億]+$" if len(printed_high) != 2 else "[十百千仟佰万亿萬億]$", printed_high)
    if scale is None or re.search("[万亿萬億]$", printed_low):
        return low
    one = value_of("1" + scale.group())
    return low if one is None or low * one > high else low * one


def _base(unit: str) -> tuple[str, str]:
    """The base form of a printed unit and its class."""
    if not unit:
        return "", "bare"
    family = CLASS_OF.get(unit) or CLASS_OF.get(re.split("[/／（]", unit)[0], "measure")
    return BASE.get(unit, unit), family


def one_half(m: re.Match[str]) -> Quantity | None:
    """压减一半以上."""
    return Quantity(*m.span(), Decimal(50), None, "%", "share", "one_half", False, True)


def rank(m: re.Match[str]) -> Quantity | None:
    """第2位, 首位."""
    value = value_of(m["rank"]) if m["rank"] is not None else Decimal(1)
    if value is None:
        return None
    return Quantity(*m.span(), value, None, "位", "rank", "rank", False, m["rank"] is None)


FORMS: dict[str, Callable[[re.Match[str]], Quantity | None]] = {
    "n1": percent_in_words,
    "n2": percent_in_words,
    "num": fraction,
    "bottom": fraction,
    "fold": fold,
    "fold1": fold,
    "rank": rank,
    "place": rank,
    "first": rank,
    "half": one_half,
    "ratio": proportion,
    "x": number_and_unit,
    "ux": number_and_unit,
    "y": number_and_unit,
    "unit": number_and_unit,
    "coins": number_and_unit,
    "and_a_half": number_and_unit,
}
"""The last group of ``PATTERN`` that matched -> how the hit is read."""
