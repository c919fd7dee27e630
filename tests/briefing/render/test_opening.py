"""The first sentences of a brief."""

from __future__ import annotations

from dataclasses import replace

from duibiao.briefing.model import Brief, Chapter
from duibiao.briefing.render.opening import heading_of, opening, words


def test_it_says_what_each_part_of_the_report_tells_of_the_place(sample: Brief) -> None:
    told = [sentence for sentence in opening(sample) if any(isinstance(one, Chapter) for one in sentence)]
    assert told
    for sentence in told:
        chapters = [one for one in sentence if isinstance(one, Chapter)]
        assert len({heading_of(one) for one in chapters}) == 1
        assert all(one.title in words(sentence) for one in chapters)
        assert words(sentence).endswith("。")


def test_without_chapters_it_says_where_the_report_names_the_place(sample: Brief) -> None:
    brief = replace(sample, chapters=(), yardsticks=())
    assert all("与本地材料" not in words(sentence) for sentence in opening(brief))


def test_a_slogan_for_a_heading_is_left_out(sample: Brief) -> None:
    passage = replace(sample.chapters[0].passage, section=("一、" + "坚持高质量发展不动摇" * 3,))
    assert heading_of(replace(sample.chapters[0], passages=(passage,))) == ""
