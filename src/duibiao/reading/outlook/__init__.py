"""Which part of a report looks back, which looks forward, and over which years."""

from duibiao.reading.outlook.logic import Direction, Outlook, outlook, plans

__all__ = ["Direction", "Outlook", "outlook", "plans"]
