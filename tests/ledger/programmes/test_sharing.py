"""The place's part of what its province chose, with both sentences."""

from __future__ import annotations

from duibiao.gazetteer import Gazetteer
from duibiao.ledger.programmes import listings, shares
from duibiao.reading.programmes import Tier
from tests.reading.programmes.test_programmes import facts

PROVINCE = facts("实施“百千万工程”，选取20个县（市、区）、100个镇、1000个村（社区）作为首批典型。")
PLACE = facts(
    "肇庆实施“百千万工程”。全市共有2个县（市、区）、5个镇、62个村（社区）入选省首批典型。", "肇庆市"
)
SECOND = facts("深入实施“百千万工程”。开展第二批300个典型镇建设。")


def test_shares_of_each_level() -> None:
    gazetteer = Gazetteer.load()
    found = shares([*PROVINCE, *PLACE, *SECOND], gazetteer.resolve("肇庆市"), gazetteer)
    assert [(s.tier, s.ours.text, s.total.text, str(s.percent)) for s in found] == [
        (Tier.COUNTY, "2个", "20个", "10.0"),
        (Tier.TOWN, "5个", "100个", "5.0"),
        (Tier.VILLAGE, "62个", "1000个", "6.2"),
    ]
    assert all(s.ours.sentence_span and s.total.sentence_span for s in found)


def test_rounds_are_not_mixed() -> None:
    rounds = {(one.round, one.tier) for one in listings([*PROVINCE, *SECOND])}
    assert ("第二批", Tier.TOWN) in rounds
    assert ("首批", Tier.TOWN) in rounds


def test_no_share_without_both_sides() -> None:
    gazetteer = Gazetteer.load()
    assert shares(PLACE, gazetteer.resolve("肇庆市"), gazetteer) == []
