"""Reading ``brief.toml``. Every mistake in it is told with its line and with what to do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from duibiao.briefing.model import WHOLE, Crop
from duibiao.errors import UsageError

FILE = "brief.toml"
AUTO, AS_LISTED = "auto", "file"
_BRIEF = {"report": str, "place": str, "title": str, "intro": str, "order": str}
_CHAPTER = {
    "id": str,
    "about": str,
    "keep": bool,
    "title": str,
    "intro": str,
    "merge_into": str,
    "pin": list,
    "unpin": list,
}
_PHOTOGRAPH = {"file": str, "chapter": str, "caption": str, "credit": str, "crop": str}
_BLOCKS = ("chapter", "photograph")
CROP_HINT = '写成 "10 0 10 0"：左、上、右、下各裁去百分之几，左右合起来、上下合起来各不超过 90'
CUT_MOST = 90
"""Percent of a side that can be cut off."""
PHOTOGRAPHS_MOST = 30
"""In one brief."""
_TYPES = {str: "一段文字，放在引号里", bool: "true 或 false", list: '一个清单，如 ["文件名：句子里的几个字"]'}


@dataclass(frozen=True, slots=True)
class Pin:
    """A local sentence that an editor names: the file and some words of the sentence."""

    doc: str
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class ChapterEdit:
    """What an editor does with one chapter. Empty strings: nothing. ``line``: where its block begins."""

    id: str
    line: int
    about: str = ""
    keep: bool = True
    title: str = ""
    intro: str = ""
    merge_into: str = ""
    pin: tuple[Pin, ...] = ()
    unpin: tuple[Pin, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether it says anything."""
        return not self.keep or any((self.title, self.intro, self.merge_into, self.pin, self.unpin))


@dataclass(frozen=True, slots=True)
class PhotographEdit:
    """A photograph that an editor puts in. ``chapter``: its id, empty for the head of the brief; ``crop``:
    what of it is cut off."""

    file: str
    line: int
    chapter: str
    caption: str
    credit: str
    crop: Crop = WHOLE


