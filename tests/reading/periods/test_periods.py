from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duibiao.lexicon import load
from duibiao.reading.hits import hits
from duibiao.reading.periods.expressions import MAY_BEGIN, PATTERN
from duibiao.reading.periods.resolve import Clock, resolve
from duibiao.reading.periods.scan import scan, times

BACK, AHEAD = Clock(2031, "2030"), Clock(2031, "2031")
TIMES = {
    "2030年": "2030",
    "一九八二年": "1982",
    "八一年": "1981",
    "２０３０年": "2030",
    "2030年前三季度": "2030-Q1/2030-Q3",
    "2030年上半年": "2030-H1",
    "2030年一季度": "2030-Q1",
    "2030年12月底": "2030-12",
    "2030年1月23日": "2030-01-23",
    "2030年底": "2030",
    "2026—2030年": "2026/2030",
    "一九八一年到一九八五年": "1981/1985",
    "一九八一和一九八二两年": "1981/1982",
    "2028年以来": "2028/2030",
    "“十五五”期间": "2026/2030",
    "“十五五”末": "2030",
    "六五计划": "1981/1985",
    "第七个五年计划期间": "1986/1990",
    "今年": "2031",
    "今年上半年": "2031-H1",
    "今年一月到九月": "2031-01/2031-09",
    "去年": "2030",
    "明年": "2032",
    "前年": "2029",
    "五年来": "2026/2030",
    "过去五年": "2026/2030",
    "近三年": "2028/2030",
    "十年来": "2021/2030",
    "今后五年": "2031/2035",
    "全年": "2030",
    "下半年": "2030-H2",
    "9月": "2030-09",
    "前11个月": "2030-01/2030-11",
    "本世纪末": "",
    "本世纪20年代": "2020/2029",
    "2030 年": "2030",
    "2026 年 到 2030 年": "2026/2030",
    "2026年与2029年": "2026/2029",
    "08年": "2008",
    "零八年": "2008",
    "97年3月": "1997-03",
    "29年底": "2029",
    "2030年首季度": "2030-Q1",
    "2030年首月": "2030-01",
    "2030年前两月": "2030-01/2030-02",
    "明年4月份": "2032-04",
    "5月12-19日": "2030-05-12/2030-05-19",
    "五月十二日到十九日": "2030-05-12/2030-05-19",
    "2030-4-9": "2030-04-09",
    "2030/04/09": "2030-04-09",
}


@pytest.mark.parametrize(("printed", "period"), TIMES.items())
def test_times_of_a_part_that_looks_back(printed: str, period: str) -> None:
    match = PATTERN.search(f"{printed}之间")
    assert match is not None
    assert match.group() == printed
    assert resolve(match, BACK)[0] == period


def test_the_year_that_is_spoken_of_follows_the_section() -> None:
    match = PATTERN.search("全年")
    assert match is not None
    assert resolve(match, AHEAD)[0] == "2031"


@pytest.mark.parametrize("printed", ["去年", "五年来", "全年", "上半年"])
def test_without_a_year_only_named_years_resolve(printed: str) -> None:
    match = PATTERN.search(printed)
    assert match is not None
    assert resolve(match, Clock(0, ""))[0] == ""


@pytest.mark.parametrize("printed", ["三年行动", "提前两年", "五年级", "百年"])
def test_no_time(printed: str) -> None:
    assert PATTERN.search(printed) is None


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("2028年8月11日至10月2日投产，", "2028-08-11/2028-10-02"),
        ("2028年五月至2029年四月投产，", "2028-05/2029-04"),
        ("28年11月1日到29年2月3日投产，", "2028-11-01/2029-02-03"),
    ],
)
def test_two_times_make_a_span(sentence: str, period: str) -> None:
    found = list(times(sentence, 0, scan(sentence, 0, len(sentence)), BACK))
    assert [time.period for time in found] == [period]
    assert found[0].start == 0


WORDS = ("to_plan", "this_and_next", "this_year", "last_year", "next_year", "year_before_last", "same_year")
PIECES = [*TIMES, *(word for name in WORDS for word in load("duibiao.reading.periods")[name].words)]
PIECES += [
    f"{word}三年" for name in ("ahead", "behind") for word in load("duibiao.reading.periods")[name].words
]


@pytest.mark.parametrize("printed", PIECES)
def test_where_a_time_may_begin(printed: str) -> None:
    text = f"，{printed}增长"
    assert [m.span() for m in hits(PATTERN, MAY_BEGIN, text, 0, len(text))] == [
        m.span() for m in PATTERN.finditer(text)
    ]


@given(
    st.lists(st.sampled_from([*PIECES, *"0123年月季世五一二三十到至—、和与 .，。的个前第“”上", "增长"])).map(
        "".join
    )
)
@settings(max_examples=300)
def test_no_time_begins_elsewhere(text: str) -> None:
    assert [m.span() for m in hits(PATTERN, MAY_BEGIN, text, 0, len(text))] == [
        m.span() for m in PATTERN.finditer(text)
    ]
