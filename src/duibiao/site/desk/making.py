"""What the child process does: hostile bytes are read, and briefs made, where a crash hurts nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from duibiao.briefing import Brief
from duibiao.briefing.editing import read_edits
from duibiao.briefing.making import Made, make_brief, render
from duibiao.briefing.pictures.maps import outline
from duibiao.briefing.pictures.photographs import Developed
from duibiao.briefing.pictures.shapes import Shapes
from duibiao.briefing.render import view
from duibiao.errors import UsageError
from duibiao.gazetteer import Gazetteer
from duibiao.ledger.adding.derive import Derived, Given, derive
from duibiao.matching import Cache
from duibiao.site.publishing import edition_of, slug_of
from duibiao.site.state import borders_of
from duibiao.site.store.drafts import Written
from duibiao.sources import document_from_bytes
from duibiao.text import Document

Tell = Callable[[int, int, str], None]
"""Called with steps done, steps in all, and what is done now."""
KINDS = {"docx": "Word", "wechat": "微信", "md": "Markdown", "json": "JSON"}
"""Renderings that are kept of every revision, and what people call them."""


@dataclass(frozen=True, slots=True)
class File:
    """A document as it came."""

    sha256: str
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Compose:
    """Make a brief. ``sheet``: brief.toml, '' for none; ``trusted``: use local material that never names the
    place; ``origin``, ``editor``: printed as 来源 and 编辑; ``borders``: file and 审图号 for its map."""

    report: File
    place: str
    material: tuple[File, ...]
    year: int | None
    trusted: bool
    sheet: str
    origin: str
    editor: str
    borders: tuple[str, str] = ("", "")
    photographs: tuple[File, ...] = ()
    """called as ``sheet`` names them"""


@dataclass(frozen=True, slots=True)
class Read:
    """Read documents for the ledger."""

    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """A brief that was made. ``material``: hashes of the local material that it was made from."""

    slug: str
    adcode: str
    material: tuple[str, ...]
    written: Written


def compose(asked: Compose, tell: Tell) -> Composed:
    """Raises a ``DuibiaoError``."""
    steps = len(asked.material) + len(KINDS) + 3
    read: list[Document] = []
    for done, file in enumerate((asked.report, *asked.material)):
        tell(done, steps, f"读取 {file.name}")
        read.append(document_from_bytes(file.data, name=file.name))
    tell(len(read), steps, "对照报告和本地材料")
    local = _told_apart(read)
    made = make_brief(
        read[0],
        asked.place,
        local,
        year=asked.year,
        trusted=asked.trusted,
        gazetteer=Gazetteer.load(),
        edits=read_edits(asked.sheet) if asked.sheet else None,
        cache=Cache.default(),
        borders=_borders(asked),
        photographs={file.name: file.data for file in asked.photographs},
    )
    renderings: dict[str, bytes] = {}
    for kind, name in KINDS.items():
        tell(len(read) + 1 + len(renderings), steps, f"排版并逐字核对：{name}")
        output = render(made, kind)
        renderings[kind] = output.encode() if isinstance(output, str) else output
    tell(steps - 1, steps, "排版并逐字核对：网页")
    edition = edition_of(made, origin=asked.origin, editor=asked.editor)
    material = tuple(document.sha256 for document in local)
    shown = [Developed(one.id, one.data, one.width, one.height) for one in made.brief.photographs]
    written = Written(
        made.sheet, made.told, unsupported_of(made.brief), proof_of(made), edition, renderings, shown
    )
    return Composed(slug_of(made.brief), made.brief.heading.adcode, material, written)


def _borders(asked: Compose) -> Shapes | None:
    """Those of the site, where they have the place: those of one city make no map of another."""
    borders = borders_of(*asked.borders)
    if borders is None:
        return None
    gazetteer = Gazetteer.load()
    below = gazetteer.children(gazetteer.resolve(asked.place, asked.year))
    return borders if any(outline(place, gazetteer, borders) for place in below) else None


def read_all(asked: Read, tell: Tell) -> list[Derived]:
    """What the ledger keeps of each document. Raises ``UnreadableSource``."""
    made: list[Derived] = []
    for done, file in enumerate(asked.files):
        tell(done, len(asked.files) + 1, f"收入账本：{file.name}")
        made.append(derive(Given(file.data, file.name, file.name, f"编辑台/{file.name}")))
    return made


def unsupported_of(brief: Brief) -> tuple[str, ...]:
    """Figures that an editor wrote and no source has, each once."""
    return tuple(dict.fromkeys(figure for words in view.written(brief) for figure in words.unsupported))


def proof_of(made: Made) -> dict[str, int]:
    """What the guard has held against the sources, counted."""
    brief = made.brief
    every = (*brief.chapters, *brief.unanswered)
    figures = {f.id for chapter in every for f in chapter.figures}
    figures |= {f.id for f in (*brief.targets, *brief.local_targets)}
    return {
        "quotes": sum(len(chapter.passages) + len(chapter.evidence) for chapter in every),
        "figures": len(figures),
        "sources": len(brief.sources),
        "unsupported": len(unsupported_of(brief)),
    }


def _told_apart(read: Sequence[Document]) -> list[Document]:
    """Local material: each once, and two of the same name told apart, as edits name them."""
    taken, hashes, apart = {read[0].name}, {read[0].sha256}, []
    for document in read[1:]:
        if document.sha256 in hashes:
            continue
        name, number = document.name, 2
        while name in taken:
            name, number = f"{document.name}#{number}", number + 1
        taken.add(name)
        hashes.add(document.sha256)
        apart.append(document if name == document.name else replace(document, name=name))
    return apart


def work(asked: object, tell: Tell) -> object:
    """What the child is asked. Raises a ``DuibiaoError``."""
    if isinstance(asked, Compose):
        return compose(asked, tell)
    if isinstance(asked, Read):
        return read_all(asked, tell)
    raise UsageError("不认识的任务")
