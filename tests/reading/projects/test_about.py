"""Whose a project is, where it lies, what it was admitted to, who answers for it."""

from __future__ import annotations

from duibiao.reading.projects import FactType, read_projects
from tests.reading.projects.reading import events


def told(text: str, kind: FactType) -> list[tuple[str, str]]:
    """``(project, printed)``."""
    return [(e.project, e.text) for e in events(text) if e.type is kind]


def test_owner_in_the_name_and_before_it() -> None:
    assert told("宁德时代肇庆项目投产。", FactType.OWNER) == [("宁德时代肇庆项目", "宁德时代")]
    assert ("肇庆基地", "宁德时代") in told("2028年引进宁德时代，其肇庆基地投产。", FactType.OWNER)


def test_place_in_the_name_and_where_it_lies() -> None:
    places = told("肇庆青龙抽水蓄能电站加快建设，选址广宁县。", FactType.PLACE)
    assert places == [("肇庆青龙抽水蓄能电站", "肇庆"), ("肇庆青龙抽水蓄能电站", "广宁县")]


def test_admitted_to() -> None:
    assert told("宁德时代肇庆项目跻身“零碳工厂”行列。", FactType.PROGRAMME) == [
        ("宁德时代肇庆项目", "“零碳工厂”")
    ]


def test_what_names_no_place_lies_at_home() -> None:
    assert all(e.adcodes == ("441200",) for e in events("云帆科技、百川达、瑞铭成等企业相继落户。"))


def test_ids_are_stable_and_unique() -> None:
    text = "肇庆青龙抽水蓄能电站、肇庆白鹤抽水蓄能电站开工建设，建成投产后年产值3亿元。"
    first, second = events(text), events(text)
    assert [e.id for e in first] == [e.id for e in second]
    assert len({e.id for e in first}) == len(first)


def test_a_name_in_the_title_of_the_page_stands_in_no_sentence_of_the_body() -> None:
    head = "肇庆青龙抽水蓄能电站年底动工\n来源：某报\n时间：2031-01-05\n\n"
    found = events(f"{head}青龙电站先修路。\n肇庆白鹤抽水蓄能电站开工建设。")
    assert found
    assert len({e.id for e in found}) == len(found)


def test_nothing_to_read() -> None:
    from duibiao.sources.plain import document_from_text  # noqa: PLC0415

    empty = document_from_text("无。", name="empty.txt", sha256="0")
    assert read_projects(empty, [], [], place=None, year=None) == []
