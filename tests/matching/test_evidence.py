from __future__ import annotations

from duibiao.gazetteer import Gazetteer
from duibiao.matching.evidence import CHUNK_MOST, prepare
from duibiao.matching.model import Role
from duibiao.sources.plain import document_from_text
from duibiao.text import Document

GAZETTEER = Gazetteer.load()
PLACE = GAZETTEER.resolve("肇庆市")


def note(name: str, text: str) -> Document:
    return document_from_text(text, name=name, sha256=name)


LOCAL = note("local.txt", "去年，肇庆市新建水厂两座。今年，四会市将再建一座。")
OTHER = note("other.txt", "去年，漳州市新建水厂两座。")
PASSING = note("passing.txt", "去年，佛山市、东莞市、惠州市、中山市各建水厂一座，肇庆市观摩。")
NOWHERE = note("nowhere.txt", "去年，新建水厂两座。")
COPY = note("copy.txt", "去年,肇庆市新建水厂两座。\n今年,四会市将再建一座。\n")


def test_only_what_is_about_the_place_is_used_and_the_rest_has_a_reason() -> None:
    local = prepare([LOCAL, OTHER, PASSING, NOWHERE], PLACE, 2024, gazetteer=GAZETTEER)
    assert [d.name for d in local.documents] == ["local.txt"]
    notes = {m.doc: m.note for m in local.material}
    assert notes["local.txt"] == ""
    assert notes["other.txt"] == "通篇没有提到肇庆市"
    assert "主要写的不是肇庆市" in notes["passing.txt"]
    assert notes["nowhere.txt"] == "通篇没有提到肇庆市"


def test_the_user_may_vouch_for_all() -> None:
    local = prepare([NOWHERE], PLACE, 2024, trusted=True, gazetteer=GAZETTEER)
    assert [d.name for d in local.documents] == ["nowhere.txt"]


def test_a_copy_counts_once() -> None:
    local = prepare([LOCAL, COPY], PLACE, 2024, gazetteer=GAZETTEER)
    assert [d.name for d in local.documents] == ["local.txt"]
    assert "local.txt" in {m.doc: m.note for m in local.material}["copy.txt"]


def test_numbers_follow_the_order_given_and_start_after_the_report() -> None:
    local = prepare([OTHER, LOCAL], PLACE, 2024, gazetteer=GAZETTEER)
    assert [(m.doc, m.number) for m in local.material] == [("other.txt", 2), ("local.txt", 3)]
    assert local.numbers == (3,)


def test_chunks_hold_every_sentence_once_with_its_role() -> None:
    text = "\n".join(
        f"肇庆市第{i}处港区去年完成投资{i}亿元，装卸能力明显提高，航线继续加密。" for i in range(1, 40)
    )
    document = note("long.txt", text)
    local = prepare([document], PLACE, 2024, gazetteer=GAZETTEER)
    told = [t.sentence.span for chunk in local.chunks for t in chunk.told]
    assert told == [s.span for s in document.sentences]
    assert all(len(chunk.text) <= 2 * CHUNK_MOST for chunk in local.chunks)
    assert {t.role for chunk in local.chunks for t in chunk.told} == {Role.DONE}
    assert len({chunk.item for chunk in local.chunks}) > 1


def test_what_is_quoted_from_the_report_is_no_evidence() -> None:
    sentence = "推动肇庆新区等平台建设，打造产城融合的示范区。"
    report = note("report.txt", f"各位代表：\n{sentence}\n")
    both = note("page.txt", f"{sentence}\n肇庆市去年新开工项目31个。\n")
    copy = note("copy.txt", sentence)
    local = prepare([both, copy], PLACE, 2024, report=report, gazetteer=GAZETTEER)
    assert [c.text for c in local.chunks] == ["肇庆市去年新开工项目31个。"]
    assert {m.doc: m.note for m in local.material}["copy.txt"] == "只有报告原文，没有本地材料"


def test_an_old_plan_is_context() -> None:
    document = note("old.txt", "肇庆市力争2023年产值突破500亿元。")
    local = prepare([document], PLACE, 2024, gazetteer=GAZETTEER)
    assert [t.role for c in local.chunks for t in c.told] == [Role.CONTEXT]
