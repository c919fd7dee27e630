"""Names and the number that is said of them: 天津、重庆两市, 中央和地方两个积极性, “医车电数游”五大产业.

A form says how row and number stand to each other, ``Row`` how many names there are, ``tally`` compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.page import Page
from duibiao.auditing.rules.lists.tally import tally
from duibiao.auditing.rules.names import before, beside, short
from duibiao.reading.quantities.numerals import value_of
from duibiao.text import Span

ALL_NAMED, NEARLY = range(4, 8), 2
_SIDE = re.compile("[省市县区][东南西北]$")
"""The number after it belongs to a name: 廊坊市|北三县."""


def named_count(page: Page) -> Iterator[Remark]:
    """As many names as are said; of the forms in which a number may have a row, the first that has one."""
    taken: set[int] = set()
    for form in (*beside.FORMS, *before.FORMS, *short.FORMS):
        for match in form.pattern.finditer(page.document.text):
            if any(match.start() <= n <= match.start("n") for n in taken) or _SIDE.search(match["items"]):
                continue
            counts, said = form.counts(page, match), value_of(match["n"])
            more = (
                match.groupdict().get("open") is not None
                and said is not None
                and _more(match, counts, int(said))
            )
            n, row = (Span(*match.span(group)) for group in ("n", "items"))
            for made in tally(page, n, counts, [row], role="names", near=form.near, doubt=more):
                taken.add(n.start)
                yield made


def _more(match: re.Match[str], counts: Sequence[int], said: int) -> bool:
    """Whether a set with 等 may have more members than are named. Of four to seven names that a number nearly
    fits, all are named: 29 of 29 in the corpus, where a number farther off is one of many things; of sets in
    quotes of more, too.
    """
    most = max(counts, default=0)
    quoted = match.groupdict().get("set") is not None
    known = most >= ALL_NAMED.start if quoted else most in ALL_NAMED
    return said > most and not (known and said - most <= NEARLY)
