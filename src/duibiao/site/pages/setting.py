"""How pages are set: the templates, and what all of them know."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.requests import Request

from duibiao.briefing.render.view import one_line
from duibiao.briefing.render.wording import date_words, labels, period_words, short_hash
from duibiao.gazetteer import Level, Place
from duibiao.ledger.asking.origin import Origin
from duibiao.ledger.targets import fall
from duibiao.site.asking.held import opening
from duibiao.site.state import Site
from duibiao.site.store.reads import CHINA

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would reckon with."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way to a page. ``href``: '' for the page itself."""

    name: str
    href: str = ""


def fill(site: Site, request: Request | None, template: str, **given: Any) -> str:
    """The template of that name.

    Every page gives ``title``; ``crumbs``, ``summary``, ``data`` (JSON-LD), ``kind`` and ``image`` (of Open
    Graph), ``as_data`` (what of the API says the same) if any.
    """
    known: dict[str, Any] = {
        "site": site.settings,
        "assets": site.assets.urls,
        "path": request.url.path if request is not None else "/",
        "base": base(site, request),
        "crumbs": (),
        "summary": "",
        "data": None,
        "kind": "website",
        "styles": (),
        "indexed": True,
        "times": {},
        "image": "",
        "as_data": "",
        "named": lambda origin: named(site, origin),
        "reading": False,
        "waiting": False,
    }
    return _environment().get_template(template).render(known | given)


def named(site: Site, origin: Origin) -> str:
    """What a document is called: its title, else how its text begins, which says more than a file's name."""
    if origin.title and origin.title != origin.name:
        return origin.title
    return site.memo(f"opening:{origin.sha256}", lambda: opening(site.store, origin.number)) or origin.name


def base(site: Site, request: Request | None) -> str:
    """The public address of the site, without a slash at its end."""
    if site.settings.base_url or request is None:
        return site.settings.base_url.rstrip("/")
    return f"{request.url.scheme}://{request.url.netloc}"


def way_to(site: Site, place: Place | None, *last: str, linked: bool = True) -> list[Crumb]:
    """首页 > 广东省 > 肇庆市 > ``last``; ``linked``: the place itself is a link."""
    crumbs = [Crumb("首页", "/")]
    if place is not None:
        for one in reversed(site.gazetteer.chain(place)):
            if one.level is not Level.COUNTRY or one == place:
                crumbs.append(Crumb(called(one), f"/places/{one.adcode}"))
        if not linked and not last:
            crumbs[-1] = Crumb(called(place))
    return [*crumbs, *map(Crumb, last)]


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("duibiao.site"),
        autoescape=select_autoescape(["html", "xml"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "one_line": one_line,
        "date_words": date_words,
        "period_words": period_words,
        "short_hash": short_hash,
        "day": day,
        "minute": minute,
        "local": local,
        "json_ld": json_ld,
        "called": called,
        "falls": lambda statement: fall(statement.value, statement.text),
    }
    made.globals |= {
        group: labels(group) for group in ("kinds", "statuses", "bounds", "statement_kinds", "homes")
    }
    return made


def templates() -> None:
    """Compile all of them."""
    for name in _environment().list_templates():
        _environment().get_template(name)


def day(moment: str) -> str:
    """2024-01-23T02:00:00+00:00 -> 2024年1月23日, as it is in China."""
    return date_words(_in_china(moment).date().isoformat()) if moment else ""


def minute(moment: str) -> str:
    """The same with the time: 2024年1月23日 10:00."""
    return f"{day(moment)} {_in_china(moment):%H:%M}" if moment else ""


def local(moment: str) -> str:
    """As a field for a time in China holds it: 2024-01-23T10:00."""
    return f"{_in_china(moment):%Y-%m-%dT%H:%M}" if moment else ""


def _in_china(moment: str) -> datetime:
    return datetime.fromisoformat(moment) + CHINA


def json_ld(data: object) -> Markup:
    """As it may stand in a ``<script type="application/ld+json">``: no text can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def in_cell(text: str) -> str:
    """What a document prints, on one line of a table; it becomes no formula of a spreadsheet."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_FORMULA) else line


def called(place: Place) -> str:
    """As one says it: 全国, 广东省."""
    return labels("homes").get(place.adcode, place.name)
