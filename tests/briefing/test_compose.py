from __future__ import annotations

import pytest

from duibiao.briefing import Brief, Ingredients, compose
from duibiao.briefing.render import prose
from duibiao.briefing.render.opening import opening, words
from duibiao.gazetteer import Gazetteer
from duibiao.matching import FIRM, match
from duibiao.reading import read_statements
from duibiao.reading.mentions import find_mentions
from duibiao.reading.report import identify
from duibiao.sources.plain import document_from_text

REPORT = """政府工作报告
——2024年1月9日在广东省第十四届人民代表大会第二次会议上
各位代表：
一、2023年工作回顾
一是产业更强。新建成制糖厂三家，产糖40万吨。支持肇庆抽水蓄能电站装上2台机组，总投资30亿元。
二、2024年工作安排
（一）发展特色农业
做好预制菜文章。培育预制菜龙头企业50家，建设预制菜产业园12个。
发展海洋渔业，建设海洋牧场。
"""
NOTE = "去年，肇庆市抽水蓄能电站完成投资8亿元。下一步，将加快抽水蓄能电站二期建设。"
FOOD = "肇庆市建成预制菜产业园3个。今年，肇庆市将再引进预制菜龙头企业5家。"


def brief_of(*notes: str, place: str = "肇庆市", report_text: str = REPORT) -> Brief:
    gazetteer = Gazetteer.load()
    report = document_from_text(report_text, name="report.txt", sha256="r")
    material = [document_from_text(n, name=f"{i}.txt", sha256=str(i)) for i, n in enumerate(notes)]
    who, where = identify(report), gazetteer.resolve(place)
    matched = match(report, where, 2024, material, home=who.place, gazetteer=gazetteer)
    statements = {d.name: read_statements(d, place=where, year=2024) for d in (report, *material)}
    mentions = {
        d.name: find_mentions(d, home=where, year=2024, gazetteer=gazetteer) for d in (report, *material)
    }
    return compose(Ingredients(report, who, where, 2024, matched, material, statements, mentions, gazetteer))


@pytest.fixture(scope="module")
def brief() -> Brief:
    return brief_of(NOTE, FOOD)


def test_what_names_the_place_comes_first(brief: Brief) -> None:
    firm = [c.why[0].kind in FIRM for c in brief.chapters]
    assert firm[0]
    assert firm == sorted(firm, reverse=True)


def test_titles_are_words_of_the_report(brief: Brief) -> None:
    assert brief.chapters[0].title == "支持肇庆抽水蓄能电站装上2台机组"
    plain = "".join(REPORT.split())
    for chapter in (*brief.chapters, *brief.unanswered):
        assert chapter.title.rstrip("…") in plain


def test_quotes_show_what_they_leave_out(brief: Brief) -> None:
    for chapter in brief.chapters:
        quote = chapter.passage
        assert "……".join(span.of(REPORT) for span in quote.kept) == quote.quote
        assert quote.span.of(REPORT) == quote.text


def test_the_section_path_and_paragraph_are_told(brief: Brief) -> None:
    quote = brief.chapters[0].passage
    assert quote.section == ("一、2023年工作回顾", "一是产业更强")
    assert quote.paragraph == 3


def test_figures_of_both_sides(brief: Brief) -> None:
    texts = {(f.doc, f.text) for f in brief.chapters[0].figures}
    assert {("report.txt", "30亿元"), ("0.txt", "8亿元")} <= texts
    assert ("report.txt", "40万吨") not in texts or "产糖" in brief.chapters[0].passage.quote


def test_coverage_counts_sentences_of_the_body(brief: Brief) -> None:
    coverage = brief.coverage
    assert coverage.named == 1
    assert coverage.in_chapters <= coverage.concerned <= coverage.sentences
    assert len(coverage.strip) == coverage.sentences
    assert coverage.evidence_used == coverage.evidence_documents == 2


