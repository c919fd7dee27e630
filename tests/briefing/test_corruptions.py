"""Thousands of deliberate corruptions, of briefs and of their files: the guard stops every one.

Prints ``n caught / n made`` by class: ``pytest tests/briefing/test_corruptions.py -s``.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from duibiao import examples
from duibiao.briefing import Brief
from duibiao.briefing.guard import Checked, check
from duibiao.briefing.making import FORMATS, Made, make_brief, render
from duibiao.briefing.model import Evidence, Quote, Statement
from duibiao.errors import GuardError
from duibiao.gazetteer import Gazetteer
from duibiao.sources import read_document

TIMES = 40
"""Corruptions of a class; of every class all must be caught."""
FILES = 25
"""Corruptions of a class and format."""


@pytest.fixture(scope="module")
def made() -> Made:
    """A brief of the bundled example, made the whole way."""
    folder: Path = examples.path()
    material = [read_document(path) for path in sorted((folder / "evidence").iterdir())]
    return make_brief(read_document(folder / "report.txt"), "肇庆市", material, gazetteer=Gazetteer.load())


# -- changing a brief ------------------------------------------------------------------------------------


def found(of: object, kind: type, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths to every value of ``kind`` in a brief."""
    if isinstance(of, kind):
        yield path
    if isinstance(of, tuple) and not hasattr(of, "_fields"):
        for i, item in enumerate(of):
            yield from found(item, kind, (*path, i))
    elif is_dataclass(of):
        for field in fields(of):
            if field.name != "pictures":
                yield from found(getattr(of, field.name), kind, (*path, field.name))


