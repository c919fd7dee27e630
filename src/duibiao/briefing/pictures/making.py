"""From a composed brief to one with pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from duibiao.briefing.model import Brief
from duibiao.briefing.pictures.charts import charts
from duibiao.briefing.pictures.maps import Land, maps
from duibiao.briefing.pictures.model import Map
from duibiao.briefing.yardsticks import printed


def pictured(brief: Brief, land: Land) -> Brief:
    """The brief with its pictures, those of an earlier call left out."""
    return replace(brief, pictures=(*charts(brief, land.documents), *maps(brief, land)))


def wrong(brief: Brief) -> Iterator[str]:
    """What does not hold of the pictures, for the guard; figures themselves it looks at on its own."""
    known = {y.id: y for y in brief.yardsticks}
    chapters = {chapter.id for chapter in (*brief.chapters, *brief.unanswered)}
    for picture in brief.pictures:
        if isinstance(picture, Map):
            if any(not set(area.chapters) <= chapters for area in picture.areas):
                yield "地图指到没有的章节"
            if any(min(area.report, area.local) < 0 for area in picture.areas):
                yield "地图上的句数不对"
            continue
        if picture.where not in chapters | {"yardsticks"}:
            yield f"图“{picture.title}”不在任何章节里"
        for v in picture.values:
            of = known.get(v.yardstick)
            as_printed = (v.figure.text, v.figure.value) if of is None else (printed(of), of.value)
            if (v.text, v.value) != as_printed or (v.yardstick and of is None):
                yield f"图“{picture.title}”里的{v.text}与出处不符"
            if v.value <= 0 or (of is None and v.figure.unit != picture.unit):
                yield f"图“{picture.title}”里的{v.text}不能和别的数画在一起"
