"""The lists of articles, of corrections, and of reports."""

from __future__ import annotations

from itertools import groupby

from starlette.requests import Request

from duibiao.errors import NotFound
from duibiao.site.answering import Page
from duibiao.site.asking.beside import hot
from duibiao.site.asking.held import listed
from duibiao.site.pages.setting import fill, way_to
from duibiao.site.state import Site

A_PAGE = 20
REPORTS_A_PAGE = 60


def number(request: Request) -> int:
    """Which page of a list, from 1. Raises ``NotFound`` for what is none."""
    asked = request.query_params.get("page", "1")
    if not asked.isascii() or not asked.isdigit() or not 1 <= int(asked[:6]) <= 100_000:
        raise NotFound("没有这一页")
    return int(asked[:6])


def articles(site: Site, request: Request) -> Page:
    """``/articles``: the newest first."""
    at = number(request)
    found = site.articles.latest(A_PAGE + 1, after=(at - 1) * A_PAGE)
    if at > 1 and not found:
        raise NotFound("没有这一页")
    return Page(
        fill(
            site,
            request,
            "articles.html",
            title="对标简报" if at == 1 else f"对标简报（第{at}页）",
            summary="已发布的对标简报，最新的在前。",
            crumbs=way_to(site, None, "简报"),
            cards=found[:A_PAGE],
            hot=hot(site, 8),
            at=at,
            more=len(found) > A_PAGE,
            total=site.articles.counted(),
        )
    )


def corrections(site: Site, request: Request) -> Page:
    """``/corrections``: everything that was corrected or withdrawn, the newest first."""
    at = number(request)
    found = site.articles.corrected(A_PAGE + 1, after=(at - 1) * A_PAGE)
    if at > 1 and not found:
        raise NotFound("没有这一页")
    standing = {card.slug for card in site.articles.named(list({one.slug for one in found}))}
    return Page(
        fill(
            site,
            request,
            "corrections.html",
            title="更正与撤稿" if at == 1 else f"更正与撤稿（第{at}页）",
            summary="已发布的简报更正过什么、撤回过什么，最新的在前。",
            crumbs=way_to(site, None, "更正与撤稿"),
            found=found[:A_PAGE],
            standing=standing,
            at=at,
            more=len(found) > A_PAGE,
        )
    )


def reports(site: Site, request: Request) -> Page:
    """``/reports``: the newest year first; ``?place=`` those of one place."""
    at = number(request)
    code = request.query_params.get("place", "")
    place = site.gazetteer.get(code) if code else None
    if code and place is None:
        raise NotFound("没有这个地方")
    found, total = listed(site.store, adcode=code, limit=REPORTS_A_PAGE, after=(at - 1) * REPORTS_A_PAGE)
    if at > 1 and not found:
        raise NotFound("没有这一页")
    return Page(
        fill(
            site,
            request,
            "reports.html",
            title=f"{place.name}的政府工作报告" if place is not None else "政府工作报告",
            summary="收入的政府工作报告，全文逐句可以引用，数字和名称逐一标出。",
            crumbs=way_to(site, place, "报告"),
            years=[(year, list(those)) for year, those in groupby(found, lambda one: one.year)],
            place=place,
            at=at,
            more=at * REPORTS_A_PAGE < total,
            total=total,
        )
    )
