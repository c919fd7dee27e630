"""How often pairs of characters come in the sentences of reports: writes ``rules/repeated/common_pairs.tsv``.

A line is a pair and its weight, ``ln(sentences / sentences with it)``; pairs that are not listed
weigh ``RAREST``. Re-run (``python -m benchmarks.common_pairs``) after the corpus grew; ``words.py``
says what the weights are used for.
"""

from __future__ import annotations

import re
from collections import Counter
from math import log
from pathlib import Path

from benchmarks.audit import CORPUS, files
from duibiao.auditing.rules.repeated import words
from duibiao.sources import read_document

LISTED = 1500
"""Pairs that are written; the last one comes in one sentence of 360."""


def main() -> None:
    """Count and write."""
    if not CORPUS.exists():
        print("the corpus is not beside this checkout (../shared/corpus): nothing to count")
        return
    known: Counter[str] = Counter()
    sentences = 0
    for file in files():
        for sentence in re.split("[。；\n]", read_document(file).text):
            bare = words.plain(sentence)
            sentences += bool(bare)
            known.update(words.pairs_of(bare))
    rows = [f"{pair}\t{log(sentences / times):.1f}" for pair, times in known.most_common(LISTED)]
    table = Path(words.__file__).parent / "common_pairs.tsv"
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(len(rows), "pairs of", sentences, "sentences; the last weighs", rows[-1].split("\t")[1])


if __name__ == "__main__":
    main()
