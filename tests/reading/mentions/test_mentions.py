# ruff: noqa: E501 (tagged sentences stay on one line)
"""Names in sentences written for the purpose: ``<place code=441284>四会</place>``."""

from __future__ import annotations

import pytest

from duibiao.gazetteer import Gazetteer
from duibiao.reading.mentions import explain, find_mentions
from duibiao.reading.model import Mention, MentionType
from duibiao.text import Document
from tests.tagged import read

KINDS = tuple(kind.value for kind in MentionType)


def mentions(text: str, home: str = "440000", year: int | None = 2025) -> list[Mention]:
    document = Document("示例.txt", text, "0" * 64)
    gazetteer = Gazetteer.load()
    found = find_mentions(document, home=gazetteer.get(home) if home else None, year=year)
    assert all(m.span.of(text) == m.text for m in found)
    return found


def check(example: str, home: str = "440000", year: int | None = 2025) -> None:
    """Exactly the tagged names are found, with the codes that the tags give."""
    text, tags = read(example)
    found = mentions(text, home, year)
    wanted = sorted((t.span, t.tag, t.values.get("code", "")) for t in tags)
    given = {(t.span, t.tag): bool(t.values.get("code")) for t in tags}
    got = sorted(
        (m.span, m.type.value, _codes(m) if given.get((m.span, m.type.value)) else "") for m in found
    )
    assert got == wanted


def _codes(mention: Mention) -> str:
    return ",".join(mention.adcodes) if mention.type is not MentionType.ZONE else mention.adcode[5:]


FORMS = [
    "支持<place code=441200>肇庆</place>、<place code=441300>惠州</place>等地先行先试。",
    "<place code=440000>广东省</place><place code=441200>肇庆市</place><place code=441284>四会市</place>新建一座水厂。",
    "<place code=441204>高要区</place><place code=441204115>金利镇</place>五金业产值翻番。",
    "<place code=440981>高州</place>的荔枝和<place code=441900>东莞</place><place code=441900119>长安</place>的模具都有名。",
    "<place code=440606>顺德</place>、<place code=440605>南海</place>两区共建园区。",
    "推进<place code=440100,440600,441200>广佛肇</place>和<place code=440400,442000,440700>珠中江</place>一体化。",
    "深化<place code=510000,500000>川渝</place>合作，服务<place code=810000,820000>港澳</place>居民。",
    "做好援<place code=540000>藏</place>援<place code=650000>疆</place>工作，欢迎人才来<place code=440000>粤</place>创业。",
    "<place code=420000,410000,340000>鄂豫皖</place>三省携手。",
    "推动<place code=440400,442000>珠中</place>同城化。",
    "<place code=330483100>乌镇</place>的会场和<place code=330783123>横店</place>的影棚。",
    "建成<place code=441721>阳西</place>至<place code=440904>电白</place>的旅游公路。",
]


COMPOUNDS = [
    (
        "330000",
        "唱好<place code=330100,330200>杭甬</place>“双城记”，畅通<place code=330782,330200,330900>义甬舟</place>开放通道。",
    ),
    ("420000", "壮大“<place code=420500,420800,421000,420600>宜荆荆襄</place>”化工带。"),
    (
        "530000",
        "推进<place code=530100,530300>昆曲</place><place code=530100,532300>昆楚</place>工业协同、<place code=530100,532500>昆红</place>文旅协同。",
    ),
    (
        "510000",
        "打造<place code=510100,500000>成渝</place>主轴走廊，“<place code=510000,500000>川渝</place>通办”提速，做好<place code=330000,510000>浙川</place>东西部协作。",
    ),
    (
        "370000",
        "“<place code=370100,370200>济青</place>1.5小时”可达，投运<place code=370600,371000>烟威</place>、<place code=370700>潍坊</place>电网。",
    ),
    ("420000", "壮大“<place code=420100,420700,420200,421100,421200>武鄂黄黄咸</place>”光电带。"),
    ("330000", "支持<place code=310000,330400>沪嘉</place>全面接轨，推进<region>浙中</region>崛起。"),
    ("410000", "建设许港产业带。"),
    ("140000", "加快<place code=140000,130000,370000,410000>晋冀鲁豫</place>物流成网。"),
]


