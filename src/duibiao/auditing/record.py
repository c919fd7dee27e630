"""A finding as a row of ``duibiao audit``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from duibiao.auditing.model import Finding

RECORD_KEYS = (
    "id", "rule", "verdict", "operands", "stated", "recomputed", "low", "high", "formula", "explanation",
    "changes_conclusion",
)  # fmt: skip


def record(finding: Finding) -> dict[str, Any]:
    """The keys of the contract in its order; decimals as plain strings, null where there is none."""
    f = finding
    return {
        "id": f.id,
        "rule": f.rule,
        "verdict": f.verdict.value,
        "operands": [
            {"doc": o.doc, "start": o.span.start, "end": o.span.end, "text": o.text, "role": o.role}
            for o in f.operands
        ],
        "stated": f.stated,
        "recomputed": f.recomputed,
        "low": _plain(f.low),
        "high": _plain(f.high),
        "formula": f.formula,
        "explanation": f.explanation,
        "changes_conclusion": f.changes_conclusion,
    }


def _plain(value: Decimal | None) -> str | None:
    """Six decimals at most: more is noise of roots and quotients."""
    if value is None:
        return None
    kept = value.quantize(Decimal("0.000001")) if abs(value) < 10**20 else value
    plain = format(kept, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
