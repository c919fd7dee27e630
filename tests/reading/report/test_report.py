from __future__ import annotations

import csv
from pathlib import Path

import pytest

from duibiao.errors import UsageError
from duibiao.reading.report import identify
from duibiao.reading.report.logic import require_year
from duibiao.sources import read_document
from duibiao.sources.plain import document_from_text


def test_dateline_tells_place_and_year() -> None:
    text = "政府工作报告\n——2031年1月9日在浙江省第九届人民代表大会第一次会议上\n各位代表：\n现在报告工作。"
    report = identify(document_from_text(text, name="r.txt", sha256="0"))
    assert (report.place and report.place.adcode, report.year) == ("330000", 2031)
    assert report.title == "2031年浙江省政府工作报告"


def test_a_title_set_as_a_paragraph_tells_the_place() -> None:
    for first in (
        "2031年浙江省政府工作报告（2031年1月9日在会上）",
        "浙江省2031年政府工作报告\n（2031年1月9日 某某）",
    ):
        text = f"{first}\n\n一、工作回顾\n\n全省生产总值增长5%。\n\n粮食产量稳定。"
        report = identify(document_from_text(text, name="r.txt", sha256="0"))
        assert (report.place and report.place.adcode, report.year) == ("330000", 2031), first


def test_a_district_is_told_by_its_city_and_its_name() -> None:
    for first in (
        "政府工作报告\n——2031年3月4日在呼伦贝尔市海拉尔区第十五届人民代表大会第三次会议上",
        "呼伦贝尔市海拉尔区2031年政府工作报告\n（2031年1月5日）",
        "海拉尔区人民政府2031年工作报告\n（2031年2月24日海拉尔区第十六届人民代表大会第六次会议）",
    ):
        text = f"{first}\n各位代表：\n一、2030年工作回顾\n全区生产总值增长5%。"
        report = identify(document_from_text(text, name="r.txt", sha256="0"))
        assert (report.place and report.place.adcode, report.year) == ("150702", 2031), first


def test_a_report_that_an_article_speaks_of_is_not_its_own() -> None:
    text = "浙江省政府工作报告提出，今年要办好十件实事。\n\n记者走访了三个县。"
    assert identify(document_from_text(text, name="r.txt", sha256="0")).place is None


def test_headings_tell_the_year_where_nothing_else_does() -> None:
    text = "各位代表：\n我代表国务院作报告。\n一、2030年工作回顾\n成绩很大。\n二、2031年任务\n继续努力。"
    report = identify(document_from_text(text, name="r.txt", sha256="0"))
    assert (report.place and report.place.adcode, report.year) == ("100000", 2031)


def test_a_heading_that_looks_back_is_of_the_year_before() -> None:
    text = "各位代表：\n我代表国务院作报告。\n一、2030年工作回顾\n成绩很大。\n二、今年工作的任务\n继续努力。"
    assert identify(document_from_text(text, name="r.txt", sha256="0")).year == 2031


def test_no_year_is_said_in_one_line() -> None:
    document = document_from_text("各位代表：\n工作很多，成绩很大。", name="r.txt", sha256="0")
    with pytest.raises(UsageError, match="哪一年") as raised:
        require_year(identify(document), document)
    assert "--year" in raised.value.line
    assert "\n" not in raised.value.line


def test_every_report_of_the_corpus_is_identified(corpus: Path) -> None:
    with (corpus / "index.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if "zhaoqing" not in row["file"]]
    assert len(rows) >= 85
    for row in rows:
        report = identify(read_document(corpus / row["file"]))
        assert report.place is not None, row["file"]
        assert report.year == int(row["year"]), row["file"]
        if row["adcode"]:
            assert report.place.adcode == row["adcode"], row["file"]
