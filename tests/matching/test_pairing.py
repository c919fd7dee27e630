"""Pairing on the bundled example, which needs no corpus."""

from __future__ import annotations

from itertools import pairwise

import pytest

from duibiao.examples import path
from duibiao.gazetteer import Gazetteer
from duibiao.matching import Matched, Pairing, Why, match
from duibiao.matching.pairing import CHAPTERS_MOST
from duibiao.matching.runs import ITEM_RUNS
from duibiao.sources import read_document
from duibiao.sources.plain import document_from_text
from duibiao.text import Document

REPORT = read_document(path() / "report.txt")
NOTES = [read_document(p) for p in sorted((path() / "evidence").iterdir())]
GAZETTEER = Gazetteer.load()


def run(notes: list[Document], place: str = "肇庆市") -> Matched:
    home = GAZETTEER.resolve("广东省")
    return match(REPORT, GAZETTEER.resolve(place), 2024, notes, home=home, gazetteer=GAZETTEER)


@pytest.fixture(scope="module")
def matched() -> Matched:
    return run(NOTES)


def chapter_with(matched: Matched, words: str) -> Pairing:
    at = REPORT.text.index(words)
    return next(p for p in matched.answered if any(k.start <= at < k.end for k in p.kept))


@pytest.mark.parametrize(
    ("words", "note"),
    [("浪江", "langjiang-storage.txt"), ("肇庆新区", "new-area.txt"), ("抽水蓄能", "langjiang-storage.txt")],
)
def test_a_note_stands_under_the_passage_that_it_is_about(matched: Matched, words: str, note: str) -> None:
    best = max(chapter_with(matched, words).evidence, key=lambda e: e.score)
    assert best.doc == note


def test_notes_about_other_cities_are_never_evidence(matched: Matched) -> None:
    used = {e.doc for p in matched.answered for e in p.evidence}
    assert used
    assert not any(doc.startswith("other-") for doc in used)
    assert {m.doc for m in matched.material if m.note} >= {d.name for d in NOTES if "other-" in d.name}


def test_for_another_city_only_its_own_note_is_used() -> None:
    used = {e.doc for p in run(NOTES, "云浮市").answered for e in p.evidence}
    assert used <= {"other-yunfu.txt"}


def test_chapters_are_few_disjoint_and_in_reading_order(matched: Matched) -> None:
    assert len(matched.answered) <= CHAPTERS_MOST
    kept = [span for p in matched.answered for span in p.kept]
    assert all(a.end <= b.start for a, b in pairwise(kept))


def test_one_note_answers_a_few_passages_not_all() -> None:
    note = next(d for d in NOTES if d.name == "tourism.txt")
    answered = run([note]).answered
    assert 1 <= len([p for p in answered if p.reasons[0].kind is Why.THEME]) <= ITEM_RUNS


def test_the_same_again_is_the_same(matched: Matched) -> None:
    assert run(NOTES) == matched


def test_no_notes_no_chapters() -> None:
    matched = run([])
    assert matched.answered == ()
    assert all(p.reasons and not p.evidence for p in matched.unanswered)


def test_a_local_sentence_stands_under_one_passage_and_others_say_where(matched: Matched) -> None:
    placed = [(e.doc, e.span) for p in matched.answered for e in p.evidence]
    assert len(placed) == len(set(placed))
    chapters = {p.span for p in matched.answered}
    assert all(set(p.see) <= chapters - {p.span} for p in (*matched.answered, *matched.unanswered))


def test_a_sentence_that_leans_on_the_one_before_it_stands_beside_it() -> None:
    text = (
        "肇庆浪江抽水蓄能电站上水库开始蓄水，年内首台机组具备投产条件。"
        "项目建成投产后，产业带动效应明显，新型储能产业产值预计增加9亿元。"
    )
    name = "storage.txt"
    note = document_from_text(text, name=name, sha256=name)
    matched = run([note, *NOTES])
    under = [p for p in matched.answered if any(e.doc == name for e in p.evidence)]
    assert len(under) == 1
    assert len([e for e in under[0].evidence if e.doc == name]) == 2
