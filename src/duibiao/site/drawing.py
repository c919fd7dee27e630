"""Charts and maps of the site's pages, drawn as those of briefs are; numbers lead to the page's sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from duibiao.briefing.pictures.maps import outline
from duibiao.briefing.pictures.model import Area, Chart, Form, Map, Side, Value
from duibiao.briefing.pictures.page import notice
from duibiao.briefing.pictures.shapes import Shapes, packaged
from duibiao.briefing.pictures.svg import PHONE, Setting, drawn, element
from duibiao.briefing.render.view import one_line
from duibiao.briefing.render.wording import labels, period_words
from duibiao.gazetteer import Gazetteer, Level, Place
from duibiao.ledger.asking.facts import Fact
from duibiao.ledger.asking.origin import Origin
from duibiao.text import content_id

BARS_MOST = 34
"""Places in one drawing: the provinces."""


@dataclass(slots=True)
class Sources:
    """The documents that a page cites, numbered by first use."""

    numbers: dict[str, int] = field(default_factory=dict)
    origins: list[Origin] = field(default_factory=list)

    def number(self, origin: Origin) -> int:
        """Of the document, from 1."""
        if origin.sha256 not in self.numbers:
            self.origins.append(origin)
            self.numbers[origin.sha256] = len(self.origins)
        return self.numbers[origin.sha256]


def over_time(title: str, facts: Sequence[Fact], sources: Sources, *, linked: bool = True) -> Markup:
    """One indicator over the years, oldest first: columns where numbers find room on a phone, else bars.

    ``linked``: its numbers lead to the page's list of sources.
    """
    values = [_value(fact, period_words(fact.statement.period), sources) for fact in facts]
    widest = max(_width(value) for value in values)
    form = Form.COLUMNS if widest * len(values) <= PHONE else Form.BARS
    return _figure(title, form, values, sources, linked=linked)


def _width(value: Value) -> int:
    """Pixels of a number with what bounds it and its source, as the drawings estimate them."""
    letters = value.text + labels("bounds")[value.figure.bound]
    return sum(14 if char > "\u2e80" else 9 for char in letters) + 24


def bars(title: str, facts: Sequence[tuple[str, Fact]], sources: Sources) -> Markup:
    """The same of several places, the largest first; what is a range, or not above nothing, is left out."""
    kept = [(name, f) for name, f in facts if f.statement.value > 0 and f.statement.value_high is None]
    kept.sort(key=lambda one: -one[1].statement.value)
    return _figure(title, Form.BARS, [_value(f, name, sources) for name, f in kept[:BARS_MOST]], sources)


def _value(fact: Fact, label: str, sources: Sources) -> Value:
    sources.number(fact.origin)
    figure = replace(fact.statement, doc=fact.origin.sha256)
    return Value(label, Side.THEIRS, one_line(figure.text), figure.value, figure)


def _figure(
    title: str, form: Form, values: Sequence[Value], sources: Sources, *, linked: bool = True
) -> Markup:
    identity = content_id("chart", title, *(value.figure.id for value in values))
    chart = Chart(identity, form, title, "", values[0].figure.unit, tuple(values))
    drawing = element("div", drawn(chart, Setting("", "", sources.numbers, linked)), class_="drawing")
    return element(
        "figure", element("p", title, class_="title"), drawing, class_="picture", data_form=form.value
    )


@dataclass(frozen=True, slots=True)
class Land:
    """A map of the divisions of a place; ``notice``: whose borders they are; ``missing``: not drawn."""

    drawing: Markup
    notice: str
    missing: tuple[str, ...]


def land(
    place: Place, named: Mapping[str, int], gazetteer: Gazetteer, title: str, borders: Shapes | None = None
) -> Land | None:
    """The divisions right below ``place``, darker the more often they are named; each leads to its page.

    ``borders``: reviewed ones instead of the packaged; the country is drawn with these alone, whole.
    ``None`` where the place has no such divisions or they are never drawn.
    """
    levels = (Level.PROVINCE, Level.PREFECTURE, *((Level.COUNTRY,) if borders is not None else ()))
    if place.level not in levels:
        return None
    below = [p for p in gazetteer.children(place) if p.level is not Level.TOWN]
    shapes = borders or packaged(place.adcode[:2] + "0000")
    shown = {p.adcode: shape for p in below if (shape := outline(p, gazetteer, shapes)) is not None}
    if len(shown) < 2 or (place.level is Level.COUNTRY and len(shown) < len(below)):
        return None
    areas = tuple(
        Area(
            adcode=p.adcode,
            name=p.name,
            short=min((p.name, *p.aliases[:1]), key=len),
            rings=shown[p.adcode].rings,
            label=shown[p.adcode].label,
            report=named.get(p.adcode, 0),
            local=0,
            inside=(),
            chapters=(),
        )
        for p in below
        if p.adcode in shown
    )
    identity = content_id("land", place.adcode)
    picture = Map(identity, title, place.name, areas, (), shapes.approval, supplied=shapes.supplied)
    pages = {area.adcode: f"/places/{area.adcode}" for area in areas}
    drawing = drawn(picture, Setting(place.name, "", {}, pages=pages))
    missing = tuple(p.name for p in below if p.adcode not in shown)
    return Land(Markup(drawing), notice(picture), missing)
