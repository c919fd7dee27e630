"""The pieces that every rendering shares."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from duibiao.briefing import Brief
from duibiao.briefing.model import Term, Words
from duibiao.briefing.render import view, wording
from duibiao.briefing.render.prose import named, standfirst
from duibiao.briefing.render.wording import date_words, period_words
from duibiao.reading.model import StatementKind
from duibiao.text import Span


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2024", "2024年"),
        ("2021/2025", "2021年至2025年"),
        ("2025-H1", "2025年上半年"),
        ("2025-Q1/2025-Q3", "2025年前三季度"),
        ("2024-Q4/2025-Q3", "2024年四季度至2025年三季度"),
        ("2025-06", "2025年6月"),
        ("2025-06-30", "2025年6月30日"),
        ("", ""),
        ("someday", "someday"),
    ],
)
def test_periods_in_words(period: str, words: str) -> None:
    assert period_words(period) == words


def test_dates_in_words() -> None:
    assert date_words("2024-01-03") == "2024年1月3日"
    assert date_words("") == ""


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("近年来，\n\n推动农村\r\n融合", "近年来，推动农村融合"),
        ("PM\n2.5\n年均浓度", "PM 2.5年均浓度"),
        ("一、 二", "一、 二"),
        ("　前\n　后　", "前后"),
    ],
)
def test_line_breaks_go_and_nothing_else(text: str, line: str) -> None:
    assert view.one_line(text) == line


def test_pieces_cover_the_kept_parts_in_order(sample: Brief) -> None:
    chapter = sample.chapters[0]
    found = view.pieces(chapter.passage, chapter.why)
    covered = [piece.span for piece in found if piece.span is not None]
    assert covered[0].start == chapter.passage.kept[0].start
    assert sum(span.size for span in covered) == sum(part.size for part in chapter.passage.kept)
    assert [piece.span for piece in found].count(None) == 1


def test_the_strongest_reason_marks_a_piece(sample: Brief) -> None:
    chapter = sample.chapters[0]
    kinds = [piece.kind for piece in view.pieces(chapter.passage, chapter.why) if piece.kind]
    assert kinds == ["theme", "named", "entity"]


def test_a_reason_that_is_a_whole_sentence_marks_nothing(sample: Brief) -> None:
    chapter = sample.chapters[2]
    whole = replace(chapter.why[0], span=chapter.passage.span, text=chapter.passage.text)
    assert [piece.kind for piece in view.pieces(chapter.passage, (whole,))] == [None]


def test_reasons_are_told_once_and_strongest_first(sample: Brief) -> None:
    chapter = sample.chapters[0]
    twice = replace(chapter, why=(*reversed(chapter.why), chapter.why[0]))
    assert view.reasons(twice) == [
        ("named", ["直接写到肇庆市"]),
        ("entity", ["项目在肇庆市广宁县"]),
        ("theme", ["本地材料也讲碳达峰"]),
    ]


def test_stretches_hold_all_characters(sample: Brief) -> None:
    stretches, width = view.strip(sample)
    total = sum(end - start for start, end, _, _ in sample.coverage.strip)
    bars = [bar for stretch in stretches for bar in stretch.bars]
    assert sum(bar.width for bar in bars) == total
    assert all(bar.width > 0 and bar.left + bar.width <= width for bar in bars)
    assert all({bar.row for bar in s.bars} == set(range(s.rows)) for s in stretches)


def test_a_figure_that_a_source_repeats_is_one_row(sample: Brief) -> None:
    chapter = sample.chapters[0]
    evidence = chapter.evidence[0]
    figure = next(f for f in chapter.figures if evidence.span.holds(f.span))
    again = replace(figure, id="again", span=figure.span.shift(1))
    at, number = view.printed(sample), view.numbers(sample)
    rows = [len(side.figures) for side in view.sides(chapter, at, number)]
    twice = replace(chapter, figures=(*chapter.figures, again))
    assert [len(side.figures) for side in view.sides(twice, at, number)] == rows


def test_terms_are_explained_under_the_quote_that_uses_them_first(sample: Brief) -> None:
    first, second = sample.chapters[0].passage, sample.chapters[1].passage
    uses = tuple(Words("report.txt", Span(q.kept[0].start, q.kept[0].start + 3), "") for q in (first, second))
    brief = replace(sample, terms=(Term("t", "某词", Words("report.txt", Span(0, 3), ""), uses),))
    assert [t.id for t in view.terms_of(brief, first)] == ["t"]
    assert view.terms_of(brief, second) == []
    pieces = view.pieces(first, (), terms=brief.terms)
    assert [p.span for p in pieces if p.term == "t"] == [uses[0].span]


def test_no_sentences_no_strip(sample: Brief) -> None:
    assert view.strip(replace(sample, coverage=replace(sample.coverage, strip=())))[0] == []


def test_every_count_of_the_standfirst_is_declared(sample: Brief) -> None:
    declared = view.declared(sample)
    counts = [part for part in (*named(sample), *standfirst(sample)) if not isinstance(part, str)]
    assert [count.name for count in counts] == [
        "named",
        "sentences",
        "chapters",
        "unanswered",
        "evidence_documents",
        "evidence_used",
    ]
    assert all(declared[count.name] == count.value for count in counts)


@pytest.mark.parametrize(
    ("kind", "value", "text", "words"),
    [
        (StatementKind.GROWTH, "5", "5%", "增长"),
        (StatementKind.GROWTH, "-3", "3%", "下降"),  # 能耗降低3%
        (StatementKind.GROWTH, "-3", "-3%", "增长"),  # its sign says it
        (StatementKind.LEVEL, "3", "3%", ""),
    ],
)
def test_a_fall_is_called_one(sample: Brief, kind: StatementKind, value: str, text: str, words: str) -> None:
    figure = replace(sample.targets[0], kind=kind, value=Decimal(value), text=text)
    assert wording.kind_words(figure) == words
