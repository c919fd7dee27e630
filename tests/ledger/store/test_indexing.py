"""The index of passages: runs that are joined, passages that are gone, ledgers from before it."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from sqlalchemy import Connection, func, select, text

from duibiao.ledger.adding import add, rebuild
from duibiao.ledger.asking.search import search
from duibiao.ledger.store import Store
from duibiao.ledger.store.fulltext import filter_token
from duibiao.ledger.store.indexing import RUNS_MOST, PassageIndex, Run
from duibiao.ledger.store.migrating import config
from duibiao.ledger.store.schema import PASSAGES, PASSAGES_INDEX
from tests.ledger.made import many


def runs(connection: Connection, index: PassageIndex = PASSAGES_INDEX) -> list[Run]:
    return [Run(*row) for row in connection.execute(select(index.runs).order_by(index.runs.c.first))]


def found(store: Store, number: int) -> int:
    return search(store, f"第{number}号工程").total


def test_many_small_runs_are_joined_and_nothing_is_lost(store: Store, tmp_path: Path) -> None:
    count = RUNS_MOST + 1
    for source in many(tmp_path, count):
        add(store, [source])
    with store.reading() as connection:
        joined, last = runs(connection)
        numbers = set(connection.scalars(select(PASSAGES.c.number)))
        assert (joined.first, joined.last + 1, last.last) == (1, last.first, max(numbers))
        for token in ("程", "工程", "第1"):
            held = connection.execute(select(PASSAGES.c.number, PASSAGES.c.text)).all()
            there = sorted((number for number, printed in held if token in printed), reverse=True)
            assert PASSAGES_INDEX.find(connection, [token], len(numbers)) == there
    assert [found(store, number) for number in range(count)] == [1] * count


def test_all_tokens_must_be_there_however_often_each_is(store: Store, tmp_path: Path) -> None:
    add(store, many(tmp_path, 3))
    of = [filter_token("kind", "report")]
    with store.reading() as connection:
        rows = connection.execute(select(PASSAGES.c.number, PASSAGES.c.text))
        held = {row.number: row.text for row in rows}
        for asked in (
            ["工程"],
            ["第1", "工程"],
            ["工", "程"],
            ["没有"],
            ["工程", "没有"],
            ["第1", "号工", "的"],
            [],
        ):
            there = sorted((n for n, text in held.items() if all(a in text for a in asked)), reverse=True)
            assert PASSAGES_INDEX.find(connection, [*asked, *of], len(held)) == there, asked
            assert PASSAGES_INDEX.find(connection, asked, len(held)) == there, asked
        assert not PASSAGES_INDEX.find(connection, ["工程", filter_token("kind", "material")], len(held))


def test_neighbours_are_joined_where_they_fit(store: Store, tmp_path: Path) -> None:
    for source in many(tmp_path, 5):
        add(store, [source])
    with store.writing() as connection:
        before = runs(connection)
        held = {token: PASSAGES_INDEX.find(connection, [token], 100) for token in ("程", "工程", "第1")}
        PASSAGES_INDEX.tidy(connection)
        (joined,) = runs(connection)
        assert (joined.first, joined.last) == (before[0].first, before[-1].last)
        assert held == {token: PASSAGES_INDEX.find(connection, [token], 100) for token in held}
        PASSAGES_INDEX.tidy(connection)
        assert runs(connection) == [joined]
    assert [found(store, number) for number in range(5)] == [1] * 5


def test_what_is_gone_is_not_found_and_its_number_not_used_again(store: Store, tmp_path: Path) -> None:
    add(store, many(tmp_path, 3))
    with store.reading() as connection:
        (before,) = runs(connection)
    rebuild(store)
    with store.reading() as connection:
        (after,) = runs(connection)
        assert after.first == before.last + 1
        first = connection.scalars(select(func.min(PASSAGES_INDEX.pairs.c.cell))).one()
        assert first >> 42 == after.number
    assert [found(store, number) for number in range(3)] == [1, 1, 1]


def test_more_words_than_a_database_takes_in_one_question(store: Store, tmp_path: Path) -> None:
    add(store, many(tmp_path, 1))
    assert search(store, "".join(map(chr, range(0x4E00, 0x5400)))).total == 0


def test_a_ledger_from_before_the_index_is_brought_up(where: str, tmp_path: Path) -> None:
    with Store.open(where, create=True) as store:
        add(store, many(tmp_path, 3))
        with store.writing() as connection:
            command.downgrade(config(connection), "0001")
            connection.execute(text("CREATE TABLE passages_text (tokens text)"))
    assert Store.upgraded(where)[0] == "0001"
    with Store.open(where) as store:
        assert [found(store, number) for number in range(3)] == [1, 1, 1]
