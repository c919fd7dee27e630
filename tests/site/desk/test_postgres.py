"""The desk over PostgreSQL: the same way, and what is kept for good there too."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from duibiao.errors import StoreError
from duibiao.site.desk.making import Composed
from duibiao.site.store import audit
from duibiao.site.store.desk_schema import FOR_GOOD
from tests.ledger.conftest import new_database, postgres
from tests.site.desk.conftest import opened

__all__ = ["postgres"]


@pytest.mark.slow
def test_the_whole_way(
    postgres: str, composed: Composed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))  # pages of a server's ledger are kept there
    with opened(new_database(postgres), monkeypatch) as office:
        office.put(composed)
        office.to_ready()
        office.publish()
        office.take("chief", "correct", why="改正")
        office.to_ready()
        office.publish()
        assert office.client.get(f"/articles/{composed.slug}").status_code == 200
        for words in ("抽水蓄能", "蓄"):
            ((card, found),) = office.desk.site.articles.found(words, None, 2024, 5)
            assert card.slug == composed.slug
            assert {mark.of(one.part.text) for one in found for mark in one.marks} == {words}
        assert 'data-n="hits"' in office.client.get("/search?q=肇庆").text
        assert [one.why for one in office.desk.site.articles.corrected(5)] == ["改正"]
        assert audit.verified(office.desk.store).broken == 0
        for what in (f"{word} {table.name}" for table in FOR_GOOD for word in ("DELETE FROM", "TRUNCATE")):
            with pytest.raises(StoreError, match="kept for good"), office.desk.store.writing() as connection:
                connection.execute(text(what))
