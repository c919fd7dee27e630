"""Errors are one line for people, with the exit status that the call deserves."""

from __future__ import annotations

import pytest

from duibiao import errors
from duibiao.errors import (
    AmbiguousPlace,
    DuibiaoError,
    GuardError,
    JobError,
    UnknownPlace,
    UnreadableSource,
    UsageError,
    system_words,
)


def test_a_line_says_where_what_and_what_to_do() -> None:
    assert UnreadableSource("文件是空的", where="a.txt", hint="请检查").line == "a.txt: 文件是空的 (请检查)"
    assert str(JobError("坏了")) == "坏了"


def test_exit_status() -> None:
    assert {kind.exit_status for kind in (UsageError, UnknownPlace, AmbiguousPlace)} == {2}
    assert {kind.exit_status for kind in (JobError, UnreadableSource, GuardError)} == {1}


def test_an_unknown_place_suggests_near_names() -> None:
    assert "肇庆市、肇东市" in UnknownPlace("肇", ["肇庆市", "肇东市"]).line
    assert "请用全称" in UnknownPlace("某某").line


def test_an_ambiguous_place_lists_the_candidates() -> None:
    line = AmbiguousPlace("朝阳区", ["北京市朝阳区 110105", "长春市朝阳区 220104"]).line
    assert "2 处同名" in line
    assert "220104" in line


def test_there_is_one_tree() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert len(kinds) >= 6
    assert all(issubclass(kind, DuibiaoError) for kind in kinds)


@pytest.mark.parametrize("kind", [UsageError, JobError, UnreadableSource, GuardError])
def test_every_error_is_caught_as_one(kind: type[DuibiaoError]) -> None:
    with pytest.raises(DuibiaoError):
        raise kind("某事不成")


def test_what_the_system_says_is_told_in_chinese() -> None:
    assert system_words(PermissionError(13, "Permission denied")) == "没有权限"
    assert system_words(OSError(5, "Input/output error")) == "Input/output error"
