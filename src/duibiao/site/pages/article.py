"""An article: a published brief, its versions, and what is read beside it."""

from __future__ import annotations

import time
from typing import Any

from markupsafe import Markup
from starlette.requests import Request

from duibiao.briefing.pictures.png import missing
from duibiao.errors import NotFound
from duibiao.ledger.asking.origin import Origin
from duibiao.site import sharing
from duibiao.site.answering import MINUTE_SECONDS, Page
from duibiao.site.asking.beside import hot, related
from duibiao.site.asking.held import origins
from duibiao.site.cache import REST
from duibiao.site.comparing import compared
from duibiao.site.keeping.changes import ARTICLES_
from duibiao.site.pages.setting import Crumb, base, day, fill, named, way_to
from duibiao.site.sharing import code_svg, figures_of, picture
from duibiao.site.state import Site
from duibiao.site.store import photographs
from duibiao.site.store.articles import Card, Edition
from duibiao.site.store.bodies import parts_of

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
    number = _number(request)
    return Page(_set(site, request, card, site.articles.edition(card.slug, number), number))


def _number(request: Request) -> int:
    """Of the version in the address. Raises ``NotFound`` for one that no store could hold."""
    number = int(request.path_params["number"])
    if number >= 10**9:
        raise NotFound("没有这一版")
    return number


def changes(site: Site, request: Request) -> Page:
    """``/articles/{slug}/versions/{number}/changes``: what a correction corrected. Raises ``NotFound``."""
    card = _standing(site, request)
    number = _number(request)
    before, after = (site.articles.edition(card.slug, n) for n in (number - 1, number))
    shown = next(one for one in site.articles.history(card.slug) if one.number == number)
    return Page(
        fill(
            site,
            request,
            "changes.html",
            title=f"{after.title}：第{number}版改了什么",
            crumbs=[
                *way_to(site, site.gazetteer.get(card.adcode)),
                Crumb(KIND, f"/articles/{card.slug}"),
                Crumb("改了什么"),
            ],
            indexed=False,
            card=card,
            shown=shown,
            hunks=compared(_lines(before), _lines(after)),
        )
    )


def _lines(edition: Edition) -> list[str]:
    return [part.text for part in parts_of(edition.title, edition.head, edition.body)]


def _set(site: Site, request: Request, card: Card, edition: Edition, number: int) -> str:
    history = site.articles.history(card.slug)
    shown = next(one for one in history if one.number == number)
    place = site.gazetteer.get(card.adcode)
    root = base(site, request)
    address = f"/articles/{card.slug}"
    image = "" if missing() else f"{root}{address}/card.png?v={card.number}"
    shown_first = [photographs.address(id_) for id_ in photographs.shown_in(edition.head, edition.body)]
    images = [f"{root}{one}" for one in shown_first] + ([image] if image else [])
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
        data=_linked_data(site, card, edition, shown.at, root, held) | ({"image": images} if images else {}),
        image=image,
        coded=sharing.coded(root),
        crumbs=crumbs,
        styles=("brief.css",),
        as_data=f"articles/{card.slug}/versions/{number}",
        card=card,
        edition=edition,
        shown=shown,
        history=history,
        corrections=[one for one in history if one.note],
        sources=[held.get(sha) for sha in edition.documents],
        indexed=number == card.number,
        rest=Markup(REST),
    )


def beside(site: Site, request: Request) -> list[str]:
    """What is read beside an article: it changes with other articles and with what is read."""
    card = site.articles.card(request.path_params["slug"])
    latest = site.memo("latest", lambda: site.articles.latest(BESIDE + 1), (ARTICLES_,))
    body = fill(
        site,
        request,
        "beside.html",
        title="",
        card=card,
        related=site.memo(f"related:{card.slug}", lambda: related(site, card.slug, BESIDE), (ARTICLES_,)),
        hot=site.memo(f"hot:{int(time.monotonic() // MINUTE_SECONDS)}", lambda: hot(site, BESIDE)),
        latest=[one for one in latest if one.slug != card.slug][:BESIDE],
    )
    return [body]


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
                "name": named(site, one),
                "url": f"{root}/reports/{one.sha256[:12]}",
            }
            for one in held.values()
        ],
    }


def photograph(site: Site, request: Request) -> Page:
    """``/photographs/{id}.jpg``: one that a standing article shows. Raises ``NotFound``."""
    data = photographs.photograph(site.store, request.path_params["id"], public=True)
    return Page(data, "image/jpeg", headers={"cache-control": "public, max-age=3600"})


# -- what it is shared with ------------------------------------------------------------------------------


def share_picture(site: Site, request: Request) -> Page:
    """``/articles/{slug}/card.png``: title, place and figures of the current version. Raises ``NotFound``."""
    card = _standing(site, request)
    edition = site.articles.edition(card.slug, card.number)
    place = site.gazetteer.get(card.adcode)
    chain = [one.name for one in reversed(site.gazetteer.chain(place))][1:] if place is not None else []
    made = picture(
        sharing.Card(
            site=site.settings.name,
            kicker=" · ".join((KIND, *chain)),
            title=edition.title,
            figures=figures_of(edition.brief),
            foot=f"{edition.origin}　{day(card.first_at)}",
            code=_address(site, request, card),
        )
    )
    if made is None:
        raise NotFound("这台机器不能画图")
    return Page(made, "image/png")


def share_code(site: Site, request: Request) -> Page:
    """``/articles/{slug}/code.svg``: the address for a phone. Raises ``NotFound``."""
    made = code_svg(_address(site, request, _standing(site, request)))
    if made is None:
        raise NotFound("没有安装二维码的库")
    return Page(made, "image/svg+xml")


def _standing(site: Site, request: Request) -> Card:
    card = site.articles.card(request.path_params["slug"])
    if card.withdrawn_at:
        raise NotFound("这篇文章已撤回")
    return card


def _address(site: Site, request: Request, card: Card) -> str:
    return f"{base(site, request)}/articles/{card.slug}"
