"""What the gazetteer knows of one place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Where a place stands in the order of things."""

    COUNTRY = "country"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWN = "town"
    ZONE = "zone"
    """肇庆新区, 横琴粤澳深度合作区: lies in divisions (``within``) but is none"""
    REGION = "region"
    """粤港澳大湾区: has members (``within``)"""
    COMPOUND = "compound"
    """川渝, 广佛肇: short forms run together, stands for each of its members (``within``)"""


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative division, a zone or a region.

    ``adcode``: 6 digits (9 for towns), ``100000`` for the country; ``zone:NAME``, ``region:NAME`` and
    ``compound:NAME`` for those; ``former:NAME`` for a unit that never had a code. ``parent``: adcode of the
    division that it lies in, ``""`` for the country, regions and compounds. ``within``: divisions that a
    zone lies in, members of a region or compound. ``since``, ``until``: first and last year under this
    name, 0 when it is older than the tables (1980) and when it stands today. ``successors``: for a former
    name, codes of what it belongs to today.
    """

    name: str
    adcode: str
    level: Level
    parent: str
    aliases: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    since: int = 0
    until: int = 0
    successors: tuple[str, ...] = ()

    def stands(self, year: int | None) -> bool:
        """Whether it had this name in ``year`` (``None``: today)."""
        if year is None:
            return not self.until
        return self.since <= year and (not self.until or year <= self.until)


def stem(name: str) -> str:
    """A town's name without its kind."""
    if name[-1] in "镇乡":
        return name[:-1]
    return name[:-2] if name.endswith(("街道", "苏木")) else name
