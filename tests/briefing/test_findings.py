"""What an audit finds wrong in a quoted sentence stands in the brief, in every format."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from duibiao.auditing import audit, wrong_in
from duibiao.briefing.guard import check
from duibiao.briefing.making import FORMATS, Made, make_brief, render
from duibiao.errors import GuardError
from duibiao.gazetteer import Gazetteer
from duibiao.matching import Cache
from duibiao.sources.plain import document_from_text

REPORT = document_from_text(
    "政府工作报告\n——2031年1月9日在广东省第十九届人民代表大会第一次会议上\n各位代表：\n"
    "一、2031年工作安排\n支持肇庆新港建设，壮大集装箱运输。",
    name="report.txt",
    sha256="r",
)
NOTE = document_from_text(
    "2030年，肇庆新港集装箱吞吐量完成60万标箱，比上年的50万标箱增长30%，集装箱运输航线10条。",
    name="港口.txt",
    sha256="n",
)


@pytest.fixture(scope="module")
def made() -> Made:
    return make_brief(REPORT, "肇庆市", [NOTE], gazetteer=Gazetteer.load())


def test_the_slip_is_told_in_every_format(made: Made) -> None:
    (finding,) = made.brief.findings
    assert finding.at.span.of(NOTE.text) == "30%"
    for kind in FORMATS:
        output = render(made, kind)
        if isinstance(output, str):
            assert "应为 20%" in output
    assert json.loads(str(render(made, "json")))["findings"][0]["stated"] == finding.stated


def test_an_operand_that_was_moved_is_caught(made: Made) -> None:
    (finding,) = made.brief.findings
    operands = tuple(replace(one, text=f"{one.text}0") for one in finding.operands)
    brief = replace(made.brief, findings=(replace(finding, operands=operands),))
    with pytest.raises(GuardError):
        check(brief, {one.name: one for one in (REPORT, NOTE)})


def test_kept_findings_equal_fresh_ones(tmp_path: Path) -> None:
    gazetteer = Gazetteer.load()
    fresh = audit([NOTE], gazetteer=gazetteer).wrong
    assert fresh
    for _ in range(2):
        assert wrong_in(NOTE, None, None, gazetteer, Cache(tmp_path)) == fresh