def at(of: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        of = of[step] if isinstance(of, tuple) else getattr(of, step)
    return of


def put(of: Any, path: tuple[Any, ...], value: Any) -> Any:
    """``of`` with ``value`` at ``path``."""
    if not path:
        return value
    step, *rest = path
    if isinstance(of, tuple):
        return (*of[:step], put(of[step], tuple(rest), value), *of[step + 1 :])
    return replace(of, **{step: put(getattr(of, step), tuple(rest), value)})


def altered(text: str, rng: random.Random) -> str | None:
    """One digit of ``text`` is another."""
    places = [m.start() for m in re.finditer(r"\d", text)]
    if not places:
        return None
    i = rng.choice(places)
    return text[:i] + rng.choice([d for d in "0123456789" if d != text[i]]) + text[i + 1 :]


UNITS = {
    "亿": "万",
    "万": "亿",
    "%": "个百分点",
    "个百分点": "%",
    "家": "户",
    "台": "个",
    "个": "家",
    "公里": "里",
}


def swapped(text: str, rng: random.Random) -> str | None:
    """One unit behind a number is another."""
    places = list(re.finditer(rf"(?<=[\d十百千])(?:{'|'.join(UNITS)})", text))
    if not places:
        return None
    m = rng.choice(places)
    return text[: m.start()] + UNITS[m[0]] + text[m.end() :]


def one_character(text: str, rng: random.Random) -> str | None:
    i = rng.randrange(len(text))
    return None if text[i].isspace() else text[:i] + ("某" if text[i] != "某" else "甲") + text[i + 1 :]


def dropped(text: str, rng: random.Random) -> str | None:
    """A 不 or 未 is lost, or any other word where there is none."""
    places = [m.start() for m in re.finditer("[不未无没]", text)] or [rng.randrange(len(text))]
    i = rng.choice(places)
    return None if text[i].isspace() else text[:i] + text[i + 1 :]


Change = Callable[[Brief, random.Random], Brief | None]


def in_text(kind: type, field: str, change: Callable[[str, random.Random], str | None]) -> Change:
    """``change`` to a text field of one of the brief's values of ``kind``."""

    def corrupt(brief: Brief, rng: random.Random) -> Brief | None:
        path = rng.choice(list(found(brief, kind)))
        text = change(getattr(at(brief, path), field), rng)
        return None if text is None else put(brief, (*path, field), text)

    return corrupt


def figure(change: Callable[[Statement, random.Random], dict[str, Any] | None]) -> Change:
    """``change`` to fields of one of the brief's figures."""

    def corrupt(brief: Brief, rng: random.Random) -> Brief | None:
        path = rng.choice(list(found(brief, Statement)))
        of = at(brief, path)
        changes = change(of, rng)
        return None if changes is None else put(brief, path, replace(of, **changes))

    return corrupt


def another_value(of: Statement, rng: random.Random) -> dict[str, Any]:
    factor = rng.choice(["10", "100", "10000", "100000000", "0.1", "0.01", "0.0001", "1.01", "0.9", "2"])
    return {"value": of.value * Decimal(factor)}


def another_unit(of: Statement, rng: random.Random) -> dict[str, Any] | None:
    near = {"%": "百分点", "百分点": "%", "元": "美元", "人": "人次", "个": "家", "吨": "千克"}
    return (
        {"unit": near.get(of.unit, rng.choice(["吨", "亩", "公里"]))}
        if of.unit not in ("吨", "亩", "公里")
        else None
    )


def another_text(of: Statement, rng: random.Random) -> dict[str, Any] | None:
    text = altered(of.text, rng)
    return None if text is None else {"text": text}


def print_and_value(of: Statement, rng: random.Random) -> dict[str, Any]:
    return {"text": "97亿元", "value": Decimal(9700000000), "unit": "元"}


def other_sign(of: Statement, rng: random.Random) -> dict[str, Any] | None:
    return {"value": -of.value} if of.kind.value in ("level", "share") and of.value > 0 else None


def moved_evidence(brief: Brief, rng: random.Random) -> Brief | None:
    path = rng.choice(list(found(brief, Evidence)))
    of = at(brief, path)
    other = rng.choice([s for s in brief.sources if s.number not in (1, of.source)])
    both = rng.random() < 0.5
    return put(brief, path, replace(of, source=other.number, doc=other.doc if both else of.doc))


def lost_ellipsis(brief: Brief, rng: random.Random) -> Brief | None:
    path = rng.choice(list(found(brief, Quote)))
    of = at(brief, path)
    if "……" in of.quote:
        return put(brief, path, replace(of, quote=of.quote.replace("……", rng.choice(["", "，"]), 1)))
    return put(
        brief, path, replace(of, quote=of.quote[: len(of.quote) // 2] + of.quote[len(of.quote) // 2 + 2 :])
    )


def share(brief: Brief, rng: random.Random) -> Brief | None:
    i = rng.randrange(len(brief.yardsticks))
    of = brief.yardsticks[i]
    more = Decimal(1).scaleb(int(of.value.as_tuple().exponent)) * rng.choice([1, -1, 3, 10])
    return put(brief, ("yardsticks", i, "value"), of.value + more)


def invented_title(brief: Brief, rng: random.Random) -> Brief | None:
    i = rng.randrange(len(brief.chapters))
    title = brief.chapters[i].title + rng.choice(["增长97%", "增长七成", "新增九百七十家", "占四分之三"])
    return put(brief, ("chapters", i, "title"), title)


def invented_reason(brief: Brief, rng: random.Random) -> Brief | None:
    i = rng.randrange(len(brief.chapters))
    j = rng.randrange(len(brief.chapters[i].why))
    words = rng.choice(["，投资97亿元", "，增长九成七", "，占百分之九十七", "，有九百七十家"])
    path = ("chapters", i, "why", j, "explanation")
    return put(brief, path, at(brief, path) + words)


def count(brief: Brief, rng: random.Random) -> Brief | None:
    names = (
        "sentences",
        "named",
        "concerned",
        "in_chapters",
        "in_unanswered",
        "evidence_documents",
        "evidence_used",
    )
    path = ("coverage", rng.choice(names))
    return put(brief, path, at(brief, path) + rng.choice([1, -1, 10]))


CLASSES: dict[str, Change] = {
    "digit in local sentence": in_text(Evidence, "text", altered),
    "digit in quote": in_text(Quote, "quote", altered),
    "digit in passage": in_text(Quote, "text", altered),
    "unit in local sentence": in_text(Evidence, "text", swapped),
    "unit in quote": in_text(Quote, "quote", swapped),
    "character of quote": in_text(Quote, "quote", one_character),
    "character of local sentence": in_text(Evidence, "text", one_character),
    "word lost in quote": in_text(Quote, "quote", dropped),
    "word lost in local sentence": in_text(Evidence, "text", dropped),
    "character of title": lambda brief, rng: in_title(brief, rng, one_character),
    "value of figure": figure(another_value),
    "unit of figure": figure(another_unit),
    "print of figure": figure(another_text),
    "print and value of figure": figure(print_and_value),
    "sign of level or share": figure(other_sign),
    "local sentence under another source": moved_evidence,
    "…… lost": lost_ellipsis,
    "worked-out number": share,
    "invented figure in title": invented_title,
    "invented figure in reason": invented_reason,
    "count": count,
}


def in_title(
    brief: Brief, rng: random.Random, change: Callable[[str, random.Random], str | None]
) -> Brief | None:
    i = rng.randrange(len(brief.chapters))
    text = change(brief.chapters[i].title, rng)
    return None if text is None else put(brief, ("chapters", i, "title"), text)


def stopped(look: Callable[[], object]) -> bool:
    try:
        look()
    except GuardError as error:
        return bool(error.where)
    return False


def corrupted(brief: Brief, change: Change, times: int) -> Iterator[Brief]:
    """``times`` corruptions, fewer where the brief has little to corrupt in this way."""
    seeds, made_so_far = iter(range(times * 20)), 0
    while made_so_far < times and (seed := next(seeds, None)) is not None:
        broken = change(brief, random.Random(seed))
        if broken is not None and broken != brief:
            made_so_far += 1
            yield broken


def test_every_corrupt_brief_is_stopped(made: Made) -> None:
    counts: dict[str, Counter[str]] = {}
    for name, change in CLASSES.items():
        here = counts.setdefault(name, Counter())
        if name == "worked-out number" and not made.brief.yardsticks:
            continue
        for broken in corrupted(made.brief, change, TIMES):
            here["made"] += 1
            here["caught"] += stopped(lambda broken=broken: check(broken, made.checked.documents))
    report(counts)


# -- changing a file ---------------------------------------------------------------------------------------


def visible(output: str, pattern: str) -> list[re.Match[str]]:
    """Where ``pattern`` stands outside of tags, styles and scripts."""
    hidden = [m.span() for m in re.finditer(r"<(style|script)\b.*?</\1>|<[^>]*>", output, re.DOTALL)]
    starts = iter([*hidden, (len(output), len(output))])
    free: list[re.Match[str]] = []
    start, end = next(starts)
    for match in re.finditer(pattern, output):
        while match.start() >= end and end < len(output):
            start, end = next(starts)
        if not start <= match.start() < end:
            free.append(match)
    return free


def other_digit(text: str, rng: random.Random) -> str:
    m = rng.choice(visible(text, r"\d"))
    return text[: m.start()] + rng.choice([d for d in "0123456789" if d != m[0]]) + text[m.end() :]


def other_unit(text: str, rng: random.Random) -> str:
    m = rng.choice(visible(text, rf"(?<=\d)(?:{'|'.join(UNITS)})"))
    return text[: m.start()] + UNITS[m[0]] + text[m.end() :]


def other_character(text: str, rng: random.Random) -> str:
    m = rng.choice(visible(text, r"[\u4e00-\u9fff]"))
    return text[: m.start()] + ("某" if m[0] != "某" else "甲") + text[m.end() :]


def lost_word(text: str, rng: random.Random) -> str:
    m = rng.choice(visible(text, r"[不未无没]") or visible(text, r"[\u4e00-\u9fff]"))
    return text[: m.start()] + text[m.end() :]


def added_figure(text: str, rng: random.Random) -> str:
    m = rng.choice(visible(text, r"[\u4e00-\u9fff]"))
    return text[: m.start()] + rng.choice(["97%", "七成", "１２亿", "四分之三"]) + text[m.start() :]


IN_FILES: dict[str, Callable[[str, random.Random], str]] = {
    "digit": other_digit,
    "unit": other_unit,
    "character": other_character,
    "word lost": lost_word,
    "figure added": added_figure,
}


def in_document(output: bytes, change: Callable[[str, random.Random], str], rng: random.Random) -> bytes:
    """``change`` to a part of a Word document that has text."""
    with ZipFile(BytesIO(output)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = rng.choice(["word/document.xml", "word/document.xml", "word/footnotes.xml"])
    if change is other_unit:  # the notes have no figures with units
        part = "word/document.xml"
    parts[part] = change(parts[part].decode(), rng).encode()
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("kind", FORMATS)
def test_every_corrupt_file_is_stopped(kind: str, made: Made) -> None:
    output, counts = render(made, kind), dict[str, Counter[str]]()
    for name, change in IN_FILES.items():
        here = counts.setdefault(f"{kind}: {name}", Counter())
        for seed in range(FILES):
            rng = random.Random(seed)
            broken: str | bytes
            broken = in_document(output, change, rng) if isinstance(output, bytes) else change(output, rng)
            here["made"] += 1
            here["caught"] += stopped(lambda broken=broken: looked_at(made.checked, broken))
    report(counts)


def looked_at(checked: Checked, output: str | bytes) -> None:
    checked.check_rendered(output)


def report(counts: dict[str, Counter[str]]) -> None:
    for name, of in counts.items():
        print(f"{of['caught']:5d} caught / {of['made']:5d} made  {name}")
    missed = {name: of["made"] - of["caught"] for name, of in counts.items() if of["made"] != of["caught"]}
    assert not missed
    assert sum(of["made"] for of in counts.values()) > 100
