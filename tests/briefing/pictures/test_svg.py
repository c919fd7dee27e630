"""The drawings: lengths in proportion, no digit without a source, nothing that runs or is loaded."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal

import pytest

from duibiao.briefing.guard import check
from duibiao.briefing.making import Made, render
from duibiao.briefing.pictures.making import wrong
from duibiao.briefing.pictures.model import Chart, Form, Map, Picture, Value
from duibiao.briefing.pictures.page import setting
from duibiao.briefing.pictures.png import missing, png, size
from duibiao.briefing.pictures.svg import REACH, drawn, reach
from duibiao.errors import GuardError

SVG = "{http://www.w3.org/2000/svg}"


def of(made: Made, form: Form, *, like: int = 0) -> Chart:
    return [p for p in made.brief.pictures if isinstance(p, Chart) and p.form is form][like]


def tree(made: Made, picture: Picture) -> ET.Element:
    return ET.fromstring(drawn(picture, setting(made.brief)))


def percent(node: ET.Element, name: str = "width") -> float:
    return float(node.attrib[name].removesuffix("%"))


def test_bars_are_as_long_as_their_values(made: Made) -> None:
    for like in (0, 1):
        chart = of(made, Form.BARS, like=like)
        top = max(v.value for v in chart.values)
        bars = [percent(r) for r in tree(made, chart).iter(f"{SVG}rect")]
        assert bars == pytest.approx([float(v.value / top) * reach(chart) for v in chart.values], abs=0.01)


def test_long_numbers_leave_shorter_bars(made: Made) -> None:
    chart = of(made, Form.BARS, like=1)
    long = replace(chart, values=tuple(replace(v, text="2.24万亿元以上人民币") for v in chart.values))
    assert REACH[0] <= reach(long) < reach(chart) <= REACH[1]


def test_pairs_share_one_scale(made: Made) -> None:
    chart = of(made, Form.PAIRS)
    rows = [g for g in tree(made, chart).iter(f"{SVG}g") if g.get("class") == "row"]
    bars = [percent(g.find(f"{SVG}rect")) for g in rows]  # type: ignore[arg-type]
    assert bars == pytest.approx(
        [float(v.value / Decimal("6.3")) * reach(chart) for v in chart.values], abs=0.01
    )


def test_columns_and_parts_are_in_proportion(made: Made) -> None:
    values = of(made, Form.BARS, like=1).values[:3]
    chart = replace(of(made, Form.BARS), form=Form.COLUMNS, values=values)
    tall = [float(g[0].attrib["height"]) for g in tree(made, chart).iter(f"{SVG}g")]
    assert [t / tall[0] for t in tall] == pytest.approx(
        [float(v.value / values[0].value) for v in values], rel=0.01
    )
    parts = replace(chart, form=Form.PARTS)
    wide = [percent(g[0]) for g in tree(made, parts).iter(f"{SVG}g")]
    assert sum(wide) == pytest.approx(100, abs=0.05)
    assert wide[1] / wide[0] == pytest.approx(float(values[1].value / values[0].value), rel=0.01)


def test_every_digit_in_a_drawing_is_a_figure_a_source_or_a_yardstick(made: Made) -> None:
    sources = {str(s.number) for s in made.brief.sources}
    for picture in made.brief.pictures:
        known = {v.text for v in picture.values} if isinstance(picture, Chart) else set()
        for node in tree(made, picture).iter():
            text = (node.text or "").strip()
            if re.search(r"\d", text):
                assert text in known | sources, text


def test_a_drawing_is_named_and_does_nothing(made: Made) -> None:
    for picture in made.brief.pictures:
        root = tree(made, picture)
        assert root.get("role") == ("img" if root.find(f".//{SVG}a") is None else "group")
        assert root[0].tag == f"{SVG}title"
        assert root[0].get("id") == root.get("aria-labelledby")
        assert root[0].text == picture.title
        assert root[1].tag == f"{SVG}desc"
        tags = {node.tag.removeprefix(SVG) for node in root.iter()}
        assert tags <= {"svg", "title", "desc", "g", "a", "rect", "path", "text", "tspan"}
        assert not [name for node in root.iter() for name in node.attrib if name.startswith("on")]


def test_links_of_a_drawing_have_their_target(made: Made) -> None:
    page = render(made, "html")
    for target in set(re.findall(r'<a (?:class="cite" )?href="#([^"]+)"', page)):
        assert f'id="{target}"' in page, target


def test_the_script_comes_only_with_a_picture_and_loads_nothing(made: Made) -> None:
    page = render(made, "html")
    assert page.count("<script>") == 1
    assert "src=" not in page.split("<script>")[0]
    bare = replace(made, brief=replace(made.brief, pictures=()))
    assert "<script" not in render(replace(bare, checked=check(bare.brief, made.checked.documents)), "html")


def test_same_brief_same_pictures(made: Made) -> None:
    assert render(made, "html") == render(made, "html")
    assert [p.id for p in made.brief.pictures] == sorted(
        {p.id for p in made.brief.pictures}, key=[p.id for p in made.brief.pictures].index
    )


def corrupted(made: Made, **changes: object) -> None:
    """The brief with the first value of a chart changed, through the guard."""
    chart = of(made, Form.BARS, like=1)
    broken = replace(chart, values=(replace(chart.values[0], **changes), *chart.values[1:]))  # type: ignore[arg-type]
    pictures = tuple(broken if p is chart else p for p in made.brief.pictures)
    check(replace(made.brief, pictures=pictures), made.checked.documents)


@pytest.mark.parametrize(
    "changes",
    [{"text": "6%"}, {"value": Decimal(6)}, {"value": Decimal(-5)}, {"yardstick": "0"}],
    ids=str,
)
def test_a_number_that_is_not_its_figures_is_caught(made: Made, changes: dict[str, object]) -> None:
    with pytest.raises(GuardError, match="图“光伏"):
        corrupted(made, **changes)


def test_another_unit_in_the_chart_is_caught(made: Made) -> None:
    chart = of(made, Form.BARS, like=1)
    other = next(f for c in made.brief.chapters for f in c.figures if f.unit != chart.unit)
    mixed = replace(
        chart,
        values=(*chart.values, Value(other.indicator, chart.values[0].side, other.text, other.value, other)),
    )
    brief = replace(made.brief, pictures=(mixed,))
    assert any("不能和别的数画在一起" in what for what in wrong(brief))


def test_a_digit_changed_on_the_page_is_caught(made: Made) -> None:
    page = render(made, "html")
    cell = re.search(r'<tspan data-at="[^"]+">80万千瓦</tspan>', page)
    assert cell is not None
    with pytest.raises(GuardError):
        made.checked.check_rendered(page.replace(cell[0], cell[0].replace("80", "81"), 1))


def test_png_of_every_picture(made: Made) -> None:
    if missing():
        pytest.skip(missing())
    for picture in made.brief.pictures:
        data = png(picture, setting(made.brief, links=False))
        assert data is not None
        assert data.startswith(b"\x89PNG")
        assert data == png(picture, setting(made.brief, links=False))
        wide, high = (int.from_bytes(data[i : i + 4]) for i in (16, 20))
        assert wide / high == pytest.approx(size(picture)[0] / size(picture)[1], rel=0.01)
        assert wide > 700


def test_the_data_has_the_pictures(made: Made) -> None:
    import json  # noqa: PLC0415

    data = json.loads(render(made, "json"))["pictures"]
    assert [p["form"] for p in data] == ["pairs", "bars", "bars", "map"]
    assert data[2]["values"][0] | {"figure": None} == {
        "label": "光伏装机",
        "side": "ours",
        "printed": "80万千瓦",
        "value": "800000",
        "figure": None,
        "yardstick": "",
    }
    assert len(data[-1]["areas"]) == len(next(p for p in made.brief.pictures if isinstance(p, Map)).areas)
