"""What a local page quotes of a report from above is not the place's own."""

from __future__ import annotations

from duibiao.ledger.adding.derive import Given, derive
from duibiao.ledger.store.schema import PROGRAMME_COLUMNS, PROGRAMMES, STATEMENT_COLUMNS, STATEMENTS

PAGE = (
    "省里的报告与肇庆有关的话，本报逐条对照。\n\n"
    "报告原文\n\n"
    "去年，百县千镇万村高质量发展工程选取30个县、90个镇作为首批典型，新修农村公路7000公里。\n\n"
    "本地机遇\n\n"
    "肇庆百县千镇万村高质量发展工程有2个县、5个镇入选省首批典型，肇庆新修农村公路600公里。\n"
)


def _derived(table: str) -> list[dict[str, object]]:
    made = derive(Given(PAGE.encode(), "page.txt", "page.txt", "", adcode="441200", year=2024))
    columns = STATEMENT_COLUMNS if table == STATEMENTS.name else PROGRAMME_COLUMNS
    return [dict(zip(columns.names, row, strict=False)) for row in made.rows[table]]


def test_figures_quoted_are_nobodys_and_others_are_the_places() -> None:
    owners = {row["text"]: row["adcode"] for row in _derived(STATEMENTS.name)}
    assert owners["7000公里"] == ""
    assert owners["600公里"] == "441200"


def test_counts_of_members_that_are_quoted_are_left_to_the_report() -> None:
    assert {row["text"] for row in _derived(PROGRAMMES.name)} == {"2个", "5个"}
