"""The gate: what an editor put together by hand must come out together."""

from __future__ import annotations

import hashlib
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.editor_pairs import Case, editor_case
from duibiao.gazetteer import Gazetteer
from duibiao.matching import FIRM, Cache, Matched, match

FLOORS = tomllib.loads((Path(__file__).parents[1] / "gold" / "floors.toml").read_text("utf-8"))["matching"]


@pytest.fixture(scope="module")
def case(corpus: Path) -> Case:
    made = editor_case(corpus)
    digest = hashlib.sha256("".join(d.sha256 for d in (made.report, *made.material)).encode()).hexdigest()
    assert digest == FLOORS["corpus_sha256"], "the corpus changed: measure again before changing the floors"
    return made


@pytest.fixture(scope="module")
def matched(case: Case) -> Matched:
    gazetteer = Gazetteer.load()
    place, home = gazetteer.resolve("肇庆市"), gazetteer.resolve("广东省")
    kept = Cache.default()  # of this run: other tests read the same documents
    return match(case.report, place, 2024, case.material, home=home, gazetteer=gazetteer, cache=kept)


def test_the_editors_passages_are_chapters_with_the_right_file(case: Case, matched: Matched) -> None:
    found, right = 0, 0
    for pair in case.pairs:
        chapters = [p for p in matched.answered if any(k.meets(q) for k in p.kept for q in pair.quoted)]
        found += bool(chapters)
        right += any(max(c.evidence, key=lambda e: e.score).doc == pair.file for c in chapters)
    assert found >= FLOORS["passages_found"]
    assert right >= FLOORS["right_file_first"]
    assert len(matched.answered) <= FLOORS["chapters_most"]


def test_only_files_about_the_place_are_used(case: Case, matched: Matched) -> None:
    local = {pair.file for pair in case.pairs}
    used = {e.doc for p in matched.answered for e in p.evidence}
    assert used <= local
    assert {m.doc for m in matched.material if m.note} == {d.name for d in case.material} - local


def test_every_sentence_with_the_name_is_told(case: Case, matched: Matched) -> None:
    told = [span for p in (*matched.answered, *matched.unanswered) for span in p.kept]
    text = case.report.text
    at = text.find("肇")
    count = 0
    while at >= 0:
        assert any(s.start <= at < s.end for s in told), text[at - 20 : at + 20]
        count += 1
        at = text.find("肇", at + 1)
    assert count >= FLOORS["mentions_of_the_name"]


def test_spans_slice_back(case: Case, matched: Matched) -> None:
    texts = {d.name: d.text for d in case.material}
    for pairing in (*matched.answered, *matched.unanswered):
        assert pairing.reasons
        assert all(r.span.of(case.report.text) == r.text for r in pairing.reasons)
        assert all(e.span.of(texts[e.doc]) == e.text for e in pairing.evidence)
        assert list(pairing.kept) == sorted(pairing.kept)
    assert all(not p.evidence for p in matched.unanswered)
    assert any(p.reasons[0].kind in FIRM for p in matched.answered)


def test_no_passage_stands_in_two_chapters(case: Case, matched: Matched) -> None:
    kept = sorted(span for p in matched.answered for span in p.kept)
    assert all(a.end <= b.start for a, b in pairwise(kept))
