"""A published page held against the report: quotations, figures, and what it misses."""

from duibiao.verifying.model import Verification
from duibiao.verifying.verifying import verify

__all__ = ["Verification", "verify"]
