"""Tables on a terminal: Chinese characters take two places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines with the cells of ``rows`` side by side."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for cells in rows:
        padded = (c + " " * (w - width(c)) for c, w in zip(cells, widths, strict=True))
        yield "  ".join(padded).rstrip()


def width(cell: str) -> int:
    """Places of a terminal that a string takes."""
    return sum(2 if ord(char) > 0x2E80 else 1 for char in cell)
