"""Consecutive reports of one government beside each other: what they print of an indicator, year by year."""

from duibiao.auditing.chain.table import COLUMNS, Row, Table, mark, record, rows, tables, words

__all__ = ["COLUMNS", "Row", "Table", "mark", "record", "rows", "tables", "words"]
