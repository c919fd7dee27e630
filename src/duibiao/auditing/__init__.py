"""Printed arithmetic checked: formulas found in a text, recomputed with the precision that is printed."""

from typing import TYPE_CHECKING, Any

from duibiao.auditing.kept import touching, wrong_in
from duibiao.auditing.model import STATED, Audit, Finding, Operand, Verdict
from duibiao.auditing.record import RECORD_KEYS, record

if TYPE_CHECKING:
    from duibiao.auditing.logic import audit, chain_tables, chained

__all__ = [
    "RECORD_KEYS",
    "STATED",
    "Audit",
    "Finding",
    "Operand",
    "Verdict",
    "audit",
    "chain_tables",
    "chained",
    "record",
    "touching",
    "wrong_in",
]


def __getattr__(name: str) -> Any:
    """The audit, loaded when it is asked for: its rules take 0.1 s, and kept findings do not need them."""
    if name not in __all__:
        raise AttributeError(name)
    from duibiao.auditing import logic  # noqa: PLC0415 - see above

    return getattr(logic, name)
