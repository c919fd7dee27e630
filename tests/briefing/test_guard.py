"""The guard lets the honest brief pass and catches every corruption of it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal

import pytest

from duibiao.briefing import Brief
from duibiao.briefing.guard import check, check_rendered
from duibiao.briefing.render.html import render_html
from duibiao.briefing.render.json import render_json
from duibiao.briefing.render.markdown import render_markdown
from duibiao.errors import GuardError
from duibiao.text import Document, Span
from tests.briefing.render.made import twice

Documents = dict[str, Document]
RENDERERS = [render_html, render_markdown, render_json]
SEEDS = range(40)


def test_an_honest_brief_passes(sample: Brief, documents: Documents) -> None:
    check(sample, documents)


@pytest.mark.parametrize("render", RENDERERS)
def test_honest_renderings_pass(render: Callable[[Brief], str], sample: Brief, documents: Documents) -> None:
    check_rendered(render(sample), sample, documents)


def chapter(brief: Brief, number: int, **changes: object) -> Brief:
    """``brief`` with fields of one chapter replaced."""
    chapters = list(brief.chapters)
    chapters[number] = replace(chapters[number], **changes)
    return replace(brief, chapters=tuple(chapters))


def other_digit(text: str, at: int) -> str:
    return text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]


def altered_digit_in_evidence(brief: Brief) -> Brief:
    first, *rest = brief.chapters[0].evidence
    at = re.search(r"\d", first.text).start()
    return chapter(brief, 0, evidence=(replace(first, text=other_digit(first.text, at)), *rest))


def altered_digit_in_quote(brief: Brief) -> Brief:
    passage = brief.chapters[1].passage
    return chapter(brief, 1, passages=(replace(passage, quote=passage.quote.replace("4500", "4600")),))


def altered_value(brief: Brief) -> Brief:
    first, *rest = brief.chapters[0].figures
    return chapter(brief, 0, figures=(replace(first, value=Decimal("8700000000")), *rest))


def value_a_thousand_times_too_small(brief: Brief) -> Brief:
    first, *rest = brief.chapters[0].figures
    return chapter(brief, 0, figures=(replace(first, value=Decimal("8600000")), *rest))


def swapped_unit(brief: Brief) -> Brief:
    first, *rest = brief.chapters[0].figures
    return chapter(brief, 0, figures=(replace(first, unit="亩"), *rest))


def swapped_printed_unit(brief: Brief) -> Brief:
    first, *rest = brief.chapters[0].figures
    return chapter(brief, 0, figures=(replace(first, text="86万元"), *rest))


def one_character_of_a_quote(brief: Brief) -> Brief:
    passage = brief.chapters[2].passage
    return chapter(brief, 2, passages=(replace(passage, quote=passage.quote.replace("头号", "首要")),))


def a_quote_cut_without_saying_so(brief: Brief) -> Brief:
    passage = brief.chapters[0].passage
    return chapter(brief, 0, passages=(replace(passage, quote=passage.quote.replace("……", "，")),))


def a_kept_part_beyond_the_passage(brief: Brief) -> Brief:
    passage = brief.chapters[0].passage
    first, last = passage.kept
    return chapter(
        brief, 0, passages=(replace(passage, kept=(first, Span(last.start, passage.span.end + 3))),)
    )


def evidence_under_another_number(brief: Brief) -> Brief:
    first, *rest = brief.chapters[0].evidence
    return chapter(brief, 0, evidence=(replace(first, source=3), *rest))


def evidence_in_another_document(brief: Brief) -> Brief:
    first, *rest = brief.chapters[0].evidence
    return chapter(brief, 0, evidence=(replace(first, doc="battery.txt", source=3), *rest))


def evidence_from_the_report(brief: Brief) -> Brief:
    first, *rest = brief.chapters[0].evidence
    return chapter(brief, 0, evidence=(replace(first, doc="report.txt", source=1), *rest))


def a_reason_elsewhere(brief: Brief) -> Brief:
    first, *rest = brief.chapters[0].why
    return chapter(brief, 0, why=(replace(first, span=first.span.shift(1)), *rest))


def a_number_in_an_explanation(brief: Brief) -> Brief:
    first, *rest = brief.chapters[0].why
    return chapter(brief, 0, why=(replace(first, explanation="投资97亿元"), *rest))


def a_number_in_a_title(brief: Brief) -> Brief:
    return chapter(brief, 0, title="投资97亿元的电站")


def a_figure_that_is_not_quoted(brief: Brief) -> Brief:
    return chapter(brief, 2, figures=(*brief.chapters[2].figures, brief.chapters[0].figures[0]))


def another_hash(brief: Brief) -> Brief:
    first, second, *rest = brief.sources
    return replace(brief, sources=(first, replace(second, sha256="0" * 64), *rest))


def another_date(brief: Brief) -> Brief:
    first, second, *rest = brief.sources
    return replace(brief, sources=(first, replace(second, date="2023-12-19"), *rest))


def sources_in_another_order(brief: Brief) -> Brief:
    first, second, third, *rest = brief.sources
    return replace(brief, sources=(first, third, second, *rest))


def a_count_too_many(brief: Brief) -> Brief:
    return replace(brief, coverage=replace(brief.coverage, sentences=brief.coverage.sentences + 1))


def a_sentence_counted_as_naming_the_place(brief: Brief) -> Brief:
    return replace(brief, coverage=replace(brief.coverage, named=brief.coverage.named + 1))


def a_sentence_coloured_for_no_reason(brief: Brief) -> Brief:
    at = next(i for i, bar in enumerate(brief.coverage.strip) if bar[3] and not bar[2])
    strip = list(brief.coverage.strip)
    strip[at] = (*strip[at][:2], "named", strip[at][3])
    return replace(brief, coverage=replace(brief.coverage, strip=tuple(strip)))


def a_sentence_counted_twice(brief: Brief) -> Brief:
    more = brief.coverage.in_unanswered + 1
    return replace(brief, coverage=replace(brief.coverage, in_unanswered=more))


def a_sentence_of_no_chapter(brief: Brief) -> Brief:
    at = next(i for i, bar in enumerate(brief.coverage.strip) if bar[3])
    strip = list(brief.coverage.strip)
    strip[at] = (*strip[at][:3], "nowhere")
    return replace(brief, coverage=replace(brief.coverage, strip=tuple(strip)))


def a_number_in_a_note(brief: Brief) -> Brief:
    return replace(brief, notes=("比上年多了97项。",))


def another_target(brief: Brief) -> Brief:
    first, *rest = brief.targets
    return replace(brief, targets=(replace(first, text="6%", value=Decimal(6)), *rest))


CORRUPTIONS = [
    altered_digit_in_evidence,
    altered_digit_in_quote,
    altered_value,
    value_a_thousand_times_too_small,
    swapped_unit,
    swapped_printed_unit,
    one_character_of_a_quote,
    a_quote_cut_without_saying_so,
    a_kept_part_beyond_the_passage,
    evidence_under_another_number,
    evidence_in_another_document,
    evidence_from_the_report,
    a_reason_elsewhere,
    a_number_in_an_explanation,
    a_number_in_a_title,
    a_figure_that_is_not_quoted,
    another_hash,
    another_date,
    sources_in_another_order,
    a_count_too_many,
    a_sentence_counted_as_naming_the_place,
    a_sentence_coloured_for_no_reason,
    a_sentence_counted_twice,
    a_sentence_of_no_chapter,
    a_number_in_a_note,
    another_target,
]


@pytest.mark.parametrize("corrupt", CORRUPTIONS)
def test_a_corrupt_brief_is_stopped(
    corrupt: Callable[[Brief], Brief], sample: Brief, documents: Documents
) -> None:
    with pytest.raises(GuardError) as stopped:
        check(corrupt(sample), documents)
    assert stopped.value.where


def spans(of: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Paths to every span in a brief but the strip's."""
    if isinstance(of, Span):
        return [path]
    found: list[tuple[object, ...]] = []
    if isinstance(of, tuple):
        for i, item in enumerate(of):
            found += spans(item, (*path, i))
    elif is_dataclass(of):
        for field in fields(of):
            found += spans(getattr(of, field.name), (*path, field.name))
    return found


