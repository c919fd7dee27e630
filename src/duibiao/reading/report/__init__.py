"""Whose report a document is and which year it is for."""

from duibiao.reading.report.logic import Report, identify, require_year

__all__ = ["Report", "identify", "require_year"]
