"""An article: a published brief, its versions, and what is read beside it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from duibiao.ledger.asking.origin import Origin
from duibiao.site.answering import Page
from duibiao.site.asking.beside import hot, related
from duibiao.site.asking.held import origins
from duibiao.site.pages.setting import Crumb, base, fill, way_to
from duibiao.site.state import Site
from duibiao.site.store.articles import Card, Edition

BESIDE = 6
KIND = "对标简报"


def page(site: Site, request: Request) -> Page:
    """``/articles/{slug}``: the current version. Raises ``NotFound``. One that was withdrawn says so: 410."""
    card = site.articles.card(request.path_params["slug"])
    if card.withdrawn_at:
        crumbs = way_to(site, site.gazetteer.get(card.adcode), KIND)
        body = fill(
            site, request, "withdrawn.html", title=card.title, card=card, crumbs=crumbs, indexed=False
        )
        return Page(body, status=410)
    return Page(_set(site, request, card, site.articles.edition(card.slug, card.number), card.number))


def version(site: Site, request: Request) -> Page:
    """``/articles/{slug}/versions/{number}``: as it was once. Raises ``NotFound``."""
    card = site.articles.card(request.path_params["slug"])
    number = int(request.path_params["number"])
    return Page(_set(site, request, card, site.articles.edition(card.slug, number), number))


def _set(site: Site, request: Request, card: Card, edition: Edition, number: int) -> str:
    history = site.articles.history(card.slug)
    shown = next(one for one in history if one.number == number)
    place = site.gazetteer.get(card.adcode)
    root = base(site, request)
    address = f"/articles/{card.slug}"
    crumbs = way_to(site, place, KIND)
    if number != card.number:
        crumbs = [*crumbs[:-1], Crumb(KIND, address), Crumb(f"第{number}版")]
    held = origins(site.store, edition.documents)
    return fill(
        site,
        request,
        "article.html",
        title=edition.title,
        summary=edition.summary,
        kind="article",
        times={"article:published_time": card.first_at, "article:modified_time": shown.at},
        data=_linked_data(site, card, edition, shown.at, root, held),
        crumbs=crumbs,
        styles=("brief.css",),
        card=card,
        edition=edition,
        shown=shown,
        history=history,
        corrections=[one for one in history if one.note],
        sources=[held.get(sha) for sha in edition.documents],
        indexed=number == card.number,
        related=related(site, card.slug, BESIDE),
        hot=hot(site, BESIDE),
        latest=[one for one in site.articles.latest(BESIDE + 1) if one.slug != card.slug][:BESIDE],
    )


def _linked_data(
    site: Site, card: Card, edition: Edition, at: str, root: str, held: dict[str, Origin]
) -> dict[str, Any]:
    """JSON-LD: what kind of page this is, whose, when, and what it is based on."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": edition.title,
        "description": edition.summary,
        "inLanguage": "zh-CN",
        "datePublished": card.first_at,
        "dateModified": at,
        "author": {"@type": "Person", "name": edition.editor},
        "publisher": {"@type": "Organization", "name": edition.origin},
        "mainEntityOfPage": f"{root}/articles/{card.slug}",
        "spatialCoverage": {"@type": "AdministrativeArea", "name": edition.place, "identifier": card.adcode},
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "name": one.title or one.name,
                "url": f"{root}/reports/{one.sha256[:12]}",
            }
            for one in held.values()
        ],
    }
