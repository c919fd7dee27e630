"""The map: which division is named how often, and where; whose borders; what is not drawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from duibiao.briefing.making import Made, make_brief, render
from duibiao.briefing.pictures.model import Area, Map
from duibiao.briefing.pictures.page import notes
from duibiao.briefing.pictures.shapes import supplied
from duibiao.briefing.pictures.svg import LETTER, TONES, placed, tone
from duibiao.errors import UsageError
from duibiao.gazetteer import Gazetteer
from duibiao.sources.plain import document_from_text
from tests.briefing.pictures.conftest import CITY, REPORT
from tests.briefing.pictures.test_shapes import geojson


def map_of(made: Made) -> Map:
    (found,) = (p for p in made.brief.pictures if isinstance(p, Map))
    return found


def again(place: str, report: str = REPORT, **more: object) -> Made:
    document = document_from_text(report, name="report.txt", sha256="r")
    city = document_from_text(CITY, name="city.txt", sha256="c")
    return make_brief(document, place, [city], gazetteer=Gazetteer.load(), **more)  # type: ignore[arg-type]


def test_sentences_of_both_sides_are_counted_by_division(made: Made) -> None:
    told = {a.name: (a.report, a.local) for a in map_of(made).areas}
    assert told == {
        "端州区": (0, 0),
        "鼎湖区": (1, 2),
        "高要区": (0, 0),
        "广宁县": (1, 0),
        "怀集县": (1, 2),
        "封开县": (1, 1),
        "德庆县": (0, 0),
        "四会市": (0, 1),
    }


def test_zones_and_towns_count_for_the_division_they_lie_in(made: Made) -> None:
    told = {a.name: a.inside for a in map_of(made).areas}
    assert told["鼎湖区"] == ("肇庆新区",)
    assert told["四会市"] == ("大沙镇",)


def test_an_area_leads_to_the_chapters_that_name_it(made: Made) -> None:
    ids = {chapter.id for chapter in (*made.brief.chapters, *made.brief.unanswered)}
    for area in map_of(made).areas:
        assert set(area.chapters) <= ids
        assert bool(area.chapters) <= bool(area.named)


def test_packaged_borders_say_that_they_were_not_reviewed(made: Made) -> None:
    assert "示意图，所用边界数据未附审图号，公开发布前请换用经审核的地图。" in notes(map_of(made))


@pytest.mark.parametrize("place", ["怀集县", "东莞市", "海南省", "湛江市"])
def test_no_map_of_what_has_no_divisions_no_shapes_or_no_mention(place: str) -> None:
    assert not [p for p in again(place).brief.pictures if isinstance(p, Map)]


def test_a_users_borders_their_number_and_what_they_lack(tmp_path: Path) -> None:
    features = geojson()
    names = ("怀集县", "封开县")
    for feature, name in zip(features["features"], names, strict=True):  # type: ignore[call-overload]
        feature["properties"] = {"name": name, "审图号": "粤S（2030）001号"}
    file = tmp_path / "map.geojson"
    file.write_text(json.dumps(features), encoding="utf-8")
    made = again("肇庆市", borders=supplied(file))
    drawn = map_of(made)
    assert [a.name for a in drawn.areas] == ["怀集县", "封开县"] or {a.name for a in drawn.areas} == set(
        names
    )
    assert "审图号：粤S（2030）001号" in notes(drawn)
    assert any("广宁县" in line and "画不出" in line for line in notes(drawn))
    assert "粤S（2030）001号" in render(made, "html")
    assert "粤S（2030）001号" in render(made, "md")


def test_borders_of_another_place_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "map.geojson"
    file.write_text(json.dumps(geojson()).replace("441202", "110101").replace("\\u9f0e\\u6e56", "x"), "utf-8")
    with pytest.raises(UsageError, match="没有肇庆市下辖的区划"):
        again("肇庆市", borders=supplied(file))


def area(code: int, named: int, at: tuple[int, int]) -> Area:
    return Area(str(code), "某某县", "某某", (), at, named, 0, (), ())


def test_labels_never_overlap_and_the_most_named_keeps_its_place() -> None:
    areas = [area(i, i % 7, (100 + (i % 5) * 30, 100 + (i // 5) * 12)) for i in range(40)]
    found = placed(areas, lambda point: point, 800)
    boxes = [(x - LETTER, y - LETTER, x + LETTER, y) for _, x, y in found]
    for i, (left, top, right, base) in enumerate(boxes):
        for other in boxes[i + 1 :]:
            assert left >= other[2] or other[0] >= right or top >= other[3] or other[1] >= base
    assert found[0][0].named == max(a.named for a in areas)
    assert 5 < len(found) < 40


def test_tones_grow_with_mentions() -> None:
    tones = [tone(area(1, n, (0, 0)), 9) for n in range(10)]
    assert tones[0] == 0
    assert tones == sorted(tones)
    assert set(tones) == {0, *range(1, TONES + 1)}
