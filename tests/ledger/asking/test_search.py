"""Full text: exact to the character, whatever stands between, and with every filter."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from duibiao.errors import UsageError
from duibiao.gazetteer import Gazetteer
from duibiao.ledger.adding import add
from duibiao.ledger.asking.search import search
from duibiao.ledger.store import Store
from duibiao.ledger.store.fulltext import fold
from tests.ledger.made import many, report, write


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("百千万工程", ["百千万工程"]),
        ("２％左右", ["2%左右"]),
        ("2%", ["2%", "2%"]),
        ("号", ["号"]),
        ("。", ["。"]),
        ("肇庆 开工", ["肇庆", "开工"]),
        ("工程全面", []),
        ("没有这句话", []),
    ],
)
def test_hits_are_exact_and_marked(store: Store, tmp_path: Path, words: str, found: list[str]) -> None:
    text = report(2031)
    add(store, [write(tmp_path, "2031.txt", text)])
    hits = search(store, words).hits
    assert bool(hits) == bool(found)
    for hit in hits:
        assert hit.passage.of(text) == hit.text
        assert all(hit.passage.holds(mark) for mark in hit.marks)
    if hits:
        marked = [mark.of(text) for mark in hits[0].marks]
        assert set(found) <= set(marked)


def test_a_phrase_broken_over_lines_is_found(store: Store, tmp_path: Path) -> None:
    add(store, [write(tmp_path, "note.txt", "本市将建成新能源\n\n汽车产业集群,\n\n产值达到700亿元。")])
    (hit,) = search(store, "新能源汽车产业").hits
    (mark,) = hit.marks
    assert (
        "".join(mark.of("本市将建成新能源\n\n汽车产业集群,\n\n产值达到700亿元。").split()) == "新能源汽车产业"
    )


def test_filters(store: Store, tmp_path: Path) -> None:
    add(
        store,
        [
            write(tmp_path, "a.txt", report(2031)),
            write(tmp_path, "b.txt", report(2032)),
            write(tmp_path, "c.txt", report(2031, place="浙江省")),
            write(tmp_path, "d.txt", "肇庆市2031年地区生产总值3000亿元。四会市、高要区同步增长。"),
        ],
    )
    place = Gazetteer.load().resolve
    words = "地区生产总值"
    titles = lambda **asked: {h.origin.name for h in search(store, words, **asked).hits}  # noqa: E731
    assert titles() == {"a.txt", "b.txt", "c.txt", "d.txt"}
    assert titles(place=place("广东省")) == {"a.txt", "b.txt", "d.txt"}
    assert titles(place=place("肇庆市")) == {"d.txt"}
    assert titles(year=2031) == {"a.txt", "c.txt", "d.txt"}
    assert titles(kind="report", year=2031) == {"a.txt", "c.txt"}


def test_nothing_asked_is_wrong_usage(store: Store) -> None:
    with pytest.raises(UsageError):
        search(store, " 　 ")


def test_a_heading_comes_before_its_text(store: Store, tmp_path: Path) -> None:
    add(store, many(tmp_path, 1))
    assert search(store, "工作安排").hits[0].text.startswith("二、")


def test_every_phrase_of_real_reports_is_found_where_it_stands(tmp_path: Path, corpus: Path) -> None:
    """Phrases drawn at random from paragraphs, of 1 to 12 characters, also over marks and figures."""
    from duibiao.ledger.adding import Source  # noqa: PLC0415

    files = sorted((corpus / "provinces-2026").glob("*.txt"))[:4]
    draw = random.Random(1)
    with Store.open(str(tmp_path / "l.sqlite"), create=True) as store:
        add(store, [Source(f, f.name) for f in files])
        lines = [
            (f.name, line) for f in files for line in f.read_text("utf-8").splitlines() if len(line) > 20
        ]
        for name, line in draw.sample(lines, 150):
            size = draw.randint(2, 12)
            at = draw.randrange(len(line) - size)
            phrase = fold(line[at : at + size])
            found = search(store, phrase.replace(" ", ""), limit=400)
            there = any(h.origin.name == name and phrase in fold(h.text) for h in found.hits)
            assert there or found.more, phrase
