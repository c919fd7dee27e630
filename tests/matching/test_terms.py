from __future__ import annotations

import re

from duibiao.matching.terms import compact, folded, terms


def test_folding_keeps_every_position() -> None:
    text = "完成投资１２亿元,增长５％(初步核算)"
    assert len(folded(text)) == len(text)
    assert folded(text) == "完成投资12亿元，增长5%（初步核算）"


def test_compact_joins_broken_lines() -> None:
    assert compact("新型\n\n储能 产业,") == "新型储能产业，"


def test_words_and_bigrams() -> None:
    found = terms("抽水蓄能")
    assert {"·抽水", "·水蓄", "·蓄能"} <= set(found)
    assert all(len(term) > 1 for term in found)


def test_dropped_names_leave_no_bigram_behind() -> None:
    found = terms("建设肇庆新港", re.compile("肇庆"))
    assert not any("肇" in term or "庆" in term for term in found)
    assert "·设新" not in found
