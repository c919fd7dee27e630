"""A brief of the bundled example, put together by hand: nothing of matching or reading is used."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from duibiao import examples
from duibiao.briefing.model import Brief, Chapter, Coverage, Evidence, Heading, Quote, Reason, Source
from duibiao.matching import FIRM, Role, Why
from duibiao.reading.model import Bound, Statement, StatementKind, Status
from duibiao.sources import read_document
from duibiao.text import Document, Span

EVIDENCE = ("langjiang-storage.txt", "battery.txt", "hundred-thousand.txt", "other-yunfu.txt")
PLACES = {"report.txt": ("广东省", "440000"), "other-yunfu.txt": ("云浮市", "445300")}


def find(document: Document, words: str) -> Span:
    """Where ``words`` stand; they must stand there once."""
    assert document.text.count(words) == 1, words
    start = document.text.index(words)
    return Span(start, start + len(words))


def figure(document: Document, clause: str, text: str, value: str, unit: str, **more: str) -> Statement:
    """A statement whose number ``text`` stands in ``clause``."""
    around = find(document, clause)
    start = around.start + clause.index(text)
    end = start + len(text)
    sentence = next(s.span for s in document.sentences if s.span.holds(Span(start, end)))
    indicator = more.get("indicator", "")
    at = clause.find(indicator) if indicator else -1
    place, adcode = PLACES.get(document.name, ("肇庆市", "441200"))
    return Statement(
        id=document.fact_id("statement", start, end),
        doc=document.name,
        span=Span(start, end),
        text=text,
        value=Decimal(value),
        value_high=None,
        unit=unit,
        bound=Bound(more.get("bound", "exact")),
        kind=StatementKind(more.get("kind", "level")),
        indicator=indicator,
        indicator_span=Span(around.start + at, around.start + at + len(indicator)) if at >= 0 else None,
        period=more.get("period", "2023"),
        period_span=None,
        place=place,
        adcode=adcode,
        place_span=None,
        status=Status(more.get("status", "achieved")),
        sentence_span=sentence,
        section="",
    )


def quote(report: Document, passage: str, kept: Sequence[str]) -> Quote:
    span = find(report, passage)
    parts = tuple(find(report, words) for words in kept) or (span,)
    sentence = next(s for s in report.sentences if s.span.meets(span))
    section: list[str] = []
    at = sentence.section
    while at >= 0:
        section.insert(0, report.sections[at].title(report.text))
        at = report.sections[at].parent
    words = "……".join(part.of(report.text) for part in parts)
    return Quote(span, span.of(report.text), words, parts, tuple(section), sentence.paragraph)


def reason(report: Document, quoted: Quote, kind: str, words: str, explanation: str) -> Reason:
    start = quoted.span.start + quoted.text.index(words)
    return Reason(Why(kind), words, Span(start, start + len(words)), explanation)


def evidence(document: Document, number: int, words: str, role: str) -> Evidence:
    return Evidence(document.name, find(document, words), words, Role(role), Decimal("0.75"), number)


@pytest.fixture(scope="session")
def documents() -> dict[str, Document]:
    folder = examples.path()
    read = [read_document(folder / "report.txt")]
    read += [read_document(folder / "evidence" / name) for name in EVIDENCE]
    return {document.name: document for document in read}


@pytest.fixture(scope="session")
def sample(documents: dict[str, Document]) -> Brief:
    """Three chapters, one unanswered passage, one source that is not used."""
    report, storage, battery, towns, _ = documents.values()
    chapters = (
        _pumped_storage(report, storage),
        _batteries(report, battery),
        _towns(report, towns),
    )
    unanswered = (_road(report),)
    return Brief(
        heading=Heading(
            report.metadata.title,
            report.name,
            "广东省",
            "440000",
            2024,
            report.metadata.date,
            report.sha256,
            "肇庆市",
            "441200",
        ),
        targets=_targets(report),
        chapters=chapters,
        unanswered=unanswered,
        coverage=_coverage(report, chapters, unanswered),
        sources=tuple(_source(d, n) for n, d in enumerate(documents.values(), 1)),
        notes=("示例材料由本软件编写，不是公文。",),
    )


def _pumped_storage(report: Document, local: Document) -> Chapter:
    said = quote(
        report,
        "积极稳妥推进碳达峰行动，发展海上风电和抽水蓄能，肇庆浪江抽水蓄能电站主体工程全面施工。",
        ["积极稳妥推进碳达峰行动", "肇庆浪江抽水蓄能电站主体工程全面施工。"],
    )
    done = (
        "电站总投资86亿元，安装4台单机30万千瓦的机组，总装机120万千瓦，"
        "设计年发电量13.5亿千瓦时，其中一台是国产变速机组。"
    )
    plan = "2024年，电站计划开挖地下厂房和输水隧洞，力争完成投资12亿元，首台机组瞄准2028年投产。"
    return Chapter(
        "0000000000000001",
        "肇庆浪江抽水蓄能电站",
        (said,),
        (
            reason(report, said, "named", "肇庆", "直接写到肇庆市"),
            reason(report, said, "entity", "肇庆浪江抽水蓄能电站", "项目在肇庆市广宁县"),
            reason(report, said, "theme", "碳达峰", "本地材料也讲碳达峰"),
        ),
        Decimal("0.97"),
        (evidence(local, 2, done, "done"), evidence(local, 2, plan, "plan")),
        (
            figure(local, "总投资86亿元", "86亿元", "8600000000", "元", indicator="总投资", status="other"),
            figure(
                local,
                "力争完成投资12亿元",
                "12亿元",
                "1200000000",
                "元",
                indicator="完成投资",
                period="2024",
                status="target",
            ),
        ),
    )


def _batteries(report: Document, local: Document) -> Chapter:
    said = quote(
        report,
        "壮大新型储能。全年新型储能产业营业收入突破4500亿元，建设从电芯、系统到回收的完整链条，推动储能在工业园区、数据中心率先应用。",
        ["全年新型储能产业营业收入突破4500亿元，建设从电芯、系统到回收的完整链条"],
    )
    done = (
        "在它的带动下，肇庆已聚集结构件、隔膜、电池回收等配套企业46家，"
        "新型储能产业产值达到320亿元，比上年增长41%。"
    )
    plan = (
        "按照市里的行动方案，2024年肇庆新型储能产业产值要突破500亿元，"
        "新建一个储能特色产业园，推动三个百兆瓦级电网侧储能电站投运。"
    )
    return Chapter(
        "0000000000000002",
        "新型储能产业",
        (said,),
        (reason(report, said, "theme", "新型储能产业", "本地材料写了肇庆的新型储能产业"),),
        Decimal("0.82"),
        (evidence(local, 3, done, "done"), evidence(local, 3, plan, "plan")),
        (
            figure(
                report,
                "新型储能产业营业收入突破4500亿元",
                "4500亿元",
                "450000000000",
                "元",
                indicator="营业收入",
                period="2024",
                bound="min",
                status="target",
            ),
            figure(local, "产值达到320亿元", "320亿元", "32000000000", "元", indicator="产值"),
            figure(local, "比上年增长41%", "41%", "41", "%", indicator="新型储能产业产值", kind="growth"),
        ),
    )


def _towns(report: Document, local: Document) -> Chapter:
    said = quote(
        report,
        "二是把城乡协调摆上头号位置。“百县千镇万村高质量发展工程”全面铺开，22个县（市、区）、110个镇、1062个村（社区）列为首批典型，省直机关组团下沉帮扶。",
        [],
    )
    done = "在全省首批“百县千镇万村高质量发展工程”典型名单里，肇庆有1个县、6个镇、60个村入选。"
    return Chapter(
        "0000000000000003",
        "“百县千镇万村高质量发展工程”",
        (said,),
        (reason(report, said, "programme", "“百县千镇万村高质量发展工程”", "本地材料写了这项工程的进展"),),
        Decimal("0.90"),
        (evidence(local, 4, done, "done"),),
        (
            figure(report, "110个镇", "110个", "110", "个", indicator="镇"),
            figure(local, "6个镇", "6个", "6", "个", indicator="镇"),
        ),
    )


def _road(report: Document) -> Chapter:
    said = quote(report, "公路方面，建成肇明高速等5个项目，开工建设怀集至阳江港高速延长线。", [])
    return Chapter(
        "0000000000000004",
        "肇明高速",
        (said,),
        (reason(report, said, "within", "怀集", "写到肇庆市怀集县"),),
        Decimal("0.93"),
        (),
        (),
    )


def _targets(report: Document) -> tuple[Statement, ...]:
    of = {"period": "2024", "status": "target"}
    return (
        figure(
            report,
            "地区生产总值增长5%左右",
            "5%",
            "5",
            "%",
            indicator="地区生产总值",
            kind="growth",
            bound="approx",
            **of,
        ),
        figure(
            report,
            "城镇新增就业110万人以上",
            "110万人",
            "1100000",
            "人",
            indicator="城镇新增就业",
            bound="min",
            **of,
        ),
    )


def _coverage(report: Document, chapters: Sequence[Chapter], unanswered: Sequence[Chapter]) -> Coverage:
    strip = tuple(_bar(s.span, [*chapters, *unanswered]) for s in report.sentences)
    answered = {chapter.id for chapter in chapters}
    in_chapters = sum(chapter in answered for *_, chapter in strip)
    concerned = sum(bool(chapter) for *_, chapter in strip)
    named = sum(kind in FIRM for _, _, kind, _ in strip)
    return Coverage(len(strip), named, concerned, in_chapters, concerned - in_chapters, 4, 3, strip)


def _bar(span: Span, chapters: Sequence[Chapter]) -> tuple[int, int, str, str]:
    for chapter in chapters:
        if any(part.meets(span) for quote in chapter.passages for part in quote.kept):
            kinds = [reason.kind for reason in chapter.why if span.holds(reason.span)]
            return *span, min(kinds, key=list(Why).index, default=""), chapter.id
    return *span, "", ""


def _source(document: Document, number: int) -> Source:
    of = document.metadata
    unused = document.name.startswith("other")
    note = "通篇未提及肇庆市" if unused else ""
    return Source(
        number, document.name, of.title, of.date, of.origin, document.sha256, number > 1 and not unused, note
    )
