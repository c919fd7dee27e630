"""Every rule of the audit, in one list. A rule looks at one page, or at all pages together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from duibiao.auditing.claims import Claim, Remark, remark, settle
from duibiao.auditing.figures.page import Page
from duibiao.auditing.model import Finding
from duibiao.auditing.rules.growth import apart, carried, levels, onward, planned, ranks, rates
from duibiao.auditing.rules.lists import announced, codes, items, marked, sets
from duibiao.auditing.rules.names import named, places
from duibiao.auditing.rules.order import compared, higher, ordered, together
from duibiao.auditing.rules.parts import among, bounded, mixed, within
from duibiao.auditing.rules.plans import aims, rising
from duibiao.auditing.rules.products import counts, derived, each, quotients
from duibiao.auditing.rules.repeated import (
    across,
    again,
    between,
    coined,
    echoes,
    fixed,
    framed,
    paired,
    retold,
)
from duibiao.auditing.rules.shares import proportions
from duibiao.auditing.rules.sums import columns, reported, told, totals
from duibiao.auditing.rules.years import editions, harvests, terms, times, yearly

Rule = Callable[[Page], Iterator[Claim] | Iterator[Remark] | Iterator[Claim | Remark]]

WITHIN: tuple[Rule, ...] = (
    *levels.RULES,
    totals.sum_announced,
    totals.sum_of_listed,
    totals.sum_of_so_many,
    totals.parts_of_strands,
    totals.parts_of_changes,
    totals.complements,
    totals.part_of_whole,
    *columns.RULES,
    *told.RULES,
    *within.RULES,
    proportions.share_of_total,
    proportions.shares_of_pair,
    proportions.shares_respectively,
    proportions.shares_of_both,
    proportions.common_total,
    proportions.shares_add_up,
    proportions.two_parts,
    proportions.rest_of_whole,
    proportions.ratio_adds_up,
    counts.product,
    counts.average_rate,
    counts.conversion,
    counts.per_head,
    counts.target_met,
    *derived.RULES,
    *each.RULES,
    ranks.ranks,
    *rates.RULES,
    *planned.RULES,
    *apart.RULES,
    *reported.RULES,
    *rising.RULES,
    *bounded.RULES,
    *echoes.RULES,
    *compared.RULES,
    *higher.RULES,
    *among.RULES,
    *ordered.RULES,
    *mixed.RULES,
    *together.RULES,
    times.span_of_years,
    times.span_of_levels,
    times.ends_turned,
    times.plan_years,
    times.dates,
    times.future_year,
    times.numerals,
    times.anniversaries,
    times.runs_of_quarters,
    *terms.RULES,
    marked.listed_count,
    *items.RULES,
    *announced.RULES,
    sets.members_alike,
    *codes.RULES,
    named.named_count,
    paired.yearly_again,
    coined.coined_names,
    *framed.RULES,
    places.wrong_parent,
)
"""Rules that look at one page. Of two findings on the same figures the earlier rule's stands."""


Across = Callable[[Sequence[Page]], Iterator[Claim] | Iterator[Remark]]

ACROSS: tuple[Across, ...] = (
    carried.next_level,
    aims.target_and_result,
    aims.promised,
    yearly.streak,
    harvests.harvests,
    harvests.rises_in_a_row,
    onward.onward,
    rising.reached_before,
    across.same_figure,
    again.said_again,
    paired.told_together,
    retold.retold,
    echoes.aims_recalled,
    fixed.named_sets,
    fixed.counted_sets,
    fixed.counted_finely,
    fixed.same_day,
    between.framed_between,
    editions.editions,
    editions.sessions,
    quotients.quotient,
    compared.far_apart,
    planned.against_the_nation,
)
"""Rules that look at all pages together."""


def findings(pages: Sequence[Page]) -> Iterator[Finding]:
    """What every rule finds."""
    for page in pages:
        for rule in WITHIN:
            yield from _told(rule.__name__, rule(page))
    for over in ACROSS:
        yield from _told(over.__name__, over(pages))


def _told(
    name: str, made: Iterator[Claim] | Iterator[Remark] | Iterator[Claim | Remark]
) -> Iterator[Finding]:
    for one in made:
        yield settle(name, one) if isinstance(one, Claim) else remark(name, one)
