"""Every rule of the audit, in one list. A rule looks at one page, or at all pages together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from duibiao.auditing.claims import Claim, Remark, remark, settle
from duibiao.auditing.model import Finding
from duibiao.auditing.page import Page
from duibiao.auditing.rules import (
    across,
    again,
    aims,
    among,
    announced,
    apart,
    bounded,
    carried,
    codes,
    coined,
    compared,
    counts,
    derived,
    each,
    echoes,
    editions,
    fixed,
    framed,
    harvests,
    higher,
    items,
    levels,
    lists,
    mixed,
    named,
    onward,
    ordered,
    paired,
    parts,
    places,
    planned,
    quotients,
    ranks,
    rates,
    reported,
    retold,
    rising,
    sets,
    shares,
    sums,
    terms,
    times,
    together,
    told_sums,
    within,
    yearly,
)

Rule = Callable[[Page], Iterator[Claim] | Iterator[Remark] | Iterator[Claim | Remark]]

WITHIN: tuple[Rule, ...] = (
    *levels.RULES,
    sums.sum_announced,
    sums.sum_of_listed,
    sums.sum_of_so_many,
    sums.parts_of_strands,
    sums.parts_of_changes,
    sums.complements,
    sums.part_of_whole,
    *parts.RULES,
    *told_sums.RULES,
    *within.RULES,
    shares.share_of_total,
    shares.shares_of_pair,
    shares.shares_respectively,
    shares.shares_of_both,
    shares.common_total,
    shares.shares_add_up,
    shares.two_parts,
    shares.rest_of_whole,
    shares.ratio_adds_up,
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
    lists.listed_count,
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