def moved(of: object, path: tuple[object, ...], by: int) -> object:
    """``of`` with the span at ``path`` shifted."""
    if not path:
        assert isinstance(of, Span)
        return of.shift(by)
    step, *rest = path
    if isinstance(of, tuple):
        assert isinstance(step, int)
        return (*of[:step], moved(of[step], tuple(rest), by), *of[step + 1 :])
    return replace(of, **{str(step): moved(getattr(of, str(step)), tuple(rest), by)})


DERIVED = ("indicator_span", "period_span", "place_span", "sentence_span")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_moved_span_is_stopped(seed: int, sample: Brief, documents: Documents) -> None:
    rng = random.Random(seed)
    path = rng.choice([p for p in spans(sample) if p[-1] not in DERIVED])
    broken = moved(sample, path, rng.choice([-3, -2, -1, 1, 2, 3]))
    assert isinstance(broken, Brief)
    with pytest.raises(GuardError):
        check(broken, documents)


def positions(output: str, pattern: str) -> list[int]:
    """Where ``pattern`` stands in what is printed: outside tags, styles and the offsets of the data."""
    hidden = [m.span() for m in re.finditer(r"<style>.*?</style>|<[^>]*>", output, re.DOTALL)]
    found = [m.start() for m in re.finditer(pattern, output)]
    return [at for at in found if not any(start <= at < end for start, end in hidden)]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("render", RENDERERS)
