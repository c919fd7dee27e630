"""What became of the targets that reports set: each joined to the result that later reports state."""

from duibiao.ledger.targets.logic import outcomes
from duibiao.ledger.targets.model import Outcome, Verdict
from duibiao.ledger.targets.table import Row, head, table
from duibiao.ledger.targets.wording import fall, labels

__all__ = ["Outcome", "Row", "Verdict", "fall", "head", "labels", "outcomes", "table"]
