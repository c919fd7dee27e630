"""Roles and what each may do: one table, asked by every route of the desk and every step of the workflow."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What an account is for."""

    READER = "reader"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    CHIEF = "chief"
    ADMIN = "admin"


class May(StrEnum):
    """What can be allowed."""

    LOOK = "look"
    """read drafts, their sources and history"""
    WRITE = "write"
    """upload, compose, edit, hand in"""
    REVIEW = "review"
    """first and second review"""
    DECIDE = "decide"
    """final review, publish, correct, withdraw"""
    AUDIT = "audit"
    """read the audit log"""


ALLOWED: dict[Role, frozenset[May]] = {
    Role.READER: frozenset({May.LOOK}),
    Role.EDITOR: frozenset({May.LOOK, May.WRITE}),
    Role.REVIEWER: frozenset({May.LOOK, May.WRITE, May.REVIEW}),
    Role.CHIEF: frozenset({May.LOOK, May.WRITE, May.REVIEW, May.DECIDE, May.AUDIT}),
    Role.ADMIN: frozenset({May.LOOK, May.AUDIT}),
}
"""Who manages accounts decides nothing about what is published."""
ROLE_NAMES: dict[Role, str] = {
    Role.READER: "读者",
    Role.EDITOR: "编辑",
    Role.REVIEWER: "审校",
    Role.CHIEF: "总编",
    Role.ADMIN: "管理员",
}


class Scope(StrEnum):
    """What a token of the API may read beyond what anyone may."""

    DRAFTS = "drafts:read"
    METRICS = "metrics:read"


SCOPE_NAMES: dict[Scope, str] = {Scope.DRAFTS: "读取在办稿件", Scope.METRICS: "读取运行指标"}
SCOPES: dict[Scope, May] = {Scope.DRAFTS: May.LOOK, Scope.METRICS: May.AUDIT}
"""What an account must be allowed to do to hand out a scope."""
