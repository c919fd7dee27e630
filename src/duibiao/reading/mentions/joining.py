"""Names that several documents print in different forms: one name for one thing, never by likeness alone."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from duibiao.errors import UnreadableSource
from duibiao.reading.mentions._lexicon import vocabulary
from duibiao.reading.mentions._select import key_of
from duibiao.reading.model import Mention, MentionType
from duibiao.text import Document, Span

_TYPES = (MentionType.PROJECT, MentionType.ORGANISATION, MentionType.PROGRAMME)
_SAYS = vocabulary()["says_the_same"].regex()
_SHORT = re.compile(rf"（{_SAYS}[：:]?[“《]?([\u4e00-\u9fffA-Za-z0-9+·—-]{{2,16}})[”》]?）")
_BETWEEN = re.compile(rf"（{_SAYS}?|[，,]?{_SAYS}")

Read = tuple[Document, Sequence[Mention]]
"""A document and its mentions."""
Name = tuple[MentionType, str]


def same_table(path: Path) -> list[tuple[str, ...]]:
    """The ``[[same]]`` rows of a user's file: ``names = [...]`` of one thing. Raises UnreadableSource."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("same", [])
        return [tuple(row["names"]) for row in rows]
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource("读不了名称对照表", where=str(path), hint=str(error)) from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise UnreadableSource(
            f"名称对照表格式不对：{error}", where=str(path), hint="格式见 docs/gazetteer.md"
        ) from error


def join_names(read: Sequence[Read], table: Sequence[Sequence[str]] = ()) -> list[list[Mention]]:
    """The mentions of each document, with one ``name`` for all forms of a project, organisation or programme.

    Two forms are one when they differ by 工程, 项目 or 中国 only, when a text says so (宁德时代肇庆项目（简称
    “瑞庆时代”）), or when a row of ``table`` does, whose first name then stands for all. Forms that only look
    alike stay apart. A short form that a text or the table gives is found in every document.
    """
    named = [m for _, mentions in read for m in _named(mentions)]
    said = {short: full for document, mentions in read for full, short in _said(document, mentions)}
    for names in table:
        kind = next((m.type for m in named if m.name in names), MentionType.PROJECT)
        said |= dict.fromkeys(names, (kind, names[0]))
    joined = _Joined()
    for short, full in said.items():
        joined.same((full[0], key_of(full[1])), (full[0], key_of(short)))
    preferred = {names[0] for names in table}
    best = joined.names(sorted({m.name or "" for m in named} | preferred, key=_order(preferred)))
    known = {m.name for m in named}
    wanted = {short: full for short, full in said.items() if short not in known}
    return [
        [_renamed(m, joined, best) for m in _with_short_forms(document, mentions, wanted)]
        for document, mentions in read
    ]


def _order(preferred: set[str]) -> Callable[[str], tuple[bool, int, str]]:
    """The names of the table first, then the longest."""
    return lambda name: (name not in preferred, -len(name), name)


class _Joined:
    """Which names are one: sets that grow together."""

    def __init__(self) -> None:
        self._parent: dict[Name, Name] = {}

    def root(self, name: Name) -> Name:
        while (upper := self._parent.get(name, name)) != name:
            name = upper
        return name

    def same(self, first: Name, second: Name) -> None:
        one, other = self.root(first), self.root(second)
        if one != other:
            self._parent[other] = one

    def names(self, ordered: Sequence[str]) -> Mapping[Name, str]:
        """Root -> the first of ``ordered`` that belongs to it."""
        found: dict[Name, str] = {}
        for name in ordered:
            for kind in _TYPES:
                found.setdefault(self.root((kind, key_of(name))), name)
        return found


def _named(mentions: Sequence[Mention]) -> Iterator[Mention]:
    return (m for m in mentions if m.type in _TYPES and m.name)


def _said(document: Document, mentions: Sequence[Mention]) -> Iterator[tuple[Name, str]]:
    """(full name, short form) pairs: A（简称“B”）, A（B） and A即B where both are names of one type."""
    text = document.text
    starts = {m.span.start: m for m in _named(mentions) if not m.nested}
    for m in _named(mentions):
        full = (m.type, m.name or "")
        if match := _SHORT.match(text, m.span.end):
            yield full, match[1]
        elif match := _BETWEEN.match(text, m.span.end):
            other = starts.get(match.end()) or starts.get(match.end() + 1)
            if other is not None and other.type is m.type and other.name:
                yield full, other.name


def _with_short_forms(
    document: Document, mentions: Sequence[Mention], wanted: Mapping[str, Name]
) -> list[Mention]:
    """``mentions`` and those of the short forms that stand outside all projects and organisations."""
    taken = sorted(m.span for m in _named(mentions))
    found = list(mentions)
    for short, (kind, name) in wanted.items():
        for match in re.finditer(re.escape(short), document.text):
            span = Span(*match.span())
            at = bisect_right(taken, span.start, key=lambda s: s.start) - 1
            if at < 0 or not taken[at].meets(span):
                identity = document.fact_id(f"mention:{kind}", span.start, span.end)
                found.append(
                    Mention(
                        identity, document.name, span, short, kind, name, "", (), "", False, "said to be one"
                    )
                )
    return sorted(found, key=lambda m: (m.span.start, -m.span.end))


def _renamed(mention: Mention, joined: _Joined, best: Mapping[Name, str]) -> Mention:
    if mention.type not in _TYPES or not mention.name:
        return mention
    name = best.get(joined.root((mention.type, key_of(mention.name))), mention.name)
    return mention if name == mention.name else replace(mention, name=name)
