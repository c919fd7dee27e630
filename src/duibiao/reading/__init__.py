"""The facts that reading a document gives: statements (figures and what they mean) and mentions (names)."""

from typing import TYPE_CHECKING, Any

from duibiao.reading.model import Bound, Mention, MentionType, Statement, StatementKind, Status
from duibiao.reading.record import RECORD_KEYS, record

if TYPE_CHECKING:
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


def __getattr__(name: str) -> Any:
    """The readers, loaded when they are asked for: their patterns take 0.1 s."""
    if name not in __all__:
        raise AttributeError(name)
    from duibiao.reading import statements  # noqa: PLC0415 - see above

    return getattr(statements, name)
