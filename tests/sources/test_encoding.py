import pytest

from duibiao.errors import UnreadableSource
from duibiao.sources.encoding import decode, decode_page

TEXT = "第一句。\r\n　　第二句。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_decode_keeps_line_ends_and_drops_the_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "f") == TEXT


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_both_byte_orders(mark: str) -> None:
    assert decode(("\ufeff" + TEXT).encode(mark), "f") == TEXT


def test_a_page_may_declare_another_encoding() -> None:
    page = '<html><meta charset="big5"><p>臺灣發展。</p>'
    assert decode_page(page.encode("big5"), "f") == page


def test_a_page_may_have_broken_bytes() -> None:
    page = '<html><meta charset="utf-8"><p>产值增长。</p>'.encode() + b"\xff" + "收入提高。".encode()
    assert "收入提高。" in decode_page(page, "f")


def test_a_file_cut_off_in_a_character_is_still_utf_8() -> None:
    text = "全市推进园区提质扩容。" * 30
    assert decode(text.encode()[:-1], "f") == text[:-1] + "\ufffd"


@pytest.mark.parametrize("text", ["全市推进园区提质扩容。", "GDP grew by 5% in 肇庆市 last year. " * 9])
def test_gb18030_is_not_taken_for_damaged_utf_8(text: str) -> None:
    assert decode(text.encode("gb18030"), "f") == text


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x00\x01\x02" * 100], ids=["all bytes", "zeros"])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="不是文本文件"):
        decode(data, "f.txt")
