"""The whole way on real reports, in one process: every rendering passes the guard."""

from __future__ import annotations

from pathlib import Path

import pytest

from duibiao.briefing.making import FORMATS, make_brief, render
from duibiao.errors import AmbiguousPlace, UnreadableSource
from duibiao.gazetteer import Gazetteer
from duibiao.matching import Cache
from duibiao.sources import read_document
from duibiao.sources.plain import document_from_text

CASES = [
    ("state-council/cn-2025.txt", "北京市", "provinces-2026/110000-2026.txt"),
    ("state-council/cn-2024.txt", "云南省", "provinces-2026/530000-2026.txt"),
    ("provinces-2026/510000-2026.txt", "泸州市", None),
    ("guangdong/440000-2025.txt", "惠州市", None),
    ("state-council/cn-1988.txt", "海南省", None),
    ("state-council/cn-2025.txt", "广东省", "guangdong/440000-2025.txt"),
    ("provinces-2026/360000-2026.txt", "赣州市", None),
]


@pytest.mark.corpus
@pytest.mark.parametrize(("report", "place", "material"), CASES, ids=str)
def test_real_reports_and_places(corpus: Path, report: str, place: str, material: str | None) -> None:
    notes = [read_document(corpus / material)] if material else []
    kept = Cache.default()  # of this run: other tests read the same reports
    made = make_brief(read_document(corpus / report), place, notes, gazetteer=Gazetteer.load(), cache=kept)
    brief = made.brief
    assert brief.chapters if material else brief.unanswered
    ids = [chapter.id for chapter in (*brief.chapters, *brief.unanswered)]
    assert len(ids) == len(set(ids))
    for kind in FORMATS:
        assert len(render(made, kind)) > 1000


@pytest.mark.corpus
def test_a_report_given_as_its_own_material_is_left_out(corpus: Path) -> None:
    report = read_document(corpus / "guangdong" / "440000-2025.txt")
    made = make_brief(report, "惠州市", [report], gazetteer=Gazetteer.load())
    assert made.brief.chapters == ()
    assert len(made.brief.sources) == 1


def test_the_report_decides_between_places_of_one_name() -> None:
    text = "——2026年1月9日在北京市第十六届人民代表大会第四次会议上\n各位代表：\n支持朝阳区发展。"
    report = document_from_text(text, name="r.txt", sha256="0")
    made = make_brief(report, "朝阳区", [], gazetteer=Gazetteer.load())
    assert made.brief.heading.adcode == "110105"
    elsewhere = document_from_text(text.replace("北京市", "广东省"), name="r.txt", sha256="0")
    with pytest.raises(AmbiguousPlace):
        make_brief(elsewhere, "朝阳区", [], gazetteer=Gazetteer.load())


def test_a_text_far_too_long_is_refused() -> None:
    report = document_from_text("各位代表：2024年。" * 200_000, name="r.txt", sha256="0")
    with pytest.raises(UnreadableSource, match="不像一份报告"):
        make_brief(report, "肇庆市", [], year=2024, gazetteer=Gazetteer.load())
