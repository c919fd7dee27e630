"""The linter of board files: ``python -m duibiao.ledger.boards [FOLDER]``; the package's own without one."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from duibiao.ledger.boards.lint import lint
from duibiao.ledger.boards.load import package_files


def main(folder: str | None = None) -> int:
    """Print what is wrong, one line each; exit status 1 when something is."""
    paths = sorted(Path(folder).glob("*.toml")) if folder is not None else package_files()
    wrong = [(path, line) for path in paths for line in _of_file(path)]
    for path, line in wrong:
        print(f"{path}: {line}")
    return 1 if wrong else 0


def _of_file(path: Path) -> list[str]:
    try:
        return lint(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return [str(error)]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
