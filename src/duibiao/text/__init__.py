"""Documents and positions in them: blocks, outline, sentences, passages. Knows no domain.

A ``Document`` is source text exactly as read; ``Span`` is ``[start, end)`` in code points of that text.
"""

from duibiao.text.blocks import Block, Kind, Line, Part, join, lines
from duibiao.text.document import Document, Metadata, content_id
from duibiao.text.outline import Section
from duibiao.text.passages import Passage
from duibiao.text.sentences import Sentence, explain, split
from duibiao.text.span import Span, inside, trimmed

__all__ = [
    "Block",
    "Document",
    "Kind",
    "Line",
    "Metadata",
    "Part",
    "Passage",
    "Section",
    "Sentence",
    "Span",
    "content_id",
    "explain",
    "inside",
    "join",
    "lines",
    "split",
    "trimmed",
]
