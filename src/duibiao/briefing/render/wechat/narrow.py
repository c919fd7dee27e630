"""Blocks for a column as narrow as a phone: wide tables become lines, references the number in brackets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from duibiao.briefing.render.runs import Block, Line, Run, Table, line, say

Cells = Sequence[Sequence[Run]]


def narrow(made: Iterable[Block]) -> list[Block]:
    """The same words in the same order, but for notes: their sources stand in the list at the end."""
    return [_referred(one) for block in made for one in _narrowed(block)]


def _narrowed(block: Block) -> Iterator[Block]:
    if isinstance(block, Line):
        numbered = tuple(run for run in block.runs if run.look == "no" and run.text.strip())
        if numbered:
            yield Line("no", numbered)
        yield replace(block, runs=tuple(run for run in block.runs if run.look != "no"))
    elif block.style in _STACKED:
        for row in block.rows:
            yield from _STACKED[block.style](block.head, row)
    else:
        yield block


def figure(_: Sequence[str], row: Cells) -> Iterator[Block]:
    """86亿元　总投资 / 2023年 · 肇庆市 · 已完成 [2]; a row of one cell says whose figures follow."""
    if len(row) == 1:
        yield line("side", *row[0])
        return
    value, indicator, *said, source = row
    yield line("figure", *value, say("　"), *indicator)
    yield line("figure-more", *_joined(said, " · "), say(" "), *source)


def yardstick(head: Sequence[str], row: Cells) -> Iterator[Block]:
    """The subject, then a line for each side and what follows."""
    about, local, report, follows = row
    yield line("measure", *about)
    yield line("measure-side", say(f"{head[1]}　"), *local)
    yield line("measure-side", say(f"{head[2]}　"), *report)
    yield line("measure-follows", *follows)


def project(head: Sequence[str], row: Cells) -> Iterator[Block]:
    """The name, then a line for each column that says anything."""
    name, *said, source = row
    yield line("project", *name, say(" "), *source)
    for column, cell in zip(head[1:], said, strict=False):
        if any(run.text != "—" for run in cell):
            yield line("project-more", say(f"{column}　", "faint"), *cell)


_STACKED: Mapping[str, Callable[[Sequence[str], Cells], Iterator[Block]]] = {
    "figures": figure,
    "yardsticks": yardstick,
    "projects": project,
}


def _joined(cells: Cells, separator: str) -> list[Run]:
    found = [run for cell in cells for run in (say(separator), *cell)]
    return found[1:]


def _referred(block: Block) -> Block:
    """References as [2]."""
    if isinstance(block, Table):
        rows = tuple(tuple(_bracketed(cell) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    return replace(block, runs=_bracketed(block.runs))


def _bracketed(runs: Iterable[Run]) -> tuple[Run, ...]:
    made: list[Run] = []
    for run in runs:
        made += [say("[", run.look), replace(run, note=()), say("]", run.look)] if run.note else [run]
    return tuple(made)
