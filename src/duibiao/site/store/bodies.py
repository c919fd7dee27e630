"""The words of articles, to be searched: a passage a row, indexed as those of the ledger are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode
from sqlalchemy import Connection, delete, select

from duibiao.errors import UsageError
from duibiao.gazetteer import Place
from duibiao.ledger.adding.derive import filters_of
from duibiao.ledger.store import Store
from duibiao.ledger.store.fulltext import filter_token, fold, phrase_pattern, wanted
from duibiao.ledger.store.rows import fetched, put_rows
from duibiao.site.store.schema import ARTICLES, PASSAGES, PASSAGES_INDEX, VERSIONS
from duibiao.text import Span

BLOCKS = ("p", "li", "dd", "h3", "figcaption")
LEFT_OUT = (
    "nav.toc", ".coverage", ".sources", ".made", ".why", ".targets", ".no", ".cite", ".cut", ".place",
    ".to-text", "small.by", "h2", "h4", "h5", "summary", "svg", "table",
)  # fmt: skip
"""What stands in every brief, repeats what stands elsewhere in it, or is no text."""
POOL = 400
"""Passages that are looked through for a question, the latest first."""
AROUND = 40
"""Code points before and after the first words found that are shown."""

_PARTS = f"SELECT slug, anchor, section, text FROM {PASSAGES.name} WHERE number IN ({{}}) ORDER BY number"


@dataclass(frozen=True, slots=True)
class Part:
    """A passage of an article. ``anchor``: of the nearest element that can be linked to, '' for the top."""

    anchor: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with the words. ``marks``: where they stand in its text; ``shown``: the piece to show."""

    slug: str
    part: Part
    marks: tuple[Span, ...]
    shown: Span


def parts_of(title: str, head: str, body: str) -> Iterator[Part]:
    """The passages of an article in reading order, its title first; those that repeat once."""
    yield Part("", "", title)
    seen = {title}
    page = LexborHTMLParser(f"<main><div>{head}</div>{body}</main>")
    for node in page.css(", ".join(LEFT_OUT)):
        node.decompose()
    root = page.css_first("main")
    anchor = section = ""
    for node in root.traverse() if root is not None else ():
        anchor = _anchor(node) or anchor
        if node.tag not in BLOCKS or _holds_block(node):
            continue
        text = " ".join(node.text().split())
        if node.tag == "h3":
            section = text
        if text and text not in seen:
            seen.add(text)
            yield Part(anchor, section, text)


def _anchor(node: LexborNode) -> str:
    id_ = node.attributes.get("id") or ""
    return "" if id_.startswith(("h-", "t-")) else id_


def _holds_block(node: LexborNode) -> bool:
    return any(one.tag in BLOCKS and one != node for one in node.traverse())


def put(connection: Connection, slug: str, adcode: str, parts: Sequence[Part]) -> None:
    """Index an article's current version instead of what was indexed of it."""
    drop(connection, slug)
    filters = _filters(slug, adcode)
    numbered = list(enumerate(parts, PASSAGES_INDEX.next(connection)))
    put_rows(connection, PASSAGES, [(n, slug, p.anchor, p.section, p.text, filters) for n, p in numbered])
    PASSAGES_INDEX.put(connection, [(n, filters, p.text) for n, p in numbered])


def drop(connection: Connection, slug: str) -> None:
    """An article that is withdrawn is not found."""
    connection.execute(delete(PASSAGES).where(PASSAGES.c.slug == slug))


def fill(connection: Connection) -> None:
    """Index the articles that were published before there was an index."""
    asked = select(
        ARTICLES.c.slug, ARTICLES.c.adcode, VERSIONS.c.title, VERSIONS.c.head, VERSIONS.c.body
    ).join(VERSIONS, (VERSIONS.c.slug == ARTICLES.c.slug) & (VERSIONS.c.number == ARTICLES.c.current))
    for slug, adcode, title, head, body in connection.execute(
        asked.where(ARTICLES.c.withdrawn_at == "").order_by(ARTICLES.c.changed_at)
    ).all():
        put(connection, slug, adcode, list(parts_of(title, head, body)))


def search(
    store: Store, words: str, *, place: Place | None = None, year: int | None = None, limit: int = 10
) -> list[tuple[str, list[Found]]]:
    """The articles with passages that have every part of ``words``, those with most such passages first.

    Raises ``UsageError`` when nothing is asked.
    """
    phrases = tuple(dict.fromkeys(filter(None, map(fold, words.split()))))
    if not phrases:
        raise UsageError("没有要找的字词")
    # a character alone stands in every other passage: the index would join a thousand lists for it
    asked = list(dict.fromkeys(t for phrase in phrases for t in wanted(phrase) if len(t) > 1))
    asked += [filter_token("place", place.adcode)] if place is not None else []
    asked += [filter_token("year", year)] if year is not None else []
    by_slug: dict[str, list[Part]] = {}
    with store.reading() as connection:
        numbers = _numbers(connection, asked)
        # written out: hundreds of parameters would take as long as what they ask for
        rows = fetched(connection, _PARTS.format(",".join(map(str, numbers)))) if numbers else []
        for slug, *cells in rows:
            # exact to the character, as the index alone is not
            if all(phrase_pattern(phrase).search(cells[-1]) for phrase in phrases):
                by_slug.setdefault(slug, []).append(Part(*cells))
    ranked = sorted(by_slug, key=lambda slug: (-len(by_slug[slug]), slug))[:limit]
    return [(slug, [_found(slug, part, phrases) for part in by_slug[slug]]) for slug in ranked]


def _numbers(connection: Connection, asked: Sequence[str]) -> list[int]:
    """The latest passages that have all tokens, or simply the latest where none is asked for."""
    if asked:
        return PASSAGES_INDEX.find(connection, asked, POOL)
    return list(connection.scalars(select(PASSAGES.c.number).order_by(PASSAGES.c.number.desc()).limit(POOL)))


def _found(slug: str, part: Part, phrases: Sequence[str]) -> Found:
    marks = sorted(
        Span(*found.span()) for phrase in phrases for found in phrase_pattern(phrase).finditer(part.text)
    )
    shown = Span(max(0, marks[0].start - AROUND), min(len(part.text), marks[0].end + AROUND))
    return Found(slug, part, tuple(marks), shown)


def _filters(slug: str, adcode: str) -> str:
    year = slug.partition("-")[0]
    return " ".join(filters_of("article", adcode, int(year) if year.isdigit() else None))
