from __future__ import annotations

from pathlib import Path

import pytest

from duibiao.reading.targets import headline_targets
from duibiao.reading import read_statements
from duibiao.reading.report import identify
from duibiao.sources import read_document
from duibiao.sources.plain import document_from_text
from tests.tagged import read

REPORT = """政府工作报告
——2031年1月9日在广东省第十九届人民代表大会第一次会议上
各位代表：
一、2030年工作回顾
地区生产总值增长6%。
二、“十六五”时期主要目标任务
今后五年经济社会发展主要目标是：研发投入年均增长<t>8%</t>以上。
三、2031年工作安排
今年经济社会发展的主要预期目标是：地区生产总值增长<y>5.5%</y>左右；城镇新增就业<y>120万人</y>；居民消费价格涨幅<y>2%</y>左右。为此，突出做好9个方面工作。
今年还要修路100公里。
"""


def test_the_line_of_the_year_counts_not_that_of_the_plan() -> None:
    text, answers = read(REPORT)
    document = document_from_text(text, name="r.txt", sha256="0")
    who = identify(document)
    targets = headline_targets(document, read_statements(document, place=who.place, year=who.year))
    assert [t.span for t in targets] == [a.span for a in answers if a.tag == "y"]


def test_a_report_without_targets_has_none() -> None:
    document = document_from_text("各位代表：\n今年修路100公里。", name="r.txt", sha256="0")
    assert headline_targets(document, read_statements(document, place=None, year=2031)) == ()


@pytest.mark.corpus
def test_every_provincial_report_of_2026_announces_targets(corpus: Path) -> None:
    for path in sorted((corpus / "provinces-2026").glob("*.txt")):
        document = read_document(path)
        who = identify(document)
        targets = headline_targets(document, read_statements(document, place=who.place, year=who.year))
        assert len(targets) >= 2, path.name  # 广东 sets two figures and no more
