from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from duibiao.reading import RECORD_KEYS, explain_statements, read_statements, record
from duibiao.sources import read_document
from tests.reading.figures import AHEAD, BACK, YEAR, answer, document, read
from tests.tagged import read as untag

EXAMPLES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("examples.toml").read_text("utf-8"))
NOTHING = EXAMPLES.pop("nothing")
AHEAD_SENTENCES = EXAMPLES.pop("ahead")
FIRST_FIGURES = EXAMPLES.pop("first_figures")
ALL = [example for group in EXAMPLES.values() for example in group]


def _check(example: str, heading: str) -> None:
    sentence, wanted = untag(example)
    start, found = read(sentence, heading)
    spans = [(s.span.start - start, s.span.end - start) for s in found]
    assert spans == [tuple(w.span) for w in wanted], sentence
    for statement, want in zip(found, wanted, strict=True):
        for field, value in want.values.items():
            assert answer(statement, field) == value, f"{field} of {statement.text} in {sentence}"


@pytest.mark.parametrize("example", ALL)
def test_looking_back(example: str) -> None:
    _check(example, BACK)


@pytest.mark.parametrize("example", AHEAD_SENTENCES)
def test_looking_ahead(example: str) -> None:
    _check(example, AHEAD)


@pytest.mark.parametrize(("sentence", "value", "unit"), FIRST_FIGURES)
def test_numbers_and_units_of_every_kind(sentence: str, value: str, unit: str) -> None:
    found = read(sentence)[1]
    assert found, sentence
    assert (answer(found[0], "value"), found[0].unit) == (value, unit)


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_is_no_quantity_stays_out(sentence: str) -> None:
    assert [s.text for s in read(sentence)[1]] == []


@pytest.mark.parametrize("example", [*ALL, *AHEAD_SENTENCES])
def test_every_span_slices_back(example: str) -> None:
    made = document(untag(example)[0])
    for s in read_statements(made, place=None, year=YEAR):
        assert s.span.of(made.text) == s.text
        assert s.sentence_span.holds(s.span)
        for span in (s.indicator_span, s.period_span, s.place_span):
            assert span is None or span.of(made.text)


def test_the_record_has_the_keys_of_the_contract_in_order() -> None:
    _, found = read("总产值增长4.0%。")
    row = record(found[0])
    assert tuple(row) == RECORD_KEYS
    assert row["value"] == "4.0"
    assert row["start"] == found[0].span.start


def test_large_values_print_without_exponent() -> None:
    _, found = read("总量13.57万亿元。")
    assert record(found[0])["value"] == "13570000000000"


def test_a_second_run_gives_the_same_ids() -> None:
    made = document("产量5吨，增长3%，其中甲类2吨。")
    ids = [[s.id for s in read_statements(made, place=None, year=YEAR)] for _ in range(2)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])


def test_without_year_or_place_nothing_is_invented() -> None:
    made = document("去年产量5吨，2020年产量3吨。")
    first, second = read_statements(made, place=None, year=None)
    assert (first.period, first.place, first.adcode) == ("", "", "")
    assert second.period == "2020"


def test_explain_names_a_rule_for_every_field() -> None:
    made = document("产量约5吨，增长3%。")
    for _statement, rules in explain_statements(made, place=None, year=YEAR):
        assert set(rules) == {"value", "bound", "kind", "indicator", "period", "place", "status"}
        assert all(re.fullmatch(r"\w+", rule) for rule in rules.values())


def test_figures_beside_the_body_say_where_they_stand() -> None:
    made = document("产量5吨。\n附件\n名词解释\n1.“两百工程”：建设100个示范村。")
    assert [(s.text, s.section) for s in read_statements(made, place=None, year=YEAR)][-1] == (
        "100个", "名词解释",
    )  # fmt: skip


def test_an_annex_of_tasks_looks_ahead() -> None:
    made = document("产量5吨。\n附件\n2031年省十件民生实事\n一、改善住房。\n改造老旧小区300个。")
    last = read_statements(made, place=None, year=YEAR)[-1]
    assert (last.text, last.section, last.status.value, last.period) == ("300个", "附件", "target", "2031")


@pytest.mark.corpus
def test_the_whole_page_is_read_in_the_order_of_its_text(shared: Path) -> None:
    made = read_document(shared / "corpus" / "zhaoqing" / "seed-article.txt")
    found = read_statements(made, place=None, year=2024)
    assert [s.span for s in found] == sorted(s.span for s in found)
    assert {s.place for s in found if s.section == "页面其他内容" and s.place_span is None} == {""}
    labels = (shared / "gold-dev" / "seed-quantities.tsv").read_text("utf-8").splitlines()
    wanted = [line.split("\t") for line in labels if line.startswith("Q\t")]
    starts = {s.span.start for s in found}
    assert sum(int(cells[1]) in starts for cells in wanted) >= 68
