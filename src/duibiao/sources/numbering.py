"""What Word's automatic numbering prints before a paragraph: 一、 （二） 3. and the like."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str


@dataclass
class Numbering:
    """The counters of one document."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """list -> level -> how it prints"""
    lists: dict[str, str] = field(default_factory=dict)
    """numId -> list"""
    counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: ET.Element | None) -> Numbering:
        """From word/numbering.xml."""
        made = cls()
        for abstract in root.iter(f"{W}abstractNum") if root is not None else ():
            rows = {_whole(lvl.get(f"{W}ilvl")): _level(lvl) for lvl in abstract.iter(f"{W}lvl")}
            made.levels[abstract.get(f"{W}abstractNumId", "")] = rows
        for num in root.iter(f"{W}num") if root is not None else ():
            made.lists[num.get(f"{W}numId", "")] = _value(num, "abstractNumId")
        return made

    def next(self, num_id: str, level: int) -> str:
        """Count one paragraph on and return what is printed before it; nothing for bullets."""
        name = self.lists.get(num_id, "")
        rows = self.levels.get(name, {})
        if level not in rows or not 0 <= level < LEVELS:
            return ""
        counts = self.counts.setdefault(name, [rows[i].start - 1 if i in rows else 0 for i in range(LEVELS)])
        counts[level] += 1
        for deeper in range(level + 1, LEVELS):
            counts[deeper] = rows[deeper].start - 1 if deeper in rows else 0

        def printed(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return number(max(counts[at], 1), rows[at].form) if at in rows else ""

        return re.sub(r"%([1-9])", printed, rows[level].pattern) if rows[level].form != "bullet" else ""


def number(value: int, form: str) -> str:
    """A counter as Word prints it."""
    if form == "none":
        return ""
    if re.match(r"chinese|japanese|taiwanese|ideograph|korean", form):
        return _chinese(value)
    if form == "decimalEnclosedCircle" and value <= 20:
        return chr(0x2460 + value - 1)
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    return str(value)


def _chinese(value: int) -> str:
    if value >= 100:
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones > 0 else "")


def _level(lvl: ET.Element) -> _Level:
    return _Level(
        _whole(_value(lvl, "start") or "1"), _value(lvl, "numFmt") or "decimal", _value(lvl, "lvlText")
    )


def _value(element: ET.Element, tag: str) -> str:
    child = element.find(f"{W}{tag}")
    return child.get(f"{W}val", "") if child is not None else ""


def _whole(printed: str | None) -> int:
    return int(printed) if printed is not None and re.fullmatch(r"\d{1,6}", printed) else 0