@pytest.mark.parametrize(("home", "example"), COMPOUNDS)
def test_runs_of_abbreviations(home: str, example: str) -> None:
    check(example, home)


@pytest.mark.parametrize("example", FORMS)
def test_places_in_every_form(example: str) -> None:
    check(example)


WORDS = [
    "培育新兴产业，建设和平、清新的人居环境，高明之处在于长治久安。",
    "大通道沿线的朝阳产业加快集聚，南海资源开发和江海联运稳步推进。",
    "新增城市绿地三百亩，沿海城市和中心城区都要适应城市发展。",
    "全省乡镇街道和特色小镇开放发展，平安建设再上台阶，前进道路并不平坦。",
    "其中山区占三成，高校学生就业稳定，推动东西部协作。",
]


@pytest.mark.parametrize("example", WORDS)
def test_common_words_are_no_places(example: str) -> None:
    assert not [m.text for m in mentions(example) if m.type is MentionType.PLACE]


def test_common_words_are_places_in_the_right_company() -> None:
    check("<place code=445300>云浮</place><place code=445321>新兴</place>的不锈钢制品出口增长。")
    check("支持<place code=440607>三水</place>、<place code=440608>高明</place>发展食品产业。")
    check("<project><place code=371100>日照</place>港</project>吞吐量居前列。", home="370000")


def test_a_common_word_is_a_city_of_its_own_province() -> None:
    check("<place code=140200>大同</place>的黄花丰收。", home="140000")
    check("<place code=630200>海东</place>的果园。", home="630000")
    assert not mentions("天下大同，世界大同。", home="440000")
    assert not mentions("黄金、白银产量增长。", home="620000")


def test_a_name_that_is_a_part_of_another_is_no_place() -> None:
    check("拓宽<place code=310101>黄浦</place>的街道，改造南京东路。", home="310000")
    check("泸沽湖（<place code=530000>云南</place>部分）水质改善。", home="530000")
    check("<organisation>上海合作组织</organisation>峰会召开。", home="310000")
    check("加快<project>西康</project>、<project>西十高铁</project>建设。", home="610000")


def test_the_city_comes_before_the_county_of_its_name() -> None:
    check("<place code=654002>伊宁</place>的果酱出口。", home="650000")


def test_the_word_and_not_the_characters_decide() -> None:
    check("<place code=440981>高州</place>市场繁荣，<place code=441200>肇庆</place>市民受益。")
    check("其中<place code=140000>山西</place>增长较快。")
    check(
        "建设<place code=441427>蕉岭</place>和<place code=441426>平远</place>至<place code=350824>武平</place>公路。"
    )


def test_one_name_of_several_places_by_the_reports_home() -> None:
    check("<place code=610116>长安区</place>新增学位三千个。", home="610000")
    check("<place code=130102>长安区</place>新增学位三千个。", home="130000")
    check("<place code=320106>鼓楼区</place>改造管网。", home="320100")
    check("<place code=500105>江北区</place>设立基金。", home="500000", year=2024)


def test_a_name_that_stays_open_says_so_with_the_candidates() -> None:
    (open_one,) = mentions("鼓楼区改造了管网。", home="")
    assert open_one.name is None
    assert open_one.adcode == ""
    assert len(open_one.adcodes) == 4
    assert "ambiguous" in open_one.why


def test_names_by_the_year() -> None:
    assert [m.adcode for m in mentions("热河省的林业。", "100000", 1955)] == ["former:热河省"]
    assert [m.adcode for m in mentions("热河的铁矿。", "100000", 1957)] == ["former:热河省"]
    assert not mentions("热河的铁矿。", "100000", 2025)
    assert [m.adcode for m in mentions("支持海南行政区开发。", "100000", 1984)] == ["442100"]
    assert [m.adcode for m in mentions("重庆的三线企业。", "100000", 1985)] == ["510200"]
    assert [m.adcode for m in mentions("重庆的高铁。", "100000", 2012)] == ["500000"]
    assert [m.adcode for m in mentions("高要县的水稻。", "440000", 1985)] == ["442821"]


