"""Panels for research: one row for each figure of a place, a period and an indicator, with its source."""

from duibiao.ledger.exporting.cite import cite_dataset, cite_document, cite_fact, is_fact
from duibiao.ledger.exporting.files import ENDINGS, FORMATS, write_panel
from duibiao.ledger.exporting.panel import Panel, panel

__all__ = [
    "ENDINGS",
    "FORMATS",
    "Panel",
    "cite_dataset",
    "cite_document",
    "cite_fact",
    "is_fact",
    "panel",
    "write_panel",
]
