"""A printed number of things against those that are listed: the one comparison of all rules that count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.wording import message
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

LEAST = 2
"""One thing is no list."""


def tally(
    page: Page,
    n: Span,
    counts: Sequence[int],
    items: Sequence[Span],
    *,
    role: str = "item",
    near: int | None = None,
    doubt: bool = False,
) -> Iterator[Remark]:
    """What the things at ``items`` say of the number at ``n``: it is one of ``counts``, as there may be.

    ``near``: a number farther off counts something else, and nothing is said. ``doubt``: a mismatch proves
    nothing (the list may be open). ``role``: of the items; ``names`` are told of otherwise than lists.
    """
    printed = n.of(page.document.text)
    said = value_of({"双": "二"}.get(printed, printed))
    if said is None or said < LEAST or max(counts, default=0) < LEAST:
        return
    right = said in counts
    found = int(said) if right else min(counts, key=lambda count: abs(count - said))
    if not right and near is not None and abs(found - said) > near:
        return
    verdict = Verdict.CONSISTENT if right else Verdict.NOT_CHECKABLE if doubt else Verdict.INCONSISTENT
    what, formula = ("names", "names") if role == "names" else ("count", "items")
    key = f"{what}_{'right' if right else 'open' if doubt else 'wrong'}"
    marks = [(n, STATED), *((span, role) for span in items)]
    note = message(key, n=printed, found=str(found))
    yield Remark(page, marks, verdict, printed, str(found), message(formula), note)
