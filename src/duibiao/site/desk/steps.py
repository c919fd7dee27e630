"""Taking a step of the workflow: checked, done, told and logged in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from duibiao.errors import UsageError
from duibiao.ledger.adding.derive import Derived
from duibiao.ledger.adding.write import write
from duibiao.ledger.store.schema import DOCUMENTS
from duibiao.site.desk.state import Desk
from duibiao.site.desk.workflow import REVIEWS, STEPS, Stand, State, Step, refusal
from duibiao.site.security.roles import May
from duibiao.site.store.audit import note
from duibiao.site.store.drafts import Draft, Event, Revision
from duibiao.site.store.people import User
from duibiao.site.store.schema import ARTICLES

CHANGED = "稿件刚刚被别人改过"
_RELOAD = "请回到稿件页看过再做"


def stand_of(desk: Desk, connection: Connection, draft: Draft, revision: Revision) -> Stand:
    """What the rules of the workflow look at."""
    events = desk.drafts.events(draft.number, connection)
    return Stand(
        State(draft.state),
        draft.published > 0,
        desk.drafts.writers(connection, draft),
        _reviewers(events),
        revision.unsupported,
    )


def possible(desk: Desk, user: User, draft: Draft) -> list[tuple[Step, str]]:
    """Steps from where the draft is that the role allows, each with what stops it now ('' for nothing)."""
    with desk.store.reading() as connection:
        stand = stand_of(
            desk, connection, draft, desk.drafts.revision(draft.number, draft.revision, connection)
        )
    here = [step for step in STEPS if stand.state in step.before and user.may(step.needs)]
    fits = [step for step in here if step.published is None or step.published == stand.published]
    return [(step, refusal(step, user, stand)) for step in fits]


def take(desk: Desk, user: User, number: int, step: Step, why: str, revision: int) -> None:
    """Take a step on the revision that the person saw. Raises ``UsageError`` when it cannot be taken.

    ``publish`` is not taken here: see ``publish``.
    """
    why = why.strip()
    with desk.store.writing() as connection:
        draft, now = _checked(desk, connection, user, number, step, why, revision)
        changes: dict[str, object] = {"publish_at": ""}
        if step.id == "correct":
            changes["note"] = why
        if step.id == "keep":  # what readers see stays; the next correction begins from it
            changes["note"] = ""
        desk.drafts.happened(
            connection, draft, who=user.name, role=user.role, step=step.id, after=step.after, why=why,
            revision=revision, proof=now.proof, **changes,
        )  # fmt: skip
        if step.id == "withdraw":
            desk.site.articles.withdraw(draft.slug, why, turn=connection)
        told = {"revision": revision, "why": why}
        note(connection, user.name, f"draft.{step.id}", str(number), told)
    if step.id == "withdraw":
        desk.site.changed()


def publish(
    desk: Desk,
    user: User,
    number: int,
    step: Step,
    why: str,
    revision: int,
    derived: list[Derived],
    *,
    job: int = 0,
) -> None:
    """The revision becomes what readers see, its documents become public, the step is told and logged: all
    of it or nothing, whenever the process ends. ``derived``: documents that the ledger may lack;
    ``job``: the job that does it, which is done then.

    Raises ``UsageError`` when it cannot be published.
    """
    with desk.store.writing() as connection:
        draft, now = _checked(desk, connection, user, number, step, why, revision)
        hashes = [one.document["sha256"] for one in derived]
        there = set(connection.scalars(select(DOCUMENTS.c.sha256).where(DOCUMENTS.c.sha256.in_(hashes))))
        write(connection, [one for one in derived if one.document["sha256"] not in there])
        shown = desk.shown(())
        names = "、".join(shown.get(who, who) for who in sorted(desk.drafts.writers(connection, draft)))
        edition = replace(now.edition, editor=names or now.edition.editor)
        if _is_published(connection, draft.slug):
            edition = replace(edition, note=_note(draft, why))
            desk.site.articles.correct(draft.slug, edition, turn=connection)
        else:
            desk.site.articles.publish(draft.slug, draft.report, draft.adcode, edition, turn=connection)
        desk.drafts.happened(
            connection, draft, who=user.name, role=user.role, step=step.id, after=step.after, why=why,
            revision=revision, proof=now.proof, published=revision, note="", publish_at="",
        )  # fmt: skip
        told = {"revision": revision, "slug": draft.slug, "why": edition.note}
        note(connection, user.name, "draft.publish", str(number), told)
        if job:
            desk.jobs.change(connection, job, state="done", said="已发布")
    desk.site.changed()


def schedule(desk: Desk, user: User, number: int, at: str, revision: int) -> None:
    """Publish by itself at ``at`` (ISO-8601, UTC; '' takes it back). Raises ``UsageError``."""
    if at and at <= datetime.now(UTC).isoformat(timespec="seconds"):
        raise UsageError("定时发布的时间已经过去了")
    with desk.store.writing() as connection:
        draft = desk.drafts.get(number, connection)
        if draft.revision != revision or draft.state != State.READY or not user.may(May.DECIDE):
            raise UsageError("只有待发布的稿件可以定时，由总编来定", where=f"第{number}号稿")
        step = "schedule" if at else "unschedule"
        proof = desk.drafts.revision(number, revision, connection).proof
        desk.drafts.happened(
            connection, draft, who=user.name, role=user.role, step=step, after=draft.state, why=at,
            revision=revision, proof=proof, publish_at=at,
        )  # fmt: skip
        note(connection, user.name, f"draft.{step}", str(number), {"at": at})


def _checked(
    desk: Desk, connection: Connection, user: User, number: int, step: Step, why: str, revision: int
) -> tuple[Draft, Revision]:
    draft = desk.drafts.get(number, connection)
    now = desk.drafts.revision(number, draft.revision, connection)
    told = refusal(step, user, stand_of(desk, connection, draft, now), why)
    if told:
        raise UsageError(told, where=f"第{number}号稿")
    if draft.revision != revision:
        raise UsageError(CHANGED, where=f"第{number}号稿", hint=_RELOAD)
    return draft, now


def _reviewers(events: list[Event]) -> frozenset[str]:
    """Who passed the newest revision so far: a draft that goes back begins its reviews anew."""
    found: set[str] = set()
    for event in events:
        if event.after == State.DRAFT:
            found.clear()
        elif event.step in REVIEWS:
            found.add(event.who)
    return frozenset(found)


def _is_published(connection: Connection, slug: str) -> bool:
    return connection.scalar(select(ARTICLES.c.slug).where(ARTICLES.c.slug == slug)) is not None


def _note(draft: Draft, why: str) -> str:
    note_ = draft.note or why.strip()
    if not note_:
        raise UsageError("这个地址已经有一篇文章，发布就是更正", hint="请写明改了什么")
    return note_
