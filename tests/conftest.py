"""Shared fixtures. The corpus stands beside the checkout; without it, its tests skip and say so."""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import partial
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_configure(config: pytest.Config) -> None:
    """What is read of documents is kept in a folder of this run: its processes share it, none is left."""
    if hasattr(config, "workerinput"):
        return  # one of several processes: it has the folder of the first
    folder = tempfile.mkdtemp(prefix="duibiao-tests-")
    os.environ["DUIBIAO_CACHE"] = folder
    config.add_cleanup(partial(shutil.rmtree, folder, ignore_errors=True))


@pytest.fixture(scope="session")
def shared() -> Path:
    if not (SHARED / "corpus" / "index.csv").is_file():
        pytest.skip("the corpus is not beside this checkout (../shared/corpus)")
    return SHARED


@pytest.fixture(scope="session")
def corpus(shared: Path) -> Path:
    return shared / "corpus"