def test_an_altered_digit_in_print_is_stopped(
    render: Callable[[Brief], str], seed: int, sample: Brief, documents: Documents
) -> None:
    output = render(sample)
    printed = r"\d(?!\d*\*\*)(?<!### \d)"  # Markdown cannot say which count a number is
    at = random.Random(seed).choice(positions(output, printed))
    with pytest.raises(GuardError):
        check_rendered(other_digit(output, at), sample, documents)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("render", RENDERERS)
def test_a_swapped_unit_in_print_is_stopped(
    render: Callable[[Brief], str], seed: int, sample: Brief, documents: Documents
) -> None:
    output = render(sample)
    at = random.Random(seed).choice(positions(output, r"(?<=\d)[亿万个家台%]"))
    swapped = output[:at] + "兆" + output[at + 1 :]
    with pytest.raises(GuardError):
        check_rendered(swapped, sample, documents)


@pytest.mark.parametrize(
    ("old", "new"), [('[<span data-n="source-2">2</span>]', '[<span data-n="source-3">3</span>]')]
)
def test_a_page_that_cites_another_source_is_stopped(
    old: str, new: str, sample: Brief, documents: Documents
) -> None:
    page = render_html(sample)
    for match in re.finditer(re.escape(old) + "</a>", page):
        broken = page[: match.start()] + new + "</a>" + page[match.end() :]
        with pytest.raises(GuardError):
            check_rendered(broken, sample, documents)


def test_markdown_that_cites_another_source_is_stopped(sample: Brief, documents: Documents) -> None:
    text = render_markdown(sample)
    cited = list(re.finditer(r" \[\^2\]$| \[\^2\] \|$", text, re.MULTILINE))
    assert len(cited) == 4
    for match in cited:
        broken = text[: match.start()] + match.group().replace("2", "3") + text[match.end() :]
        with pytest.raises(GuardError):
            check_rendered(broken, sample, documents)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_character_of_a_quoted_sentence_is_stopped(
    seed: int, sample: Brief, documents: Documents
) -> None:
    page, rng = render_html(sample), random.Random(seed)
    match = rng.choice(list(re.finditer(r'data-at="[^"]*">([^<]+)<', page)))
    at = rng.randrange(*match.span(1))
    with pytest.raises(GuardError):
        check_rendered(page[:at] + "某" + page[at + 1 :], sample, documents)


@pytest.mark.parametrize(
    ("render", "old"),
    [(render_html, '<p class="again">.*?</p>'), (render_markdown, "- 同一材料见.*")],
)
def test_a_pointer_to_another_chapter_is_stopped(
    render: Callable[[Brief], str], old: str, sample: Brief, documents: Documents
) -> None:
    output = render(twice(sample))
    checked = check(twice(sample), documents)
    checked.check_rendered(output)
    third = list(re.finditer(old, output))[-1]
    broken = third.group().replace(sample.chapters[1].id, sample.chapters[0].id)
    broken = re.sub(r"(?<=>)2(?=</b>)", "1", broken).replace("**2**", "**1**").replace("[^3]", "[^4]")
    broken = broken.replace(">3<", ">4<").replace("source-3", "source-4")
    with pytest.raises(GuardError):
        checked.check_rendered(output[: third.start()] + broken + output[third.end() :])


@pytest.mark.parametrize(
    ("render", "line"),
    [(render_html, r'<p><span data-at="2:[^<]*</span><a.*?</p>'), (render_markdown, r"\n- 电站总投资[^\n]*")],
)
def test_a_local_sentence_that_is_nowhere_printed_is_stopped(
    render: Callable[[Brief], str], line: str, sample: Brief, documents: Documents
) -> None:
    output, lost = re.subn(line, "", render(sample), count=1)
    assert lost == 1
    with pytest.raises(GuardError, match="漏印"):
        check_rendered(output, sample, documents)


def test_a_number_that_nobody_printed_is_stopped(sample: Brief, documents: Documents) -> None:
    page = render_html(sample).replace("<h2", "<p>增长97%</p><h2", 1)
    with pytest.raises(GuardError, match="97%"):
        check_rendered(page, sample, documents)
