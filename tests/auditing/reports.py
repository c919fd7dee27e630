"""Reports of a place that tests write, and what the audit finds in them."""

from __future__ import annotations

from duibiao.auditing import Audit, audit
from duibiao.gazetteer import Gazetteer
from duibiao.sources.plain import document_from_text
from duibiao.text import Document
from tests.reading.figures import YEAR, document

CALM = "我们要坚持稳中求进，把各项工作做细做实，让群众的日子越过越好，为长远发展打下基础。"
"""Plans without a figure."""


def report(year: int, back: str, ahead: str = "", place: str = "广东省") -> Document:
    """A report of ``place`` for ``year`` that looks back on the year before."""
    text = (
        f"{place}政府工作报告\n（{year}年）\n各位代表：\n一、{year - 1}年工作回顾\n{back}\n"
        f"二、{year}年工作安排\n{ahead}\n"
    )
    return document_from_text(text, name=f"{place}-{year}.txt", sha256=f"{year:064d}")


def between(*documents: Document) -> Audit:
    return audit(list(documents), gazetteer=Gazetteer.load())


def looked_back(text: str) -> tuple[int, Document, Audit]:
    """Where the text begins in a report that looks back, the report, and what is found in it."""
    made, gazetteer = document(text), Gazetteer.load()
    found = audit([made], place=gazetteer.resolve("广东省"), year=YEAR, gazetteer=gazetteer)
    return made.text.index(text), made, found


# what else a report tells: words are weighed by how many of its figures have them
_MORE = (
    "全省新栽{n}万棵桉树，修缮老街{n}条，疏浚河涌{n}公里。",
    "渔港冷库入库水产{n}万吨，夜市摊位{n}千个。",
    "山区索道运送游客{n}万人次，茶园采摘面积{n}万亩。",
    "博物馆接待观众{n}万人次，古籍修复{n}册，方言录音{n}小时。",
    "气象雷达{n}部，潮位仪{n}台，无人艇{n}艘。",
)


def padded(year: int, back: str, ahead: str = "") -> Document:
    """A report with other figures, of each year its own, after those in question."""
    more = "\n".join(text.format(n=(year - 2000) * 7 + at) for at, text in enumerate(_MORE))
    return report(year, f"{back}\n{more}", ahead)


def of_rule(found: Audit, *rules: str) -> list[tuple[str, list[str]]]:
    """Verdict and printed operands of the findings of some rules that name two documents."""
    told = [f for f in found.findings if f.rule in rules and len({o.doc for o in f.operands}) > 1]
    return [(f.verdict.value, [o.text for o in f.operands]) for f in told]
