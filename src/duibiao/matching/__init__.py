"""What of a report bears on a place, which local sentences answer it, and why."""

from duibiao.matching.model import FIRM, Evidence, Material, Pairing, Reason, Role, Why
from duibiao.matching.pairing import Matched, match
from duibiao.matching.semantic import warm

__all__ = [
    "FIRM",
    "Evidence",
    "Matched",
    "Material",
    "Pairing",
    "Reason",
    "Role",
    "Why",
    "match",
    "warm",
]
