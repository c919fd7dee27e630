from hypothesis import given
from hypothesis import strategies as st

from duibiao.text import Span, trimmed

spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 60), st.integers(0, 60))


def test_of_slices_code_points() -> None:
    text = "𠮷林县产值5%"
    assert Span(5, 7).of(text) == "5%"
    assert Span(0, 1).of(text) == "𠮷"


def test_holds_meets_hull() -> None:
    assert Span(2, 9).holds(Span(3, 9))
    assert not Span(2, 9).holds(Span(3, 10))
    assert Span(2, 5).meets(Span(4, 6))
    assert not Span(2, 5).meets(Span(5, 6))
    assert Span(2, 3).hull(Span(7, 9)) == Span(2, 9)


@given(spans, st.integers(0, 50))
def test_shift_keeps_size(span: Span, offset: int) -> None:
    assert span.shift(offset).size == span.size
    assert span.shift(offset).shift(-offset) == span


@given(st.text(alphabet=" \t\n\u3000\u200b\ufeff字。", max_size=40))
def test_trimmed_has_no_blank_ends(text: str) -> None:
    span = trimmed(text, 0, len(text))
    kept = span.of(text)
    assert set(text[: span.start] + text[span.end :]) <= set(" \t\n\u3000\u200b\ufeff")
    assert not kept or (kept[0] in "字。" and kept[-1] in "字。")
