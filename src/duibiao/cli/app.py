"""The command group; sub-commands are imported only when they are called, to start fast."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from duibiao.cli.lazy import Lazy
from duibiao.errors import DuibiaoError

COMMANDS: dict[str, str] = {
    "brief": "What a report means for a place, with local evidence and every source.",
    "verify": "Hold a published page against the report: quotations, figures, what it misses.",
    "audit": "Recompute the printed arithmetic: sums, shares, rates, averages, lists, year to year.",
    "read": "Every figure of a document: value, unit, indicator, period, place, status.",
    "names": "Every place, zone, region, project, organisation and programme that a document names.",
    "ledger": "One store of many documents: series, targets and results, projects, boards, search, export.",
    "serve": "The ledger as a site: briefs, places, reports, indicators, projects, search.",
    "user": "Accounts of the portal: add, list, role, password, disable.",
    "place": "What is known of a place: codes, parents, history, divisions, zones, regions.",
}
"""Sub-command -> one line of help. Each lives in ``duibiao.cli.NAME`` as ``command``."""

_ASKS_FOR_HELP: Any = getattr(click.exceptions, "NoArgsIsHelpError", ())
"""A group called without a command; before click 8.2 it showed its help by itself."""


def _version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from duibiao import __version__  # noqa: PLC0415 - looking it up takes 25 ms

        click.echo(f"duibiao, version {__version__}")
        context.exit()


@click.group(
    cls=Lazy,
    table=COMMANDS,
    package="duibiao.cli",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
def app() -> None:
    """对标: what a government work report means for a place, every figure with its source."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; a known error is one line on standard error and its exit status."""
    gc.set_threshold(100_000, 20, 100)  # our data has no cycles worth looking for: saves a tenth of the time
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is imported: see matching/semantic.py
    try:
        app.main(args=args, prog_name="duibiao", standalone_mode=False)
    except DuibiaoError as error:
        _leave(error.line, error.exit_status)
    except _ASKS_FOR_HELP as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        from duibiao.cli.misuse import told  # noqa: PLC0415 - only where something is wrong

        _leave(told(error), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _leave("中断了，没有写出任何文件", 130)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output left (``| head``): nothing to report to anyone
        sys.exit(0)


def _leave(line: str, exit_status: int) -> None:
    click.echo(f"duibiao: {line}", err=True)
    sys.exit(exit_status)
