"""Example material: a work report and local notes, written for this software (no official text).

``report.txt`` is laid out like a provincial report, ``evidence/`` holds ten notes about 肇庆市 (text, one web
page, one .docx) and two about other cities, which a brief for 肇庆市 must not use. Names and many figures
are of the real year 2023/2024, the sentences and the publishers (…示例…) are invented.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

__all__ = ["path"]


def path() -> Path:
    """The folder that holds ``report.txt`` and ``evidence/``."""
    with as_file(files("duibiao.examples")) as folder:
        return folder
