"""The photographs of a draft: taken from the form for editing, and shown to those who work on it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from duibiao.briefing.editing import PhotographEdit, read_edits
from duibiao.briefing.editing.sheet import PHOTOGRAPHS_MOST, crop_of
from duibiao.briefing.model import WHOLE
from duibiao.errors import NotFound
from duibiao.site.answering import Page
from duibiao.site.desk.doors import NO_STORE, Visit
from duibiao.site.security.uploads import photograph as checked
from duibiao.site.store.photographs import photograph

CAPTION_MOST, CREDIT_MOST = 300, 60
"""Code points of what is said of a photograph."""
SIDES = {"left": "左", "top": "上", "right": "右", "bottom": "下"}
"""In the order of ``Crop``, as the form calls them."""
CUT_HINT = "四边写 0 到 90 的整数，左右合起来、上下合起来各不超过 90"
FREE = 3
"""Rows of the form for photographs that are not there yet."""


@dataclass(frozen=True, slots=True)
class Row:
    """A photograph as the form shows it. ``key``: of its fields; ``id``: as it is printed, '' before that."""

    key: str
    name: str
    id: str
    edit: PhotographEdit


@dataclass(frozen=True, slots=True)
class Taken:
    """What a form said of photographs: those that can be used, and what was wrong with others."""

    edits: tuple[PhotographEdit, ...]
    wrong: tuple[str, ...]


def rows(sheet: str, brief: str) -> list[Row]:
    """The photographs of ``sheet``. ``brief``: as it was made last, with those that are printed."""
    printed = {one["file"]: one["id"] for one in json.loads(brief).get("photographs", ())}
    edits = read_edits(sheet).photographs
    return [Row(str(n), _name(edit), printed.get(edit.file, ""), edit) for n, edit in enumerate(edits)]


def free() -> list[str]:
    """Keys of the rows where one can be added."""
    return [f"new{n}" for n in range(FREE)]


def taken(visit: Visit, chapters: Mapping[str, str], before: str) -> Taken:
    """From the form; what was uploaded is kept. ``before``: the sheet that the form was made from.

    Raises ``UnreadableSource`` for a file that is no photograph.
    """
    files = {field: (name, data) for field, name, data in visit.files if data}
    captions = {edit.file: edit.caption for edit in read_edits(before).photographs}
    made: dict[str, PhotographEdit] = {}
    wrong: list[str] = []
    for key in (*map(str, range(PHOTOGRAPHS_MOST)), *free()):
        said = {name: visit.text(f"photo.{key}.{name}") for name in ("file", "chapter", "caption", "credit")}
        if f"photo.{key}" in files:
            one = checked(*files[f"photo.{key}"], visit.desk.site.settings.upload_bytes)
            said["file"] = f"{visit.desk.uploads.put([one], visit.me.name)[0]}/{one.name}"
        if not said["file"] or visit.text(f"photo.{key}.drop"):
            continue
        caption = said["caption"][:CAPTION_MOST] or captions.get(said["file"], "")
        if not caption:
            wrong.append(
                f"照片“{said['file'].partition('/')[2]}”没有写说明，没有加上：请再选一次，写明谁、在哪、做什么"
            )
            continue
        chapter = said["chapter"] if said["chapter"] in chapters else ""
        crop = crop_of([visit.text(f"photo.{key}.{side}").strip() or "0" for side in SIDES])
        if crop is None:
            wrong.append(f"照片“{said['file'].partition('/')[2]}”没有裁：{CUT_HINT}")
        credit = said["credit"][:CREDIT_MOST]
        made[said["file"]] = PhotographEdit(said["file"], 0, chapter, caption, credit, crop or WHOLE)
    return Taken(tuple(made.values())[:PHOTOGRAPHS_MOST], tuple(wrong))


def show(visit: Visit) -> Page:
    """``GET /desk/photographs/{id}.jpg``: also what is not public. Raises ``NotFound``."""
    id_ = str(visit.request.path_params["id"])
    if not id_.isalnum():
        raise NotFound("没有这张照片")
    return Page(photograph(visit.desk.store, id_, public=False), "image/jpeg", headers=dict(NO_STORE))


def _name(edit: PhotographEdit) -> str:
    return edit.file.partition("/")[2] or edit.file
