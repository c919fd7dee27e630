"""What of a report bears on a place, which local sentences answer it, and why."""

from duibiao.matching.around import is_around, named_around
from duibiao.matching.cache import Cache
from duibiao.matching.model import FIRM, Copy, Evidence, Material, Pairing, Reason, Role, Why
from duibiao.matching.pairing import Matched, match
from duibiao.matching.semantic import warm
from duibiao.matching.told import CEREMONY

__all__ = [
    "CEREMONY",
    "FIRM",
    "Cache",
    "Copy",
    "Evidence",
    "Matched",
    "Material",
    "Pairing",
    "Reason",
    "Role",
    "Why",
    "is_around",
    "match",
    "named_around",
    "warm",
]
