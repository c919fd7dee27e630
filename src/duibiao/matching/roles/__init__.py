"""Whether a local sentence tells of something done, something planned, or how things stand."""

from duibiao.matching.roles.logic import explain, role

__all__ = ["explain", "role"]
