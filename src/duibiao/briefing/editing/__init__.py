"""``brief.toml``: what an editor changes of a brief, kept from run to run."""

from duibiao.briefing.editing.apply import Edited, edited
from duibiao.briefing.editing.figures import unsupported
from duibiao.briefing.editing.sheet import ChapterEdit, Edits, PhotographEdit, Pin, read_edits
from duibiao.briefing.editing.write import write_edits

__all__ = [
    "ChapterEdit",
    "Edited",
    "Edits",
    "PhotographEdit",
    "Pin",
    "edited",
    "read_edits",
    "unsupported",
    "write_edits",
]
