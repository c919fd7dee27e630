"""Links of chains in their order, side by side or on a tier; firms on them."""

from __future__ import annotations

import pytest

from duibiao.gazetteer import Gazetteer
from duibiao.reading.chains import Chain, ChainKind, read_chains
from duibiao.reading.mentions import find_mentions
from duibiao.sources.plain import document_from_text


def chains(text: str) -> list[Chain]:
    gazetteer = Gazetteer.load()
    home = gazetteer.resolve("肇庆市")
    document = document_from_text(text, name="note.txt", sha256=text)
    mentions = find_mentions(document, home=home, year=2031, gazetteer=gazetteer)
    found = read_chains(document, mentions, place=home)
    for chain in found:
        assert chain.span.of(text) == chain.text
        assert all(link.span.of(text) == link.name for link in chain.links)
        assert all(firm.span.of(text) == firm.name for firm in chain.firms)
        assert chain.industry_span is None or chain.industry_span.of(text) == chain.industry
    return found


@pytest.mark.parametrize(
    ("text", "kind", "industry", "links"),
    [
        (
            "肇庆有望建成从电芯到电箱、电柜和集装箱全链条储能产品基地。",
            ChainKind.ORDER, "储能", ["电芯", "电箱", "电柜", "集装箱"],
        ),
        ("形成玉米—淀粉—氨基酸产业链。", ChainKind.ORDER, "", ["玉米", "淀粉", "氨基酸"]),
        (
            "新型储能产业向好，构建起涵盖电池材料、电池装备、电池回收的产业链条。",
            ChainKind.PARTS, "新型储能", ["电池材料", "电池装备", "电池回收"],
        ),
        (
            "新能源汽车产业上中游主导环节整车制造、零部件制造等领域全面发展。",
            ChainKind.TIER, "新能源汽车", ["整车制造", "零部件制造"],
        ),
    ],
)  # fmt: skip
def test_links(text: str, kind: ChainKind, industry: str, links: list[str]) -> None:
    first = next(c for c in chains(text) if c.links)
    assert (first.kind, first.industry, [link.name for link in first.links]) == (kind, industry, links)
    assert [link.position for link in first.links] == list(range(1, len(links) + 1))


def test_tiers_are_kept() -> None:
    found = chains("拓展光伏产业链，下游组件制造、电站运维等加快发展。")
    assert [(c.kind.value, [k.tier for k in c.links]) for c in found] == [
        ("named", []),
        ("tier", ["下游", "下游"]),
    ]


def test_firms_on_the_chain() -> None:
    text = "云帆科技、百川达等一批电池上下游企业相继落户，构建起涵盖电池材料、电池装备的产业链条。"
    (chain,) = [c for c in chains(text) if c.links]
    assert [(f.name, f.role) for f in chain.firms] == [
        ("云帆科技", "电池上下游企业"),
        ("百川达", "电池上下游企业"),
    ]


def test_chains_by_name() -> None:
    found = chains("打造绿色食品全产业链，引导产业链合理布局，开展食品安全全链条监管。")
    assert [(c.industry, c.whole) for c in found] == [("绿色食品", True)]


@pytest.mark.parametrize(
    "text",
    [
        "加强上下游协同、左右岸配套治理。",
        "坚持数量、质量、生态“三位一体”保护。",
        "建设环南昆山—罗浮山引领区。",
    ],
)
def test_what_is_no_chain(text: str) -> None:
    assert chains(text) == []
