"""What stands on boards, why, and what is told to be missing; on texts of ours."""

from __future__ import annotations

import pytest

from duibiao.ledger.boards import CellKind, Filled, Standing, read_board
from tests.ledger.boards.supplying import GAZETTEER, filled, material, report

STORAGE = (
    "肇庆加快壮大新型储能产业。去年，肇庆某电池厂三期工程开工，形成从电芯到电箱、电柜的链条。各镇协力，招工两千人。\n\n"
    "下一步，力争2024年新型储能产业产值突破80亿元。\n"
)


def quotes(board: Filled, standing: Standing = Standing.OWN) -> list[str]:
    return [row.quote for row in board.rows if row.standing is standing]


def test_a_note_goes_to_its_subjects_board_as_a_whole() -> None:
    made = filled(material(STORAGE))
    text = "".join(quotes(made["new_storage"]))
    assert "三期工程开工" in text
    assert "80亿元" in text
    assert made["vehicles"].rows == ()


def test_a_digest_of_many_subjects_has_none() -> None:
    text = "肇庆造林三万亩。肇庆高铁站启用，客流翻番。每天发车九十趟。肇庆办好庙会，人气更旺。"
    made = filled(material(text))
    assert quotes(made["green"]) == ["肇庆造林三万亩。"]
    assert quotes(made["region_transport"]) == ["肇庆高铁站启用，客流翻番。", "每天发车九十趟。"]
    assert quotes(made["tourism"]) == ["肇庆办好庙会，人气更旺。"]


def test_sections_divide_a_sentence_by_clauses() -> None:
    sections = {s.title: [r.quote for r in s.rows] for s in filled(material(STORAGE))["new_storage"].sections}
    assert sections["产业链与链上企业"] == ["形成从电芯到电箱、电柜的链条。"]
    assert sections["产值与规模"] == ["下一步，力争2024年新型储能产业产值突破80亿元。"]


def test_every_row_says_which_rule_put_it_there() -> None:
    made = filled(material(STORAGE))["new_storage"]
    assert [row.why for row in made.rows if "80亿元" in row.quote] == ["by_words: 储能"]
    assert [row.why for row in made.rows if "招工" in row.quote] == ["of_the_note"]


def test_every_printed_cell_is_a_slice_of_its_document() -> None:
    given = [material(STORAGE), report("去年，全省新型储能装机规模突破90万千瓦。支持肇庆建设储能基地。")]
    texts = {m.origin.sha256: m.document.text for m in given}
    for board in filled(*given).values():
        for row in board.rows:
            text = texts[row.source.origin.sha256]
            assert row.source.span.of(text) == row.quote
            for cell in row.cells:
                assert cell.source.span.of(text) == cell.text
                assert all(part.source.span.of(text) for part in cell.parts)


def test_another_subject_inside_a_note_is_on_both_boards_by_its_own_clause() -> None:
    text = "肇庆高新区新增工业用地500亩,加快建设新能源汽车零部件园;肇庆新区招引工厂三家,肇庆新区增速第一。"
    made = filled(material(text))
    assert quotes(made["vehicles"]) == ["加快建设新能源汽车零部件园;"]
    assert "新能源汽车" in "".join(quotes(made["new_areas"]))


def test_a_firms_name_is_no_word_of_the_subject() -> None:
    made = filled(material("在小鹏汽车等企业带动下，肇庆的新型储能产业集聚成势，储能电池项目纷纷落户。"))
    assert made["vehicles"].rows == ()
    assert made["new_storage"].rows != ()


def test_of_a_list_of_figures_only_the_part_of_the_subject() -> None:
    text = "肇庆谋划能源项目，推进光伏约30万千瓦、风电约20万千瓦、储能电站约10万千瓦，电网更加安全。"
    made = filled(material(text))
    assert quotes(made["new_storage"]) == ["储能电站约10万千瓦，"]
    (total,) = [c for s in made["energy"].sections for c in s.worked_out]
    assert total.kind is CellKind.TOTAL
    assert total.text == "30万千瓦 + 20万千瓦 + 10万千瓦 = 60万千瓦"
    assert (total.low, total.high) != (None, None)
    assert [part.role for part in total.parts] == ["30万千瓦", "20万千瓦", "10万千瓦"]


def test_what_is_said_of_all_parts_keeps_them_together() -> None:
    text = "选取8个县、30个镇、90个村作为首批典型，推进乡村建设。"
    made = filled(report(text))
    assert quotes(made["counties_towns_villages"], Standing.ABOVE) == [
        "选取8个县、30个镇、90个村作为首批典型，"
    ]


def test_the_places_share_of_what_is_counted_above() -> None:
    above = report("深入实施“百县千镇万村高质量发展工程”，选取20个县、100个镇、1000个村作为首批典型。")
    ours = material("肇庆扎实推进“百千万工程”，全市共有1个县、7个镇、50个村入选省首批典型。")
    made = filled(ours, above)["counties_towns_villages"]
    shares = {c.aspect: c.text for s in made.sections for c in s.worked_out}
    assert shares == {
        "首批典型（县）": "1个 ÷ 20个 = 5.0%",
        "首批典型（镇）": "7个 ÷ 100个 = 7.0%",
        "首批典型（村）": "50个 ÷ 1000个 = 5.0%",
    }
    assert not [m for m in made.missing if m.what.startswith("入选典型")]


