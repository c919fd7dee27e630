"""``duibiao place``: what the gazetteer knows of a place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duibiao.gazetteer import Gazetteer, Place


@click.command()
@click.argument("name")
@click.option("--year", type=int, help="The year in which the name was used, for former names.")
@click.option("--gazetteer", "extra", type=click.Path(path_type=Path), help="Places of your own (TOML).")
def command(name: str, year: int | None, extra: Path | None) -> None:
    """Codes, parents, history, divisions, zones and regions of the place NAME."""
    from duibiao.gazetteer import Gazetteer  # noqa: PLC0415 (commands start fast)

    gazetteer = Gazetteer.load(extra)
    place = gazetteer.resolve(name, year)
    for label, value in _facts(gazetteer, place):
        click.echo(f"{label}\t{value}")


def _facts(g: Gazetteer, place: Place) -> Iterator[tuple[str, str]]:
    """(label, value) pairs; what there is nothing to say of is left out."""
    several = place.level.value in ("region", "compound")
    yield "名称", place.name
    yield "代码", place.adcode
    yield "层级", _LEVELS[place.level.value]
    regions = sorted(g.regions_of(place), key=lambda r: (not _beside(g, r, place), len(r.within)))
    facts = {
        "简称": "、".join((*(a for a in place.aliases if a != place.name), *g.letters(place))),
        "所属": " < ".join(p.name for p in g.chain(place)[1:]),
        "成员" if several else "所在": "、".join(p.name for p in g.members(place)),
        "使用": _years(place),
        "今属": "、".join(f"{g.full_name(p)}（{p.adcode}）" for p in map(g.get, place.successors) if p),
        "沿革": " → ".join(f"{p.name}（{p.adcode}，{_years(p)}）" for p in g.history(place)),
        "下辖": "、".join(p.name for p in g.children(place)),
        "功能区": "、".join(_zone(g, z, place) for z in g.zones_in(place) if z is not place),
        "合称": "、".join(c.name for c in g.compounds_of(place)),
        "区域": "、".join(r.name + (f"（{r.since}年起）" if r.since else "") for r in regions if r != place),
    }
    yield from ((label, value) for label, value in facts.items() if value)
    for region in regions:
        if beside := _beside(g, region, place):
            yield f"同属{region.name}", "、".join(beside)


def _zone(g: Gazetteer, zone: Place, place: Place) -> str:
    """A zone and the divisions inside ``place`` that it lies in: 肇庆新区（鼎湖区）."""
    inside = [p.name for p in g.members(zone) if p != place and g.holds(place, p)]
    return zone.name + (f"（{'、'.join(inside)}）" if inside else "")


_LEVELS = {
    "country": "国家",
    "province": "省级",
    "prefecture": "地级",
    "county": "县级",
    "town": "乡级",
    "zone": "功能区",
    "region": "区域",
    "compound": "合称",
}


def _years(place: Place) -> str:
    if not place.since and not place.until:
        return ""
    return f"{place.since or ''}—{place.until or '今'}"


def _beside(g: Gazetteer, region: Place, place: Place) -> list[str]:
    """The other members of a region of which ``place`` itself is one."""
    members = g.members(region)
    return [p.name for p in members if p != place] if place in members else []
