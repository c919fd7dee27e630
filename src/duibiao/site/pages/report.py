"""A stored document: its text marked, who it concerns, what the audit found; its figures; the original."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup
from sqlalchemy import select
from starlette.requests import Request

from duibiao.auditing.wording import labels as audit_labels
from duibiao.briefing.render.wording import labels, period_words
from duibiao.gazetteer import Level, Place
from duibiao.ledger.asking.documents import read_again
from duibiao.ledger.asking.facts import facts
from duibiao.ledger.asking.origin import Origin
from duibiao.ledger.store.schema import DOCUMENTS, MENTION_COLUMNS, MENTIONS, STATEMENTS
from duibiao.lexicon.indicators import indicators
from duibiao.reading import Mention, MentionType, Statement
from duibiao.site.answering import Page
from duibiao.site.asking.audited import audited
from duibiao.site.asking.held import of_hash, original
from duibiao.site.asking.marked import FIGURE, Heading, Whom, marks, text_html
from duibiao.site.keeping.audited import Audited
from duibiao.site.keeping.changes import AUDITED
from duibiao.site.pages.setting import Crumb, base, fill, named, way_to
from duibiao.site.state import Site
from duibiao.text import Document, Span

CONCERNED_MOST = 40
ORIGINAL_POLICY = "default-src 'none'; sandbox"
"""A stored copy is a stranger's file: it runs nothing and loads nothing."""


@dataclass(frozen=True, slots=True)
class Read:
    """A document as its page needs it, made once."""

    document: Document
    statements: tuple[Statement, ...]
    standards: tuple[str, ...]
    mentions: tuple[Mention, ...]
    audited: Audited | None
    """``None``: not yet"""
    deep: bool = True
    """whether names were read"""

    @property
    def told(self) -> list[Span]:
        """Where findings stand that readers are told of, in their order."""
        return [one.span for one in self.audited.told] if self.audited is not None else []


@dataclass(frozen=True, slots=True)
class Concerned:
    """A division that the document names. ``at``: where sentences begin that name it or what lies in it."""

    place: Place
    at: frozenset[int]

    @property
    def sentences(self) -> int:
        """How many."""
        return len(self.at)


def read(site: Site, origin: Origin) -> Read:
    """The document read again, with what the store knows of it and, where it is there, its audit."""
    document = read_again(site.store, origin.number)
    with site.store.reading() as connection:
        found = list(facts(connection, STATEMENTS.c.document == origin.number, order=(STATEMENTS.c.start,)))
        columns = [MENTIONS.c[name] for name in MENTION_COLUMNS.names]
        asked = select(*columns).where(MENTIONS.c.document == origin.number).order_by(MENTIONS.c.start)
        deep = connection.scalar(select(DOCUMENTS.c.deep).where(DOCUMENTS.c.number == origin.number)) == 1
        mentions = [MENTION_COLUMNS.fact(tuple(row), doc=origin.name) for row in connection.execute(asked)]
    checked = audited(site, origin, document)
    statements = tuple(fact.statement for fact in found)
    return Read(document, statements, tuple(fact.standard for fact in found), tuple(mentions), checked, deep)


def read_once(site: Site, origin: Origin) -> Read:
    """The same, kept until the document changes."""
    topics = (f"document:{origin.sha256[:12]}", f"{AUDITED}{origin.sha256[:12]}")
    return site.memo(f"read:{origin.sha256}", lambda: read(site, origin), topics)


def page(site: Site, request: Request) -> Page:
    """``/reports/{sha}``; ``?place=`` lights the sentences about a place. Raises ``NotFound``."""
    origin, newer = of_hash(site.store, request.path_params["sha"])
    one = read_once(site, origin)
    wanted = request.query_params.get("place", "")
    lit_place = site.gazetteer.get(wanted) if wanted else None
    lit = _lit(site, one, lit_place) if lit_place is not None else frozenset()
    place = site.gazetteer.get(origin.adcode) if origin.adcode else None
    concerned = _concerned(site, one, place)
    text, headings = _text(one, lit, _whom(one, concerned))
    root = base(site, request)
    title = named(site, origin)
    return Page(
        fill(
            site,
            request,
            "report.html",
            reading=bool(site.reading) and not one.deep,
            title=title,
            summary=f"{title}全文：{len(one.statements)}个数字、{len(one.mentions)}个名称逐一标出，逐句可以引用。",
            kind="article",
            data=_linked_data(origin, title, root),
            crumbs=way_to(site, place, "政府工作报告" if origin.kind == "report" else "本地材料"),
            as_data=f"documents/{origin.sha256}",
            origin=origin,
            newer=newer,
            text=text,
            headings=headings,
            one=one,
            verdicts=audit_labels("verdicts"),
            rules=audit_labels("rules"),
            audited=one.audited,
            top="",
            concerned=concerned,
            lit_place=lit_place,
            first_lit=min(lit, default=None),
            lit_count=len(lit),
            articles=site.articles.of_report(origin.sha256) if origin.kind == "report" else [],
        )
    )


def _text(one: Read, lit: frozenset[int], whom: Mapping[int, Sequence[Whom]]) -> tuple[Markup, list[Heading]]:
    marked = marks(one.statements, one.mentions, one.told)
    return text_html(one.document, marked, lit, (s.sentence_span.start for s in one.statements), whom)


