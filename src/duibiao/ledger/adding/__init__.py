"""Taking documents into the store, and deriving anew what was read from them."""

from duibiao.ledger.adding.add import Added, Source, add
from duibiao.ledger.adding.rebuild import deepen, rebuild

__all__ = ["Added", "Source", "add", "deepen", "rebuild"]
