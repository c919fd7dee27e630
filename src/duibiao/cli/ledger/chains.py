"""``duibiao ledger chains``: industrial chains as documents tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from duibiao.cli.ledger.common import emit, format_option, ledger_option, the_place
from duibiao.cli.ledger.wording import source

if TYPE_CHECKING:
    from duibiao.ledger.asking.things import Thing
    from duibiao.reading.chains import Chain

_TITLES = {"industry": "产业", "kind": "说法", "links": "环节", "firms": "企业", "source": "出处"}
_KINDS = {"order": "顺序", "parts": "并列", "tier": "上下游", "named": "只有名称"}


@click.command()
@click.option("--place", "name", help="What documents of this place tell, and what is told of it.")
@click.option("--industry", default="", help="Only chains whose industry has these characters.")
@format_option
@ledger_option
def command(name: str | None, industry: str, form: str, where: str) -> None:
    """List chains with their links in the order of the text and the firms that it puts on them."""
    from duibiao.ledger.asking.things import chains  # noqa: PLC0415 (commands start fast)
    from duibiao.ledger.store import Store  # noqa: PLC0415

    place = the_place(name)
    with Store.open(where) as store:
        found = chains(store, place)
    emit([_row(t, form) for t in found if industry in t.fact.industry], form, _TITLES)


def _row(thing: Thing[Chain], form: str) -> dict[str, Any]:
    chain, origin = thing.fact, thing.origin
    arrow = "→" if chain.kind == "order" else "、"
    if form != "json":
        return {
            "industry": chain.industry,
            "kind": _KINDS[chain.kind],
            "links": arrow.join(
                f"{link.tier}{link.name}" if link.tier != link.name else link.name for link in chain.links
            ),
            "firms": "、".join(
                f"{firm.name}（{firm.role}）" if firm.role else firm.name for firm in chain.firms
            ),
            "source": source(origin, chain.span.start),
        }
    return {
        "id": chain.id,
        "industry": chain.industry,
        "kind": chain.kind,
        "whole": chain.whole,
        "text": chain.text,
        "links": [
            {"name": x.name, "position": x.position, "tier": x.tier, "start": x.span.start, "end": x.span.end}
            for x in chain.links
        ],
        "firms": [
            {"name": x.name, "role": x.role, "start": x.span.start, "end": x.span.end} for x in chain.firms
        ],
        "document": origin.title,
        "sha256": origin.sha256,
        "start": chain.span.start,
        "end": chain.span.end,
    }