ZONES = [
    "推进<zone code=珠海鹤洲新区>鹤洲</zone>、<zone code=佛山三龙湾科技城><place code=440600>佛山</place>三龙湾</zone>、<zone code=肇庆新区><place code=441200>肇庆</place>新区</zone>建设。",
    "<zone code=肇庆高新技术产业开发区><place code=441200>肇庆</place>高新区</zone>和<zone code=横琴粤澳深度合作区>横琴</zone>各有所长。",
    "<zone code=韶关综保区><place code=440200>韶关</place>综保区</zone>封关运行。",
]


@pytest.mark.parametrize("example", ZONES)
def test_zones(example: str) -> None:
    check(example)


def test_regions() -> None:
    check(
        "<region>大湾区</region>辐射<region>粤东粤西粤北</region>，对接<region>长三角</region>和<region>京津冀</region>。"
    )
    check("建设<region>珠三角</region>世界级城市群。")
    check(
        "<zone><region>长三角</region>生态绿色一体化发展示范区</zone>和<region><place>深圳</place>都市圈</region>。"
    )
    check(
        "大家共建<region>成渝地区双城经济圈</region>，打通<place code=510100,500000>成渝</place>主轴。",
        home="510000",
    )
    check("<region>川东北</region>和<region>武陵山区</region>增收。", home="510000")
    check("加快<region><place code=450100>南宁</place>都市圈</region>建设。", home="450000")


def test_lines_and_ports() -> None:
    check(
        "铁路方面，推动<project><place>济南</place>至<place>宁津</place></project>、<project>聊邯长铁路</project>开工。",
        home="370000",
    )
    check("<project code=440800><place>湛江</place>港</project>扩容，深化<place>港澳</place>合作。")
    check("<project code=445100,350700>潮南高速</project>通车。")
    check("<project code=440600,441200,441300>惠肇高速三封段</project>通车。")
    check("<project code=440500,441500,445100,445200><region>粤东</region>引水工程</project>通水。")


LINES = [
    "建成<project code=440400,441200,440700>珠肇高铁</project>和<project code=441300,441200>惠肇高速</project>。",
    "加快<project code=440300,450100,440700,445300>深南</project>、<project>梅武</project>等高铁前期工作。",
    "<project code=440500,445100,445200><region>粤东</region>城际</project>进展顺利。",
    "开工<project code=441600,441400><place>东源</place>至<place>大埔</place>高速公路</project>。",
    "<project>甘电入浙</project>工程提速。",
]


@pytest.mark.parametrize("example", LINES)
def test_lines_touch_what_their_letters_stand_for(example: str) -> None:
    text, tags = read(example)
    found = {m.span: m for m in mentions(text) if m.type is MentionType.PROJECT}
    for tag in (t for t in tags if t.tag == "project"):
        assert tag.span in found, example
        codes = tag.values.get("code")
        assert codes is None or set(codes.split(",")) <= set(found[tag.span].adcodes)
    assert len(found) == sum(t.tag == "project" for t in tags)


THINGS = [
    "<organisation><place code=441200>肇庆</place>医学院</organisation>扩大招生。",
    "<organisation><place code=440300>深圳</place>理工大学</organisation>开学。",
    "<project><place code=441300>惠州</place>太平岭核电二期</project>开工。",
    "<project><place code=441200>肇庆</place><organisation>宁德时代</organisation>二阶段工程</project>投产。",
    "推进<project>黄茅峡水库</project>建设。",
    "加快<project><place code=441500>汕尾</place><place code=441523>陆河</place></project>、"
    "<project><place code=441200>肇庆</place>浪江</project>等一批抽水蓄能项目建设。",
    "实施<programme>提振消费专项行动</programme>。",
    "深入实施<programme>“百千万工程”</programme>，用好<programme>“两重”</programme><programme>“两新”政策</programme>。",
    "推进<programme>“千企焕新”行动</programme>。",
]


