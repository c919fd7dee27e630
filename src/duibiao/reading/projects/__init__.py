"""Projects: how far they are, how much money, how large, whose, where, and how many a group has."""

from duibiao.reading.projects._figures import Measured, measured
from duibiao.reading.projects._line import Line, Named
from duibiao.reading.projects._stages import Reached, reached, standing
from duibiao.reading.projects.logic import read_projects
from duibiao.reading.projects.model import STAGES, FactType, ProjectEvent, Stage, Standing, Subject

__all__ = [
    "STAGES",
    "FactType",
    "Line",
    "Measured",
    "Named",
    "ProjectEvent",
    "Reached",
    "Stage",
    "Standing",
    "Subject",
    "measured",
    "reached",
    "read_projects",
    "standing",
]
