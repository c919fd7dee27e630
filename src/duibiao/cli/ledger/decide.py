"""``duibiao ledger decide``: what a person says of projects."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import click

from duibiao.cli.ledger.common import emit, format_option, ledger_option
from duibiao.cli.ledger.projects import TYPES

if TYPE_CHECKING:
    from duibiao.ledger.asking.projects import Known
    from duibiao.ledger.projects import Decision
    from duibiao.reading.projects import ProjectEvent

_STAGES = ["签约", "供地", "审批", "开工", "在建", "投产", "达产"]
_KINDS = {"join": "合并", "apart": "分开", "add": "补充", "correct": "更正", "rename": "改名"}


def _by(function: Callable[..., Any]) -> Callable[..., Any]:
    author = click.option("--by", "author", required=True, help="Who decides; shown with the decision.")
    return author(click.option("--note", default="", help="Why.")(ledger_option(function)))


def _fact(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--period", default="", help="When: 2024, 2024-06."),
        click.option("--unit", default="", help="Base unit of the value: 元, 千瓦."),
        click.option("--value", help="The figure in the base unit, e.g. 8600000000."),
        click.option("--planned", is_flag=True, help="It is still to come."),
        click.option("--stage", type=click.Choice(_STAGES)),
        click.option("--type", "kind", type=click.Choice(list(TYPES)), default="stage", show_default=True),
    ):
        function = option(function)
    return function


@click.group()
def command() -> None:
    """Join, part, rename, add to or correct projects by hand. Every decision is shown as its author's."""


@command.command()
@click.argument("names", nargs=-1, required=True)
@click.option("--name", default="", help="What to call them.")
@_by
def join(names: tuple[str, ...], name: str, author: str, note: str, where: str) -> None:
    """NAMES are one project."""
    _keep("join", where, author, note, projects=names, name=name)


@command.command()
@click.argument("names", nargs=-1, required=True)
@_by
def apart(names: tuple[str, ...], author: str, note: str, where: str) -> None:
    """NAMES are different projects."""
    _keep("apart", where, author, note, projects=names)


@command.command()
@click.argument("project")
@click.argument("name")
@_by
def rename(project: str, name: str, author: str, note: str, where: str) -> None:
    """Call PROJECT by NAME."""
    _keep("rename", where, author, note, projects=(project,), name=name)


@command.command()
@click.argument("project")
@click.argument("text")
@_fact
@_by
def add(project: str, text: str, author: str, note: str, where: str, **told: Any) -> None:
    """Add an event to PROJECT, told by TEXT."""
    _keep("add", where, author, note, projects=(project,), told={"project": project, "text": text, **told})


@command.command()
@click.argument("event")
@click.argument("text", required=False)
@_fact
@_by
def correct(event: str, text: str | None, author: str, note: str, where: str, **told: Any) -> None:
    """Put TEXT in the place of EVENT (its id from ledger projects); without TEXT take it away."""
    _keep("correct", where, author, note, event_id=event, told={"text": text, **told} if text else None)


@command.command()
@click.argument("decision")
@ledger_option
def undo(decision: str, where: str) -> None:
    """Take DECISION (its id) back."""
    from duibiao.ledger.asking.projects import undo as take_back  # noqa: PLC0415 (commands start fast)
    from duibiao.ledger.store import Store  # noqa: PLC0415

    with Store.open(where) as store:
        gone = take_back(store, decision)
    click.echo(f"撤销 {gone.author} 的决定：{_KINDS[gone.type]} {'、'.join(gone.projects)}")


@command.command("list")
@format_option
@ledger_option
def list_(form: str, where: str) -> None:
    """Every decision with who made it and when."""
    from duibiao.ledger.asking.projects import decisions  # noqa: PLC0415
    from duibiao.ledger.store import Store  # noqa: PLC0415

    with Store.open(where) as store:
        made = decisions(store)
    titles = {
        "id": "编号",
        "kind": "决定",
        "projects": "项目",
        "what": "内容",
        "author": "经手",
        "date": "时间",
        "note": "说明",
    }
    emit([_row(d, form) for d in made], form, titles)


def _row(decision: Decision, form: str) -> dict[str, Any]:
    return {
        "id": decision.id[:10] if form == "table" else decision.id,
        "kind": _KINDS[decision.type] if form == "table" else decision.type,
        "projects": list(decision.projects),
        "what": decision.name or (decision.event.text if decision.event else decision.event_id[:10]),
        "author": decision.author,
        "date": decision.date,
        "note": decision.note,
    }


def _keep(
    kind: str, where: str, author: str, note: str, *, told: dict[str, Any] | None = None,
    projects: tuple[str, ...] = (), name: str = "", event_id: str = "",
) -> None:  # fmt: skip
    from duibiao.ledger.asking.projects import decide, now  # noqa: PLC0415 (commands start fast)
    from duibiao.ledger.asking.projects import projects as known_projects  # noqa: PLC0415
    from duibiao.ledger.projects import DecisionType, decision  # noqa: PLC0415
    from duibiao.ledger.store import Store  # noqa: PLC0415

    date = now()
    with Store.open(where) as store:
        known = known_projects(store)
        if event_id:
            found = _event(known, event_id)
            event_id, projects = found.id, (found.project,)
        else:
            projects = tuple(_as_read(known, words, kind) for words in projects)
        event = _by_hand(projects[0], told, author, date) if told is not None else None
        made = decision(
            DecisionType(kind), author=author, date=date, projects=projects, name=name,
            event=event, event_id=event_id, note=note,
        )  # fmt: skip
        decide(store, made)
    click.echo(f"记下 {author} 的决定 {made.id[:10]}：{_KINDS[kind]} {'、'.join(projects)}")


def _as_read(known: Known, words: str, kind: str) -> str:
    """A name as it was read: the words themselves, or the name of the one project that has them."""
    same = [p for p in known.projects if words == p.name]
    if same:  # a person may have renamed it
        return next((j.name for j in same[0].names if not j.decision), words)
    if kind == "add" or any(words == j.name for p in known.projects for j in p.names):
        return words
    return known.named(words).name


def _event(known: Known, id_: str) -> ProjectEvent:
    from duibiao.errors import UsageError  # noqa: PLC0415

    same = {e.event for p in known.projects for e in p.timeline if e.event.id.startswith(id_)}
    if len(same) != 1:
        raise UsageError(f"没有编号为“{id_}”的事项", hint="编号见 ledger projects --project 名称")
    return same.pop()


def _by_hand(project: str, told: dict[str, Any], author: str, date: str) -> ProjectEvent:
    from duibiao.errors import UsageError  # noqa: PLC0415
    from duibiao.ledger.projects import by_hand  # noqa: PLC0415
    from duibiao.reading.projects import FactType, Stage, Standing  # noqa: PLC0415

    try:
        value = Decimal(told["value"]) if told["value"] is not None else None
    except InvalidOperation as error:
        raise UsageError(f"“{told['value']}”不是数字", hint="例如 --value 8600000000 --unit 元") from error
    return by_hand(
        project,
        FactType(told["kind"]),
        told["text"],
        author=author,
        date=date,
        stage=Stage(told["stage"]) if told["stage"] else None,
        standing=Standing.PLANNED if told["planned"] else Standing.DONE,
        value=value,
        unit=told["unit"],
        period=told["period"],
    )
