"""CSRF: every form carries a mark that only this site can have made for this browser."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import urlsplit

from starlette.requests import Request

FIELD = "form_mark"
HEADER = "x-form-mark"


def mark(secret: bytes, cookie: str) -> str:
    """What a form carries for the browser that holds ``cookie``."""
    return hmac.new(secret, b"form\n" + cookie.encode(), hashlib.sha256).hexdigest()


def genuine(secret: bytes, cookie: str, given: str) -> bool:
    """Whether a form carries the mark of its browser."""
    return bool(cookie) and hmac.compare_digest(mark(secret, cookie).encode(), given.encode())


def from_here(request: Request, base_url: str) -> bool:
    """Whether the browser says that a page of this site sent the form, where it says anything."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return True
    own = {request.url.netloc, urlsplit(base_url).netloc} - {""}
    return urlsplit(origin).netloc in own