def test_sources_are_numbered_report_first(brief: Brief) -> None:
    assert [(s.number, s.doc, s.used) for s in brief.sources] == [
        (1, "report.txt", True),
        (2, "0.txt", True),
        (3, "1.txt", True),
    ]
    assert {e.source for c in brief.chapters for e in c.evidence} == {2, 3}


def test_without_material_it_says_so_and_lists_what_names_the_place() -> None:
    brief = brief_of()
    assert brief.chapters == ()
    assert [c.why[0].kind.value for c in brief.unanswered] == ["named"]
    assert any("没有提供本地材料" in note for note in brief.notes)


def test_a_place_that_the_report_never_names() -> None:
    brief = brief_of(place="汕尾市")
    assert brief.unanswered == ()
    assert any("没有点名汕尾市" in note for note in brief.notes)


def test_material_about_elsewhere_is_said_to_be_unused() -> None:
    brief = brief_of("漳州市建成预制菜产业园3个。")
    assert brief.chapters == ()
    assert any("没有采用" in note for note in brief.notes)


def test_a_headline_is_not_cut_inside_a_number() -> None:
    note = "肇庆市去年抽水蓄能电站建设进度明显加快各项任务完成投资8123亿元以上，质量良好。"
    title = brief_of(note).sources[1].title
    assert title.endswith("……")
    assert not title.rstrip("…")[-1].isdigit()


def test_passages_that_one_note_answers_are_one_chapter() -> None:
    note = (
        "去年，肇庆市抽水蓄能电站完成投资8亿元，抽水蓄能机组总投资30亿元。肇庆市做好预制菜文章，建成预制菜产业园3个，"
        "培育预制菜龙头企业5家。"
    )
    brief = brief_of(note)
    assert len(brief.chapters) == 1
    chapter = brief.chapters[0]
    assert [quote.paragraph for quote in chapter.passages] == [3, 6]
    assert "肇庆" in chapter.passage.quote
    assert len(chapter.ids) == len(chapter.passages)


def test_the_strip_knows_the_parts_of_the_report(brief: Brief) -> None:
    parts = brief.coverage.parts
    assert [title for title, _, _ in parts][-3:] == [
        "一、2023年工作回顾",
        "二、2024年工作安排",
        "（一）发展特色农业",
    ]
    edges = [0, *(last for _, _, last in parts)]
    assert [first for _, first, _ in parts] == edges[:-1]
    assert edges[-1] == brief.coverage.sentences


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        (
            "北沿江供水工程、东部丘陵灌区、环湖廊道、城市管网改造、肇庆抽水蓄能电站二期等重大工程开工建设。",
            "肇庆抽水蓄能电站二期等重大工程开工建设",
        ),
        (
            "积极推动茂名、肇庆、云浮、清远、河源、梅州、韶关、阳江、揭阳等节点城市建设物流枢纽。",
            "积极推动……肇庆……等节点城市建设物流枢纽",
        ),
    ],
)
def test_the_title_of_a_list_is_its_verb_the_name_and_its_end(sentence: str, title: str) -> None:
    brief = brief_of(report_text=REPORT.replace("发展海洋渔业", sentence + "发展海洋渔业"))
    assert title in [c.title for c in brief.unanswered]


def test_of_a_county_it_says_what_the_report_tells_of_its_city() -> None:
    brief = brief_of(place="四会市")
    assert brief.coverage.named == 0
    (chapter,) = brief.unanswered
    assert "肇庆" in chapter.title
    assert [r.explanation for r in chapter.why] == ["“肇庆抽水蓄能电站”涉及四会市所在的肇庆市"]
    told = "".join(words(sentence) for sentence in opening(brief))
    assert told == f"报告写到四会市所在的肇庆市：{chapter.title}。"
    assert prose.passing_title(brief)[0] == "只提到所在的市或区域的"
    assert [name for _, (name, _), _ in prose.coverage_rows(brief)] == ["sentences", "named", "concerned"]
