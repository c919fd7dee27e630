"""Briefs made from the sample by hand."""

from __future__ import annotations

from dataclasses import replace

from duibiao.briefing import Brief
from duibiao.briefing.render.docx import printed_in
from duibiao.matching import Why


def twice(sample: Brief) -> Brief:
    """Sentences of the first chapter answer the second as well, those of both the third."""
    first, second, third = sample.chapters
    second = replace(
        second, evidence=(*second.evidence, *first.evidence), figures=second.figures + first.figures
    )
    third = replace(third, evidence=(*third.evidence, *second.evidence[::-1]))
    return replace(sample, chapters=(first, second, third))


def in_passing(sample: Brief) -> Brief:
    """The passage without local material only mentions a region."""
    (road,) = sample.unanswered
    why = replace(road.why[0], kind=Why.REGION, explanation="肇庆市属于粤港澳大湾区")
    strip = tuple(
        (*b[:2], Why.REGION if b[3] == road.id and b[2] else b[2], b[3]) for b in sample.coverage.strip
    )
    named = sum(kind in (Why.NAMED, Why.WITHIN, Why.ENTITY) for _, _, kind, _ in strip)
    coverage = replace(sample.coverage, strip=strip, named=named)
    return replace(sample, unanswered=(replace(road, why=(why,)),), coverage=coverage)


def words_of(output: str | bytes) -> str:
    """What a rendering prints: of a Word document its paragraphs and notes, else all of it."""
    if isinstance(output, str):
        return output
    inside = printed_in(output, {})
    return "\n".join([*inside.body, *inside.notes])
