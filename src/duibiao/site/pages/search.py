"""Search: Chinese full text over reports, material and briefs, exact to the character, opened at the hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from starlette.requests import Request

from duibiao.errors import DuibiaoError, UsageError
from duibiao.gazetteer import Place
from duibiao.ledger.asking.search import Found, Hit, search
from duibiao.ledger.store.schema import STATEMENTS
from duibiao.reading import Status
from duibiao.site.answering import Page
from duibiao.site.pages.setting import fill, way_to
from duibiao.site.state import Site
from duibiao.site.store.articles import Card
from duibiao.text import Span, split

HITS = 20
POOL = 400
ARTICLES = 5
ASKED_MOST = 100
"""Characters of a question: longer ones are not looked for."""
KINDS = {"report": "政府工作报告", "material": "本地材料", "article": "对标简报"}
STATUSES = {"achieved": "写有已完成的数字", "target": "写有目标数字", "ongoing": "写有进行中的数字"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for. ``wrong``: what cannot be understood of it, for people."""

    words: str
    place_name: str
    place: Place | None
    year: int | None
    year_text: str
    kind: str
    status: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit as the page shows it: pieces of text with whether they were looked for, and where it opens."""

    hit: Hit
    pieces: tuple[tuple[str, bool], ...]
    href: str


def asked_of(site: Site, request: Request) -> Asked:
    """The question in the address."""
    given = request.query_params
    words = given.get("q", "").strip()[:ASKED_MOST]
    name, year, wrong = given.get("place", "").strip()[:40], given.get("year", "").strip()[:4], ""
    place = None
    if name:
        try:
            place = site.gazetteer.resolve(name)
        except DuibiaoError as error:
            wrong = error.line
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        wrong, year = wrong or f"看不懂年份“{year}”", ""
    kind, status = given.get("kind", ""), given.get("status", "")
    return Asked(
        words, name, place, int(year) if year else None, year,
        kind if kind in KINDS else "", status if status in STATUSES else "", wrong,
    )  # fmt: skip


def page(site: Site, request: Request) -> Page:
    """``/search``."""
    asked = asked_of(site, request)
    found, wrong = Found((), 0, False), asked.wrong
    cards: list[Card] = []
    if asked.words and not wrong:
        try:
            found, cards = _found(site, asked)
        except UsageError as error:
            wrong = error.line
    shown = [_shown(hit) for hit in found.hits[:HITS]]
    return Page(
        fill(
            site,
            request,
            "search.html",
            title=f"搜索：{asked.words}" if asked.words else "搜索",
            crumbs=way_to(site, None, "搜索"),
            indexed=False,
            asked=asked,
            wrong=wrong,
            found=found,
            shown=shown,
            cards=cards,
            kinds=KINDS,
            statuses=STATUSES,
        )
    )


def _found(site: Site, asked: Asked) -> tuple[Found, list[Card]]:
    cards = []
    if asked.kind in ("", "article") and not asked.status:
        cards = site.articles.found(asked.words.split(), asked.place, asked.year, ARTICLES)
    if asked.kind == "article":
        return Found((), 0, False), cards
    kind = asked.kind or None
    limit = POOL if asked.status else HITS
    found = search(site.store, asked.words, place=asked.place, year=asked.year, kind=kind, limit=limit)
    if asked.status:
        kept = tuple(_with_status(site, found.hits, Status(asked.status)))
        found = replace(found, hits=kept, total=len(kept))
    return found, cards


def _with_status(site: Site, hits: Sequence[Hit], status: Status) -> list[Hit]:
    """The hits whose paragraph has a figure of this status."""
    documents = {hit.origin.number for hit in hits}
    asked = select(STATEMENTS.c.document, STATEMENTS.c.start).where(
        STATEMENTS.c.document.in_(documents), STATEMENTS.c.status == status.value
    )
    at: dict[int, list[int]] = {}
    with site.store.reading() as connection:
        for document, start in connection.execute(asked):
            at.setdefault(document, []).append(start)
    return [
        hit
        for hit in hits
        if any(hit.passage.start <= start < hit.passage.end for start in at.get(hit.origin.number, ()))
    ]


def _shown(hit: Hit) -> Shown:
    base, first = hit.passage.start, hit.marks[0]
    start = next(
        (
            one.start + base
            for one in split(hit.text)
            if one.shift(base).holds(Span(first.start, first.start + 1))
        ),
        base,
    )
    return Shown(hit, tuple(_pieces(hit)), f"/reports/{hit.origin.sha256[:12]}#s{start}")


def _pieces(hit: Hit) -> list[tuple[str, bool]]:
    """The words with what stands around them; …… for what is left out."""
    base, at = hit.passage.start, hit.snippet.start
    made: list[tuple[str, bool]] = [("……", False)] if at > base else []
    for mark in hit.marks:
        if mark.start < at or mark.end > hit.snippet.end:
            continue
        made += [
            (hit.text[at - base : mark.start - base], False),
            (hit.text[mark.start - base : mark.end - base], True),
        ]
        at = mark.end
    made.append((hit.text[at - base : hit.snippet.end - base], False))
    return [*made, ("……", False)] if hit.snippet.end < hit.passage.end else made
