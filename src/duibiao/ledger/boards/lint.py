"""The linter of board files: what is wrong, one line each, told for the people who write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any

from duibiao.ledger.boards.model import CellKind
from duibiao.lexicon.indicators import indicators, units

FORMS = ("bars", "columns", "parts")
_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_FIELDS: Mapping[str, tuple[Set[str], Set[str]]] = {
    "board": ({"id", "title", "about", "subject", "sections"}, {"also", "pictures", "rejected"}),
    "subject": (
        set(),
        {"words", "patterns", "indicators", "themes", "programmes", "chains", "projects", "never"},
    ),
    "sections": ({"title"}, {"words", "patterns", "kinds", "indicators", "expects", "sums"}),
    "expects": ({"what", "pattern"}, {"kinds", "unit", "planned"}),
    "sums": ({"title", "unit", "parts"}, {"least"}),
    "pictures": ({"title", "form", "unit", "pattern"}, set()),
}
"""For each table the keys that it needs and those that it may have."""
_PATTERNS = ("patterns", "chains", "projects", "never", "pattern", "parts")
_LISTS = (
    "words",
    "patterns",
    "indicators",
    "themes",
    "programmes",
    "chains",
    "projects",
    "never",
    "kinds",
    "also",
)


def lint(raw: Mapping[str, Any]) -> list[str]:
    """Wrong keys, broken patterns, unknown ids and kinds, words twice; empty when well-formed."""
    wrong = [line for kind, name, table in _tables(raw) for line in _table(kind, name, table)]
    return wrong or list(_board(raw))


def _tables(raw: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    yield "board", "专题", raw
    yield "subject", "subject", raw.get("subject", {})
    for section in raw.get("sections", ()):
        name = str(section.get("title", "sections"))
        yield "sections", name, section
        for kind in ("expects", "sums"):
            for row in section.get(kind, ()):
                yield kind, f"{name} {kind}", row
    for row in raw.get("pictures", ()):
        yield "pictures", str(row.get("title", "pictures")), row


def _table(kind: str, name: str, table: Mapping[str, Any]) -> Iterator[str]:
    needed, optional = _FIELDS[kind]
    yield from (f"{name}：缺 {key}" for key in sorted(needed) if not table.get(key))
    yield from (f"{name}：不认识 {key}" for key in sorted(table.keys() - needed - optional))
    for key in _LISTS:
        if key in table and not _strings(table[key]):
            yield f"{name}：{key} 应是一列文字"
            return
    for key in _PATTERNS:
        given = table.get(key, ())
        for pattern in (given,) if isinstance(given, str) else given:
            yield from (f"{name}：{key} {line}" for line in _pattern(pattern))
    yield from _values(name, table)


def _strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) and v.strip() == v != "" for v in value)


def _pattern(pattern: str) -> Iterator[str]:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        yield f"{pattern!r} 不是合格的表达式：{error}"
        return
    if compiled.match("") is not None:
        yield f"{pattern!r} 什么都不写也能匹配"


def _values(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    words = table.get("words", [])
    yield from (f"{name}：{word} 写了两次" for word in sorted({w for w in words if words.count(w) > 1}))
    yield from (f"{name}：指标目录里没有 {i}" for i in table.get("indicators", ()) if i not in indicators())
    themes = {i.theme for i in indicators().values()}
    yield from (f"{name}：没有主题 {t}" for t in table.get("themes", ()) if t not in themes)
    kinds = set(CellKind)
    yield from (f"{name}：没有 {k} 这一类事实" for k in table.get("kinds", ()) if k not in kinds)
    if table.get("form", "bars") not in FORMS:
        yield f"{name}：form 应是 {'、'.join(FORMS)} 之一"
    known = {unit for group in units().values() for unit in group}
    if table.get("unit") and table["unit"] not in known:
        yield f"{name}：不认识单位 {table['unit']}"


def _board(raw: Mapping[str, Any]) -> Iterator[str]:
    if _ID.fullmatch(str(raw["id"])) is None:
        yield "id 用小写英文单词，以 _ 相连"
    subject = raw["subject"]
    if not any(subject.get(key) for key in ("words", "patterns", "indicators", "themes", "programmes")):
        yield "subject 没有说什么算这个专题"
    titles = [section["title"] for section in raw["sections"]]
    yield from (f"栏目 {t} 写了两次" for t in sorted({t for t in titles if titles.count(t) > 1}))
    open_ended = [
        s for s in raw["sections"] if not any(s.get(k) for k in ("words", "patterns", "kinds", "indicators"))
    ]
    if open_ended != raw["sections"][-1:]:
        yield "最后一个栏目（且只有它）不写条件，收其余的内容"
    yield from _rejected(raw)


def _rejected(raw: Mapping[str, Any]) -> Iterator[str]:
    for row in raw.get("rejected", ()):
        if not row.get("text") or not row.get("because"):
            yield "rejected 要写 text 和 because"
        elif row["text"] in raw["subject"].get("words", ()):
            yield f"rejected 里的 {row['text']} 还在用"
