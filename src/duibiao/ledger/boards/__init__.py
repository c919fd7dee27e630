"""Boards (专题): a place's facts by theme, as declared in a file a board."""

from duibiao.ledger.boards.lint import lint
from duibiao.ledger.boards.load import boards, package_files, read_board, the_board
from duibiao.ledger.boards.logic import fill
from duibiao.ledger.boards.model import (
    Board,
    Cell,
    CellKind,
    Filled,
    Left,
    Missing,
    Part,
    Picture,
    Row,
    Shown,
    Source,
    Standing,
)
from duibiao.ledger.boards.record import FLAT, cell_record, flat, record
from duibiao.ledger.boards.supply import FromStore, Material, Supply

__all__ = [
    "FLAT",
    "Board",
    "Cell",
    "CellKind",
    "Filled",
    "FromStore",
    "Left",
    "Material",
    "Missing",
    "Part",
    "Picture",
    "Row",
    "Shown",
    "Source",
    "Standing",
    "Supply",
    "boards",
    "cell_record",
    "fill",
    "flat",
    "lint",
    "package_files",
    "read_board",
    "record",
    "the_board",
]
