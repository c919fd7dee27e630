"""What a report sets out to reach: its headline targets, and every other figure that is aimed at."""

from duibiao.reading.targets.logic import headline_targets, read_targets
from duibiao.reading.targets.model import Form, Relation, Says, Target, Tie, Word, Wording

__all__ = [
    "Form",
    "Relation",
    "Says",
    "Target",
    "Tie",
    "Word",
    "Wording",
    "headline_targets",
    "read_targets",
]
