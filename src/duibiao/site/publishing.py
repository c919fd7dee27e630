"""From a checked brief to an edition of an article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from importlib.resources import as_file, files

from duibiao.briefing import Brief
from duibiao.briefing.making import Made, make_brief, render
from duibiao.briefing.pictures import photographs
from duibiao.briefing.render import view, wording
from duibiao.errors import GuardError
from duibiao.ledger.adding import Source, add
from duibiao.site.state import Site
from duibiao.site.store.articles import Edition
from duibiao.site.store.photographs import address
from duibiao.sources import read_document

_HEAD = re.compile(r'<header class="masthead">\n(.*?)\n</header>\n', re.DOTALL)
_BODY = re.compile(r'<main id="main">\n(.*)\n</main>', re.DOTALL)
_TITLE = re.compile(r'\s*<p class="kicker">.*?</p>\s*<h1>.*?</h1>', re.DOTALL)
_QUOTED = re.compile(
    r'(<blockquote><p>(?:(?!</blockquote>).)*?data-at="1:(\d+)-\d+"(?:(?!</blockquote>).)*</blockquote>\s*'
    r'<p class="place">(?:(?!</p>).)*)</p>',
    re.DOTALL,
)
EXAMPLE_PLACE = "肇庆市"
TERMS_MOST = 80


def slug_of(brief: Brief) -> str:
    """The address of a brief: year, whose report, for which place, and the beginning of the report's hash.

    The same report for the same place has one address; a corrected report is another.
    """
    heading = brief.heading
    return f"{heading.year}-{heading.report_adcode or '0'}-{heading.adcode}-{heading.sha256[:6]}"


def edition_of(made: Made, *, origin: str, editor: str, note: str = "") -> Edition:
    """The edition of a brief; what is printed of it is what the guard has checked. Raises ``GuardError``."""
    brief = made.brief
    page = str(render(made, "html"))
    head, body = _HEAD.search(page), _BODY.search(page)
    if head is None or body is None:
        raise GuardError("简报页面缺少页头或正文", where=brief.heading.title)
    return Edition(
        title=brief.headline.text if brief.headline else wording.headline(brief.heading),
        summary=summary_of(brief),
        place=brief.heading.place,
        report_title=brief.heading.title,
        origin=origin,
        editor=editor,
        head=_hung(_TITLE.sub("", head[1]), brief),
        body=_hung(_linked(body[1], brief), brief),
        brief=str(render(made, "json")),
        documents=tuple(source.sha256 for source in view.used(brief)),
        pictures=bool(brief.pictures),
        terms=tuple(terms_of(brief))[:TERMS_MOST],
        note=note,
    )


def _hung(html: str, brief: Brief) -> str:
    """Photographs by their address on the site: in a page of its own a brief holds them itself."""
    for one in brief.photographs:
        html = html.replace(photographs.address(one), address(one.id))
    return html


def _linked(body: str, brief: Brief) -> str:
    """Every quoted passage leads to its sentence in the full text."""
    starts = [start for start, *_ in brief.coverage.strip]
    address = f"/reports/{brief.heading.sha256[:12]}"

    def put(match: re.Match[str]) -> str:
        at = starts[max(0, bisect_right(starts, int(match[2])) - 1)] if starts else int(match[2])
        return f'{match[1]}<a class="to-text" href="{address}#s{at}">看原文</a></p>'

    return _QUOTED.sub(put, body)


def summary_of(brief: Brief) -> str:
    """The titles of the chapters with most to say, without figures of ours."""
    titles = [view.one_line(view.titled(chapter)) for chapter in (*brief.chapters, *brief.unanswered)[:3]]
    return "；".join(titles) + "。" if titles else f"{brief.heading.title}没有写到{brief.heading.place}。"


def terms_of(brief: Brief) -> Iterator[str]:
    """What a brief is about: its places, projects, firms, terms and the words of its chapters' titles."""
    yield f"report:{brief.heading.sha256[:12]}"
    yield f"place:{brief.heading.adcode}"
    yield f"within:{brief.heading.adcode[:4]}"
    yield from (f"thing:{project.name}" for project in brief.projects)
    yield from (f"thing:{one.name}" for one in brief.organisations)
    yield from (f"term:{term.name}" for term in brief.terms)
    for chapter in brief.chapters:
        title = re.sub(r"[^\u4e00-\u9fff]", "", view.titled(chapter))
        yield from (f"word:{title[i : i + 4]}" for i in range(0, max(1, len(title) - 3), 4))


def publish_example(site: Site) -> str:
    """Take the bundled example in and publish its brief. Returns the address of the article.

    Raises a ``DuibiaoError``.
    """
    with as_file(files("duibiao.examples")) as folder:
        paths = [folder / "report.txt", *sorted((folder / "evidence").iterdir())]
        add(site.store, [Source(path, f"示例/{path.name}") for path in paths], workers=0)
        documents = [read_document(path) for path in paths]
    made = make_brief(documents[0], EXAMPLE_PLACE, documents[1:], gazetteer=site.gazetteer)
    slug = slug_of(made.brief)
    edition = edition_of(made, origin=site.settings.publisher, editor="示例")
    site.articles.publish(slug, documents[0].sha256, made.brief.heading.adcode, edition)
    site.changed()
    return slug
