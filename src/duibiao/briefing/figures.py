"""An independent look at figures: does what was read agree with what is printed?

Composing leaves out of its tables what does not agree (it still stands in the quote); the guard demands that
nothing of the kind is left.
"""

from __future__ import annotations

import re
from decimal import Decimal

from duibiao.reading.model import Statement

_NUMERAL = re.compile(r"(\d[\d,，]*(?:\.\d+)?)[多余]?([十百千万亿]*)")
_BARE = re.compile(r"[\d０-９.．,，十百千万亿多余]")
_POWER = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_SIGNS = {"%": "%％成分/／", "‰": "‰分", "位": "位名第首", "倍": "倍番"}
"""Units that are printed in other ways too: the characters that then stand for them."""


def agrees(figure: Statement) -> bool:
    """Whether value and unit are those that are printed.

    Reads on its own what is printed with one Arabic numeral, as nearly all are. 七成, 1/4, 300至500万 pass;
    a number without a unit of its own may have that of its list (分别提高15、22个百分点).
    """
    printed, unit = figure.text, figure.unit
    if unit and _BARE.sub("", printed) and not set(_SIGNS.get(unit, unit)) & set(printed):
        return False
    found = _NUMERAL.findall(printed)
    if len(found) != 1 or re.search("[一二三四五六七八九半成番]", printed):
        return True
    numeral, scale = found[0]
    power = sum(_POWER[char] for char in scale)
    in_unit = _POWER.get(scale[-1:], 0)  # the 千 of 万千瓦 may belong to the unit
    number = Decimal(re.sub("[,，]", "", numeral))
    return abs(figure.value) in (number.scaleb(power), number.scaleb(power - in_unit))
