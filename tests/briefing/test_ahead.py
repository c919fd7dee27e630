"""What was made ready for the next place is all that the next place asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from duibiao.briefing.ahead import Job, begin, make_ready
from duibiao.briefing.making import make_brief
from duibiao.gazetteer import Gazetteer
from duibiao.matching import Cache
from duibiao.matching.closeness import LARGE
from duibiao.sources.plain import document_from_text
from duibiao.text import Document

REPORT = document_from_text(
    "政府工作报告\n——2031年1月9日在广东省第十九届人民代表大会第一次会议上\n各位代表：\n"
    "一、2031年工作安排\n支持肇庆建设新型储能产业基地。支持云浮发展石材产业，建设绿色石材产业园。"
    "推进港口集装箱航线建设。办好预制菜产业大会，壮大预制菜产业。",
    name="report.txt",
    sha256="r",
)
NOTES = {
    "肇庆市": "肇庆市新型储能产业基地去年引进项目{n}个，储能电池产值突破90亿元。",
    "云浮市": "云浮市绿色石材产业园去年引进企业{n}家，石材产业产值突破300亿元，预制菜产业壮大。",
}


def notes() -> list[Document]:
    made = []
    for number in range(6):
        for place, text in NOTES.items():
            said = text.format(n=number + 20)
            made.append(document_from_text(said, name=f"{place}{number}.txt", sha256=f"{place}{number}"))
    filler = "这里说的是别的事情，与各地都没有关系。" * (LARGE // 19 + 1)
    return [*made, document_from_text(f"汕尾市。{filler}", name="long.txt", sha256="long")]


def test_the_next_place_finds_everything_and_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gazetteer, material, cache = Gazetteer.load(), notes(), Cache(tmp_path)
    without = make_brief(REPORT, "云浮市", material, gazetteer=gazetteer).brief
    place, home = gazetteer.resolve("肇庆市"), gazetteer.resolve("广东省")
    make_ready(Job(REPORT, home, 2031, place, material, cache))
    make_brief(REPORT, "肇庆市", material, gazetteer=gazetteer, cache=cache)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("computed for the next place")

    monkeypatch.setattr("duibiao.reading.mentions.find_mentions", never)
    monkeypatch.setattr("duibiao.matching.statements._read", never)
    monkeypatch.setattr("duibiao.matching.semantic.warm", never)
    monkeypatch.setattr("duibiao.matching.pairing.warm", never)
    monkeypatch.setattr("duibiao.auditing.logic.audit", never)
    assert make_brief(REPORT, "云浮市", material, gazetteer=gazetteer, cache=cache).brief == without


def test_little_material_needs_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("started")

    monkeypatch.setattr("multiprocessing.get_context", never)
    gazetteer = Gazetteer.load()
    begin(Job(REPORT, None, 2031, gazetteer.resolve("肇庆市"), notes()[:-1], Cache(tmp_path)))
