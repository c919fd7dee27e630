"""Places: codes, names, history, zones, regions, and what lies in what."""

from duibiao.gazetteer._tables import letters
from duibiao.gazetteer.gazetteer import Gazetteer
from duibiao.gazetteer.place import Level, Place, stem

__all__ = ["Gazetteer", "Level", "Place", "letters", "stem"]
