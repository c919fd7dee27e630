"""Time of the main job in a cold process, and where it goes.

``python -m benchmarks brief`` runs the command on the bundled example and, where the corpus is beside the
checkout, on Guangdong 2024 × 肇庆市 with its 36 files, five times each.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
TIMES = 5


def main() -> None:
    """Print the table."""
    print("job | best, s | median, s | what the command says")
    _row("bundled example", ["--example"])
    if CORPUS.is_dir():
        report, notes = CORPUS / "guangdong" / "440000-2024.txt", CORPUS / "zhaoqing" / "evidence"
        _row("广东 2024 × 肇庆市", [str(report), "--place", "肇庆市", "--evidence", str(notes)])
        _row("广东 2024 × 肇庆市, no material", [str(report), "--place", "肇庆市"])


def _row(name: str, words: list[str]) -> None:
    seconds: list[float] = []
    said = ""
    with tempfile.TemporaryDirectory() as out:
        for _ in range(TIMES):
            started = time.perf_counter()
            command = [sys.executable, "-m", "duibiao", "brief", *words, "--out", out]
            said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]
            seconds.append(time.perf_counter() - started)
    print(f"{name} | {min(seconds):.2f} | {statistics.median(seconds):.2f} | {said}")


if __name__ == "__main__":
    main()
