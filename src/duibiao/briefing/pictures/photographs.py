"""Photographs of an editor's own: turned upright, made small enough to be sent, without what a camera adds.

Every picture is set anew from its pixels, so that nothing else that a file holds (where it was taken, a
second picture, what is no picture at all) gets any further.
"""

from __future__ import annotations

import hashlib
import warnings
from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from urllib.parse import quote

from duibiao.briefing.model import WHOLE, Brief, Crop, Photograph
from duibiao.briefing.pictures.png import Still
from duibiao.errors import UnreadableSource

KINDS = ("JPEG", "PNG", "WEBP")
WIDEST = 1280
"""Pixels along the longer side of what is printed: twice the 640 of a page's column."""
SMALLEST = 240
"""Pixels along the shorter side: less is an icon, not a photograph."""
PIXELS_MOST = 80_000_000
"""Of a file that is opened at all; a camera of 2026 takes 50 million. Decoded, one is three bytes."""
QUALITY = 82
"""Of JPEG: a photograph of 1280 pixels takes 100 to 250 kB. At 90 twice that, and nobody sees it."""
SHOWN = 480
"""Pixels of a page that one is wide in Word and WeChat, 127 of 156 mm."""
_HINT = "请用 JPEG、PNG 或 WebP 的照片"


@dataclass(frozen=True, slots=True)
class Developed:
    """A photograph as it is printed: JPEG. ``id``: beginning of its SHA-256; sides in pixels."""

    id: str
    data: bytes
    width: int
    height: int


def missing() -> str:
    """Why no photograph can be read, in Chinese; empty when it can."""
    try:
        import PIL  # noqa: F401, PLC0415 - optional
    except ImportError:
        return "没有安装读照片的 Pillow：pip install 'duibiao[photographs]'"
    return ""


def developed(data: bytes, where: str, crop: Crop = WHOLE) -> Developed:
    """The photograph in a file called ``where``; ``crop``: what of it is cut off, as it stands upright.

    Raises ``UnreadableSource``.
    """
    if missing():
        raise UnreadableSource(missing(), where=where)
    from PIL import Image, ImageOps  # noqa: PLC0415 - optional

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            taken = Image.open(BytesIO(data), formats=KINDS)
        if taken.width * taken.height > PIXELS_MOST:
            raise UnreadableSource("照片太大", where=where, hint=f"最多 {PIXELS_MOST // 1_000_000} 百万像素")
        taken.draft("RGB", _decoded(crop))
        upright = ImageOps.exif_transpose(taken)
        upright = upright.crop(_kept(upright.size, crop)) if any(crop) else upright
        if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
            paper = Image.new("RGBA", upright.size, "white")
            upright = Image.alpha_composite(paper, upright.convert("RGBA"))
        plain = upright.convert("RGB")
    except UnreadableSource:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadableSource("不是照片，或者已经损坏", where=where, hint=_HINT) from error
    if min(plain.size) < SMALLEST:
        raise UnreadableSource(
            f"照片{'裁后' if any(crop) else ''}太小（{plain.width}×{plain.height}）",
            where=where,
            hint=f"短边至少 {SMALLEST} 像素",
        )
    plain.thumbnail((WIDEST, WIDEST))
    made = BytesIO()
    plain.save(made, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Developed(mark(made.getvalue()), made.getvalue(), *plain.size)


def _decoded(crop: Crop) -> tuple[int, int]:
    """Pixels that of a JPEG are decoded at the least: no more than is printed of what is left of it."""
    left, top, right, bottom = crop
    side = WIDEST * 100 // (100 - max(left + right, top + bottom)) + 1
    return (side, side) if any(crop) else (WIDEST, WIDEST)


def _kept(size: tuple[int, int], crop: Crop) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is left, in pixels."""
    (width, height), (left, top, right, bottom) = size, crop
    right, bottom = width - width * right // 100, height - height * bottom // 100
    return width * left // 100, height * top // 100, right, bottom


def mark(data: bytes) -> str:
    """What a photograph is known by."""
    return hashlib.sha256(data).hexdigest()[:16]


def beside(brief: Brief, chapter: str) -> list[Photograph]:
    """Those of a chapter; ``""``: those at the head of the brief."""
    return [one for one in brief.photographs if one.chapter == chapter]


@lru_cache(maxsize=32)  # of one brief: the process that makes them goes on
def _address(data: bytes) -> str:
    return f"data:image/jpeg;base64,{b64encode(data).decode('ascii')}"


def address(of: Photograph) -> str:
    """The picture itself as an address: a page of its own needs no second file."""
    return _address(of.data)


def path(of: Photograph) -> str:
    """Where its file lies, as Markdown takes it: beside the sheet that names it."""
    return quote(of.file, safe="/.")


def still(of: Photograph) -> Still:
    """As it stands in formats that are set from lines."""
    wide = min(SHOWN, of.width)
    return Still(of.id, of.caption.text, of.data, wide, round(of.height * wide / of.width), "jpeg")
