"""The ``duibiao`` command, one thin module per sub-command."""

from duibiao.cli.app import main

__all__ = ["main"]
