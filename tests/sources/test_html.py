"""Pages in the layouts that government sites, city papers, WeChat accounts and copies of them have."""

from __future__ import annotations

import time

import pytest

from duibiao.sources.html import is_page
from duibiao.sources.reader import document_from_bytes
from duibiao.text import Document, Kind, Part

LONG = "全市推进园区提质扩容，新增产业用地三千亩，开工建设三百个项目，发展后劲不断增强，各项工作都有新气象。"

GOVERNMENT = f"""<!DOCTYPE html><html><head><meta charset="gbk">
<title>政府工作报告_某市人民政府门户网站</title>
<meta name="SiteName" content="某市人民政府"><meta name="ArticleTitle" content="2025年某市政府工作报告">
<meta name="PubDate" content="2025-02-10 09:00"><meta name="ContentSource" content="某市日报">
<style>p{{color:red}}</style></head><body>
<div class="header"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/b">政府工作报告</a></div>
<div class="main"><h1>2025年某市政府工作报告</h1>
<div class="info"><span>发布时间：2025-02-10</span> <span>来源：某市日报</span>
【字体：<a>大</a> <a>中</a>】</div>
<div class="TRS_Editor"><p align="center">——2025年1月8日在某市第十五届人民代表大会第五次会议上</p>
<p align="center">某市市长　甲　乙</p><p>各位代表：</p><p>　　现在报告工作，请予审议。</p>
<h2>一、2024年工作回顾</h2><p style="text-indent:2em">{LONG}</p><p><b>一是</b>工业提质。规上工业
增加值增长<font color="red">6.5%</font>。</p>
<table><tr><th>指标</th><th>数值</th></tr><tr><td>生产总值</td><td>2800亿元</td></tr></table>
<h2>附件</h2><p>名词解释</p><p>1.“百千万工程”：指百县千镇万村高质量发展工程。</p></div>
<p>责任编辑：丙丁</p></div>
<div class="related"><h3>相关报道</h3><ul><li><a href="1">别市政府工作报告</a> 2023-01-01</li></ul></div>
<div class="footer">主办：某市人民政府办公室</div><script>document.write("<div>")</script></body></html>"""

WECHAT = f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<meta property="og:title" content="开局就冲刺！某市晒成绩单">
<title></title></head><body id="activity-detail"><div id="js_article" class="rich_media">
<h1 class="rich_media_title" id="activity-name">
  开局就冲刺！某市晒成绩单
</h1><div class="rich_media_meta_list"><span>甲乙</span><a href="javascript:void(0);" id="js_name">
  某市发布 </a><em id="publish_time"></em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden;">
