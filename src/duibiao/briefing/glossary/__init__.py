"""The terms that a report's own annex explains, where quoted passages use them."""

from duibiao.briefing.glossary.logic import Entry, entries, terms

__all__ = ["Entry", "entries", "terms"]
