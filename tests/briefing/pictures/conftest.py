"""Briefs with something to draw: a province's report and a city's, written for this."""

from __future__ import annotations

import pytest

from duibiao.briefing.making import Made, make_brief
from duibiao.gazetteer import Gazetteer
from duibiao.sources.plain import document_from_text

REPORT = """政府工作报告
——2031年1月9日在广东省第十九届人民代表大会第一次会议上
各位代表：
一、2030年工作回顾
全面铺开和美村镇建设工程，选取20个县（市、区）、80个镇、600个村（社区）作为首批典型。
支持肇庆怀集、封开建设林下经济示范带，新建标准粮仓12座。地区生产总值增长4.5%，规模以上工业增加值增长4.2%。
二、2031年工作安排
今年经济社会发展的主要预期目标是：地区生产总值增长5%左右；固定资产投资增长4%；社会消费品零售总额增长5.5%；进出口总额增长1%；居民消费价格涨幅2%左右；城镇新增就业100万人以上。
推动肇庆新区和广宁竹产业园扩容提质。
"""
CITY = """政府工作报告
——2031年2月20日在肇庆市第十五届人民代表大会第一次会议上
各位代表：
一、2030年工作回顾
全面铺开和美村镇建设工程，全市有1个县（市、区）、6个镇、45个村（社区）入选省首批典型，怀集县下帅乡、四会市大沙镇率先动工。
地区生产总值增长5.1%，规模以上工业增加值增长6.3%。怀集、封开的林下经济示范带已种药材1.2万亩，肇庆新区标准粮仓动工。
二、2031年工作安排
推动肇庆新区扩容提质，光伏装机达到80万千瓦、风电装机达到20万千瓦、抽水蓄能装机达到120万千瓦。
"""


AIMS = (
    "今年经济社会发展的主要预期目标是："
    "地区生产总值增长5.5%左右；固定资产投资增长6%；社会消费品零售总额增长5%左右。\n"
)


@pytest.fixture(scope="session")
def made() -> Made:
    report = document_from_text(REPORT, name="report.txt", sha256="r")
    city = document_from_text(CITY, name="city.txt", sha256="c")
    return make_brief(report, "肇庆市", [city], gazetteer=Gazetteer.load())
