"""Command-line habits that click does not have by itself."""

from __future__ import annotations

import click


class ManyValues(click.Command):
    """A command whose repeatable options also take several values at once: ``--evidence A B C --out X``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        many = {name for p in self.params if isinstance(p, click.Option) and p.multiple for name in p.opts}
        return super().parse_args(ctx, _repeated(args, many))


def _repeated(args: list[str], many: set[str]) -> list[str]:
    """Write an option once before each of its values."""
    spread: list[str] = []
    current = ""
    for at, arg in enumerate(args):
        if arg == "--":
            return [*spread, *args[at:]]
        if arg.startswith("-"):
            current = arg if arg in many else ""
        elif current and spread[-1] != current:
            spread.append(current)
        spread.append(arg)
    return spread
