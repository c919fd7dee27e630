"""Lexical closeness of many texts to a query: cosine of tf-idf, words and bigrams each in their own space."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]


class Rarity:
    """How much one occurrence of a term tells. ``seen``: in how many of ``size`` texts each term stands."""

    def __init__(self, size: int, seen: Mapping[str, int]) -> None:
        self.size, self.seen = size, seen

    def rarity(self, term: str) -> float:
        """Inverse document frequency; unseen terms tell most."""
        return float(np.float32(np.log1p(self.size / (np.float32(self.seen.get(term, 0)) + 0.5))))


class Lexical(Rarity):
    """An index of ``n`` texts given as term lists. Scores run from 0 to 2: two cosines added."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        counts = [Counter(text) for text in texts]
        seen = Counter(term for count in counts for term in count)
        super().__init__(len(texts), seen)
        self._row = {term: i for i, term in enumerate(seen)}
        rarity = np.log1p(len(texts) / (np.fromiter(seen.values(), np.float32, len(seen)) + 0.5))
        self._rarity = rarity.astype(np.float32)
        self._unseen = float(np.log1p(len(texts) / 0.5))
        self._weights = np.zeros((len(seen), len(texts)), np.float32)
        for column, count in enumerate(counts):
            rows, values = self._vector(count)
            self._weights[rows, column] = values

    def score(self, query: Sequence[str]) -> Vector:
        """Closeness of every text to ``query``, shape (n,)."""
        rows, values = self._vector(Counter(query))
        scores: Vector = values @ self._weights[rows]
        return scores

    def scores(self, queries: Sequence[Sequence[str]]) -> Vector:
        """Closeness of every text to each of ``queries``, shape (queries, n)."""
        vectors = [self._vector(Counter(query)) for query in queries]
        rows, at = np.unique(np.concatenate([rows for rows, _ in vectors]), return_inverse=True)
        weighed = np.zeros((len(queries), len(rows)), np.float32)
        first = 0
        for number, (_, values) in enumerate(vectors):
            weighed[number, at[first : first + len(values)]] = values
            first += len(values)
        scores: Vector = weighed @ self._weights[rows]
        return scores

    def _vector(self, count: Counter[str]) -> tuple[npt.NDArray[np.intp], Vector]:
        """Rows and weights of a text's known terms, each of the two spaces scaled to length 1."""
        rows = np.fromiter((self._row.get(term, -1) for term in count), np.intp, len(count))
        often = np.fromiter(count.values(), np.float32, len(count))
        bigram = np.fromiter((term[0] == "·" for term in count), np.bool_, len(count))
        rare = np.where(rows >= 0, self._rarity[rows] if len(self._rarity) else 0, self._unseen)
        values = ((1 + np.log(often)) * rare).astype(np.float32)
        for space in (bigram, ~bigram):
            values[space] /= np.linalg.norm(values[space]) or 1
        known = rows >= 0
        return rows[known], values[known]
