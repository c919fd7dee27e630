"""What an article is shared with: a picture with its title, place and figures, and a code of its address."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from duibiao.briefing.pictures.png import rastered
from duibiao.briefing.pictures.svg import element
from duibiao.briefing.render.view import one_line
from duibiao.briefing.render.wording import labels, period_words
from duibiao.ledger.targets.wording import fall

WIDE, HIGH = 1200, 630
"""Pixels: what Open Graph asks for."""
LEFT, RIGHT = 72, 1128
FIGURES_MOST = 3
LABEL_MOST = 13
"""Letters of a label, at the most: three stand side by side."""
TITLE_SIZES = ((62, 2), (50, 3))
"""Pixels of the title's letters, and lines at the most; what is longer still is cut."""
CODE = 150
"""Pixels across the code of the address: 3 and more for each of its squares."""
QUIET = 2
"""White squares around a code."""
INK, SOFT, ACCENT, PAPER, RULE = "#1e1d1a", "#5d5a52", "#9f2a1d", "#fdfcf9", "#ddd7ca"


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure of the picture, in the words of its source. ``beside``: what it is held against, or ''."""

    label: str
    printed: str
    beside: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture says. ``code``: address that its code leads to."""

    site: str
    kicker: str
    title: str
    figures: tuple[Shown, ...]
    foot: str
    code: str


def figures_of(brief: str) -> tuple[Shown, ...]:
    """The figures of a brief (its JSON) that say most: yardsticks, then targets of the place, then above."""
    data: Mapping[str, Any] = json.loads(brief)
    found = [_beside(one, data) for one in data.get("yardsticks", ())]
    for key in ("local_targets", "targets"):
        found += [
            Shown(_label(one) + _way(one), _printed(one), f"{period_words(one['period'])}目标")
            for one in data.get(key, ())
        ]
    return tuple(one for one in found if len(one.label) <= LABEL_MOST)[:FIGURES_MOST]


def _beside(yardstick: Mapping[str, Any], data: Mapping[str, Any]) -> Shown:
    """A figure of the place and that of the report, each told as a fall where only one of them is one."""
    local, report = yardstick["local"], yardstick["report"]
    ways = _way(local), _way(report)
    of_both, (own, above) = (ways[0], ("", "")) if ways[0] == ways[1] else ("", ways)
    return Shown(
        one_line(yardstick["subject"]) + of_both,
        data["place"]["name"] + own + _printed(local),
        data["report"]["place"] + above + _printed(report),
    )


def _label(figure: Mapping[str, Any]) -> str:
    """Whose figure and of what; the place once, where the indicator begins with its name."""
    home = labels("homes").get(figure["adcode"], figure["place"])
    name = one_line(figure["indicator"])
    return name if home and name.startswith(home[:2]) else home + name


def _way(figure: Mapping[str, Any]) -> str:
    """增长, 位次 or nothing, by its kind; 下降 where the value is below zero and the print has no sign."""
    falls = fall(Decimal(figure["value"]), figure["text"])
    return falls or labels("statement_kinds")[figure["kind"]]


def _printed(figure: Mapping[str, Any]) -> str:
    return one_line(figure["text"]) + labels("bounds")[figure["bound"]]


def picture(card: Card) -> bytes | None:
    """The picture as PNG; ``None`` where this machine can draw none."""
    return rastered(drawn(card))


def drawn(card: Card) -> str:
    """The picture as SVG."""
    size, lines = _title(card.title)
    top = 232 if len(lines) > 1 else 250
    parts = [
        element("rect", width=WIDE, height=HIGH, fill=PAPER),
        element("rect", width=WIDE, height=10, fill=ACCENT),
        element("rect", x=LEFT, y=56, width=50, height=50, rx=7, fill=ACCENT),
        _text("标", LEFT + 25, 93, 34, "#fff", anchor="middle", heavy=True),
        _text(card.site, LEFT + 68, 92, 32, INK, heavy=True),
        _text(card.kicker, LEFT, top - 78, 27, ACCENT),
        *(
            _text(line, LEFT, top + at * round(size * 1.3), size, INK, heavy=True)
            for at, line in enumerate(lines)
        ),
        element("rect", x=LEFT, y=382, width=RIGHT - LEFT, height=2, fill=RULE),
        *_figures(card.figures),
        _text(card.foot, LEFT, 582, 25, SOFT),
        *_code(card.code),
    ]
    return str(
        element("svg", *parts, xmlns="http://www.w3.org/2000/svg", width=WIDE, height=HIGH)
    )  # letters: the sans serif that pictures are drawn with


