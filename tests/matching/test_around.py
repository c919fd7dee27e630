"""What a report says of the city around a county is told as such, and only that."""

from __future__ import annotations

import pytest

from duibiao.gazetteer import Gazetteer
from duibiao.matching import is_around, named_around
from duibiao.matching.around import divisions_between, is_of_a_thing
from duibiao.matching.concerns import Case, reasons
from duibiao.matching.confidence import confidence
from duibiao.matching.model import Reason, Why
from duibiao.reading.mentions import find_mentions
from duibiao.sources.plain import document_from_text
from tests.tagged import read

GAZETTEER = Gazetteer.load()


def concerns(text: str, place: str, home: str = "广东省") -> list[Reason]:
    document = document_from_text(text, name="r.txt", sha256="0")
    report_of = GAZETTEER.resolve(home)
    mentions = find_mentions(document, home=report_of, year=2026, gazetteer=GAZETTEER)
    case = Case(document, GAZETTEER.resolve(place), 2026, GAZETTEER, frozenset(), home=report_of)
    return reasons(case, mentions)


@pytest.mark.parametrize(
    ("example", "place", "home"),
    [
        ("支持<why>肇庆</why>建设国家创新型城市。", "四会市", "广东省"),
        ("<why>遵义</why>获评碳达峰试点城市。", "仁怀市", "贵州省"),
        ("支持<why>梅州苏区融湾先行区</why>建设。", "梅江区", "广东省"),
        ("推进<why>珠肇高铁</why>建设。", "封开县", "广东省"),
        ("支持<why>广东</why>加快发展海洋经济。", "肇庆市", "中国"),
        # of the city, but another county, a zone, an institution or a thing at a known place is meant
        ("支持肇庆四会建设玉器小镇。", "广宁县", "广东省"),
        ("肇庆高新区建成投产一批项目。", "广宁县", "广东省"),
        ("推动苏州实验室建设。", "姑苏区", "江苏省"),
        ("南宁吴圩机场改扩建工程竣工。", "横州市", "广西壮族自治区"),
        # what the report of the city itself says names itself everywhere
        ("肇庆经济稳中向好。", "四会市", "肇庆市"),
        ("支持佛山建设新港。", "四会市", "广东省"),
    ],
)
def test_what_is_said_of_the_city_around(example: str, place: str, home: str) -> None:
    text, expected = read(example)
    found = concerns(text, place, home)
    assert [reason.span for reason in found] == [answer.span for answer in expected]
    assert all(is_around(reason) and reason.kind is Why.REGION for reason in found)
    assert all(reason.span.of(text) == reason.text for reason in found)


def test_it_says_which_city_and_is_less_sure_than_the_name() -> None:
    (city,) = concerns("支持肇庆建设国家创新型城市。", "四会市")
    (line,) = concerns("推进珠肇高铁建设。", "封开县")
    (own,) = concerns("支持四会建设国家创新型城市。", "四会市")
    assert city.explanation == "写到四会市所在的肇庆市"
    assert line.explanation == "“珠肇高铁”涉及封开县所在的肇庆市"
    assert named_around(city) == named_around(line) == "肇庆市"
    assert is_of_a_thing(line)
    assert not is_of_a_thing(city)
    report = document_from_text("支持四会建设。", name="r.txt", sha256="0")
    case = Case(report, GAZETTEER.resolve("四会市"), 2026, GAZETTEER, frozenset())
    sure, less, least = (confidence(case, [one], ()) for one in (own, city, line))
    assert sure > less > least


def test_the_divisions_between_a_place_and_the_report() -> None:
    def between(place: str, home: str) -> list[str]:
        found = divisions_between(GAZETTEER.resolve(place), GAZETTEER.resolve(home), GAZETTEER)
        return [one.name for one in found.values()]

    assert between("四会市", "广东省") == ["肇庆市"]
    assert between("四会市", "中国") == ["肇庆市", "广东省"]
    assert between("四会市", "肇庆市") == []
    assert between("平谷区", "北京市") == []
    assert between("浙江省", "中国") == []


def test_what_holds_the_whole_province_is_told_to_a_county_only_where_nothing_is_nearer() -> None:
    text = "加快长江经济带发展。"
    (reason,) = concerns(text, "仁怀市", "贵州省")
    assert reason.explanation == "贵州省各地都属于长江经济带"
    near = concerns(f"{text}遵义获评试点城市。", "仁怀市", "贵州省")
    assert [one.explanation for one in near] == ["写到仁怀市所在的遵义市"]
    assert len(concerns(f"{text}遵义获评试点城市。", "遵义市", "贵州省")) == 2


@pytest.mark.parametrize(
    ("example", "place"),
    [
        ("深入实施<why>西部大开发</why>、东北全面振兴等战略。", "青海省"),
        ("深入实施西部大开发、<why>东北全面振兴</why>等战略。", "吉林省"),
        ("推动<why>京津冀</why>协同发展走深走实。", "河北省"),
        ("推动<why>黄河流域生态保护和高质量发展</why>。", "青海省"),
        ("建设长三角国家技术创新中心。", "浙江省"),
    ],
)
def test_a_strategy_for_a_region_concerns_its_provinces(example: str, place: str) -> None:
    text, expected = read(example)
    found = concerns(text, place, "中国")
    assert {reason.span for reason in found} >= {answer.span for answer in expected}
    assert bool(found) == bool(expected)
    assert all(reason.kind is Why.REGION for reason in found)
