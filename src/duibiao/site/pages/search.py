"""Search: Chinese full text over reports, material and briefs, exact to the character, opened at the hit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from starlette.requests import Request

from duibiao.errors import DuibiaoError, NotFound, UsageError
from duibiao.gazetteer import Place
from duibiao.ledger.asking.search import Found, Hit, search
from duibiao.site.answering import Page
from duibiao.site.asking.facets import facets, statuses
from duibiao.site.pages.setting import fill, way_to
from duibiao.site.state import Site
from duibiao.site.store.articles import Card
from duibiao.site.store.bodies import Found as InArticle
from duibiao.text import Span, split

HITS = 20
POOL = 400
ARTICLES = 5
PASSAGES = 3
"""Of a brief that are shown."""
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
    page: int = 1

    @property
    def query(self) -> str:
        """The same question as the beginning of an address with another page."""
        return self.but() + "&"

    def but(self, **other: str) -> str:
        """The question with another condition, as it stands in an address."""
        given = {"q": self.words, "place": self.place_name, "year": self.year_text}
        given |= {"kind": self.kind, "status": self.status, **other}
        return urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class Narrower:
    """A condition that is offered, or one that stands. ``times``: hits with it; ``href``: the question with
    it, or where it stands without it."""

    name: str
    times: int
    href: str
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit as the page shows it: pieces of text with whether they were looked for, and where it opens."""

    hit: Hit
    pieces: tuple[tuple[str, bool], ...]
    href: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of a brief with the words. ``href``: opens there."""

    section: str
    pieces: tuple[tuple[str, bool], ...]
    href: str


@dataclass(frozen=True, slots=True)
class InBrief:
    """A brief with the words. ``more``: passages with them that are not shown."""

    card: Card
    shown: tuple[Piece, ...]
    more: int


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
        _page(given.get("page", "")),
    )  # fmt: skip


def _page(given: str) -> int:
    """Pages beyond the pool that is ranked there are none. Raises ``NotFound``."""
    if not given:
        return 1
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:4]) <= POOL // HITS):
        raise NotFound("没有这一页")
    return int(given[:4])


def page(site: Site, request: Request) -> Page:
    """``/search``."""
    asked = asked_of(site, request)
    found, wrong = Found((), 0, False), asked.wrong
    briefs: list[InBrief] = []
    narrower: dict[str, list[Narrower]] = {}
    if asked.words and not wrong:
        try:
            found, told, briefs = _found(site, asked)
            narrower = _narrower(site, asked, found, told)
        except UsageError as error:
            wrong = error.line
    first = (asked.page - 1) * HITS
    shown = [_shown(hit) for hit in found.hits[first : first + HITS]]
    if asked.page > 1 and not shown:
        raise NotFound("没有这一页")
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
            first=first + 1,
            more=min(found.total, POOL) > first + len(shown),
            briefs=briefs,
            narrower=narrower,
            kinds=KINDS,
            statuses=STATUSES,
        )
    )


def _found(site: Site, asked: Asked) -> tuple[Found, list[frozenset[str]], list[InBrief]]:
    """The hits, the statuses of the figures in each that was counted, and the briefs."""
    briefs: list[InBrief] = []
    if asked.kind in ("", "article") and not asked.status and asked.page == 1:
        most = HITS if asked.kind else ARTICLES
        found_in = site.articles.found(asked.words, asked.place, asked.year, most)
        briefs = [_in_brief(card, parts) for card, parts in found_in]
    if asked.kind == "article":
        return Found((), 0, False), [], briefs
    kind = asked.kind or None
    limit = POOL if asked.status else HITS * asked.page
    found = search(site.store, asked.words, place=asked.place, year=asked.year, kind=kind, limit=limit)
    told = statuses(site.store, found.met)
    if asked.status:
        kept = [n for n, each in enumerate(told) if asked.status in each]
        hits, met = tuple(found.hits[n] for n in kept), tuple(found.met[n] for n in kept)
        found, told = replace(found, hits=hits, total=len(kept), met=met), [told[n] for n in kept]
    return found, told, briefs


def _narrower(
    site: Site, asked: Asked, found: Found, told: Sequence[frozenset[str]]
) -> dict[str, list[Narrower]]:
    """Conditions by what they are about; of one kind of which only one value is there none is offered."""
    counted = facets(site, found.met, asked.place, told)
    offered: dict[str, list[tuple[str, int, str, str]]] = {
        "地方": [(p.name, n, "place", _place_words(site, p)) for p, n in counted.places],
        "年份": [(f"{year}年", n, "year", str(year)) for year, n in counted.years],
        "类型": [(KINDS[kind], n, "kind", kind) for kind, n in sorted(counted.kinds.items(), reverse=True)],
        "数字": [(STATUSES[s], n, "status", str(s)) for s, n in counted.statuses.items() if s in STATUSES],
    }
    stands = {
        "地方": ("place", asked.place.name if asked.place is not None else ""),
        "年份": ("year", f"{asked.year}年" if asked.year is not None else ""),
        "类型": ("kind", KINDS.get(asked.kind, "")),
        "数字": ("status", STATUSES.get(asked.status, "")),
    }
    made: dict[str, list[Narrower]] = {}
    for group, values in offered.items():
        field, said = stands[group]
        lines = [Narrower(said, found.total, asked.but(**{field: ""}), stands=True)] if said else []
        if not said or group == "地方":
            lines += [Narrower(name, n, asked.but(**{key: value})) for name, n, key, value in values]
        if said or len(lines) > 1:
            made[group] = lines
    return made


def _place_words(site: Site, place: Place) -> str:
    """What asks for a place: its name, or its code where others are called so."""
    try:
        known = site.gazetteer.resolve(place.name)
    except DuibiaoError:
        return place.adcode
    return place.name if known.adcode == place.adcode else place.adcode


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


def _in_brief(card: Card, found: Sequence[InArticle]) -> InBrief:
    """A title alone is said by the card, one of a chapter by the passage that it is taken from."""
    texts = [one.part.text for one in found]
    inside = [
        one
        for one in found
        if one.part.text != card.title
        and not any(one.part.text in text for text in texts if text != one.part.text)
    ]
    shown = [
        Piece(one.part.section, tuple(_lit(one.part.text, one.shown, one.marks)), _opens(card, one))
        for one in inside[:PASSAGES]
    ]
    return InBrief(card, tuple(shown), len(inside) - len(shown))


def _opens(card: Card, found: InArticle) -> str:
    """Where the passage stands: at the element before it; browsers that can go on to the words themselves."""
    words = quote(found.marks[0].of(found.part.text), safe="").replace("-", "%2D")
    return f"/articles/{card.slug}#{quote(found.part.anchor)}:~:text={words}"


def _pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The words with what stands around them."""
    base = hit.passage.start
    return _lit(hit.text, hit.snippet.shift(-base), [mark.shift(-base) for mark in hit.marks])


def _lit(text: str, shown: Span, marks: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """``shown`` of the text cut at its ``marks``; …… for what is left out."""
    at = shown.start
    if at:
        yield "……", False
    for mark in marks:
        if mark.start >= at and mark.end <= shown.end:
            yield text[at : mark.start], False
            yield mark.of(text), True
            at = mark.end
    yield text[at : shown.end], False
    if shown.end < len(text):
        yield "……", False
