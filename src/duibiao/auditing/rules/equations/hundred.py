"""Shares of one whole that make 100: rows told of a whole division, and what is left to the last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from duibiao.auditing.figures.amounts import Amount, total
from duibiao.auditing.figures.page import Figure
from duibiao.auditing.rules.equations.equation import Equation, adds_up, plain
from duibiao.auditing.rules.equations.near import between, plainly
from duibiao.auditing.vocabulary import vocabulary

_V = vocabulary(__package__)
_DIVIDED = re.compile(f"(?:{_V['whole_divisions'].regex()})[^，；。]{{0,14}}$")
_ROW = re.compile("^[、，]?(?:和|与|及)?$")
_REST = re.compile(f"(?:^|，)[^，；。、]{{0,8}}(?:{_V['rest_of_shares'].regex()})[^，；。、]{{0,10}}$")
_TOGETHER = re.compile(f"^，[^，；。、]{{0,4}}(?:{_V['altogether'].regex()})[^，；。、]{{0,6}}$")
_PART = re.compile(_V["part_of_it"].regex())
_OUTSIDE = re.compile(_V["outside_of_shares"].regex())
_HUNDRED = Amount.exact(100, "100%")
_TAKES, _ONLY = (re.compile(f"(?:{_V[name].regex()})$") for name in ("takes_part", "only_part"))
ALIKE_LEAST = 3
"""Shares that are told alike of one whole; two may be of two."""
MOST = 6
"""Shares before the rest that are looked for."""


def of_division(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """三次产业各占20.8%、19.2%和60.0%."""
    if at < 2 or own[at].unit != "%":
        return
    row = own[at - 2 : at + 1]
    in_row = all(_share(f) for f in row) and all(_ROW.match(f.lead) for f in row[1:])
    if in_row and _DIVIDED.search(row[0].lead) and not (at + 1 < len(own) and _ROW.match(own[at + 1].lead)):
        yield _whole(row)


def left_to_the_last(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """“三资”企业贡献37%，私营企业贡献21%，余下的42%出自集体企业."""
    said = own[at]
    if not at or not _share(said) or not _REST.search(said.lead):
        return
    row = [said]
    for figure in own[at - 1 :: -1][:MOST]:
        if not _share(figure) or "；" in between(figure, row[0]):
            break
        row.insert(0, figure)
    words = said.page.document.text[said.statement.sentence_span.start : said.span.end]
    parts = all(_PART.search(f.lead + f.tail[:4]) for f in row[:1])
    if len(row) > 1 and parts and not _OUTSIDE.search(words):
        yield _whole(row)


def shares_together(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """各占规模以上工业的71%、14%和9%，加起来已达94%."""
    said = own[at]
    if at < 2 or not _share(said) or not _TOGETHER.search(said.lead):
        return
    row: list[Figure] = []
    for figure in own[at - 1 :: -1][:MOST]:
        if not _share(figure) or (row and not _ROW.match(row[0].lead)):
            break
        row.insert(0, figure)
    if len(row) > 1:
        made = adds_up(0, [plain(said, "whole"), *(plain(f, "part") for f in row)])
        yield replace(made, told=plainly(made))


def no_more_than_all(own: Sequence[Figure], before: Sequence[Figure], at: int) -> Iterator[Equation]:
    """甲投资占44%，乙占33%，丙占34%: told alike of one whole, no more than 100."""
    row = [own[at]]
    for figure in own[at - 1 :: -1][:MOST] if at else ():
        alike = _ROW.match(row[0].lead) or _TAKES.search(row[0].lead) or _ONLY.search(row[0].lead)
        if not alike or not _share(figure) or "；" in between(figure, row[0]):
            break
        row.insert(0, figure)
    last = at + 1 == len(own) or not _share(own[at + 1])
    if last and len(row) >= ALIKE_LEAST and all(map(_share, row)) and _TAKES.search(row[0].lead):
        made = _whole(row)
        if total([f.amount for f in row]).low > _HUNDRED.value:
            yield replace(made, told=True)


def _share(figure: Figure) -> bool:
    return figure.unit == "%" and figure.kind == "share" and figure.statement.value_high is None


def _whole(row: Sequence[Figure]) -> Equation:
    """The last is what the others leave of 100."""
    terms = [plain(f, "part") for f in row]
    rest = [_HUNDRED - total([t.amount for t in (*terms[:n], *terms[n + 1 :])]) for n in range(len(terms))]
    made = Equation(terms[-1], rest[-1], tuple(zip(terms[:-1], rest[:-1], strict=True)))
    return replace(made, told=plainly(made))


GUESSES = (of_division, shares_together, left_to_the_last, no_more_than_all)
