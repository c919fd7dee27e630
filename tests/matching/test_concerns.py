from __future__ import annotations

import pytest

from duibiao.gazetteer import Gazetteer
from duibiao.matching.concerns import Case, by_passage, reasons, unrepeated
from duibiao.matching.model import Reason, Why
from duibiao.reading.mentions import find_mentions
from duibiao.sources.plain import document_from_text
from duibiao.text import Span
from tests.tagged import read

GAZETTEER = Gazetteer.load()
LOCAL = frozenset({"绿美广东生态建设"})


def concerns(text: str, place: str = "肇庆市", local: frozenset[str] = frozenset()) -> list[Reason]:
    document = document_from_text(text, name="r.txt", sha256="0")
    home = GAZETTEER.resolve("广东省")
    case = Case(document, GAZETTEER.resolve(place), 2024, GAZETTEER, local)
    return reasons(case, find_mentions(document, home=home, year=2024, gazetteer=GAZETTEER))


@pytest.mark.parametrize(
    "example",
    [
        "支持<why kind=named>肇庆</why>建设新港。",
        "支持<why kind=within>四会市</why>发展玉器产业。",
        "推动<why kind=within>肇庆新区</why>产城融合。",
        "加快<why kind=entity>珠肇高铁</why>建设。",
        "推进<why kind=entity>惠肇高速惠城至增城段</why>建设。",
        "推进深岑高速江门段建设。",
        "建设<why kind=region>珠三角</why>世界级城市群。",
        "支持佛山建设新港。",
        "进出口总额居珠三角第2位，增速稳居珠三角前列。",
        "推进传统产业、新兴产业改造。",
    ],
)
def test_each_kind_of_reason(example: str) -> None:
    text, expected = read(example)
    found = concerns(text)
    assert [(r.kind.value, r.span) for r in found if r.span in {a.span for a in expected}] == [
        (answer.values["kind"], answer.span) for answer in expected
    ]
    if not expected:
        assert found == []
    assert all(r.span.of(text) == r.text for r in found)


def test_a_name_that_reading_overlooks_is_told_all_the_same() -> None:
    case_text = "唱好广佛肇庆四城戏，办好肇庆府文化节。"
    kinds = [(r.kind, r.text) for r in concerns(case_text)]
    assert (Why.NAMED, "肇庆") in kinds


def test_a_common_word_is_not_taken_for_the_place() -> None:
    assert concerns("黄金、白银产量增长。", "白银市") == []


def test_a_reason_says_it_in_one_line() -> None:
    found = concerns("广佛肇协同发展，大湾区一体建设，四会提速。")
    assert len(found) >= 3
    for reason in found:
        assert reason.explanation
        assert "\n" not in reason.explanation


def test_a_region_concerns_the_province_that_has_parts_in_it() -> None:
    (reason,) = concerns("提升粤港澳大湾区的创新能力。", place="广东省")
    assert reason.kind is Why.REGION
    assert reason.explanation == "粤港澳大湾区包括广东省的广州市、深圳市、珠海市等"
    assert not concerns("提升粤港澳大湾区的创新能力。", place="湖南省")


def test_another_place_gets_other_reasons() -> None:
    text = "支持肇庆建设新港，支持佛山三龙湾建设。"
    assert {r.kind for r in concerns(text, "佛山市")} == {Why.NAMED, Why.WITHIN}
    assert {r.kind for r in concerns(text, "肇庆市")} == {Why.NAMED}


def test_a_programme_counts_only_where_local_material_has_it() -> None:
    text = "深入推进绿美广东生态建设。"
    assert not any(r.kind is Why.PROGRAMME for r in concerns(text))
    assert any(r.kind is Why.PROGRAMME for r in concerns(text, local=LOCAL))


def test_reasons_are_grouped_by_passage_strongest_first() -> None:
    text = "各位代表：\n建设珠三角城市群，支持肇庆和四会发展，支持肇庆。\n继续努力。"
    document = document_from_text(text, name="r.txt", sha256="0")
    grouped = by_passage(concerns(text), document.passages)
    assert [len(g) > 0 for g in grouped] == [False, True, False]
    kinds = [r.kind for r in grouped[1]]
    assert kinds == sorted(kinds, key=list(Why).index)
    assert len({r.explanation for r in grouped[1]}) == len(grouped[1])


def test_what_stands_over_all_places_is_no_entity() -> None:
    local = frozenset({"国务院", "某某集团"})
    assert not concerns("国务院批复了规划。", local=local)


def test_a_name_inside_a_longer_one_of_its_kind_is_told_once() -> None:
    longer = Reason(Why.PROGRAMME, "“人工智能+”行动", Span(2, 12), "甲")
    inner = Reason(Why.PROGRAMME, "“人工智能+”", Span(2, 9), "乙")
    assert unrepeated([inner, longer]) == [longer]


def test_what_is_named_after_a_town_of_the_place_lies_there() -> None:
    text = "争取遵义茅台机场成为口岸机场。"
    document = document_from_text(text, name="r.txt", sha256="0")
    home = GAZETTEER.resolve("贵州省")
    mentions = find_mentions(document, home=home, year=2026, gazetteer=GAZETTEER)

    def told(place: str) -> list[tuple[Why, str]]:
        case = Case(document, GAZETTEER.resolve(place), 2026, GAZETTEER, frozenset(), home=home)
        return [(reason.kind, reason.explanation) for reason in reasons(case, mentions)]

    assert told("仁怀市") == [(Why.ENTITY, "“遵义茅台机场”以茅台镇为名，茅台镇在仁怀市")]
    assert told("湄潭县") == []
    assert (Why.NAMED, "报告写到“遵义”") in told("遵义市")


def test_a_mountain_that_begins_like_the_place_is_not_the_place() -> None:
    document = document_from_text("长白山列入世界地质公园。", name="r.txt", sha256="0")
    case = Case(document, GAZETTEER.resolve("长白朝鲜族自治县"), 2026, GAZETTEER, frozenset())
    assert reasons(case, []) == []
