"""The words of articles, to be searched: a passage a row, indexed as those of the ledger are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode
from sqlalchemy import Connection, delete, func, insert, select

from duibiao.errors import UsageError
from duibiao.gazetteer import Place
from duibiao.ledger.adding.derive import filters_of
from duibiao.ledger.store import Store
from duibiao.ledger.store.fulltext import filter_token, fold, full_text, phrase_pattern, tokens, wanted
from duibiao.site.store.schema import ARTICLES, PASSAGES, VERSIONS
from duibiao.text import Span

TEXT, ROWS = "site_passages_text", "site_passages"
"""The index and the table that it is of."""
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
    first = int(connection.scalar(select(func.coalesce(func.max(PASSAGES.c.number), 0))) or 0) + 1
    filters = _filters(slug, adcode)
    rows = [
        {
            "number": n,
            "slug": slug,
            "anchor": p.anchor,
            "section": p.section,
            "text": p.text,
            "filters": filters,
        }
        for n, p in enumerate(parts, first)
    ]
    if rows:
        connection.execute(insert(PASSAGES), rows)
        indexed = [(n, f"{filters} {tokens(p.text)}") for n, p in enumerate(parts, first)]
        _index(connection).put(connection, indexed)


def drop(connection: Connection, slug: str) -> None:
    """An article that is withdrawn is not found."""
    asked = select(PASSAGES.c.number, PASSAGES.c.filters, PASSAGES.c.text).where(PASSAGES.c.slug == slug)
    rows = [(n, f"{filters} {tokens(text)}") for n, filters, text in connection.execute(asked)]
    _index(connection).drop(connection, rows)
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
        columns = [PASSAGES.c[name] for name in ("slug", "anchor", "section", "text")]
        rows = select(*columns).where(PASSAGES.c.number.in_(numbers)).order_by(PASSAGES.c.number)
        for slug, *cells in connection.execute(rows):
            # exact to the character, as the index alone is not
            if all(phrase_pattern(phrase).search(cells[-1]) for phrase in phrases):
                by_slug.setdefault(slug, []).append(Part(*cells))
    ranked = sorted(by_slug, key=lambda slug: (-len(by_slug[slug]), slug))[:limit]
    return [(slug, [_found(slug, part, phrases) for part in by_slug[slug]]) for slug in ranked]


def _numbers(connection: Connection, asked: Sequence[str]) -> list[int]:
    """The latest passages that have all tokens, or simply the latest where none is asked for."""
    if asked:
        found: list[int] = _index(connection).find(connection, asked, POOL, 1 << 62)
        return found
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


def _index(connection: Connection) -> Any:
    return full_text(connection.dialect.name, TEXT, ROWS)
