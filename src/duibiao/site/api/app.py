"""The API: read what is published and what the ledger holds; drafts with a token."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, HTTPException, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from duibiao import __version__
from duibiao.errors import AmbiguousPlace, DuibiaoError, NotFound, StoreError, UnknownPlace, UsageError
from duibiao.gazetteer import Level, Place
from duibiao.ledger.asking.facts import facts
from duibiao.ledger.asking.search import Found
from duibiao.ledger.asking.search import search as search_ledger
from duibiao.ledger.asking.series import series as series_of
from duibiao.ledger.asking.series import the_indicator
from duibiao.ledger.asking.targets import followed
from duibiao.ledger.store.schema import STATEMENTS
from duibiao.lexicon.indicators import indicators
from duibiao.site.api import making, models
from duibiao.site.asking import held
from duibiao.site.asking.audited import audited
from duibiao.site.asking.facets import facets, statuses
from duibiao.site.asking.projected import at_place, by_id, first
from duibiao.site.desk.state import Desk
from duibiao.site.pages.setting import base
from duibiao.site.security.roles import Scope

T = TypeVar("T")
M = TypeVar("M")
LIMIT, MOST = 20, 100
AFTER_MOST = 1_000_000
Limit = Annotated[int, Query(ge=1, le=MOST, description="how many at the most")]
After = Annotated[int, Query(ge=0, le=AFTER_MOST, description="leave out so many")]
PlaceName = Annotated[str, Query(max_length=40, description="名称或代码：肇庆市、441200")]
Year = Annotated[int | None, Query(ge=1949, le=2100)]
Sha = Annotated[str, Path(pattern="^[0-9a-f]{12,64}$", description="hash of a document, or its beginning")]
BEARER = HTTPBearer(auto_error=False, description="令牌在编辑台“我的账号”里新建")
WRONG: dict[int | str, dict[str, object]] = {
    code: {"model": models.Wrong} for code in (400, 404, 405, 409, 503)
}


class Tagged(APIRoute):
    """Every answer has a tag; who has it already gets 304."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Around FastAPI's own."""
        real = super().get_route_handler()

        async def answer(request: Request) -> Response:
            response = await real(request)
            if response.status_code != 200 or "cache-control" in response.headers:
                return response
            tag = f'"{hashlib.blake2b(bytes(response.body), digest_size=12).hexdigest()}"'
            kept = {"etag": tag, "cache-control": "public, max-age=0, must-revalidate"}
            known = [
                one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")
            ]
            if tag in known or "*" in known:
                return Response(status_code=304, headers=kept)
            response.headers.update(kept)
            return response

        return answer


def create_api(desk: Desk) -> FastAPI:
    """The application under ``/api/v1``. Its pages of documentation would load scripts from elsewhere: only
    ``openapi.json`` is there."""
    api = FastAPI(
        title="对标", version=__version__, docs_url=None, redoc_url=None,
        description="政府工作报告对一个地方意味着什么：每句引文、每个数字都带出处。",
    )  # fmt: skip
    api.router.route_class = Tagged
    api.add_exception_handler(DuibiaoError, _told)
    for add in ADDS:
        add(api, desk)
    return api


async def _told(_: Request, error: Exception) -> Response:
    assert isinstance(error, DuibiaoError)
    if isinstance(error, (NotFound, UnknownPlace)):
        code = 404
    elif isinstance(error, AmbiguousPlace):
        code = 409
    else:
        code = 400 if isinstance(error, UsageError) else 503 if isinstance(error, StoreError) else 500
    detail = error.line if code < 500 else "暂时不能用，请稍后再试"
    return JSONResponse({"detail": detail}, code, {"cache-control": "no-store"})


def _page(
    request: Request, items: Sequence[T], total: int, limit: int, after: int, make: Callable[[T], M]
) -> models.Listed[M]:
    """A page of a list with the address of the next one."""
    following = None
    if after + limit < total:
        asked = [(k, v) for k, v in request.query_params.multi_items() if k not in ("after", "limit")]
        words = urlencode([*asked, ("limit", str(limit)), ("after", str(after + limit))])
        following = f"{request.url.path}?{words}"
    return models.Listed(items=[make(one) for one in items], total=total, next=following)


def _the_place(desk: Desk, name: str) -> Place:
    return desk.site.gazetteer.resolve(name)


