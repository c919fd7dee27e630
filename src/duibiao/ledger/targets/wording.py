"""How outcomes are told in Chinese: the sentences stand in ``wording.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from types import MappingProxyType

from duibiao.auditing.wording import number
from duibiao.reading import Bound, Statement
from duibiao.reading.targets import Says, Target

_OF_THE_NUMBER = (Says.HARD, Says.SOFT)
_BOUNDS = {Bound.MIN: "≥", Bound.MAX: "≤", Bound.APPROX: "约"}
_MINUS = ("-", "－", "—", "−")
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
    if target.value_span is None:
        return _one_line(target.text)
    words = sorted((w for w in target.words if w.says in _OF_THE_NUMBER), key=lambda w: w.span)
    before = "".join(w.text for w in words if w.span.end <= target.value_span.start)
    more = "".join(f"，{w.text.removeprefix('并')}" for w in target.words if w.says is Says.STRETCH)
    return f"{before}{number_of(target)}{more}"


def goal(target: Target) -> str:
    """The number of a target with the word behind it: 目标5%左右."""
    return f"目标{number_of(target)}"


def number_of(target: Target) -> str:
    """下降3%左右, 5%以上."""
    assert target.value_span is not None
    after = [w for w in target.words if w.says in _OF_THE_NUMBER and w.span.start >= target.value_span.end]
    return f"{fall(target.value, target.text)}{_one_line(target.text)}{''.join(w.text for w in after)}"


def stated(s: Statement) -> str:
    """A result with its bound, and with its fall when the print has that in a verb: ≥143万人, 下降2.5%."""
    return f"{fall(s.value, s.text)}{_BOUNDS.get(s.bound, '')}{_one_line(s.text)}"


def fall(value: Decimal | None, text: str) -> str:
    """下降 where the value is below zero and the print has that in a verb, not in a sign."""
    return "下降" if value is not None and value < 0 and not text.lstrip().startswith(_MINUS) else ""


def _one_line(text: str) -> str:
    return "".join(text.split())


def _plain(value: Decimal) -> str:
    shown = format(value, "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
