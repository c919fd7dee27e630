"""Printed numbers -> ``Decimal``: digits, full-width digits, Chinese numerals, and mixtures (3亿6千万)."""

from __future__ import annotations

import re
from decimal import Decimal

NUMERAL_MOST = 40
"""Longest numeral read. The longest in the corpus has 12 (十三万六千零二十四); beyond 40 it is no number."""

_PLAIN = str.maketrans(
    "０１２３４５６７８９．·・﹒點〇○Ｏ零一壹二贰貳两兩俩倆三叁參四肆五伍六陆陸七柒八捌九玖萬億拾佰仟",
    "0123456789....点0000112222222333" + "4455666778899万亿十百千",
    ",， 　\n\r\t\u200b多余餘来几幾个個",
)
_POWER = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
_TOKEN = re.compile(r"\d+(?:\.\d+)?|\.\d+|半|[十百千万亿兆]")
_HALF = Decimal("0.5")


def value_of(printed: str) -> Decimal | None:
    """The value of one printed number with the precision that is printed, or ``None`` if it is none.

    The exponent of the result keeps the precision: 13.57万亿 is ``Decimal("1.357E+13")``, 4.0 is ``4.0``.
    """
    if len(printed) > NUMERAL_MOST:
        return None
    if printed.isdecimal() and printed.isascii():
        return Decimal(printed)
    plain = printed.translate(_PLAIN).replace("点", ".").replace("廿", "2十").replace("卅", "3十")
    if plain.replace(".", "", 1).isdigit() and plain[0] != "." and plain[-1] != ".":
        return Decimal(plain)
    tokens = _TOKEN.findall(plain)
    if not tokens or sum(map(len, tokens)) != len(plain):
        return None
    return _read(tokens)


def _read(tokens: list[str]) -> Decimal | None:
    """Add up digits and powers from left to right; 万 and 亿 multiply all that is open before them."""
    total = section = Decimal(0)
    digit: Decimal | None = None
    last_power = 0
    for before, token in zip(["", *tokens], tokens, strict=False):
        power = _POWER.get(token)
        if power is None:
            if digit is not None and digit != 0:
                return None
            digit = _HALF if token == "半" else Decimal(token)
        elif power < 4:
            section = _plus(section, (Decimal(1) if digit is None else digit).scaleb(power))
            digit, last_power = None, power
        elif power == _POWER.get(before):
            total = total.scaleb(power)  # 四万万
        else:
            section = _plus(section, digit)
            if total < Decimal(1).scaleb(power):
                opened = _plus(total, section)
                total = (Decimal(1) if opened == 0 else opened).scaleb(power)
            else:
                total += section.scaleb(power)
            section, digit, last_power = Decimal(0), None, power
    if digit is not None and last_power > 1 and tokens[-2] in _POWER and digit >= 1:
        whole, dot, part = tokens[-1].partition(".")
        if len(whole) == 1:
            digit = Decimal(f"{whole}{'0' * (last_power - 1)}{dot}{part}")  # 三万五 is 35,000
    return _plus(_plus(total, section), digit)


def _plus(total: Decimal, more: Decimal | None) -> Decimal:
    """``total + more``, without the false precision of an empty term."""
    if more is None or more == 0:
        return total
    return more if total == 0 else total + more
