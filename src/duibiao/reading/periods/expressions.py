"""The one expression that finds every time in a text; its groups say how each is resolved."""

from __future__ import annotations

import re

from duibiao.lexicon import load

_V = load("duibiao.reading.periods")
_D = "0-9０-９"
_C = "〇○零一二三四五六七八九"
_Y = rf"(?:[1１][9９][{_D}]{{2}}|[2２][0０][{_D}]{{2}}|一[九八][{_C}]{{2}}|二[〇○零][{_C}]{{2}})"
_SHORT = rf"(?<![{_D}{_C}十百千万])(?P<short>[五六七八九零〇][{_C}])"
_PART = rf"[{_D}]{{1,2}}月|[十]?[一二三四五六七八九十]月|初|底|末|第?[一二三四]季度|[上下]半年|前.个?季度"
_SHORTER = rf"(?<![{_D}.．,，十百千万])(?P<shorter>0[{_D}]|[{_D}]{{2}}(?=年(?:{_PART})))"
"""07年, 98年4月: two digits are a year when a part of it follows"""
_N = rf"(?:[{_D}]{{1,2}}|[一二两三四五六七八九十]{{1,3}})"
_M = rf"(?:[{_D}]{{1,2}}|十[一二]|十|[一二三四五六七八九])"
_TO = r"(?:[-－—–~～―至到]|——)"
_PLAN = "十[一二三四五六]?|[一二三四五六七八九]"
_PLAN_PART = r"(?:计划|规划)?的?后[一二三四两]年|前[一二三四两]年|末"
_PLAN_END = rf"{_PLAN_PART}|(?:五年)?(?:规划|计划)?(?:时期|期间|期末|期)|计划|规划"
_DECADE = rf"[{_D}二三四五六七八九]{{1,2}}十?年代"


def _within(prefix: str) -> str:
    """A part of a year: half, quarters, months, day. ``prefix`` tells the groups of its uses apart."""
    return rf"""(?:
          (?P<{prefix}half>[上下])半年
        | 前(?P<{prefix}quarters>[一二两三四1-4])个?季度 | 第?(?P<{prefix}quarter>[一二三四1-4])季度
        | 首(?P<{prefix}first>季度|个?月)
        | (?<!提)前(?P<{prefix}months>{_N})个?月
        | (?P<{prefix}month>{_M})月(?:份)?
          (?:(?P<{prefix}day>{_N})(?:[日号]?{_TO}(?P<{prefix}day2>{_N})(?=[日号]))?[日号]|[底初末]|[上中下]旬)?
        )"""


def _words(group: str) -> str:
    return _V[group].regex()


_FIRST = f"[{_D}〇零一二三四五六七八九十两今去上明下前本过未近最刚全年当同到这此规计第“「首]"
_WORDS = ("to_plan", "ahead", "behind", "this_and_next", "this_year", "last_year", "next_year",
          "year_before_last", "same_year")  # fmt: skip
_INSIDE = "".join(sorted({char for name in _WORDS for word in _V[name].words for char in word}))
_COMES_TO = rf"[{_D}{_C}十两几多个半第份月日至—–~～―－、和与 {_INSIDE}-]{{0,16}}[年月季世五期]"
MAY_BEGIN = re.compile(rf"{_FIRST}(?:(?<=年)|(?={_COMES_TO}|[0-9]{{3}}[-/.]))")
"""Where one may begin: but for dates (2019-04-19) all come to 年, 月, 季度, 世纪, 期 or the 五 of a plan."""

PATTERN = re.compile(
    rf"""
    (?={_FIRST})(?:
      (?P<iso>[12][09][0-9]{{2}}(?P<mark>[-/.])[01]?[0-9](?P=mark)[0-3]?[0-9])(?![0-9])
    | (?P<y1>{_Y})[ ]?年?[ ]?(?:{_TO}|[和、]|与(?=.{{4,5}}年之?间))[ ]?(?P<y2>{_Y})[ ]?(?:[两二三]个?)?年度?
    | (?:(?P<of_year>{_Y})年|(?P<of_this>今年)|(?P<of_last>去年))?
      (?P<m1>{_M})(?:月份?)?{_TO}(?P<m2>{_M})月份?
    | (?P<year>{_Y}|{_SHORT}|{_SHORTER})[ ]?年度?(?:[ ]?{_within("")}|(?P<edge>年?[底末初]|以来|以前))?
    | (?P<century>二十世纪|本世纪|20世纪|21世纪|上世纪)(?:末|初|中叶|(?P<of_century>{_DECADE})[初末]?)?
    | (?P<quoted>[“「]?)(?P<plan>{_PLAN})五(?(quoted)[”」’]?)(?P<plan_end>{_PLAN_END})
    | [“「](?P<plan2>{_PLAN})五[”」’](?:五年)?(?:计划|规划)?(?:以来|收官|开局)?
    | 第(?P<plan3>{_PLAN})个五年(?:计划|规划)(?:期间|时期|末)?
    | (?P<to_plan>{_words("to_plan")})
    | (?P<ahead>{_words("ahead")})(?P<ahead_n>{_N})(?:[到至]{_N})?年(?:内|间|里|时间)?
    | (?<!提)(?P<behind>{_words("behind")})(?P<behind_n>{_N})[多几]?年(?!行动|攻坚|计划|规划)
      (?:多|以)?(?:来|间|里|时间|中)?
    | (?P<back_n>{_N})[多几]?年(?:多|以)?来
    | (?<=[，。；：、！
“])(?P<span_n>[一二两三四五十]|[2-5])年(?=[一-鿿])(?![的以左多内半后前间期制])
    | (?<![{_D}一二三四五六七八九十])(?P<within_n>{_N})年(?:之)?内(?!乱)
    | (?P<this_and_next>{_words("this_and_next")})
    | (?P<this_year>{_words("this_year")})(?:{_within("t_")}|[底末初])?
    | (?P<last_year>{_words("last_year")})(?:{_within("l_")}|[底末初])?
    | (?P<next_year>{_words("next_year")})(?:{_within("n_")}|[底末初])?
    | (?P<before_last>{_words("year_before_last")})
    | (?<![{_D}一二两三四五六七八九十几多])(?P<same_year>{_words("same_year")})
    | {_within("b_")}
    | (?P<decades>{_DECADE})[初末中]?期?
    )""",
    re.VERBOSE,
)
