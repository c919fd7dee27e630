"""The tables of the desk: who works there, what they work on, and what was done, kept for good."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from duibiao.site.store.schema import METADATA


def _text(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False) for name in names]


USERS = Table(
    "site_users",
    METADATA,
    Column("name", Text, primary_key=True, comment="what is typed to log in"),
    *_text("shown", "role"),
    Column("password", Text, nullable=False, comment="argon2id, with its salt and cost"),
    Column("created_at", Text, nullable=False, comment="ISO-8601, UTC"),
    Column("disabled_at", Text, nullable=False, comment="'' while the account is open"),
)
SESSIONS = Table(
    "site_sessions",
    METADATA,
    Column("mark", Text, primary_key=True, comment="hash of what the browser holds"),
    Column("user", Text, nullable=False, index=True),
    *_text("created_at", "seen_at"),
)
ATTEMPTS = Table(
    "site_attempts",
    METADATA,
    Column("key", Text, primary_key=True, comment="account, address or both, hashed"),
    Column("failures", Integer, nullable=False),
    Column("since", Text, nullable=False, comment="when the first of them was"),
)
TOKENS = Table(
    "site_tokens",
    METADATA,
    Column("mark", Text, primary_key=True, comment="hash of the token"),
    Column("label", Text, nullable=False, comment="what its owner calls it"),
    Column("user", Text, nullable=False, index=True),
    Column("scopes", Text, nullable=False, comment="separated by spaces"),
    *_text("created_at", "expires_at", "revoked_at"),
)
SECRETS = Table(
    "site_secrets",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False, comment="hex"),
)
AUDIT_LOG = Table(
    "site_audit",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    *_text("at", "who", "action", "object", "detail"),
    Column("before", Text, nullable=False, comment="hash of the row before"),
    Column("hash", Text, nullable=False, comment="of the row with the hash before it"),
)
UPLOADS = Table(
    "site_uploads",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("bytes", LargeBinary, nullable=False, comment="as they came, zlib"),
    Column("size", Integer, nullable=False),
    *_text("who", "at"),
    Index("site_uploads_by_time", "at"),
)
DRAFTS = Table(
    "site_drafts",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("slug", Text, nullable=False, comment="address of the article that it becomes"),
    *_text("state", "report", "adcode", "place", "title"),
    Column("material", Text, nullable=False, comment="JSON: sha256 of the local material"),
    Column("options", Text, nullable=False, comment="JSON: year and trusted, as the brief was asked for"),
    Column("revision", Integer, nullable=False, comment="the newest"),
    Column("published", Integer, nullable=False, comment="revision that is published, 0 for none"),
    Column("note", Text, nullable=False, comment="what a correction corrects"),
    Column("publish_at", Text, nullable=False, comment="'' unless it is to be published at a time"),
    *_text("created_at", "changed_at"),
    Index("site_drafts_slug", "slug", unique=True),
    Index("site_drafts_by_state", "state", "changed_at"),
)
REVISIONS = Table(
    "site_revisions",
    METADATA,
    Column("draft", Integer, primary_key=True),
    Column("number", Integer, primary_key=True, comment="from 1; a revision is never changed"),
    *_text("at", "who"),
    Column("sheet", Text, nullable=False, comment="brief.toml"),
    Column("told", Text, nullable=False, comment="JSON: what the editor must know"),
    Column("unsupported", Text, nullable=False, comment="JSON: figures of the editor that no source has"),
    Column("proof", Text, nullable=False, comment="JSON: what was checked against the sources, counted"),
    Column("edition", Text, nullable=False, comment="JSON: the edition of the article"),
)
RENDERINGS = Table(
    "site_renderings",
    METADATA,
    Column("draft", Integer, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("kind", Text, primary_key=True, comment="docx | wechat | md | json"),
    Column("bytes", LargeBinary, nullable=False, comment="as the guard checked them, zlib"),
)
EVENTS = Table(
    "site_events",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("draft", Integer, nullable=False, index=True),
    *_text("at", "who", "role", "step", "before", "after", "why"),
    Column("revision", Integer, nullable=False),
    Column("proof", Text, nullable=False, comment="JSON: the automatic proof of that revision"),
)
JOBS = Table(
    "site_jobs",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", Text, nullable=False, index=True, comment="waiting | running | done | failed"),
    *_text("who", "at"),
    Column("asked", Text, nullable=False, comment="JSON: what is to be made"),
    Column("done", Integer, nullable=False, comment="steps done"),
    Column("steps", Integer, nullable=False, comment="steps in all"),
    Column("said", Text, nullable=False, comment="what it does now, or why it failed"),
    Column("draft", Integer, nullable=False, comment="what came of it; 0 for nothing yet"),
)
FOR_GOOD = (AUDIT_LOG, EVENTS, REVISIONS, RENDERINGS)
"""Tables of which the database itself lets nobody change or delete a row."""
