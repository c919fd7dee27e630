"""A verification as a report for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from duibiao.briefing.render.view import one_line
from duibiao.verifying.model import Figure, Naming, Quotation, Support, Told, Verification
from duibiao.verifying.render import view
from duibiao.verifying.render.view import words

_MARKS = {"cut": "〔删：{}〕", "marked": "〔略：{}〕", "added": "【多：{}】", "dropped": "【漏：{}】"}


def render_text(of: Verification, *, strict: bool = False) -> str:
    """Lines of plain Chinese, the worst first within each part."""
    return "\n".join(_lines(of, strict)) + "\n"


def _lines(of: Verification, strict: bool) -> Iterator[str]:
    place = of.place.name if of.place else "未定"
    yield f"核对 {of.article_title}（{of.article}）"
    yield f"对照 {of.report_title}（{of.report}）　地方 {place}"
    yield f"结论 {view.conclusion(of, strict=strict)}"
    yield "计数 " + "，".join(f"{name} {count}" for name, count in view.counts(of))
    yield from (f"　注　{note}" for note in of.notes)
    yield ""
    yield f"一、引文 {len(of.quotations)} 处"
    for number, quotation in enumerate(of.quotations, 1):
        yield from _quotation(number, quotation)
    yield ""
    yield f"二、数字 {len(of.figures)} 个"
    for support, name, found in view.ordered(of):
        yield f"　{name} {len(found)} 个"
        if support is not Support.SUPPORTED:
            yield from map(_figure, found)
    for finding, spot in of.findings:
        yield f"　核对　{finding.at.doc} 第{spot.line}行　{finding.explanation}"
    if of.place is not None:
        yield ""
        yield f"三、报告写到{place}的句子 {len(of.namings)} 句，页面没有的 {len(of.missing)} 句"
        yield from (line for naming in of.namings for line in _naming(naming))


def _quotation(number: int, quotation: Quotation) -> Iterator[str]:
    found = words("found")[quotation.found.value]
    yield f"　{number}. {view.verdict_words(quotation)}　页面第{quotation.page.line}行（{found}）"
    yield "　　 " + "".join(_stroke(s) for s in view.strokes(quotation))
    where = "、".join(f"第{spot.line}行" for spot in quotation.report)
    if where:
        yield f"　　 报告{where}　{view.sections(quotation.section)}"
    for cut in quotation.cuts:
        if cut.grave:
            yield f"　　 ！删去的话写到{view.told_names([reason.text for reason in cut.names])}"
    for change in quotation.alterations:
        sides = (("页面", change.page.text), ("报告", change.report.text))
        said = "，".join(f"{side}“{one_line(text)}”" for side, text in sides if text)
        yield f"　　 ！{words('changes')[change.kind.value]}：{said}"
    if quotation.notes:
        yield f"　　 标点有 {len(quotation.notes)} 处不同"


def _stroke(stroke: view.Stroke) -> str:
    if stroke.kind == "same":
        return stroke.page
    if stroke.kind in ("cut", "marked"):
        return _MARKS[stroke.kind].format(stroke.report)
    if stroke.kind in _MARKS:
        return _MARKS[stroke.kind].format(stroke.page or stroke.report)
    return f"【{stroke.page}←{stroke.report}】"


def _figure(figure: Figure) -> str:
    line = f"　　 第{figure.spot.line}行　{one_line(figure.spot.text)}　{view.context(figure)}"
    if figure.basis is None:
        return line
    where = f"{figure.basis.doc} 第{figure.basis.spot.line}行“{one_line(figure.basis.spot.text)}”"
    return f"{line}　{words('rules')[figure.basis.rule]}：{where}"


def _naming(naming: Naming) -> Iterator[str]:
    yield f"　{words('tolds')[naming.told.value]}　报告第{naming.report.line}行　{view.why(naming)}"
    if naming.told is Told.MISSING:
        yield f"　　 {one_line(naming.report.text)}"
