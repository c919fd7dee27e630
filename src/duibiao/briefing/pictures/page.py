"""Pictures as the formats take them: figures of the page, rows of Markdown, data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from duibiao.briefing.model import Brief
from duibiao.briefing.pictures.model import Area, Map, Picture
from duibiao.briefing.pictures.svg import Setting, drawn, element
from duibiao.briefing.pictures.wording import said
from duibiao.reading import record as statement_record
from duibiao.reading.record import plain

MAP = "map"
"""Where the map stands: a section of its own."""
OPEN_MOST = 8
"""Divisions whose line stands open under the map; a province has up to 21 and would push the brief away."""


def beside(brief: Brief, where: str) -> list[Picture]:
    """The pictures that stand there: as in ``Chart.where``, or ``map``."""
    return [p for p in brief.pictures if (MAP if isinstance(p, Map) else p.where) == where]


def setting(brief: Brief, *, links: bool = True) -> Setting:
    """What drawings of this brief need to know."""
    numbers = {source.doc: source.number for source in brief.sources}
    return Setting(brief.heading.place, brief.heading.report_place, numbers, links)


def figures_html(brief: Brief, where: str) -> Markup:
    """``<figure>`` elements of the pictures that stand there."""
    return Markup("\n").join(_figure(brief, picture) for picture in beside(brief, where))


def _figure(brief: Brief, picture: Picture) -> Markup:
    inside = [] if isinstance(picture, Map) else [element("p", picture.title, class_="title")]
    inside.append(element("div", drawn(picture, setting(brief)), class_="drawing"))
    form = MAP if isinstance(picture, Map) else picture.form.value
    return element("figure", *inside, _caption(brief, picture), class_="picture", data_form=form)


def _caption(brief: Brief, picture: Picture) -> Markup:
    lines = [element("p", line) for line in notes(picture)]
    if not isinstance(picture, Map):
        return element("figcaption", *lines) if lines else Markup("")
    rows = [_area_html(brief, area) for area in named(picture)]
    lists = [element("ul", *rows[:OPEN_MOST], class_="named")]
    if rows[OPEN_MOST:]:
        rest = element("ul", *rows[OPEN_MOST:], class_="named")
        lists.append(element("details", element("summary", said("map_rest")), rest))
    return element("figcaption", *lists, *lines)


def _area_html(brief: Brief, area: Area) -> Markup:
    numbers = {chapter.id: i for i, chapter in enumerate(brief.chapters, 1)}
    waiting = bool(area.chapters) and not numbers.keys() & set(area.chapters)
    name = element("a", area.name, href=f"#c-{area.chapters[0]}") if waiting else area.name
    parts = [element("b", name)]
    for label, key, count in counted(area):
        parts.append(element("span", label, element("span", str(count), data_n=key), "句", class_="count"))
    if area.inside:
        parts.append(element("span", "、".join(area.inside), class_="inside"))
    links = [
        element("a", "第", element("span", str(numbers[c]), data_n=f"chapter-{c}"), "章", href=f"#c-{c}")
        for c in area.chapters
        if c in numbers
    ]
    if links:
        parts.append(element("span", *links, class_="to"))
    return element("li", *parts)


def named(picture: Map) -> list[Area]:
    """The divisions that are named, the most named first."""
    return sorted((a for a in picture.areas if a.named), key=lambda a: (-a.named, a.adcode))


def notes(picture: Picture) -> list[str]:
    """What must be said under a picture."""
    if not isinstance(picture, Map):
        return [said("worked_out")] if any(v.yardstick for v in picture.values) else []
    lines = [said("map_lead")]
    if picture.missing:
        lines.append(said("map_missing").format(names="、".join(picture.missing)))
    return [*lines, notice(picture)]


def notice(picture: Map) -> str:
    """Whose borders they are, and whether they were reviewed."""
    if picture.approval:
        return said("map_approved").format(approval=picture.approval)
    return said("map_supplied" if picture.supplied else "map_notice")


def counted(area: Area) -> Iterator[tuple[str, str, int]]:
    """``(whose, name of the number, sentences)`` of both sides where there are any."""
    for label, side, count in (("报告", "report", area.report), ("本地材料", "local", area.local)):
        if count:
            yield label, f"map-{area.adcode}-{side}", count


def counts(brief: Brief) -> dict[str, int]:
    """The numbers of ours that pictures print, by name: they join ``view.declared``."""
    maps = [p for p in brief.pictures if isinstance(p, Map)]
    return {key: n for p in maps for a in p.areas for _, key, n in counted(a)}


def words(brief: Brief) -> list[str]:
    """What pictures print beside figures and counts."""
    return [line for p in brief.pictures for line in (p.title, *notes(p))]


def map_title(brief: Brief) -> str:
    """Heading of the map's section; empty without a map."""
    return next((p.title for p in brief.pictures if isinstance(p, Map)), "")


def map_notes(brief: Brief) -> list[str]:
    """What is said under the map in Markdown, which has no colours."""
    return [line for p in beside(brief, MAP) for line in notes(p)[1:]]


def map_lines(brief: Brief) -> list[list[str | int]]:
    """The map in words: a line a division, counts as numbers."""
    lines: list[list[str | int]] = []
    for picture in brief.pictures:
        if isinstance(picture, Map):
            for area in named(picture):
                line: list[str | int] = [area.name]
                for label, _, count in counted(area):
                    line += [f" · {label} ", count, " 句"]
                lines.append([*line, f" · {'、'.join(area.inside)}"] if area.inside else line)
    return lines


@cache
def style() -> Markup:
    """The style sheet of pictures on the page."""
    return Markup((files("duibiao.briefing.pictures") / "style.css").read_text(encoding="utf-8"))


@cache
def script() -> Markup:
    """The script that lets pictures be touched; the page is whole without it."""
    return Markup((files("duibiao.briefing.pictures") / "assets" / "pictures.js").read_text(encoding="utf-8"))


def record(picture: Picture) -> dict[str, Any]:
    """The picture as data, without outlines."""
    if isinstance(picture, Map):
        return _record_of_map(picture)
    return {
        "id": picture.id,
        "form": picture.form.value,
        "title": picture.title,
        "where": picture.where,
        "unit": picture.unit,
        "notes": notes(picture),
        "values": [
            {
                "label": v.label,
                "side": v.side.value,
                "printed": v.text,
                "value": plain(v.value),
                "figure": statement_record(v.figure),
                "yardstick": v.yardstick,
            }
            for v in picture.values
        ],
    }


def _record_of_map(picture: Map) -> dict[str, Any]:
    return {
        "id": picture.id,
        "form": MAP,
        "title": picture.title,
        "notes": notes(picture),
        "areas": [
            {
                "adcode": a.adcode,
                "name": a.name,
                "report": a.report,
                "local": a.local,
                "inside": list(a.inside),
                "chapters": list(a.chapters),
            }
            for a in picture.areas
        ],
        "missing": list(picture.missing),
        "approval": picture.approval,
    }
