"""Log-in is throttled: by account and address together, by address, and by account."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, select, update

from duibiao.ledger.store import Store
from duibiao.site.store.desk_schema import ATTEMPTS

WINDOW = timedelta(minutes=15)
BOTH_MOST, ADDRESS_MOST, ACCOUNT_MOST = 5, 20, 50
"""Failures in a window after which no more are heard. An account alone has the loosest limit, so that a
stranger cannot easily lock its owner out; one address that knows no password is stopped soonest."""


class Throttle:
    """Failures are kept in the store: they outlive the process and count over all of them."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def wait(self, name: str, address: str) -> int:
        """Seconds until another attempt is heard; 0: now."""
        most = dict(_keys(name, address))
        since = (datetime.now(UTC) - WINDOW).isoformat(timespec="seconds")
        asked = select(ATTEMPTS).where(ATTEMPTS.c.key.in_(most), ATTEMPTS.c.since >= since)
        with self.store.reading() as connection:
            rows = connection.execute(asked).all()
        ends = [datetime.fromisoformat(r.since) + WINDOW for r in rows if r.failures >= most[r.key]]
        return max((int((end - datetime.now(UTC)).total_seconds()) + 1 for end in ends), default=0)

    def failed(self, name: str, address: str) -> None:
        """Count a failure."""
        moment = datetime.now(UTC)
        since = (moment - WINDOW).isoformat(timespec="seconds")
        with self.store.writing() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.since < since))
            for key, _ in _keys(name, address):
                more = update(ATTEMPTS).where(ATTEMPTS.c.key == key)
                if not connection.execute(more.values(failures=ATTEMPTS.c.failures + 1)).rowcount:
                    values = {"key": key, "failures": 1, "since": moment.isoformat(timespec="seconds")}
                    connection.execute(insert(ATTEMPTS).values(values))

    def succeeded(self, name: str, address: str) -> None:
        """Forget the failures of the account from this address, not those of the address."""
        first = next(_keys(name, address))[0]
        with self.store.writing() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.key == first))


def _keys(name: str, address: str) -> Iterator[tuple[str, int]]:
    for kind, words, most in (
        ("both", f"{name}\n{address}", BOTH_MOST),
        ("address", address, ADDRESS_MOST),
        ("account", name, ACCOUNT_MOST),
    ):
        yield hashlib.sha256(f"{kind}\n{words}".encode()).hexdigest(), most
