"""``duibiao place`` and what it prints."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from duibiao.cli.place import command
from duibiao.errors import AmbiguousPlace, UnknownPlace


def _facts(name: str, *args: str) -> dict[str, str]:
    result = CliRunner().invoke(command, [name, *args], catch_exceptions=False)
    assert result.exit_code == 0
    return dict(line.split("\t", 1) for line in result.output.splitlines())


def test_a_city() -> None:
    facts = _facts("肇庆")
    assert facts["代码"] == "441200"
    assert facts["所属"].startswith("广东省")
    assert "四会市" in facts["下辖"]
    assert "肇庆新区" in facts["功能区"]
    assert "粤港澳大湾区" in facts["区域"]
    assert "442800" in facts["沿革"]
    assert facts["简称"] == "肇庆、肇"
    assert "广佛肇" in facts["合称"]
    assert "云浮市" in facts["同属广州都市圈"]
    assert "澳门特别行政区" in facts["同属粤港澳大湾区"]


def test_a_county_with_its_former_names() -> None:
    assert _facts("高要")["沿革"].index("高要县") < _facts("高要")["沿革"].index("高要市")


def test_a_former_place_says_what_it_belongs_to_today() -> None:
    assert "河北省" in _facts("热河省", "--year", "1955")["今属"]


def test_a_typing_error_gets_near_names() -> None:
    with pytest.raises(UnknownPlace) as caught:
        _facts("肇床市")
    assert "肇庆市" in caught.value.near


def test_a_name_of_several_places_gets_the_candidates() -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        _facts("鼓楼区")
    assert len(caught.value.candidates) == 4
    assert "江苏省南京市鼓楼区（320106）" in caught.value.candidates
