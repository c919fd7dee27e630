"""The parts of a .docx package, opened with its sizes checked first. No part may declare entities."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree as ET

from duibiao.errors import UnreadableSource

UNPACKED_MOST = 300_000_000
"""Bytes that all parts may take when unpacked; a .docx of 30,000 characters takes about 1 MB."""

PART_MOST = 60_000_000
"""Bytes that one XML part may take when unpacked."""

PARTS_MOST = 10_000
"""Parts that a package may have."""

MAIN = "word/document.xml"
_RESAVE = "请用 Word 或 WPS 打开后另存为 .docx"
_OTHERS = (
    ("xl/workbook.xml", "是 Excel 表格，不是文档", "请把文字另存为 .docx 或文本"),
    ("ppt/presentation.xml", "是幻灯片，不是文档", "请把文字另存为 .docx 或文本"),
    ("content.xml", "是 OpenDocument 文件", _RESAVE),
)


class Package:
    """The XML parts of one .docx file."""

    def __init__(self, data: bytes, where: str) -> None:
        self.where = where
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise self._broken() from error
        infos = self._zip.infolist()
        self.names = {info.filename for info in infos}
        if MAIN not in self.names:
            raise self._other()
        sizes = [info.file_size for info in infos]
        if len(infos) > PARTS_MOST or sum(sizes) > UNPACKED_MOST or any(i.flag_bits & 1 for i in infos):
            raise UnreadableSource("文件解开后太大或加了密，拒绝读取", where=where, hint=_RESAVE)

    def xml(self, name: str) -> ET.Element | None:
        """The root of a part, or ``None`` when the package has no such part."""
        if name not in self.names:
            return None
        try:
            if self._zip.getinfo(name).file_size > PART_MOST:
                raise UnreadableSource("文件解开后太大，拒绝读取", where=self.where, hint=_RESAVE)
            data = self._zip.read(name)
            if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", data) or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise UnreadableSource("文件里声明了 XML 实体，拒绝读取", where=self.where, hint=_RESAVE)
            return ET.fromstring(data)
        except (
            ET.ParseError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise self._broken() from error

    def matching(self, pattern: str) -> list[str]:
        """Names of parts that match, in the order of their numbers."""
        named = [name for name in self.names if re.fullmatch(pattern, name)]
        return sorted(named, key=lambda name: (len(name), name))

    def _broken(self) -> UnreadableSource:
        return UnreadableSource(".docx 文件已损坏，打不开", where=self.where, hint=_RESAVE)

    def _other(self) -> UnreadableSource:
        for name, what, hint in _OTHERS:
            if name in self.names:
                return UnreadableSource(what, where=self.where, hint=hint)
        return UnreadableSource("是压缩包，不是文档", where=self.where, hint="请先解压，再给出里面的文件")
