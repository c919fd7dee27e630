"""Pictures as PNG, for formats that take no SVG. Where that cannot be, tables stand instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from duibiao.briefing.pictures.model import Map, Picture
from duibiao.briefing.pictures.svg import WIDE, Setting, drawn, height

_SIZE = re.compile(r'width="100%"(?: height="\d+")?')
CHART_WIDE = 360
"""Pixels across a chart, 95 mm on paper: on a phone, where an article leaves it about 335, its letters of 13
still have 12. At 560 they had 7."""
MAP_WIDE = 440
"""Pixels across a map: 116 mm, so that what is said of it stands on the same page."""
SHARP = 2
"""Pixels of the picture per pixel of a page: 192 to an inch. Time grows with its square: 0.1 s a map."""
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/source-han-sans/SourceHanSansSC-Regular.otf",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/Hiragino Sans GB.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simhei.ttf",
    "C:/Windows/Fonts/simsun.ttc",
)
"""Where the systems keep a Chinese sans serif, the best first."""


@dataclass(frozen=True, slots=True)
class Still:
    """A picture as a file, and what it is wide and high in pixels of a page. ``kind``: png or jpeg."""

    id: str
    title: str
    data: bytes
    width: int
    height: int
    kind: str = "png"


def still(picture: Picture, setting: Setting) -> Still | None:
    """The picture as a file; ``None`` where ``missing`` says why there can be none."""
    data = png(picture, setting)
    return None if data is None else Still(picture.id, picture.title, data, *size(picture))


def png(picture: Picture, setting: Setting) -> bytes | None:
    """The picture; ``None`` where ``missing`` says why there can be none."""
    if missing():
        return None
    wide, high = _box(picture)
    sized = _SIZE.sub(f'width="{wide}" height="{high}"', drawn(picture, setting), count=1)
    return _png(sized, SHARP * size(picture)[0] / wide)


def rastered(svg: str) -> bytes | None:
    """A drawing of one's own, as large as it says; ``None`` where ``missing`` says why there can be none."""
    return None if missing() else _png(svg, 1)


@lru_cache(maxsize=64)
def _png(svg: str, zoom: float) -> bytes:
    """Kept, since a Word file and an article show the same, and the guard looks at both."""
    import resvg_py  # noqa: PLC0415 - optional

    font = _font() or ""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            background="#ffffff",
            zoom=zoom,
            style_sheet=_paper(),
            skip_system_fonts=True,
            font_files=[font],
            font_family=_family(font),
            sans_serif_family=_family(font),
        )
    )


def size(picture: Picture) -> tuple[int, int]:
    """Width and height in pixels of a page, before it is made sharper."""
    wide, high = _box(picture)
    shown = MAP_WIDE if isinstance(picture, Map) else CHART_WIDE
    return shown, round(high * shown / wide)


def _box(picture: Picture) -> tuple[int, int]:
    return (WIDE if isinstance(picture, Map) else CHART_WIDE), height(picture)


@cache
def missing() -> str:
    """Why no PNG can be made, in Chinese; empty when it can."""
    try:
        import resvg_py  # noqa: F401, PLC0415
    except ImportError:
        return "没有安装 resvg_py，图改用表格：pip install resvg_py"
    if _font() is None:
        return "这台机器上没有找到中文字体，图改用表格：请安装思源黑体（Noto Sans CJK）"
    return ""


@cache
def _paper() -> str:
    return (files("duibiao.briefing.pictures") / "paper.css").read_text(encoding="utf-8")


@cache
def _font() -> str | None:
    return next((path for path in FONTS if Path(path).is_file()), None)


def _family(font: str) -> str:
    """The family's name, as the font file calls itself."""
    names = {
        "NotoSansCJK": "Noto Sans CJK SC",
        "SourceHanSans": "Source Han Sans SC",
        "microhei": "WenQuanYi Micro Hei",
    }
    names |= {"zenhei": "WenQuanYi Zen Hei", "PingFang": "PingFang SC", "Hiragino": "Hiragino Sans GB"}
    names |= {"STHeiti": "Heiti SC", "msyh": "Microsoft YaHei", "simhei": "SimHei", "simsun": "SimSun"}
    return next(name for part, name in names.items() if part in font)