@dataclass(frozen=True, slots=True)
class Edits:
    """A read ``brief.toml``. ``text``: the file as it is."""

    text: str
    report: str = ""
    """content hash of the report that it belongs to"""
    place: str = ""
    title: str = ""
    intro: str = ""
    listed: bool = False
    """chapters come in the order of the file"""
    chapters: tuple[ChapterEdit, ...] = ()
    photographs: tuple[PhotographEdit, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether the editor changed anything."""
        said = self.title or self.intro or self.listed or self.photographs
        return bool(said) or any(c.changes for c in self.chapters)


def read_edits(text: str, where: str = FILE) -> Edits:
    """The edits in the text of a file called ``where``. Raises ``UsageError`` with the line."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(text, where, str(error)) from error
    lines = _Lines(text, where)
    for key in data.keys() - {"brief", *_BLOCKS}:
        hint = "只能有 [brief]、[[chapter]] 和 [[photograph]]"
        raise lines.wrong(f"不认识“{key}”", lines.at(key), hint)
    head = data.get("brief", {})
    if not isinstance(head, dict):
        raise lines.wrong("brief 应写成 [brief]", lines.at("brief"), "照软件写出的样子改")
    for kind in _BLOCKS:
        blocks = data.get(kind, [])
        if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
            told = f"{kind} 应写成 [[{kind}]]，要两层方括号"
            raise lines.wrong(told, lines.at(kind), "照软件写出的样子改")
    lines.check(head, _BRIEF, -1)
    if head.get("order", AUTO) not in (AUTO, AS_LISTED):
        raise lines.wrong(f"order 不能是“{head['order']}”", lines.of(-1, "order"), '写 "auto" 或 "file"')
    chapters = tuple(_chapter(lines, *block) for block in enumerate(data.get("chapter", [])))
    _once(lines, chapters)
    pictures = _Lines(text, where, "photograph")
    photographs = tuple(_photograph(pictures, *block) for block in enumerate(data.get("photograph", [])))
    _each_once(pictures, photographs)
    return Edits(
        text,
        head.get("report", ""),
        head.get("place", ""),
        head.get("title", "").strip(),
        head.get("intro", "").strip(),
        head.get("order", AUTO) == AS_LISTED,
        chapters,
        photographs,
    )


def _chapter(lines: _Lines, number: int, block: Mapping[str, Any]) -> ChapterEdit:
    lines.check(block, _CHAPTER, number)
    if not block.get("id", "").strip():
        raise lines.wrong("这一章没有 id", lines.of(number), "id 由软件写出，请从原来的文件里抄回")
    return ChapterEdit(
        id=block["id"].strip(),
        line=lines.of(number),
        about=block.get("about", ""),
        keep=block.get("keep", True),
        title=block.get("title", "").strip(),
        intro=block.get("intro", "").strip(),
        merge_into=block.get("merge_into", "").strip(),
        pin=tuple(_pins(lines, number, block, "pin")),
        unpin=tuple(_pins(lines, number, block, "unpin")),
    )


def _photograph(lines: _Lines, number: int, block: Mapping[str, Any]) -> PhotographEdit:
    lines.check(block, _PHOTOGRAPH, number)
    said = {key: str(block.get(key, "")).strip() for key in _PHOTOGRAPH}
    for key, hint in (
        ("file", "写照片相对于这个文件的位置"),
        ("caption", "每张照片都要有说明：谁、在哪、做什么"),
    ):
        if not said[key]:
            raise lines.wrong(f"这张照片没有 {key}", lines.of(number), hint)
    crop = crop_of(said.pop("crop").split())
    if crop is None:
        told = f"看不懂 crop 里的“{block['crop']}”"
        raise lines.wrong(told, lines.of(number, "crop"), CROP_HINT)
    return PhotographEdit(line=lines.of(number), crop=crop, **said)


def crop_of(said: Sequence[str]) -> Crop | None:
    """Percent to cut off at the left, top, right and bottom, none where nothing is said.

    ``None`` for what is no crop.
    """
    cut = [int(one) for one in said or "0000" if one.isascii() and one.isdigit() and len(one) <= 2]
    if len(cut) != 4 or len(said) not in (0, 4):
        return None
    left, top, right, bottom = cut
    return (left, top, right, bottom) if max(left + right, top + bottom) <= CUT_MOST else None


def _each_once(lines: _Lines, photographs: tuple[PhotographEdit, ...]) -> None:
    if len(photographs) > PHOTOGRAPHS_MOST:
        raise lines.wrong(
            f"照片太多（{len(photographs)} 张）",
            photographs[PHOTOGRAPHS_MOST].line,
            f"一次最多 {PHOTOGRAPHS_MOST} 张",
        )
    seen: dict[str, int] = {}
    for edit in photographs:
        if edit.file in seen:
            raise lines.wrong(f"这张照片在第{seen[edit.file]}行已经用了", edit.line, "一张只用一次，删去一块")
        seen[edit.file] = edit.line


def _pins(lines: _Lines, number: int, block: Mapping[str, Any], key: str) -> Iterator[Pin]:
    for entry in block.get(key, []):
        line = lines.of(number, key)
        doc, colon, words = str(entry).partition("：")
        if not isinstance(entry, str) or not colon or not doc.strip() or not words.strip():
            raise lines.wrong(f"看不懂 {key} 里的“{entry}”", line, "写成“文件名：句子里的几个字”，冒号用全角")
        yield Pin(doc.strip(), words.strip(), line)


def _once(lines: _Lines, chapters: tuple[ChapterEdit, ...]) -> None:
    seen: dict[str, int] = {}
    for edit in chapters:
        if edit.id in seen:
            raise lines.wrong(f"这个 id 在第{seen[edit.id]}行已经有了", edit.line, "一章只留一块，删去一块")
        seen[edit.id] = edit.line


def _syntax(text: str, where: str, said: str) -> UsageError:
    """tomllib tells the line in English; at the end of the file it tells none."""
    found = re.search(r"at line (\d+)", said)
    line = int(found[1]) if found else text.count("\n") + 1
    hint = "多半是引号没有成对，或文字没有放在引号里；多行文字用三个引号；改不好可以删去这个文件重新生成"
    return UsageError("写法不对，读不懂", where=f"{where} 第{line}行", hint=hint)


class _Lines:
    """Where the blocks and keys of the file stand."""

    def __init__(self, text: str, where: str, kind: str = "chapter") -> None:
        self.where = where
        self._lines = text.split("\n")
        block = re.compile(rf"\s*\[\[\s*{kind}\s*\]\]")
        self._blocks = [i for i, line in enumerate(self._lines) if block.match(line)]
        self._ends = [i for i, line in enumerate(self._lines) if re.match(r"\s*\[", line)]

    def wrong(self, what: str, line: int, hint: str) -> UsageError:
        """The error for people."""
        return UsageError(what, where=f"{self.where} 第{line}行", hint=hint)

    def at(self, word: str) -> int:
        """The first line that has ``word`` as a key or a table."""
        pattern = re.compile(rf"\s*\[*\s*\"?{re.escape(word)}\b")
        return next((i for i, line in enumerate(self._lines, 1) if pattern.match(line)), 1)

    def of(self, number: int, key: str = "") -> int:
        """The line of a block (``-1``: the head), or of a key in it."""
        first = self._blocks[number] if 0 <= number < len(self._blocks) else 0
        begins = self._ends if number >= 0 else self._blocks
        last = next((i for i in begins if i > first), len(self._lines))
        pattern = re.compile(rf"\s*\"?{re.escape(key)}\"?\s*=") if key else None
        inside = range(first, last)
        return next((i + 1 for i in inside if pattern and pattern.match(self._lines[i])), first + 1)

    def check(self, block: Mapping[str, Any], known: Mapping[str, type], number: int) -> None:
        """Only known keys, each of its kind."""
        for key, value in block.items():
            if key not in known:
                near = "、".join(known)
                raise self.wrong(f"不认识“{key}”", self.of(number, key), f"可用的有：{near}")
            if not isinstance(value, known[key]):
                raise self.wrong(f"{key} 的写法不对", self.of(number, key), f"应是{_TYPES[known[key]]}")
