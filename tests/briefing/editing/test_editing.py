"""An editor's sheet: what it changes, what it keeps, and what it says when it cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from duibiao.briefing.editing import read_edits, unsupported
from duibiao.briefing.making import FORMATS, Made, make_brief, render
from duibiao.errors import UsageError
from duibiao.examples import path as example
from duibiao.gazetteer import Gazetteer
from duibiao.matching import Cache
from duibiao.sources import read_document
from tests.briefing.render.made import words_of


def make(sheet: str | None = None) -> Made:
    report = read_document(example() / "report.txt")
    notes = [read_document(path) for path in sorted((example() / "evidence").glob("*.txt"))]
    edits = read_edits(sheet) if sheet is not None else None
    # each of the sheets is of the same documents: they are read once
    return make_brief(report, "肇庆市", notes, gazetteer=Gazetteer.load(), edits=edits, cache=Cache.default())


@pytest.fixture(scope="module")
def fresh() -> Made:
    return make()


def changed(sheet: str, chapter: str, **values: str) -> str:
    """The sheet with keys of one chapter's block set to TOML values."""
    start = sheet.index(f'id = "{chapter}"')
    end = sheet.find("[[chapter]]", start) % (len(sheet) + 1)
    block = sheet[start:end]
    for key, value in values.items():
        block = re.sub(rf"^{key} = .*$", lambda _, k=key, v=value: f"{k} = {v}", block, flags=re.MULTILINE)
    return sheet[:start] + block + sheet[end:]


def test_a_sheet_without_changes_changes_nothing(fresh: Made) -> None:
    again = make(fresh.sheet)
    assert again.brief == fresh.brief
    assert again.sheet == fresh.sheet


def test_a_dropped_chapter_is_gone_and_what_the_report_says_stays(fresh: Made) -> None:
    first = fresh.brief.chapters[0]
    made = make(changed(fresh.sheet, first.id, keep="false"))
    assert first.id not in {c.id for c in (*made.brief.chapters, *made.brief.unanswered)}
    assert made.brief.coverage.named == fresh.brief.coverage.named
    for kind in FORMATS:
        assert render(made, kind)


def test_titles_and_introductions_are_marked_as_the_editors(fresh: Made) -> None:
    first = fresh.brief.chapters[0].id
    made = make(changed(fresh.sheet, first, title='"换个说法"', intro='"""先说一句。\n再说一句。"""'))
    for kind in ("html", "md"):
        output = render(made, kind)
        assert "换个说法" in output
        assert "标题系编者所拟" in output
        assert "编者按" in output


def test_figures_that_no_source_has_are_reported_and_marked(fresh: Made) -> None:
    first = fresh.brief.chapters[0].id
    made = make(changed(fresh.sheet, first, intro='"总投资9731亿元。"'))
    assert any("9731亿元" in line for line in made.told)
    for kind in FORMATS:
        output = render(made, kind)
        assert words_of(output).count("9731亿元") >= 2


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("投资86亿元", ()),
        ("投资８６亿元", ()),
        ("投资8亿元", ("8亿元",)),
        ("增长4.5%、4%", ("4%",)),
        ("2024年有36家，36座", ("36座",)),
    ],
)
def test_supported_by_the_same_digits_scale_and_unit(text: str, lost: tuple[str, ...]) -> None:
    sources = ["2024年总投资86亿元，企业36家，产值增长4.5%。"]
    assert unsupported(text, sources) == lost


def test_merged_chapters_keep_all_passages_and_evidence(fresh: Made) -> None:
    first, second = fresh.brief.chapters[:2]
    made = make(changed(fresh.sheet, second.id, merge_into=f'"{first.id}"'))
    host = next(c for c in made.brief.chapters if c.id == first.id)
    assert {q.span for q in host.passages} == {q.span for q in (*first.passages, *second.passages)}
    assert len(host.evidence) == len(first.evidence) + len(second.evidence)
    assert second.id not in {c.id for c in made.brief.chapters}


