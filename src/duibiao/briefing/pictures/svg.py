"""Draw pictures as SVG without scripts, that fits any width: bars in percent of it, maps in a view box.

Every number in a drawing carries what the page's other numbers carry (``data-at``, ``data-about``,
``data-n``), so the guard reads it like any other. Colours are classes (``style.css``; ``paper.css`` for
pictures that stand by themselves).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from math import ceil, cos, radians

from markupsafe import Markup, escape

from duibiao.briefing.pictures.model import Area, Chart, Form, Map, Picture, Ring, Value
from duibiao.briefing.pictures.wording import said
from duibiao.briefing.render.wording import labels
from duibiao.reading.model import Status

REACH = (30, 74)
"""Percent of the width that the longest bar has, at the least and at the most; the number stands after it."""
PHONE = 350
"""Pixels across a chart on a phone 390 wide."""
WIDE = 800
"""Units across a map. At 350 pixels, a phone's width, ``LETTER`` then is 11 pixels."""
LETTER = 26
TONES = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """What a drawing needs to know of its brief.

    ``number``: of sources by document; ``links``: whether chapters and sources can be followed; ``pages``: of
    divisions by code, where a map leads to pages and not to chapters.
    """

    place: str
    report_place: str
    number: Mapping[str, int]
    links: bool = True
    pages: Mapping[str, str] = field(default_factory=dict)


def drawn(picture: Picture, setting: Setting) -> Markup:
    """The picture as one ``<svg>`` element."""
    return _map(picture, setting) if isinstance(picture, Map) else _chart(picture, setting)


def element(name: str, *inside: str, **said_of: object) -> Markup:
    """An element; ``class_`` and ``data_at`` are class and data-at, what is ``None`` is left out."""
    attributes = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in said_of.items()
        if value is not None
    )
    return Markup(f"<{name}{attributes}>{''.join(escape(part) for part in inside)}</{name}>")


def height(picture: Picture) -> int:
    """Of the drawing: of a chart in pixels, of a map in units of its view box."""
    if isinstance(picture, Map):
        return _Frame.of(picture).high
    return _PLANS[picture.form](picture, Setting("", "", {}))[1]


def _svg(picture: Picture, high: int, inside: Sequence[str], box: str | None = None) -> Markup:
    named = f"p-{picture.id}-t"
    desc = said("map_lead") if isinstance(picture, Map) else said("chart_desc")
    return element(
        "svg",
        element("title", picture.title, id=named),
        element("desc", desc),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        role="group" if any("<a " in part for part in inside) else "img",  # an image hides its links
        aria_labelledby=named,
        class_="map" if box else "chart",
        width="100%",
        height=None if box else high,
        viewBox=box,
    )


# -- charts ------------------------------------------------------------------------------------------


def _chart(chart: Chart, setting: Setting) -> Markup:
    inside, high = _PLANS[chart.form](chart, setting)
    return _svg(chart, high, inside)


def length(value: Value, chart: Chart) -> float:
    """Percent of the width: proportional to the value."""
    return float(value.value / max(v.value for v in chart.values)) * reach(chart)


def reach(chart: Chart) -> float:
    """Percent of the width that the longest bar has: on a phone the longest number still fits behind it."""
    number = max(
        sum(14 if char > "\u2e80" else 9 for char in v.text) + 12 * len(_bound(v)) for v in chart.values
    )
    least, most = REACH
    return max(least, min(most, (PHONE - number - 32) / PHONE * 100))  # 32: the gap and the source


def _bars(chart: Chart, setting: Setting) -> tuple[list[Markup], int]:
    """A row a value: its name, under it the bar and at the bar's end the number."""
    rows: list[Markup] = []
    for i, value in enumerate(chart.values):
        top = i * 46
        rows.append(_row(value, setting, _label(value, top + 15), _bar(value, chart, setting, top + 23)))
    return rows, len(chart.values) * 46 + 2


def _pairs(chart: Chart, setting: Setting) -> tuple[list[Markup], int]:
    """A row a subject, with a bar of each side; above them whose colour is whose."""
    inside = [_legend(setting)]
    top = 30
    for _, both in groupby(chart.values, key=lambda v: v.label):
        for i, value in enumerate(both):
            label = (_label(value, top + 15),) if i == 0 else ()
            inside.append(_row(value, setting, *label, _bar(value, chart, setting, top + 23 + i * 20)))
        top += 72
    return inside, top


