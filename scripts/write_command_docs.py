"""Write docs/commands.md from the commands' own help; a test fails when the page differs from that."""

from __future__ import annotations

from pathlib import Path

import click

from duibiao.cli.app import COMMANDS, app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
HEAD = """# Commands

Written by `python scripts/write_command_docs.py` from the commands' own help; do not edit by hand.
"""


def page() -> str:
    """The page as Markdown."""
    parts = [HEAD]
    context = click.Context(app, info_name="duibiao")
    for name in COMMANDS:
        command = app.get_command(context, name)
        if command is None:
            raise LookupError(f"{name} is listed in COMMANDS but has no module")
        own = click.Context(command, info_name=f"duibiao {name}", max_content_width=100, terminal_width=100)
        parts.append(f"\n## duibiao {name}\n\n{COMMANDS[name]}\n\n```text\n{command.get_help(own)}\n```\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
