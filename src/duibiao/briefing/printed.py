"""What a rendered brief prints, in units: words of a source, counts of ours, and everything else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

_DIGITS = re.compile(r"\d+")
_NUMERALS = "一二两三四五六七八九十百千万亿零〇"
_FIGURE = re.compile(
    rf"(\d+(?:[.,，]\d+)*|[{_NUMERALS}]{{2,}}|[{_NUMERALS}](?=成|倍|番|分之))([%％‰\u4e00-\u9fff]?)"
)
_SPACE = re.compile(r"\s+")


class Unit(NamedTuple):
    """A run of printed text and what its element says of it.

    ``at``: where it stands (``N:START-END``). ``about``: the figure (``N:START-END``) or source (``N``) that
    it tells of. ``counts``: the name of the number of ours that it is; Markdown has no names, ``?``.
    ``cites``: it is the number of the source of the words before it.
    """

    text: str
    at: str = ""
    about: str = ""
    counts: str = ""
    cites: bool = False


def digits(text: str) -> set[str]:
    """The runs of digits in ``text``."""
    return set(_DIGITS.findall(text))


def figures(text: str) -> set[str]:
    """The figures in ``text`` with the character after them, which is or begins the unit: 97亿, 4.5%, 七成.

    Chinese numerals count where they are no part of a word: two and more together, and before 成 倍 番 分之.
    """
    return {number + unit for number, unit in _FIGURE.findall(_SPACE.sub("", text))}


def supports(text: str) -> set[str]:
    """What ``figures`` of words that come from ``text`` may be: its own, with their units and without."""
    return {figure for pair in _FIGURE.findall(_SPACE.sub("", text)) for figure in ("".join(pair), pair[0])}


def plain(text: str) -> str:
    """``text`` without white space, to compare what is set differently."""
    return _SPACE.sub("", text)


_TAG = re.compile(
    r"""<!--.*?-->|<[!?][^>]*>|<(/?)([a-z][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.S | re.I
)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_FLOWS = frozenset(("wbr", "br"))
_HIDDEN = frozenset(("style", "script"))
_VOID = frozenset(("wbr", "br", "meta", "link", "img", "hr", "input"))
_READ_OUT = ("title", "alt", "aria-label")


class _Element(NamedTuple):
    """An open element: what it says of its text, ``about`` from the elements around it too."""

    tag: str
    at: str = ""
    about: str = ""
    counts: str = ""
    cite: bool = False


class _Page:
    """Collects units. An element starts a new one, unless it only marks or breaks a line.

    A reader of our own: ``html.parser`` took half of the time of checking a page. What is no tag is text, so
    that nothing gets by unread.
    """

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self._open = [_Element("")]
        self._text: list[str] = []

    def read(self, page: str) -> None:
        at, skip = 0, ""
        for match in _TAG.finditer(page):
            tag = (match[2] or "").lower()
            if skip and not (match[1] and tag == skip):
                continue
            if not skip:
                self._text.append(page[at : match.start()])
            at, skip = match.end(), ""
            if match[1]:
                self._ends(tag)
            elif tag:
                self._starts(tag, match[3])
                skip = tag if tag in _HIDDEN else ""
        self._text.append("" if skip else page[at:])
        self._flush()

    def _starts(self, tag: str, attributes: str) -> None:
        said = _attributes(attributes) if attributes else {}
        around = self._open[-1]
        for name in _READ_OUT:
            if name in said:
                self.units.append(Unit(said[name], about=around.about))
        if tag in _FLOWS:
            return
        self._flush()
        if tag not in _VOID:
            about = said.get("data-about", around.about)
            cite = "cite" in said.get("class", "").split()
            self._open.append(_Element(tag, said.get("data-at", ""), about, said.get("data-n", ""), cite))

    def _ends(self, tag: str) -> None:
        if tag in _FLOWS:
            return
        if self._open[-1].tag != tag and all(tag != element.tag for element in self._open):
            return
        self._flush()
        while self._open.pop().tag != tag:
            pass

    def _flush(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        text = (unescape(text) if "&" in text else text).strip()
        if text:
            here = self._open[-1]
            cites = here.cite or (len(self._open) > 1 and self._open[-2].cite)
            self.units.append(Unit(text, here.at, here.about, here.counts, cites))


def _attributes(text: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(text):
        value = "".join(values)
        said[name.lower()] = unescape(value) if "&" in value else value
    return said


def page_units(page: str) -> list[Unit]:
    """The units of an HTML page, attributes that are shown or read out among them."""
    read = _Page()
    read.read(page)
    return read.units


class _Article(HTMLParser):
    """Collects the text of every paragraph and cell, and of all that stands between them."""

    FLOWS = frozenset(("span", "br"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.FLOWS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, [])

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data


def article_lines(page: str) -> list[str]:
    """The text of every paragraph and cell of a WeChat article, its title first."""
    parser = _Article()
    parser.feed(page)
    parser.close()
    return [line for line in parser.lines if line.strip()]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of Markdown: its units, and the number of the source that it cites or defines."""

    units: tuple[Unit, ...]
    cites: int | None
    defines: int | None


_CITED = re.compile(r"(?<!\\)\[\^(\d+)\](:?)")
_LEAD = re.compile(r"\s*(?:#{1,6} |> |- |\|)")
_COUNT = re.compile(r"(?<!\\)\*\*(\d+)(?<!\\)\*\*")
_NUMBERED = re.compile(r"### (\d+) · ")
_CELL = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def markdown_lines(text: str) -> list[Line]:
    """The lines of a Markdown text that print anything."""
    return [_line(line) for line in text.split("\n") if line.strip()]


def _line(line: str) -> Line:
    numbered = _NUMBERED.match(line)
    cited = _CITED.search(line)
    units = [Unit(numbered[1], counts="?")] if numbered else []
    body = line[numbered.end() :] if numbered else _LEAD.sub("", line, count=1)
    for cell in _CELL.split(_CITED.sub("", body)):
        for i, part in enumerate(_COUNT.split(cell)):
            printed = _ESCAPED.sub(r"\1", part).strip()
            if printed:
                units.append(Unit(printed, counts="?" if i % 2 else ""))
    number = int(cited[1]) if cited is not None else None
    defines = cited is not None and cited[2] == ":"
    return Line(tuple(units), None if defines else number, number if defines else None)
