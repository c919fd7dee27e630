from __future__ import annotations

import numpy as np
import pytest

from duibiao.matching.lexical import Lexical
from duibiao.matching.terms import terms

TEXTS = ["推进抽水蓄能电站建设", "发展林下经济和竹产业", "推进高速公路建设"]


@pytest.fixture
def index() -> Lexical:
    return Lexical([terms(text) for text in TEXTS])


def test_a_text_is_closest_to_itself_with_the_full_score(index: Lexical) -> None:
    for i, text in enumerate(TEXTS):
        scores = index.score(terms(text))
        assert int(np.argmax(scores)) == i
        assert scores[i] == pytest.approx(2, abs=1e-4)


def test_unknown_terms_lower_the_score(index: Lexical) -> None:
    near = index.score(terms("抽水蓄能"))[0]
    far = index.score(terms("抽水蓄能与海洋牧场、跨境电商、预制菜"))[0]
    assert 0 < far < near


def test_nothing_in_common_scores_nothing(index: Lexical) -> None:
    assert not index.score(terms("量子")).any()
    assert not index.score([]).any()


def test_rare_terms_tell_more(index: Lexical) -> None:
    assert index.rarity("·蓄能") > index.rarity("·推进")
    assert index.rarity("never seen") > index.rarity("·蓄能")


def test_an_empty_index_answers() -> None:
    assert Lexical([]).score(terms("建设")).shape == (0,)
