"""The whole way: the seed page of the corpus, mutated pages, pages of other kinds."""

from __future__ import annotations

import io
import json
import time
from collections import Counter
from pathlib import Path

import pytest

from duibiao.gazetteer import Gazetteer
from duibiao.sources import read_document
from duibiao.verifying import Verification, verify
from duibiao.verifying.model import Change, Support, Told, Verdict, Where
from tests.verifying.making import REPORT, check, document, labelled
from tests.verifying.mutations import expected, trial

WHOLE, SHORTENED, ALTERED = Verdict.WHOLE, Verdict.SHORTENED, Verdict.ALTERED
KEY = [
    # verdict, cut inside, the words that were cut name the city; made by reading page and report side by side
    (SHORTENED, True, False),
    (SHORTENED, True, True),
    (SHORTENED, False, False),
    (WHOLE, False, False),
    (ALTERED, False, False),
    (WHOLE, False, False),
    (SHORTENED, True, False),
    (WHOLE, False, False),
    (SHORTENED, True, False),
    (SHORTENED, False, False),
    (SHORTENED, False, False),
    (SHORTENED, True, False),
]


@pytest.fixture(scope="module")
def seed(corpus: Path) -> Verification:
    evidence = [read_document(path) for path in sorted((corpus / "zhaoqing" / "evidence").iterdir())]
    page = read_document(corpus / "zhaoqing" / "seed-article.txt")
    return verify(
        page, read_document(corpus / "guangdong" / "440000-2024.txt"), evidence, gazetteer=Gazetteer.load()
    )


@pytest.mark.corpus
def test_the_seed_page_s_quotations_are_judged_as_a_reader_judges_them(seed: Verification) -> None:
    assert [(q.verdict, q.inner, q.grave) for q in seed.quotations] == KEY
    assert all(q.silent for q in seed.quotations if q.cuts)
    (change,) = seed.quotations[4].alterations
    assert (change.kind, change.page.text, change.report.text) == (Change.ADDED, "新区", "")


@pytest.mark.corpus
def test_every_position_of_the_seed_page_holds(seed: Verification, corpus: Path) -> None:
    texts = {
        path.name: read_document(path).text
        for folder in ("zhaoqing", "zhaoqing/evidence", "guangdong")
        for path in (corpus / folder).glob("*.txt")
    }
    page, report = texts["seed-article.txt"], texts["440000-2024.txt"]
    for quotation in seed.quotations:
        assert page[slice(*quotation.page.span)] == quotation.page.text
        for spot in (*quotation.report, *(c.report for c in quotation.cuts)):
            assert report[slice(*spot.span)] == spot.text
    for figure in seed.figures:
        assert page[slice(*figure.spot.span)] == figure.spot.text
        if figure.basis is not None:
            assert texts[figure.basis.doc][slice(*figure.basis.spot.span)] == figure.basis.spot.text


@pytest.mark.corpus
def test_the_seed_page_s_figures_all_have_their_source_in_report_or_material(seed: Verification) -> None:
    assert Counter(f.support for f in seed.figures) == {Support.SUPPORTED: 60}


@pytest.mark.corpus
def test_what_the_seed_page_misses_of_its_city(seed: Verification) -> None:
    assert seed.place is not None
    assert seed.place.name == "肇庆市"
    told = {reason.text: naming.told for naming in seed.namings for reason in naming.reasons}
    assert told["肇庆新区"] is Told.QUOTED
    assert told["肇庆高新区"] is Told.ECHOED
    assert told["肇庆宁德时代二阶段工程"] is told["肇庆小鹏智能智造研究院"] is Told.MISSING


@pytest.mark.corpus
def test_mutated_sentences(corpus: Path) -> None:
    """Under a label and in quotation marks nothing is missed; running text may miss a slip in a short one."""
    results = trial(corpus, seed=20, each=54)
    wrong = [(one.kind, one.mode, said, one.text) for one, said in results if said not in expected(one)]
    assert len(results) == 216
    assert [w for w in wrong if w[1] != "running" or w[0] in ("whole", "digit", "unit", "invented")] == []
    assert len(wrong) <= 0.03 * len(results)


