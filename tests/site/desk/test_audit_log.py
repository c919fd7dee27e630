"""What is kept for good cannot be changed, and a change by force shows."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from duibiao.errors import StoreError
from duibiao.site.desk.making import Composed
from duibiao.site.store import audit
from duibiao.site.store.desk_schema import FOR_GOOD
from tests.site.desk.conftest import Office


@pytest.mark.parametrize("table", [t.name for t in FOR_GOOD])
@pytest.mark.parametrize("what", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_the_database_refuses(office: Office, composed: Composed, table: str, what: str) -> None:
    office.put(composed)
    office.take("editor", "submit")
    column = "number" if table != "site_renderings" else "revision"
    with pytest.raises(StoreError, match="kept for good"), office.desk.store.writing() as connection:
        connection.execute(text(what.format(table, column, column)))


def test_a_change_by_force_shows(office: Office) -> None:
    store = office.desk.store
    chain = audit.verified(store)
    assert (chain.rows, chain.broken) == (6, 0)
    with store.writing() as connection:
        connection.execute(text("DROP TRIGGER site_audit_no_update"))
        connection.execute(text("UPDATE site_audit SET who = 'another' WHERE number = 3"))
    assert audit.verified(store).broken == 3


def test_a_row_that_is_missing_shows(office: Office) -> None:
    with office.desk.store.writing() as connection:
        connection.execute(text("DROP TRIGGER site_audit_no_delete"))
        connection.execute(text("DELETE FROM site_audit WHERE number = 2"))
    assert audit.verified(office.desk.store).broken == 3


def test_the_page_says_so(office: Office) -> None:
    office.enter("admin")
    page = office.client.get("/desk/audit")
    assert "首尾相接，没有改动" in page.text
    assert "开账号" in page.text


def test_what_is_undone_leaves_no_row(office: Office) -> None:
    before = audit.verified(office.desk.store).rows

    def write() -> None:
        with office.desk.store.writing() as connection:
            audit.note(connection, "editor", "something")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write()
    assert audit.verified(office.desk.store).rows == before
