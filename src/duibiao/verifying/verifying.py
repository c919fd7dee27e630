"""Hold a published page against the report that it quotes and the local material that it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duibiao.auditing import Finding, touching, wrong_in
from duibiao.gazetteer import Gazetteer, Place
from duibiao.reading import read_statements
from duibiao.reading.report import identify
from duibiao.text import Document
from duibiao.verifying.claims import sentence_runs
from duibiao.verifying.figures import figures
from duibiao.verifying.model import Quotation, Spot, Verdict, Verification
from duibiao.verifying.namings import namings, place_of, place_reasons
from duibiao.verifying.quotations import quotations
from duibiao.verifying.side import Side


def verify(
    article: Document,
    report: Document,
    evidence: Sequence[Document] = (),
    *,
    place: Place | None = None,
    year: int | None = None,
    gazetteer: Gazetteer,
) -> Verification:
    """Quotations, figures and passages that name the place.

    ``place``: whose page it is; read from the page when ``None``. ``year``: of the report, where it does not
    say. ``evidence``: local material that may support the page's figures; the page itself among it does not.
    """
    evidence = [one for one in evidence if one.sha256 not in (article.sha256, report.sha256)]
    identified = identify(report, year=year)
    home, year = identified.place, identified.year
    there = Side(report, read_statements(report, place=home, year=year))
    whose = place or place_of(article, home, year, gazetteer)
    here = Side(article, read_statements(article, place=whose, year=year))
    material = [Side(one, read_statements(one, place=whose, year=year)) for one in evidence]
    named = place_reasons(there, whose, home, year or 0, gazetteer) if whose else []
    found = quotations(here, there, named)
    told = namings(here, there, whose, named, found, sentence_runs(here, there.letters)) if whose else []
    return Verification(
        article=article.name,
        article_title=article.metadata.title or article.name,
        report=report.name,
        report_title=identified.title,
        place=whose,
        year=year,
        quotations=tuple(found),
        figures=tuple(figures(here, [there, *material], found, [p for p in (whose, home) if p])),
        namings=tuple(told),
        sources=tuple((one.name, one.sha256) for one in (article, report, *evidence)),
        notes=tuple(_notes(whose, found, evidence)),
        findings=tuple(_findings(here, there, home, year, found, gazetteer)),
    )


def _findings(
    here: Side,
    there: Side,
    home: Place | None,
    year: int | None,
    found: Sequence[Quotation],
    gazetteer: Gazetteer,
) -> Iterator[tuple[Finding, Spot]]:
    """What does not add up in the page, and in what it quotes of the report."""
    for finding in wrong_in(here.document, None, None, gazetteer, None):
        yield finding, here.spot(finding.at.span)
    quoted = [spot.span for one in found for spot in one.report]
    for finding in touching(
        wrong_in(there.document, home, year, gazetteer, None), there.document.name, quoted
    ):
        yield finding, there.spot(finding.at.span)


def _notes(place: Place | None, found: Sequence[Quotation], evidence: Sequence[Document]) -> Iterator[str]:
    """What a reader must know beside what was found."""
    if not found:
        yield "没有在页面上找到引自这份报告的内容。"
    elif sum(q.verdict is Verdict.ABSENT for q in found) > len(found) / 2:
        yield "页面上标明的引文大多不在这份报告里，请检查给的是不是同一份报告。"
    if place is None:
        yield "看不出这一页写的是哪个地方，没有核对遗漏；请用 --place 指明。"
    if not evidence:
        yield "没有提供本地材料（--evidence），页面上本地的数字无从核对。"
