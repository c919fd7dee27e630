"""Boards from their files: those of the package, and those of a folder that a desk keeps."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from duibiao.errors import UsageError
from duibiao.ledger.boards.lint import lint
from duibiao.ledger.boards.model import Board, CellKind, Drawn, Expected, Section, Subject, Sum
from duibiao.lexicon.indicators import indicators

_PACKAGE = "duibiao.ledger.boards"
_NOTHING = r"(?!)"
_ALL = frozenset(CellKind) - {CellKind.SHARE, CellKind.TOTAL}


def boards(folder: Path | None = None) -> Mapping[str, Board]:
    """Every board by its id: the package's, then those of ``folder``, which may replace one of the same id.

    Raises ``UsageError`` with the first thing that is wrong in a file.
    """
    found = dict(_shipped())
    if folder is not None:
        paths = sorted(folder.glob("*.toml")) if folder.is_dir() else []
        if not paths:
            raise UsageError("文件夹里没有专题文件（*.toml）", where=str(folder))
        for path in paths:
            board = read_board(path.read_text("utf-8"), where=str(path))
            found[board.id] = board
    return found


def package_files() -> list[Path]:
    """The board files of the package, in the order of their names."""
    return sorted(Path(str(files(_PACKAGE).joinpath("catalogue"))).glob("*.toml"))


@cache
def _shipped() -> Mapping[str, Board]:
    made = [read_board(path.read_text("utf-8"), where=path.name) for path in package_files()]
    return {board.id: board for board in made}


def the_board(words: str, among: Mapping[str, Board]) -> Board:
    """The board of this id, title or other name. Raises ``UsageError`` with near ones."""
    names = {name: b for b in reversed(list(among.values())) for name in (*b.also, b.title, b.id)}
    if words in names:
        return names[words]
    near = difflib.get_close_matches(words, names, n=4, cutoff=0.4)
    near += [name for name in names if words in name and name not in near][:4]
    hint = (
        f"相近的专题：{'、'.join(near)}"
        if near
        else f"有这些专题：{'、'.join(b.title for b in among.values())}"
    )
    raise UsageError(f"没有专题“{words}”", hint=hint)


def read_board(toml: str, *, where: str) -> Board:
    """A board from the text of its file. Raises ``UsageError`` when it is not well-formed."""
    try:
        raw = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"专题文件不是合格的 TOML：{error}", where=where) from error
    wrong = lint(raw)
    if wrong:
        raise UsageError(
            f"专题文件有误：{wrong[0]}", where=where, hint=f"共 {len(wrong)} 处，格式见 docs/boards.md"
        )
    return Board(
        id=raw["id"],
        title=raw["title"],
        about=raw["about"],
        also=tuple(raw.get("also", ())),
        subject=_subject(raw["subject"]),
        sections=tuple(map(_section, raw["sections"])),
        pictures=tuple(_drawn(row) for row in raw.get("pictures", ())),
    )


def _subject(raw: Mapping[str, Any]) -> Subject:
    themes = frozenset(raw.get("themes", ()))
    of_themes = {i.id for i in indicators().values() if i.theme in themes}
    return Subject(
        pattern=_either(raw.get("words", ()), raw.get("patterns", ())),
        indicators=frozenset({*raw.get("indicators", ()), *of_themes}),
        programmes=frozenset(raw.get("programmes", ())),
        chains=_either((), raw.get("chains", ())),
        projects=_either((), raw.get("projects", ())),
        never=_either((), raw.get("never", ())),
    )


def _section(raw: Mapping[str, Any]) -> Section:
    rest = not any(raw.get(key) for key in ("words", "patterns", "kinds", "indicators"))
    return Section(
        title=raw["title"],
        pattern="" if rest else _either(raw.get("words", ()), raw.get("patterns", ())),
        kinds=frozenset(map(CellKind, raw.get("kinds", ()))),
        indicators=frozenset(raw.get("indicators", ())),
        expects=tuple(map(_expected, raw.get("expects", ()))),
        sums=tuple(Sum(r["title"], r["unit"], r["parts"], r.get("least", 2)) for r in raw.get("sums", ())),
    )


def _expected(raw: Mapping[str, Any]) -> Expected:
    kinds = frozenset(map(CellKind, raw.get("kinds", ()))) or _ALL
    return Expected(raw["what"], kinds, raw["pattern"], raw.get("unit", ""), raw.get("planned"))


def _drawn(raw: Mapping[str, Any]) -> Drawn:
    return Drawn(raw["title"], raw["form"], raw["unit"], raw["pattern"])


def _either(words: Sequence[str], patterns: Sequence[str]) -> str:
    """One alternation, the longest words first; of nothing a pattern that nothing matches."""
    longest_first = sorted(words, key=lambda w: (-len(w), w))
    options = [*patterns, *map(re.escape, longest_first)]
    return "(?:" + "|".join(options) + ")" if options else _NOTHING
