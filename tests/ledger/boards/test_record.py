"""Boards as data: every cell carries its source, every number is a string of its decimal."""

from __future__ import annotations

import json

from duibiao.ledger.boards import FLAT, flat, record
from tests.ledger.boards.supplying import filled, material, report

GIVEN = (
    material("肇庆推进能源项目，光伏约30万千瓦、风电约20万千瓦、抽水蓄能10万千瓦。肇庆浪江电站总投资9亿元。"),
    report("全省清洁能源装机占比达60.5%。"),
)


def test_flat_rows_have_the_columns_and_a_source_unless_missing() -> None:
    texts = {m.origin.sha256: m.document.text for m in GIVEN}
    rows = list(flat(filled(*GIVEN)["energy"]))
    assert {row["kind"] for row in rows} >= {"words", "project", "total", "missing"}
    for row in rows:
        assert row.keys() <= set(FLAT)
        if row["kind"] == "missing":
            assert "sha256" not in row
        else:
            printed = "".join(texts[row["sha256"]][row["start"] : row["end"]].split())
            assert row["kind"] == "total" or printed == row["text"]


def test_the_nested_record_names_documents_and_what_was_left_out() -> None:
    other = material("佛山市建成绿道九公里，佛山公园增至三个。", "other.txt")
    made = json.loads(json.dumps(record(filled(*GIVEN, other)["energy"])))
    hashes = {d["sha256"] for d in made["documents"]}
    cells = [c for s in made["sections"] for r in s["rows"] for c in r["cells"]]
    assert {c["source"]["sha256"] for c in cells} <= hashes
    assert [x["doc"] for x in made["left_out"]] == ["other.txt"]
    assert "300000" in {c["value"] for c in cells}
    (total,) = [c for s in made["sections"] for c in s["worked_out"]]
    assert total["value"] == "600000"
    assert len(total["parts"]) == 3
