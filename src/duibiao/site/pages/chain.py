"""What the consecutive reports of a place print of an indicator, year by year, as a page and as a table."""

from __future__ import annotations

import csv
import io

from starlette.requests import Request

from duibiao.auditing import chain_tables
from duibiao.auditing.chain import Row, Table, mark
from duibiao.auditing.figures.page import Figure
from duibiao.errors import NotFound
from duibiao.gazetteer import Place
from duibiao.ledger.asking.documents import documents, read_again
from duibiao.ledger.asking.facts import facts
from duibiao.ledger.store.schema import STATEMENTS
from duibiao.reading.record import plain
from duibiao.site.answering import CSV, Page
from duibiao.site.pages.setting import Crumb, base, called, fill, in_cell, way_to
from duibiao.site.state import Site

LEAST = 2
"""Reports that make a chain."""
MOST = 80
"""Reports that are looked at, the latest."""
FIGURES = ("before", "level", "growth", "target", "result")
CSV_COLUMNS = (
    "place", "adcode", "year", "indicator",
    *(f"{name}{part}" for name in FIGURES for part in ("", "_value", "_unit", "_bound", "_url")),
    "recomputed_growth", "rate", "met", "notes",
)  # fmt: skip


def page(site: Site, request: Request) -> Page:
    """``/places/{adcode}/chain``. Raises ``NotFound``, also where a place has no two reports."""
    place, table = _asked(site, request)
    title = f"{called(place)}：历年对照"
    return Page(
        fill(
            site,
            request,
            "chain.html",
            title=title,
            summary=f"{called(place)}历年政府工作报告印出的水平、增速和目标逐年相接，每个数字都有出处。",
            data=_linked_data(title, base(site, request), request.url.path),
            crumbs=[*way_to(site, place), Crumb("历年对照")],
            place=place,
            table=table,
            mark=mark,
            missed=[row for row in table.rows if row.aim is False],
            apart=[row for row in table.rows if row.apart],
        )
    )


def table(site: Site, request: Request) -> Page:
    """``/places/{adcode}/chain.csv``: the same, a row for each indicator and year. Raises ``NotFound``."""
    _, found = _asked(site, request)
    root, out = base(site, request), io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows(_cells(row, root) for row in found.rows)
    return Page(("\ufeff" + out.getvalue()).encode(), CSV)


def _asked(site: Site, request: Request) -> tuple[Place, Table]:
    place = site.gazetteer.get(request.path_params["adcode"])
    found = _table(site, place) if place is not None else None
    if place is None or found is None:
        raise NotFound("这里没有可以逐年对照的报告")
    return place, found


def _table(site: Site, place: Place) -> Table | None:
    """From the figures that the store has: to read them again would take twice as long."""
    held = [one.origin for one in documents(site.store, place=place, kind="report")]
    if len({one.year for one in held}) < LEAST:
        return None
    texts, read = [], {}
    with site.store.reading() as connection:
        for one in held[-MOST:]:
            document = read_again(site.store, one.number)
            found = facts(connection, STATEMENTS.c.document == one.number, order=(STATEMENTS.c.start,))
            read[document.sha256] = [fact.statement for fact in found]
            texts.append(document)
    made = chain_tables(texts, place=place, gazetteer=site.gazetteer, read=read)
    return made[0] if made else None


def _cells(row: Row, root: str) -> list[str]:
    figures = [cell for name in FIGURES for cell in _figure(getattr(row, name), root)]
    met = "" if row.aim is None else "1" if row.aim else "0"
    grown = plain(round(row.grown.value, 4)) if row.grown is not None else ""
    rate = row.rate.value if row.rate is not None else ""
    notes = "；".join(row.notes)
    return [row.place, row.adcode, str(row.year), row.line.name, *figures, grown, rate, met, notes]


def _figure(figure: Figure | None, root: str) -> list[str]:
    if figure is None:
        return [""] * 5
    s = figure.statement
    url = f"{root}/reports/{figure.page.document.sha256[:12]}#s{s.sentence_span.start}"
    return [in_cell(s.text), plain(s.value), s.unit, s.bound.value, url]


def _linked_data(title: str, root: str, path: str) -> dict[str, object]:
    address = f"{root}{path}"
    csv_file = {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{address}.csv"}
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": f"{title}：政府工作报告逐年印出的水平、增速和目标，每个数字附文件哈希和字符位置。",
        "url": address,
        "inLanguage": "zh-CN",
        "distribution": [csv_file],
    }
