"""The facts that reading a document gives: statements (figures and what they mean) and mentions (names)."""

from duibiao.reading.model import Bound, Mention, MentionType, Statement, StatementKind, Status
from duibiao.reading.record import RECORD_KEYS, record
from duibiao.reading.statements import explain_statements, read_statements

__all__ = [
    "RECORD_KEYS",
    "Bound",
    "Mention",
    "MentionType",
    "Statement",
    "StatementKind",
    "Status",
    "explain_statements",
    "read_statements",
    "record",
]
