from __future__ import annotations

import pytest

from duibiao.matching import Role
from duibiao.matching.roles import explain, role
from duibiao.text import split
from tests.tagged import read

EXAMPLES = [
    "<r role=done rule=past_year>2023年，全市新建口袋公园31个。</r>",
    "<r role=done rule=words_of_result>首座换电站已在城东落户。</r>",
    "<r role=plan rule=words_of_plan_first>力争年内突破300亿元。</r>",
    "<r role=plan rule=words_of_plan_first>电站建成后预计每年供电5亿千瓦时。</r>",
    "<r role=plan rule=coming_year>2024年，全市抓好12个水利项目。</r>",
    "<r role=plan rule=coming_year>今年，园区加快标准厂房建设。</r>",
    "<r role=done rule=words_of_result>据统计，今年全市完成造林9万亩。</r>",
    "<r role=context rule=stands>这里山多田少，物产丰饶。</r>",
    "<r role=plan>下一步，将抓紧编制规划。</r><r role=plan rule=goes_on>推动港区扩能。</r>",
    "<r role=context rule=stands>推动港区扩能。</r>",
    "<r role=done rule=past_year>2022年，某厂落户，成为当地最大的电池生产线。</r>",
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_role_and_the_rule_that_told_it(example: str) -> None:
    text, expected = read(example)
    before: Role | None = None
    assert [answer.span for answer in expected] == split(text)
    for answer in expected:
        before, rule = explain(answer.span.of(text), 2024, before)
        assert before == answer.values["role"], answer.span.of(text)
        assert rule == answer.values.get("rule", rule)


def test_the_year_is_that_of_the_report() -> None:
    sentence = "2024年全市建成充电桩500个。"
    assert role(sentence, 2025) is Role.DONE
    assert role("2024年全市要建充电桩500个。", 2024) is Role.PLAN


def test_broken_lines_do_not_hide_words() -> None:
    assert role("项目力\n\n争年底投产。", 2024) is Role.PLAN


@pytest.mark.parametrize(("part", "expected"), [(Role.DONE, "done"), (Role.PLAN, "plan"), (None, "context")])
def test_the_part_of_a_report_tells_where_words_do_not(part: Role | None, expected: str) -> None:
    assert role("推进水网建设。", 2024, part=part) == expected
