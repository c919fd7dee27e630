"""``duibiao ledger projects``: projects over all documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from duibiao.cli.ledger.common import emit, format_option, ledger_option, the_place
from duibiao.cli.ledger.wording import source

if TYPE_CHECKING:
    from duibiao.ledger.asking.projects import Known
    from duibiao.ledger.projects import Entry, Project

_TITLES = {
    "name": "项目", "places": "地方", "stage": "进展", "money": "投资", "capacity": "规模", "owners": "单位",
    "programmes": "专项", "responsible": "责任", "evidence": "依据", "conflicts": "矛盾",
}  # fmt: skip
_EVENTS = {
    "period": "时间", "type": "事项", "text": "原文", "stage": "阶段", "standing": "状态", "by": "经手",
    "source": "出处", "id": "编号",
}  # fmt: skip
STANDINGS = {"done": "已", "ongoing": "正在", "planned": "拟", "stated": ""}
_BUILDING = {"done": "在建", "ongoing": "在建", "planned": "拟建", "stated": "在建"}
TYPES = {
    "stage": "进展", "money": "投资", "capacity": "规模", "output": "产出", "land": "用地", "owner": "单位",
    "place": "地方", "programme": "专项", "responsible": "责任", "count": "数量", "origin": "来自",
}  # fmt: skip


@click.command()
@click.option("--place", "name", help="Only projects that lie in this place or touch it.")
@click.option("--stage", type=click.Choice(["签约", "供地", "审批", "开工", "在建", "投产", "达产"]))
@click.option("--groups", is_flag=True, help="Counted groups (101个项目) instead of named projects.")
@click.option("--project", "one", help="Everything known of one project: its names and dated events.")
@format_option
@ledger_option
def command(
    name: str | None, stage: str | None, groups: bool, one: str | None, form: str, where: str
) -> None:
    """List projects with money, size, stage and owner, or show the dated evidence of one of them."""
    from duibiao.ledger.asking.projects import projects  # noqa: PLC0415 (commands start fast)
    from duibiao.ledger.store import Store  # noqa: PLC0415

    place = the_place(name)
    with Store.open(where) as store:
        known = projects(store, place, groups=groups)
    if one is not None:
        _show(known.named(one), known, form)
        return
    chosen = [p for p in known.projects if stage is None or (p.stage is not None and p.stage.value == stage)]
    if form == "json":
        emit([_full(p, known) for p in chosen], form, {})
    else:
        emit([_short(p) for p in chosen], form, _TITLES)


def _short(project: Project) -> dict[str, Any]:
    from duibiao.gazetteer import Gazetteer  # noqa: PLC0415
    from duibiao.reading.projects import FactType  # noqa: PLC0415

    places = [Gazetteer.load().get(code) for code in project.adcodes]
    return {
        "name": project.name,
        "places": "、".join(p.name for p in places[-2:] if p is not None),
        "stage": _stage(project),
        "money": _figures(project.of(FactType.MONEY)),
        "capacity": _figures(project.of(FactType.CAPACITY)),
        "owners": "、".join(project.owners[:2]),
        "programmes": "、".join(project.programmes[:2]),
        "responsible": "、".join(project.responsible[:2]),
        "evidence": len(project.timeline),
        "conflicts": len(project.conflicts) or "",
    }


def _stage(project: Project) -> str:
    if project.stage is None:
        return ""
    standing = project.standing or "stated"
    return _BUILDING[standing] if project.stage == "在建" else f"{STANDINGS[standing]}{project.stage.value}"


def _figures(entries: list[Entry]) -> str:
    told = dict.fromkeys(f"{e.event.measure}{''.join(e.event.text.split())}" for e in entries)
    return "；".join(list(told)[:3])


def _full(project: Project, known: Known) -> dict[str, Any]:
    return {
        "id": project.id,
        "name": project.name,
        "names": [{"name": j.name, "why": j.why, "decision": j.decision} for j in project.names],
        "part_of": project.part_of,
        "adcodes": list(project.adcodes),
        "stage": project.stage,
        "standing": project.standing,
        "owners": list(project.owners),
        "programmes": list(project.programmes),
        "responsible": list(project.responsible),
        "events": [_event(e, known) for e in project.timeline],
        "conflicts": [
            {"type": c.type, "measure": c.measure, "why": c.why, "events": [e.event.id for e in c.entries]}
            for c in project.conflicts
        ],
        "decisions": list(project.decisions),
    }


def _event(entry: Entry, known: Known) -> dict[str, Any]:
    event = entry.event
    origin = known.origins.get(event.doc)
    return {
        "id": event.id,
        "type": event.type,
        "text": event.text,
        "value": event.value,
        "unit": event.unit,
        "measure": event.measure,
        "stage": event.stage,
        "standing": event.standing,
        "period": event.period,
        "by": entry.by,
        "decision": entry.decision,
        "document": origin.title if origin else "",
        "sha256": origin.sha256 if origin else "",
        "start": event.span.start,
        "end": event.span.end,
    }


def _show(project: Project, known: Known, form: str) -> None:
    if form == "json":
        emit([_full(project, known)], form, {})
        return
    if form == "table":
        click.echo(f"{project.name}  {_stage(project)}")
        for join in project.names:
            click.echo(
                f"  名称 {join.name}：{join.why}" + (f"（决定 {join.decision[:8]}）" if join.decision else "")
            )
        for conflict in project.conflicts:
            click.echo(f"  矛盾 {conflict.why}")
    emit([_line(e, known) for e in project.timeline], form, _EVENTS)


def _line(entry: Entry, known: Known) -> dict[str, Any]:
    event = entry.event
    origin = known.origins.get(event.doc)
    return {
        "period": event.period,
        "type": TYPES[event.type],
        "text": f"{event.measure if event.value is not None else ''}{''.join(event.text.split())}",
        "stage": event.stage.value if event.stage else "",
        "standing": STANDINGS[event.standing],
        "by": f"{entry.by}（人工）" if entry.by else "",
        "source": source(origin, event.span.start) if origin else "",
        "id": event.id[:10],
    }
