"""Maps with reviewed borders of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from duibiao.cli.serve import command
from duibiao.errors import UnreadableSource, UsageError
from duibiao.gazetteer import Gazetteer, Level
from duibiao.site.desk.making import Compose, File, _borders
from duibiao.site.drawing import land
from duibiao.site.settings import Settings
from duibiao.site.state import Site, borders_of

NUMBER = "粤S(2031)001号"


def squares(path: Path, adcode: str) -> str:
    """A file with a square for every division right below."""
    gazetteer = Gazetteer.load()
    place = gazetteer.get(adcode)
    assert place is not None
    below = [p for p in gazetteer.children(place) if p.level is not Level.TOWN]
    features = []
    for at, one in enumerate(below):
        x, y = 110 + at % 6, 20 + at // 6
        ring = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"properties": {"adcode": one.adcode, "name": one.name}, "geometry": geometry})
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return str(path)


def test_a_page_has_the_borders_of_the_file_and_its_number(tmp_path: Path) -> None:
    file = squares(tmp_path / "map.json", "441200")
    site = Site.open(Settings(str(tmp_path / "ledger.sqlite"), map_file=file, map_number=NUMBER))
    gazetteer = site.gazetteer
    drawn = {
        code: land(place, {}, gazetteer, "", site.borders)
        for code in ("441200", "440100", "100000")
        if (place := gazetteer.get(code)) is not None
    }
    assert drawn["441200"] is not None
    assert NUMBER in drawn["441200"].notice
    assert drawn["441200"].drawing.count("/places/4412") == 8
    assert drawn["440100"] is None  # never with borders that nobody reviewed instead
    assert drawn["100000"] is None  # the country is drawn whole or not at all
    site.close()


def test_the_country_is_drawn_with_reviewed_borders_alone(tmp_path: Path) -> None:
    gazetteer = Gazetteer.load()
    country = gazetteer.get("100000")
    assert country is not None
    assert land(country, {}, gazetteer, "") is None
    borders = borders_of(squares(tmp_path / "map.json", "100000"), NUMBER)
    whole = land(country, {"440000": 3}, gazetteer, "", borders)
    assert whole is not None
    assert whole.drawing.count("/places/") >= 34


def test_briefs_of_the_desk_have_them_too(tmp_path: Path) -> None:
    file = squares(tmp_path / "map.json", "441200")
    report = File("a" * 64, "x.txt", b"")
    for place, drawn in (("441200", True), ("440100", False)):
        asked = Compose(report, place, (), None, False, "", "", "", (file, NUMBER))
        assert (_borders(asked) is not None) is drawn
    assert _borders(Compose(report, "441200", (), None, False, "", "", "")) is None


def test_a_file_that_is_no_map_is_told(tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UnreadableSource, match="GeoJSON"):
        Site.open(Settings(str(tmp_path / "ledger.sqlite"), map_file=str(tmp_path / "map.json")))
    assert not (tmp_path / "ledger.sqlite").exists()
    told = CliRunner().invoke(command, ["--map-number", NUMBER])
    assert told.exit_code != 0
    assert isinstance(told.exception, UsageError)
