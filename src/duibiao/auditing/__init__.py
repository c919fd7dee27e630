"""Printed arithmetic checked: formulas found in a text, recomputed with the precision that is printed."""

from duibiao.auditing.audit import audit, chained
from duibiao.auditing.kept import touching, wrong_in
from duibiao.auditing.model import STATED, Audit, Finding, Operand, Verdict
from duibiao.auditing.record import RECORD_KEYS, record

__all__ = [
    "RECORD_KEYS",
    "STATED",
    "Audit",
    "Finding",
    "Operand",
    "Verdict",
    "audit",
    "chained",
    "record",
    "touching",
    "wrong_in",
]
