"""What every rendering shows, worked out once: quotations as strokes, counts, words for what was found."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from duibiao.briefing.render.view import one_line
from duibiao.text import Span
from duibiao.verifying.model import Figure, Naming, Quotation, Support, Verdict, Verification


@dataclass(frozen=True, slots=True)
class Stroke:
    """A stretch of a quotation as it is read; ``kind``: ``same``, ``cut``, ``marked`` or a kind of change."""

    kind: str
    page: str
    report: str


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    text = (files("duibiao.verifying.render") / "wording.toml").read_text(encoding="utf-8")
    groups = {key: value for key, value in tomllib.loads(text).items() if isinstance(value, dict)}
    return MappingProxyType(groups)


def words(group: str) -> Mapping[str, str]:
    """One table of ``wording.toml``."""
    return MappingProxyType(_words()[group])


def strokes(quotation: Quotation) -> list[Stroke]:
    """The page's words in order, with what was cut and what was changed at its place."""
    events: list[tuple[Span, str, str]] = [
        (cut.at.span, "marked" if cut.marked else "cut", cut.report.text) for cut in quotation.cuts
    ]
    events += [(a.page.span, a.kind.value, a.report.text) for a in quotation.alterations]
    start, text = quotation.page.span.start, quotation.page.text
    found: list[Stroke] = []
    at = 0
    for span, kind, report in sorted(events, key=lambda e: e[0]):
        here = Span(max(at, span.start - start), max(at, span.end - start))
        found.append(Stroke("same", one_line(text[at : here.start]), ""))
        found.append(Stroke(kind, one_line(here.of(text)), one_line(report)))
        at = here.end
    found.append(Stroke("same", one_line(text[at:]), ""))
    return [s for s in found if s.page or s.report]


def verdict_words(quotation: Quotation) -> str:
    """有删节，未标省略号 and the like: the verdict and what aggravates it."""
    told = [words("verdicts")[quotation.verdict.value]]
    if quotation.verdict is Verdict.ALTERED and quotation.cuts:
        told.append("也有删节")
    if quotation.cuts:
        some = any(cut.marked for cut in quotation.cuts)
        told.append(("部分" if some else "") + "未标省略号" if quotation.silent else "标了省略号")
    if quotation.grave:
        told.append("删去的话写到本地")
    return "，".join(told)


def conclusion(of: Verification, *, strict: bool) -> str:
    """Whether the page may go out, in one line."""
    faults = of.faults(strict=strict)
    if not faults:
        return "没有发现引文改动、数字矛盾或遗漏"
    return "请改后再发：" + "；".join(words("faults")[fault] for fault in faults)


def counts(of: Verification) -> list[tuple[str, int]]:
    """What was found, in numbers."""
    shortened = [q for q in of.quotations if q.verdict is Verdict.SHORTENED]
    rows = [
        ("引文", len(of.quotations)),
        ("一字不差", of.counted(Verdict.WHOLE)),
        ("有删节", len(shortened)),
        ("删节：中间抽掉词句", sum(q.inner for q in shortened)),
        ("删节：没有标省略号", sum(q.silent for q in shortened)),
        ("有改动", of.counted(Verdict.ALTERED)),
        ("报告里没有", of.counted(Verdict.ABSENT)),
        ("数字", len(of.figures)),
        ("数字与来源不一致", len(with_support(of, Support.CONTRADICTED))),
        ("数字没有找到出处", len(with_support(of, Support.UNSUPPORTED))),
    ]
    if of.place is not None:
        rows += [
            (f"报告写到{of.place.name}的句子", len(of.namings)),
            ("这些句子里页面没有的", len(of.missing)),
        ]
    return rows


def with_support(of: Verification, support: Support) -> list[Figure]:
    """The figures of which the sources say ``support``."""
    return [figure for figure in of.figures if figure.support is support]


def why(naming: Naming) -> str:
    """How a sentence names the place; only what the page does not have, where it misses something."""
    told = naming.missed or naming.reasons
    return "；".join(dict.fromkeys(one_line(reason.explanation) for reason in told))


def marked(naming: Naming) -> list[tuple[str, bool]]:
    """The report's sentence in pieces, and whether each is a name that the page does not have."""
    start, text = naming.report.span.start, naming.report.text
    pieces, at = [], 0
    for reason in naming.missed:
        here = reason.span.shift(-start)
        pieces += [(one_line(text[at : here.start]), False), (one_line(here.of(text)), True)]
        at = here.end
    return [*pieces, (one_line(text[at:]), False)]


def told_names(names: Sequence[str]) -> str:
    """“肇庆”“四会”: each name once."""
    return "".join(f"“{one_line(name)}”" for name in dict.fromkeys(names))


def context(figure: Figure, page: int = 18) -> str:
    """What the figure tells of, in short."""
    name = one_line(figure.statement.indicator)
    return name if len(name) <= page else name[: page - 1] + "…"


def sections(path: Sequence[str]) -> str:
    """Headings from the outermost in, on one line."""
    return " › ".join(one_line(head) for head in path)


def ordered(of: Verification) -> Iterator[tuple[Support, str, list[Figure]]]:
    """The figures by what the sources say of them, the worst first."""
    for kind, name in words("supports").items():
        found = with_support(of, Support(kind))
        if found:
            yield Support(kind), name, found
