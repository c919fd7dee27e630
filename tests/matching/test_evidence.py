from __future__ import annotations

from duibiao.gazetteer import Gazetteer
from duibiao.matching.closeness import chunk_text
from duibiao.matching.evidence import CHUNK_MOST, Local, prepare
from duibiao.matching.model import Role
from duibiao.matching.names import read_names
from duibiao.matching.told import tell
from duibiao.sources.plain import document_from_text
from duibiao.text import Document

GAZETTEER = Gazetteer.load()
PLACE, PROVINCE = GAZETTEER.resolve("肇庆市"), GAZETTEER.resolve("广东省")


def note(name: str, text: str) -> Document:
    return document_from_text(text, name=name, sha256=name)


def ready(documents: list[Document], report: Document | None = None, trusted: bool = False) -> Local:
    return prepare(
        documents,
        PLACE,
        lambda d: read_names(d, PROVINCE, 2024, GAZETTEER, None),
        report=report,
        trusted=trusted,
        gazetteer=GAZETTEER,
    )


def names(local: Local) -> list[str]:
    return [used.document.name for used in local.used]


def told(local: Local, used: int = 0) -> list[tuple[str, Role]]:
    text = local.used[used].document.text
    found = tell(local.used[used], PLACE, 2024, GAZETTEER)
    kept = {i for chunk in local.chunks if chunk.used == used for i in chunk.sentences}
    return [(one.sentence.span.of(text), one.role) for i, one in found.items() if i in kept]


LOCAL = note("local.txt", "去年，肇庆市新建水厂两座。今年，四会市将再建一座。")
OTHER = note("other.txt", "去年，漳州市新建水厂两座。")
PASSING = note("passing.txt", "去年，佛山市、东莞市、惠州市、中山市各建水厂一座，肇庆市观摩。")
NOWHERE = note("nowhere.txt", "去年，新建水厂两座。")
COPY = note("copy.txt", "去年,肇庆市新建水厂两座。\n今年,四会市将再建一座。\n")


def test_only_what_is_about_the_place_is_used_and_the_rest_has_a_reason() -> None:
    local = ready([LOCAL, OTHER, PASSING, NOWHERE])
    assert names(local) == ["local.txt"]
    notes = {m.doc: m.note for m in local.material}
    assert notes["local.txt"] == ""
    assert notes["other.txt"] == "通篇没有提到肇庆市"
    assert "主要写的不是肇庆市" in notes["passing.txt"]
    assert notes["nowhere.txt"] == "通篇没有提到肇庆市"


def test_the_user_may_vouch_for_all() -> None:
    local = ready([NOWHERE], trusted=True)
    assert names(local) == ["nowhere.txt"]


def test_a_copy_counts_once() -> None:
    local = ready([LOCAL, COPY])
    assert names(local) == ["local.txt"]
    assert "local.txt" in {m.doc: m.note for m in local.material}["copy.txt"]


def test_numbers_follow_the_order_given_and_start_after_the_report() -> None:
    local = ready([OTHER, LOCAL])
    assert [(m.doc, m.number) for m in local.material] == [("other.txt", 2), ("local.txt", 3)]
    assert [used.number for used in local.used] == [3]


def test_chunks_hold_every_sentence_once_with_its_role() -> None:
    text = "\n".join(
        f"肇庆市第{i}处港区去年完成投资{i}亿元，装卸能力明显提高，航线继续加密。" for i in range(1, 40)
    )
    document = note("long.txt", text)
    local = ready([document])
    kept = [i for chunk in local.chunks for i in chunk.sentences]
    assert kept == list(range(len(document.sentences)))
    assert all(len(chunk_text(local, row, [])) <= 2 * CHUNK_MOST for row in range(len(local.chunks)))
    assert {role for _, role in told(local)} == {Role.DONE}
    assert len({chunk.item for chunk in local.chunks}) > 1


def test_what_is_quoted_from_the_report_is_no_evidence() -> None:
    sentence = "推动肇庆新区等平台建设，打造产城融合的示范区。"
    report = note("report.txt", f"各位代表：\n{sentence}\n")
    both = note("page.txt", f"{sentence}\n肇庆市去年新开工项目31个。\n")
    copy = note("copy.txt", sentence)
    local = ready([both, copy], report=report)
    assert [sentence for sentence, _ in told(local)] == ["肇庆市去年新开工项目31个。"]
    assert {m.doc: m.note for m in local.material}["copy.txt"] == "只有报告原文，没有本地材料"


