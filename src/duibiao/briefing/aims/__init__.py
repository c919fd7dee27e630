"""Which planned figures of a local note are aims of the place."""

from duibiao.briefing.aims.logic import is_aim

__all__ = ["is_aim"]
