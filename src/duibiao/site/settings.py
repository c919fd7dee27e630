"""What a portal is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """``ledger``: path or address, as for ``duibiao ledger``.

    ``base_url``: the public address without a slash at its end (https://duibiao.example.gov.cn); empty: what
    the request says. ``publisher``: whose site it is, printed as 来源 where nothing else is said. ``secret``:
    what sessions and forms are signed with; empty: one that the store makes and keeps.
    """

    ledger: str
    base_url: str = ""
    address: str = ""
    """Where it listens (http://127.0.0.1:80): without ``base_url`` pages asked for there are kept on disk."""
    name: str = "对标"
    publisher: str = "对标编辑部"
    secret: str = ""
    cache_bytes: int = 32 * 1024 * 1024
    """Bytes of rendered pages that are kept in memory."""
    pages_bytes: int = 1024 * 1024 * 1024
    """Bytes of rendered pages that are kept on disk."""
    pages_kept: bool = True
    """Whether they outlive the process, in a file beside the ledger."""
    ahead: bool = False
    """Whether a process of its own makes pages before they are asked for."""
    fetching: bool = False
    """Whether the desk may fetch a page from an address that an editor gives."""
    map_file: str = ""
    """Reviewed borders (GeoJSON) for maps, instead of the packaged ones; '' for none."""
    map_number: str = ""
    """Their 审图号, where the file does not say."""
    upload_bytes: int = 32 * 1024 * 1024
    """Largest file that the desk takes."""
