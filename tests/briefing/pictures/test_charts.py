"""What is worth a chart, and what is not: unlike things never stand beside each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duibiao.briefing.making import FORMATS, Made, make_brief, render
from duibiao.briefing.pictures.charts import CHAPTER_RULES, Part, explain
from duibiao.briefing.pictures.model import Chart, Form, Side
from duibiao.gazetteer import Gazetteer
from duibiao.reading import read_statements
from duibiao.sources.plain import document_from_text
from tests.briefing.pictures.conftest import AIMS, CITY, REPORT


def chosen(sentence: str, where: str = "chapter") -> list[tuple[str, Chart]]:
    """The rule and the chart of a chapter that has the figures of this sentence."""
    text = f"政府工作报告\n——2031年1月9日在广东省第十九届人民代表大会第一次会议上\n各位代表：\n{sentence}\n"
    document = document_from_text(text, name="r.txt", sha256="r")
    place = Gazetteer.load().resolve("广东省")
    figures = tuple(s for s in read_statements(document, place=place, year=2031) if s.indicator)
    part = Part(where, figures, {document.name: document}, document.name)
    return next(
        ([(rule.__name__, c) for c in made] for rule in CHAPTER_RULES if (made := list(rule(part)))), []
    )


def values(chart: Chart) -> list[tuple[str, str]]:
    return [(v.label, v.text) for v in chart.values]


@pytest.mark.parametrize(
    ("sentence", "rule", "drawn"),
    [
        (
            "建成光伏80万千瓦、风电20万千瓦、抽水蓄能120万千瓦。",
            "list_of_amounts",
            ["80万千瓦", "20万千瓦", "120万千瓦"],
        ),
        (
            "去年，汽车出口增长12%、锂电池出口增长8.5%、家具出口增长3%。",
            "list_of_amounts",
            ["12%", "8.5%", "3%"],
        ),
        (
            "粮食产量2028年达1200万吨，2029年达1250万吨，2030年达1280万吨。",
            "series",
            ["1200万吨", "1250万吨", "1280万吨"],
        ),
        ("一产占比10%，二产占比40%，三产占比50%。", "parts_of_a_whole", ["10%", "40%", "50%"]),
    ],
)
def test_what_is_drawn(sentence: str, rule: str, drawn: list[str]) -> None:
    found = chosen(sentence)
    assert [(name, [v.text for v in chart.values]) for name, chart in found] == [(rule, drawn)]


@pytest.mark.parametrize(
    "sentence",
    [
        "选取20个县、80个镇、600个村作为典型。",  # three kinds of things
        "建成光伏80万千瓦、风电20万千瓦。",  # two are read faster than drawn
        "总投资80亿元、年产值120亿元、年税收6亿元。",  # money of three meanings
        "光伏80万千瓦、绿化20万亩、公路120公里。",  # three units
        "一产占比10%，二产占比40%，服务业占比45%。",  # no whole
        "汽车出口增长12%、锂电池出口下降8.5%、家具出口增长3%。",  # a fall has no length
        "粮食产量2029年达1250万吨，2030年达1280万吨。",
        "光伏80万千瓦，全年财政收入增长5%，风电20万千瓦，抽水蓄能120万千瓦。",  # no list
    ],
)
def test_what_is_left_in_the_text(sentence: str) -> None:
    assert chosen(sentence) == []


def test_targets_of_one_side_stand_in_their_table_alone(made: Made) -> None:
    assert len(made.brief.targets) > 3
    targets = {s.id for s in made.brief.targets}
    single = [c for c, rule in explain(made.brief, made.checked.documents) if rule != "yardsticks"]
    assert not any(value.figure.id in targets for chart in single for value in chart.values)


def test_yardsticks_as_pairs_and_as_shares(made: Made) -> None:
    pairs, shares = (c for c, rule in explain(made.brief, made.checked.documents) if rule == "yardsticks")
    assert pairs.form is Form.PAIRS
    assert [(v.side, v.text) for v in pairs.values] == [
        (Side.OURS, "5.1%"),
        (Side.THEIRS, "4.5%"),
        (Side.OURS, "6.3%"),
        (Side.THEIRS, "4.2%"),
    ]
    assert [(v.text, v.value) for v in shares.values] == [
        ("5.0%", Decimal("5.0")),
        ("7.5%", Decimal("7.5")),
        ("7.5%", Decimal("7.5")),
    ]


def test_aims_of_both_sides() -> None:
    report = document_from_text(REPORT, name="report.txt", sha256="r")
    city = document_from_text(CITY + AIMS, name="city.txt", sha256="c")
    made = make_brief(report, "肇庆市", [city], gazetteer=Gazetteer.load())
    told = {c.title: c for c in made.brief.pictures if isinstance(c, Chart)}
    both = [v.text for v in told["增长目标：肇庆市与广东省"].values]
    assert both == ["5.5%", "5%", "6%", "4%", "5%", "5.5%"]
    assert "增长目标" not in told
    for kind in FORMATS:
        assert render(made, kind)


def test_every_number_is_a_figure_as_printed_or_a_yardstick(made: Made) -> None:
    known = {y.id: y for y in made.brief.yardsticks}
    charts = [p for p in made.brief.pictures if isinstance(p, Chart)]
    assert {c.form for c in charts} == {Form.BARS, Form.PAIRS}
    for value in (v for chart in charts for v in chart.values):
        text = made.checked.documents[value.figure.doc].text
        assert value.figure.span.of(text) == value.figure.text
        if value.yardstick:
            assert value.value == known[value.yardstick].value
        else:
            assert (value.text, value.value) == (value.figure.text, value.figure.value)


def test_a_title_has_no_digits(made: Made) -> None:
    assert not any(char.isdigit() for p in made.brief.pictures for char in p.title)
