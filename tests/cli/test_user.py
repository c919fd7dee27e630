"""``duibiao user``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("argon2")

from duibiao.cli.user import command
from duibiao.errors import DuibiaoError, NotFound, StoreError, UsageError
from duibiao.ledger.store import Store
from duibiao.site.security import passwords
from duibiao.site.store import audit
from duibiao.site.store.people import People

PASSWORD = "four plain words here"


@pytest.fixture
def where(tmp_path: Path) -> str:
    return str(tmp_path / "ledger.sqlite")


def run(where: str, *args: str, typed: str = "") -> Result:
    return CliRunner().invoke(command, [*args, "--ledger", where], input=typed)


def test_an_account_from_beginning_to_end(where: str) -> None:
    made = run(
        where, "add", "zhang", "--role", "chief", "--shown", "张三", "--password-stdin", typed=PASSWORD + "\n"
    )
    assert made.exit_code == 0, made.exception
    assert PASSWORD not in made.output
    listed = json.loads(run(where, "list", "--format", "json").output)
    assert [(u["name"], u["shown"], u["role"], u["disabled_at"]) for u in listed] == [
        ("zhang", "张三", "chief", "")
    ]
    assert run(where, "role", "zhang", "editor").exit_code == 0
    typed = "another good one\nanother good one\n"
    assert run(where, "password", "zhang", typed=typed).exit_code == 0
    assert run(where, "disable", "zhang").exit_code == 0
    with Store.open(where) as store:
        people = People(store)
        assert people.get("zhang").disabled_at
        assert people.kept_password("zhang") == ""
        run(where, "enable", "zhang")
        assert passwords.right(people.kept_password("zhang"), "another good one")
        actions = [row.action for row in audit.entries(store, 10)][::-1]
        assert actions == ["user.add", "user.role", "user.password", "user.disable", "user.enable"]
        assert all(row.who.startswith("命令行:") for row in audit.entries(store, 10))


@pytest.mark.parametrize(
    ("args", "typed", "error"),
    [
        (("add", "张三"), PASSWORD, UsageError), (("add", "a;b"), PASSWORD, UsageError),
        (("add", "zhang"), "short", UsageError), (("role", "nobody", "chief"), "", NotFound),
        (("password", "nobody"), PASSWORD, NotFound), (("disable", "nobody"), "", NotFound),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told(
    where: str, args: tuple[str, ...], typed: str, error: type[DuibiaoError]
) -> None:
    run(where, "add", "first", "--password-stdin", typed=PASSWORD)
    more = ["--password-stdin"] if typed else []
    done = run(where, *args, *more, typed=typed)
    assert isinstance(done.exception, error), done.output


def test_the_same_name_twice_and_no_ledger(where: str) -> None:
    assert isinstance(run(where, "list").exception, StoreError)
    run(where, "add", "zhang", "--password-stdin", typed=PASSWORD)
    assert isinstance(run(where, "add", "zhang", "--password-stdin", typed=PASSWORD).exception, UsageError)
