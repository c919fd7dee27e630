"""Sentences of real reports, mutated by a seed and set into a made-up page: what verifying makes of each.

Run ``python -m tests.verifying.mutations`` for the table of docs/verify.md.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from duibiao.gazetteer import Gazetteer
from duibiao.sources import read_document
from duibiao.sources.plain import document_from_text
from duibiao.text import Document, Span
from duibiao.verifying import Verification, verify
from duibiao.verifying.model import Change

REPORTS = (
    "guangdong/440000-2024",
    "guangdong/440000-2025",
    "provinces-2026/330000-2026",
    "provinces-2026/610000-2026",
)
KINDS = ("whole", "cut", "marked", "digit", "unit", "swap", "drop", "add", "invented")
MODES = ("label", "marks", "running")
FILLER = (
    "当天一早，记者在市民广场看到，不少居民围在宣传栏前讨论新一年的打算。",
    "老街的铺子刚刚卸下门板，豆花的热气从巷口一直飘到码头边上。",
    "社区里的志愿者搬来长凳，请几位返乡的年轻人说说各自的见闻。",
    "午后下了一阵小雨，河堤上散步的人却没有少，孩子们追着风筝跑。",
    "镇上的图书室添了新书架，管理员说周末来借书的人比往常多。",
    "傍晚时分，集市渐渐安静下来，摊主们一边收拾一边约着明天再聚。",
)
INVENTED = (
    "推进{}老街屋檐下的燕巢登记，让每一只归来的候鸟都能找到去年的门牌",
    "组织{}的钟表匠为全县的校钟校时，做到下课铃与日落分秒不差",
    "在{}试点雨伞互助驿站，鼓励行人借晴还雨、以花换伞，带动晾晒业蓬勃兴起",
    "支持{}的说书先生与灯塔守望员结对，把潮汐讲成连续剧并送戏上船",
    "新开{}至云端的慢行缆车，沿途设置望星平台和采薇亭，方便旅人歇脚赏月",
    "加快{}现代产业园建设，新增高标准农田37.2万亩，粮食总产量再增9.6亿斤，农村居民收入增长11.4%",
    "高质量办好{}全球招商大会，签约重大项目273个、总投资6184亿元，规模以上工业增加值增长13.7%",
    "支持{}打造国家级文旅融合发展示范区，接待游客突破8300万人次，带动就业27.6万人",
)
UNITS = (
    ("亿元", "万元"),
    ("万元", "亿元"),
    ("万亩", "亩"),
    ("公里", "米"),
    ("%", "‰"),
    ("万人", "人"),
    ("万", "亿"),
)
NAMES = ("青石渡", "白马桥", "柳荫里", "望江坪", "麦香岭", "竹溪口", "灯笼巷", "晚渔洲")
COMMON_LETTERS = "的水山木风花石光明天地人和春秋"


@dataclass(frozen=True, slots=True)
class Planted:
    """A sentence of the page: ``kind`` of mutation, ``mode`` of quoting, where it stands."""

    kind: str
    mode: str
    span: Span
    text: str


def sentences(report: Document, kind: str) -> list[str]:
    """Sentences of 14 to 220 letters that a mutation of ``kind`` can be made on."""
    found = [s.span.of(report.text) for s in report.sentences if not s.heading]
    return [s for s in found if 16 <= len(s) <= 220 and "\n" not in s and _FIT[kind].search(s)]


_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}是|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|——)"
)
_ANY, _DIGIT, _INSIDE = (
    re.compile("[一-鿿]"),
    re.compile(r"\d"),
    re.compile(r"(?<=[一-鿿]{3})[一-鿿](?=[一-鿿]{3})"),
)
_UNIT = re.compile(r"(?<=\d)(?:亿元|万元|万亩|公里|%|万人|万)")
_FIT = dict.fromkeys(KINDS, _ANY) | {
    "cut": re.compile("，.*，"),
    "marked": re.compile("，.*，"),
    "digit": _DIGIT,
    "unit": _UNIT,
    "drop": _INSIDE,
    "add": _INSIDE,
}


def mutate(kind: str, sentence: str, by: random.Random) -> str:
    """The sentence with one mutation of that kind, without its full stop."""
    body = _NUMBER.sub("", sentence.rstrip("。"))
    if kind in ("cut", "marked"):
        clauses = body.split("，")
        at = by.randrange(1, len(clauses) - 1)
        return ("，".join(clauses[:at]) + ("，" if kind == "cut" else "……")) + "，".join(clauses[at + 1 :])
    if kind == "invented":
        return by.choice(INVENTED).format(by.choice(NAMES))
    if kind == "whole":
        return body
    match = by.choice(list(_FIT[kind].finditer(body)) or [re.search(".", body)])
    new = {"drop": "", "add": match.group() + by.choice(COMMON_LETTERS)}.get(kind)
    if kind == "unit":
        new = dict(UNITS)[match.group()]
    if new is None:
        new = by.choice(
            [c for c in ("0123456789" if kind == "digit" else COMMON_LETTERS) if c != match.group()]
        )
    return body[: match.start()] + new + body[match.end() :]


def page(planted: list[tuple[str, str, str]], by: random.Random) -> tuple[Document, list[Planted]]:
    """A page with the given ``(kind, mode, sentence)`` among other prose."""
    text, found = "记者走进街头巷尾\n\n", []
    for kind, mode, sentence in planted:
        text += by.choice(FILLER) + "\n\n"
        if mode == "label":
            text += "报告原文\n\n"
        elif mode == "marks":
            text += by.choice(FILLER) + "省政府工作报告提出，“"
        else:
            text += by.choice(FILLER)
        found.append(Planted(kind, mode, Span(len(text), len(text) + len(sentence)), sentence))
        text += sentence + ("。”" if mode == "marks" else "。")
        text += "\n\n" + ("街头见闻\n\n" if mode == "label" else "")
    text += by.choice(FILLER)
    return document_from_text(text, name="page.txt", sha256="0" * 64), found


def judged(made: Verification, one: Planted) -> str:
    """What verifying says of a planted sentence: a verdict, ``altered:figure``, or ``unseen``."""
    here = [q for q in made.quotations if q.page.span.meets(one.span)]
    if not here:
        return "unseen"
    verdicts = [q.verdict.value for q in here]
    worst = max(verdicts, key=("whole", "shortened", "absent", "altered").index)
    if any(a.kind is Change.FIGURE and a.page.span.meets(one.span) for q in here for a in q.alterations):
        return "altered:figure"
    if worst == "shortened":
        return "marked" if not any(q.silent for q in here) else "shortened"
    return worst


EXPECTED = {
    "whole": "whole",
    "cut": "shortened",
    "marked": "marked",
    "digit": "altered:figure",
    "unit": "altered:figure",
    "invented": "absent",
}


def expected(one: Planted) -> set[str]:
    """What is right: invented sentences in running text are prose; a swapped letter may stand in a figure."""
    if one.kind == "invented" and one.mode == "running":
        return {"unseen"}
    return {EXPECTED[one.kind]} if one.kind in EXPECTED else {"altered", "altered:figure"}


def trial(corpus: Path, seed: int, each: int) -> list[tuple[Planted, str]]:
    """``each`` sentences of every report, mutated, and what was said of them."""
    by = random.Random(seed)
    gazetteer = Gazetteer.load()
    results: list[tuple[Planted, str]] = []
    for name in REPORTS:
        report = read_document(corpus / f"{name}.txt")
        planted = []
        for i in range(each):
            kind, mode = KINDS[i % len(KINDS)], MODES[i // len(KINDS) % len(MODES)]
            planted.append((kind, mode, mutate(kind, by.choice(sentences(report, kind)), by)))
        made_page, found = page(planted, by)
        made = verify(made_page, report, gazetteer=gazetteer)
        results += [(one, judged(made, one)) for one in found]
        covered = [one.span for one in found]
        stray = [q for q in made.quotations if not any(q.page.span.meets(s) for s in covered)]
        results += [(Planted("prose", "running", q.page.span, q.page.text), q.verdict.value) for q in stray]
    return results


def main() -> None:
    """Print the table and what went wrong."""
    corpus = Path(__file__).resolve().parents[3] / "shared" / "corpus"
    results = [r for seed in range(4) for r in trial(corpus, seed, 54)]
    for kind in (*KINDS, "prose"):
        of = [(one, said) for one, said in results if one.kind == kind]
        print(kind, len(of), dict(Counter(said for _, said in of)))
    for one, said in results:
        if one.kind == "prose" or said not in expected(one):
            print(one.kind, one.mode, said, one.text)


if __name__ == "__main__":
    main()
