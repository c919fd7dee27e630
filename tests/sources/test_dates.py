import pytest

from duibiao.sources.dates import iso_date


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("——2024年1月23日在某省第十四届人民代表大会第二次会议上", "2024-01-23"),
        ("二〇二六年一月二十七日", "2026-01-27"),
        ("二○二六年十二月三十一日", "2026-12-31"),
        ("一九五七年十月十日", "1957-10-10"),
        ("发布时间：2025-02-10 09:00", "2025-02-10"),
        ("2025/2/1", "2025-02-01"),
        ("2025.02.01", "2025-02-01"),
        ("２０２５年３月５日", "2025-03-05"),
        ("2025年13月1日", ""),
        ("2025年2月30日", ""),
        ("1234567", ""),
        ("某市", ""),
    ],
)
def test_iso_date(printed: str, expected: str) -> None:
    assert iso_date(printed) == expected