PROGRAMMES = [
    "实施<programme>制造业焕新三年行动计划</programme>，推进<programme>好房子建设工程</programme>和<programme>物业服务提升行动</programme>。",
    "<programme>国企改革深化提升行动</programme>圆满收官，完成<programme>道路安全攻坚三年行动</programme>任务。",
    "开展<programme>“护苗成长”</programme>等行动，落实国有资本战略性重组，培养工程师队伍。",
    "巩固<programme>“双一流”</programme>建设成果，围绕“先手棋”的战略使命谋划。",
    "推进<project>西江水系连通后续优化工程</project>贯通。",
]


@pytest.mark.parametrize("example", PROGRAMMES)
def test_programmes_end_where_their_name_ends(example: str) -> None:
    check(example)


ORGANISATIONS = [
    "<organisation>财政部</organisation>和<organisation>国家发展改革委</organisation>批复方案，教育部门和教育部长参加，党中央、国务院作出部署。",
    "<organisation><place>鞍山</place>钢铁厂</organisation>由<organisation>冶金工业部</organisation>建设。",
    "建设全球研发中心城市，气贯长虹，<organisation>长虹</organisation>增资，<organisation><place>株洲</place>608所</organisation>研制新机。",
]


@pytest.mark.parametrize("example", ORGANISATIONS)
def test_organisations_by_name_and_by_kind(example: str) -> None:
    check(example, home="")


TOWNS = [
    (
        "440000",
        "建成<project>莞惠城际</project><place code=441302010>小金口</place>至<project><place code=441300>惠州</place>北站</project>。",
    ),
    ("440000", "抢修<project>梅大高速</project><place code=441422101>茶阳</place>路段。"),
    (
        "440000",
        "改造<project><place code=440700>江门</place><place code=440783109>赤坎</place>华侨古镇</project>。",
    ),
    (
        "530000",
        "扩建<place code=532823105>磨憨镇</place>街区，<place code=532823105>磨憨</place>的货量翻番。",
    ),
    (
        "370000",
        "开工<project><place code=370323>沂源</place><place code=370323110>石桥</place>抽水蓄能</project>。",
    ),
]


@pytest.mark.parametrize(("home", "example"), TOWNS)
def test_towns_without_their_kind(home: str, example: str) -> None:
    check(example, home)


def test_verbs_that_the_segmenter_joins_to_a_name() -> None:
    check("做强<project><zone>雄安</zone><zone>中关村</zone>科技园</project>。", home="130000")


LISTS = [
    "<project><organisation>比亚迪</organisation>汽车电池扩产</project>、<project>恒光高性能碳纤维</project>等项目投产。",
    "开工<project><zone>深汕特别合作区</zone>引水工程</project>和<project><place code=440100>广州</place>东站</project>。",
    "加快<project><place>化州</place>至<place>北流</place></project>等高速公路建设，扩大REITs项目库。",
    "建设<project code=350000,360000><place code=350000,360000>闽赣</place>电力联网工程</project>。",
    "建成<project code=441900>散裂中子源二期</project>和<project code=440800>巴斯夫一体化装置</project>。",
]


LISTS += [
    "加快<project>华润芯片</project>、<project><place>广州</place>圣微</project>、<project>恒晶半导体</project>等芯片项目建设。",
    "今年，<project>眉石</project>、<project>沪昆扩容</project>、<project>张永</project>等17条高速公路。",
    "投运<project>330千伏泾渭</project>等输变电工程。",
    "开工<project><place>肇庆</place>砚坑</project>、<project><place>惠州</place>中洞抽水蓄能项目</project>，扩建<project code=440800>乌石</project>、<project><place>惠州</place>油田</project>。",
    "建成<project code=440300>国家超算深圳中心二期</project>和<project code=440000>长征国家文化公园（广东段）</project>。",
    "新增<project><place>南雄</place>至<place>信丰</place></project>、<project><place>龙川</place>至<place>寻乌</place></project>2条高速公路。",
    "扩建<project><place>揭阳</place><organisation>中石油</organisation>炼化一体化项目</project>，建设<project><organisation>上合组织</organisation>农业基地</project>和<project code=440100>国家数据标注基地（广州）</project>。",
    "建好<project code=430000,460000>湘琼先进制造业产业园</project>。",
    "改造<project code=440300>皇岗</project>、<project code=440300>沙头角</project>等口岸，推进<project code=441400,445100,440500>韩江</project>、<project code=440900,440800>鉴江干流治理工程</project>。",
    "开通<project code=440300>皇岗口岸</project>，整治<project code=440200,441800,440600>北江航道</project>，保护<project code=440200>丹霞山</project>。",
]


