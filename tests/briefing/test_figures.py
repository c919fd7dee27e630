from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from duibiao.briefing.figures import agrees
from duibiao.reading import read_statements
from duibiao.reading.model import Statement
from duibiao.sources.plain import document_from_text

SENTENCES = [
    "总投资2290亿元。",
    "装机120万千瓦。",
    "发电13.5亿千瓦时。",
    "占比分别提高15、22个百分点。",
    "森林覆盖率达53.4%。",
    "产值下降3.5%。",
    "吸引游客30余万人次。",
    "建成桥梁1,250座。",
]


def statements() -> list[Statement]:
    text = "\n".join(SENTENCES)
    return read_statements(document_from_text(text, name="t.txt", sha256="0"), place=None, year=2024)


def test_what_is_read_agrees_with_what_is_printed() -> None:
    found = statements()
    assert len(found) >= len(SENTENCES)
    assert all(agrees(s) for s in found), [s.text for s in found if not agrees(s)]


@pytest.mark.parametrize("factor", ["10", "0.1", "10000", "1.01"])
def test_another_value_does_not(factor: str) -> None:
    for statement in statements():
        assert not agrees(replace(statement, value=statement.value * Decimal(factor))), statement.text


def test_another_unit_does_not() -> None:
    for statement in statements():
        if statement.text != "15":  # it has the unit of its list
            assert not agrees(replace(statement, unit="吨")), statement.text
