"""The headline targets that a report sets for its year."""

from duibiao.briefing.targets.logic import headline_targets

__all__ = ["headline_targets"]
