"""``duibiao ledger programmes``: members of programmes by level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from duibiao.cli.ledger.common import emit, format_option, ledger_option, the_place
from duibiao.cli.ledger.wording import source

if TYPE_CHECKING:
    from duibiao.ledger.asking.origin import Origin
    from duibiao.ledger.programmes import Share
    from duibiao.reading.programmes import ProgrammeFact

_TITLES = {
    "programme": "专项", "label": "称谓", "round": "批次", "tier": "层级", "place": "地方", "count": "数量",
    "members": "名单", "chooser": "由谁选定", "share": "占比", "source": "出处",
}  # fmt: skip


@click.command()
@click.option("--place", "name", help="What documents of this place tell, and its share of the level above.")
@format_option
@ledger_option
def command(name: str | None, form: str, where: str) -> None:
    """List what the documents say of a programme's counties, towns and villages: how many, and which."""
    from duibiao.gazetteer import Gazetteer  # noqa: PLC0415 (commands start fast)
    from duibiao.ledger.asking.things import programme_facts  # noqa: PLC0415
    from duibiao.ledger.programmes import shares  # noqa: PLC0415
    from duibiao.ledger.store import Store  # noqa: PLC0415

    place, gazetteer = the_place(name), Gazetteer.load()
    with Store.open(where) as store:
        here = programme_facts(store, place)
        every = here if place is None else programme_facts(store)
    found = shares([t.fact for t in every], place, gazetteer) if place is not None else []
    of = {share.ours.id: share for share in found}
    origins = {t.fact.doc: t.origin for t in every}
    emit([_row(t.fact, t.origin, of.get(t.fact.id), origins, form) for t in here], form, _TITLES)


def _row(
    fact: ProgrammeFact, origin: Origin, share: Share | None, origins: dict[str, Origin], form: str
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "programme": fact.programme,
        "label": fact.label,
        "round": fact.round,
        "tier": fact.tier.value,
        "place": fact.place,
        "count": fact.count,
        "members": [m.name for m in fact.members],
        "chooser": fact.chooser,
        "share": "",
        "source": source(origin, fact.span.start),
    }
    if share is not None:
        total = source(origins[share.total.doc], share.total.span.start)
        row["share"] = f"{share.ours.count}/{share.total.count} = {share.percent}%（{total}）"
    if form == "json":
        row |= {
            "id": fact.id, "text": fact.text, "start": fact.span.start, "end": fact.span.end,
            "sha256": origin.sha256, "members": [{"name": m.name, "adcode": m.adcode} for m in fact.members],
            "done": fact.done, "period": fact.period, "why": fact.why,
        }  # fmt: skip
    return row
