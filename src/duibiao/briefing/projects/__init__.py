"""Projects at the place and the firms and institutions that quoted sentences name."""

from duibiao.briefing.projects.logic import Scene, organisations, projects

__all__ = ["Scene", "organisations", "projects"]
