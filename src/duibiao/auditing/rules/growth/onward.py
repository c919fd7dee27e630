"""What a report says has risen or fallen, with the level of the year before in the report before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from duibiao.auditing.claims import Remark
from duibiao.auditing.figures.aligned import aligned, followers
from duibiao.auditing.figures.amounts import Amount
from duibiao.auditing.figures.mentions import Mention
from duibiao.auditing.figures.misprints import may_lie_in
from duibiao.auditing.figures.names import name_of
from duibiao.auditing.figures.page import Figure, Page, Sentence
from duibiao.auditing.figures.strands import strands
from duibiao.auditing.figures.units import factor
from duibiao.auditing.model import STATED, Verdict
from duibiao.auditing.vocabulary import vocabulary
from duibiao.auditing.wording import message

_V = vocabulary(__package__)
_EACH = r"(?:人均|每人(?:每年|每月)?)?(?:约|近|超)?\Z"
_UP_TO, _DOWN_TO = (re.compile(_V[name].regex() + _EACH) for name in ("up_to", "down_to"))
_RECORD, _LOWER = (re.compile(_V[name].regex()) for name in ("record_after", "lower_after"))
_FIRST = re.compile(_V["record_before"].regex() + r"\Z")
_NEVER = re.compile(_V["never_falls"].regex())
_THAN = re.compile("[比较同]")
_PART_OF_YEAR = re.compile("年末|年底|[月季]")
_KINDS = frozenset(("level", "share", "ratio"))
NAME_LEAST = 4
"""Characters of a name that two reports need to mean one thing by it."""
TAIL_MOST = 24
"""Code points after a level that are looked at."""
REVISED = Decimal("0.012")
"""Part of a level that it may have been revised by since the report before (17.1万吨/日, 16.9万吨/日)."""
NEAR = 3
"""What was meant lies within so many times the other level."""


def onward(pages: Sequence[Page]) -> Iterator[Remark]:
    """降至20.6微克, and 21微克 in the report of the year before: the way that the verb says. Levels of one
    name, or told in like words: there a wrong way must be a slip of the pen.
    """
    for before, after in followers(pages):
        started = {s.end for s in strands(after) if s.base is not None}
        measured = started | {f for s in after.sentences for f in _measured(s)}
        earlier, later = _levels(before), _levels(after)
        named: set[Figure] = set()
        for key in earlier.keys() & later.keys():
            if later[key][0] not in started:
                for told in _of_one_name(earlier[key], later[key]):
                    named.add(later[key][0])
                    yield told
        for pair in aligned(before, after, _may_precede):
            if pair.other.figure not in named and pair.other.figure not in measured:
                yield from _way(pair.one.figure, pair.other.figure, sure=False)


def _measured(sentence: Sentence) -> Iterator[Figure]:
    """The figures that their own sentence measures against another year: 比上年减少20%."""
    for figure, said in pairwise(sentence.figures):
        if said.kind in ("growth", "change") and _THAN.search(said.lead) is not None:
            yield figure


def _levels(page: Page) -> dict[tuple[str, ...], list[Figure]]:
    """The levels of the year before the report's own, by place, name, unit and kind."""
    found: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for f in (f for s in page.sentences for f in s.figures if f.kind in _KINDS):
        name, s = name_of(f), f.statement
        if _PART_OF_YEAR.search(f.lead.rpartition("，")[2]):
            continue  # 年末失业率降到5.5%: from its height in the year
        if len(name) >= NAME_LEAST and s.status == "achieved" and s.period == str((page.year or 0) - 1):
            found[s.adcode, name, f.unit, f.kind].append(f)
    return found


def _of_one_name(earlier: Sequence[Figure], later: Sequence[Figure]) -> Iterator[Remark]:
    """The remark on two single levels, the later with a verb and nothing of its own that it starts from."""
    if len({f.statement.value for f in earlier}) == 1 and len(later) == 1:
        yield from _way(earlier[-1], later[0], sure=True)


def _may_precede(one: Mention, other: Mention) -> bool:
    """Whether a level may be that of the year before: a plan that of a plan, or of what had been reached."""
    a, b = one.figure, other.figure
    if a.kind not in _KINDS or b.kind not in _KINDS or _rises(b) is None or one.scopes != other.scopes:
        return False
    if not (one.when.isdigit() and other.when.isdigit()) or other.starts:
        return False
    ago = [(m.figure.page.year or 0) - int(m.when) for m in (one, other)]
    planned = a.statement.status == "target" and b.statement.status != "target"
    return ago[0] == ago[1] and not planned and not _PART_OF_YEAR.search(b.lead.rpartition("，")[2])


def _rises(end: Figure) -> bool | None:
    """Whether a level is said to lie above that of the year before, or below it; ``None``: neither."""
    text, at = end.page.document.text, end.span.end
    tail = "".join(text[at : at + TAIL_MOST].split())
    if _DOWN_TO.search(end.lead) or _LOWER.match(tail):
        return False
    up = _UP_TO.search(end.lead) or _RECORD.match(tail) or _FIRST.search(end.lead)
    return True if up is not None or _NEVER.search(end.statement.indicator) is not None else None


def _way(base: Figure, end: Figure, *, sure: bool) -> Iterator[Remark]:
    """``sure``: the names say that both are of one thing."""
    rises, times = _rises(end), factor(base.unit, end.unit)
    if rises is None or times is None:
        return
    a, b = base.amount.scaled(times), end.amount
    wrong = b.high < a.low if rises else b.low > a.high
    if wrong and not (sure or _slipped(a, b, rises)):
        return
    if wrong and end.kind == "level" and abs(b.value - a.value) <= abs(a.value) * REVISED:
        return
    sign = "<" if b.value < a.value else "≥"
    formula = f"{b.words} {sign} {a.words}"
    way = message("rises" if rises else "falls")
    note = message("wrong_way" if wrong else "right_way", formula=formula, way=way)
    verdict = Verdict.INCONSISTENT if wrong else Verdict.CONSISTENT
    yield Remark(
        end.page, [(end.span, STATED)], verdict, b.words, a.words, formula, note,
        changes=wrong, elsewhere=[(base, "base")],
    )  # fmt: skip


def _slipped(base: Amount, end: Amount, rises: bool) -> bool:
    """Whether one slip of the pen in either level explains that they lie the wrong way."""
    low, high = (base.value, end.value) if rises else (end.value, base.value)
    meant = ((high, low, low * NEAR), (low, high / NEAR, high))
    return any(may_lie_in(_plain(value), least, most) for value, least, most in meant)


def _plain(value: Decimal) -> Decimal:
    return value.normalize()
