"""A small report and pages that quote it, all written for these tests."""

from __future__ import annotations

from duibiao.gazetteer import Gazetteer
from duibiao.sources.plain import document_from_text
from duibiao.text import Document
from duibiao.verifying import Verification, verify

REPORT = """2024年广东省政府工作报告

各位代表：

一、2023年工作回顾

港口吞吐量达到3.26亿吨、增长7.4%，渔港新建泊位41个，冷库容量翻番，海鲜一天就能送到山里。一是修通盘山公路1280公里，架桥96座，山里孩子上学少走一半路。肇庆鼎湖山游步道全线贯通，端砚作坊用上清洁电，星湖水质保持优良。

二、2024年工作安排

（一）推动水乡古村连片保护，留住河涌与榕树

修缮祠堂、书院、茶楼等老房子620处，培训泥瓦木匠3500人，开放夜间展览，支持肇庆建设端砚研学基地，办好龙舟赛和醒狮会。今年粮食产量稳定在1270万吨以上，茶园面积扩大到150万亩。让每个村口都有一盏整夜亮着的灯。
"""


def document(text: str, name: str = "page.txt") -> Document:
    """A document of plain text."""
    return document_from_text(text, name=name, sha256=f"{len(text):064d}")


def check(page: str, *evidence: str, report: str = REPORT, place: str | None = "肇庆市") -> Verification:
    """What verifying says of a page."""
    gazetteer = Gazetteer.load()
    material = [document(text, f"{i}.txt") for i, text in enumerate(evidence, 1)]
    return verify(
        document(page),
        document(report, "report.txt"),
        material,
        place=gazetteer.resolve(place) if place else None,
        gazetteer=gazetteer,
    )


def labelled(*paragraphs: str) -> str:
    """A page with these paragraphs under 报告原文 among prose of its own."""
    told = "\n\n".join(paragraphs)
    before, after = "清早的码头很热闹，渔船一条接一条靠岸。", "傍晚的码头安静下来了。"
    return f"街头见闻\n\n{before}\n\n报告原文\n\n{told}\n\n街头见闻\n\n{after}\n"
