"""Which indicator of official statistics a statement is of."""

from duibiao.reading.standard.logic import RULES, Open, Standard, standardise

__all__ = ["RULES", "Open", "Standard", "standardise"]
