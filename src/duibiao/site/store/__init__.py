"""The tables of the site, in the database of the ledger, with a history of migrations of their own."""

from duibiao.site.store.articles import Articles
from duibiao.site.store.migrating import ready
from duibiao.site.store.reads import Reads

__all__ = ["Articles", "Reads", "ready"]
