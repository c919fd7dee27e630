from __future__ import annotations

import time

import pytest

from duibiao.matching.duplicates import letters, originals, same_sentence, to_the_letter

NOTE = "去年，城东新建水厂两座，日供水十万吨，惠及三个片区。今年再建泵站一座，配套管网同步铺设，年底通水。"


def test_a_copy_under_another_headline_is_found_and_another_note_is_not() -> None:
    again = f"喝上放心水\n{NOTE}"
    other = "去年，城西新开茶园三千亩，带动农户增收。今年建设加工厂一座，打响本地品牌，秋天投产。"
    assert originals([letters(text) for text in (NOTE, other, again)]) == [0, 1, 0]


def test_a_note_inside_a_long_report_is_no_copy_of_it() -> None:
    report = NOTE + "".join(f"第{i}处港区完成投资{i}亿元，航线加密到{i}条。" for i in range(40))
    assert originals([letters(report), letters(NOTE)]) == [0, 1]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("去年,新建水厂2座,日供水10万吨。", True),
        ("去年，新建水厂2座，日供水10万吨，", True),
        ("去年，新建水厂3座，日供水10万吨。", False),
        ("去年，新建茶园2座，年产茶10万吨。", False),
    ],
)
def test_sentences_are_the_same_with_the_same_figures_only(other: str, same: bool) -> None:
    assert same_sentence("去年，新建水厂2座，日供水10万吨。", other) is same


def test_to_the_letter_leaves_out_only_white_space_and_width() -> None:
    assert to_the_letter("新建水厂2座，", "新建 水厂\n２座,")
    assert not to_the_letter("新建水厂2座，", "新建水厂2座。")


def test_nothing_and_very_short_texts_do_not_fail() -> None:
    assert originals(["", "", "水", "水"]) == [0, 1, 2, 2]


def test_many_notes_with_the_same_beginning_take_linear_time() -> None:
    started = time.process_time()
    notes = [
        letters(f"本报讯记者报道，今天上午召开会议。{chr(0x4E00 + i)}{NOTE[i % 20 :]}{i}") for i in range(800)
    ]
    originals(notes)
    assert time.process_time() - started < 5
