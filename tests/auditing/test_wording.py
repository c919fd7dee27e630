"""What people are told of findings."""

from __future__ import annotations

from duibiao.auditing.rules import ACROSS, WITHIN
from duibiao.auditing.wording import labels


def test_every_rule_has_a_name_for_people() -> None:
    assert [rule.__name__ for rule in (*WITHIN, *ACROSS) if rule.__name__ not in labels("rules")] == []
