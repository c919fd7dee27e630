"""Codes, names, history, and what lies in what."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest

from duibiao.errors import AmbiguousPlace, UnknownPlace, UnreadableSource
from duibiao.gazetteer import Gazetteer, Level


@pytest.fixture(scope="module")
def g() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("typed", "adcode"),
    [
        ("肇庆", "441200"),
        ("肇庆市", "441200"),
        ("441200", "441200"),
        ("441200000000", "441200"),
        ("广东省肇庆市", "441200"),
        ("北京朝阳区", "110105"),
        ("长春市朝阳区", "220104"),
        ("东莞长安", "441900119"),
        ("金利镇", "441204115"),
        ("恩施州", "422800"),
        ("乳源", "440232"),
        ("吉林", "220000"),
        ("浦东", "310115"),
        ("大湾区", "region:粤港澳大湾区"),
        ("横琴", "zone:横琴粤澳深度合作区"),
        ("全国", "100000"),
    ],
)
def test_resolve_takes_what_people_type(g: Gazetteer, typed: str, adcode: str) -> None:
    assert g.resolve(typed).adcode == adcode


@pytest.mark.parametrize("typed", ["朝阳区", "鼓楼区", "朝阳", "长安区", "和平区"])
def test_resolve_does_not_guess_between_places_of_one_name(g: Gazetteer, typed: str) -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        g.resolve(typed)
    assert all(re.search(r"（\d{6,9}）$", candidate) for candidate in caught.value.candidates)


@pytest.mark.parametrize(
    ("typed", "near"),
    [("肇床市", "肇庆市"), ("佛山是", "佛山"), ("广卅市", "广州市"), ("兆庆", "肇庆"), ("火星", "火星街道")],
)
def test_a_typing_error_gets_near_names(g: Gazetteer, typed: str, near: str) -> None:
    with pytest.raises(UnknownPlace) as caught:
        g.resolve(typed)
    assert near in caught.value.near


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("兆庆", "肇庆"),
        ("照清", "肇庆"),
        ("惠洲", "惠州"),
        ("茂民", "茂名"),
        ("深证", "深圳"),
        ("肇床", "肇庆"),
    ],
)
def test_a_name_that_sounds_alike_comes_first(g: Gazetteer, typed: str, meant: str) -> None:
    assert g.near(typed)[0] == meant


def test_regions_that_came_back_have_their_year(g: Gazetteer) -> None:
    assert (g.resolve("香港").since, g.resolve("澳门").since) == (1997, 1999)
    assert [p.adcode for p in g.find("香港", 1990)] == ["810000"]


def test_towns_by_their_name_without_its_kind(g: Gazetteer) -> None:
    assert [p.adcode for p in g.towns_short("小金口")] == ["441302010"]
    assert g.towns_short("金利镇") == ()


def test_nothing_is_near_to_nothing(g: Gazetteer) -> None:
    with pytest.raises(UnknownPlace):
        g.resolve("")


@pytest.mark.parametrize(
    ("name", "year", "adcode"),
    [
        ("重庆", 1990, "510200"),
        ("重庆", 1998, "500000"),
        ("海南行政区", 1985, "442100"),
        ("海南省", 1990, "460000"),
        ("热河省", 1955, "former:热河省"),
        ("热河", 1957, "former:热河省"),
        ("高要县", 1985, "442821"),
        ("高要县", 1990, "441221"),
        ("高要市", 2000, "441283"),
        ("高要", 2026, "441204"),
        ("襄樊", 2005, "420600"),
        ("襄樊市", None, "420600"),
        ("渝北区", 2024, "500112"),
    ],
)
def test_names_by_the_year(g: Gazetteer, name: str, year: int | None, adcode: str) -> None:
    assert g.find(name, year)[0].adcode == adcode


def test_history_and_successors(g: Gazetteer) -> None:
    assert [p.name for p in g.history(g.resolve("高要区"))] == ["高要县", "高要县", "高要市", "高要市"]
    assert g.find("惠阳地区", 1985)[0].successors[:2] == ("441600", "441300")
    assert g.find("海南行政区", 1985)[0].successors == ("460000",)
    assert set(g.find("热河省", 1955)[0].successors) == {"130000", "210000", "150000"}
    assert g.find("重庆市", 1990)[0].successors == ("500000",)


def test_holds(g: Gazetteer) -> None:
    city = g.resolve("肇庆")
    assert g.holds(city, city)
    assert g.holds(city, g.resolve("四会市"))
    assert g.holds(city, g.resolve("金利镇"))
    assert g.holds(g.resolve("广东"), city)
    assert g.holds(city, g.resolve("肇庆新区"))
    assert g.holds(g.resolve("珠三角"), g.resolve("四会市"))
    assert g.holds(city, g.find("高要县", 1985)[0])
    assert not g.holds(g.resolve("四会市"), city)
    assert not g.holds(g.resolve("粤东"), city)
    assert not g.holds(g.resolve("海南省"), g.resolve("632500"))


def test_chain_children_regions_members(g: Gazetteer) -> None:
    city = g.resolve("肇庆")
    assert [p.name for p in g.chain(g.resolve("端州区"))] == ["端州区", "肇庆市", "广东省", "中华人民共和国"]
    assert len(g.children(g.resolve("广东"))) == 21
    assert len(g.children(city)) == 8
    assert len(g.children(g.resolve("东莞"))) == 32
    assert "虎门镇" in {p.name for p in g.children(g.resolve("东莞"))}
    assert "region:珠三角" in {r.adcode for r in g.regions_of(city)}
    assert "region:粤港澳大湾区" not in {r.adcode for r in g.regions_of(city, 2010)}
    assert len(g.members(g.resolve("粤港澳大湾区"))) == 11
    assert g.members(g.resolve("粤港澳大湾区"), 2010) == ()
    assert "zone:肇庆高新技术产业开发区" in {z.adcode for z in g.zones_in(city)}


def test_directly_administered_counties_lie_in_their_province(g: Gazetteer) -> None:
    assert g.chain(g.resolve("仙桃"))[1].name == "湖北省"
    assert g.chain(g.resolve("北京市东城区"))[1].name == "北京市"
    assert g.chain(g.find("昌平县", 1990)[0])[1].name == "北京市"


def test_the_tables_are_whole(g: Gazetteer) -> None:
    today = Counter(p.level for p in g.all(Level.PROVINCE, Level.PREFECTURE, Level.COUNTY) if not p.until)
    assert today[Level.PROVINCE] == 34
    assert 333 <= today[Level.PREFECTURE] - 20 <= 334  # and 20 of Taiwan
    assert 2830 <= today[Level.COUNTY] <= 2880
    assert sum(1 for _ in g.all(Level.TOWN)) > 38000


def test_every_parent_and_successor_is_known(g: Gazetteer) -> None:
    for place in g.all():
        assert place.level in (Level.COUNTRY, Level.REGION, Level.COMPOUND) or g.get(place.parent), place
        assert all(g.get(code) for code in (*place.within, *place.successors)), place


def test_full_names_are_unique_among_places_of_today(g: Gazetteer) -> None:
    today = [p for p in g.all(Level.PROVINCE, Level.PREFECTURE, Level.COUNTY) if not p.until]
    twice = [name for name, n in Counter(map(g.full_name, today)).items() if n > 1]
    assert not twice


def test_a_users_file_adds_and_overrides(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[zones]]\nname = "端州江滨片区"\naliases = ["江滨片区"]\nwithin = ["441202 端州区"]\n'
        '[[regions]]\nname = "西江沿线"\nwithin = ["441200 肇庆", "445300 云浮"]\n'
        '[[places]]\nname = "大旺镇"\nadcode = "441284999"\nparent = "441284"\n',
        encoding="utf-8",
    )
    g = Gazetteer.load(path)
    assert g.holds(g.resolve("肇庆"), g.resolve("江滨片区"))
    assert g.holds(g.resolve("西江沿线"), g.resolve("四会市"))
    assert g.resolve("441284999").level is Level.TOWN
    assert not Gazetteer.load().find("江滨片区")


@pytest.mark.parametrize("content", ["[[zones]\n", '[[zones]]\nname = "甲"\n', "\ud800"])
def test_a_broken_users_file_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(content, encoding="utf-8", errors="surrogatepass")
    with pytest.raises(UnreadableSource, match="地名补充文件"):
        Gazetteer.load(path)


def test_loading_is_fast() -> None:
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        Gazetteer()
        best = min(best, time.process_time() - start)
    assert best < 0.3  # 35 ms on the machine it was written on
