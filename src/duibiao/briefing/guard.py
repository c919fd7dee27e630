"""The last look before anything is written: every quote and figure slices back to its source.

``check`` holds a ``Brief`` against the documents it was made from; what it gives (``checked``) holds every
rendering against the brief, so that no digit gets out that neither stands in a source nor is a declared
number of ours, and no local sentence is lost. Both raise ``GuardError`` at the first thing that does not
hold, and say where it stands. The time is linear in the brief and its documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from duibiao.briefing.checked import Checked
from duibiao.briefing.demand import check_slice, demand
from duibiao.briefing.figures import fault
from duibiao.briefing.model import (
    ELLIPSIS,
    Brief,
    Chapter,
    Evidence,
    Quote,
    Reason,
    Source,
    Words,
    Yardstick,
    docs_of,
)
from duibiao.briefing.pictures import making as pictures
from duibiao.briefing.pictures.model import Chart
from duibiao.briefing.pictures.photographs import mark
from duibiao.briefing.printed import digits, figures, plain, supports
from duibiao.briefing.render import view
from duibiao.briefing.yardsticks import UNITS, worked_out
from duibiao.matching import FIRM
from duibiao.matching.terms import compact
from duibiao.reading.model import Statement
from duibiao.text import Document

NAME_MOST = 30
"""Longest name of a project that a list is made into; the names in the corpus have up to 25 code points."""


def check(brief: Brief, documents: Mapping[str, Document]) -> Checked:
    """Every quote, reason, evidence, figure and count of ``brief`` holds against ``documents`` (by name)."""
    _check_sources(brief, documents)
    report = documents[brief.heading.doc]
    headings = frozenset(section.title(report.text) for section in report.sections)
    labels = frozenset().union(*(supports(s.doc) | supports(s.title) for s in brief.sources))
    for number, chapter in enumerate(brief.chapters, 1):
        _check_chapter(brief, chapter, documents, headings, labels, f"第{number}章")
    for number, chapter in enumerate(brief.unanswered, 1):
        where = f"未找到本地材料的第{number}段"
        _check_chapter(brief, chapter, documents, headings, labels, where)
        demand(not chapter.evidence, "列为未找到本地材料，却带有本地材料", where)
    for target in brief.targets:
        demand(target.doc == report.name, f"目标“{target.text}”不出自报告", "主要目标")
        _check_figure(target, documents, "主要目标")
    for target in brief.local_targets:
        _check_figure(target, documents, "本地目标")
    for yardstick in brief.yardsticks:
        _check_yardstick(yardstick, documents, report.name)
    _check_rows(brief, documents)
    _check_findings(brief, documents)
    _check_pictures(brief, documents)
    _check_photographs(brief)
    _check_coverage(brief)
    for title, _, _ in brief.coverage.parts:
        demand(title in headings | {""}, f"报告里没有这个小标题：{title}", "报告覆盖情况")
    known = digits(report.text) | {str(n) for n in view.declared(brief).values()}
    for note in brief.notes:
        demand(digits(note) <= known, f"说明里的数字没有出处：{note}", "说明")
    return Checked(brief, documents)


def _check_sources(brief: Brief, documents: Mapping[str, Document]) -> None:
    numbers = [source.number for source in brief.sources]
    demand(numbers == list(range(1, len(numbers) + 1)), f"来源编号不连续：{numbers}", "来源")
    first = brief.sources[0] if brief.sources else None
    demand(first is not None and first.doc == brief.heading.doc, "报告不是第一个来源", "来源")
    quoted = {doc for c in brief.chapters for e in c.evidence for doc in docs_of(e)} | {brief.heading.doc}
    for source in brief.sources:
        where = f"来源{source.number}（{source.doc}）"
        demand(source.doc in documents, "没有读过这份文件", where)
        document = documents[source.doc]
        demand(source.sha256 == document.sha256, "校验值与文件不符", where)
        if source.number > 1:
            demand(source.used == (source.doc in quoted), "是否引用与实际不符", where)
        _check_source_words(source, document, where)
    demand(brief.heading.sha256 == documents[brief.heading.doc].sha256, "报告的校验值与文件不符", "题头")
    heading = brief.heading
    known = digits(documents[heading.doc].text) | digits(heading.doc) | {str(heading.year)}
    demand(digits(heading.title) <= known, f"报告标题里的数字没有出处：{heading.title}", "题头")
    demand(heading.date == documents[heading.doc].metadata.date, "报告日期与文件不符", "题头")


def _check_source_words(source: Source, document: Document, where: str) -> None:
    meta = document.metadata
    if source.number > 1 and source.title != meta.title:
        opening = compact(source.title.removesuffix(ELLIPSIS))
        demand(opening in compact(document.text), f"文件里没有这个标题：{source.title}", where)
    demand(source.date == meta.date, f"日期与文件不符：{source.date}", where)
    demand(source.origin == meta.origin, f"来源与文件不符：{source.origin}", where)


def _check_chapter(
    brief: Brief,
    chapter: Chapter,
    documents: Mapping[str, Document],
    headings: Set[str],
    labels: Set[str],
    where: str,
) -> None:
    """``headings``: all of the report; ``labels``: the digits in names and titles of sources."""
    report = documents[brief.heading.doc]
    demand(bool(chapter.passages), "没有引文", where)
    known: set[str] = set()
    for passage in chapter.passages:
        _check_quote(passage, report, where)
        known |= supports(passage.text)
        for head in passage.section:
            demand(head in headings, f"报告里没有这个小标题：{head}", where)
            known |= supports(head)
    for part in chapter.title.split(ELLIPSIS):
        demand(plain(part) in plain(report.text), f"章节标题不是报告的原话：{chapter.title}", where)
    for evidence in chapter.evidence:
        _check_evidence(evidence, brief.sources, documents, where)
        known |= supports(evidence.text)
    for reason in chapter.why:
        _check_reason(reason, chapter.passages, report, known | labels, where)
    for figure in chapter.figures:
        _check_figure(figure, documents, where)
        quoted = [e.span for e in chapter.evidence if e.doc == figure.doc]
        if figure.doc == report.name:
            quoted += [passage.span for passage in chapter.passages]
        demand(any(span.holds(figure.span) for span in quoted), f"数字“{figure.text}”不在引文里", where)


def _check_quote(quote: Quote, report: Document, where: str) -> None:
    check_slice(quote.span, quote.text, report, "报告原文", where)
    demand(bool(quote.kept), "没有引文", where)
    for before, after in pairwise(quote.kept):
        demand(before.end <= after.start, "引文的各部分次序不对或重叠", where)
    for part in quote.kept:
        demand(part.size > 0 and quote.span.holds(part), "引文超出了这一段", where)
    joined = ELLIPSIS.join(part.of(report.text) for part in quote.kept)
    demand(quote.quote == joined, f"引文与原件不符：{quote.quote}", where)


def _check_reason(
    reason: Reason, passages: Sequence[Quote], report: Document, known: set[str], where: str
) -> None:
    check_slice(reason.span, reason.text, report, "相关理由的原文", where)
    held = any(passage.span.holds(reason.span) for passage in passages)
    demand(held, f"相关理由“{reason.text}”不在这一章的引文里", where)
    demand(figures(reason.explanation) <= known, f"相关理由里的数字没有出处：{reason.explanation}", where)


def _check_evidence(
    evidence: Evidence, sources: Sequence[Source], documents: Mapping[str, Document], where: str
) -> None:
    demand(1 < evidence.source <= len(sources), f"没有编号为{evidence.source}的本地材料", where)
    named = sources[evidence.source - 1].doc
    demand(named == evidence.doc, f"来源编号{evidence.source}是{named}，引文却出自{evidence.doc}", where)
    check_slice(evidence.span, evidence.text, documents[evidence.doc], "本地材料的引文", where)
    for copy in evidence.also:
        there = sources[copy.source - 1].doc if 1 < copy.source <= len(sources) else ""
        demand(there == copy.doc, f"来源编号{copy.source}不是{copy.doc}", where)
        again = compact(copy.span.of(documents[copy.doc].text)) == compact(evidence.text)
        demand(again, f"{copy.doc}里不是同一句话：{evidence.text}", where)


def _check_figure(figure: Statement, documents: Mapping[str, Document], where: str) -> None:
    demand(figure.doc in documents, f"数字“{figure.text}”出自没有读过的文件", where)
    document = documents[figure.doc]
    check_slice(figure.span, figure.text, document, "数字", where)
    demand(figure.sentence_span.holds(figure.span), f"数字“{figure.text}”不在它的句子里", where)
    for span in (figure.indicator_span, figure.period_span, figure.place_span, figure.sentence_span):
        if span is not None:
            inside = 0 <= span.start < span.end <= len(document.text)
            demand(inside, f"数字“{figure.text}”的位置超出了文件", where)
    wrong = fault(figure, document)
    demand(not wrong, wrong, where)
    loose = [number for number in figures(figure.indicator) if number not in plain(document.text)]
    demand(not loose, f"指标里的数字没有出处：{figure.indicator}", where)


def _check_yardstick(of: Yardstick, documents: Mapping[str, Document], report: str) -> None:
    """Both operands are as printed, and the number follows from them."""
    where = f"标尺“{of.subject}”"
    for operand in (of.local, of.report):
        _check_figure(operand, documents, where)
    demand(of.report.doc == report and of.local.doc != report, "两边不是本地和报告", where)
    same = (of.local.unit, of.local.kind, of.local.period) == (
        of.report.unit,
        of.report.kind,
        of.report.period,
    )
    demand(same, "两边的单位、口径或时期不同", where)
    again = worked_out(of.formula, of.local, of.report)
    demand(
        (str(again), of.unit) == (str(of.value), UNITS[of.formula]),
        f"算出来的是{again}，不是{of.value}",
        where,
    )


def _check_rows(brief: Brief, documents: Mapping[str, Document]) -> None:
    """Names, stages and explanations of the tables are words of their sources."""
    for project in brief.projects:
        where = f"项目“{project.name}”"
        demand(figures(project.name) <= _figures_at(project.named, documents), "名称里的数字没有出处", where)
        for words in (*project.named, *(step.said for step in project.steps)):
            check_slice(words.span, words.text, documents[words.doc], "原文", where)
        for figure in (*project.money, *project.capacity):
            _check_figure(figure, documents, where)
    for organisation in brief.organisations:
        where = f"单位“{organisation.name}”"
        demand(
            figures(organisation.name) <= _figures_at(organisation.named, documents),
            "名称里的数字没有出处",
            where,
        )
        for words in organisation.named:
            check_slice(words.span, words.text, documents[words.doc], "原文", where)
    for term in brief.terms:
        where = f"名词“{term.name}”"
        demand(digits(term.name) <= digits(documents[brief.heading.doc].text), "名称里的数字没有出处", where)
        for words in (term.explanation, *term.named):
            demand(words.doc == brief.heading.doc, "不出自报告", where)
            check_slice(words.span, words.text, documents[words.doc], "原文", where)


def _check_findings(brief: Brief, documents: Mapping[str, Document]) -> None:
    """A finding names its operands, and they stand in what is quoted."""
    quoted = [(e.doc, e.span) for c in brief.chapters for e in c.evidence]
    quoted += [(brief.heading.doc, q.span) for c in (*brief.chapters, *brief.unanswered) for q in c.passages]
    for finding in brief.findings:
        where = f"核对“{finding.explanation[:20]}”"
        for operand in finding.operands:
            demand(operand.doc in documents, "出自没有读过的文件", where)
            check_slice(operand.span, operand.text, documents[operand.doc], "数字", where)
        met = any(o.doc == doc and o.span.meets(span) for o in finding.operands for doc, span in quoted)
        demand(met, "核对的不是引文里的数字", where)


def _check_pictures(brief: Brief, documents: Mapping[str, Document]) -> None:
    """Every plotted number is a figure that holds or a yardstick's, as printed, in the unit of its chart."""
    for what in pictures.wrong(brief):
        demand(False, what, "图")
    for picture in brief.pictures:
        for value in picture.values if isinstance(picture, Chart) else ():
            _check_figure(value.figure, documents, f"图“{picture.title}”")


