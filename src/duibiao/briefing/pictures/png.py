"""Pictures as PNG, for formats that take no SVG. Needs ``resvg_py`` (``pip install duibiao[pictures]``)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from duibiao.briefing.pictures.model import Map, Picture
from duibiao.briefing.pictures.svg import WIDE, Setting, drawn, height

CHART_WIDE = 560
"""Pixels across a chart before it is enlarged: its letters then are as large as those of a page of 16 cm."""
SHARP = 2.5
"""Pixels of the picture per unit: about 220 to an inch on paper."""
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


def png(picture: Picture, setting: Setting) -> bytes | None:
    """The picture; ``None`` where ``missing`` says why there can be none."""
    font = _font()
    if missing() or font is None:
        return None
    import resvg_py  # noqa: PLC0415 - optional, and 20 ms to load

    wide, high = (WIDE if isinstance(picture, Map) else CHART_WIDE), height(picture)
    sized = re.sub(
        r'width="100%"(?: height="\d+")?', f'width="{wide}" height="{high}"', drawn(picture, setting), count=1
    )
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=sized,
            background="#ffffff",
            zoom=SHARP * CHART_WIDE / wide,
            style_sheet=_paper(),
            skip_system_fonts=True,
            font_files=[font],
            font_family=_family(font),
            sans_serif_family=_family(font),
        )
    )


def size(picture: Picture) -> tuple[int, int]:
    """Width and height in pixels of a page, before it is made sharper."""
    wide, high = (WIDE if isinstance(picture, Map) else CHART_WIDE), height(picture)
    return CHART_WIDE, round(high * CHART_WIDE / wide)


@cache
def missing() -> str:
    """Why no PNG can be made, in Chinese; empty when it can."""
    try:
        import resvg_py  # noqa: F401, PLC0415
    except ImportError:
        return "没有安装 resvg_py，图改用表格：pip install 'duibiao[pictures]'"
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
