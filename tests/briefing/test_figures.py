"""The second reading of figures agrees with the first on what is printed, and with nothing else."""

from __future__ import annotations

import csv
import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from duibiao.briefing.figures import agrees, fault, numeral, readings
from duibiao.reading import read_statements
from duibiao.reading.model import Statement
from duibiao.sources import read_document
from duibiao.sources.plain import document_from_text

SENTENCES = [
    "总投资2290亿元。",
    "装机120万千瓦。",
    "发电13.5亿千瓦时。",
    "占比分别提高15、22个百分点。",
    "森林覆盖率达53.4%。",
    "产值下降3.5%。",
    "吸引游客30余万人次。",
    "建成桥梁1,250座。",
    "七成农户用上了新品种。",
    "四分之一的村通了公路。",
    "粮食产量增长百分之五点二。",
    "新建学校300至500所。",
    "利润增长5%—6%。",
    "两三个月内建成三千零五十套住房。",
    "产值突破2亿3000万元。",
    "出口翻了一番。",
]


def statements() -> list[Statement]:
    text = "\n".join(SENTENCES)
    return read_statements(document_from_text(text, name="t.txt", sha256="0"), place=None, year=2024)


def test_what_is_read_agrees_with_what_is_printed() -> None:
    found = statements()
    assert len(found) >= len(SENTENCES)
    assert all(agrees(s) for s in found), [s.text for s in found if not agrees(s)]


@pytest.mark.parametrize("factor", ["10", "0.1", "10000", "1.01"])
def test_another_value_does_not(factor: str) -> None:
    for statement in statements():
        assert not agrees(replace(statement, value=statement.value * Decimal(factor))), statement.text


def test_another_unit_does_not() -> None:
    for statement in statements():
        if statement.text != "15":  # it has the unit of its list
            assert not agrees(replace(statement, unit="吨")), statement.text


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("5000亿", "500000000000"),
        ("13.57万亿", "13570000000000"),
        ("一千零五", "1005"),
        ("二千零十七", "2017"),
        ("2亿3000万", "230000000"),
        ("三点五亿", "350000000"),
        ("二十点九", "20.9"),
        ("1,250", "1250"),
        ("一零二", "102"),
        ("两半", "2.5"),
    ],
)
def test_numerals(printed: str, value: str) -> None:
    assert numeral(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["", "甲", "5000甲", "点五", "五点"])
def test_no_numerals(printed: str) -> None:
    assert numeral(printed) is None


@pytest.mark.parametrize(
    ("printed", "unit", "reading"),
    [
        ("七成", "%", ("70", None)),
        ("三成五", "%", ("35", None)),
        ("一半", "%", ("50", None)),
        ("1/4", "%", ("25", None)),
        ("千分之五", "‰", ("5", None)),
        ("百分之五到六", "%", ("5", "6")),
        ("300至500万元", "元", ("3000000", "5000000")),
        ("七八十个", "个", ("70", "80")),
        ("首位", "位", ("1", None)),
        ("第三", "位", ("3", None)),
        ("翻两番", "倍", ("4", None)),
        ("二斤半", "斤", ("2.5", None)),
    ],
)
def test_forms(printed: str, unit: str, reading: tuple[str, str | None]) -> None:
    low, high = reading
    assert (Decimal(low), None if high is None else Decimal(high)) in set(readings(printed, unit))


def test_percentages_are_no_percentage_points() -> None:
    assert not list(readings("5个百分点", "%"))
    assert not list(readings("5%", "百分点"))


def test_faults_that_only_the_document_shows() -> None:
    document = document_from_text("2023年产值下降3.5%，分别提高15、22个百分点。", name="t.txt", sha256="0")
    fall, first, _ = read_statements(document, place=None, year=2024)
    assert not fault(fall, document)
    assert "升降" in fault(replace(fall, value=-fall.value), document)
    assert "时期" in fault(replace(fall, period="2022"), document)
    assert "单位" in fault(replace(first, unit="吨"), document)


@pytest.mark.corpus
def test_the_corpus_and_what_is_made_of_it(corpus: Path) -> None:
    """Fewer than 2 in 1,000 disagree, and are wrong or broken; of a changed value nothing passes."""
    rng, counts = random.Random(7), Counter[str]()
    rows = list(csv.DictReader((corpus / "index.csv").open(encoding="utf-8-sig")))
    for row in rows[::6]:
        document = read_document(corpus / row["file"])
        for statement in read_statements(document, place=None, year=2024):
            counts["read"] += 1
            if fault(statement, document):
                counts["disagree"] += 1
                continue
            factor = rng.choice(["10", "0.1", "10000", "0.0001", "1.01", "1.1"])
            counts["passed"] += not fault(
                replace(statement, value=statement.value * Decimal(factor)), document
            )
    assert counts["read"] > 1000
    assert counts["disagree"] < counts["read"] / 500
    assert counts["passed"] <= counts["read"] / 1000
