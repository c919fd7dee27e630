"""``python -m benchmarks`` runs every benchmark; ``python -m benchmarks NAME…`` runs those."""

from __future__ import annotations

import importlib
import sys

NAMES = (
    "audit",
    "brief",
    "indicators",
    "matching",
    "names",
    "reading",
    "slips",
    "told_again",
    "told_twice",
    "worded",
)


def main(wanted: list[str]) -> int:
    """Run the benchmarks called ``wanted``, all of them when empty."""
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)} (there are {', '.join(NAMES)})", file=sys.stderr)
        return 2
    for name in wanted or NAMES:
        print(f"\n## {name}\n")
        importlib.import_module(f"benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
