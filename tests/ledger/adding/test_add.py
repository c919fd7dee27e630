"""Files into the store: once each, whole, with their facts; corrected versions supersede."""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import pytest
from sqlalchemy import select

from duibiao.ledger.adding import Source, add, rebuild
from duibiao.ledger.asking.documents import documents, find, read_again
from duibiao.ledger.asking.projects import projects
from duibiao.ledger.asking.search import search
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import DERIVED, DOCUMENTS, PASSAGES, STATEMENT_COLUMNS, STATEMENTS
from tests.ledger.made import many, report, write


def _everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All derived rows but the numbers of passages, in order."""
    with store.reading() as connection:
        return {
            table.name: sorted(
                tuple(r) for r in connection.execute(select(*(c for c in table.c if c.name != "number")))
            )
            for table in DERIVED
        }


def test_a_document_keeps_its_bytes_and_every_fact_its_place(store: Store, tmp_path: Path) -> None:
    source = write(tmp_path, "2031.txt", report(2031))
    done = add(store, [source])
    assert (done.added, done.present, done.failed) == (1, 0, [])
    with store.reading() as connection:
        data = connection.scalar(select(DOCUMENTS.c.bytes))
        rows = connection.execute(select(STATEMENTS)).all()
    assert zlib.decompress(data) == source.path.read_bytes()
    text = read_again(store, 1).text
    assert len(rows) >= 8
    names = [c.name for c in STATEMENTS.c]
    start = names.index("id")
    for row in rows:
        fact = STATEMENT_COLUMNS.fact(
            tuple(row)[start : start + len(STATEMENT_COLUMNS.names)], doc="2031.txt"
        )
        assert fact.span.of(text) == fact.text
        if fact.indicator_span is not None:
            assert fact.indicator_span.of(text) == fact.indicator


def test_passages_are_slices(store: Store, tmp_path: Path) -> None:
    add(store, [write(tmp_path, "2031.txt", report(2031))])
    text = read_again(store, 1).text
    with store.reading() as connection:
        held = connection.execute(select(PASSAGES.c.start, PASSAGES.c.end, PASSAGES.c.text)).all()
    assert held
    assert all(text[start:end] == printed for start, end, printed in held)


def test_adding_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    sources = many(tmp_path, 3)
    add(store, sources)
    before = _everything(store)
    copy = write(tmp_path, "a copy under another name.txt", sources[0].path.read_text("utf-8"))
    done = add(store, [*sources, copy])
    assert (done.added, done.present) == (0, 4)
    assert _everything(store) == before


def test_the_same_file_twice_in_one_run_is_added_once(store: Store, tmp_path: Path) -> None:
    source = write(tmp_path, "one.txt", report(2031))
    done = add(store, [source, Source(source.path, "again.txt")])
    assert (done.added, done.present) == (1, 1)


def test_several_processes_give_the_same_store(store: Store, tmp_path: Path) -> None:
    sources = many(tmp_path, 20)
    add(store, sources, workers=2)
    parallel = _everything(store)
    with Store.open(str(tmp_path / "alone.sqlite"), create=True) as alone:
        add(alone, sources, workers=1)
        assert _everything(alone) == parallel


def test_a_corrected_version_supersedes_and_keeps_the_old_one(store: Store, tmp_path: Path) -> None:
    add(store, [write(tmp_path, "2031.txt", report(2031, growth="4.8"))])
    done = add(store, [write(tmp_path, "2031.txt", report(2031, growth="4.9"))])
    assert done.replaced == ["2031.txt"]
    assert len(documents(store)) == 1
    versions = documents(store, superseded=True)
    assert len(versions) == 2
    old = next(v for v in versions if v.superseded_by)
    assert find(store, "2031.txt").sha256 == old.superseded_by
    assert search(store, "增长4.9%").total == 1
    assert search(store, "增长4.8%").total == 0


def test_another_year_or_another_text_of_the_same_name_supersedes_nothing(
    store: Store, tmp_path: Path
) -> None:
    add(store, [write(tmp_path, "a/report.txt", report(2031))])
    done = add(store, [write(tmp_path, "b/report.txt", report(2032))])
    assert done.replaced == []
    assert len(documents(store)) == 2


def test_files_that_cannot_be_read_are_listed_and_the_others_kept(store: Store, tmp_path: Path) -> None:
    good = many(tmp_path, 2)
    empty = write(tmp_path, "empty.txt", "")
    pdf = write(tmp_path, "scan.txt", "%PDF-1.7 ...")
    done = add(store, [good[0], empty, pdf, good[1], Source(tmp_path / "none.txt", "none.txt")])
    assert done.added == 2
    assert len(done.failed) == 3
    assert all(str(tmp_path) in line for line in done.failed)


def test_rebuild_gives_the_same_facts_with_the_same_ids(store: Store, tmp_path: Path) -> None:
    add(store, many(tmp_path, 12))
    before = _everything(store)
    assert rebuild(store, workers=2) == (12, [])
    assert _everything(store) == before
    assert search(store, "第7号工程").total == 1


def test_a_great_many_reports_are_read_deep_when_first_asked(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = many(tmp_path, 6)
    monkeypatch.setattr(sys.modules["duibiao.ledger.adding.add"], "DEEP_MOST", 5)
    assert not add(store, sources).deep
    shallow = _everything(store)
    assert shallow["statements"]
    assert shallow["targets"]
    assert shallow["mentions"] == shallow["project_events"] == []
    assert projects(store).named("肇庆小鹏新能源汽车项目").timeline
    with Store.open(str(tmp_path / "deep.sqlite"), create=True) as deep:
        for source in sources:
            add(deep, [source])
        assert _everything(store) == _everything(deep)


def test_what_a_person_said_of_a_file_outlives_a_rebuild(store: Store, tmp_path: Path) -> None:
    source = write(tmp_path, "note.txt", "本市去年新建水厂三座，总投资12亿元。")
    add(store, [Source(source.path, source.name, "441200", 2031)])
    rebuild(store)
    held = find(store, "note.txt")
    assert (held.place, held.year, held.kind) == ("肇庆市", 2031, "material")
    with store.reading() as connection:
        assert set(connection.scalars(select(STATEMENTS.c.adcode))) == {"441200"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("高要区新建水厂。四会市修路。肇庆市去年完成投资12亿元。", "肇庆市"),
        ("广州市、佛山市、肇庆市、惠州市签约。", ""),
        ("新建水厂三座。", ""),
    ],
)
def test_local_material_is_the_place_that_it_mostly_names(
    store: Store, tmp_path: Path, text: str, place: str
) -> None:
    add(store, [write(tmp_path, "note.txt", text)])
    assert find(store, "note.txt").place == place
