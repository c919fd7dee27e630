"""The fields that a page states about itself: 来源：…, 责任编辑：…, several on a line, or split over two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from duibiao.lexicon import load
from duibiao.sources.dates import iso_date
from duibiao.text import Block, Kind, Metadata, Part

_V = load("duibiao.sources")
NAMES = ("origin", "editor", "author", "time", "other")
_LABEL = re.compile(
    "|".join(
        rf"(?P<{name}>{_V[f'label_{name}'].regex()})\s*(?:[:：]|[|｜丨/／](?=\s*\S))\s*" for name in NAMES
    )
)
_ROLE = re.compile(_V["role"].regex() + r"[\s:：]+")
_DATELINE, _SPEAKER, _NAME, _TIME = (
    re.compile(_V[name].regex() + r"\Z", re.DOTALL) for name in ("dateline", "speaker", "name", "time")
)
FIELD_MOST = 120
"""Longest line of fields in code points."""

_WRITES = ("撰文", "文", "记者")
_OPENING = re.compile(rf"[（(【\[\s]*(?:{_V['time'].regex()}[\s|｜丨·]*)?")


def is_field(line: str, among: Iterable[str] = NAMES) -> bool:
    """Whether a line starts with the label of a field."""
    match = _LABEL.match(line, _OPENING.match(line).end()) if len(line) <= FIELD_MOST else None  # type: ignore[union-attr]
    return match is not None and (match.lastgroup or "") in among


def is_open_field(line: str) -> bool:
    """Whether a line is a label whose value must stand on the next line: ``来源：``."""
    return is_field(line) and not any(value for _, value in fields(line))


def fields(line: str) -> list[tuple[str, str]]:
    """``(field, value)`` of a line, in order: ``日期: 来源:某发布 编辑:某`` has three, the first empty."""
    marks = list(_LABEL.finditer(line)) if len(line) <= FIELD_MOST else []
    return [(mark.lastgroup or "", _bare(value)) for mark, value in _values(line, marks)]


def _values(printed: str, marks: Sequence[re.Match[str]]) -> list[tuple[re.Match[str], str]]:
    """Each mark with what stands between it and the next."""
    starts = [mark.start() for mark in marks[1:]]
    return [(m, printed[m.end() : end]) for m, end in zip(marks, [*starts, len(printed)], strict=False)]


def metadata(text: str, blocks: Sequence[Block], stated: Metadata | None = None) -> Metadata:
    """What the labelled blocks of a page say about it. ``stated``: what it says outside its text.

    The credits below an article are its own; what stands above it may be those of a page that copied it.
    The date on a report's dateline is that of its delivery and stands before the date of publication.
    """
    told = stated or Metadata()
    kept = [b for b in blocks if b.kind is Kind.META and b.part is not Part.OUTSIDE]
    front = [b.span.of(text) for b in kept if b.part is Part.FRONT]
    above, below = _read(front), _read([b.span.of(text) for b in kept if b.part is not Part.FRONT])
    datelines = [_one_line(line) for line in front if _DATELINE.match(_one_line(line))]
    dates = [*datelines, told.date, *above["time"], *filter(_TIME.match, front), *below["time"]]
    origin = _first([*below["origin"], told.origin, *above["origin"]])
    authors = [*below["author"], *_roles(origin), told.author, *above["author"]]
    return Metadata(
        title=told.title or _title(text, blocks),
        date=_first(map(iso_date, dates)),
        origin=re.split(r"\s*[（(]", origin)[0],
        editor=_first([*below["editor"], told.editor, *above["editor"]]),
        author=_speaker(front, datelines) or _first(authors),
    )


def _first(values: Iterable[str]) -> str:
    """The first value that is not empty."""
    return next(filter(None, values), "")


def _read(lines: Sequence[str]) -> dict[str, list[str]]:
    """Non-empty values by field; a label without a value takes the next line."""
    found: dict[str, list[str]] = {name: [] for name in NAMES}
    for i, line in enumerate(lines):
        for name, value in fields(line) if is_field(line) else []:
            whole = value or (lines[i + 1] if is_open_field(line) and i + 1 < len(lines) else "")
            if whole and not is_field(whole):
                found[name].append(_one_space(whole))
    return found


def _title(text: str, blocks: Sequence[Block]) -> str:
    """The title line that stands nearest above the first field, else the first title line."""
    titles = [b for b in blocks if b.kind is Kind.TITLE]
    meta = next((b.span.start for b in blocks if b.kind is Kind.META), len(text))
    above = [b for b in titles if b.span.start < meta]
    chosen = (above[-1:] or titles)[:1]
    return _one_line(chosen[0].span.of(text)) if chosen else ""


def _speaker(front: Sequence[str], datelines: Sequence[str]) -> str:
    """Office and name of who gave the report: a line of its own, or what follows the dateline on its line."""
    lines = [*front, *(re.split(r"(?<=会议)上\s*", line)[-1] for line in datelines)]
    named = [line for line in lines if _SPEAKER.match(line)]
    alone = [line for line in front if _NAME.match(line) and not _SPEAKER.match(line)] if datelines else []
    return _one_space(_first([*named, *alone]))


def _roles(origin: str) -> list[str]:
    """Who wrote it, from a bracket after the origin: ``某报(撰文 甲 乙 统筹 丙)``."""
    inner = re.search(r"[（(](.*?)[)）]?\Z", origin)
    roles = _values(inner[1], list(_ROLE.finditer(inner[1]))) if inner else []
    return [_one_space(names) for role, names in roles if role.group().strip(" :：\u3000") in _WRITES]


def _bare(value: str) -> str:
    """A value without the bracket that closes its line."""
    value = value.strip(" \t\u3000|｜丨;；,，【[")
    opens = len(re.findall(r"[（(【\[]", value))
    while value and value[-1] in "）)】]" and opens < len(re.findall(r"[）)】\]]", value)):
        value = value[:-1].strip()
    return value.rstrip("（([【 ")


def _one_line(printed: str) -> str:
    return re.sub(r"[\r\n\u200b-\u200d\u2060\ufeff]+", "", printed).strip()


def _one_space(printed: str) -> str:
    return re.sub(r"\s+", " ", printed).strip()
