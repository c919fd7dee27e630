"""The ledger of projects: one row per project over all documents, with why names were joined."""

from duibiao.ledger.projects.conflicts import agrees, conflicts
from duibiao.ledger.projects.merging import merge, retold, suggest
from duibiao.ledger.projects.model import (
    Conflict,
    Decision,
    DecisionType,
    Entry,
    Join,
    Project,
    Suggestion,
    by_hand,
    decision,
)
from duibiao.ledger.projects.overview import Row, at, by_place, overview

__all__ = [
    "Conflict",
    "Decision",
    "DecisionType",
    "Entry",
    "Join",
    "Project",
    "Row",
    "Suggestion",
    "agrees",
    "at",
    "by_hand",
    "by_place",
    "conflicts",
    "decision",
    "merge",
    "overview",
    "retold",
    "suggest",
]
