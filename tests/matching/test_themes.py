from __future__ import annotations

import re

import pytest

from duibiao.matching.lexical import Lexical
from duibiao.matching.model import Why
from duibiao.matching.terms import terms
from duibiao.matching.themes import shared_programme, shared_theme
from duibiao.sources.plain import document_from_text
from duibiao.text import Span
from tests.tagged import read

DROP = re.compile("肇庆市|肇庆")


@pytest.mark.parametrize(
    ("example", "local"),
    [
        ("加快<t>抽水蓄能电站</t>建设，提高调节能力。", "肇庆的抽水蓄能电站今年动工。"),
        ("持续推进<t>预制菜产业</t>发展。", "全市持续推进预制菜产业。"),
        ("加快建设，持续推进各项工作。", "持续推进，加快建设。"),
        ("支持肇庆市发展<t>海洋经济</t>。", "肇庆市不靠海，也发展海洋经济。"),
    ],
)
def test_the_rarest_thing_in_common_is_the_theme(example: str, local: str) -> None:
    text, expected = read(example)
    report = document_from_text(text, name="r.txt", sha256="0")
    index = Lexical([terms(text), terms("加快建设，持续推进各项工作")])
    found = shared_theme(report, [Span(0, len(text))], local, index, DROP)
    assert [found.span] == [t.span for t in expected] if found else not expected
    if found:
        assert found.kind is Why.THEME
        assert found.span.of(text) == found.text


def test_a_quoted_term_is_a_programme() -> None:
    text = "做好“土特产”文章，实施“十五五”规划。"
    report = document_from_text(text, name="r.txt", sha256="0")
    index = Lexical([terms(text)])
    whole = [Span(0, len(text))]
    found = shared_programme(report, whole, "念好“土特产”经。", index, DROP)
    assert found is not None
    assert (found.kind, found.text) == (Why.PROGRAMME, "“土特产”")
    assert shared_programme(report, whole, "编好“十五五”规划。", index, DROP) is None
