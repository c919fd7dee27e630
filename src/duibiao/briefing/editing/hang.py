"""Putting an editor's photographs into the brief."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from duibiao.briefing.editing.sheet import FILE, PhotographEdit
from duibiao.briefing.model import Brief, Photograph, Written
from duibiao.briefing.pictures.photographs import developed
from duibiao.briefing.render import view
from duibiao.errors import UsageError


def hung(
    brief: Brief,
    edits: Sequence[PhotographEdit],
    files: Mapping[str, bytes],
    written: Callable[[str], Written | None],
) -> tuple[Brief, tuple[str, ...]]:
    """The brief with its photographs, and what the editor must know, a line each.

    ``files``: bytes by the names that ``edits`` have. Raises ``UsageError`` with the line for a file that is
    not there, ``UnreadableSource`` for one that is no photograph.
    """
    full, _ = view.waiting(brief)
    known = {id_: c.id for c in (*brief.chapters, *full) for id_ in (c.id, *c.ids)} | {"": ""}
    made: list[Photograph] = []
    told: list[str] = []
    for edit in edits:
        where = f"{FILE} 第{edit.line}行"
        if edit.file not in files:
            raise UsageError(f"没有这张照片：{edit.file}", where=where, hint="写照片相对于这个文件的位置")
        if edit.chapter not in known:
            told.append(f"{where}：照片所在的章这次没有印出全文，照片没有用上：{edit.file}")
            continue
        caption = written(edit.caption)
        assert caption is not None
        one = developed(files[edit.file], edit.file, edit.crop)
        made.append(
            Photograph(
                one.id, edit.file, known[edit.chapter], caption, written(edit.credit),
                one.data, one.width, one.height,
            )
        )  # fmt: skip
    return replace(brief, photographs=tuple(made)), tuple(told)
