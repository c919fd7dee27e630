"""What looks like a quantity and is none. Each rule is a small function; the list is asked in order."""

from __future__ import annotations

import re
from collections.abc import Callable

from duibiao.lexicon import load
from duibiao.reading.quantities.scan import Quantity

_V = load("duibiao.reading.quantities")
_IDIOM = re.compile(_V["idiom"].regex())
_VAGUE = re.compile(r"[^，。；、]{0,4}" + _V["vague"].regex())
_VALUED = re.compile("(?:从|由|[到至为达])$")
_TOTALLED = re.compile(_V["totalled"].regex() + "$")
_CLOSES, _LINE_ENDS = frozenset(("", "\n", *"，。；、）")), frozenset(("", "\n"))
_ALONE_LEAST = 100
"""Smaller Chinese numerals in a line of their own count chapters and pages."""
_NOT_TENTH = frozenset(_V["not_chengs"].words)
_CODE = frozenset(_V["code_before"].words)
_KEEP_QUOTED = re.compile(_V["quotes_keep"].regex())
_RANKS_BEFORE = re.compile("(?:第[0-9一二三四五六七八九十]{1,3}[、和]){1,6}$")
"""居全国第二、第七: the place stands before the first."""
_RANKED = re.compile(r"(?:全国|世界|全球|国内|全省|全市|亚洲|省|区|部|居|列|位|排名|排|跃|升|保持|稳居)$")
_FIRST_OF_ALL = re.compile("(?:放在|摆在|置于|是|作为|排在)$|(?:放在|摆在|置于)[^，。；]{1,5}$")
_ORDER_OF_TALK = re.compile("[，。；：]$")
_REACHED = re.compile(_V["reached"].regex() + "$")
_MEASURED = ("money", "measure", "share", "people", "time")
_NUMERALS = frozenset("〇○零一二三四五六七八九十两兩半廿")
_ARTICLES = frozenset("每同另这任统第某那进")
_STOPS = "，。；、！？：）)”》 \n\r的"
_BEFORE_OTHERS = ("前列", "前后", "前进", "前三")
_POINTING = ("这", "以下", "下列", "他们", "我们", "哪", "上述", "前述")
_DAYS_MOST, _WITHIN, _FOR = (
    31,
    ("内", "以", "之", "游", "间"),
    ("续", "达", "为", "短", "每", "长", "少", "前", "共"),
)
QUOTE_MOST = 16
"""Longest quotation taken for a name: policy titles in the reports of 2026 reach 14."""


class Style:
    """How a document prints its figures. ``chinese``: mostly in Chinese numerals, so small ones count too."""

    __slots__ = ("chinese",)

    def __init__(self, *, chinese: bool) -> None:
        self.chinese = chinese


Rule = Callable[[str, Quantity, Style], bool | None]


def inside_a_code(text: str, q: Quantity, style: Style) -> bool | None:
    """C919, GLP-1, PM2.5, 1+9+N, 第十四届."""
    if q.rule in ("rank", "fold"):
        return None
    if text[q.start] in "零〇○" and text[q.start + 1 : q.start + 2] not in ("点", "點", "下"):
        return True
    if text.endswith("PM", 0, q.start - 1) and text[q.start - 1].isspace():
        return True
    before = text[q.start - 1 : q.start]
    if before and before in "几数" and text[q.start] in "十百千万亿":
        return True
    if before in _CODE or (before.isascii() and before.isalnum()):
        return not (before in "-－—" and text[q.start - 2 : q.start - 1] in _STOPS)
    return None


def unranked_ordinal(text: str, q: Quantity, style: Style) -> bool | None:
    """第二产业, 第一书记: ordinals are ranks only among places."""
    if q.rule != "rank":
        return None
    before, after = text[max(0, q.start - 8) : q.start], text[q.end : q.end + 1]
    if _FIRST_OF_ALL.search(before):
        return True
    if text[q.end - 1] in "位名":
        return after == "的" or _ORDER_OF_TALK.search(before) is not None
    before = _RANKS_BEFORE.sub("", text[max(0, q.start - 24) : q.start])
    return not (_RANKED.search(before) and (not after or after in _STOPS))


def title_of_a_work(text: str, q: Quantity, style: Style) -> bool | None:
    """《…30条》."""
    opened = text.rfind("《", max(0, q.start - 40), q.start)
    return True if opened >= 0 and text.find("》", opened, q.start) < 0 else None


def name_in_quotes(text: str, q: Quantity, style: Style) -> bool | None:
    """“横琴金融30条”, “两个200万亩”."""
    opened = text.rfind("“", max(0, q.start - QUOTE_MOST), q.start)
    if opened < 0 or text.find("”", opened, q.start) >= 0:
        return None
    closed = text.find("”", q.end, opened + QUOTE_MOST + 2)
    if closed < 0:
        return None
    return None if q.unit in _V["quotes_keep"].words and not q.chinese else True


def set_phrase(text: str, q: Quantity, style: Style) -> bool | None:
    """十分, 千家万户, 三年行动计划; not 十分之一."""
    if q.rule in ("percent_in_words", "fraction"):
        return None
    if _IDIOM.match(text, q.start):
        return True
    around = _IDIOM.match(text, q.start - 2) if q.chinese else None
    return True if around is not None and around.end() >= q.end else None


