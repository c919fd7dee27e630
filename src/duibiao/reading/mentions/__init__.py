"""Names in a text and what they stand for."""

from duibiao.reading.mentions.finder import explain, find_mentions
from duibiao.reading.mentions.joining import join_names, same_table

__all__ = ["explain", "find_mentions", "join_names", "same_table"]
