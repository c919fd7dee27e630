# ruff: noqa: E501 (sentences stay on one line)
"""Titles: the clause that tells why a passage concerns the place, in the report's own words."""

from __future__ import annotations

import pytest

from duibiao.briefing.chapters import _short_clause


@pytest.mark.parametrize(
    ("clause", "name", "title"),
    [
        # what is done, and the item of the list in full
        ("成功举办中外媒体合作论坛肇庆峰会、亚太城市市长会议、中阿青年论坛等多场主场活动", "肇庆", "成功举办中外媒体合作论坛肇庆峰会……等多场主场活动"),
        # what stands between the verb and the item is left out
        ("争取国家政策支持汕头发挥侨乡优势对接湾区建设、支持梅州苏区融湾先行区建设", "梅州", "争取……支持梅州苏区融湾先行区建设"),
        # a list that opens the clause stays a list
        ("佛山、赣江新区、肇庆三地联席会议以及都市圈县区结对帮扶机制常态化运行", "肇庆", "佛山、赣江新区、肇庆三地联席会议以及都市圈县区结对帮扶机制常……"),
        # the first of a list of subjects would tell nothing
        ("肇庆生物医药、高要绿色建材精细加工产业获评国家级中小企业特色产业集群称号", "肇庆", "肇庆生物医药、高要绿色建材精细加工产业获评国家级中小企业特色……"),
        ("支持肇庆建设新港", "肇庆", "支持肇庆建设新港"),
    ],
)  # fmt: skip
def test_a_title_keeps_the_item_that_names_the_place(clause: str, name: str, title: str) -> None:
    assert _short_clause(clause, clause.find(name)) == title
