"""Counted projects: how many, at what stage, with what money, from where, in which parts."""

from __future__ import annotations

import pytest

from duibiao.reading.projects import FactType, ProjectEvent, Subject
from tests.reading.projects.reading import events, report


def of_groups(found: list[ProjectEvent]) -> list[tuple[str, str, str]]:
    """``(group, type, printed)``."""
    return [(e.project, e.type.value, e.text) for e in found if e.subject is Subject.GROUP]


def test_a_park_and_its_projects() -> None:
    note = (
        "2030年，广东省（肇庆）大型产业集聚区建设不断提速，起步区完成土地收储超6000亩，已引进88个产业项目，"
        "计划投资额290亿元，平均4天引进1个项目；落实“一个项目、一个专班、一跟到底”工作机制。"
    )
    found = events(note)
    assert of_groups(found) == [
        ("产业项目", "count", "88个"),
        ("产业项目", "money", "290亿元"),
        ("产业项目", "responsible", "“一个项目、一个专班、一跟到底”工作机制"),
    ]
    count = next(e for e in found if e.type is FactType.COUNT)
    assert count.stage is not None
    assert (count.stage.value, count.within) == ("签约", "广东省（肇庆）大型产业集聚区")
    assert [e.text for e in found if e.type is FactType.LAND] == ["6000亩"]


def test_parts_by_source() -> None:
    note = "加快推进152个绿色能源项目建设，总投资900亿元。其中，光伏约600万千瓦、风电约50万千瓦。"
    found = events(note)
    assert of_groups(found) == [
        ("绿色能源项目", "count", "152个"),
        ("绿色能源项目", "money", "900亿元"),
        ("绿色能源项目", "capacity", "600万千瓦"),
        ("绿色能源项目", "capacity", "50万千瓦"),
    ]
    assert [e.part for e in found if e.part] == ["光伏", "风电"]


@pytest.mark.parametrize(
    ("sentence", "name", "stage", "members"),
    [
        ("新开工海洋牧场项目36个、总投资超90亿元。", "海洋牧场项目", "开工", ()),
        ("青龙沟、白鹤滩等14座大型水电站建成发电。", "大型水电站", "投产", None),
        ("26个央企合作项目落地，总投资1200多亿元。", "央企合作项目", "签约", ()),
        ("建成过江通道5座。", "过江通道", "投产", ()),
    ],
)
def test_counts_with_their_stage(
    sentence: str, name: str, stage: str, members: tuple[str, ...] | None
) -> None:
    count = next(e for e in report(back=sentence) if e.type is FactType.COUNT)
    assert count.stage is not None
    assert (count.project, count.stage.value) == (name, stage)
    assert members is None or count.members == members


def test_where_a_group_comes_from() -> None:
    found = events("2030年，四县一市承接广州转移项目21个。")
    assert [(e.text, e.adcodes) for e in found if e.type is FactType.ORIGIN] == [("广州", ("440100",))]
    assert of_groups(found)[0][2] != "21个" or found[0].subject is Subject.GROUP


@pytest.mark.parametrize(
    "sentence",
    [
        "实施科技攻关项目480个。",
        "办好30项民生实事项目。",
        "医保互认项目增至220项。",
        "入选国家级非遗项目12个。",
    ],
)
def test_what_nobody_builds_is_no_project(sentence: str) -> None:
    assert of_groups(report(back=sentence)) == []