def _title(title: str) -> tuple[int, list[str]]:
    for size, most in TITLE_SIZES:
        wide = (RIGHT - LEFT) // size
        lines = wrapped(title, wide)
        if len(lines) <= most:
            # no word alone on the last line: as narrow as it goes with as many lines
            while wide > 6 and len(narrow := wrapped(title, wide - 1)) == len(lines):
                wide, lines = wide - 1, narrow
            return size, lines
    size, most = TITLE_SIZES[-1]
    return size, [*lines[: most - 1], lines[most - 1][:-1] + "…"]


NEVER_FIRST = "，。；：、！？）》】”’…"
NEVER_LAST = "（《【“‘"


def wrapped(text: str, wide: float) -> list[str]:
    """``text`` in lines of ``wide`` Chinese letters; no mark begins a line that may not, no number is cut."""
    lines = [""]
    for piece in _pieces(text):
        fits = width(lines[-1] + piece) <= wide or piece[0] in NEVER_FIRST
        if fits or not lines[-1]:
            lines[-1] += piece
        elif lines[-1][-1] in NEVER_LAST:
            lines.append(lines[-1][-1] + piece)
            lines[-2] = lines[-2][:-1]
        else:
            lines.append(piece)
    return [line for line in lines if line]


def _pieces(text: str) -> Iterator[str]:
    """Letters, those of Latin script and digits in a row together."""
    kept = ""
    for char in text:
        if char.isascii() and not char.isspace():
            kept += char
            continue
        yield from filter(None, (kept, char))
        kept = ""
    yield from filter(None, (kept,))


def width(text: str) -> float:
    """In Chinese letters."""
    return sum(0.56 if char.isascii() else 1.0 for char in text)


def _figures(figures: Sequence[Shown]) -> Iterator[Markup]:
    room = (RIGHT - LEFT - CODE - 40) // FIGURES_MOST
    for at, one in enumerate(figures):
        x = LEFT + at * room
        yield _text(one.label, x, 428, _fitting(one.label, 23, room), SOFT)
        yield _text(one.printed, x, 482, _fitting(one.printed, 44, room), ACCENT, heavy=True)
        yield _text(one.beside, x, 520, 22, SOFT)


def _fitting(words: str, most: int, room: int) -> int:
    """The size at which they fit into a column."""
    return min(most, int((room - 24) / width(words)))


def _code(address: str) -> Iterator[Markup]:
    squares = code(address)
    if squares is None:
        return
    path, count = squares
    x, y = RIGHT - CODE, 408
    yield element("rect", x=x, y=y, width=CODE, height=CODE, fill="#fff")
    yield element("path", d=path, fill="#000", transform=f"translate({x} {y}) scale({CODE / count})")
    yield _text("扫码看全文", RIGHT - CODE / 2, 586, 22, SOFT, anchor="middle")


def _text(
    words: str, x: float, y: float, size: int, fill: str, *, anchor: str = "start", heavy: bool = False
) -> Markup:
    stroke = {"stroke": fill, "stroke_width": size / 40} if heavy else {}
    # as a style, since the sheet that pictures are drawn with says what colour letters have
    return element(
        "text", words, x=x, y=y, font_size=size, style=f"fill:{fill}", text_anchor=anchor, **stroke
    )


# -- codes -----------------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def coded(address: str) -> bool:
    """Whether there is a code of addresses such as this; to make one takes as long as the page."""
    return code(address) is not None


def code(address: str) -> tuple[str, int] | None:
    """The QR code of an address: a path of squares of 1, and how many squares it is wide with its margin.

    ``None`` where no library for codes is installed.
    """
    try:
        import segno  # noqa: PLC0415 - optional: pages are whole without codes
    except ModuleNotFoundError:
        return None
    rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    runs = "".join(
        f"M{QUIET + start} {QUIET + y}h{end - start}v1h{start - end}z"
        for y, row in enumerate(rows)
        for start, end in _runs(row)
    )
    return runs, len(rows) + 2 * QUIET


def _runs(row: bytes) -> Iterator[tuple[int, int]]:
    """Where dark squares begin and end."""
    start = None
    for at, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = at
        elif not dark and start is not None:
            yield start, at
            start = None


def code_svg(address: str) -> str | None:
    """The code as a drawing of its own."""
    squares = code(address)
    if squares is None:
        return None
    path, count = squares
    return str(
        element(
            "svg", element("rect", width=count, height=count, fill="#fff"), element("path", d=path),
            xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {count} {count}", shape_rendering="crispEdges",
        )
    )  # fmt: skip
