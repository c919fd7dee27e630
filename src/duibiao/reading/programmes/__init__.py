"""Members of programmes by level: 22 counties, 110 towns, 1,062 villages, and who chose them."""

from duibiao.reading.programmes.logic import read_programmes
from duibiao.reading.programmes.model import Member, ProgrammeFact, Tier

__all__ = ["Member", "ProgrammeFact", "Tier", "read_programmes"]
