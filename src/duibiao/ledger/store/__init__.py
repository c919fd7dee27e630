"""The database: tables, migrations, full text, backup."""

from duibiao.ledger.store.store import Store

__all__ = ["Store"]
