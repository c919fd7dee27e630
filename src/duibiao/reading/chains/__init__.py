"""Industrial chains as texts tell of them: their links in order, upstream and downstream, firms on them."""

from duibiao.reading.chains.logic import read_chains
from duibiao.reading.chains.model import Chain, ChainKind, Firm, Link

__all__ = ["Chain", "ChainKind", "Firm", "Link", "read_chains"]