@pytest.mark.corpus
def test_the_report_of_another_year_has_none_of_the_quotations(corpus: Path) -> None:
    page = read_document(corpus / "zhaoqing" / "seed-article.txt")
    other = read_document(corpus / "provinces-2026" / "610000-2026.txt")
    made = verify(page, other, place=Gazetteer.load().resolve("肇庆市"), gazetteer=Gazetteer.load())
    assert made.counted(Verdict.WHOLE) == 0
    assert any("是不是同一份报告" in note for note in made.notes)


@pytest.mark.corpus
def test_time_is_linear_in_the_page(corpus: Path) -> None:
    page = (corpus / "zhaoqing" / "seed-article.txt").read_text("utf-8")
    report = read_document(corpus / "guangdong" / "440000-2024.txt")

    def seconds(times: int) -> float:
        one = document(page[:6600] * times)
        start = time.process_time()
        verify(one, report, gazetteer=Gazetteer.load())
        return time.process_time() - start

    seconds(1)
    assert seconds(16) < 5 * seconds(4)


def test_a_page_that_quotes_nothing() -> None:
    made = check("肇庆的清早很热闹，渔船一条接一条靠岸。")
    assert made.quotations == ()
    assert any("没有在页面上找到" in note for note in made.notes)
    assert made.faults() == ("missing",)


def test_a_report_that_does_not_name_the_place_and_a_page_that_quotes_it_whole() -> None:
    made = check(labelled("让每个村口都有一盏整夜亮着的灯。"), place="昆明市")
    assert made.faults() == made.faults(strict=True) == ()


def test_faults() -> None:
    cut = labelled("港口吞吐量达到3.26亿吨、增长7.4%，渔港新建泊位41个，海鲜一天就能送到山里。")
    made = check(cut, place="昆明市")
    assert made.faults() == ()
    assert made.faults(strict=True) == ("silent",)
    assert check(cut.replace("41", "14"), place="昆明市").faults() == ("altered", "contradicted")
    assert check(labelled("给每条小河都配一位会讲故事的船夫。"), place="昆明市").faults() == ("absent",)
    assert "unsupported" in check("码头有97条渔船。", place="昆明市").faults(strict=True)


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_pages_of_every_kind_say_the_same(kind: str, tmp_path: Path) -> None:
    paragraphs = [
        ("街头见闻", True),
        ("清早的肇庆码头很热闹，渔船一条接一条靠岸。", False),
        ("报告原文", True),
        ("修通盘山公路1280公里，山里孩子上学少走一半路。", False),
        ("街头见闻", True),
        ("傍晚的肇庆码头安静下来了。", False),
        ("报告原文", True),
        ("让每个村口都有一盏整夜亮着的灯。", False),
    ]
    path = tmp_path / f"page.{kind}"
    path.write_bytes(_html(paragraphs) if kind == "html" else _docx(paragraphs))
    report = tmp_path / "report.txt"
    report.write_text(REPORT, "utf-8")
    made = verify(read_document(path), read_document(report), gazetteer=Gazetteer.load())
    assert [(q.verdict, [c.where for c in q.cuts]) for q in made.quotations] == [
        (SHORTENED, [Where.MIDDLE]),
        (WHOLE, []),
    ]


def _html(paragraphs: list[tuple[str, bool]]) -> bytes:
    body = "".join(
        f"<h3>{t}</h3>" if head else f"<p>{t[:9]}<span>{t[9:]}</span></p>" for t, head in paragraphs
    )
    page = f"<html><head><title>码头</title></head><body><article>{body}</article></body></html>"
    return page.encode()


def _docx(paragraphs: list[tuple[str, bool]]) -> bytes:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    for text, head in paragraphs:
        if head:
            made.add_heading(text, 3)
        else:
            made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_second_run_finds_the_same() -> None:
    page = labelled("修通盘山公路1290公里，山里孩子上学少走一半路。")
    assert json.dumps(str(check(page))) == json.dumps(str(check(page)))
