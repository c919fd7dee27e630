"""Shared fixtures. The corpus stands beside the checkout; without it, its tests skip and say so."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    if not (SHARED / "corpus" / "index.csv").is_file():
        pytest.skip("the corpus is not beside this checkout (../shared/corpus)")
    return SHARED


@pytest.fixture(scope="session")
def corpus(shared: Path) -> Path:
    return shared / "corpus"
