"""The picture that an article is shared with, and the code of its address."""

from __future__ import annotations

import json
import re
import struct

import pytest
from starlette.testclient import TestClient

from duibiao.briefing.pictures.png import missing
from duibiao.site.sharing import Card, code, drawn, figures_of, width, wrapped
from duibiao.site.state import Site
from tests.site.conftest import parsed

drawable = pytest.mark.skipif(bool(missing()), reason="no pictures can be drawn here")
CARD = Card(
    "站名",
    "对标简报 · 某市",
    "《2031年某省政府工作报告》里的某市",
    (),
    "某报　2031年1月2日",
    "https://a.test/b",
)


@drawable
def test_the_picture_is_what_open_graph_asks_for(client: TestClient, article: str) -> None:
    page = parsed(client.get(article).text)
    head = {node.attributes["property"]: node.attributes["content"] for node in page.css("meta[property]")}
    address = (head["og:image"] or "").removeprefix("https://site.test")
    answer = client.get(address)
    assert answer.headers["content-type"] == "image/png"
    assert struct.unpack(">II", answer.content[16:24]) == (1200, 630)
    assert (head["og:image:width"], head["og:image:height"]) == ("1200", "630")
    assert client.get(address, headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    data = json.loads(page.css_first("script[type='application/ld+json']").text())
    assert data["image"] == [head["og:image"]]


def test_the_figures_are_those_of_the_brief(site: Site) -> None:
    card = site.articles.latest(1)[0]
    brief = site.articles.edition(card.slug, 1).brief
    shown = figures_of(brief)
    printed = {"".join(text.split()) for text in re.findall(r'"text": ?"([^"]*)"', brief)}
    assert 0 < len(shown) <= 3
    for one in shown:
        assert any(text in one.printed for text in printed if re.search(r"\d", text))
    assert figures_of("{}") == ()


def _figure(indicator: str, text: str, value: str, **more: str) -> dict[str, str]:
    of = {"kind": "growth", "bound": "exact", "adcode": "441200", "place": "肇庆市", "period": "2031"}
    return {**of, "indicator": indicator, "text": text, "value": value, **more}


@pytest.mark.parametrize(
    ("figure", "label"),
    [
        (_figure("工业增加值", "6%", "6"), "肇庆市工业增加值增长"),
        (_figure("单位产值能耗", "3%", "-3"), "肇庆市单位产值能耗下降"),
        (_figure("进出口", "-3%", "-3"), "肇庆市进出口增长"),
        (_figure("粮食产量", "120万吨", "1200000", kind="level"), "肇庆市粮食产量"),
        (_figure("肇庆储能产业产值", "50亿元", "5000000000", kind="level"), "肇庆储能产业产值"),
    ],
)
def test_a_target_says_which_way(figure: dict[str, str], label: str) -> None:
    (shown,) = figures_of(json.dumps({"local_targets": [figure]}))
    assert (shown.label, shown.printed, shown.beside) == (label, figure["text"], "2031年目标")


def test_a_yardstick_says_which_way_of_each_where_they_differ() -> None:
    up, down = _figure("", "4%", "4"), _figure("", "2%", "-2")
    of = {"place": {"name": "肇庆市"}, "report": {"place": "广东省"}}
    both = [{"subject": "能耗", "local": one, "report": down} for one in (down, up)]
    assert [(s.label, s.printed, s.beside) for s in figures_of(json.dumps(of | {"yardsticks": both}))] == [
        ("能耗下降", "肇庆市2%", "广东省2%"),
        ("能耗", "肇庆市增长4%", "广东省下降2%"),
    ]


def test_lines_are_broken_where_they_may_be() -> None:
    assert wrapped("甲乙丙，丁（戊己）庚", 3) == ["甲乙丙，", "丁（戊", "己）庚"]
    assert wrapped("甲乙（丙", 3) == ["甲乙", "（丙"]
    assert wrapped("增长12.5%以上", 3) == ["增长", "12.5%", "以上"]
    assert all(width(line) <= 10 for line in wrapped("某" * 95, 10))


@pytest.mark.parametrize("title", ["短题", CARD.title, "很长的题目" * 30])
def test_a_title_fits(title: str) -> None:
    svg = drawn(Card(CARD.site, CARD.kicker, title, (), CARD.foot, CARD.code))
    lines = [(float(y), int(size)) for y, size in re.findall(r'y="([\d.]+)" font-size="(62|50)"', svg)]
    assert 1 <= len(lines) <= 3
    assert max(y for y, _ in lines) < 382
    assert ("…" in svg) is (len(title) > 100)


def test_a_code_has_its_three_corners(client: TestClient, article: str) -> None:
    pytest.importorskip("segno")
    path, count = code("https://example.test/articles/one") or ("", 0)
    for x, y in ((2, 2), (count - 9, 2), (2, count - 9)):
        assert f"M{x} {y}h7v1h-7z" in path
    page = parsed(client.get(article).text)
    address = page.css_first(".share img").attributes["src"] or ""
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.text.startswith("<svg")
