"""Is every sentence that names a place told? All cities of provinces, on reports that nothing was tuned on.

``python -m benchmarks.naming`` counts where a city's short name stands in its province's report, how many of
these places are quoted by the brief, and prints the others to be read.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.matching import Cache, match
from duibiao.sources import read_document
from duibiao.text import Document

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
PROVINCES = ("130000", "220000", "350000", "360000", "430000", "450000", "530000", "610000", "640000")
"""Reports of 2026 that were never looked at while the rules of matching were written."""
AROUND = 14


def main(wanted: list[str]) -> None:
    """Print a line a province and the strings that were not told."""
    gazetteer = Gazetteer.load()
    print("report | cities | names in the text | told")
    for code in wanted or PROVINCES:
        report = read_document(CORPUS / "provinces-2026" / f"{code}-2026.txt")
        home = gazetteer.resolve(code)
        cities = [p for p in gazetteer.children(home) if p.level is Level.PREFECTURE]
        missed: list[str] = []
        stand = 0
        with tempfile.TemporaryDirectory() as folder:
            for city in cities:
                at, gone = _told(report, city, home, gazetteer, Cache(Path(folder)))
                stand += at
                missed += gone
        print(f"{code}-2026 | {len(cities)} | {stand} | {stand - len(missed)}")
        for line in missed:
            print(f"    {line}")


def _told(
    report: Document, city: Place, home: Place, gazetteer: Gazetteer, cache: Cache
) -> tuple[int, list[str]]:
    """How often the city's short name stands in the body, and where it is not quoted."""
    found = match(report, city, 2026, [], home=home, gazetteer=gazetteer, cache=cache)
    told = [span for pairing in found.unanswered for span in pairing.kept]
    body = [sentence.span for sentence in report.sentences]
    short = min(
        (a for a in city.aliases if len(a) > 1 and city.name.startswith(a)), key=len, default=city.name
    )
    stand = [m.start() for m in re.finditer(re.escape(short), report.text)]
    stand = [at for at in stand if any(s.start <= at < s.end for s in body)]
    missed = [at for at in stand if not any(s.start <= at < s.end for s in told)]
    around = [report.text[max(0, at - AROUND) : at + AROUND].replace("\n", "") for at in missed]
    return len(stand), [f"{city.name}: {text}" for text in around]


if __name__ == "__main__":
    main(sys.argv[1:])
