"""Word files, made with python-docx and, where it cannot, with their XML."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document as Word
from docx.oxml import parse_xml

from duibiao.errors import UnreadableSource
from duibiao.sources.numbering import number
from duibiao.sources.reader import document_from_bytes
from duibiao.text import Document, Kind, Part

LONG = "全市推进园区提质扩容，新增产业用地三千亩，开工建设三百个项目，发展后劲不断增强，各项工作都有新气象。"
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(word: Word) -> bytes:
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def read(word: Word) -> Document:
    return document_from_bytes(saved(word), name="a.docx")


def rows(d: Document) -> list[tuple[Kind, Part, str]]:
    return [(b.kind, b.part, b.span.of(d.text)) for b in d.blocks]


def test_styles_headers_tables_and_fields() -> None:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "内部资料"
    word.sections[0].footer.paragraphs[0].text = "第 1 页"
    word.add_heading("某市政府工作报告", 0)
    word.add_paragraph("来源：某市日报")
    word.add_heading("一、去年工作", 1)
    word.add_paragraph(LONG)
    word.add_heading("工业", 2)
    table = word.add_table(2, 2)
    for cell, text in zip(table._cells, ["指标", "数值", "生产总值", "2800亿元"], strict=True):
        cell.text = text
    word.add_paragraph("表后的话。")
    d = read(word)
    assert rows(d) == [
        (Kind.FURNITURE, Part.OUTSIDE, "内部资料"),
        (Kind.TITLE, Part.FRONT, "某市政府工作报告"),
        (Kind.META, Part.FRONT, "来源：某市日报"),
        (Kind.HEADING, Part.BODY, "一、去年工作"),
        (Kind.PARAGRAPH, Part.BODY, LONG),
        (Kind.HEADING, Part.BODY, "工业"),
        (Kind.PARAGRAPH, Part.BODY, "指标\t数值"),
        (Kind.PARAGRAPH, Part.BODY, "生产总值\t2800亿元"),
        (Kind.PARAGRAPH, Part.BODY, "表后的话。"),
        (Kind.FURNITURE, Part.OUTSIDE, "第 1 页"),
    ]
    assert (d.metadata.title, d.metadata.origin) == ("某市政府工作报告", "某市日报")
    assert d.text == "\n\n".join(text for _, _, text in rows(d))


def test_insertions_stay_and_deletions_go() -> None:
    word = docx.Document()
    p = word.add_paragraph("产值增长5%。")._p
    p.append(parse_xml(f'<w:ins {NS} w:id="1"><w:r><w:t>收入提高。</w:t></w:r></w:ins>'))
    p.append(parse_xml(f'<w:del {NS} w:id="2"><w:r><w:delText>这句删了。</w:delText></w:r></w:del>'))
    p.append(parse_xml(f'<w:moveFrom {NS} w:id="3"><w:r><w:t>这句移走。</w:t></w:r></w:moveFrom>'))
    assert read(word).text == "产值增长5%。收入提高。"


def test_text_boxes_links_and_line_breaks() -> None:
    word = docx.Document()
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>框里的话。</w:t></w:r></w:p></w:txbxContent>"
    word.add_paragraph("框外的话。")._p.append(
        parse_xml(
            f"<w:r {NS} {mc}><mc:AlternateContent><mc:Choice Requires='w'>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    link = word.add_paragraph("见")._p
    link.append(parse_xml(f'<w:hyperlink {NS} w:anchor="x"><w:r><w:t>《某规划》</w:t></w:r></w:hyperlink>'))
    word.add_paragraph("第一行。\n第二行。")
    assert read(word).text.split("\n\n") == [
        "框外的话。",
        "框里的话。",
        "见《某规划》",
        "第一行。",
        "第二行。",
    ]


def test_automatic_numbers_are_part_of_the_text() -> None:
    word = docx.Document()
    numbering = word.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {NS} w:abstractNumId="77">'
            + "".join(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
                f'<w:lvlText w:val="{pattern}"/></w:lvl>'
                for level, pattern in enumerate(["%1、", "（%2）"])
            )
            + "</w:abstractNum>"
        ),
    )
    numbering.append(parse_xml(f'<w:num {NS} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for text, level in [("去年工作", 0), ("工业", 1), ("农业", 1), ("今年安排", 0), ("投资", 1)]:
        properties = word.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {NS}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
        )
    word.add_paragraph("一件实事", style="List Bullet")
    d = read(word)
    assert d.blocks[-1].kind is Kind.PARAGRAPH
    assert d.text.split("\n\n")[:-1] == [
        "一、去年工作",
        "（一）工业",
        "（二）农业",
        "二、今年安排",
        "（一）投资",
    ]
    assert [s.level for s in d.sections] == [1, 2, 2, 1, 2]


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (21, "chineseCounting", "二十一"),
        (30, "japaneseCounting", "三十"),
        (3, "decimal", "3"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "upperLetter", "B"),
        (2, "none", ""),
    ],
)
def test_number(value: int, form: str, expected: str) -> None:
    assert number(value, form) == expected


def with_part(name: str, content: bytes) -> bytes:
    word = docx.Document()
    word.add_paragraph(LONG)
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(word))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info.filename))
        new.writestr(name, content)
    return made.getvalue()


def test_footnotes_are_explanations() -> None:
    inner = "<w:footnote w:id='1'><w:p><w:r><w:t>百千万工程：指某工程。</w:t></w:r></w:p></w:footnote>"
    note = f"<w:footnotes {NS}>{inner}</w:footnotes>"
    d = document_from_bytes(with_part("word/footnotes.xml", note.encode()), name="a.docx")
    assert rows(d)[-1] == (Kind.PARAGRAPH, Part.GLOSSARY, "百千万工程：指某工程。")
    assert len(d.sentences) == 1


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + f"<w:document {NS}>&b;</w:document>".encode()
)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (with_part("word/document.xml", BOMB), "XML 实体"),
        (with_part("word/styles.xml", BOMB), "XML 实体"),
        (with_part("word/document.xml", b"<w:document"), "损坏"),
        (with_part("word/document.xml", b" " * 70_000_000), "太大"),
        (with_part("word/media/a.bin", b"0" * 310_000_000), "太大"),
        (with_part("word/document.xml", f"<w:document {NS}/>".encode()), "没有文字"),
        (saved(docx.Document())[:2000], "损坏"),
    ],
    ids=["entities", "entities in styles", "broken XML", "a huge part", "a bomb", "empty", "cut off"],
)
def test_hostile_and_broken_files_are_refused(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableSource, match=told):
        document_from_bytes(data, name="a.docx")


def test_deep_nesting_is_no_trouble() -> None:
    deep = f"<w:document {NS}><w:body>" + "<w:sdt>" * 50_000 + "<w:p><w:r><w:t>字。</w:t></w:r></w:p>"
    deep += "</w:sdt>" * 50_000 + "</w:body></w:document>"
    assert document_from_bytes(with_part("word/document.xml", deep.encode()), name="a.docx").text == "字。"
