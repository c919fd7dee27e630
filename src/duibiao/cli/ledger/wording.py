"""How fields of facts are called on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duibiao.ledger.asking.origin import Origin
    from duibiao.reading import Statement

KINDS = {
    "level": "水平", "growth": "增长", "change": "增减", "share": "比重", "rank": "位次", "ratio": "比例",
    "duration": "时长",
}  # fmt: skip
STATUSES = {"achieved": "实际", "target": "目标", "ongoing": "在建在办", "other": "其他"}
_BOUNDS = {"approx": "约", "min": "≥", "max": "≤"}


def amount(statement: Statement) -> str:
    """The printed figure with what bounds it: ≥110万人, 约5%, 下降2.5%."""
    from duibiao.ledger.targets import fall  # noqa: PLC0415 (commands start fast)

    sign = fall(statement.value, statement.text)
    return sign + _BOUNDS.get(statement.bound, "") + "".join(statement.text.split())


def source(origin: Origin, start: int) -> str:
    """《2024年广东省政府工作报告》 at 1203."""
    return f"{origin.title or origin.name}@{start}"
