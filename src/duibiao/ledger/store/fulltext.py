"""Chinese full text: every two neighbouring characters of a passage are a token of an index.

A phrase is found by its tokens and then held against the text, so that a hit is exact to the character. White
space does not count, nor do width and case. Filters (place, year, kind) are tokens too: a search within a
place costs no more than one without.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, text

_WIDE = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}
_SMALL = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_FOLD = _WIDE | _SMALL | {wide: ord(chr(narrow).lower()) for wide, narrow in _WIDE.items()}
_BLANKS = dict.fromkeys(map(ord, " \t\r\n\f\v\u00a0\u2028\u2029\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_PRIVATE = 0xE000
"""Marks are indexed as private characters, which the index takes for letters."""
_MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~·‘’“”…—–―‰℃°×÷±≥≤、。〇〈〉《》「」『』【】〔〕～￥→←↑↓△▲○●◆■★☆※"
_TOKENS = {ord(mark): chr(_PRIVATE + 1 + number) for number, mark in enumerate(_MARKS)}
_USUAL = {code: code for code in (*range(0x80), *range(0x4E00, 0xA000))}
"""Characters that stay what they are: a table that has them is asked twice as fast as one that has not."""
_FOLDED = _USUAL | _FOLD | _BLANKS
_CHANGED: dict[int, int | str | None] = {**_TOKENS, **_FOLD, **_BLANKS}
_BLANK = 0xFFFFFFFF
"""What stands for white space among code points."""
_UTF32 = f"utf-32-{sys.byteorder[0]}e"
_END = chr(_PRIVATE)


def fold(printed: str) -> str:
    """What is compared: without white space, narrow, in small letters."""
    return printed.translate(_FOLDED)


@lru_cache(maxsize=1024)
def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """Finds a folded phrase in printed text: what folds to the same, blanks between its characters."""
    blanks = "[" + "".join(map(chr, _BLANKS)) + "]*"
    return re.compile(blanks.join(map(_same_when_folded, phrase)))


def _same_when_folded(char: str) -> str:
    same = [chr(code) for code, to in _FOLD.items() if chr(to) == char]
    return "[" + "".join(map(re.escape, (char, *same))) + "]" if same else re.escape(char)


def tokens(printed: str) -> str:
    """The tokens of a passage, a blank after each: every pair of neighbours; the last character with an
    end mark."""
    return tokens_of([printed])[0]


def tokens_of(passages: Sequence[str]) -> list[str]:
    """``tokens`` of many passages, all characters looked up at once (1.6 ms a report one by one, 0.3 so)."""
    plain = _table().take(_codes(_END.join([*passages, ""])))
    closes = np.zeros(len(plain), bool)
    closes[np.cumsum([len(printed) + 1 for printed in passages], dtype=np.intp) - 1] = True
    kept = plain != _BLANK
    letters, last = plain[kept], closes[kept]
    begins = np.flatnonzero(~last)
    pairs = np.full((len(begins), 3), ord(" "), np.uint32)
    pairs[:, 0], pairs[:, 1] = letters[begins], letters[begins + 1]
    every = pairs.tobytes().decode(_UTF32, "surrogatepass")
    bounds = [0, *(3 * (np.flatnonzero(last) - np.arange(len(passages)))).tolist()]
    return [every[start:end] for start, end in pairwise(bounds)]


def _codes(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode(_UTF32, "surrogatepass"), np.uint32)


@cache
def _table() -> npt.NDArray[np.uint32]:
    """For each code point what it is indexed as."""
    table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    for code, to in _CHANGED.items():
        mark = _TOKENS.get(to, chr(to)) if isinstance(to, int) else to
        table[code] = _BLANK if mark is None else ord(mark)
    return table


def filter_token(name: str, value: str | int) -> str:
    """The token of a filter: three characters and more, so that it is no pair."""
    return f"{name}{fold(str(value)).replace(':', '')}x"


def wanted(phrase: str) -> tuple[str, ...]:
    """The tokens of a passage with ``phrase``; one character alone stands for all that begin with it."""
    plain = fold(phrase).translate(_TOKENS)
    if len(plain) == 1:
        return (plain,)
    pairs = (first + second for first, second in pairwise(plain))
    return tuple(dict.fromkeys(p for p in pairs if all(map(_is_letter, p))))


@lru_cache(maxsize=65536)
def _is_letter(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LN" or category == "Co"


GATHERED_MOST = 16 * 1024 * 1024
"""Bytes that SQLite's index gathers in memory before it writes a part, which must be merged later. 64 reports
fit in; with the 1 MB that it has of itself a report costs twice as much (15 and 8 ms)."""


class FullText(Protocol):
    """The index of one kind of database. Rows: ``(number of a passage, its tokens with blanks between)``."""

    def create(self, connection: Connection) -> None:
        """Make the empty index."""

    def put(self, connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
        """Add passages."""

    def drop(self, connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
        """Take passages out, each with the tokens that it was put in with."""

    def find(self, connection: Connection, tokens: Sequence[str], most: int, below: int) -> list[int]:
        """The latest ``most`` passages below number ``below`` that have all ``tokens``."""


@dataclass(frozen=True, slots=True)
class SqliteText:
    """FTS5 without positions or contents: the passage is at hand to look at. ``table``: of the index."""

    table: str
    of: str

    def create(self, connection: Connection) -> None:
        connection.execute(
            text(
                f"CREATE VIRTUAL TABLE {self.table} USING fts5(tokens, content='', detail=none, "
                "columnsize=0, tokenize='ascii')"
            )
        )
        set_up = f"INSERT INTO {self.table}({self.table}, rank) VALUES ('hashsize', ?)"
        connection.exec_driver_sql(set_up, (GATHERED_MOST,))

    def put(self, connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
        if rows:
            sql = f"INSERT INTO {self.table}(rowid, tokens) VALUES (?, ?)"
            connection.exec_driver_sql(sql, list(rows))

    def drop(self, connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
        if rows:
            sql = f"INSERT INTO {self.table}({self.table}, rowid, tokens) VALUES ('delete', ?, ?)"
            connection.exec_driver_sql(sql, list(rows))

    def find(self, connection: Connection, tokens: Sequence[str], most: int, below: int) -> list[int]:
        match = " AND ".join(f'"{token}"' + ("*" if len(token) == 1 else "") for token in tokens)
        sql = (
            f"SELECT rowid FROM {self.table} WHERE {self.table} MATCH ? AND rowid < ? "
            "ORDER BY rowid DESC LIMIT ?"
        )
        return [number for (number,) in connection.exec_driver_sql(sql, (match, below, most))]


@dataclass(frozen=True, slots=True)
class PostgresText:
    """An array of tokens a passage, with an inverted index; single characters are tokens of their own.
    ``table``: of the index, ``of``: of the passages, whose key is ``number``."""

    table: str
    of: str

    def create(self, connection: Connection) -> None:
        connection.execute(
            text(
                f"CREATE TABLE {self.table} (number bigint PRIMARY KEY REFERENCES {self.of}(number) "
                "ON DELETE CASCADE, tokens text[] NOT NULL)"
            )
        )
        connection.execute(text(f"CREATE INDEX {self.table}_tokens ON {self.table} USING gin (tokens)"))

    def put(self, connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
        numbers, tokens_ = [], []
        for number, of in rows:
            held = of.split()
            numbers.append(number)
            tokens_.append(" ".join({*held, *(token[0] for token in held if len(token) == 2)}))
        sql = (
            f"INSERT INTO {self.table}(number, tokens) SELECT n, string_to_array(t, ' ') "
            "FROM unnest(CAST(%s AS bigint[]), CAST(%s AS text[])) AS put(n, t)"
        )
        connection.exec_driver_sql(sql, (numbers, tokens_))

    def drop(self, connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
        numbers = [number for number, _ in rows]
        sql = f"DELETE FROM {self.table} WHERE number = ANY(CAST(%s AS bigint[]))"
        connection.exec_driver_sql(sql, (numbers,))

    def find(self, connection: Connection, tokens: Sequence[str], most: int, below: int) -> list[int]:
        sql = (
            f"SELECT number FROM {self.table} WHERE tokens @> CAST(%s AS text[]) AND number < %s "
            "ORDER BY number DESC LIMIT %s"
        )
        return [number for (number,) in connection.exec_driver_sql(sql, (list(tokens), below, most))]


def full_text(dialect: str, table: str = "passages_text", of: str = "passages") -> FullText:
    """The index for a dialect of SQLAlchemy: ``table``, over the rows of ``of``. Both are names of ours."""
    return SqliteText(table, of) if dialect == "sqlite" else PostgresText(table, of)
