"""Forms of one name over several documents: joined when a text or a table says so, never by likeness."""

from __future__ import annotations

from pathlib import Path

import pytest

from duibiao.errors import UnreadableSource
from duibiao.gazetteer import Gazetteer
from duibiao.reading.mentions import find_mentions, join_names, same_table
from duibiao.reading.model import Mention, MentionType
from duibiao.text import Document


def joined(*texts: str, table: tuple[tuple[str, ...], ...] = ()) -> list[list[Mention]]:
    home = Gazetteer.load().get("441200")
    documents = [Document(f"{i}.txt", text, f"{i:064d}") for i, text in enumerate(texts)]
    found = join_names([(d, find_mentions(d, home=home, year=2025)) for d in documents], table)
    for document, mentions in zip(documents, found, strict=True):
        assert all(m.span.of(document.text) == m.text for m in mentions)
    return found


def names(mentions: list[Mention], kind: MentionType = MentionType.PROJECT) -> set[str | None]:
    return {m.name for m in mentions if m.type is kind and not m.nested}


def test_forms_of_one_name_are_one_over_documents() -> None:
    first, second = joined("中国散裂中子源二期工程开工。", "散裂中子源二期进展顺利。")
    assert names(first) == names(second) == {"中国散裂中子源二期工程"}
    one, other = joined("实施“百县千镇万村高质量发展工程”。", "“百千万工程”见效。")
    kind = MentionType.PROGRAMME
    assert names(one, kind) == names(other, kind) == {"百县千镇万村高质量发展工程"}


def test_names_that_look_alike_stay_apart() -> None:
    first, second = joined("肇庆宁德时代二阶段工程投产。", "宁德时代肇庆项目二期开工。瑞庆时代纳税增长。")
    assert names(first).isdisjoint(names(second))
    assert not any(m.text == "瑞庆时代" for m in second)


def test_a_text_says_that_two_names_are_one() -> None:
    first, second = joined("宁德时代肇庆项目（简称“瑞庆时代”）投产。", "瑞庆时代纳税增长。")
    assert names(first) == names(second) == {"宁德时代肇庆项目"}
    (found,) = [m for m in second if m.text == "瑞庆时代"]
    assert found.why == "said to be one"


def test_a_table_says_that_names_are_one() -> None:
    rows = (("瑞庆时代", "宁德时代肇庆项目", "肇庆宁德时代二阶段工程"),)
    first, second = joined("肇庆宁德时代二阶段工程投产。", "宁德时代肇庆项目见效，瑞庆时代纳税。", table=rows)
    assert names(first) == names(second) == {"瑞庆时代"}


def test_the_table_is_read_from_the_users_file(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('[[same]]\nnames = ["瑞庆时代", "肇庆宁德时代"]\n', encoding="utf-8")
    assert same_table(file) == [("瑞庆时代", "肇庆宁德时代")]
    file.write_text("[[same]]\nname = 1\n", encoding="utf-8")
    with pytest.raises(UnreadableSource):
        same_table(file)
