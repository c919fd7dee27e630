"""Passwords: argon2id, a least length, and no more at a time than memory allows."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from duibiao.errors import UsageError

LEAST, MOST = 10, 200
"""Code points of a password; NIST SP 800-63B asks for 8 at the least."""
_HASHER = PasswordHasher()
_TURNS = threading.BoundedSemaphore(2)
"""Each check takes 64 MB and all cores for a moment: a flood of log-ins waits instead of filling memory."""


def hashed(password: str, name: str = "") -> str:
    """To be kept. Raises ``UsageError`` for a password that is too short, too long or the account's name."""
    if not LEAST <= len(password) <= MOST:
        raise UsageError(f"密码要有 {LEAST} 到 {MOST} 个字符", hint="几个不相干的词连起来就很好")
    if len(set(password)) < 4 or (name and name.lower() in password.lower()):
        raise UsageError("密码太容易猜", hint="不要用账号名，也不要只用几个字符重复")
    with _TURNS:
        return _HASHER.hash(password)


def right(kept: str, password: str) -> bool:
    """Whether it is the password; ``kept`` '' takes as long and is never right."""
    with _TURNS:
        try:
            return _HASHER.verify(kept or _dummy(), password[: MOST + 1]) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


_DUMMY: list[str] = []


def _dummy() -> str:
    if not _DUMMY:
        _DUMMY.append(_HASHER.hash("nobody has this password"))
    return _DUMMY[0]
