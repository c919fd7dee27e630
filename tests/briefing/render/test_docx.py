"""The Word document: what it says, how it is built, and that others can read it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx
import pytest

from duibiao.briefing import Brief
from duibiao.briefing.guard import check_rendered
from duibiao.briefing.render.blocks import blocks
from duibiao.briefing.render.docx import printed_in, render_docx
from duibiao.briefing.render.html import render_html
from duibiao.briefing.render.runs import lines
from duibiao.errors import GuardError
from duibiao.sources import read_document
from duibiao.text import Document, Kind
from tests.briefing.render.made import in_passing, twice

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(output: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(output)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rezipped(made: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in made.items():
            archive.writestr(name, data)
    return out.getvalue()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_same_brief_same_bytes(sample: Brief) -> None:
    assert render_docx(sample) == render_docx(sample)


@pytest.mark.parametrize("change", [twice, in_passing, lambda brief: brief])
def test_it_says_what_the_page_says(
    change: Callable[[Brief], Brief], sample: Brief, documents: dict[str, Document]
) -> None:
    brief = change(sample)
    output = render_docx(brief)
    check_rendered(output, brief, documents)
    said, page = squeezed("".join(printed_in(output, {}).body)), squeezed(render_html(brief))
    for chapter in (*brief.chapters, *brief.unanswered):
        assert squeezed(chapter.title) in said
        for evidence in chapter.evidence:
            assert squeezed(evidence.text) in said
            assert squeezed(evidence.text) in page
    assert squeezed(brief.chapters[0].passage.quote) in said


def test_headings_are_real(sample: Brief) -> None:
    document = docx.Document(BytesIO(render_docx(sample)))
    heads = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    first = [text for name, text in heads if name == "Heading 1"]
    assert first[0] == "2024年广东省主要目标"
    assert first[-2:] == ["来源", "怎样做成"]
    second = [text for name, text in heads if name == "Heading 2"]
    assert second[0] == "第1章　肇庆浪江抽水蓄能电站"
    assert {"Title", "报告原文", "正文段落", "本地进展"} <= {p.style.name for p in document.paragraphs}
    assert document.core_properties.title == "《2024年广东省政府工作报告（示例文本）》里的肇庆市"
    assert document.core_properties.language == "zh-CN"


def test_the_page_is_that_of_an_official_document(sample: Brief) -> None:
    section = docx.Document(BytesIO(render_docx(sample))).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 156
    assert round(section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm) == 225
    assert "PAGE" in section.footer._element.xml


def test_every_style_that_is_used_is_there(sample: Brief) -> None:
    made = parts(render_docx(twice(sample)))
    known = {s.get(f"{W}styleId") for s in ET.fromstring(made["word/styles.xml"]).iter(f"{W}style")}
    for name in ("word/document.xml", "word/footnotes.xml", "word/header1.xml", "word/footer1.xml"):
        for tag in ("pStyle", "rStyle", "tblStyle"):
            assert {e.get(f"{W}val") for e in ET.fromstring(made[name]).iter(f"{W}{tag}")} <= known


def test_sources_are_footnotes(sample: Brief) -> None:
    made = parts(render_docx(sample))
    notes = {
        n.get(f"{W}id"): "".join(t.text or "" for t in n.iter(f"{W}t"))
        for n in ET.fromstring(made["word/footnotes.xml"])
    }
    used = [r.get(f"{W}id") for r in ET.fromstring(made["word/document.xml"]).iter(f"{W}footnoteReference")]
    assert sorted(used) == sorted(key for key in notes if key not in ("-1", "0"))
    quote = notes[used[0]]
    assert quote.startswith(" 来源1　2024年")
    assert "正文第" in quote
    kinds = re.findall(r'PartName="/(word/[^"]+)"', made["[Content_Types].xml"].decode())
    assert set(kinds) <= set(made)


def test_tables_hold_the_figures(sample: Brief) -> None:
    tables = docx.Document(BytesIO(render_docx(sample))).tables
    assert [cell.text for cell in tables[0].rows[1].cells] == ["地区生产总值　增长", "5%左右"]
    figures = next(table for table in tables if table.rows[0].cells[0].text == "数值")
    assert [cell.text for cell in figures.rows[2].cells] == [
        "86亿元",
        "总投资",
        "2023年",
        "肇庆市",
        "未写明",
        "[2]",
    ]
    assert len({cell._tc for cell in figures.rows[1].cells}) == 1


def test_our_own_reader_reads_it_back(sample: Brief, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(render_docx(sample))
    read = read_document(path)
    for chapter in sample.chapters:
        assert all(squeezed(e.text) in squeezed(read.text) for e in chapter.evidence)
    heads = [b.span.of(read.text) for b in read.blocks if b.kind is Kind.HEADING]
    assert any(head.startswith("一、2024年广东省主要目标") for head in heads)


def test_control_characters_do_not_break_it(sample: Brief) -> None:
    made = [line for line in lines(blocks(sample)) if line]
    assert made
    first, *rest = sample.notes

    odd = replace(sample, notes=(f"{first}\x0b\x00<&>\ud800", *rest))
    assert any("<&>" in line for line in printed_in(render_docx(odd), {}).body)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", "86亿元", "87亿元"),
        ("word/document.xml", "全面施工", "没有施工"),
        ("word/footnotes.xml", "来源", "出处"),
        ("word/header1.xml", "2024", "2025"),
        ("docProps/core.xml", "2024", "2025"),
        ("word/footer1.xml", "— ", "共9页"),
        ("word/styles.xml", "仿宋", "宋体"),
    ],
)
def test_an_altered_part_is_stopped(
    part: str, old: str, new: str, sample: Brief, documents: dict[str, Document]
) -> None:
    made = parts(render_docx(sample))
    text = made[part].decode()
    assert old in text
    made[part] = text.replace(old, new, 1).encode()
    with pytest.raises(GuardError):
        check_rendered(rezipped(made), sample, documents)


def test_a_part_too_many_and_a_broken_file_are_stopped(sample: Brief, documents: dict[str, Document]) -> None:
    made = parts(render_docx(sample))
    with pytest.raises(GuardError, match="多出了文字"):
        check_rendered(rezipped(made | {"word/comments.xml": b"<a>97</a>"}), sample, documents)
    for broken in (b"PK", render_docx(sample)[:-100]):
        with pytest.raises(GuardError, match="不是完整的文档"):
            check_rendered(broken, sample, documents)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_it(sample: Brief, tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(render_docx(sample))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "brief.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "brief.pdf").stat().st_size > 10_000
