"""Outlines of divisions: the packaged ones, a province at a time, or a reviewed GeoJSON of the user's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from duibiao.briefing.pictures.model import Ring
from duibiao.errors import UnreadableSource, system_words

GRID = 1000
"""Steps in a degree; ``scripts/build_assets.py`` writes with the same."""
_APPROVAL = ("审图号", "approval", "GS")
_CODES = ("adcode", "code", "id", "gb", "区划码")
_NAMES = ("name", "NAME", "名称")


@dataclass(frozen=True, slots=True)
class Shape:
    """A division's outline on the grid, and a point well inside it."""

    rings: tuple[Ring, ...]
    label: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Outlines by code, or by name where the user's file has no codes."""

    by_code: Mapping[str, Shape]
    by_name: Mapping[str, Shape]
    approval: str = ""
    supplied: bool = False


@cache
def packaged(province: str) -> Shapes:
    """The divisions of a province, by its code (440000); none where it is never drawn."""
    file = files("duibiao.briefing.pictures") / "assets" / "shapes" / f"{province}.tsv"
    if not file.is_file():
        return Shapes({}, {})
    lines = (line.partition("\t") for line in file.read_text(encoding="ascii").splitlines())
    return Shapes(_Packed({code: rest for code, _, rest in lines}), {})


class _Packed(Mapping[str, Shape]):
    """Outlines as they are packaged, each decoded when it is drawn."""

    def __init__(self, lines: dict[str, str]) -> None:
        self._lines = lines

    def __getitem__(self, code: str) -> Shape:
        label, _, rings = self._lines[code].partition("\t")
        x, y = map(int, label.split(","))
        return Shape(tuple(_decoded(ring) for ring in rings.split(" ")), (x, y))

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def _decoded(text: str) -> Ring:
    """The inverse of ``scripts.build_assets.encoded``."""
    numbers: list[int] = []
    value = shift = 0
    for char in text:
        piece = ord(char) - 63
        value |= (piece & 31) << shift
        shift += 5
        if piece < 32:
            numbers.append(-(value + 1 >> 1) if value & 1 else value >> 1)
            value = shift = 0
    points: list[tuple[int, int]] = []
    x = y = 0
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return tuple(points)


def supplied(path: Path, approval: str = "") -> Shapes:
    """A GeoJSON with a feature a division, found by code or name. Raises UnreadableSource.

    The 审图号 is ``approval``, else what the file's own properties or those of its features say.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        features = list(data["features"])
        shapes = [
            (feature.get("properties") or {}, feature, _shape(feature["geometry"])) for feature in features
        ]
    except OSError as error:
        raise UnreadableSource(f"读不了地图文件：{system_words(error)}", where=str(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableSource(
            "不是可用的 GeoJSON",
            where=str(path),
            hint="需要 FeatureCollection，每个 Feature 一个区划，带 adcode 或 name，坐标用经纬度",
        ) from error
    said = [data.get("properties") or {}, data, *(properties for properties, _, _ in shapes)]
    found = approval or next((_first(one, _APPROVAL) for one in said if _first(one, _APPROVAL)), "")
    return Shapes(
        {_first({**feature, **properties}, _CODES)[-6:]: shape for properties, feature, shape in shapes},
        {_first(properties, _NAMES): shape for properties, _, shape in shapes},
        found,
        supplied=True,
    )


def _first(properties: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((str(properties[name]) for name in names if properties.get(name)), "")


def _shape(geometry: Mapping[str, Any]) -> Shape:
    parts = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        parts = [parts]
    elif geometry["type"] != "MultiPolygon":
        raise ValueError(geometry["type"])
    rings = tuple(tuple(_on_grid(ring)) for part in parts for ring in part)
    return Shape(rings, inner_point(max(rings, key=area)))


def _on_grid(ring: Any) -> Iterator[tuple[int, int]]:
    for x, y, *_ in ring[:-1]:
        if not (abs(x) <= 180 and abs(y) <= 90):
            raise ValueError("no degrees")
        yield round(float(x) * GRID), round(float(y) * GRID)


def area(ring: Ring) -> float:
    """Of the ring, in squares of the grid."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def inner_point(ring: Ring) -> tuple[int, int]:
    """The middle of the widest stretch inside the ring, of some level cuts through it."""
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    best = (0.0, ring[0][0], ring[0][1])
    for step in range(1, 16):
        y = low + (high - low) * step / 16
        pairs = zip(ring, ring[1:] + ring[:1], strict=True)
        cuts = sorted(
            a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in pairs if (a[1] <= y) != (b[1] <= y)
        )
        for left, right in zip(cuts[::2], cuts[1::2], strict=False):
            best = max(best, (right - left, round((left + right) / 2), round(y)))
    return best[1], best[2]
