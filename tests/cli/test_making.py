"""The whole way on real reports, in one process: every rendering passes the guard."""

from __future__ import annotations

from pathlib import Path

import pytest

from duibiao.cli.making import make_brief, render

CASES = [
    ("state-council/cn-2025.txt", "北京市", "provinces-2026/110000-2026.txt"),
    ("state-council/cn-2024.txt", "云南省", "provinces-2026/530000-2026.txt"),
    ("provinces-2026/510000-2026.txt", "泸州市", None),
    ("guangdong/440000-2025.txt", "惠州市", None),
    ("state-council/cn-1988.txt", "海南省", None),
]


@pytest.mark.corpus
@pytest.mark.parametrize(("report", "place", "material"), CASES, ids=lambda v: str(v))
def test_real_reports_and_places(corpus: Path, report: str, place: str, material: str | None) -> None:
    made = make_brief(corpus / report, place, [corpus / material] if material else [])
    brief = made.brief
    assert brief.chapters if material else brief.unanswered
    ids = [chapter.id for chapter in (*brief.chapters, *brief.unanswered)]
    assert len(ids) == len(set(ids))
    for kind in ("html", "json", "md"):
        assert len(render(made, kind)) > 1000


@pytest.mark.corpus
def test_a_report_given_as_its_own_material_is_left_out(corpus: Path) -> None:
    report = corpus / "guangdong" / "440000-2025.txt"
    made = make_brief(report, "惠州市", [report])
    assert made.brief.chapters == ()
    assert len(made.brief.sources) == 1
