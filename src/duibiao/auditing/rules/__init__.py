"""Every rule of the audit, in one list, group by group: a group is a folder, a rule a function of its module.

A rule looks at one page, or at all pages together. None silences another: what several find on one figure is
told by each, in the order of this list, and ``--explain`` names the others beside it. Where two forms of one
rule would count a figure twice, the rule takes the first that fits: ``named_count`` one form for a number,
``two_levels_of_parts`` the longest list; ``levels_in_row`` leaves the levels of a strand to ``direction``.
Last come the guesses of ``equations``, for numbers that no claim of a rule before has looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from duibiao.auditing.claims import Claim, Remark, remark, settle
from duibiao.auditing.figures.page import Page
from duibiao.auditing.model import Finding
from duibiao.auditing.rules.equations import equations
from duibiao.auditing.rules.growth import carried, directions, levels, onward, passages, ranks, rates
from duibiao.auditing.rules.lists import announced, by_word, codes, in_order, items, marked, sets
from duibiao.auditing.rules.names import named, places
from duibiao.auditing.rules.order import (
    compared,
    neighbours,
    passed,
    ranked,
    sizes,
    thresholds,
    too_small,
)
from duibiao.auditing.rules.parts import among, bounded, mixed, named_parts, within
from duibiao.auditing.rules.plans import aims, deeds, met, recalled, rising
from duibiao.auditing.rules.products import counts, quotients
from duibiao.auditing.rules.repeated import (
    again,
    between,
    coined,
    echoes,
    fixed,
    framed,
    headline,
    retold,
    slips,
    together,
    twice,
)
from duibiao.auditing.rules.shares import elsewhere, proportions, ratios, rest, tasks
from duibiao.auditing.rules.sums import columns, told, totals
from duibiao.auditing.rules.years import editions, harvests, lasting, running, since, terms, times, yearly
from duibiao.text import Span

Made = Iterator[Claim] | Iterator[Remark] | Iterator[Claim | Remark]
Rule = Callable[[Page], Made]
Across = Callable[[Sequence[Page]], Made]

WITHIN: tuple[Rule, ...] = (
    # growth: levels, their changes and rates
    levels.growth_from_levels,
    levels.multiple_of_levels,
    levels.change_from_levels,
    levels.annual_growth_of_levels,
    levels.annual_change_of_levels,
    levels.annual_part_of_total,
    levels.growth_from_change,
    levels.annual_growth_of_growth,
    levels.annual_change_of_change,
    levels.compounded,
    levels.growth_on_plan,
    levels.direction,
    levels.magnitude,
    rates.multiple_of_changes,
    rates.points_of_level,
    rates.rates_of_product,
    rates.compared_of_both,
    directions.levels_in_row,
    directions.direction_of_each,
    directions.direction_by_name,
    directions.directions_to_one,
    directions.year_by_year,
    directions.one_way,
    directions.as_it_was,
    directions.return_periods,
    ranks.ranks,
    ranks.ranks_against,
    passages.growth_and_change,
    passages.yearly_and_total,
    passages.growth_of_term,
    passages.change_of_levels_apart,
    passages.growth_of_rest,
    # sums: parts and totals that add up
    totals.sum_announced,
    totals.sum_of_listed,
    totals.sum_of_so_many,
    totals.parts_of_changes,
    columns.totals_of_columns,
    columns.two_levels_of_parts,
    columns.nested_shares,
    columns.parts_in_scope,
    columns.kinds_counted,
    columns.sum_of_marked,
    columns.parts_aside,
    columns.sum_of_items,
    told.parts_of_increase,
    told.deficit_covered,
    told.left_of_changes,
    told.balance,
    told.split_otherwise,
    told.all_of_a_kind,
    told.both_together,
    told.new_debt,
    # parts: parts that are no more than their whole
    within.part_of_whole,
    within.parts_within,
    within.became_of_them,
    within.added_to_more,
    within.parts_in_columns,
    among.part_below,
    among.new_of_all,
    among.new_after_all,
    among.one_of_total,
    among.named_among,
    among.ends_of_parts,
    bounded.year_of_term,
    bounded.part_of_named,
    named_parts.part_by_stage,
    named_parts.part_taken_in,
    named_parts.some_of_divisions,
    named_parts.parts_in_next,
    mixed.between_parts,
    # shares: shares of a whole, of a plan
    proportions.share_of_total,
    proportions.shares_of_pair,
    proportions.shares_respectively,
    proportions.shares_of_both,
    proportions.common_total,
    proportions.rate_of_part,
    proportions.share_of_balanced,
    rest.shares_add_up,
    rest.two_parts,
    rest.rest_of_whole,
    rest.ratio_adds_up,
    ratios.ratios_in_row,
    ratios.spaced_ratio,
    rest.rest_of_share,
    rest.done_and_to_do,
    tasks.share_of_task,
    tasks.share_of_plan,
    elsewhere.share_of_named,
    elsewhere.share_of_place,
    # products: so many of such a size, so much a head, known ratios
    counts.product,
    counts.average_rate,
    counts.conversion,
    counts.per_head,
    counts.each_of,
    counts.each_and_all,
    quotients.known_ratios,
    # order: above and below, past a threshold, sooner
    thresholds.threshold,
    thresholds.mark_passed,
    thresholds.first_above,
    thresholds.highest_above,
    thresholds.fewer_above,
    thresholds.two_digits,
    thresholds.kept_above,
    passed.steps_in_order,
    passed.round_mark,
    passed.met_early,
    ranked.rank_of_many,
    ranked.ranked_values,
    ranked.best_and_worst,
    compared.rate_by_rate,
    compared.rate_by_name,
    compared.above_level,
    compared.faster_among,
    compared.sooner,
    sizes.more_than_all,
    sizes.beyond_count,
    neighbours.unlike_neighbours,
    sizes.range_turned,
    too_small.headline_too_small,
    too_small.part_of_one,
    # plans: what was planned and what came of it
    met.target_met,
    met.plan_and_result,
    met.fell_below_plan,
    met.beyond_bound,
    met.owned_up,
    rising.planned_rise,
    # names: rows of names and their number; where places lie
    named.named_count,
    places.wrong_parent,
    places.other_parent,
    # lists: announced counts and the lists that tell them
    marked.listed_count,
    items.items_of_sentence,
    items.one_by_one,
    items.glossary,
    announced.told_before,
    announced.these_things,
    announced.opened_alike,
    announced.verb_again,
    announced.of_one_character,
    announced.framed_alike,
    announced.short_titles,
    announced.as_well_as,
    by_word.told_by_word,
    in_order.marks_in_order,
    in_order.summed_up,
    in_order.ordinals_of,
    in_order.sentences_alike,
    sets.members_alike,
    codes.digits_of_code,
    codes.number_again,
    codes.anniversary_again,
    # repeated: one number printed again
    headline.yearly_again,
    framed.framed,
    twice.told_twice,
    echoes.this_many,
    echoes.counted_above,
    echoes.as_said,
    echoes.aims_again,
    coined.coined_names,
    coined.glossed_names,
    # years: years, days, terms and editions
    times.years_of_plan,
    times.span_of_years,
    times.span_of_levels,
    times.ends_turned,
    times.plan_years,
    times.dates,
    times.far_year,
    times.numerals,
    times.anniversaries,
    times.runs_of_quarters,
    lasting.took_so_long,
    lasting.begun_and_done,
    lasting.sooner_by,
    lasting.years_aside,
    since.years_in_row,
    since.anniversary_of,
    since.year_of_plan,
    since.years_left,
    since.anniversary_between,
    terms.heading_years,
    terms.given_on,
    terms.years_it_was,
    terms.years_between,
    terms.term_in_headings,
)
"""Rules that look at one page."""

ACROSS: tuple[Across, ...] = (
    # growth: levels, their changes and rates
    passages.against_the_nation,
    carried.next_level,
    onward.onward,
    # products: so many of such a size, so much a head, known ratios
    quotients.quotient,
    # order: above and below, past a threshold, sooner
    sizes.far_apart,
    # plans: what was planned and what came of it
    aims.target_and_result,
    aims.promised,
    recalled.plan_told,
    deeds.deeds_done,
    rising.reached_before,
    # repeated: one number printed again
    headline.same_figure,
    again.said_again,
    together.told_together,
    retold.retold,
    slips.slip_between,
    echoes.aims_recalled,
    fixed.named_sets,
    fixed.counted_sets,
    fixed.same_day,
    between.framed_between,
    # years: years, days, terms and editions
    harvests.harvests,
    harvests.rises_in_a_row,
    yearly.streak,
    running.run_goes_on,
    running.rank_goes_on,
    editions.editions,
    editions.sessions,
)
"""Rules that look at all pages together."""


def findings(pages: Sequence[Page]) -> Iterator[Finding]:
    """What every rule finds."""
    for page in pages:
        seen: set[Span] = set()
        for rule in WITHIN:
            for made in rule(page):
                finding = _told(rule.__name__, made)
                if isinstance(made, Claim):
                    seen.update(operand.span for operand in finding.operands)
                yield finding
        for name, claim in equations(page, seen):
            yield _told(name, claim)
    for over in ACROSS:
        for made in over(pages):
            yield _told(over.__name__, made)


def _told(name: str, made: Claim | Remark) -> Finding:
    return settle(name, made) if isinstance(made, Claim) else remark(name, made)
