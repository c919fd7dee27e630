"""Names in a text and what they stand for."""

from duibiao.reading.mentions._lines import abbreviations
from duibiao.reading.mentions.finder import explain, find_mentions

__all__ = ["abbreviations", "explain", "find_mentions"]