def test_the_order_of_the_file_is_kept_when_asked_for(fresh: Made) -> None:
    head, *blocks = fresh.sheet.split("\n[[chapter]]")
    turned = "\n[[chapter]]".join([head, *reversed(blocks)]).replace('order = "auto"', 'order = "file"')
    made = make(turned)
    assert [c.id for c in made.brief.chapters] == [c.id for c in reversed(fresh.brief.chapters)]


def test_a_pinned_sentence_moves_and_an_unpinned_one_goes(fresh: Made) -> None:
    first, second = fresh.brief.chapters[:2]
    sentence = second.evidence[0]
    pin = f'["{sentence.doc}：{sentence.text[:12]}"]'
    made = make(changed(fresh.sheet, first.id, pin=pin))
    here = {c.id: [e.text for e in c.evidence] for c in made.brief.chapters}
    assert sentence.text in here[first.id]
    assert sentence.text not in here.get(second.id, [])
    made = make(changed(fresh.sheet, second.id, unpin=pin))
    assert all(sentence.text not in [e.text for e in c.evidence] for c in made.brief.chapters)


def test_what_an_editor_typed_is_never_lost(fresh: Made) -> None:
    first = fresh.brief.chapters[0].id
    sheet = changed(fresh.sheet, first, title='"换个说法"  # 待定')
    gone = '\n[[chapter]]\nid = "0123456789abcdef"\nabout = "上一稿的一章"\nintro = "留着"\n'
    made = make(sheet + gone)
    assert made.sheet == sheet.rstrip("\n") + "\n" + gone
    assert any("上一稿的一章" in line and "第" in line for line in made.told)


def test_new_chapters_are_added_at_the_end(fresh: Made) -> None:
    head, *blocks = fresh.sheet.split("\n[[chapter]]")
    fewer = changed("\n[[chapter]]".join([head, *blocks[1:]]), fresh.brief.chapters[1].id, keep="false")
    made = make(fewer)
    assert made.sheet.startswith(fewer.rstrip("\n"))
    assert fresh.brief.chapters[0].id in made.sheet[len(fewer) :]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("keep = true", "keep = yes", "读不懂"),
        ("keep = true", 'keep = "是"', "true 或 false"),
        ('merge_into = ""', 'merge_to = "x"', "不认识“merge_to”"),
        ('merge_into = ""', 'merge_into = "x"', "没有可以并入的这一章"),
        ("pin = []", 'pin = ["battery.txt 一句"]', "冒号"),
        ("pin = []", 'pin = ["nowhere.txt：一句"]', "没有这个文件"),
        ("pin = []", 'pin = ["battery.txt：没有这样的字"]', "没有一句"),
        ("unpin = []", 'unpin = ["battery.txt：没有这样的字"]', "没有这句"),
        ('order = "auto"', 'order = "up"', "auto"),
        ("[brief]", "[breif]", "不认识“breif”"),
    ],
)
def test_mistakes_name_the_line_and_what_to_do(fresh: Made, old: str, new: str, words: str) -> None:
    sheet = fresh.sheet.replace(f"\n{old}", f"\n{new}", 1)
    line = sheet[: sheet.index(new)].count("\n") + 1
    with pytest.raises(UsageError) as stopped:
        make(sheet)
    told = stopped.value.line
    assert words in told
    found = re.search(r"第(\d+)行", told)
    assert found is not None
    assert abs(int(found[1]) - line) <= (0 if "merge_into" not in new else 9)


def test_the_sheet_of_another_place_is_not_used(fresh: Made) -> None:
    other = fresh.sheet.replace('place = "441200"', 'place = "440100"')
    with pytest.raises(UsageError, match="另一份报告或另一个地方"):
        make(other.replace("keep = true", "keep = false", 1))
    assert make(other).sheet == fresh.sheet, "nobody changed it: written anew"


def test_the_sheet_is_toml_that_people_can_read(fresh: Made, tmp_path: Path) -> None:
    edits = read_edits(fresh.sheet)
    ids = [c.id for c in (*fresh.brief.chapters, *fresh.brief.unanswered)]
    assert [edit.id for edit in edits.chapters] == ids
    assert not edits.changes