def test_what_is_not_said_is_missing_with_what_is_said_above() -> None:
    above = report("全省接待游客3亿人次，旅游总收入超4000亿元。")
    made = filled(material("肇庆办好龙舟赛事，擦亮文旅品牌。"), above)["tourism"]
    told = {m.what: [c.text for c in m.elsewhere] for m in made.missing}
    assert told["接待游客人次"] == ["3亿人次"]
    assert told["旅游收入"] == ["4000亿元"]
    assert "节庆或赛事" not in told


def test_three_standings_stay_apart() -> None:
    above = report("新增新型储能装机规模90万千瓦，支持肇庆储能基地建设，佛山储能电站投产。")
    made = filled(material(STORAGE), above)["new_storage"]
    assert quotes(made, Standing.NAMED) == ["支持肇庆储能基地建设，"]
    assert quotes(made, Standing.ABOVE) == ["新增新型储能装机规模90万千瓦，"]
    assert not any("佛山" in row.quote for row in made.rows)


def test_of_projects_that_a_report_lists_only_those_of_the_place() -> None:
    above = report("开工建设惠州中洞抽水蓄能项目和肇庆浪江抽水蓄能项目，推进电网建设。")
    made = filled(above)["energy"]
    named = [c.label for row in made.rows if row.standing is Standing.NAMED for c in row.cells]
    assert named
    assert all("惠州" not in label for label in named)


@pytest.mark.parametrize("text", ["佛山市造林三万亩，佛山古树公园增至九个。", "全省造林三万亩。"])
def test_a_document_that_does_not_name_the_place_is_left_out(text: str) -> None:
    made = filled(material(text))["green"]
    assert made.rows == ()
    assert "没有提到肇庆市" in made.left[0].why


def test_a_note_of_the_place_may_speak_of_the_whole_city_only() -> None:
    made = filled(material("全市造林三万亩，森林抚育两万亩。"))["green"]
    assert len(made.rows) == 1


def test_what_a_page_quotes_from_above_is_not_its_own() -> None:
    page = """省里的报告说了什么，肇庆又做了什么。

报告原文

选取20个县、100个镇、1000个村作为首批典型。

肇庆机遇

肇庆推进“百千万工程”，全市共有1个县、7个镇、50个村入选省首批典型。

报告原文

造林一百万亩。

肇庆机遇

肇庆造林三万亩。
"""
    made = filled(material(page))
    above = [row for row in made["counties_towns_villages"].rows if "1000个村" in row.quote]
    assert [row.standing for row in above] == [Standing.ABOVE]
    assert [r.standing for r in made["green"].rows] == [Standing.OWN, Standing.ABOVE]


def test_a_citys_note_is_from_above_for_its_county() -> None:
    note = material("肇庆推进造林，四会市造林一万亩，全市森林抚育9万亩。")
    made = filled(note, place=GAZETTEER.resolve("四会市"))["green"]
    assert {row.standing for row in made.rows} <= {Standing.NAMED, Standing.ABOVE}


def test_captions_stand_without_mark_and_photographer() -> None:
    made = filled(
        material("肇庆造林三万亩，古树公园增至九个。\n\n△ 肇庆古树公园晨景。张三 摄\n\n△张三 摄\n")
    )["green"]
    assert [row.quote for row in made.rows if row.caption] == ["肇庆古树公园晨景。"]


def test_the_same_words_stand_once() -> None:
    text = "肇庆造林三万亩。"
    made = filled(material(text, "a.txt"), material(text + "\n\n肇庆植树五万株。", "b.txt"))["green"]
    assert sum("三万亩" in row.quote for row in made.rows) == 1


def test_a_desks_own_board_takes_nothing_from_others() -> None:
    own = read_board(
        """
id = "tea"
title = "茶"
about = "茶叶。"
[subject]
words = ["茶叶"]
[[sections]]
title = "全部"
[[pictures]]
title = "茶叶产值"
form = "columns"
unit = "元"
pattern = '产值'
""",
        where="tea.toml",
    )
    note = material("肇庆茶叶产值2022年为3亿元，2023年茶叶产值达5亿元。肇庆农业稳中有进。")
    made = filled(note, wanted=[own])["tea"]
    assert "5亿元" in "".join(row.quote for row in made.rows)
    assert [[c.text for c in p.cells] for p in made.pictures] == [["3亿元", "5亿元"]]
    assert filled(note)["agriculture"].rows != ()


def test_in_a_list_the_subject_must_be_the_places_own() -> None:
    above = report("阳江风电二期、肇庆体育公园、佛山医院三期开工，推进肇庆、江门等风电项目和梅州公园建设。")
    made = filled(above)["energy"]
    assert quotes(made, Standing.NAMED) == ["推进肇庆、江门等风电项目和梅州公园建设。"]


def test_what_is_missing_is_told_with_the_figure_of_that_name_alone() -> None:
    above = report("去年，全省粮食播种面积4100万亩、总产量1500万吨。肇庆办好农产品博览会。")
    told = {m.what: [c.text for c in m.elsewhere] for m in filled(above)["agriculture"].missing}
    assert told["粮食产量"] == ["1500万吨"]
