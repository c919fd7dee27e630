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
    """肇庆新区, 横琴粤澳深度合作区: lies in divisions (``parents``) but is none"""
    REGION = "region"
    """粤港澳大湾区: has members"""


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative division, a zone or a region.

    ``adcode``: 6 digits (9 for towns), ``100000`` for the country, ``zone:NAME`` and ``region:NAME`` for
    the other two. ``parent``: adcode of the division that it lies in, ``""`` for the country and regions.
    """

    name: str
    adcode: str
    level: Level
    parent: str
    aliases: tuple[str, ...] = ()
