from __future__ import annotations

from decimal import Decimal

import pytest

from duibiao.reading.quantities.numerals import NUMERAL_MOST, value_of

NUMBERS = {
    "13.57万亿": "13570000000000",
    "5200多万": "52000000",
    "1,234": "1234",
    "３７００": "3700",
    "４·３": "4.3",
    "19·5": "19.5",
    "一千八百六十八亿": "186800000000",
    "六千零五十": "6050",
    "一万三千亿": "1300000000000",
    "二亿二千万": "220000000",
    "一亿五千四百二十万": "154200000",
    "十三万六千零二十四": "136024",
    "3亿6千万": "360000000",
    "三万五": "35000",
    "三百六": "360",
    "二十一点七": "21.7",
    "二十点五": "20.5",
    "零点二": "0.2",
    "十": "10",
    "一百零八": "108",
    "两千": "2000",
    "壹佰": "100",
    "三萬六千": "36000",
    "万亿": "1000000000000",
    "半": "0.5",
    "三十余万": "300000",
}


@pytest.mark.parametrize(("printed", "value"), NUMBERS.items())
def test_numbers(printed: str, value: str) -> None:
    assert value_of(printed) == Decimal(value)


@pytest.mark.parametrize(("printed", "digits"), [("4.0", "4.0"), ("4", "4"), ("0.50", "0.50")])
def test_the_printed_precision_is_kept(printed: str, digits: str) -> None:
    assert str(value_of(printed)) == digits


def test_the_exponent_keeps_the_precision_of_a_scaled_number() -> None:
    found = value_of("1.20亿")
    assert found == 120000000
    assert found is not None
    assert found.as_tuple().exponent == 6


@pytest.mark.parametrize("printed", ["", "点五六点", "五五五十十亿点", "几", "一" * (NUMERAL_MOST + 1)])
def test_what_is_no_number_is_none(printed: str) -> None:
    assert value_of(printed) is None
