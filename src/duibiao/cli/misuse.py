"""What click says of a wrong call, in Chinese and with a way out."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click


def told(error: click.ClickException) -> str:
    """One line; click's own words where it says what no rule here knows."""
    line = next(filter(None, (rule(error) for rule in _RULES)), error.format_message())
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None or line.endswith(")"):
        return line
    return f"{line} (用法见 {context.command_path} --help)"


def _no_such_option(error: click.ClickException) -> str:
    if not isinstance(error, click.NoSuchOption):
        return ""
    return f"没有选项 {error.option_name}{_perhaps(error.possibilities or ())}"


def _no_such_command(error: click.ClickException) -> str:
    name = re.match("No such command '(.*?)'", error.message)
    if name is None or not isinstance(error, click.UsageError) or error.ctx is None:
        return ""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    group = error.ctx.command
    known = group.list_commands(error.ctx) if isinstance(group, click.Group) else []
    return f"没有命令 {name[1]}{_perhaps(get_close_matches(name[1], known))}"


def _missing(error: click.ClickException) -> str:
    if not isinstance(error, click.MissingParameter) or error.param is None:
        return ""
    return f"缺少{_named(error.param)}{_values(error.param.type)}"


def _bad_value(error: click.ClickException) -> str:
    if not isinstance(error, click.BadParameter) or error.param is None:
        return ""
    value = re.search(r"'(.*)' is |^(-?[\d.]+) is ", error.message)
    given = f"“{value[1] or value[2] or ''}”" if value is not None else "值"
    return f"{_named(error.param)} 的{given}不对{_values(error.param.type)}"


def _bad_option(error: click.ClickException) -> str:
    if not isinstance(error, click.BadOptionUsage):
        return ""
    wrong = "不带值" if "does not take" in error.message else "后面没有值"
    return f"选项 {error.option_name} {wrong}"


def _too_many(error: click.ClickException) -> str:
    more = re.search(r"unexpected extra arguments? \((.*)\)", error.message, re.DOTALL)
    return f"不知道“{more[1]}”是什么" if more is not None else ""


_RULES = (_no_such_option, _no_such_command, _missing, _bad_value, _bad_option, _too_many)


def _perhaps(near: Iterable[str]) -> str:
    words = "、".join(near)
    return f" (是不是 {words}？)" if words else ""


def _named(param: click.Parameter) -> str:
    if isinstance(param, click.Option):
        return f"选项 {max(param.opts, key=len)}"
    return f"参数 {param.metavar or (param.name or '').upper()}"


def _values(kind: object) -> str:
    if isinstance(kind, click.Choice):
        return f" (可用：{'、'.join(map(str, kind.choices))})"
    if isinstance(kind, click.IntRange):
        return f" (要 {kind.min} 到 {kind.max} 的整数)"
    return " (要整数)" if kind is click.INT else ""
