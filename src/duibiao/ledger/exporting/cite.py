"""How to cite a document, a figure of it, or the whole data set (GB/T 7714-2015, BibTeX, CSL-JSON)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Select, exists, select

from duibiao import __version__
from duibiao.errors import UsageError
from duibiao.ledger.asking.documents import documents
from duibiao.ledger.asking.facts import facts
from duibiao.ledger.asking.origin import Origin
from duibiao.ledger.exporting.panel import dataset_version
from duibiao.ledger.store import Store
from duibiao.ledger.store.schema import DOCUMENTS, STATEMENTS

_NATION = "100000"


@dataclass(frozen=True, slots=True)
class Work:
    """What a citation is made of. ``form``: R for a report, N for a page of news, DS for a data set."""

    author: str
    title: str
    form: str
    date: str
    source: str
    note: str
    key: str


def cite_document(origin: Origin, style: str) -> str:
    """A citation of a stored document."""
    return STYLES[style](_work(origin, f"sha256:{origin.sha256}"))


def cite_fact(store: Store, statement: str, style: str) -> str:
    """A citation of one figure: its document, its position, its words. Raises ``UsageError``."""
    with store.reading() as connection:
        here = STATEMENTS.c.document.in_(_documents_with(statement)), STATEMENTS.c.id == statement
        found = next(facts(connection, *here), None)
    if found is None:
        raise UsageError(
            f"账本里没有编号为“{statement}”的数字", hint="编号见 ledger series --format json 的 id"
        )
    span, origin = found.statement.span, found.origin
    note = f"第{span.start}—{span.end}字，“{found.statement.text}”，sha256:{origin.sha256}"
    return STYLES[style](_work(origin, note))


def is_fact(store: Store, words: str) -> bool:
    """Whether ``words`` is the id of a statement."""
    with store.reading() as connection:
        return connection.scalar(_documents_with(words)) is not None


def _documents_with(statement: str) -> Select[tuple[int]]:
    """The documents with a statement: each is asked, as the key of statements begins with the document."""
    same = STATEMENTS.c.document == DOCUMENTS.c.number, STATEMENTS.c.id == statement
    return select(DOCUMENTS.c.number).where(exists().where(*same))


def cite_dataset(store: Store, style: str) -> str:
    """A citation of everything in the ledger, by its version."""
    held = documents(store)
    version = dataset_version(store)
    years = [d.origin.year for d in held if d.origin.year is not None]
    span = f"{min(years)}—{max(years)}年，" if years else ""
    title = f"政府工作报告数据集（{span}{len(held)}份文档）"
    note = f"版本 {version}，duibiao {__version__}"
    newest = max((d.added_at[:10] for d in held), default="")
    return STYLES[style](Work("duibiao", title, "DS", newest, "", note, f"duibiao-{version}"))


def _work(origin: Origin, note: str) -> Work:
    report = origin.kind == "report"
    nation = origin.adcode == _NATION
    issuer = "国务院" if nation else f"{origin.place}人民政府"
    author = issuer if report and origin.place else origin.origin or origin.place
    date = origin.date or (str(origin.year) if origin.year is not None else "")
    title = origin.title or origin.name
    key = f"{origin.adcode or 'doc'}-{origin.year or 'nd'}-{origin.sha256[:8]}"
    return Work(author, title, "R" if report else "N", date, origin.origin, note, key)


def _gbt(work: Work) -> str:
    """广东省人民政府. 2024年广东省政府工作报告[R]. 2024-01-23."""
    parts = [work.author, f"{work.title}[{work.form}]", work.source if work.source != work.author else ""]
    return ". ".join(part for part in [*parts, work.date, work.note] if part) + "."


def _bibtex(work: Work) -> str:
    kind = {"R": "techreport", "N": "misc", "DS": "misc"}[work.form]
    fields = {
        "author": f"{{{work.author}}}" if work.author else "",
        "title": f"{{{work.title}}}",
        "year": work.date[:4],
        "institution" if kind == "techreport" else "howpublished": work.source or work.author,
        "note": work.note,
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{work.key},\n{body}\n}}"


def _csl(work: Work) -> str:
    parts = [int(part) for part in work.date.split("-") if part.isdigit()]
    item = {
        "id": work.key,
        "type": {"R": "report", "N": "article-newspaper", "DS": "dataset"}[work.form],
        "title": work.title,
        "author": [{"literal": work.author}] if work.author else [],
        "issued": {"date-parts": [parts]} if parts else {},
        "publisher": work.source,
        "note": work.note,
        "language": "zh-CN",
    }
    return json.dumps({key: value for key, value in item.items() if value}, ensure_ascii=False, indent=1)


STYLES: dict[str, Callable[[Work], str]] = {"gbt7714": _gbt, "bibtex": _bibtex, "csl": _csl}
