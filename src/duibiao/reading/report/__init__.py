"""Whose report a document is and which year it is for."""

from duibiao.reading.report.logic import Report, identify

__all__ = ["Report", "identify"]
