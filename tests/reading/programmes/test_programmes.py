"""Members of programmes: level, label, round, who chose them, which are named."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duibiao.gazetteer import Gazetteer
from duibiao.reading.mentions import find_mentions
from duibiao.reading.programmes import ProgrammeFact, Tier, read_programmes
from duibiao.reading.statements import read_statements
from duibiao.sources.plain import document_from_text

NAME = "百县千镇万村高质量发展工程"


def facts(text: str, place: str = "广东省") -> list[ProgrammeFact]:
    gazetteer = Gazetteer.load()
    home = gazetteer.resolve(place)
    document = document_from_text(text, name="note.txt", sha256=text)
    statements = read_statements(document, place=home, year=2031)
    mentions = find_mentions(document, home=home, year=2031, gazetteer=gazetteer)
    found = read_programmes(document, statements, mentions, place=home, year=2031)
    for fact in found:
        assert fact.span.of(text) == fact.text
        assert fact.label_span.of(text) == fact.label
        for member in fact.members:
            assert member.span.of(text) in member.name or member.name[:2] == member.span.of(text)[:2]
    return found


def test_three_levels_with_one_label() -> None:
    found = facts("实施“百千万工程”，选取21个县（市、区）、105个镇、1050个村（社区）作为首批典型。")
    assert [(f.tier, f.count, f.programme, f.round, f.chooser) for f in found] == [
        (Tier.COUNTY, Decimal(21), NAME, "首批", "广东省"),
        (Tier.TOWN, Decimal(105), NAME, "首批", "广东省"),
        (Tier.VILLAGE, Decimal(1050), NAME, "首批", "广东省"),
    ]


def test_the_place_tells_who_chose() -> None:
    text = "肇庆实施“百千万工程”。全市共有2个县（市、区）、5个镇、55个村（社区）入选省首批典型。"
    found = facts(text, "肇庆市")
    assert [(f.tier, f.count) for f in found] == [(Tier.COUNTY, 2), (Tier.TOWN, 5), (Tier.VILLAGE, 55)]
    assert {(f.chooser, f.chooser_adcode, f.adcode, f.programme) for f in found} == {
        ("省", "440000", "441200", NAME)
    }


def test_quality_in_the_noun_and_the_round_before_it() -> None:
    found = facts("深入实施“百千万工程”。开展第二批298个典型镇建设。")
    assert [(f.count, f.tier, f.round, f.programme) for f in found] == [(298, Tier.TOWN, "第二批", NAME)]


def test_lists_with_a_name_of_their_own() -> None:
    text = (
        "肇庆还选定16个产业良好、环境优美的乡镇（街道）作为示范镇创建，打造“十六罗汉”。"
        "推动村居“一百零五好汉”各美其美。"
    )
    found = facts(text, "肇庆市")
    assert [(f.text, f.count, f.tier) for f in found] == [
        ("16个", 16, Tier.TOWN),
        ("十六罗汉", 16, Tier.TOWN),
        ("一百零五好汉", 105, Tier.VILLAGE),
    ]
    assert found[0].chooser == "肇庆市"


def test_named_members() -> None:
    text = "先行启动大沙镇工业化试点和沙浦镇农业公园试点，以“两工两农”示范建设带动全市。"
    found = facts(text, "肇庆市")
    assert [[m.name for m in f.members] for f in found] == [["大沙镇", "沙浦镇"]]
    named = facts("四会、高要入选国家乡村振兴示范县。")
    assert [(f.programme, [m.adcode for m in f.members]) for f in named] == [
        ("国家乡村振兴示范县", ["441284", "441204"])
    ]


def test_a_programme_that_is_only_learned_from_is_not_theirs() -> None:
    text = "实施“百千万工程”，学习运用“千万工程”经验，打造好21个典型县（市、区）。"
    assert [f.programme for f in facts(text)] == [NAME]


@pytest.mark.parametrize(
    "text",
    [
        "全省有57个县（市）经济增速较快。",
        "推动“一县一业”发展。",
        "改造老旧小区1800个。",
        "推进“一老一小”服务。",
    ],
)
def test_places_that_are_no_members(text: str) -> None:
    assert facts(text) == []