def _legend(setting: Setting) -> Markup:
    return element(
        "g",
        element("rect", x=0, y=5, width=11, height=11, class_="ours"),
        element("text", setting.place, x=17, y=15, class_="name"),
        element("rect", x="38%", y=5, width=11, height=11, class_="theirs"),
        element("text", setting.report_place, x="38%", dx=17, y=15, class_="name"),
    )


def _row(value: Value, setting: Setting, *inside: Markup) -> Markup:
    return element("g", *inside, class_="row", data_about=_about(value, setting), data_v=f"{value.value:f}")


def _label(value: Value, y: int) -> Markup:
    return element("text", value.label, x=0, y=y, class_="name")


def _bar(value: Value, chart: Chart, setting: Setting, y: int) -> Markup:
    long = length(value, chart)
    bar = element("rect", x=0, y=y, width=f"{long:.2f}%", height=14, class_=value.side.value)
    return bar + element("text", *_number(value, setting), x=f"{long:.2f}%", dx=7, y=y + 12, class_="value")


def _columns(chart: Chart, setting: Setting) -> tuple[list[Markup], int]:
    """A column a period, the number above it and the period below."""
    slot = 100 / len(chart.values)
    top = max(v.value for v in chart.values)
    mixed = len({_aim(v) for v in chart.values}) > 1
    inside: list[Markup] = []
    for i, value in enumerate(chart.values):
        tall = float(value.value / top) * 130
        middle = f"{slot * (i + 0.5):.2f}%"
        column = element(
            "rect",
            x=f"{slot * (i + 0.22):.2f}%",
            y=f"{155 - tall:.1f}",
            width=f"{slot * 0.56:.2f}%",
            height=f"{tall:.1f}",
            class_=f"{value.side.value}{' aim' if mixed and _aim(value) else ''}",
        )
        number = element(
            "text", *_number(value, setting), x=middle, y=f"{148 - tall:.1f}", class_="value mid"
        )
        period = element("text", value.label, x=middle, y=173, class_="name mid")
        inside.append(_row(value, setting, column, number, period))
    inside.append(element("rect", x=0, y=155, width="100%", height=1, class_="axis"))
    return inside, 182


def _parts(chart: Chart, setting: Setting) -> tuple[list[Markup], int]:
    """One bar cut into its parts, and under it a line a part."""
    total = sum(v.value for v in chart.values)
    inside: list[Markup] = []
    at = 0.0
    for i, value in enumerate(chart.values):
        wide = float(value.value / total) * 100
        y = 44 + i * 26
        inside.append(
            _row(
                value,
                setting,
                element("rect", x=f"{at:.2f}%", y=4, width=f"{wide:.2f}%", height=22, class_=f"part part{i}"),
                element("rect", x=0, y=y, width=12, height=12, class_=f"part{i}"),
                element("text", value.label, x=20, y=y + 11, class_="name"),
                element("text", *_number(value, setting), x="100%", y=y + 11, class_="value end"),
            )
        )
        at += wide
    return inside, 44 + len(chart.values) * 26


_PLANS: dict[Form, Callable[[Chart, Setting], tuple[list[Markup], int]]] = {
    Form.BARS: _bars,
    Form.PAIRS: _pairs,
    Form.COLUMNS: _columns,
    Form.PARTS: _parts,
}


def _aim(value: Value) -> bool:
    return value.figure.status is Status.TARGET


def _about(value: Value, setting: Setting) -> str | None:
    if value.yardstick:
        return f"y-{value.yardstick}"
    number = setting.number.get(value.figure.doc, 0)
    return f"{number}:{value.figure.span.start}-{value.figure.span.end}"


def _bound(value: Value) -> str:
    return "" if value.yardstick else labels("bounds")[value.figure.bound]


