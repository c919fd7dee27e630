"""Between the form for editing and ``brief.toml``: every chapter of the first draft with its controls."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from duibiao.briefing.editing import ChapterEdit, Edits, PhotographEdit, Pin, read_edits

TITLE_MOST, INTRO_MOST, PINS_MOST = 120, 4000, 50
"""Code points of a title and of an introduction; sentences that may be put under one chapter."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A local sentence under a chapter. ``key``: how an edit names it (file：words); ``off``: taken off."""

    key: str
    doc: str
    text: str
    source: int
    start: int
    off: bool


@dataclass(frozen=True, slots=True)
class ChapterForm:
    """A chapter as the form shows it: what it was composed of, and what the editor did with it."""

    id: str
    place: int
    title: str
    answered: bool
    why: tuple[str, ...]
    quotes: tuple[tuple[str, str, int], ...]
    """``(section, quote, start)``"""
    sentences: tuple[Sentence, ...]
    edit: ChapterEdit
    pins: str
    """a line each"""


@dataclass(frozen=True, slots=True)
class Form:
    """The form. ``wrong``: by field, figures that no source has."""

    title: str
    intro: str
    chapters: tuple[ChapterForm, ...]
    wrong: Mapping[str, Sequence[str]] = field(default_factory=dict)


def shown(first_brief: str, sheet: str) -> Form:
    """The form for the brief as it was composed first and the edits of ``sheet``."""
    brief, edits = json.loads(first_brief), read_edits(sheet)
    mine = {edit.id: edit for edit in edits.chapters}
    composed = _composed(brief)
    order = list(dict.fromkeys([*(id_ for id_ in mine if id_ in composed and edits.listed), *composed]))
    chapters = tuple(
        _chapter(place, composed[id_], mine.get(id_) or ChapterEdit(id_, 0))
        for place, id_ in enumerate(order, 1)
    )
    return Form(edits.title, edits.intro, chapters)


def chapter_ids(first_brief: str) -> dict[str, str]:
    """The chapters of the brief as it was composed first: id -> title."""
    return {id_: rows[0]["title"] for id_, rows in _composed(json.loads(first_brief)).items()}


def sheet_of(
    ids: Mapping[str, str],
    sheet: str,
    text: Callable[[str], str],
    many: Callable[[str], list[str]],
    photographs: Sequence[PhotographEdit] = (),
) -> str:
    """``brief.toml`` from the fields of the form. ``ids``: the chapters that there are; nothing else that a
    form holds is looked at. ``sheet``: an earlier one, for the report and the place that it belongs to."""
    before = read_edits(sheet)
    places = {id_: _number(text(f"{id_}.place"), n) for n, id_ in enumerate(ids, 1)}
    order = sorted(ids, key=lambda id_: places[id_])
    lines = [
        "[brief]",
        f"report = {quoted(before.report)}",
        f"place = {quoted(before.place)}",
        f"title = {quoted(text('title')[:TITLE_MOST])}",
        f"intro = {quoted(text('intro')[:INTRO_MOST])}",
        f"order = {quoted('auto' if order == list(ids) else 'file')}",
    ]
    for id_ in order:
        lines += _block(id_, ids, text, many)
    for one in photographs:
        said = {"file": one.file, "chapter": one.chapter, "caption": one.caption, "credit": one.credit}
        said |= {"crop": " ".join(map(str, one.crop))} if any(one.crop) else {}
        lines += ["", "[[photograph]]", *(f"{key} = {quoted(value)}" for key, value in said.items())]
    return "\n".join(lines) + "\n"


def _block(
    id_: str, ids: Mapping[str, str], text: Callable[[str], str], many: Callable[[str], list[str]]
) -> list[str]:
    pins = [line.strip() for line in text(f"{id_}.pin").split("\n") if line.strip()][:PINS_MOST]
    off = [one.replace("\r", "").replace("\n", "") for one in many(f"{id_}.off")]
    merge = text(f"{id_}.merge")
    drop = bool(text(f"{id_}.drop"))
    return [
        "",
        "[[chapter]]",
        f"id = {quoted(id_)}",
        f"about = {quoted(ids[id_])}",
        f"keep = {'false' if drop else 'true'}",
        f"title = {quoted(text(f'{id_}.title')[:TITLE_MOST])}",
        f"intro = {quoted(text(f'{id_}.intro')[:INTRO_MOST])}",
        f"merge_into = {quoted(merge if merge in ids and merge != id_ and not drop else '')}",
        f"pin = [{', '.join(map(quoted, pins))}]",
        f"unpin = [{', '.join(map(quoted, off))}]",
    ]


def written_fields(edits: Edits) -> dict[str, str]:
    """What the editor wrote, by field of the form."""
    found = {"title": edits.title, "intro": edits.intro}
    for edit in edits.chapters:
        found |= {f"{edit.id}.title": edit.title, f"{edit.id}.intro": edit.intro}
    for n, one in enumerate(edits.photographs):
        found |= {f"photo.{n}.caption": one.caption, f"photo.{n}.credit": one.credit}
    return {name: words for name, words in found.items() if words}


def quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'


def _composed(brief: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    """Rows of passages by chapter."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in (*brief["chapters"], *brief["unanswered"]):
        found.setdefault(row["chapter"]["id"], []).append(row)
    return found


def _chapter(place: int, rows: Sequence[Mapping[str, Any]], edit: ChapterEdit) -> ChapterForm:
    off = {(pin.doc, _plain(pin.words)) for pin in edit.unpin}
    sentences: dict[tuple[str, int], Sentence] = {}
    for row in rows:
        for e in row["evidence"]:
            words = " ".join(e["text"].split())
            gone = any(doc == e["doc"] and w in _plain(words) for doc, w in off)
            made = Sentence(f"{e['doc']}：{words}", e["doc"], e["text"], e["source"], e["start"], gone)
            sentences[e["doc"], e["start"]] = made
    reasons = dict.fromkeys(reason["explanation"] for row in rows for reason in row["why"])
    return ChapterForm(
        rows[0]["chapter"]["id"],
        place,
        rows[0]["title"],
        rows[0]["chapter"]["number"] is not None,
        tuple(reasons),
        tuple((r["passage"]["section"], r["passage"]["quote"], r["passage"]["start"]) for r in rows),
        tuple(sentences.values()),
        edit,
        "\n".join(map(_pin_line, edit.pin)),
    )


def _pin_line(pin: Pin) -> str:
    return f"{pin.doc}：{pin.words}"


def _plain(words: str) -> str:
    return "".join(words.split())


def _number(given: str, default: int) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 5 else default
