"""Write docs/commands.md from the commands' own help; a test fails when the page differs from that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from duibiao.cli.app import COMMANDS, app
from duibiao.cli.lazy import Lazy

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
HEAD = """# Commands

Written by `python scripts/write_command_docs.py` from the commands' own help; do not edit by hand.
"""


def page() -> str:
    """The page as Markdown."""
    return "".join(
        [
            HEAD,
            *_sections(
                app, "duibiao", click.Context(app, info_name="duibiao", **app.context_settings), COMMANDS
            ),
        ]
    )


def _sections(
    group: click.Group, name: str, context: click.Context, table: Mapping[str, str]
) -> Iterator[str]:
    for word, about in table.items():
        command = group.get_command(context, word)
        if command is None:
            raise LookupError(f"{word} is listed but has no module")
        full = f"{name} {word}"
        own = click.Context(
            command, info_name=full, max_content_width=100, terminal_width=100,
            help_option_names=context.help_option_names,
        )  # fmt: skip
        yield f"\n## {full}\n\n{about}\n\n```text\n{command.get_help(own)}\n```\n"
        if isinstance(command, Lazy):
            yield from _sections(command, full, own, command.table)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
