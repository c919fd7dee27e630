from __future__ import annotations

import pytest

from duibiao.text import Span
from duibiao.verifying.letters import letters, punctuation


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("修桥，补路。", "修桥补路"),
        ("修桥,\n\n补 路.", "修桥补路"),
        ("“两山”（一湖）", "两山一湖"),
        ("占比达６２．６％", "占比达62.6%"),
        ("约1,062个、1，062个", "约1062个1062个"),
        ("4.1∶40.1：55", "4.1:40.1:55"),
        ("5、6号机组", "5,6号机组"),
        ("2021—2025年", "2021-2025年"),
        ("——2024年", "2024年"),
        ("下降-5%", "下降5%"),
        ("为 -5%", "为-5%"),
        ("微克/立方米，“1+N”", "微克/立方米1+N"),
        ("劣Ⅴ类", "劣V类"),
        ("", ""),
    ],
)
def test_what_counts(printed: str, expected: str) -> None:
    assert letters(printed).letters == expected


def test_every_letter_leads_back_to_its_place() -> None:
    text = "“江，\n河”达６.5%。"
    of = letters(text)
    assert [text[at] for at in of.at] == list("江河达６.5%")
    assert of.span(0, 2) == Span(1, 5)
    assert of.span(2, 2).size == 0
    assert of.within(Span(0, 5)) == (0, 2)
    assert of.edge(1) == 4


def test_punctuation_of_another_width_or_form_is_the_same() -> None:
    assert punctuation("，“") == punctuation(',"') == punctuation(" ,「\n")
    assert punctuation("，") != punctuation("、")
    assert punctuation("。") == punctuation(".")
