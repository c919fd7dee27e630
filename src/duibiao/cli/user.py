"""``duibiao user``: who works at the desk of the portal."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from duibiao.cli.ledger.common import emit, format_option, ledger_option

if TYPE_CHECKING:
    from duibiao.site.store.people import People

ROLES = ("reader", "editor", "reviewer", "chief", "admin")


@click.group()
def command() -> None:
    """Accounts of the portal's desk: add, list, change of role, password, disable, enable."""


def _password_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--password-stdin", is_flag=True, help="Read the password from standard input, not by asking."
    )(function)


@command.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="editor", show_default=True)
@click.option("--shown", default="", help="The person's name as the site prints it; NAME when left out.")
@_password_option
@ledger_option
def add(where: str, name: str, role: str, shown: str, password_stdin: bool) -> None:
    """Open an account. A ledger that is not there yet is made."""
    from duibiao.site.security.roles import Role  # noqa: PLC0415 (commands start fast)

    with _people(where, create=True) as people:
        people.add(name, shown, Role(role), _password(password_stdin), by=_by())
    click.echo(f"已开账号 {name}（{role}）")


@command.command("list")
@format_option
@ledger_option
def list_(where: str, form: str) -> None:
    """All accounts."""
    with _people(where) as people:
        rows = [
            {"name": u.name, "shown": u.shown, "role": u.role.value, "created_at": u.created_at,
             "disabled_at": u.disabled_at}
            for u in people.all()
        ]  # fmt: skip
    titles = {"name": "账号", "shown": "姓名", "role": "角色", "created_at": "开通", "disabled_at": "停用"}
    emit(rows, form, titles)


@command.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@ledger_option
def role(where: str, name: str, role: str) -> None:
    """Change what an account is for; it has to log in again."""
    from duibiao.site.security.roles import Role  # noqa: PLC0415

    with _people(where) as people:
        people.set_role(name, Role(role), by=_by())
    click.echo(f"{name} 现在是 {role}")


@command.command("password")
@click.argument("name")
@_password_option
@ledger_option
def password(where: str, name: str, password_stdin: bool) -> None:
    """Set a new password; the account has to log in again."""
    with _people(where) as people:
        people.get(name)
        people.set_password(name, _password(password_stdin), by=_by())
    click.echo(f"{name} 的密码已改")


@command.command("disable")
@click.argument("name")
@ledger_option
def disable(where: str, name: str) -> None:
    """Close an account: its sessions end, its tokens are revoked, its work stays."""
    with _people(where) as people:
        people.disable(name, by=_by())
    click.echo(f"{name} 已停用")


@command.command("enable")
@click.argument("name")
@ledger_option
def enable(where: str, name: str) -> None:
    """Open a closed account again."""
    with _people(where) as people:
        people.disable(name, by=_by(), opened=True)
    click.echo(f"{name} 已恢复")


@contextmanager
def _people(where: str, *, create: bool = False) -> Iterator[People]:
    from duibiao.errors import UsageError  # noqa: PLC0415
    from duibiao.ledger.store import Store  # noqa: PLC0415

    try:
        from duibiao.site.store.migrating import ready  # noqa: PLC0415
        from duibiao.site.store.people import People  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError("网站没有安装", hint="请安装 duibiao[site]") from error
    with Store.open(where, create=create) as store:
        ready(store)
        yield People(store)


def _password(from_stdin: bool) -> str:
    from duibiao.errors import UsageError  # noqa: PLC0415

    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    first = click.prompt("密码", hide_input=True)
    if first != click.prompt("再输一遍", hide_input=True):
        raise UsageError("两遍密码不一样")
    return str(first)


def _by() -> str:
    """Whose hand it was: the audit log tells commands from the desk."""
    return f"命令行:{getpass.getuser()}"
