"""The first page: what is new, what is read, the places, and a search."""

from __future__ import annotations

from starlette.requests import Request

from duibiao.site.answering import Page
from duibiao.site.asking.beside import hot
from duibiao.site.asking.held import listed
from duibiao.site.pages.setting import base, fill
from duibiao.site.state import Site

LATEST = 8
HOT = 6
PLACES = 24
REPORTS = 6


def page(site: Site, request: Request) -> Page:
    """``/``."""
    reports, total = listed(site.store, limit=REPORTS)
    root = base(site, request)
    return Page(
        fill(
            site,
            request,
            "home.html",
            title=f"{site.settings.name}：政府工作报告里的本地",
            summary="上级政府工作报告写了本地什么、本地做到哪一步：逐句对照，每个数字都有出处。",
            data={
                "@context": "https://schema.org",
                "@type": "WebSite",
                "name": site.settings.name,
                "url": f"{root}/",
                "inLanguage": "zh-CN",
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": f"{root}/search?q={{q}}",
                    "query-input": "required name=q",
                },
            },
            latest=site.articles.latest(LATEST),
            hot=hot(site, HOT),
            places=site.articles.places()[:PLACES],
            reports=reports,
            total_reports=total,
            total_articles=site.articles.counted(),
        )
    )