def _number(value: Value, setting: Setting) -> list[Markup]:
    """The number as printed, what bounds it, and its source."""
    if value.yardstick:
        return [element("tspan", value.text)]
    source = setting.number.get(value.figure.doc, 0)
    parts = [element("tspan", value.text, data_at=_about(value, setting))]
    if bound := _bound(value):
        parts.append(element("tspan", bound, class_="bound", dx=3))
    if setting.links:
        mark = element("tspan", str(source), data_n=f"source-{source}")
        parts.append(element("a", "[", mark, "]", class_="cite", href=f"#source-{source}"))
    return parts


# -- maps --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Frame:
    """How the grid lies on the page: north up, lengths right in the middle of the map."""

    left: int
    top: int
    across: float
    """units of the view box per step of the grid, eastwards"""
    down: float
    shift: float
    high: int

    @staticmethod
    def of(picture: Map) -> _Frame:
        points = [point for area in picture.areas for ring in area.rings for point in ring]
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        low, top = min(y for _, y in points), max(y for _, y in points)
        narrow = cos(radians((low + top) / 2 / picture.scale))
        edge = 8
        down = min((WIDE - 2 * edge) / ((right - left) * narrow), (WIDE - 2 * edge) / (top - low))
        shift = (WIDE - (right - left) * narrow * down) / 2
        return _Frame(left, top, down * narrow, down, shift, ceil((top - low) * down) + 2 * edge)

    def at(self, point: tuple[int, int]) -> tuple[int, int]:
        """The point in whole units of the view box: neighbours stay joined, as both are rounded alike."""
        x, y = point
        return round(self.shift + (x - self.left) * self.across), round(8 + (self.top - y) * self.down)


def _map(picture: Map, setting: Setting) -> Markup:
    frame = _Frame.of(picture)
    most = max(area.named for area in picture.areas)
    # what is named is drawn last, so that its outline is whole
    order = sorted(picture.areas, key=lambda a: (a.named > 0, a.adcode))
    inside = [_area(area, frame, most, setting) for area in order]
    inside += [
        element("text", area.short, x=x, y=y, class_="label" if area.named else "label faint")
        for area, x, y in placed(picture.areas, frame.at, frame.high)
    ]
    return _svg(picture, frame.high, inside, box=f"0 0 {WIDE} {frame.high}")


def _area(area: Area, frame: _Frame, most: int, setting: Setting) -> Markup:
    path = "".join(_outline(ring, frame) for ring in area.rings)
    shape = element("path", element("title", area.name), d=path, class_=f"area t{tone(area, most)}")
    to = setting.pages.get(area.adcode) or (f"#c-{area.chapters[0]}" if area.chapters else "")
    return element("a", shape, href=to) if setting.links and to else shape


def tone(area: Area, most: int) -> int:
    """0 for what is not named, else 1 to ``TONES``, by the most named; one sentence alone is pale."""
    return ceil(TONES * area.named / max(most, TONES))


def _outline(ring: Ring, frame: _Frame) -> str:
    points = [frame.at(point) for point in ring]
    kept = [point for point, before in zip(points, [points[-1], *points], strict=False) if point != before]
    if len(kept) < 3:
        return ""
    steps = [f"{x - a} {y - b}" for (a, b), (x, y) in pairwise(kept)]
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps)}z"


def placed(
    areas: Sequence[Area], at: Callable[[tuple[int, int]], tuple[int, int]], high: int
) -> list[tuple[Area, int, int]]:
    """``(area, x, y)`` of the names that find room, the most named first; ``x``: middle, ``y``: base."""
    boxes: list[tuple[float, float, float, float]] = []
    found: list[tuple[Area, int, int]] = []
    for area in sorted(areas, key=lambda a: (-a.named, a.adcode)):
        x, y = at(area.label)
        half = len(area.short) * LETTER / 2
        x = round(min(max(x, half + 2), WIDE - half - 2))
        for step in (0, 1, -1, 2, -2):
            base = y + LETTER // 3 + step * LETTER * 3 // 5
            box = (x - half - 2, base - LETTER, x + half + 2, base + 5)
            apart = all(box[0] >= b[2] or b[0] >= box[2] or box[1] >= b[3] or b[1] >= box[3] for b in boxes)
            if apart and box[1] >= 0 and box[3] <= high:
                boxes.append(box)
                found.append((area, x, base))
                break
    return found
