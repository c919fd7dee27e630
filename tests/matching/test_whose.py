from __future__ import annotations

import pytest

from duibiao.gazetteer import Gazetteer
from duibiao.matching.names import read_names
from duibiao.matching.whose import RULES, Scene, elsewhere
from duibiao.sources.plain import document_from_text
from duibiao.text import Span
from tests.tagged import read

GAZETTEER = Gazetteer.load()
EXAMPLES = [
    "<s whose=own>肇庆市新建水厂两座。</s><s whose=other>佛山市新建水厂五座。</s>",
    "<s whose=other>去年，佛山建水厂。</s><s whose=other>全市水质向好。</s><s whose=own>肇庆也一样。</s>",
    "<s whose=own>肇庆市与佛山市共建水厂。</s>",
    "<s whose=own>全市承接广州转移项目三十个。</s>",
    "<s whose=own>积极对接广州，引进项目三十个。</s>",
    "<s whose=other>项目分布在佛山、东莞、惠州三地。</s>",
    "<s whose=own>四会市新建水厂一座。</s>",
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_whose_doing_a_sentence_tells_of(example: str) -> None:
    text, expected = read(example)
    document = document_from_text(text, name="n.txt", sha256="0")
    place, province = GAZETTEER.resolve("肇庆市"), GAZETTEER.resolve("广东省")
    mentions = read_names(document, province, 2024, GAZETTEER, None)
    told = elsewhere(document, mentions, place, GAZETTEER)
    assert [s.span for s in document.sentences] == [Span(*answer.span) for answer in expected]
    assert ["other" if other else "own" for other in told] == [a.values["whose"] for a in expected]


def test_for_a_county_its_city_is_another_place() -> None:
    document = document_from_text("肇庆市新建水厂两座。四会市新建水厂一座。", name="n.txt", sha256="0")
    mentions = read_names(document, GAZETTEER.resolve("广东省"), 2024, GAZETTEER, None)
    assert elsewhere(document, mentions, GAZETTEER.resolve("四会市"), GAZETTEER) == [True, False]


def test_the_last_rule_always_answers() -> None:
    assert RULES[-1](Scene("", False, (), True)) is False
