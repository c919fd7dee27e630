"""三审三校 as data: the states of a draft, the steps between them, and who may take which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from duibiao.site.security.roles import May
from duibiao.site.store.people import User


class State(StrEnum):
    """Where a draft is."""

    DRAFT = "draft"
    FIRST = "first"
    SECOND = "second"
    FINAL = "final"
    READY = "ready"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


STATE_NAMES: dict[State, str] = {
    State.DRAFT: "起草",
    State.FIRST: "初审",
    State.SECOND: "复审",
    State.FINAL: "终审",
    State.READY: "待发布",
    State.PUBLISHED: "已发布",
    State.WITHDRAWN: "已撤稿",
    State.DROPPED: "已作废",
}
LINE = (State.DRAFT, State.FIRST, State.SECOND, State.FINAL, State.READY, State.PUBLISHED)
"""The way of a draft that nothing stops."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the workflow.

    ``why``: a reason must be given; ``apart``: only by somebody who neither wrote the revision nor took an
    earlier step of these reviews; ``clean``: only when every figure of the editor has a source;
    ``published``: only when the article is (True) or is not (False) published already.
    """

    id: str
    name: str
    before: tuple[State, ...]
    after: State
    needs: May
    why: bool = False
    apart: bool = False
    clean: bool = False
    published: bool | None = None


STEPS: tuple[Step, ...] = (
    Step("submit", "提交初审", (State.DRAFT,), State.FIRST, May.WRITE, clean=True),
    Step("pass_first", "初审通过", (State.FIRST,), State.SECOND, May.REVIEW, apart=True, clean=True),
    Step("pass_second", "复审通过", (State.SECOND,), State.FINAL, May.REVIEW, apart=True, clean=True),
    Step("pass_final", "终审通过", (State.FINAL,), State.READY, May.DECIDE, apart=True, clean=True),
    Step("publish", "发布", (State.READY,), State.PUBLISHED, May.DECIDE, clean=True),
    Step("recall", "撤回修改", (State.FIRST,), State.DRAFT, May.WRITE, why=True),
    Step(
        "back", "退回修改", (State.FIRST, State.SECOND, State.FINAL, State.READY), State.DRAFT, May.REVIEW,
        why=True,
    ),
    Step("correct", "更正", (State.PUBLISHED,), State.DRAFT, May.DECIDE, why=True),
    Step("keep", "放弃更正", (State.DRAFT,), State.PUBLISHED, May.DECIDE, why=True, published=True),
    Step("withdraw", "撤稿", (State.PUBLISHED,), State.WITHDRAWN, May.DECIDE, why=True),
    Step("drop", "作废", (State.DRAFT,), State.DROPPED, May.WRITE, why=True, published=False),
)  # fmt: skip
"""A correction goes the whole way again: nothing reaches a reader that three people have not read."""
STEP_NAMES: dict[str, str] = {
    **{step.id: step.name for step in STEPS},
    "compose": "生成初稿",
    "edit": "修改",
}
REVIEWS = frozenset({"pass_first", "pass_second", "pass_final"})


@dataclass(frozen=True, slots=True)
class Stand:
    """What the rules look at. ``hands``: who wrote the newest revision, and who passed it so far;
    ``unsupported``: figures of the editor that no source has."""

    state: State
    published: bool
    writers: frozenset[str]
    reviewers: frozenset[str]
    unsupported: Sequence[str]


def refusal(step: Step, user: User, stand: Stand, why: str | None = None) -> str:
    """Why ``user`` cannot take the step now, '' when it can be taken. ``why`` ``None``: not asked yet."""
    if not user.may(step.needs):
        return "你的角色不能做这一步"
    if stand.state not in step.before:
        return f"稿件在“{STATE_NAMES[stand.state]}”，不能{step.name}"
    if step.published is not None and step.published != stand.published:
        return "已经发布过的不能作废，请更正或撤稿" if stand.published else "还没有发布过"
    if step.apart and user.name in stand.writers:
        return "自己写的稿件要由别人审"
    if step.apart and user.name in stand.reviewers:
        return "同一个人只能审一道"
    if step.clean and stand.unsupported:
        return f"编者写的数字没有出处：{'、'.join(stand.unsupported)}"
    if step.why and why is not None and not why.strip():
        return "请写明原因"
    return ""


def step_of(id_: str) -> Step | None:
    """The step of this id."""
    return next((step for step in STEPS if step.id == id_), None)
