"""PDF -> ``Document``: characters to lines, lines to paragraphs, by where they stand on the page.

A PDF knows neither lines nor paragraphs. A line goes on in the next one where it reaches the right margin and
the next begins at the left one, over the end of a page too. Page numbers are left out, what stands at the
head or foot of page after page is kept once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
from pypdfium2 import raw

from duibiao.errors import UnreadableSource
from duibiao.sources.labels import Hint
from duibiao.sources.plain import document_from_text
from duibiao.text import Document, Kind, Part

PAGES_MOST = 2000
EDGE = 0.11
"""Of a page's height: heads and feet stand there. A4 has margins of 37 mm at the top (GB/T 9704), 0.125."""
INDENTED = 1.2
"""Characters that a first line is set in at the least; two are usual, quotations are set in as a whole."""
SHORT = 1.6
"""Characters that a last line is short of the margin: a mark that may not begin a line leaves one free."""
APART = 1.6
"""Times the usual distance of lines: there a paragraph ends."""
COLUMN = 1.8
"""Characters of free space inside a line: there a cell of a table ends."""
GARBLED_MOST = 0.1
"""Of the characters, those of no script: more, and the file's fonts do not say what they print."""
_NUMBER = re.compile(r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–－·\s]*")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’…—·"
_GAPS = re.compile(rf"(?<=[{_WIDE}]) +|(?<=[^\s]) +(?=[{_WIDE}])")
"""Space beside Chinese characters: a PDF has it where a line was stretched to the margin."""
_FURNITURE: Hint = (Kind.FURNITURE, Part.OUTSIDE)
_HINT = "请先做文字识别（OCR），另存为 .docx 或文本"


