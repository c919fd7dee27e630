from __future__ import annotations

import pytest

from duibiao.gazetteer import Gazetteer
from duibiao.verifying.model import Told
from duibiao.verifying.namings import place_of
from tests.verifying.making import check, document, labelled

STEPS = "肇庆鼎湖山游步道全线贯通，端砚作坊用上清洁电，星湖水质保持优良。"
VILLAGE = "支持肇庆建设端砚研学基地，办好龙舟赛和醒狮会。"

OTHERS = "广州、深圳的街坊都说好，佛山、东莞的老友也来了，大家坐在江边说起各家的孩子。"


def told(page: str) -> list[Told]:
    return [naming.told for naming in check(page).namings]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (labelled(STEPS), [Told.QUOTED, Told.MISSING]),
        (labelled(VILLAGE), [Told.MISSING, Told.QUOTED]),
        (labelled(STEPS, VILLAGE), [Told.QUOTED, Told.QUOTED]),
        ("省里今年支持肇庆建设端砚研学基地，砚农们很高兴。", [Told.MISSING, Told.ECHOED]),
        ("肇庆的清早很热闹。", [Told.MISSING, Told.MISSING]),
    ],
)
def test_whether_the_page_has_what_names_the_place(page: str, expected: list[Told]) -> None:
    assert told(page) == expected


def test_a_sentence_quoted_without_the_clause_that_names_the_place_is_missing() -> None:
    page = labelled("培训泥瓦木匠3500人，开放夜间展览，办好龙舟赛和醒狮会。")
    naming = check(page).namings[1]
    assert naming.told is Told.MISSING
    assert [r.text for r in naming.missed] == ["肇庆"]


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("肇庆的清早很热闹。端州、高要的码头也一样，四会的集市刚开张。", "肇庆市"),
        ("四会的玉器街刚开张，四会人起得早。", "四会市"),
        ("昆明的花市刚开张，大理的湖边有人散步，昆明人起得早。", None),
        ("清早的码头很热闹。", None),
        (f"报告里的肇庆元素\n\n2024-01-23 来源：晚报\n\n{OTHERS}\n\n{OTHERS}", "肇庆市"),
    ],
)
def test_the_place_is_read_from_the_page(page: str, place: str | None) -> None:
    gazetteer = Gazetteer.load()
    found = place_of(document(page), gazetteer.resolve("广东省"), 2024, gazetteer)
    assert (found.name if found else None) == place


def test_a_line_that_only_reaches_the_place_is_told_and_no_fault() -> None:
    report = "2024年广东省政府工作报告\n\n各位代表：\n\n珠肇高铁全线铺轨，沿线的孩子天天来看。\n"
    made = check("街坊们说起这些天的变化，话就多了起来。", report=report)
    assert [(n.told, n.outright) for n in made.namings] == [(Told.MISSING, False)]
    assert made.faults() == ()


def test_without_a_place_nothing_is_said_of_namings() -> None:
    made = check("清早的码头很热闹。", place=None)
    assert made.place is None
    assert made.namings == ()
    assert any("--place" in note for note in made.notes)