def _add_documents(api: FastAPI, desk: Desk) -> None:
    store = desk.store

    @api.get("/reports", responses=WRONG, tags=["报告"])
    def reports(
        request: Request, place: PlaceName = "", limit: Limit = LIMIT, after: After = 0
    ) -> models.Listed[models.Document]:
        """Government work reports, the newest first; of a place."""
        adcode = _the_place(desk, place).adcode if place else ""
        found, total = held.listed(store, adcode=adcode, limit=limit, after=after)
        return _page(request, found, total, limit, after, making.document)

    @api.get("/documents/{sha}", responses=WRONG, tags=["报告"])
    def one_document(sha: Sha) -> models.Document:
        """A report or another document of the ledger."""
        return making.document(held.of_hash(store, sha)[0])

    @api.get("/documents/{sha}/figures", responses=WRONG, tags=["报告"])
    def figures(
        request: Request, sha: Sha, limit: Limit = LIMIT, after: After = 0
    ) -> models.Listed[models.Figure]:
        """Every figure of a document, in reading order. Empty for one that a corrected version supersedes."""
        origin = held.of_hash(store, sha)[0]
        where = STATEMENTS.c.document == origin.number
        with store.reading() as connection:
            found = list(facts(connection, where, order=(STATEMENTS.c.start, STATEMENTS.c.id)))
        return _page(request, found[after : after + limit], len(found), limit, after, making.figure)

    @api.get("/documents/{sha}/findings", responses=WRONG, tags=["报告"])
    def findings(
        response: Response,
        sha: Sha,
        every: Annotated[bool, Query(alias="all", description="核对相符的也列出")] = False,
    ) -> models.Findings:
        """What the audit of a document's arithmetic found; of one added lately it may not be there yet."""
        origin = held.of_hash(store, sha)[0]
        found = audited(desk.site, origin)
        if found is None:
            response.headers["cache-control"] = "no-store"
            if desk.site.auditor is not None:
                desk.site.auditor.want(origin.sha256[:12])
        return making.findings(found, every=every)


def _add_search(api: FastAPI, desk: Desk) -> None:
    store = desk.store

    @api.get("/search", responses=WRONG, tags=["报告"])
    def search(
        request: Request,
        q: Annotated[str, Query(min_length=1, max_length=100, description="每个词都要有，逐字相同")],
        place: PlaceName = "",
        year: Year = None,
        kind: Annotated[str, Query(pattern="^(|report|material)$")] = "",
        limit: Limit = LIMIT,
        after: After = 0,
    ) -> models.Listed[models.Hit]:
        """Passages with the words, the most telling first; of those found `total` is counted up to 400."""
        where = _the_place(desk, place) if place else None
        try:
            found = search_ledger(store, q, place=where, year=year, kind=kind or None, limit=after + limit)
        except UsageError:  # nothing is left of the words that could be looked for
            found = Found((), 0, False)
        return _page(request, found.hits[after:], found.total, limit, after, making.hit)

    @api.get("/search/counts", responses=WRONG, tags=["报告"])
    def counts(
        q: Annotated[str, Query(min_length=1, max_length=100, description="每个词都要有，逐字相同")],
        place: PlaceName = "",
        year: Year = None,
        kind: Annotated[str, Query(pattern="^(|report|material)$")] = "",
    ) -> models.Counts:
        """How many of the passages with the words each narrower question would have."""
        where = _the_place(desk, place) if place else None
        try:
            found = search_ledger(store, q, place=where, year=year, kind=kind or None, limit=0)
        except UsageError:
            found = Found((), 0, False)
        told = statuses(store, found.met)
        return making.counts(facets(desk.site, found.met, where, told), found.total, more=found.more)


def _add_places(api: FastAPI, desk: Desk) -> None:
    gazetteer = desk.site.gazetteer
    shown = partial(making.division, gazetteer=gazetteer)

    @api.get("/places", responses=WRONG, tags=["地方"])
    def places(
        request: Request,
        q: Annotated[str, Query(max_length=40, description="名称；不填就列出有报告的地方")] = "",
        limit: Limit = LIMIT,
        after: After = 0,
    ) -> models.Listed[models.Division]:
        """Places of a name; without one, those that have reports."""
        if q:
            found = list(gazetteer.find(q))
        else:
            found = [p for p in map(gazetteer.get, sorted(held.places(desk.store))) if p is not None]
        return _page(request, found[after : after + limit], len(found), limit, after, shown)

    @api.get("/places/{adcode}", responses=WRONG, tags=["地方"])
    def one_place(adcode: Annotated[str, Path(max_length=40)]) -> models.Division:
        """A place by its code."""
        found = gazetteer.get(adcode)
        if found is None:
            raise NotFound("没有这个代码的地方", where=adcode)
        return shown(found)


