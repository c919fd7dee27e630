"""Cases of report × place × local material that were judged by reading, and what matching says of them.

Labels stand in ``tests/gold/matching/*.tsv`` as positions only; the texts are read from the corpus.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from duibiao.gazetteer import Gazetteer
from duibiao.matching import Cache, Matched, match
from duibiao.sources import read_document
from duibiao.sources.plain import document_from_text
from duibiao.text import Document, Span, content_id

LABELS = Path(__file__).parents[1] / "tests" / "gold" / "matching"


@dataclass(frozen=True, slots=True)
class Case:
    """``material``: a file of the corpus, a folder, files whose paragraphs that name the place stand for
    notes (``notes:…``), or nothing. ``held_out``: nothing was ever tuned or fitted on it."""

    report: str
    place: str
    home: str
    year: int
    material: str
    held_out: bool

    @property
    def name(self) -> str:
        """How files and tables call it."""
        return f"{Path(self.report).stem}-{self.place}"


GUANGDONG = "notes:guangdong/440000-2024.txt guangdong/440000-2025.txt"
ZHANJIANG = "notes:guangdong/440000-2024.txt provinces-2026/440000-2026.txt"
CASES = (
    Case("guangdong/440000-2024.txt", "肇庆市", "广东省", 2024, "zhaoqing/evidence", False),
    Case("guangdong/440000-2025.txt", "肇庆市", "广东省", 2025, "zhaoqing/evidence", False),
    Case("provinces-2026/330000-2026.txt", "宁波市", "浙江省", 2026, "", False),
    Case("provinces-2026/510000-2026.txt", "宜宾市", "四川省", 2026, "", False),
    Case("provinces-2026/420000-2026.txt", "襄阳市", "湖北省", 2026, "", False),
    Case("state-council/cn-2025.txt", "浙江省", "中国", 2025, "provinces-2026/330000-2026.txt", False),
    Case("state-council/cn-2025.txt", "四川省", "中国", 2025, "provinces-2026/510000-2026.txt", False),
    Case("provinces-2026/440000-2026.txt", "惠州市", "广东省", 2026, GUANGDONG, False),
    Case("provinces-2026/440000-2026.txt", "茂名市", "广东省", 2026, GUANGDONG, False),
    Case("provinces-2026/330000-2026.txt", "衢州市", "浙江省", 2026, "", False),
    Case("provinces-2026/320000-2026.txt", "南通市", "江苏省", 2026, "", False),
    Case("provinces-2026/370000-2026.txt", "临沂市", "山东省", 2026, "", False),
    Case("state-council/cn-2025.txt", "湖北省", "中国", 2025, "provinces-2026/420000-2026.txt", False),
    Case("state-council/cn-2024.txt", "贵州省", "中国", 2024, "provinces-2026/520000-2026.txt", False),
    Case("state-council/cn-2025.txt", "河南省", "中国", 2025, "provinces-2026/410000-2026.txt", True),
    Case("state-council/cn-2025.txt", "辽宁省", "中国", 2025, "provinces-2026/210000-2026.txt", True),
    Case("guangdong/440000-2024.txt", "四会市", "广东省", 2024, "zhaoqing/evidence", True),
    Case("guangdong/440000-2025.txt", "湛江市", "广东省", 2025, ZHANJIANG, True),
    Case("provinces-2026/350000-2026.txt", "厦门市", "福建省", 2026, "", True),
    Case("provinces-2026/430000-2026.txt", "岳阳市", "湖南省", 2026, "", True),
    Case("provinces-2026/610000-2026.txt", "榆林市", "陕西省", 2026, "", True),
    Case("provinces-2026/150000-2026.txt", "乌审旗", "内蒙古自治区", 2026, "", False),
    Case("provinces-2026/140000-2026.txt", "汾西县", "山西省", 2026, "", False),
    Case("provinces-2026/140000-2026.txt", "永济市", "山西省", 2026, "", False),
    Case("provinces-2026/350000-2026.txt", "宁化县", "福建省", 2026, "", False),
    Case("provinces-2026/440000-2026.txt", "梅江区", "广东省", 2026, "", False),
    Case("provinces-2026/360000-2026.txt", "湖口县", "江西省", 2026, "", False),
    Case("provinces-2026/320000-2026.txt", "兴化市", "江苏省", 2026, "", False),
    Case("provinces-2026/320000-2026.txt", "姑苏区", "江苏省", 2026, "", False),
    Case("provinces-2026/410000-2026.txt", "平桥区", "河南省", 2026, "", False),
    Case("provinces-2026/520000-2026.txt", "仁怀市", "贵州省", 2026, "", False),
    Case("provinces-2026/130000-2026.txt", "滦平县", "河北省", 2026, "", False),
    Case("provinces-2026/630000-2026.txt", "玛多县", "青海省", 2026, "", False),
    Case("provinces-2026/350000-2026.txt", "三元区", "福建省", 2026, "", False),
    Case("provinces-2026/530000-2026.txt", "寻甸回族彝族自治县", "云南省", 2026, "", False),
    Case("provinces-2026/330000-2026.txt", "平湖市", "浙江省", 2026, "", False),
    Case("provinces-2026/620000-2026.txt", "清水县", "甘肃省", 2026, "", False),
    Case("provinces-2026/530000-2026.txt", "永胜县", "云南省", 2026, "", True),
    Case("provinces-2026/420000-2026.txt", "武穴市", "湖北省", 2026, "", True),
    Case("provinces-2026/220000-2026.txt", "长白朝鲜族自治县", "吉林省", 2026, "", True),
    Case("provinces-2026/220000-2026.txt", "绿园区", "吉林省", 2026, "", True),
    Case("provinces-2026/530000-2026.txt", "南涧彝族自治县", "云南省", 2026, "", True),
)


def documents(case: Case, corpus: Path) -> list[Document]:
    """The local material of a case."""
    if case.material.startswith("notes:"):
        return _notes(case, [corpus / name for name in case.material.removeprefix("notes:").split()])
    if not case.material:
        return []
    path = corpus / case.material
    return [read_document(p) for p in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]


def _notes(case: Case, files: list[Path]) -> list[Document]:
    """Every paragraph of ``files`` that names the place, as a note of its own."""
    name = case.place.removesuffix("市")
    found: list[Document] = []
    for path in files:
        for i, paragraph in enumerate(path.read_text("utf-8").split("\n")):
            sentences = [s for s in re.split(r"(?<=[。；])", paragraph) if name in s]
            if sentences:
                text = "".join(sentences)
                found.append(document_from_text(text, name=f"{path.stem}-{i}.txt", sha256=content_id(text)))
    return found


def matched(
    case: Case, corpus: Path, gazetteer: Gazetteer, cache: Cache | None = None
) -> tuple[Document, Matched]:
    """The report and what matching makes of the case."""
    report = read_document(corpus / case.report)
    place, home = gazetteer.resolve(case.place), gazetteer.resolve(case.home)
    given = documents(case, corpus)
    return report, match(report, place, case.year, given, home=home, gazetteer=gazetteer, cache=cache)


@dataclass(frozen=True, slots=True)
class Label:
    """A stretch of the report (or of a local document, then ``doc`` is its name) and the judgement."""

    span: Span
    yes: bool
    doc: str = ""
    answer: Span | None = None


def labels(case: Case) -> list[Label]:
    """The judgements of a case, in order. Raises FileNotFoundError."""
    rows = (LABELS / f"{case.name}.tsv").read_text("utf-8").splitlines()
    found: list[Label] = []
    for row in rows:
        if row and not row.startswith("#"):
            start, end, yes, *rest = row.split("\t")
            span = Span(int(start), int(end))
            if rest:
                doc, first, last = rest
                found.append(Label(span, yes == "1", doc, Span(int(first), int(last))))
            else:
                found.append(Label(span, yes == "1"))
    return found