def no_unit(text: str, q: Quantity, style: Style) -> bool | None:
    """A number without unit counts when printed large (169亿), reached (达到152。) or alone in its line."""
    if q.family != "bare":
        return None
    printed = text[q.start : q.end].rstrip("多余餘")
    if printed[-1] in "万亿萬億" and printed.strip("百千万亿萬億"):
        return None
    if not q.chinese and "." in printed and _VALUED.search(text[max(0, q.start - 3) : q.start]):
        return text[q.end : q.end + 1].isascii()
    if text[q.end : q.end + 1] in _CLOSES and _TOTALLED.search(text[max(0, q.start - 4) : q.start]):
        return None
    alone = text[q.start - 1 : q.start] in _LINE_ENDS and text[q.end : q.end + 1] in _LINE_ENDS
    return None if alone and (abs(q.value) >= _ALONE_LEAST if q.chinese else "," in printed) else True


def tenth_or_verb(text: str, q: Quantity, style: Style) -> bool | None:
    """成为, 成果: 成 after a number is a tenth only when no word goes on."""
    if text[q.end - 1] != "成":
        return None
    return text[q.end : q.end + 1] in _NOT_TENTH or q.value > 100


def per_so_many(text: str, q: Quantity, style: Style) -> bool | None:
    """每千人, 每10万人: the base of a rate, a part of its name."""
    if text[q.start - 1 : q.start] != "每":
        return None
    return True if q.value.normalize().as_tuple().digits == (1,) else None


def lone_one(text: str, q: Quantity, style: Style) -> bool | None:
    """一个, 一批, 一条: an article, unless it closes a count (核电站一座)."""
    if not (q.chinese and q.value == 1 and text[q.start] == "一" and q.high is None):
        return None
    if q.family == "share" or "半" in text[q.start : q.end]:
        return None
    if q.family in ("money", "measure") and text[q.start + 1 : q.end] not in _V["article_units"].words:
        return True if text[q.start - 1 : q.start] in _ARTICLES else None
    counted = (
        style.chinese and (q.family == "counter" or q.unit == "个") and text[q.end : q.end + 1] in "，、；。"
    )
    return True if not counted or text[q.start - 1 : q.start] in _ARTICLES else None


def scoreless_points(text: str, q: Quantity, style: Style) -> bool | None:
    """98分, 1万期: some counters count only after digits."""
    if q.unit == "期":
        return q.chinese or q.value < 10
    return q.chinese if q.unit in ("分", "点", "届", "大类", "金", "银", "铜") else None


def list_of_ideas(text: str, q: Quantity, style: Style) -> bool | None:
    """四个方面, 三项任务: small Chinese numbers that count ideas."""
    if not (q.chinese and q.family in ("loose", "counter") and abs(q.value) <= 20):
        return None
    if "点" in text[q.start : q.end]:
        return None
    if q.family == "loose" and not style.chinese:
        return True
    if q.value <= 10 and text[q.start - 2 : q.start].endswith(_POINTING):
        return True
    return True if _VAGUE.match(text, q.end) else None


def bare_power(text: str, q: Quantity, style: Style) -> bool | None:
    """万人发明专利拥有量, 千座公园城市: a power alone counts when it is reached (超百亿元, 带动万名青年)."""
    if text[q.start] not in "百千万亿萬億" or text[q.start : q.end].lstrip("百千万亿萬億")[:1] in _NUMERALS:
        return None
    if q.family in ("bare", "share"):
        return None
    before = text[q.start - 1 : q.start]
    if q.family in ("people", "money") and before in _STOPS:
        return text[q.end : q.end + 2] not in ("以上", "以下", "以内")
    return None if q.family in _MEASURED or _REACHED.search(text[q.start - 2 : q.start]) else True


def day_of_a_month(text: str, q: Quantity, style: Style) -> bool | None:
    """前往，23日讯: a lone day; spells are 天, or 日 with 内."""
    if text[q.end - 1] != "日" or q.unit != "日" or q.value > _DAYS_MOST:
        return None
    if q.high is not None or text[q.start] in "两兩":
        return None
    return None if text[q.end : q.end + 1] in _WITHIN or text[q.start - 1 : q.start] in _FOR else True


def spell_of_years(text: str, q: Quantity, style: Style) -> bool | None:
    """关键五年, 第八个五年, 两个月前: a spell that is named or a point in time, not measured."""
    if q.family == "time" and text.startswith("前", q.end) and text[q.end : q.end + 2] not in _BEFORE_OTHERS:
        return True
    if q.unit != "年" or not q.chinese:
        return None
    if text[q.start - 1 : q.start] in ("个", "個", "后", "上", "头"):
        return True
    if text[q.end : q.end + 1] not in _STOPS:
        return None
    return True if text[q.start - 2 : q.start].endswith(("的", "关键", "这", "键性", "性的")) else None


RULES: tuple[Rule, ...] = (
    no_unit,
    lone_one,
    per_so_many,
    inside_a_code,
    unranked_ordinal,
    title_of_a_work,
    name_in_quotes,
    set_phrase,
    tenth_or_verb,
    scoreless_points,
    list_of_ideas,
    bare_power,
    day_of_a_month,
    spell_of_years,
)
"""Asked in this order; the first answer that is not ``None`` stands. ``True``: no quantity."""


def trap(text: str, q: Quantity, style: Style) -> str:
    """Name of the rule that says that this is no quantity, or an empty string."""
    for rule in RULES:
        answer = rule(text, q, style)
        if answer is not None:
            return rule.__name__ if answer else ""
    return ""
