"""Dates as pages print them -> ISO-8601."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "0001234567890123456789")
_DATE = re.compile(
    r"(\d{4})\s*[-年./]\s*([\d一二三四五六七八九十]{1,3})\s*[-月./]\s*([\d一二三四五六七八九十]{1,3})日?"
)
_TENS = re.compile(r"(\d?)十(\d?)")


def iso_date(line: str) -> str:
    """The first date in ``line`` as YYYY-MM-DD, or an empty string. Reads 二〇二六年一月二十七日 too."""
    plain = _TENS.sub(lambda m: f"{m[1] or 1}{m[2] or 0}", line.translate(_DIGITS))
    match = _DATE.search(plain)
    if match is None:
        return ""
    year, month, day = (int(part) for part in match.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # 2月30日
        return ""
