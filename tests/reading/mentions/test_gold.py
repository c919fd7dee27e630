"""The accuracy gates: labels made by reading, and no sentence about a city of 广东 missed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from duibiao.gazetteer import Gazetteer, Level
from duibiao.reading.mentions import find_mentions
from duibiao.reading.model import MentionType
from duibiao.sources import read_document

from .scoring import Score, score

FLOORS = tomllib.loads((Path(__file__).parents[2] / "gold" / "floors.toml").read_text("utf-8"))["names"]
REPORTS = (
    ("guangdong/440000-2024.txt", 2024),
    ("guangdong/440000-2025.txt", 2025),
    ("provinces-2026/440000-2026.txt", 2026),
)


@pytest.fixture(scope="module")
def scores(corpus: Path) -> Mapping[MentionType, Score]:
    return score(corpus)


@pytest.mark.corpus
@pytest.mark.parametrize("kind", list(MentionType))
def test_f1_stays_above_its_floor(scores: Mapping[MentionType, Score], kind: MentionType) -> None:
    assert scores[kind].f1 >= FLOORS["f1"][kind.value]


@pytest.mark.corpus
def test_places_have_the_right_code(scores: Mapping[MentionType, Score]) -> None:
    assert scores[MentionType.PLACE].code >= FLOORS["code"]["place"]


@pytest.mark.corpus
@pytest.mark.parametrize(("file", "year"), REPORTS)
def test_every_naming_of_a_city_of_guangdong_is_found(corpus: Path, file: str, year: int) -> None:
    """Each time that the text prints the name of one of the 21 cities, a mention there touches the city."""
    gazetteer = Gazetteer.load()
    home = gazetteer.resolve("广东省")
    document = read_document(corpus / file)
    found = find_mentions(document, home=home, year=year)
    missed = []
    for city in gazetteer.children(home):
        assert city.level is Level.PREFECTURE
        for match in re.finditer(city.aliases[0], document.text):
            around = [m for m in found if m.span.start <= match.start() and match.end() <= m.span.end]
            if not any(city.adcode in _cities(gazetteer, m.adcodes) for m in around):
                missed.append(document.text[match.start() - 6 : match.end() + 6])
    assert [context for context in missed if not re.search(FLOORS["no_city"], context)] == []


def _cities(gazetteer: Gazetteer, codes: tuple[str, ...]) -> set[str]:
    places = [p for p in map(gazetteer.get, codes) if p is not None]
    return {p.adcode for place in places for p in gazetteer.chain(place)}
