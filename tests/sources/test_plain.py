"""Pages as text. Each row of an example is ``kind/part | line``; the answer stands beside the line."""

from __future__ import annotations

import time

import pytest

from duibiao.sources import read_document
from duibiao.sources.plain import document_from_text
from duibiao.text import Document, Kind, Part

KINDS = {kind.value[:4]: kind for kind in Kind}
PARTS = {part.value[:4]: part for part in Part}
LONG = "全市推进园区提质扩容，新增产业用地三千亩，开工建设三百个项目，发展后劲不断增强，各项工作都有新气象。"

EXAMPLES = {
    "a report page with buttons": """
furn/outs|下载
furn/outs|【字号：
furn/outs|】
titl/fron|2025年某省政府工作报告
meta/fron|——2025年1月15日在某省第十四届人民代表大会第三次会议上
meta/fron|来源：某省日报
meta/fron|时间：2025-02-02
meta/fron|某省省长 甲乙
para/body|各位代表：
head/body|一、去年工作
para/body|LONG
furn/outs|相关报道：
furn/outs|别省去年产值增长
""",
    "a breadcrumb, fields on two lines, a second title": """
furn/outs|当前位置：
furn/outs|首页
furn/outs|>
furn/outs|政务信息
furn/outs|>
furn/outs|某省要闻
titl/fron|2025年某省政府工作报告
meta/fron|发表时间：
meta/fron|2025-02-09 09:45:30
meta/fron|来源：
meta/fron|某省日报客户端
titl/fron|政府工作报告
meta/fron|——2025年2月3日在某省第十三届人民代表大会第四次会议上
meta/fron|省长　甲　乙
para/body|各位代表：
para/body|LONG
""",
    "annexes": """
titl/fron|政府工作报告
meta/fron|——2025年1月15日在某市第十四届人民代表大会第三次会议上
meta/fron|市长 甲乙
para/body|各位代表：
para/body|LONG
head/anne|附件1
head/anne|2025年民生实事
para/anne|1.新建学校三十所，增加学位三万个，让孩子们就近上学，做到应入尽入，并改造提升旧校舍五十所，惠及两万人。
head/glos|名词解释
para/glos|1.“百千万工程”：指百县千镇万村高质量发展工程。
meta/glos|责任编辑：
meta/glos|丙丁
furn/outs|扫一扫在手机打开当前页
""",
    "a news article with captions and credits": """
furn/outs|当前位置:首页 > 新闻 > 本地 >
titl/fron|新区建设,跑出加速度!
meta/fron|日期: 来源:某市发布 编辑:某市发布
para/body|LONG
capt/body|△甲乙 摄
para/body|LONG
capt/body|新区大桥即将通车。某某报记者 甲乙 摄
capt/body|图源 某市发布
para/body|LONG
meta/body|来 源:某报(撰文 甲乙 丙丁 统筹 戊己)
meta/body|编 辑:庚辛
furn/outs|相关阅读
furn/outs|• 别市去年产值增长百分之十
""",
    "text without anything around it": """
para/body|LONG
para/body|相关部门要加强配合，来源地不断拓宽。
para/body|LONG
""",
    "a title and nothing more": """
titl/fron|新区建设跑出加速度
para/body|LONG
para/body|LONG
""",
}


def read(marked: str) -> tuple[Document, list[tuple[Kind, Part, str]]]:
    rows = [row.split("|", 1) for row in marked.replace("LONG", LONG).strip().split("\n")]
    text = "\n".join(line for _, line in rows)
    expected = [(KINDS[mark[:4]], PARTS[mark[5:]], line) for mark, line in rows]
    return document_from_text(text, name="d", sha256="0"), expected


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(name: str) -> None:
    d, expected = read(EXAMPLES[name])
    assert [(b.kind, b.part, b.span.of(d.text)) for b in d.blocks] == expected


@pytest.mark.parametrize(
    ("name", "title", "date", "origin", "editor", "author"),
    [
        (
            "a report page with buttons",
            "2025年某省政府工作报告",
            "2025-01-15",
            "某省日报",
            "",
            "某省省长 甲乙",
        ),
        (
            "a breadcrumb, fields on two lines, a second title",
            "2025年某省政府工作报告",
            "2025-02-03",
            "某省日报客户端",
            "",
            "省长 甲 乙",
        ),
        ("annexes", "政府工作报告", "2025-01-15", "", "丙丁", "市长 甲乙"),
        ("a news article with captions and credits", "新区建设,跑出加速度!", "", "某报", "庚辛", "甲乙 丙丁"),
        ("text without anything around it", "", "", "", "", ""),
    ],
)
def test_metadata(name: str, title: str, date: str, origin: str, editor: str, author: str) -> None:
    m = read(EXAMPLES[name])[0].metadata
    assert (m.title, m.date, m.origin, m.editor, m.author) == (title, date, origin, editor, author)


