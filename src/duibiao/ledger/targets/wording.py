"""How outcomes are told in Chinese: the sentences stand in ``wording.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from types import MappingProxyType

from duibiao.auditing.wording import number
from duibiao.reading import Statement
from duibiao.reading.targets import Says, Target

_WORDS = tomllib.loads((files("duibiao.ledger.targets") / "wording.toml").read_text(encoding="utf-8"))


def labels(group: str) -> Mapping[str, str]:
    """One table of ``wording.toml``: ``labels("verdicts")["met"] == "完成"``."""
    return MappingProxyType(_WORDS[group])


def message(name: str, **fields: str) -> str:
    """One message, filled in."""
    text: str = _WORDS["messages"][name]
    return text.format(**fields)


def gap(value: Decimal, unit: str) -> str:
    """A difference as people read it: 1.1个百分点, 56万人."""
    if unit in ("%", "百分点"):
        return f"{_plain(abs(value))}个百分点"
    return number(abs(value), unit, Decimal(1).scaleb(max(0, abs(value).adjusted() - 2)))


def told(target: Target) -> str:
    """What a target says, with the words that belong to its number: 控制在5.5%左右，争取更好结果."""
    before = [w for w in target.words if target.value_span and w.span.end <= target.value_span.start]
    behind = [w for w in target.words if target.value_span and w.span.start >= target.value_span.end]
    own = "".join(w.text for w in before if w.says in (Says.HARD, Says.SOFT))
    after = "".join(w.text for w in behind if w.says in (Says.HARD, Says.SOFT))
    more = "".join(f"，{w.text}" for w in behind if w.says is Says.STRETCH)
    return f"{own}{_one_line(target.text)}{after}{more}"


def goal(target: Target) -> str:
    """The number of a target with the word behind it: 5%左右."""
    end = target.value_span.end if target.value_span else target.span.end
    after = "".join(w.text for w in target.words if w.span.start == end and w.says is not Says.STRETCH)
    return f"目标{_one_line(target.text)}{after}"


def stated(s: Statement) -> str:
    """A result with its sign, when the print has the fall in a verb: 下降2.5%."""
    fell = s.value < 0 and not s.text.lstrip().startswith(("-", "－", "—"))
    return f"{'下降' if fell else ''}{_one_line(s.text)}"


def _one_line(text: str) -> str:
    return "".join(text.split())


def _plain(value: Decimal) -> str:
    shown = format(value, "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
