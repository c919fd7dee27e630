"""Every error that duibiao raises on purpose, in one tree.

DuibiaoError            anything a person can be told in one line
├─ UsageError           the call was wrong: unknown place, option, format        exit status 2
│  ├─ UnknownPlace      no such place; near names are given
│  ├─ AmbiguousPlace    several places of that name; candidates are given
│  └─ NotFound          nothing of this name or address is there
└─ JobError             the call was right, the job failed                       exit status 1
   ├─ UnreadableSource  a file is missing, empty, binary, broken or of a kind we do not read
   ├─ GuardError        a result that would not trace back to its source was stopped
   ├─ StoreError        the ledger cannot be opened, read or written
   │  └─ WrongVersion   it was made by another version
   └─ PartialSuccess    some of many documents failed, the others are done           exit status 3
"""

from __future__ import annotations

import errno
from collections.abc import Sequence


class DuibiaoError(Exception):
    """A failure told for people: what was wrong, where, what to do."""

    exit_status = 1

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(self.line)

    @property
    def line(self) -> str:
        """The whole error on one line: ``where: what (hint)``."""
        head = f"{self.where}: " if self.where else ""
        tail = f" ({self.hint})" if self.hint else ""
        return f"{head}{self.what}{tail}"


class UsageError(DuibiaoError):
    """The command was called in a way that cannot work."""

    exit_status = 2


class UnknownPlace(UsageError):
    """No administrative division, zone or region has this name."""

    def __init__(self, name: str, near: Sequence[str] = ()) -> None:
        self.name = name
        self.near = tuple(near)
        hint = f"相近的地名：{'、'.join(near)}" if near else "请用全称，如 肇庆市 或 441200"
        super().__init__(f"没有找到地方“{name}”", hint=hint)


class AmbiguousPlace(UsageError):
    """Several divisions share this name."""

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        super().__init__(
            f"“{name}”有 {len(candidates)} 处同名", hint=f"请写明是哪一处：{'；'.join(candidates)}"
        )


class NotFound(UsageError):
    """Nothing of this name or address is there."""


class JobError(DuibiaoError):
    """The command was right but its job failed."""

    exit_status = 1


class UnreadableSource(JobError):
    """A source file cannot be read as a document."""


class GuardError(JobError):
    """Something about to be written does not resolve to its source."""


class StoreError(JobError):
    """The ledger cannot be opened, read or written."""


class WrongVersion(StoreError):
    """The ledger's tables are those of another version."""

    def __init__(self, where: str, found: str, wanted: str) -> None:
        newer = found > wanted
        hint = "请换用新版 duibiao" if newer else "请先备份，再运行 duibiao ledger upgrade"
        what = f"账本是{'更新' if newer else '旧'}版本的（{found}），本程序用 {wanted}"
        super().__init__(what, where=where, hint=hint)


class PartialSuccess(JobError):
    """Of many documents some failed; what succeeded is kept."""

    exit_status = 3


_SYSTEM = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EEXIST: "已有同名的文件",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.ENAMETOOLONG: "名字太长",
    errno.EADDRINUSE: "端口已被占用",
    errno.EADDRNOTAVAIL: "这台机器没有这个地址",
}


def system_words(error: OSError) -> str:
    """What the system says is wrong, in Chinese; in its own words where that is rare."""
    return _SYSTEM.get(error.errno or 0, error.strerror or str(error))
