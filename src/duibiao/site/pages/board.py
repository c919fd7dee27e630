"""A board (专题) of a place: its facts on one subject, as ``duibiao ledger board`` gives them."""

from __future__ import annotations

import re
import threading

from markupsafe import Markup
from starlette.requests import Request

from duibiao.briefing.render.boards import render_html
from duibiao.briefing.render.wording import labels
from duibiao.errors import NotFound
from duibiao.gazetteer import Place
from duibiao.ledger.asking.documents import documents
from duibiao.ledger.boards import Board, FromStore, boards, fill
from duibiao.lexicon.indicators import Indicator
from duibiao.site.answering import Page
from duibiao.site.asking.measured import series_of, told_of
from duibiao.site.drawing import Sources, over_time
from duibiao.site.pages.setting import Crumb, called, way_to
from duibiao.site.pages.setting import fill as fill_template
from duibiao.site.state import Site

_BODY = re.compile(r'<main id="main">\n(.*)\n</main>', re.DOTALL)
_LEVEL = re.compile(r"(</?h)([3-5])\b")
TOLD_MOST = 400
DRAWN_MOST = 6
"""Indicators of a board that are drawn over the years, those with most years first."""
_ONE = threading.Lock()
"""Boards take seconds of the processor when first asked for: one at a time leaves room for other pages."""


def page(site: Site, request: Request) -> Page:
    """``/places/{adcode}/boards/{id}``. Raises ``NotFound``, also where the place has no documents."""
    place = site.gazetteer.get(request.path_params["adcode"])
    board = boards().get(request.path_params["id"])
    if place is None or board is None or board not in of(site, place):
        raise NotFound("没有这个专题")
    about = ("documents", "decisions")
    body = site.memo(f"board:{place.adcode}:{board.id}", lambda: _body(site, place, board), about)
    title = f"{called(place)}：{board.title}"
    return Page(
        fill_template(
            site,
            request,
            "board.html",
            title=title,
            summary=f"{title}。{board.about}",
            crumbs=[*way_to(site, place), Crumb(board.title)],
            styles=("boards.css", "pictures.css"),
            series=site.memo(f"series:{place.adcode}:{board.id}", lambda: _series(site, place, board)),
            board=board,
            body=body,
            place=place,
            others=[one for one in of(site, place) if one is not board],
        )
    )


def of(site: Site, place: Place) -> list[Board]:
    """The boards of a place: all where it has documents of its own, else none."""
    about = (f"place:{place.adcode}",)
    own = site.memo(f"own:{place.adcode}", lambda: bool(documents(site.store, place=place)), about)
    return list(boards().values()) if own else []


def _series(site: Site, place: Place, board: Board) -> list[tuple[Indicator, Markup]]:
    """The board's indicators over the years, drawn where enough of them are told."""
    with site.store.reading() as connection:
        told = told_of(connection, place, 0, TOLD_MOST)
        wanted = [one for one in told if one.id in board.subject.indicators]
        kept = [one for one in series_of(connection, place, wanted, 0) if one.drawn][:DRAWN_MOST]
    kinds = labels("statement_kinds")
    return [
        (
            one.indicator,
            over_time(
                f"{called(place)}{one.indicator.name}{kinds[one.drawn[0].kind]}",
                [point.latest for point in one.drawn],
                Sources(),
                linked=False,
            ),
        )
        for one in kept
    ]


def _body(site: Site, place: Place, board: Board) -> Markup:
    with _ONE:
        filled = fill([board], FromStore(site.store), place, among=boards().values())
    found = _BODY.search(render_html(filled))
    if found is None:
        raise NotFound("没有这个专题")
    # its parts stand right below the title of the page
    return Markup(_LEVEL.sub(lambda m: f"{m[1]}{int(m[2]) - 1}", found[1]))
