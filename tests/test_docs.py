"""The docs say what the code does: commands, options, README commands, files that pages point to."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from duibiao.cli.app import COMMANDS
from scripts.write_command_docs import PAGE

ROOT = Path(__file__).resolve().parents[1]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PAGES = [*READMES, *sorted((ROOT / "docs").glob("*.md")), ROOT / "CHANGELOG.md"]


def _commands(readme: Path) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", readme.read_text("utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_the_page_of_commands_is_up_to_date() -> None:
    # in a process of its own: commands keep the help that they were first asked for in
    fresh = [
        sys.executable,
        "-X",
        "utf8",
        "-c",
        "from scripts.write_command_docs import page; print(page(), end='')",
    ]
    made = subprocess.run(
        fresh, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    assert PAGE.read_text("utf-8") == made, "run: python scripts/write_command_docs.py"


@pytest.mark.parametrize("readme", READMES, ids=lambda p: p.name)
def test_every_command_is_in_the_readme(readme: Path) -> None:
    text = readme.read_text("utf-8")
    for name in COMMANDS:
        assert f"`duibiao {name}`" in text, name


@pytest.mark.parametrize("readme", READMES, ids=lambda p: p.name)
def test_options_that_readmes_show_exist(readme: Path) -> None:
    known = PAGE.read_text("utf-8")
    for command in _commands(readme):
        for option in re.findall(r"(?<=\s)--[a-z-]+", command):
            assert option in known, f"{option} in {command}"


@pytest.mark.parametrize("readme", READMES, ids=lambda p: p.name)
def test_both_readmes_give_the_same_two_commands(readme: Path) -> None:
    commands = _commands(readme)
    assert any(".venv/bin/duibiao brief --example" in c for c in commands)
    assert "bash scripts/check" in commands
    assert "bash scripts/check" in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), f"{path.name} -> {target}"


def test_the_readme_example_runs(tmp_path: Path) -> None:
    command = next(c for c in _commands(READMES[0]) if "brief --example" in c)
    words = shlex.split(command.split("&&")[-1].strip())[1:]
    run = subprocess.run(
        [sys.executable, "-m", "duibiao", *words], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    made = sorted(p.name for p in (tmp_path / "duibiao-out").iterdir())
    assert made == ["brief.html", "brief.json", "brief.md", "brief.toml"]


def test_every_stage_has_a_docstring_that_says_what_it_offers() -> None:
    for folder in sorted((ROOT / "src" / "duibiao").iterdir()):
        if folder.is_dir() and (folder / "__init__.py").exists():
            assert (folder / "__init__.py").read_text("utf-8").startswith('"""'), folder.name