@dataclass(slots=True)
class _Line:
    """A line: its words, its edges in points from the left and from the foot of the page, its em."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    page: int
    tall: float
    """height of the page"""

    @property
    def edge(self) -> bool:
        """At the head or foot of the page."""
        return not EDGE * self.tall < self.bottom < (1 - EDGE) * self.tall


def document_from_pdf(data: bytes, *, name: str, sha256: str, where: str) -> Document:
    """The document of a PDF. Raises ``UnreadableSource`` when it is broken, locked, or only pictures."""
    lines = _read(data, where)
    body, furniture = _parted(lines)
    paragraphs = list(_paragraphs(body))
    if not paragraphs:
        raise UnreadableSource("PDF 里没有文字，像是扫描件", where=where, hint=_HINT)
    hints = dict.fromkeys(range(len(paragraphs), len(paragraphs) + len(furniture)), _FURNITURE)
    text = "\n\n".join([*paragraphs, *furniture])
    return document_from_text(text, name=name, sha256=sha256, hints=hints)


def _read(data: bytes, where: str) -> list[_Line]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableSource("PDF 加了密码", where=where, hint="请去掉密码再试") from error
        raise UnreadableSource("PDF 已损坏，打不开", where=where, hint="请重新下载或另存") from error
    try:
        if len(document) > PAGES_MOST:
            raise UnreadableSource(f"PDF 有 {len(document)} 页", where=where, hint=f"最多 {PAGES_MOST} 页")
        pages = [_page(document, number, where) for number in range(len(document))]
    finally:
        document.close()
    _check(pages, where)
    return [line for page in pages for line in page]


def _check(pages: Sequence[Sequence[_Line]], where: str) -> None:
    """Text on every page but covers; and it is text."""
    told = [number for number, page in enumerate(pages, 1) if page]
    if not told:
        raise UnreadableSource("PDF 里没有文字，像是扫描件", where=where, hint=_HINT)
    bare = sorted(set(range(told[0], told[-1])) - set(told))
    if bare:
        numbers = "、".join(map(str, bare[:5])) + ("等" if len(bare) > 5 else "")
        raise UnreadableSource("这些页没有文字，像是扫描的", where=f"{where} 第{numbers}页", hint=_HINT)
    for number, page in enumerate(pages, 1):
        text = "".join(line.text for line in page)
        lost = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < " " for c in text)
        if lost > GARBLED_MOST * len(text):
            raise UnreadableSource("文字读出来是乱码", where=f"{where} 第{number}页", hint=_HINT)


def _page(document: pdfium.PdfDocument, number: int, where: str) -> list[_Line]:
    try:
        page = document[number]
        text = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise UnreadableSource(
            "这一页打不开", where=f"{where} 第{number + 1}页", hint="请重新下载或另存"
        ) from error
    tall = page.get_height()
    found: list[_Line] = []
    for characters in _runs(text):
        line = _line(characters, number, tall)
        if line.text:
            last = found[-1] if found else None
            if last is not None and _beside(last, line):
                found[-1] = _joined(last, line)
            else:
                found.append(line)
    text.close()
    page.close()
    return found


Character = tuple[str, float, float, float, float]
"""What it is; left, bottom, right, top in points."""


def _runs(text: pdfium.PdfTextPage) -> Iterator[list[Character]]:
    """The characters of a page as they are drawn, those on one height together."""
    run: list[Character] = []
    for character in _characters(text):
        if run and (character[0] == "\n" or not _level(run[-1], character)):
            yield run
            run = []
        if character[0] != "\n":
            run.append(character)
    if run:
        yield run


def _characters(text: pdfium.PdfTextPage) -> Iterator[Character]:
    """``\\n`` where the file itself ends a line; spaces are told by where the others stand."""
    for i in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, i)
        if code in (10, 13):
            yield "\n", 0, 0, 0, 0
        elif code > 32 and code != 0xFFFE and raw.FPDFText_GetLooseCharBox(text, i, box := raw.FS_RECTF()):
            yield chr(code), box.left, box.bottom, box.right, box.top


def _level(one: Character, other: Character) -> bool:
    """Whether ``other`` goes on in the line of ``one``."""
    height = max(one[4] - one[2], other[4] - other[2])
    near = abs(other[2] - one[2]) < 0.5 * height or abs(other[4] - one[4]) < 0.5 * height
    return near and other[1] > one[1] - 0.5 * height


def _line(characters: Sequence[Character], page: int, tall: float) -> _Line:
    size = median(c[4] - c[2] for c in characters)
    made = [characters[0][0]]
    for one, other in pairwise(characters):
        gap = other[1] - one[3]
        made += ["\t"] if gap > COLUMN * size else [" "] if gap > 0.2 * size else []
        made.append(other[0])
    text = _GAPS.sub("", "".join(made)).strip()
    return _Line(
        text, min(c[1] for c in characters), max(c[3] for c in characters),
        median(c[2] for c in characters), size, page, tall,
    )  # fmt: skip


def _beside(one: _Line, other: _Line) -> bool:
    """Two runs of one line."""
    return abs(one.bottom - other.bottom) < 0.4 * max(one.size, other.size) and other.left > one.left


def _joined(one: _Line, other: _Line) -> _Line:
    gap = other.left - one.right
    between = "\t" if gap > COLUMN * one.size else " " if gap > 0.2 * one.size else ""
    text = _GAPS.sub("", f"{one.text}{between}{other.text}")
    size = one.size if len(one.text) >= len(other.text) else other.size
    return _Line(text, one.left, max(one.right, other.right), one.bottom, size, one.page, one.tall)


def _parted(lines: Sequence[_Line]) -> tuple[list[_Line], list[str]]:
    """The body; and what stands at the edges of several pages, each once."""
    pages = len({line.page for line in lines})
    seen = Counter(_plain(line) for line in lines if line.edge)
    again = {key for key, times in seen.items() if times >= max(2, pages / 3)}
    body: list[_Line] = []
    furniture: dict[tuple[str, int], str] = {}
    for line in lines:
        if line.edge and _NUMBER.fullmatch(line.text):
            continue
        if line.edge and _plain(line) in again:
            furniture.setdefault(_plain(line), line.text)
        else:
            body.append(line)
    return body, list(furniture.values())


def _plain(line: _Line) -> tuple[str, int]:
    """What stands at the same height of other pages too, whatever number it has."""
    return re.sub(r"\d+", "0", line.text), round(line.bottom)


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    """Lines put together."""
    if not lines:
        return
    left, right, pitch = _margins(lines)
    open_ = [lines[0].text]
    for one, other in pairwise(lines):
        if _ends(one, other, left, right, pitch):
            yield "".join(open_)
            open_ = []
        elif open_ and open_[-1][-1:].isascii() and other.text[:1].isascii() and open_[-1][-1:].isalpha():
            open_.append(" ")
        open_.append(other.text)
    yield "".join(open_)


def _margins(lines: Sequence[_Line]) -> tuple[dict[int, float], dict[int, float], float]:
    """The left and right margin of every page, and the usual distance of lines."""
    wide = [line for line in lines if "\t" not in line.text]
    usual = _most(line.left for line in wide), max((line.right for line in wide), default=0.0)
    left, right = {}, {}
    for page in {line.page for line in lines}:
        here = [line for line in wide if line.page == page]
        enough = len(here) >= 5
        left[page] = min(_most(line.left for line in here), usual[0] + here[0].size) if enough else usual[0]
        right[page] = max(line.right for line in here) if enough else usual[1]
    steps = [a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page and a.bottom > b.bottom]
    return left, right, median(steps) if steps else 0.0


def _most(values: Iterable[float]) -> float:
    """The value that comes most often, to the point; of several the least."""
    counted = Counter(round(value) for value in values)
    most = max(counted.values(), default=0)
    return min((value for value, times in counted.items() if times == most), default=0)


def _ends(one: _Line, other: _Line, left: dict[int, float], right: dict[int, float], pitch: float) -> bool:
    """Whether a paragraph ends with ``one``."""
    set_in = other.left > left[other.page] + INDENTED * other.size
    short = one.right < right[one.page] - SHORT * one.size
    sizes = abs(one.size - other.size) > 0.12 * max(one.size, other.size)
    far = one.page == other.page and pitch > 0 and one.bottom - other.bottom > APART * pitch
    return set_in or short or sizes or far or "\t" in one.text or "\t" in other.text
