from __future__ import annotations

import itertools

import pytest

from duibiao.sources import read_document
from duibiao.sources.plain import document_from_text
from duibiao.text import Kind, Metadata, Part, content_id


def test_ids_depend_on_content_and_position_only() -> None:
    a = document_from_text("产值增长。", name="甲", sha256="s")
    b = document_from_text("产值增长。", name="乙", sha256="s")
    assert a.fact_id("figure", 0, 2) == b.fact_id("figure", 0, 2)
    assert a.fact_id("figure", 0, 2) != a.fact_id("figure", 0, 3)
    assert a.fact_id("figure", 0, 2) != a.fact_id("mention", 0, 2)
    assert content_id("a", "bc") != content_id("ab", "c")
    assert len(content_id("a")) == 16


def test_metadata_not_stated_is_empty() -> None:
    assert document_from_text("产值增长。", name="d", sha256="s").metadata == Metadata()


@pytest.mark.corpus
def test_every_report_parses(corpus) -> None:
    blank = dict.fromkeys(map(ord, " \t\r\n\u3000\xa0\u200b\u200c\u200d\u2060\ufeff\u00ad\u2002\u2003"))
    paths = [p for p in sorted(corpus.rglob("*.txt")) if p.parent.name != "evidence"]
    assert len(paths) == 86
    for path in paths:
        d = read_document(path)
        spans = [b.span for b in d.blocks]
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans)), path.name
        covered = "".join(s.of(d.text) for s in spans).translate(blank)
        assert covered == d.text.translate(blank), path.name
        body = [b for b in d.blocks if b.part is Part.BODY and b.kind in (Kind.HEADING, Kind.PARAGRAPH)]
        printed = "".join(s.span.of(d.text) for s in d.sentences).translate(blank)
        assert printed == "".join(b.span.of(d.text) for b in body).translate(blank), path.name
        assert len(d.sentences) > 80, path.name
        assert len(d.sections) > 3, path.name
        for section in d.sections:
            assert section.parent < 0 or d.sections[section.parent].span.holds(section.span), path.name
