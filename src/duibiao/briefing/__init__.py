"""A brief: composed from what was matched and read, checked against its sources, rendered."""

from duibiao.briefing.compose import Ingredients, compose
from duibiao.briefing.model import Brief

__all__ = ["Brief", "Ingredients", "compose"]
