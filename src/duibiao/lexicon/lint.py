"""The linter of vocabulary files. ``python -m duibiao.lexicon`` checks every file of the package."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from duibiao.lexicon.indicators import CATALOGUE, units
from duibiao.lexicon.lint_indicators import lint_indicators
from duibiao.lexicon.vocabulary import Vocabulary, parse


def lint(vocabulary: Vocabulary) -> list[str]:
    """What is wrong with a vocabulary, one line each; empty when it is well-formed."""
    return [*_about(vocabulary), *_words(vocabulary), *_patterns(vocabulary), *_rejected(vocabulary)]


def _about(v: Vocabulary) -> Iterator[str]:
    if not v.about:
        yield "`about` is missing: say what the words are for"


def _words(v: Vocabulary) -> Iterator[str]:
    for name, group in v.groups.items():
        for word, times in Counter(group.words).items():
            if times > 1:
                yield f"{name}: {word!r} stands {times} times"
            if not word or word != word.strip():
                yield f"{name}: {word!r} is empty or has white space at its ends"


def _patterns(v: Vocabulary) -> Iterator[str]:
    for name, group in v.groups.items():
        for pattern in group.patterns:
            try:
                compiled = re.compile(pattern)
            except re.error as error:
                yield f"{name}: pattern {pattern!r} does not compile: {error}"
                continue
            if compiled.match(""):
                yield f"{name}: pattern {pattern!r} matches the empty string"


def _rejected(v: Vocabulary) -> Iterator[str]:
    names = {str(entry.get("name", "")) for entry in v.entries}
    for row in v.rejected:
        groups = [group for name, group in v.groups.items() if row.get("group", name) == name]
        used = names.union(*(group.words for group in groups))
        if not row.get("text") or not row.get("because"):
            yield f"rejected: {dict(row)} needs `text` and `because` (the false positive it gave)"
        elif row["text"] in used:
            yield f"rejected: {row['text']!r} is in use"


def package_files() -> list[Path]:
    """Every vocabulary file of the installed package."""
    return sorted(Path(str(files("duibiao"))).rglob("*.toml"))


def main() -> int:
    """Print what is wrong, one line each; exit status 1 when something is."""
    wrong = [(path, line) for path in package_files() for line in _of_file(path)]
    for path, line in wrong:
        print(f"{path}: {line}")
    return 1 if wrong else 0


def _of_file(path: Path) -> list[str]:
    vocabulary = parse(path.read_text("utf-8"))
    return [*lint(vocabulary), *(lint_indicators(vocabulary, units()) if path.name == CATALOGUE else ())]
