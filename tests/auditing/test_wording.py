"""What people are told of findings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duibiao.auditing.rules import ACROSS, WITHIN
from duibiao.auditing.rules.equations import GUESSES
from duibiao.auditing.rules.equations.parted import FORMS
from duibiao.auditing.wording import interval, kinds, labels


def test_every_rule_has_a_name_for_people() -> None:
    assert [
        rule.__name__ for rule in (*WITHIN, *GUESSES, *FORMS, *ACROSS) if rule.__name__ not in labels("rules")
    ] == []


def test_every_rule_is_of_one_kind() -> None:
    told = labels("kinds")
    assert sum(len(rules) for rules in told.values()) == len(kinds())
    assert set(kinds()) == set(labels("rules"))


@pytest.mark.parametrize(
    ("recomputed", "low", "high", "told"),
    [
        ("3.39%", "3.314917", "3.464799", "3.315% 至 3.465%"),
        ("1780万户", "17795000", "27805000", "1779.5万户 至 2780.5万户"),
        ("-54.54%", "-54.589", "-54.493", "-54.589% 至 -54.493%"),
        ("716个", "716", "716", ""),
        ("列举的项数", "1", "2", ""),
    ],
)
def test_bounds_are_told_in_the_unit_of_the_value(recomputed: str, low: str, high: str, told: str) -> None:
    assert interval(recomputed, Decimal(low), Decimal(high)) == told