def _check_photographs(brief: Brief) -> None:
    """Each has its own name, stands once, and where it is printed."""
    full, _ = view.waiting(brief)
    printed = {"", *(chapter.id for chapter in (*brief.chapters, *full))}
    for one in brief.photographs:
        where = f"照片“{one.file}”"
        demand(mark(one.data) == one.id, "与编号不符", where)
        demand(one.chapter in printed, "不在印出的任何一章", where)
    once = len({one.id for one in brief.photographs}) == len(brief.photographs)
    demand(once, "同一张照片用了两次", "照片")


def _figures_at(named: Sequence[Words], documents: Mapping[str, Document]) -> set[str]:
    """The figures in and around words: what a list leaves open of a name is completed from beside it."""
    spans = [(documents[w.doc].text, max(0, w.span.start - NAME_MOST), w.span.end + NAME_MOST) for w in named]
    return {figure for text, start, end in spans for figure in supports(text[start:end])}


def _check_coverage(brief: Brief) -> None:
    """The counts are those of the strip: nothing is counted that is not coloured, nothing twice."""
    cover, where = brief.coverage, "报告覆盖情况"
    demand(cover.sentences == len(cover.strip), "句数与全文条不符", where)
    for (start, end, _, _), (after, _, _, _) in pairwise(cover.strip):
        demand(start < end <= after, "全文条的句子次序不对或重叠", where)
    edges = [0, *(last for _, _, last in cover.parts)]
    whole = [first for _, first, _ in cover.parts] == edges[:-1] and edges[-1] in (0, cover.sentences)
    demand(whole, "报告的各部分不连续", where)
    chapters = {chapter.id for chapter in brief.chapters}
    waiting = {chapter.id for chapter in brief.unanswered}
    ids = Counter(chapter for _, _, _, chapter in cover.strip)
    demand(ids.keys() <= chapters | waiting | {""}, "全文条里有不存在的章节", where)
    demand(cover.in_chapters == sum(ids[c] for c in chapters), "归入章节的句数与全文条不符", where)
    demand(cover.in_unanswered == sum(ids[c] for c in waiting), "未找到材料的句数与全文条不符", where)
    demand(cover.concerned == cover.in_chapters + cover.in_unanswered, "相关的句数不是两者之和", where)
    kinds = Counter(kind for _, _, kind, _ in cover.strip)
    lost = sum(bool(kind) and not chapter for _, _, kind, chapter in cover.strip)
    demand(lost == cover.dropped, "全文条里有不属于任何章节的理由", where)
    demand(cover.named == sum(kinds[kind] for kind in FIRM), "点名的句数与全文条不符", where)
    demand(cover.evidence_documents == len(brief.sources) - 1, "本地材料的份数与来源不符", where)
    used = len({doc for chapter in brief.chapters for e in chapter.evidence for doc in docs_of(e)})
    demand(cover.evidence_used == used, "引用的份数与实际不符", where)


def check_rendered(output: str | bytes, brief: Brief, documents: Mapping[str, Document]) -> None:
    """``check`` and ``Checked.check_rendered`` in one; for several renderings, check the brief once."""
    check(brief, documents).check_rendered(output)


__all__ = ["Checked", "check", "check_rendered"]
