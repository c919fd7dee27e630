"""The packaged outlines: what they hold, how they join the gazetteer, and a user's own."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest

from duibiao.briefing.pictures.shapes import GRID, area, inner_point, packaged, supplied
from duibiao.errors import UnreadableSource
from duibiao.gazetteer import Gazetteer, Level, Place
from scripts.build_assets import GRID as WRITTEN
from scripts.build_assets import encoded

NEVER = ("100000", "460000", "710000", "810000", "820000")
GAPS = {"653228", "653229", "653132", "659011", "659012", "659013", "232762", "232763", "232764"}
"""Founded after the shapes were drawn (Xinjiang), or counted in another province (Greater Khingan)."""


def below(*codes: str) -> list[Place]:
    gazetteer = Gazetteer.load()
    found: list[Place] = []
    for code in codes:
        place = gazetteer.get(code)
        assert place is not None
        for inner in gazetteer.children(place):
            found += [inner, *(below(inner.adcode) if inner.level is Level.PREFECTURE else [])]
    return [p for p in found if p.level is not Level.TOWN]


def test_every_division_of_guangdong_has_an_outline() -> None:
    shapes = packaged("440000")
    places = below("440000")
    assert len([p for p in places if p.level is Level.COUNTY]) == 122
    assert [p.name for p in places if p.adcode not in shapes.by_code] == []


def test_divisions_of_today_without_an_outline_are_few_and_known() -> None:
    gazetteer = Gazetteer.load()
    provinces = [p.adcode for p in gazetteer.all(Level.PROVINCE) if not p.until and p.adcode not in NEVER]
    lost = set()
    for province in provinces:
        shapes = packaged(province)
        for place in below(province):
            former = {old.adcode for old in gazetteer.history(place)}
            if not ({place.adcode} | former) & shapes.by_code.keys():
                lost.add(place.adcode)
    assert lost == GAPS


@pytest.mark.parametrize("province", NEVER)
def test_what_is_never_drawn(province: str) -> None:
    assert not packaged(province).by_code


def test_a_city_covers_its_counties() -> None:
    shapes = packaged("440000").by_code
    counties = [shape for code, shape in shapes.items() if code[:4] == "4412" and code != "441200"]
    parts = sum(area(ring) for shape in counties for ring in shape.rings)
    whole = sum(area(ring) for ring in shapes["441200"].rings)
    assert parts == pytest.approx(whole, rel=0.002)


def test_neighbours_share_their_border_point_by_point() -> None:
    shapes = packaged("440000").by_code
    first, second = ({p for ring in shapes[code].rings for p in ring} for code in ("441202", "441204"))
    assert len(first & second) > 5


def test_outlines_are_written_and_read_alike() -> None:
    ring = [[112.0, 23.0], [112.5, 23.25], [111.75, -0.5], [112.0, 23.0]]
    from duibiao.briefing.pictures.shapes import _decoded  # noqa: PLC0415

    assert WRITTEN == GRID
    assert _decoded(encoded(ring)) == tuple((round(x * GRID), round(y * GRID)) for x, y in ring[:-1])
    assert encoded([[1, 1], [1.00001, 1], [1, 1]]) == ""


def test_the_label_stands_inside_a_bent_shape() -> None:
    bent = ((0, 0), (100, 0), (100, 100), (80, 100), (80, 20), (0, 20))
    x, y = inner_point(bent)
    assert 0 < x < 100
    assert 0 < y < 20


def test_what_was_built_is_what_is_shipped() -> None:
    folder = Path(str(files("duibiao.briefing.pictures"))) / "assets"
    told = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text("ascii").splitlines())
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    del found["SHA256SUMS"]
    assert {name: sha256(p.read_bytes()).hexdigest() for name, p in found.items()} == told
    assert sum(p.stat().st_size for p in found.values()) < 3_000_000


def square(x: float) -> list[list[list[float]]]:
    return [[[x, 23.0], [x + 0.5, 23.0], [x + 0.5, 23.5], [x, 23.5], [x, 23.0]]]


def geojson(**top: object) -> dict[str, object]:
    features = [
        {
            "type": "Feature",
            "properties": {"adcode": 441202},
            "geometry": {"type": "Polygon", "coordinates": square(112)},
        },
        {
            "type": "Feature",
            "properties": {"name": "鼎湖区", "审图号": "粤S（2030）001号"},
            "geometry": {"type": "MultiPolygon", "coordinates": [square(113)]},
        },
    ]
    return {"type": "FeatureCollection", "features": features, **top}


def test_a_users_file_is_joined_by_code_or_name(tmp_path: Path) -> None:
    file = tmp_path / "map.geojson"
    file.write_text(json.dumps(geojson()), encoding="utf-8")
    shapes = supplied(file)
    assert shapes.by_code["441202"].rings == (
        ((112000, 23000), (112500, 23000), (112500, 23500), (112000, 23500)),
    )
    assert "鼎湖区" in shapes.by_name
    assert shapes.approval == "粤S（2030）001号"
    assert supplied(file, "GS（2030）9号").approval == "GS（2030）9号"


def ring(*points: str) -> str:
    coordinates = f"[[{', '.join(points)}]]"
    return f'{{"features": [{{"geometry": {{"type": "Polygon", "coordinates": {coordinates}}}}}]}}'


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", '{"features": [{"geometry": null}]}', "\x00", "[" * 100_000),
        ring("[12600000, 2600000]", "[12600001, 2600000]", "[12600001, 2600001]", "[12600000, 2600000]"),
        ring("[NaN, 1]", "[2, 1]", "[2, 2]", "[NaN, 1]"),
        ring("[Infinity, 1]", "[2, 1]", "[2, 2]", "[1, 1]"),
        ring(),
    ],
)
def test_what_is_no_geojson_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "map.geojson"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableSource, match="GeoJSON"):
        supplied(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="地图文件"):
        supplied(tmp_path / "none.json")
