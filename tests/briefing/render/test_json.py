"""The data: schema, exact spans, exact numbers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from duibiao.briefing import Brief
from duibiao.briefing.render.json import render_json
from duibiao.reading.record import RECORD_KEYS
from duibiao.text import Document


@pytest.fixture(scope="module")
def data(sample: Brief) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(render_json(sample))
    return loaded


def test_keys(data: dict[str, Any]) -> None:
    assert list(data) == [
        "report",
        "place",
        "chapters",
        "unanswered",
        "coverage",
        "sources",
        "targets",
        "notes",
        "local_targets",
        "yardsticks",
        "projects",
        "organisations",
        "terms",
        "findings",
        "headline",
        "intro",
        "pictures",
        "photographs",
    ]
    assert list(data["report"])[:6] == ["title", "place", "adcode", "year", "date", "sha256"]
    chapter = data["chapters"][0]
    assert {"id", "title", "passage", "why", "confidence", "evidence", "figures", "chapter"} == set(chapter)
    assert {"start", "end", "text", "quote", "section"} <= set(chapter["passage"])
    assert set(chapter["why"][0]) == {"kind", "text", "start", "end", "explanation"}
    assert {"doc", "start", "end", "text", "role", "score"} <= set(chapter["evidence"][0])
    assert {"sentences", "named", "in_chapters"} <= set(data["coverage"])
    assert list(data["sources"][0])[:4] == ["doc", "title", "date", "sha256"]
    assert tuple(chapter["figures"][0]) == RECORD_KEYS


def test_spans_slice_back(data: dict[str, Any], documents: dict[str, Document]) -> None:
    report = documents["report.txt"].text
    for chapter in (*data["chapters"], *data["unanswered"]):
        passage = chapter["passage"]
        assert report[passage["start"] : passage["end"]] == passage["text"]
        assert "……".join(report[start:end] for start, end in passage["kept"]) == passage["quote"]
        for reason in chapter["why"]:
            assert report[reason["start"] : reason["end"]] == reason["text"]
        for item in (*chapter["evidence"], *chapter["figures"]):
            assert documents[item["doc"]].text[item["start"] : item["end"]] == item["text"]


def test_printed_numbers_are_strings(data: dict[str, Any]) -> None:
    assert [figure["value"] for figure in data["chapters"][0]["figures"]] == ["8600000000", "1200000000"]
    assert isinstance(data["chapters"][0]["confidence"], float)


def test_it_is_readable_text(sample: Brief) -> None:
    text = render_json(sample)
    assert "肇庆浪江抽水蓄能电站" in text
    assert text.startswith('{\n "report"')
    assert text == render_json(sample)
