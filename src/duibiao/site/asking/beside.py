"""What is read beside an article: what has most in common with it, and what is read most."""

from __future__ import annotations

from collections import Counter
from math import log

from sqlalchemy import bindparam, func, select

from duibiao.ledger.asking.asked import Asked
from duibiao.site.state import Site
from duibiao.site.store.articles import Card
from duibiao.site.store.schema import TERMS

RARE_MOST = 400
"""A term of more articles than this tells nothing about any of them, and would take long to follow."""


SHARED = ("thing:", "term:")
"""Terms that are words for people: projects, firms, terms of the report's annex."""
SHARED_MOST = 2


_OWN = select(TERMS.c.term).where(TERMS.c.slug == bindparam("slug"))
_RARE = (
    select(TERMS.c.term)
    .where(TERMS.c.term.in_(_OWN))
    .group_by(TERMS.c.term)
    .having(func.count() <= RARE_MOST)
)
_SHARED = Asked(
    select(TERMS.c.slug, TERMS.c.term).where(TERMS.c.term.in_(_RARE), TERMS.c.slug != bindparam("slug"))
)


def related(site: Site, slug: str, limit: int) -> list[tuple[Card, tuple[str, ...]]]:
    """The articles that share most with this one, each with what both write of: rare terms count more than
    common ones."""
    with site.store.reading() as connection:
        rows = _SHARED(connection, slug=slug)
    counts = Counter(term for _, term in rows)
    weights = {term: log(1 + RARE_MOST / (count + 1)) for term, count in counts.items()}  # 1: this one
    both: dict[str, list[str]] = {}
    for other, term in rows:
        both.setdefault(other, []).append(term)
    scores = {other: sum(weights[term] for term in terms) for other, terms in both.items()}
    best = sorted(scores, key=lambda other: (-scores[other], other))
    return [(card, _words(both[card.slug], weights)) for card in site.articles.named(best[:limit])]


def _words(terms: list[str], weights: dict[str, float]) -> tuple[str, ...]:
    """The rarest of the terms that are words for people."""
    told = sorted((t for t in terms if t.startswith(SHARED)), key=lambda t: (-weights[t], t))
    return tuple(term.partition(":")[2] for term in told[:SHARED_MOST])


def hot(site: Site, limit: int) -> list[tuple[Card, int]]:
    """The most read of the last seven days, with how many readers; fewer than ``limit`` when few are read."""
    readers = dict(site.reads.hot(limit=limit))
    return [(card, readers[card.slug]) for card in site.articles.named(list(readers))]
