"""The text of a document with every figure, name and finding marked, compactly: its page stays light."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from duibiao.reading import Mention, MentionType, Statement
from duibiao.text import Block, Document, Kind, Part, Span, split

LEFT_OUT = (Part.OUTSIDE,)
WHOM_MOST = 8
"""Divisions that are told under a paragraph; a paragraph that names more names nearly all."""
FIGURE = "<b>"
_NAMES = (MentionType.PLACE, MentionType.ZONE, MentionType.REGION)
_TAGS = {
    MentionType.PROJECT: "u",
    MentionType.ORGANISATION: "u",
    MentionType.PROGRAMME: "s",
}
"""Elements of one letter without a meaning of their own beside a class: thousands of them on a page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that are marked: ``opening`` and ``closing`` are the tags around them."""

    span: Span
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the contents. ``level``: 1 or 2."""

    anchor: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Whom:
    """A division that a paragraph concerns. ``href``: the page with its sentences lit, at the first here."""

    name: str
    href: str


def marks(
    statements: Iterable[Statement], mentions: Iterable[Mention], findings: Sequence[Span]
) -> list[Mark]:
    """What is marked, in reading order; of what overlaps a finding, then a figure, then a name."""
    figures = {s.span for s in statements}
    found = [(0, mark) for mark in _findings(findings, figures)]
    found += [(1, Mark(span, FIGURE, "</b>")) for span in figures]
    found += [(2, _name(m)) for m in mentions if not m.nested]
    kept: list[Mark] = []
    for _, mark in sorted(found, key=lambda one: (one[0], one[1].span.start, -one[1].span.end)):
        at = bisect_left(kept, mark.span, key=lambda k: k.span)
        before, after = kept[at - 1 : at], kept[at : at + 1]
        if not any(other.span.meets(mark.span) for other in (*before, *after)):
            kept.insert(at, mark)
    return kept


def _findings(findings: Sequence[Span], figures: set[Span]) -> Iterator[Mark]:
    for number, span in enumerate(findings, 1):
        # a figure that a finding is about stays a figure: the reading of the nth figure is asked for by n
        opening, closing = (FIGURE, "</b>") if span in figures else ("", "")
        yield Mark(span, f"<a class=x href=#f{number}>{opening}", f"{closing}</a>")


def _name(mention: Mention) -> Mark:
    if mention.type in _NAMES:
        if len(mention.adcode) == 6 and mention.adcode.isdigit():
            return Mark(mention.span, f"<a href=/places/{mention.adcode}>", "</a>")
        return Mark(mention.span, "<i>", "</i>")
    tag = _TAGS[mention.type]
    return Mark(mention.span, f"<{tag}>", f"</{tag}>")


def text_html(
    document: Document,
    marked: Sequence[Mark],
    lit: frozenset[int],
    told: Iterable[int] = (),
    whom: Mapping[int, Sequence[Whom]] | None = None,
) -> tuple[Markup, list[Heading]]:
    """The document as headings and paragraphs; a sentence has its position as its id (``s123``), so has a
    paragraph (``p123``). ``lit``: positions of the sentences that stand out; ``told``: of those that
    figures stand in, also outside the body; ``whom``: by paragraph, whom it concerns. With the outline."""
    levels = {s.heading.start: s.level for s in document.sections}
    sentences = {s.span.start for s in document.sentences} | set(told)
    writer = _Writer(document, marked, sorted(sentences), lit)
    parts: list[str] = []
    headings: list[Heading] = []
    for block in document.blocks:
        if block.part in LEFT_OUT or block.kind in (Kind.TITLE, Kind.FURNITURE):
            # a title stands above the text; who comes from a search that found it is led to its beginning
            title = [block.span.start] if block.kind is Kind.TITLE else []
            parts += [f"<span id=s{at}></span>" for at in writer.starts(block.span) or title]
            continue
        level = levels.get(block.span.start)
        if block.kind is Kind.HEADING and level is not None and level <= 2:
            headings.append(Heading(f"p{block.span.start}", _title(block.span.of(document.text)), level))
        parts.append(_block(block, level, writer.of(block.span)))
        parts += _whom((whom or {}).get(block.span.start, ()))
    return Markup("\n".join(parts)), headings


def _block(block: Block, level: int | None, inside: str) -> str:
    anchor = f"id=p{block.span.start}"
    if block.kind is Kind.HEADING:
        tag = f"h{min(4, 1 + (level or 2))}"
        return f"<{tag} {anchor}>{inside}</{tag}>"
    if block.kind is Kind.META:
        return f"<p class=m {anchor}>{inside}"
    return f"<p {anchor}>{inside}"  # the end of a paragraph is where the next one begins


def _whom(whom: Sequence[Whom]) -> Iterator[str]:
    """A line under a paragraph, the first ``WHOM_MOST`` open."""
    if not whom:
        return
    links = [f"<a href={one.href}>{_plain(one.name)}</a>" for one in whom]
    rest = links[WHOM_MOST:]
    more = f"<details><summary>等{len(whom)}地</summary>{''.join(rest)}</details>" if rest else ""
    yield f"<div class=who>写到{''.join(links[:WHOM_MOST])}{more}</div>"


def _title(text: str) -> str:
    return "".join(text.split())


@dataclass(slots=True)
class _Writer:
    document: Document
    marked: Sequence[Mark]
    sentences: Sequence[int]
    lit: frozenset[int]

    def starts(self, span: Span) -> Sequence[int]:
        """Where sentences of a block begin."""
        first = bisect_left(self.sentences, span.start)
        return self.sentences[first : bisect_left(self.sentences, span.end, first)]

    def of(self, span: Span) -> str:
        """The words of a block, its sentences and what is marked in them."""
        # annexes and glossaries are no body: their sentences are split here
        starts = self.starts(span) or [one.start + span.start for one in split(span.of(self.document.text))]
        if not starts:
            return self._words(span)
        made = [self._words(Span(span.start, starts[0]))] if starts[0] > span.start else []
        for at, after in zip(starts, [*starts[1:], span.end], strict=True):
            shown = " class=lit" if at in self.lit else ""
            made.append(f"<span id=s{at}{shown}>{self._words(Span(at, after))}</span>")
        return "".join(made)

    def _words(self, span: Span) -> str:
        text, at, made = self.document.text, span.start, []
        first = bisect_left(self.marked, span.start, key=lambda m: m.span.start)
        for mark in self.marked[first:]:
            if mark.span.start >= span.end:
                break
            if mark.span.end > span.end:
                continue
            made.append(_plain(text[at : mark.span.start]))
            made.append(f"{mark.opening}{_plain(mark.span.of(text))}{mark.closing}")
            at = mark.span.end
        return "".join([*made, _plain(text[at : span.end])])


def _plain(text: str) -> str:
    return str(escape(text)).replace("\r\n", "\n").replace("\n", " ")
