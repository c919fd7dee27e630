"""What does not add up in a page, or in what it quotes, is told with the verification."""

from __future__ import annotations

import json

import pytest

from duibiao.gazetteer import Gazetteer
from duibiao.sources.plain import document_from_text
from duibiao.verifying import verify
from duibiao.verifying.render import render_html, render_json, render_text

REPORT = document_from_text(
    "政府工作报告\n——2031年1月9日在广东省第十九届人民代表大会第一次会议上\n各位代表：\n一、2030年工作回顾\n"
    "全省新开航线60条，比上年的50条增长30%，港口建设步伐明显加快。全省绿道建成900公里。",
    name="report.txt",
    sha256="r",
)
QUOTED = "报告指出：“全省新开航线60条，比上年的50条增长30%，港口建设步伐明显加快。”"
OTHER = "报告指出：“全省绿道建成900公里。”肇庆市建成水厂8座，比上年的5座增加9座。"


@pytest.mark.parametrize(("text", "docs"), [(QUOTED, {"page.txt", "report.txt"}), (OTHER, set())])
def test_only_what_is_quoted_of_the_report(text: str, docs: set[str]) -> None:
    page = document_from_text(f"这一页写的是肇庆市。\n{text}", name="page.txt", sha256="p")
    made = verify(page, REPORT, gazetteer=Gazetteer.load())
    assert {finding.at.doc for finding, _ in made.findings} >= docs
    assert "report.txt" in docs or all(finding.at.doc == "page.txt" for finding, _ in made.findings)
    told = json.loads(render_json(made))["findings"]
    assert [row["spot"]["text"] for row in told] == [spot.text for _, spot in made.findings]
    for finding, _ in made.findings:
        assert finding.explanation in render_text(made)
        assert finding.explanation in render_html(made)
    assert ("inconsistent" in made.faults(strict=True)) == bool(made.findings)