@pytest.mark.parametrize("example", LISTS)
def test_projects_in_lists_and_of_known_facilities(example: str) -> None:
    text, tags = read(example)
    wanted = {t.span: t.values.get("code") for t in tags if t.tag == "project"}
    found = {m.span: ",".join(m.adcodes) for m in mentions(text) if m.type is MentionType.PROJECT}
    assert set(found) == set(wanted)
    assert all(code is None or found[span] == code for span, code in wanted.items())


def test_a_run_of_letters_with_a_bracket() -> None:
    check("壮大<region>成（绵）南达万经济带</region>。", home="510000")
    check("建设<project code=440100,440400,820000>广珠（澳）高铁</project>。")


@pytest.mark.parametrize("example", THINGS)
def test_projects_organisations_programmes(example: str) -> None:
    check(example)


def test_kinds_in_longer_words_are_no_projects() -> None:
    text = "评审港澳工程专业人才，改造42宗大中型灌区，接入铁路专用线，建设中部地区综合交通枢纽和陆海口岸。"
    assert not [m for m in mentions(text) if m.type is MentionType.PROJECT]


@pytest.mark.parametrize(
    ("home", "example"),
    [
        ("130000", "建设<zone><place>北戴河</place>健康产业创新示范区</zone>和<zone>渤海新区</zone>。"),
        (
            "440000",
            "建设<zone><region>粤港澳大湾区</region>数字贸易领航区</zone>、<zone><place>广州</place>知识城综保区</zone>。",
        ),
        (
            "440000",
            "深化<zone>河套<place>深圳</place>园区</zone>改革，推进<place code=440400,820000>琴澳</place>一体化。",
        ),
    ],
)
def test_zones_of_long_names(home: str, example: str) -> None:
    check(example, home)


def test_a_landmark_in_the_name_of_a_zone_is_none() -> None:
    assert {m.type for m in mentions("建设环南昆山—罗浮山县镇村高质量发展引领区。")} == {MentionType.ZONE}


def test_kinds_of_things_are_no_names() -> None:
    text = "新建一批重大项目，办好公立医院和高等学校，完成年度投资计划，建设国家实验室，推进重点工程。"
    assert mentions(text) == []


def test_forms_of_one_name_are_joined() -> None:
    text = "中国散裂中子源二期工程开工。散裂中子源二期进展顺利。"
    names = {m.name for m in mentions(text) if m.type is MentionType.PROJECT}
    assert names == {"中国散裂中子源二期工程"}
    both = mentions("实施“百县千镇万村高质量发展工程”，“百千万工程”见效。")
    assert {m.name for m in both} == {"百县千镇万村高质量发展工程"}


def test_nested_names_are_marked() -> None:
    outer, inner = mentions("深圳理工大学开学。")
    assert (outer.nested, inner.nested) == (False, True)


def test_ids_depend_on_source_and_position_only() -> None:
    first, second = mentions("肇庆和四会。"), mentions("肇庆和四会。")
    assert [m.id for m in first] == [m.id for m in second]
    assert len({m.id for m in first}) == 2


def test_explain_names_the_rule() -> None:
    document = Document("示例.txt", "四会和甘电入浙。", "0" * 64)
    found = explain(document, home=Gazetteer.load().get("440000"), year=2025)
    assert [f.rule for f, _ in found] == ["at_home", "power_lines"]