def _named_at(site: Site, one: Read) -> dict[str, set[int]]:
    """By code of what is named, where the sentences begin that name it; regions name no one place."""
    starts = [s.span.start for s in one.document.sentences]
    found: dict[str, set[int]] = {}
    for mention in one.mentions if starts else ():
        if mention.type is MentionType.REGION:
            continue
        for code in {mention.adcode, *mention.adcodes} - {""}:
            at = starts[max(0, bisect_right(starts, mention.span.start) - 1)]
            found.setdefault(code, set()).add(at)
    return found


def _lit(site: Site, one: Read, place: Place) -> frozenset[int]:
    """The sentences that name the place or what lies in it."""
    named = _named_at(site, one).items()
    return frozenset(at for code, found in named if _holds(site, place, code) for at in found)


def _holds(site: Site, outer: Place, code: str) -> bool:
    inner = site.gazetteer.get(code)
    apart = inner is None or inner.level in (Level.REGION, Level.COMPOUND)
    return inner is not None and not apart and site.gazetteer.holds(outer, inner)


def _concerned(site: Site, one: Read, home: Place | None) -> list[Concerned]:
    """The divisions right below whose document it is that it names, the most named first."""
    if home is None:
        return []
    below = [p for p in site.gazetteer.children(home) if p.level is not Level.TOWN]
    counted: list[Concerned] = []
    for place in below:
        if lit := _lit(site, one, place):
            counted.append(Concerned(place, lit))
    return sorted(counted, key=lambda c: (-c.sentences, c.place.adcode))[:CONCERNED_MOST]


def _whom(one: Read, concerned: Sequence[Concerned]) -> dict[int, list[Whom]]:
    """By the beginning of a paragraph the divisions that it concerns, each with its first sentence there."""
    starts = [block.span.start for block in one.document.blocks]
    found: dict[int, dict[str, Whom]] = {}
    for each in concerned:
        for at in sorted(each.at):
            paragraph = starts[max(0, bisect_right(starts, at) - 1)]
            whom = Whom(each.place.name, f"?place={each.place.adcode}#s{at}")
            found.setdefault(paragraph, {}).setdefault(each.place.adcode, whom)
    return {paragraph: list(by_code.values()) for paragraph, by_code in found.items()}


def _linked_data(origin: Origin, title: str, root: str) -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "@type": "Report" if origin.kind == "report" else "CreativeWork",
        "name": title,
        "inLanguage": "zh-CN",
        "url": f"{root}/reports/{origin.sha256[:12]}",
        **({"datePublished": origin.date} if origin.date else {}),
        **({"publisher": {"@type": "Organization", "name": origin.origin}} if origin.origin else {}),
        **(
            {"spatialCoverage": {"@type": "AdministrativeArea", "name": origin.place}} if origin.place else {}
        ),
    }


def want_audit(site: Site, request: Request) -> None:
    """Have the document audited soon where it was not yet."""
    sha = request.path_params["sha"][:12]
    if site.auditor is not None and sha not in site.audits.known:
        site.auditor.want(sha)


# -- figures -------------------------------------------------------------------------------------------


def figures(site: Site, request: Request) -> Page:
    """``/reports/{sha}/figures``: every figure of a document and how it was read. Raises ``NotFound``."""
    origin, _ = of_hash(site.store, request.path_params["sha"])
    one = read_once(site, origin)
    place = site.gazetteer.get(origin.adcode) if origin.adcode else None
    title = named(site, origin)
    crumbs = way_to(site, place, "")[:-1]
    return Page(
        fill(
            site,
            request,
            "figures.html",
            title=f"{title}：全部数字",
            crumbs=[*crumbs, Crumb(title, f"/reports/{origin.sha256[:12]}"), Crumb("全部数字")],
            origin=origin,
            rows=list(zip(one.statements, one.standards, strict=True)),
            indicators=indicators(),
        )
    )


def readings(site: Site, request: Request) -> Page:
    """``/reports/{sha}/figures.json``: how each figure of the page is read, in the order of the page."""
    origin, _ = of_hash(site.store, request.path_params["sha"])
    one = read_once(site, origin)
    statuses, known = labels("statuses"), indicators()
    # of a page that was shown before the audit was there: other figures may stand beside findings
    told = [] if request.query_params.get("plain") else one.told
    marked = marks(one.statements, one.mentions, told)
    shown = {mark.span for mark in marked if FIGURE in mark.opening}
    readings = dict(
        zip((s.span for s in one.statements), zip(one.statements, one.standards, strict=True), strict=True)
    )
    rows = [
        [
            "".join(s.text.split()),
            known[standard].name if standard in known else "".join(s.indicator.split()),
            f"/indicators/{standard}" if standard in known else "",
            period_words(s.period),
            s.place,
            statuses[s.status],
        ]
        for s, standard in (readings[span] for span in sorted(shown))
    ]
    return Page(json.dumps(rows, ensure_ascii=False, separators=(",", ":")), "application/json")


# -- the original --------------------------------------------------------------------------------------


def stored(site: Site, request: Request) -> Page:
    """``/documents/{sha}/original``: the bytes as they were taken in. Raises ``NotFound``."""
    name, data = original(site.store, request.path_params["sha"])
    last = name.rsplit("/", 1)[-1]
    plain = last.lower().endswith(".txt")
    how = "inline" if plain else "attachment"
    return Page(
        data,
        _charset(data) if plain else "application/octet-stream",
        headers={
            "content-disposition": f"{how}; filename*=UTF-8''{quote(last)}",
            "content-security-policy": ORIGINAL_POLICY,
            "cache-control": "public, max-age=31536000, immutable",
        },
    )


def _charset(data: bytes) -> str:
    """Plain text as it is: UTF-8 where it can be, else what such files otherwise are."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "text/plain; charset=gb18030"
    return "text/plain; charset=utf-8"