<section><p>近年来，某市坚持</p><p>以工业化思维发展农业，</p><p>推动一二三产业融合。</p></section>
<section><img data-src="a.jpg"><p style="text-align:center">△甲乙 摄</p></section>
<section><p><strong>本地机遇</strong></p></section><p>{LONG}</p>
<p>新的一年，某市将推动二十个项目开工。<br>（记者 丙丁 摄）</p></div></div>
<div id="js_pc_qr_code">微信扫一扫<br>关注该公众号</div>
<script>var ct = "1706025600"; var x = 1;</script></body></html>"""

NEWSPAPER = f"""<html><head><title>新区建设跑出加速度-某某网</title>
<meta name="publishdate" content="2024-01-23"></head>
<body><nav><a>新闻</a> <a>体育</a></nav><div class=wrap><div class=l><div class=tit>新区建设跑出加速度</div>
<div>2024年01月23日 10:00 | 来源：某市日报 | 作者：记者 甲乙</div><div id=c><p>{LONG}</p><p>{LONG}</p>
<figure><img src=a.jpg><figcaption>新区大桥夜景</figcaption></figure><p>图为新区大桥。丙丁 摄</p><p>{LONG}</p>
<div class="share">分享到：微信 微博</div></div><div>编辑：戊己</div></div>
<div class=r><h3>热点新闻</h3><ul><li><a>别市产值增长10%，位居全省第一</a></li>
<li><p>某企业，近日启动上市，计划募资二十亿元。2022-02-02</p></li></ul></div></div></body></html>"""

COPY = f"""<html><head><title>省报告中,这些与某市发展有关!</title></head><body>
<div class="top">服务粉丝 我们在努力</div>
<div class="pos">当前位置:<a>首页</a> &gt; <a>故事</a></div><h1>省报告中,这些与某市发展有关!</h1>
<div class="from">日期: 来源:某市发布收集编辑:某市发布</div>
<div class="article-content"><p>{LONG}</p><p>△甲乙 摄</p>
<p>报告原文</p><p>{LONG}</p><p>{LONG}</p><p>来 源:某报(撰文 甲乙 丙丁 统筹 戊己)</p><p>编 辑:庚辛</p></div>
<div class="box"><h3>相关阅读</h3><ul><li><h4><a>别市锻造产业集群</a></h4>
<p>别市产值增长10%，达到最好水平，最新……</p></li>
<li><a>热门</a></li></ul></div></body></html>"""


def read(html: str, encoding: str = "utf-8") -> Document:
    return document_from_bytes(html.encode(encoding), name="a.html")


def printed(d: Document, kind: Kind | None = None, part: Part | None = None) -> list[str]:
    wanted = [b for b in d.blocks if kind in (None, b.kind) and part in (None, b.part)]
    return [b.span.of(d.text) for b in wanted]


def test_a_government_site_in_gbk() -> None:
    d = read(GOVERNMENT, "gbk")
    m = d.metadata
    assert (m.title, m.date, m.origin, m.editor) == (
        "2025年某市政府工作报告",
        "2025-01-08",
        "某市日报",
        "丙丁",
    )
    assert m.author == "某市市长 甲 乙"
    assert printed(d, part=Part.BODY) == [
        "各位代表：",
        "现在报告工作，请予审议。",
        "一、2024年工作回顾",
        LONG,
        "一是工业提质。规上工业增加值增长6.5%。",
        "指标\t数值",
        "生产总值\t2800亿元",
    ]
    assert printed(d, Kind.TITLE) == ["2025年某市政府工作报告"]
    assert printed(d, part=Part.GLOSSARY)[1].startswith("1.“百千万工程”")
    assert "别市政府工作报告 2023-01-01" in printed(d, part=Part.OUTSIDE)
    assert "document" not in d.text
    assert "color" not in d.text
    assert [s.title(d.text) for s in d.sections] == ["一、2024年工作回顾", "一是工业提质"]


def test_a_wechat_article_one_clause_a_line() -> None:
    d = read(WECHAT)
    m = d.metadata
    assert (m.title, m.date, m.origin) == ("开局就冲刺！某市晒成绩单", "2024-01-24", "某市发布")
    assert printed(d, Kind.CAPTION) == ["△甲乙 摄", "（记者 丙丁 摄）"]
    assert printed(d, Kind.HEADING) == ["本地机遇"]
    first = d.sentences[0].span.of(d.text)
    assert "".join(first.split()) == "近年来，某市坚持以工业化思维发展农业，推动一二三产业融合。"
    assert "微信扫一扫" in printed(d, part=Part.OUTSIDE)


def test_a_newspaper_without_names_we_know() -> None:
    d = read(NEWSPAPER)
    m = d.metadata
    assert (m.title, m.date, m.origin) == ("新区建设跑出加速度", "2024-01-23", "某市日报")
    assert (m.editor, m.author) == ("戊己", "记者 甲乙")
    assert printed(d, Kind.PARAGRAPH, Part.BODY) == [LONG] * 3
    assert printed(d, Kind.CAPTION) == ["新区大桥夜景", "图为新区大桥。丙丁 摄"]
    assert "热点新闻" in printed(d, part=Part.OUTSIDE)
    assert "分享到：微信 微博" in printed(d, part=Part.OUTSIDE)


def test_a_copied_article_keeps_its_own_credits_and_no_related_ones() -> None:
    d = read(COPY)
    m = d.metadata
    assert (m.title, m.origin, m.editor, m.author) == (
        "省报告中,这些与某市发展有关!",
        "某报",
        "庚辛",
        "甲乙 丙丁",
    )
    assert m.date == ""
    assert not any("别市" in s.span.of(d.text) for s in d.sentences)


def test_the_date_of_a_related_article_is_not_the_pages() -> None:
    page = f"<html><body><h1>新区建设跑出加速度</h1><article><p>{LONG}</p><p>{LONG}</p></article>"
    d = read(page + "<ul><li><a>旧闻一则</a> 发布时间：2019-01-01</li></ul></body></html>")
    assert d.metadata.date == ""


def test_the_same_page_gives_the_same_text() -> None:
    assert read(NEWSPAPER).text == read(NEWSPAPER).text
    assert read(NEWSPAPER).text.split("\n\n")[:2] == ["新闻 体育", "新区建设跑出加速度"]


def test_list_items_and_hidden_parts() -> None:
    d = read(
        f"<html><body><article><p>{LONG}</p><ul><li>建设学校</li><li>建设医院</li><li><a>别的文章</a></li></ul>"
        '<p style="display: none">看不见的话。</p><p>结束。</p></article></body></html>'
    )
    assert printed(d, part=Part.BODY) == [LONG, "建设学校", "建设医院", "结束。"]
    assert "看不见" not in d.text


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("<!DOCTYPE html><html></html>", True),
        ('<?xml version="1.0"?>\n<!-- x --><html></html>', True),
        ("<div><p>产值增长。</p></div>", True),
        ("产值增长。<p>不是网页</p>", False),
        ("<某市日报>今日要闻", False),
        ("<p 没有标签", False),
    ],
)
def test_is_page(text: str, page: bool) -> None:
    assert is_page(text) is page


HOSTILE = {
    "nested": "<div>" * 100_000 + "字。",
    "nested and closed": "<div>" * 100_000 + "字。" + "</div>" * 100_000,
    "no tags": "字句，" * 3_000_000,
    "tables": "<table><tr><td>" * 30_000 + "字。",
    "formatting": "".join(f"<font color=c{i}><p>字。" for i in range(10_000)),
    "entities": "&#xZZ;&nosuch;&#99999999;&amp" * 50_000 + "字。",
    "brackets": "<" * 300_000 + "字。",
    "quotes": "字。" + '<a href="' * 100_000,
    "comments": "字。" + "<!--" * 100_000,
    "attributes": "<div " + " ".join(f"a{i}=1" for i in range(50_000)) + ">字。",
    "links": "字。" + "<li><a>别的文章，很多</a></li>" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_linear(name: str) -> None:
    began = time.process_time()
    d = read("<!doctype html><html><body>" + HOSTILE[name])
    assert d.text
    assert time.process_time() - began < 6


def test_scripts_are_no_text_and_take_no_time() -> None:
    code = "if(a<b&&c){d=\"x'y\"+'<div>'}" * 20_000
    page = f"<html><body><script>{code}</script><p>全市新开工项目12个。</p><style>p{{}}</style></body></html>"
    started = time.process_time()
    document = document_from_bytes(page.encode(), name="page.html")
    assert time.process_time() - started < 2
    assert [b.span.of(document.text) for b in document.blocks] == ["全市新开工项目12个。"]


@pytest.mark.parametrize("tag", ["<script ", "<style>", "<a \"'"])
def test_openings_without_an_end_take_linear_time(tag: str) -> None:
    page = "<html><body><p>全市新开工项目12个。</p>" + tag * 50_000
    started = time.process_time()
    document = document_from_bytes(page.encode(), name="page.html")
    assert time.process_time() - started < 3
    assert "全市新开工项目12个。" in document.text
