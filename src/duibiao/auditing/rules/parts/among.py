"""Parts that are told without a list: what is done of so many, what is new of all there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.misprints import may_lie_in
from duibiao.auditing.figures.page import Figure, Page
from duibiao.auditing.figures.strands import strands
from duibiao.auditing.model import STATED
from duibiao.auditing.rules.remarks import PART, ordered
from duibiao.auditing.rules.sums.wholes import averaged, may_hold, most_of, told_of_years
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_ABOUT, _DONE, _SOON, _STAGES = (_V[name].regex() for name in ("just_about", "done", "by_now", "stages"))
_AMONG = re.compile("^[^。；]{0,30}[，、；（]但?其中[，：]?[^，。；]{0,24}$")
_OUT_OF = re.compile("^[^，。；]{1,20}[中里]，[^。；]*有[^。；]*$")
_SIZED = re.compile(f"^(?:{_V['bound_after'].regex()}|及以上|级)[^，。；、]")
_PLANNED, _UNDER_WAY, _FINISHED = (re.compile(_V[n].regex()) for n in ("set_before", "under_way", "finished"))
_JOINED = re.compile("^[^，。；、]{0,12}(?:和|及|与|以及)[^，。；、]{0,12}$")
_NOT_DONE, _PROJECTS = (re.compile(_V[name].regex()) for name in ("not_done", "project_words"))
_POINTS = re.compile(_V["points_of"].regex())
_DONE_OF = re.compile(
    f"^[^，。；、]{{1,40}}?(?:中|里)?(?:，到?[^，。；、]{{0,8}})?已有$|^(?![、，](?!其|这|上述))[^。；]{{0,40}}[中里]，?有$"
    f"|^[^，。；、]{{2,12}}{_DONE}$|^[^，。；、]{{1,14}}，首批$"
)
_HAVE = re.compile("^[^，。；]{1,12}，[^，。；]{0,16}有$")
_BECAME = re.compile(_V["became_so"].regex())
_HAVE_SUCH = re.compile("^[^，。；、]{1,14}有$")
_SUCH_OF = re.compile(f"(?:{_DONE})的")
_SUCH_AS = re.compile(f"{_V['became_so'].regex()}|{_DONE}|{_V['in_time'].regex()}")
_SUCH = re.compile("^[^，。；、]{1,12}(?<!在内)，[^，。；]{2,16}的(?:有|已?" + _V["come_to"].regex() + ")$")
_IN_THEM = re.compile(f"^[^，。；]{{1,16}}[中里][^，。；、]{{2,16}}有$|^[^，。；、]{{2,10}}(?:{_DONE})$")
_OF_THESE = re.compile("^[^，。；、]{1,8}，有$")
_NEXT_DONE = re.compile(f"^[，、]{_SOON}*{_DONE}{_ABOUT}?$")
_SAME_NOUN = re.compile("^(?P<noun>[\u4e00-\u9fff]{2,8})，[^。；]{0,30}等$")
_TOTAL_NAME = re.compile(f"总(?P<noun>[\u4e00-\u9fff]{{2,4}}?)(?:为|{_ABOUT})*$")
_THEN_DONE = re.compile(f"^[^，。；、]{{0,16}}[，、]{_SOON}*{_DONE}的?{_ABOUT}?$")
_ONE_OF = re.compile(f"^[^。；]{{0,30}}[，、]{_SOON}*$")
_AFTER = f"^{_V['bound_after'].regex()}?"
_IS_DONE = re.compile(
    f"{_AFTER}{_SOON}*(?:{_DONE}了?|通过[^，。；、]{{0,8}}{_V['examined'].regex()})(?:[，。；、（]|$)"
)
_NO_NOUN = re.compile(f"{_AFTER}(?:[，。；、（]|$)")
_ACTS = re.compile(f"{_STAGES}|{_DONE}")
_STAGE = re.compile(_STAGES)
_ENACTS, _AMENDS = (re.compile(_V[name].regex()) for name in ("enacts", "amends"))
_STAGE_AFTER = re.compile(f"^[^，。；]{{0,24}}{_STAGES}")
_TOTAL = re.compile(f"总投资额?{_ABOUT}?$")
_OF_YEAR = re.compile(f"^[，、]{_V['of_the_year'].regex()}?计划(?:完成)?投资{_ABOUT}?$")
_SHARES = re.compile(f"^，其中[^，。；]{{1,16}}(?P<ratio>{_V['ratio_names'].regex()})[^，。；]{{0,3}}$")
_NEW = re.compile(f"(?:{_V['new'].regex()}|新(?![疆华材能型])[\u4e00-\u9fff]{{1,2}})[^，。；、]{{0,16}}$")
_ALL = re.compile(
    f"^[^，。；]{{0,20}}[，、；](?:{_V['our'].regex()})?{_V['all_there_is'].regex()}(?P<done>[^，。；、]{{0,10}})$"
)
_SO_FAR = re.compile(_V["so_far"].regex())
_OURS = re.compile(f"^(?:{_V['our'].regex()})")
_POWER = re.compile("^(?:电力|发电)?$")
_ALL_OF_IT = re.compile(
    f"(?P<own>[\u4e00-\u9fff]{{0,16}}?)(?P<all>{_V['all_there_is'].regex()})(?P<each>分别)?{_V['by_now'].regex()}*(?:首次|{_V['come_to'].regex()})*"
)
_TOTALS = frozenset(w for w in _V["all_there_is"].words if "总" in w and w not in ("总计", "总规模"))
_MADE = re.compile(f"(?:{_V['new'].regex()}|{_V['making'].regex()})[^，。；、]{{0,16}}$")
_GREW = re.compile(f"[\u4e00-\u9fff]{_V['grew_by'].regex()}$")
_CAME_TO = re.compile(f"^[，、](?:总量|规模)?(?:{_V['come_to'].regex()}|覆盖)$")
_REACHED = re.compile(f"(?:{_V['come_to'].regex()}|{_V['up_to'].regex()})(?:{_ABOUT})?$")
_LAST_NEW = re.compile("^[^，。；、]{0,6}[，、](?:其中)?" + _V["last_year"].regex() + "净?新增$")
_BARE = re.compile(f"^[，、](?:已|现已|目前)?(?:{_V['come_to'].regex()})$")
_LONGER = re.compile(f"^[，、](?:近|过去)?[两二三四五]年(?:来|间)?(?:累计|共)?(?:{_V['new'].regex()})近?$")
_DONE_IN_ALL = re.compile("[，、]累计" + _V["done_in_all"].regex() + "了?(?:全[省市县区])?$")
_ALL_OF = re.compile(_V["takes_in"].regex())
_BEGINS = ("，其中", "、其中", "其中")
PART_LEAST = 50
"""A part that words only make likely is no smaller than this part of its whole."""
MYRIAD, POINTS_LEAST = 10_000, 5
"""A number that is printed with 万; a rate of which one part hardly makes more than all do."""
SOON_MOST = 4
"""Characters after a figure in which it is said what is done of it."""
NOUN, OWN_MOST = 2, 10
"""Characters of a noun, and after a number in which it stands."""
AFTER_MOST = 2
"""Figures after one among which the other is looked for."""
SHARE_NAME = 8
"""Characters before a ratio in which its name ends (占比)."""
_RATE_OF = re.compile("率(?:[为达是]|达到)?$")


def part_below(page: Page) -> Iterator[Remark]:
    """推出259项成果，其中56项为首创; 410个县已有317个达标; 76个项目开工65个; 20家企业签约、15家入驻;
    总投资A，当年计划投资B; 清理756件，废止71件，宣布失效80件; 装机占比超93%，其中新能源占比超73%.
    """
    for sentence in page.sentences:
        of: dict[Figure, Figure] = {}
        for at, part in enumerate(sentence.figures[1:], 1):
            before = sentence.figures[at - 1]
            whole = _goes_on(of.get(before), part) or _whole(sentence.figures[:at], part)
            if whole is not None and not averaged(whole) and not _of_both(sentence.figures, whole, part):
                of[part] = whole
                yield _within(whole, part, STATED)


def _of_both(figures: Sequence[Figure], whole: Figure, part: Figure) -> bool:
    """Whether a part is of two numbers joined before it: 14个村和2个村全部建成，其中示范村5个."""
    at = figures.index(whole)
    one = figures[at - 1] if at else whole
    if whole.lead.startswith(_BEGINS) and whole.amount.value + part.amount.value == one.amount.value:
        return True  # 142件，其中并案17件，立案125件
    joined = one.unit == whole.unit and one.kind == whole.kind and _JOINED.match(whole.lead) is not None
    return joined and part.amount.value <= whole.amount.value + one.amount.value


def _goes_on(whole: Figure | None, part: Figure) -> Figure | None:
    """The total of the part before, where the next is told in the same way."""
    same = whole is not None and whole.unit == part.unit and whole.kind == part.kind
    return whole if same and _NEXT_DONE.match(part.lead) and _NO_NOUN.match(part.tail) else None


def _whole(before: Sequence[Figure], part: Figure) -> Figure | None:
    """What a part is of: the figure before it, or before the growth of that, or before what only says how
    long or how large (总额4万亿元的两年计划，其中…; 30个，其中亿元以上项目…).
    """
    whole = before[-1]
    passed = ("growth", "duration") if part.lead.startswith("；其中") else ("duration",)
    others = [f for f in before[-AFTER_MOST:] if f.kind not in passed and not _only_sizes(f)]
    if others and _is_among(others[-1], part):
        return others[-1]
    if others and _is_told_of(others[-1], part):
        return others[-1]
    if whole.unit != part.unit or whole.kind != part.kind or not whole.unit:
        return None
    if part.unit == "%" and _RATE_OF.search(whole.lead) and _RATE_OF.search(part.lead):
        return None  # 破案率68.4%，其中大案破案率71.2%: of another number of cases
    if part.kind == "share":
        ratio = _SHARES.match(part.lead)
        return whole if ratio is not None and ratio["ratio"] in whole.lead[-SHARE_NAME:] else None
    if part.kind != "level" or part.lead.startswith(_BEGINS):
        return None  # ``part_of_whole`` sees these
    of_year = _TOTAL.search(whole.lead) is not None and _OF_YEAR.match(part.lead) is not None
    return whole if of_year or _is_done_of(whole, part) else None


def _is_among(whole: Figure, part: Figure) -> bool:
    """Whether the words between say that a part is of a whole, or percentage points of a rate."""
    apart = "".join(part.page.document.text[whole.span.end : part.span.start].split())
    if whole.unit == "%" and part.unit == "百分点" and whole.amount.value >= POINTS_LEAST:
        return _POINTS.search(part.lead) is not None and _AMONG.match(apart) is not None
    if part.lead.startswith(_BEGINS) or not may_hold(whole, part):
        return False
    out_of = whole.lead.endswith("在") and _OUT_OF.match(apart) is not None
    return out_of or _AMONG.match(apart) is not None


def _only_sizes(figure: Figure) -> bool:
    """Whether a figure only says how large a thing is that is counted next: 亿元以上项目, 收入过亿元的."""
    above = figure.lead.endswith(("过", "超", "上", "达")) and figure.tail.startswith("的")
    return above or _SIZED.match(figure.tail) is not None


def _is_told_of(whole: Figure, part: Figure) -> bool:
    """Whether a part is told of the things before it, counted alike: 461个任务圆满完成453项; 400家企业，
    收入过亿元的达到50家; 58件实事，有8项没有完成; 11个项目中新兴产业项目有6个.
    """
    if part.kind != "level" or part.lead.startswith(_BEGINS) or not may_hold(whole, part):
        return False
    apart = "".join(part.page.document.text[whole.span.end : part.span.start].split())
    if _HAVE_SUCH.match(apart) and _SUCH_AS.match(part.tail):
        return _one_slip(whole, part)  # 24项指标有15项提前达到
    undone = _HAVE.match(apart) is not None and _BECAME.match(part.tail) is not None
    return undone or _SUCH.match(apart) is not None or _IN_THEM.match(apart) is not None


def _one_slip(whole: Figure, part: Figure) -> bool:
    """Whether a part lies below its whole, or would but for one slip of the pen."""
    w, p = whole.statement.value, part.statement.value
    return p <= w or may_lie_in(p, w / PART_LEAST, w) or may_lie_in(w, p, p * PART_LEAST)


def _is_done_of(whole: Figure, part: Figure) -> bool:
    """Whether a part is what has become of the things before it, which are no stage themselves: 开工390个、
    竣工437个 may be of other years.
    """
    listed = whole.lead.startswith("、") and "其中" in whole.clause
    if _PLANNED.search(whole.clause) or listed or told_of_years(whole):
        return False  # 计划2500户，完成2641户; 其中2004年12件、2005年12件，办结49件
    if _NOT_DONE.search(part.lead) and not _PROJECTS.search(whole.clause + whole.tail):
        return False  # 床位1860张，在建2400张
    if _UNDER_WAY.search(part.lead + part.tail[:SOON_MOST]) and _FINISHED.search(whole.clause):
        return False  # 通车里程由958公里增至1350公里，在建2690公里
    if _AMENDS.search(part.lead) and (_ENACTS.search(whole.lead) or _AMENDS.search(whole.lead)):
        return False  # 制定规章9件、修改27件、废止84件
    if part.lead.endswith("的") and _SUCH_OF.search(whole.clause):
        return False  # 取消的47项，下放的75项
    noun = _SAME_NOUN.match(part.lead)
    if _OF_THESE.match(part.lead) and part.tail.startswith("是"):
        return True  # 32个项目，有31个是煤矿
    if _DONE_OF.match(part.lead) or (noun is not None and part.tail.startswith(noun["noun"])):
        return True
    before = _THEN_DONE.match(part.lead) and _NO_NOUN.match(part.tail)
    after = _ONE_OF.match(part.lead) and _IS_DONE.match(part.tail)
    staged = _STAGE.search(whole.lead.rpartition("，")[2]) or _STAGE_AFTER.match(whole.tail)
    return staged is None and (before or after) is not None


def new_of_all(page: Page) -> Iterator[Remark]:
    """新增高速公路62公里，总里程达到186公里; 新推出7项、累计达到161项; 取消审批498项，审批项目总数达2497项:
    what is new, or some of it, is no more than all there is.
    """
    for sentence in page.sentences:
        for at, whole in enumerate(sentence.figures):
            for new in reversed(sentence.figures[max(0, at - AFTER_MOST) : at]):
                if _is_amount(new, whole) and _holds_all(sentence.figures, whole, new):
                    yield _within(whole, new, "part")
                    break


def _is_amount(new: Figure, whole: Figure) -> bool:
    """Whether both are amounts of one unit; 1.4亿 has the one of what comes next."""
    units = {new.unit, whole.unit}
    bare = units - {""} and "" in units and max(abs(new.amount.value), abs(whole.amount.value)) >= MYRIAD
    if new.sorts or whole.sorts:
        return False
    level = whole.kind == "level" or _LONGER.match(whole.lead) is not None
    counted = new.kind in ("level", "change") and level and new.amount.value > 0
    return counted and (len(units) == 1 or bool(bare))


def _holds_all(figures: Sequence[Figure], whole: Figure, new: Figure) -> bool:
    """Whether the words before a figure say that it is all there is of what the other is of."""
    if _GREW.search(new.lead) and _CAME_TO.match(whole.lead):
        return True
    all_done = _ALL.match(whole.lead)
    if _NEW.search(new.lead) and all_done is not None and "分别" not in whole.lead:
        rest, acts = _SO_FAR.sub("", all_done["done"]), set(_ACTS.findall(all_done["done"]))
        noun = re.split("[，、；]", new.tail)[0]
        return rest in new.clause + noun and acts <= set(_ACTS.findall(new.clause))
    made = _MADE.search(new.lead) is not None
    if made and figures.index(whole) == figures.index(new) + 1 and _BARE.match(whole.lead):
        return True
    if _NEW.search(new.lead) and _LONGER.match(whole.lead) and not _LONGER.search(new.lead):
        return True
    if _DONE_IN_ALL.search(whole.lead) and new.kind == "level" and _same_things(new.lead, whole.tail):
        return True
    match = _ALL_OF_IT.fullmatch(re.split("[，、；：]", whole.lead)[-1])
    if match is None or "；" in whole.lead:
        return False
    own = _OURS.sub("", match["own"])
    if match["all"] == "装机容量" and _POWER.match(own):
        return "新增" in new.clause
    made = new.kind == "change" or _MADE.search(new.lead) is not None
    row = figures[figures.index(whole) + 1 :]
    each = sum(1 for _ in takewhile(lambda f: f.lead in ("、", "和"), row)) if match["each"] else 0
    if figures.index(whole) - figures.index(new) != each + 1 and (each or not own):
        return False
    return made if not own else match["all"] in _TOTALS and _of_one_noun(own, new)


def _same_things(said: str, tail: str) -> bool:
    """Whether what follows one figure is told before another: 边坡整治82829户，累计完成66391户边坡整治."""
    name = re.split("[，、；。：（]", tail)[0]
    pairs = [name[n : n + NOUN] for n in range(len(name) - 1)]
    return len(pairs) > NOUN and sum(pair in said for pair in pairs) * 2 > len(pairs)


def _of_one_noun(own: str, new: Figure) -> bool:
    """Whether what there is in all is called as what is told before, in no more words: 公路总里程 after
    新建高速公路, not the other way; done alike (新增80家，注销企业总数60家).
    """
    clause, name = re.split("[，、；：]", new.lead)[-1], own.rpartition("的")[2]
    around = clause + re.split("[，、；]", new.tail[:OWN_MOST])[0]
    begun = len(name) >= 2 * NOUN and name[:-NOUN] in around
    done = set(_ACTS.findall(own)) <= set(_ACTS.findall(clause))
    return done and len(name) >= NOUN and (name in around or begun)


def new_after_all(page: Page) -> Iterator[Remark]:
    """织机增至9000台，去年新增1000台: what came anew last is no more than all there is."""
    for sentence in page.sentences:
        for whole, new in pairwise(sentence.figures):
            counted = whole.kind == "level" and new.kind == "change" and whole.unit == new.unit
            if counted and new.amount.value > 0 and _LAST_NEW.match(new.lead) and _REACHED.search(whole.lead):
                yield _within(whole, new, STATED)


def one_of_total(page: Page) -> Iterator[Remark]:
    """总算力突破1.3万PF，智能算力达4800PF: what is called a total is no less than one of its kind."""
    for sentence in page.sentences:
        for at, whole in enumerate(sentence.figures):
            named = _TOTAL_NAME.search(whole.lead) if whole.kind == "level" and whole.unit else None
            for part in sentence.figures[at + 1 : at + 1 + AFTER_MOST] if named is not None else ():
                of_kind = re.match(f"^[^。；]*[\u4e00-\u9fff]{{2}}{named['noun']}{_ABOUT}*$", part.lead)  # type: ignore[index]
                if of_kind and part.kind == "level" and part.unit == whole.unit and "总" not in part.lead:
                    yield _within(whole, part, STATED)


def named_among(page: Page) -> Iterator[Remark]:
    """安排重点项目440项，确保A等50项重点项目竣工: some that are named are no more than all of their noun."""
    for sentence in page.sentences:
        for at, part in enumerate(sentence.figures):
            if part.kind != "level" or not part.lead.endswith("等") or not part.unit:
                continue
            noun = part.statement.indicator[-NOUN:]
            for whole in sentence.figures[:at]:
                same = whole.unit == part.unit and whole.kind == "level" and not whole.lead.endswith("等")
                if (
                    same
                    and len(noun) == NOUN
                    and _of_noun(whole, noun)
                    and part.tail[:OWN_MOST].find(noun) >= 0
                ):
                    yield _within(whole, part, STATED)
                    break


def _of_noun(whole: Figure, noun: str) -> bool:
    """Whether a level is all that was planned, or is there, of a noun: 安排重点项目440项."""
    clause = re.split("[，。；、]", whole.clause)[-1]
    return _ALL_OF.search(clause) is not None and (clause.endswith(noun) or noun in whole.tail[:OWN_MOST])


def ends_of_parts(page: Page) -> Iterator[Remark]:
    """T由a增加到b，其中A由c增加到d: d is no more than b."""
    for whole, part in pairwise(strands(page)):
        if whole.end is None or whole.base is None or part.base is None or part.end is None:
            continue
        among = part.base.lead.startswith(_BEGINS) and whole.opened == part.opened
        if among and whole.end.unit == part.end.unit and whole.end.kind == part.end.kind == "level":
            yield _within(whole.end, part.end, STATED)


def _within(whole: Figure, part: Figure, role: str) -> Remark:
    ratio = part.kind == "share"
    most = whole.statement.value if ratio else most_of(whole)
    above = (part.statement.value if ratio else part.amount.low) > most
    stands = ">" if part.statement.value > whole.statement.value else "≤"
    roles = (role, "whole" if role == STATED else STATED)
    return ordered(part, stands, whole, not above, PART, roles, changes=False)