def _add_series(api: FastAPI, desk: Desk) -> None:
    site, store = desk.site, desk.store

    @api.get("/indicators", responses=WRONG, tags=["数据"])
    def all_indicators(
        request: Request, limit: Limit = LIMIT, after: After = 0
    ) -> models.Listed[models.IndicatorName]:
        """The catalogue of indicators."""
        known = list(indicators().values())
        return _page(request, known[after : after + limit], len(known), limit, after, making.indicator)

    @api.get("/series", responses=WRONG, tags=["数据"])
    def series(
        indicator: Annotated[str, Query(max_length=60, description="名称或编号")],
        place: PlaceName,
        since: Year = None,
        until: Year = None,
    ) -> models.Series:
        """An indicator of a place over the years: what each document says, contradictions shown."""
        try:
            which = the_indicator(indicator)
        except UsageError as error:
            raise NotFound(error.what, hint=error.hint) from error
        where = _the_place(desk, place)
        points = series_of(store, where, which, years=(since or 1949, until or 2100))
        return models.Series(
            indicator=making.indicator(which),
            place=making.division(where, site.gazetteer),
            points=list(map(making.point, points)),
        )


def _add_targets(api: FastAPI, desk: Desk) -> None:
    site, store = desk.site, desk.store

    @api.get("/targets", responses=WRONG, tags=["数据"])
    def targets(
        request: Request, place: PlaceName, year: Year = None, limit: Limit = LIMIT, after: After = 0
    ) -> models.Listed[models.TargetOutcome]:
        """The headline targets of a place's reports and what its later reports say became of them."""
        where = _the_place(desk, place)
        years = (year, year) if year is not None else None
        found = site.memo(f"targets:{where.adcode} {year}", lambda: followed(store, where, years=years))
        make = partial(making.outcome, origins=found.origins)
        return _page(request, found.outcomes[after : after + limit], len(found.outcomes), limit, after, make)


def _add_projects(api: FastAPI, desk: Desk) -> None:
    site = desk.site

    @api.get("/projects", responses=WRONG, tags=["数据"])
    def projects(
        request: Request, place: PlaceName = "", limit: Limit = LIMIT, after: After = 0
    ) -> models.Listed[models.ProjectLine]:
        """Projects, those with most evidence first; of a place."""
        where = _the_place(desk, place) if place else None
        if where is not None and where.level is not Level.COUNTRY:
            found, total = at_place(site, where, limit, after)
        else:
            found, total = first(site, limit, after)
        items = [making.project_line(one) for one in found]
        return _page(request, items, total, limit, after, lambda item: item)

    @api.get("/projects/{id}", responses=WRONG, tags=["数据"])
    def one_project(id: Annotated[str, Path(max_length=64)]) -> models.ProjectFull:  # noqa: A002
        """A project and everything that documents tell of it."""
        found, known = by_id(site, id)
        return making.project(found, known.origins)


def _add_articles(api: FastAPI, desk: Desk) -> None:
    site = desk.site

    @api.get("/articles", responses=WRONG, tags=["简报"])
    def articles(request: Request, limit: Limit = LIMIT, after: After = 0) -> models.Listed[models.Article]:
        """Published briefs, the newest first."""
        make = partial(making.article, base=base(site, request))
        found = site.articles.latest(limit, after=after)
        return _page(request, found, site.articles.counted(), limit, after, make)

    @api.get("/articles/{slug}", responses=WRONG, tags=["简报"])
    def one_article(request: Request, slug: Annotated[str, Path(max_length=80)]) -> models.ArticleFull:
        """A published brief: the version that stands."""
        return making.whole_article(site.articles.card(slug), site.articles, base(site, request))

    @api.get("/articles/{slug}/versions/{number}", responses=WRONG, tags=["简报"])
    def one_version(
        request: Request,
        slug: Annotated[str, Path(max_length=80)],
        number: Annotated[int, Path(ge=1, le=100_000)],
    ) -> models.ArticleFull:
        """An earlier version of a published brief."""
        return making.whole_article(site.articles.card(slug), site.articles, base(site, request), number)


def _add_drafts(api: FastAPI, desk: Desk) -> None:
    told: dict[int | str, dict[str, object]] = WRONG | {c: {"model": models.Wrong} for c in (401, 403)}

    def reader(given: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]) -> None:
        scopes = desk.people.bearer(given.credentials) if given is not None else frozenset()
        if not scopes:
            raise HTTPException(401, "需要令牌", {"www-authenticate": "Bearer"})
        if Scope.DRAFTS not in scopes:
            raise HTTPException(403, f"令牌没有权限 {Scope.DRAFTS}")

    @api.get("/drafts", responses=told, tags=["编辑台"], dependencies=[Depends(reader)])
    def drafts(
        request: Request, response: Response, limit: Limit = LIMIT, after: After = 0
    ) -> models.Listed[models.DraftLine]:
        """Drafts at the desk, the last changed first. Needs a token with the scope `drafts:read`."""
        response.headers["cache-control"] = "private, no-store"
        found = desk.drafts.all(limit, after=after)
        total = sum(desk.drafts.counted().values())
        return _page(request, found, total, limit, after, making.draft)


ADDS = (
    _add_documents, _add_search, _add_places, _add_series, _add_targets, _add_projects,
    _add_articles, _add_drafts,
)  # fmt: skip
"""What the API has, in the order of its OpenAPI."""
