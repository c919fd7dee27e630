"""The tables of the site."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, LargeBinary, MetaData, Table, Text

from duibiao.ledger.store.indexing import PassageIndex

METADATA = MetaData()

ARTICLES = Table(
    "site_articles",
    METADATA,
    Column("slug", Text, primary_key=True, comment="its address; never used again for another"),
    Column("report", Text, nullable=False, comment="sha256 of the report"),
    Column("adcode", Text, nullable=False, comment="of the place that it is written for"),
    Column("current", Integer, nullable=False, comment="number of the version that is shown"),
    Column("first_at", Text, nullable=False, comment="ISO-8601, UTC: when the first version was published"),
    Column("changed_at", Text, nullable=False),
    Column("withdrawn_at", Text, nullable=False, comment="'' while it stands"),
    Column("withdrawn_why", Text, nullable=False),
    Index("site_articles_by_time", "first_at"),
    Index("site_articles_of_place", "adcode"),
    Index("site_articles_of_report", "report"),
)

VERSIONS = Table(
    "site_versions",
    METADATA,
    Column("slug", Text, primary_key=True),
    Column("number", Integer, primary_key=True, comment="from 1; a version is never changed"),
    Column("at", Text, nullable=False, comment="ISO-8601, UTC"),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("report_title", Text, nullable=False),
    Column("origin", Text, nullable=False, comment="来源"),
    Column("editor", Text, nullable=False, comment="编辑"),
    Column("note", Text, nullable=False, comment="what was corrected; '' of the first"),
    Column("head", Text, nullable=False, comment="HTML of the page's head, as the guard checked it"),
    Column("body", Text, nullable=False, comment="HTML of the page's body, as the guard checked it"),
    Column("brief", Text, nullable=False, comment="the brief as JSON"),
    Column("documents", Text, nullable=False, comment="JSON: sha256 of the documents, the report first"),
    Column("pictures", Integer, nullable=False, comment="1 when it has charts or a map"),
    ForeignKeyConstraint(["slug"], ["site_articles.slug"]),
)

TERMS = Table(
    "site_terms",
    METADATA,
    Column("slug", Text, primary_key=True),
    Column("term", Text, primary_key=True, comment="what the current version is about"),
    Index("site_terms_by_term", "term"),
)

PASSAGES = Table(
    "site_passages",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("slug", Text, nullable=False, comment="of the article that it is a passage of, current version"),
    Column("anchor", Text, nullable=False, comment="of the nearest element that can be linked to"),
    Column("section", Text, nullable=False, comment="heading that it stands under"),
    Column("text", Text, nullable=False),
    Column("filters", Text, nullable=False, comment="tokens that it is indexed with"),
    Index("site_passages_of_article", "slug"),
)
PASSAGES_INDEX = PassageIndex(PASSAGES)

PHOTOGRAPHS = Table(
    "site_photographs",
    METADATA,
    Column("id", Text, primary_key=True, comment="beginning of the SHA-256 of its bytes"),
    Column("bytes", LargeBinary, nullable=False, comment="JPEG as it is printed"),
)

SHOWN = Table(
    "site_shown",
    METADATA,
    Column("slug", Text, primary_key=True, comment="of an article that shows it, in any version"),
    Column("photograph", Text, primary_key=True),
    Index("site_shown_by_photograph", "photograph"),
)

READS = Table(
    "site_reads",
    METADATA,
    Column("slug", Text, primary_key=True),
    Column("day", Text, primary_key=True, comment="ISO-8601 date in China"),
    Column("readers", Integer, nullable=False),
)
