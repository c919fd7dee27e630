"""The report's measure beside the place's own: shares, growth against growth, aim against aim."""

from duibiao.briefing.yardsticks.logic import Comparison, explain, same_thing, yardsticks
from duibiao.briefing.yardsticks.working import UNITS, printed, worked_out

__all__ = ["UNITS", "Comparison", "explain", "printed", "same_thing", "worked_out", "yardsticks"]
