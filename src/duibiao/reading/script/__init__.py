"""Old and new characters."""

from duibiao.reading.script.logic import simplified

__all__ = ["simplified"]