def test_an_old_plan_is_context() -> None:
    document = note("old.txt", "肇庆市力争2023年产值突破500亿元。")
    assert [role for _, role in told(ready([document]))] == [Role.CONTEXT]


def test_this_year_is_the_year_of_the_note() -> None:
    text = (
        "发布日期：2022-05-06\n今年，肇庆市计划新建水厂两座，总投资6亿元。\n"
        "肇庆市将新建泵站三座，服务城东片区。\n"
    )
    document = note("2022.txt", text)
    assert document.metadata.date == "2022-05-06"
    assert {role for _, role in told(ready([document]))} == {Role.CONTEXT}
    fresh = note("2024.txt", text.replace("2022", "2024"))
    assert {role for _, role in told(ready([fresh]))} == {Role.PLAN}


def test_what_another_city_did_is_no_evidence() -> None:
    text = (
        "去年，肇庆市新建水厂两座，日供水十万吨。佛山市同期新建水厂五座，投资9亿元。"
        "这些水厂采用了全新的工艺。肇庆市与佛山市共建管网三百公里。全市供水管网因此不断完善。"
    )
    sentences = [sentence for sentence, _ in told(ready([note("both.txt", text)]))]
    assert [sentence[:5] for sentence in sentences] == ["去年，肇庆", "肇庆市与佛", "全市供水管"]


def test_a_repost_with_another_headline_counts_once_and_keeps_its_source() -> None:
    body = (
        "去年，肇庆市新建水厂两座，日供水十万吨，惠及城东三个片区。"
        "今年，四会市将再建水厂一座，配套管网同步铺设。"
    )
    first = note("first.txt", f"我市供水能力再提升\n{body}")
    again = note("again.txt", f"喝上放心水\n来源：某某日报\n{body}")
    other = note("other-figure.txt", body.replace("两座", "三座"))
    local = ready([first, again, other])
    assert names(local) == ["first.txt", "other-figure.txt"]
    assert "first.txt" in {m.doc: m.note for m in local.material}["again.txt"]
    assert {c.doc for found in local.used[0].copies.values() for c in found} == {
        "again.txt",
        "other-figure.txt",
    }
    assert [sentence for sentence, _ in told(local, 1) if "三座" in sentence]
    for found in local.used[0].copies.values():
        for copy in found:
            document = next(d for d in (again, other) if d.name == copy.doc)
            assert copy.span.of(document.text) in body


def test_a_sentence_with_a_few_other_words_counts_once_but_is_no_source_to_the_letter() -> None:
    body = "去年，肇庆市新建水厂两座，日供水十万吨，惠及城东三个片区，群众用上了放心水。"
    local = ready([note("first.txt", body), note("edited.txt", body.replace("放心水", "清洁水"))])
    assert names(local) == ["first.txt"]
    assert not any(local.used[0].copies.values())


CITY = note(
    "city.txt",
    "肇庆市今年抓工业。肇庆市推进光伏项目。\n"
    "肇庆浪江抽水蓄能电站选址广宁县，总投资86亿元。项目建成后年产值约9.5亿元。肇庆市已备好用地。\n"
    "怀集县建成冷库三座，广宁县只建成一座小冷库。",
)


def in_part(text: Document, county: str) -> list[str]:
    """The sentences of a page about a city that count for its county."""
    place = GAZETTEER.resolve(county)
    local = prepare(
        [text], place, lambda d: read_names(d, PROVINCE, 2024, GAZETTEER, None), gazetteer=GAZETTEER
    )
    return [text.sentences[i].span.of(text.text) for chunk in local.chunks for i in chunk.sentences]


def test_of_a_page_about_the_city_what_it_says_of_a_county_counts_for_the_county() -> None:
    assert in_part(CITY, "广宁县") == [
        "肇庆浪江抽水蓄能电站选址广宁县，总投资86亿元。",
        "项目建成后年产值约9.5亿元。",
    ]
    assert in_part(CITY, "封开县") == []


def test_of_a_page_about_another_city_nothing_counts() -> None:
    other = note("other.txt", "佛山市抓工业。佛山市抓农业。佛山市抓商业。佛山市与广宁县共建园区一个。")
    assert in_part(other, "广宁县") == []