def test_a_dateline_and_a_title_broken_over_two_lines() -> None:
    broken = "政府工作报\n告\n——2025年1月15日在某省第十四届\n人民代表大会第三次会议上\n"
    text = f"{broken}省长 甲乙\n各位代表：\n{LONG}"
    d = document_from_text(text, name="d", sha256="0")
    assert (d.metadata.title, d.metadata.date) == ("政府工作报告", "2025-01-15")
    assert [b.kind for b in d.blocks[:3]] == [Kind.TITLE, Kind.META, Kind.META]
    assert d.blocks[0].span.of(text) == "政府工作报\n告"


def test_a_speaker_named_alone_and_one_on_the_dateline() -> None:
    dateline = "2025年1月15日在某省第十四届人民代表大会第三次会议上"
    alone = document_from_text(f"政府工作报告\n{dateline}\n甲乙丙\n各位代表：\n{LONG}", name="d", sha256="0")
    assert alone.metadata.author == "甲乙丙"
    beside = document_from_text(
        f"政府工作报告\n{dateline} 某省省长 甲乙\n各位代表：\n{LONG}", name="d", sha256="0"
    )
    assert (beside.metadata.author, beside.metadata.date) == ("某省省长 甲乙", "2025-01-15")


def test_a_caption_is_no_speaker() -> None:
    dateline = "2025年1月15日在某省第十四届人民代表大会第三次会议上"
    text = f"政府工作报告\n{dateline}\n省长甲乙作政府工作报告\n各位代表：\n{LONG}"
    d = document_from_text(text, name="d", sha256="0")
    assert (d.metadata.author, d.blocks[2].kind) == ("", Kind.CAPTION)


def test_a_report_quoted_in_an_article_does_not_make_it_front_matter() -> None:
    text = f"一、报告回顾\n{LONG}\n{LONG}\n各位代表！去年成绩来之不易。\n{LONG}"
    assert all(b.part is Part.BODY for b in document_from_text(text, name="d", sha256="0").blocks)


@pytest.mark.parametrize(
    "line", ["来源：\n", "首页\n>\n", "相关阅读\n", "各位代表！\n", "△甲乙 摄\n", "附件1\n"]
)
def test_linear(line: str) -> None:
    began = time.process_time()
    document_from_text(line * 30_000, name="d", sha256="0")
    assert time.process_time() - began < 6


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("file", "title", "date", "author"),
    [
        ("guangdong/440000-2025.txt", "政府工作报告", "2025-01-15", "广东省省长 王伟中"),
        ("provinces-2026/430000-2026.txt", "2026年湖南省政府工作报告", "2026-02-03", "毛伟明"),
        ("provinces-2026/440000-2026.txt", "政府工作报告", "2026-01-26", "广东省省长 孟凡利"),
        ("provinces-2026/530000-2026.txt", "2026年政府工作报告", "2026-01-28", "省长 王予波"),
        ("provinces-2026/610000-2026.txt", "陕西省2026年政府工作报告", "2026-01-27", "陕西省省长 赵刚"),
        ("provinces-2026/620000-2026.txt", "2026年甘肃省政府工作报告", "2026-01-27", "甘肃省省长 任振鹤"),
        (
            "provinces-2026/640000-2026.txt",
            "2026年宁夏回族自治区政府工作报告",
            "2026-02-03",
            "自治区人民政府主席 张雨浦",
        ),
        ("state-council/cn-1954.txt", "", "", ""),
        ("state-council/cn-2017.txt", "政府工作报告", "2017-03-05", "李克强"),
    ],
)
def test_metadata_of_reports(corpus, file: str, title: str, date: str, author: str) -> None:
    m = read_document(corpus / file).metadata
    assert (m.title, m.date, m.author) == (title, date, author)


@pytest.mark.corpus
def test_every_provincial_report_has_title_and_date_of_delivery(corpus) -> None:
    for path in sorted((corpus / "provinces-2026").glob("*.txt")):
        m = read_document(path).metadata
        assert m.title.endswith("政府工作报告"), path.name
        assert m.date.startswith("2026-01-") or m.date.startswith("2026-02-0"), path.name
        assert m.author, path.name


@pytest.mark.corpus
def test_the_copied_article_keeps_its_own_credits(corpus) -> None:
    d = read_document(corpus / "zhaoqing" / "seed-article.txt")
    assert (d.metadata.origin, d.metadata.editor) == ("南方+", "翟舒婷")
    assert d.metadata.title.startswith("省政府工作报告中")
    last = [b for b in d.blocks if b.part is not Part.OUTSIDE][-1]
    assert last.span.of(d.text).endswith("翟舒婷")
