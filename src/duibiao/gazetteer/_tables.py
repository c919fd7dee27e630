"""The packaged tables as places: divisions and former ones, towns, zones, regions, what a user adds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from duibiao.errors import UnreadableSource
from duibiao.gazetteer.place import Level, Place, stem
from duibiao.lexicon import load

COUNTRY = Place("中华人民共和国", "100000", Level.COUNTRY, "", ("中国", "我国", "全国"))


def divisions() -> list[Place]:
    """Province to county, today's and former ones, in the order of their codes."""
    rows = [line.split("\t") for line in _lines("divisions.tsv")]
    known = {row[0] for row in rows}
    return [
        Place(
            name,
            code,
            _level(code),
            _parent(code, known),
            tuple(aliases.split(",")) if aliases else (),
            (),
            int(since or 0),
            int(until or 0),
            tuple(successors.split(",")) if successors else (),
        )
        for code, name, since, until, successors, aliases in rows
    ]


def towns() -> Iterator[tuple[str, str]]:
    """(9-digit code, name) of towns, townships and streets."""
    for line in _lines("towns.tsv"):
        yield line[:9], line[10:]


def town(code: str, name: str, parent: str) -> Place:
    """A town as a place. Its short form leaves 镇, 乡 or 街道 off; a one-character rest is none."""
    short = stem(name)
    aliases = (short,) if len(short) > 1 else ()
    return Place(name, code, Level.TOWN, parent, aliases)


def zones() -> list[Place]:
    """The catalogue of zones."""
    return [_entry(row, Level.ZONE) for row in load("duibiao.gazetteer.data", "zones.toml").entries]


def regions() -> list[Place]:
    """The catalogue of regions and of compound names (川渝) that stand for several divisions."""
    rows = load("duibiao.gazetteer.data", "regions.toml").entries
    return [_entry(row, Level(row.get("kind", "region"))) for row in rows]


def nicknames() -> list[tuple[str, str]]:
    """(further name, adcode) pairs: abbreviations of divisions that are not their stem."""
    rows = load("duibiao.gazetteer.data", "nicknames.toml").entries
    return [(alias, row["place"].split()[0]) for row in rows for alias in row["names"]]


def letters() -> tuple[dict[str, str], dict[str, str]]:
    """One-character names of provinces (粤), and of cities (穗), each with its adcode."""
    rows = load("duibiao.gazetteer.data", "letters.toml").entries
    provinces, cities = (
        {row["name"]: _code(row[key]) for row in rows if key in row} for key in ("place", "city")
    )
    return provinces, cities


def contested() -> frozenset[str]:
    """Short forms that no level decides: 朝阳 is a city and two districts."""
    return frozenset(load("duibiao.gazetteer.data", "nicknames.toml")["contested"].words)


def added(path: Path) -> list[Place]:
    """Places of a user's file: ``[[zones]]``, ``[[regions]]`` and ``[[places]]`` rows (docs/gazetteer.md)."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return [
            *(_entry(row, Level.ZONE) for row in raw.get("zones", ())),
            *(_entry(row, Level.REGION) for row in raw.get("regions", ())),
            *(_own(row) for row in raw.get("places", ())),
        ]
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource("读不了地名补充文件", where=str(path), hint=str(error)) from error
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise UnreadableSource(
            f"地名补充文件格式不对：{error}", where=str(path), hint="格式见 docs/gazetteer.md"
        ) from error


def _entry(row: Mapping[str, Any], level: Level) -> Place:
    within = tuple(_code(item) for item in row["within"])
    name = row["name"]
    return Place(
        name,
        f"{level.value}:{name}",
        level,
        within[0] if level is Level.ZONE else "",
        tuple(row.get("aliases", ())),
        within,
        row.get("since", 0),
        row.get("until", 0),
    )


def _own(row: Mapping[str, Any]) -> Place:
    level = Level(row.get("level") or _level(row["adcode"]))
    return Place(row["name"], row["adcode"], level, row.get("parent", ""), tuple(row.get("aliases", ())))


def _code(item: str) -> str:
    """``440100`` of ``440100 广州``: members carry their name for the reader and the linter."""
    return item.split(maxsplit=1)[0]


def _level(code: str) -> Level:
    if len(code) == 9:
        return Level.TOWN
    if code.startswith("former:"):
        return Level.PROVINCE if code.endswith(("省", "行署区")) else Level.PREFECTURE
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.PREFECTURE if code.endswith("00") else Level.COUNTY


def _parent(code: str, known: Iterable[str]) -> str:
    for upper in (code[:4] + "00", code[:2] + "0000"):
        if upper in known and upper != code:
            return upper
    return COUNTRY.adcode


def _lines(name: str) -> list[str]:
    return files("duibiao.gazetteer.data").joinpath(name).read_text(encoding="utf-8").splitlines()
