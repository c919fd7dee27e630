from __future__ import annotations

import pytest

from duibiao.lexicon import first_answer


def even(number: int) -> str | None:
    return "even" if number % 2 == 0 else None


def large(number: int) -> str | None:
    return "large" if number > 9 else None


def test_the_first_rule_that_answers_stands_and_is_named() -> None:
    assert first_answer([even, large], 12) == ("even", "even")
    assert first_answer([large, even], 12) == ("large", "large")
    assert first_answer([even, large], 11) == ("large", "large")


def test_a_list_without_an_answer_is_an_error() -> None:
    with pytest.raises(LookupError):
        first_answer([even, large], 3)
