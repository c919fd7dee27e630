"""Accounts, their sessions and their tokens. What a browser or a program holds is kept only as a hash."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from duibiao.errors import NotFound, UsageError
from duibiao.ledger.store import Store
from duibiao.site.security.passwords import hashed
from duibiao.site.security.roles import ALLOWED, SCOPES, May, Role, Scope
from duibiao.site.store.articles import now
from duibiao.site.store.audit import note
from duibiao.site.store.desk_schema import SECRETS, SESSIONS, TOKENS, USERS

IDLE = timedelta(hours=2)
WHOLE = timedelta(hours=12)
"""A session ends when nothing was done for so long, and after a working day in any case."""
TOUCHED = timedelta(minutes=1)
"""That a session was used is written down at the most so often."""
TOKEN_DAYS = 90
_NAME = re.compile(r"[a-z][a-z0-9._-]{1,31}")


@dataclass(frozen=True, slots=True)
class User:
    """An account. ``shown``: the person's name as it is printed; ``disabled_at``: '' while it is open."""

    name: str
    shown: str
    role: Role
    created_at: str
    disabled_at: str

    def may(self, what: May) -> bool:
        """Whether its role allows it."""
        return what in ALLOWED[self.role]


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the API, without its secret. ``mark``: its hash, by which it is revoked."""

    mark: str
    label: str
    user: str
    scopes: tuple[Scope, ...]
    created_at: str
    expires_at: str
    revoked_at: str


_USER = [USERS.c[name] for name in ("name", "shown", "role", "created_at", "disabled_at")]


class People:
    """The accounts of a store. ``by``: who does it, for the audit log."""

    def __init__(self, store: Store) -> None:
        self.store = store

    # -- accounts ------------------------------------------------------------------------------------

    def add(self, name: str, shown: str, role: Role, password: str, *, by: str) -> None:
        """Raises ``UsageError`` for a name that is taken or not one, and for a weak password."""
        if not _NAME.fullmatch(name):
            hint = "2 到 32 个小写字母、数字或 . _ -，以字母开头"
            raise UsageError(f"账号名不合要求：{name}", hint=hint)
        values = {
            "name": name,
            "shown": shown.strip() or name,
            "role": role,
            "password": hashed(password, name),
        }
        with self.store.writing() as connection:
            if connection.scalar(select(USERS.c.name).where(USERS.c.name == name)) is not None:
                raise UsageError(
                    "这个账号已经有了", where=name, hint="改角色用 user role，改密码用 user password"
                )
            connection.execute(insert(USERS).values(**values, created_at=now(), disabled_at=""))
            note(connection, by, "user.add", name, {"role": role})

    def all(self) -> list[User]:
        """By name."""
        with self.store.reading() as connection:
            return [_user(tuple(row)) for row in connection.execute(select(*_USER).order_by(USERS.c.name))]

    def get(self, name: str) -> User:
        """Raises ``NotFound``."""
        with self.store.reading() as connection:
            row = connection.execute(select(*_USER).where(USERS.c.name == name)).first()
        if row is None:
            raise NotFound("没有这个账号", where=name)
        return _user(tuple(row))

    def kept_password(self, name: str) -> str:
        """The hash of an open account's password, '' where there is none."""
        asked = select(USERS.c.password).where(USERS.c.name == name, USERS.c.disabled_at == "")
        with self.store.reading() as connection:
            return connection.scalar(asked) or ""

    def set_role(self, name: str, role: Role, *, by: str) -> None:
        """Its sessions end, its tokens are revoked: they may allow more than the new role does."""
        with self.store.writing() as connection:
            _change(connection, name, role=role)
            _lock_out(connection, name)
            note(connection, by, "user.role", name, {"role": role})

    def set_password(self, name: str, password: str, *, by: str) -> None:
        """Its sessions end."""
        kept = hashed(password, name)
        with self.store.writing() as connection:
            _change(connection, name, password=kept)
            connection.execute(delete(SESSIONS).where(SESSIONS.c.user == name))
            note(connection, by, "user.password", name)

    def disable(self, name: str, *, by: str, opened: bool = False) -> None:
        """Close an account, or open it again (``opened``); what it did stays under its name."""
        with self.store.writing() as connection:
            _change(connection, name, disabled_at="" if opened else now())
            _lock_out(connection, name)
            note(connection, by, "user.enable" if opened else "user.disable", name)

    # -- sessions ------------------------------------------------------------------------------------

    def log_in(self, name: str) -> str:
        """A new session. Returns what the browser is to hold."""
        held, moment = secrets.token_urlsafe(32), now()
        with self.store.writing() as connection:
            oldest = _ago(WHOLE)
            connection.execute(delete(SESSIONS).where(SESSIONS.c.created_at < oldest))
            values = {"mark": mark_of(held), "user": name, "created_at": moment, "seen_at": moment}
            connection.execute(insert(SESSIONS).values(values))
            note(connection, name, "login")
        return held

    def session(self, held: str) -> User | None:
        """Whose session it is, ``None`` when it is none, has expired, or its account is closed."""
        mark = mark_of(held)
        asked = select(*_USER, SESSIONS.c.seen_at).join(SESSIONS, SESSIONS.c.user == USERS.c.name)
        asked = asked.where(
            SESSIONS.c.mark == mark,
            SESSIONS.c.seen_at >= _ago(IDLE),
            SESSIONS.c.created_at >= _ago(WHOLE),
            USERS.c.disabled_at == "",
        )
        with self.store.reading() as connection:
            row = connection.execute(asked).first()
        if row is None:
            return None
        if row.seen_at < _ago(TOUCHED):
            with self.store.writing() as connection:
                changed = update(SESSIONS).where(SESSIONS.c.mark == mark)
                connection.execute(changed.values(seen_at=now()))
        return _user(tuple(row)[:-1])

    def log_out(self, held: str, name: str) -> None:
        """End a session."""
        with self.store.writing() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.mark == mark_of(held)))
            note(connection, name, "logout")

    # -- tokens --------------------------------------------------------------------------------------

    def new_token(self, user: User, label: str, scopes: tuple[Scope, ...], days: int = TOKEN_DAYS) -> str:
        """Returns the token, which is shown once. Raises ``UsageError`` for scopes that the role has not."""
        lacking = [scope for scope in scopes if not user.may(SCOPES[scope])]
        if lacking or not scopes or not label.strip():
            raise UsageError("令牌要有名称，权限至少选一项，且不能超出你的角色")
        held = f"duibiao_{secrets.token_urlsafe(32)}"
        until = (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")
        values = {"mark": mark_of(held), "label": label.strip()[:60], "user": user.name}
        values |= {"scopes": " ".join(scopes), "created_at": now(), "expires_at": until, "revoked_at": ""}
        with self.store.writing() as connection:
            connection.execute(insert(TOKENS).values(values))
            note(connection, user.name, "token.add", label, {"scopes": values["scopes"]})
        return held

    def tokens(self, name: str) -> list[Token]:
        """Of an account, the newest first."""
        asked = (
            select(TOKENS).where(TOKENS.c.user == name).order_by(TOKENS.c.created_at.desc(), TOKENS.c.mark)
        )
        with self.store.reading() as connection:
            return [_token(dict(row._mapping)) for row in connection.execute(asked)]

    def revoke(self, name: str, mark: str) -> None:
        """A token of one's own. Raises ``NotFound``."""
        with self.store.writing() as connection:
            mine = (TOKENS.c.mark == mark, TOKENS.c.user == name, TOKENS.c.revoked_at == "")
            if not connection.execute(update(TOKENS).where(*mine).values(revoked_at=now())).rowcount:
                raise NotFound("没有这个令牌")
            note(connection, name, "token.revoke", mark[:12])

    def bearer(self, held: str) -> frozenset[Scope]:
        """What a token allows now; nothing when it is none, has expired, or its account may no longer."""
        asked = select(TOKENS.c.scopes, USERS.c.role).join(USERS, USERS.c.name == TOKENS.c.user)
        asked = asked.where(
            TOKENS.c.mark == mark_of(held),
            TOKENS.c.revoked_at == "",
            TOKENS.c.expires_at > now(),
            USERS.c.disabled_at == "",
        )
        with self.store.reading() as connection:
            row = connection.execute(asked).first()
        scopes = map(Scope, row.scopes.split()) if row is not None else ()
        return frozenset(scope for scope in scopes if row and SCOPES[scope] in ALLOWED[Role(row.role)])

    # -- the secret ----------------------------------------------------------------------------------

    def secret(self) -> bytes:
        """What forms are signed with: made once, kept in the store, the same for every process."""
        asked = select(SECRETS.c.value).where(SECRETS.c.name == "forms")
        with self.store.reading() as connection:
            found = connection.scalar(asked)
        if found is None:
            with self.store.writing() as connection:
                found = connection.scalar(asked)
                if found is None:
                    found = secrets.token_hex(32)
                    connection.execute(insert(SECRETS).values(name="forms", value=found))
        return bytes.fromhex(found)


def mark_of(held: str) -> str:
    """What is kept of a secret of 256 bits."""
    return hashlib.sha256(held.encode()).hexdigest()


def _change(connection: Connection, name: str, **values: str) -> None:
    if not connection.execute(update(USERS).where(USERS.c.name == name).values(**values)).rowcount:
        raise NotFound("没有这个账号", where=name)


def _lock_out(connection: Connection, name: str) -> None:
    connection.execute(delete(SESSIONS).where(SESSIONS.c.user == name))
    open_ = update(TOKENS).where(TOKENS.c.user == name, TOKENS.c.revoked_at == "")
    connection.execute(open_.values(revoked_at=now()))


def _ago(what: timedelta) -> str:
    return (datetime.now(UTC) - what).isoformat(timespec="seconds")


def _user(cells: Sequence[Any]) -> User:
    name, shown, role, created_at, disabled_at = cells
    return User(name, shown, Role(role), created_at, disabled_at)


def _token(values: dict[str, Any]) -> Token:
    return Token(**values | {"scopes": tuple(map(Scope, values["scopes"].split()))})
