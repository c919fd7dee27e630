"""Panels open in the software of researchers with every value as it was; citations name their source."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from duibiao.errors import UsageError
from duibiao.ledger.adding import add
from duibiao.ledger.asking.documents import find, read_again
from duibiao.ledger.exporting import cite_dataset, cite_document, cite_fact, is_fact, panel, write_panel
from duibiao.ledger.exporting.panel import VARIABLES, Panel
from duibiao.ledger.store import Store
from tests.ledger.made import many, report, write

NAMES = [v.name for v in VARIABLES]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "l.sqlite"), create=True) as store:
        note = "=1+1 肇庆市2030年地区生产总值2917.1亿元，增长4.0%，占全市一半。四会市增长6%。"
        add(store, [*many(tmp_path / "files", 4), write(tmp_path, "note.txt", note)])
        yield store


@pytest.fixture
def made(opened: Store) -> Panel:
    return panel(opened, unnamed=True)


def _rows(made: Panel) -> list[dict[str, object]]:
    return [dict(zip(NAMES, row, strict=True)) for row in made.rows]


def test_every_row_traces_to_its_document(opened: Store, made: Panel) -> None:
    for row in _rows(made):
        origin = find(opened, str(row["document_sha256"]))
        text = read_again(opened, origin.number).text
        assert text[row["char_start"] : row["char_end"]] == row["printed"]  # type: ignore[misc]
        assert len(str(row["sentence_sha256"])) == 16


def test_the_printed_precision_is_kept(made: Panel) -> None:
    (row,) = [r for r in _rows(made) if r["printed"] == "4.0%"]
    assert row["value_exact"] == "4.0"
    assert row["value"] == 4.0


def test_targets_have_the_words_that_soften_or_harden_them(made: Panel) -> None:
    rows = _rows(made)
    told = {str(r["wording"]): r["wording_class"] for r in rows if r["wording_class"]}
    assert told["左右"] == "soft"
    assert told["以上"] == "hard"
    assert all(r["status"] == "target" for r in rows if r["wording_class"])


def test_one_row_is_the_latest(made: Panel) -> None:
    rows = [r for r in _rows(made) if r["latest"] == 1]
    keys = [tuple(r[n] for n in ("adcode", "period", "indicator", "kind", "status")) for r in rows]
    assert len(keys) == len(set(keys)) > 10


def test_stata_takes_the_labels() -> None:
    assert all(len(v.label) <= 80 and len(v.name) <= 32 for v in VARIABLES)


def test_csv_round_trip(made: Panel, tmp_path: Path) -> None:
    path, book = write_panel(made, tmp_path / "p.csv", "csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["value_exact"] for r in rows] == [r["value_exact"] for r in _rows(made)]
    assert made.version in book.read_text("utf-8")
    assert all(f"`{name}`" in book.read_text("utf-8") for name in NAMES)


def test_parquet_round_trip(made: Panel, tmp_path: Path) -> None:
    pd, pl = pytest.importorskip("pandas"), pytest.importorskip("polars")
    path, _ = write_panel(made, tmp_path / "p.parquet", "parquet")
    for rows in (pd.read_parquet(path).to_dict("records"), pl.read_parquet(path).to_dicts()):
        _same(rows, made)


def test_stata_round_trip(made: Panel, tmp_path: Path) -> None:
    pd = pytest.importorskip("pandas")
    path, _ = write_panel(made, tmp_path / "p.dta", "stata")
    _same(pd.read_stata(path).to_dict("records"), made)
    with pd.io.stata.StataReader(path) as reader:
        assert reader.variable_labels() == {v.name: v.label for v in VARIABLES}


def test_excel_round_trip_and_no_formulas(made: Panel, tmp_path: Path) -> None:
    pl = pytest.importorskip("polars")
    pytest.importorskip("fastexcel")
    path, _ = write_panel(made, tmp_path / "p.xlsx", "xlsx")
    rows = pl.read_excel(path, sheet_name="panel", infer_schema_length=None).to_dicts()
    assert [str(r["printed"]) for r in rows] == [r["printed"] for r in _rows(made)]
    assert [float(r["value"]) for r in rows] == [r["value"] for r in _rows(made)]


def _same(rows: list[dict[str, object]], made: Panel) -> None:
    assert len(rows) == len(made.rows)
    for row, wanted in zip(rows, _rows(made), strict=True):
        for name, value in wanted.items():
            found = row[name]
            if value is None:
                assert found is None or math.isnan(float(str(found)))
            else:
                assert found == value, name
        assert Decimal(str(row["value_exact"])) == Decimal(str(wanted["value_exact"]))


def test_an_empty_panel_is_a_file_too(tmp_path: Path) -> None:
    for form in ("csv", "parquet", "stata", "xlsx"):
        if form != "csv":
            pytest.importorskip("pandas")
        path, _ = write_panel(Panel([], "0" * 12), tmp_path / f"none.{form}", form)
        assert path.stat().st_size > 0


def test_too_many_rows_for_excel(tmp_path: Path) -> None:
    many_rows = Panel([()] * 1_048_576, "0" * 12)
    with pytest.raises(UsageError, match="Excel"):
        write_panel(many_rows, tmp_path / "p.xlsx", "xlsx")
    assert not list(tmp_path.iterdir())


def test_the_version_changes_with_the_documents(opened: Store, made: Panel, tmp_path: Path) -> None:
    assert panel(opened).version == made.version
    add(opened, [write(tmp_path, "more.txt", report(2099))])
    assert panel(opened).version != made.version


@pytest.mark.parametrize("style", ["gbt7714", "bibtex", "csl"])
def test_citations_name_issuer_title_date_and_hash(opened: Store, made: Panel, style: str) -> None:
    origin = find(opened, "00000.txt")
    told = cite_document(origin, style)
    for part in ("广东省人民政府", "2031年广东省政府工作报告", "2031", origin.sha256):
        assert part in told
    id_ = str(_rows(made)[0]["statement"])
    assert is_fact(opened, id_)
    assert str(_rows(made)[0]["printed"]) in cite_fact(opened, id_, style)
    assert made.version in cite_dataset(opened, style)
    if style == "csl":
        assert json.loads(told)["type"] == "report"


def test_a_citation_of_nothing_says_where_ids_are(opened: Store) -> None:
    with pytest.raises(UsageError, match="id"):
        cite_fact(opened, "0" * 16, "gbt7714")
