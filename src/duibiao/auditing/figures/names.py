"""What figures are of, in a plain form in which two passages name the same thing alike."""

from __future__ import annotations

import re
from functools import lru_cache

from duibiao.auditing.figures.page import Figure
from duibiao.auditing.figures.series import series_of
from duibiao.auditing.vocabulary import vocabulary
from duibiao.lexicon import load

_V = vocabulary(__package__)
_FILLERS, _LESS = (re.compile(_V[name].regex()) for name in ("name_fillers", "name_headless"))
_CORE_FILLERS, _WHOSE = (re.compile(_V[name].regex()) for name in ("core_fillers", "whose_part"))
_CALLED = [
    (re.compile("|".join(entry["patterns"])), entry["name"])
    for entry in load(__package__, "called.toml").entries
]
_CALLED_SO = frozenset(name for _, name in _CALLED)
_ASIDE = re.compile("（[^（）]*）")
_HAN = re.compile("[^\u4e00-\u9fffA-Za-z]")
_IN_WORDS = re.compile(_V["words_of_output"].regex())
_OUTPUT = re.compile("[\u4e00-\u9fff]{1,3}产量")
STOCK_LEAST = 4
"""Characters of a name that two passages need to mean one thing by it."""
NAME_LEAST = 2
"""Characters that must be left of a name: with fewer it says nothing (资金, 支出)."""

SURE = 4
"""Characters of a name that says by itself what it is of."""
HEAD = 3
"""Characters that two names must begin with to be taken for two names of one thing."""


@lru_cache(maxsize=100_000)
def core_of(indicator: str) -> tuple[str, frozenset[str]]:
    """What a name is of in the words that any report has for it, and the words that say of whose part of it:
    区本级固定资产投资 is 固定资产投资 and 本级, 接待国内外旅游人数 and 接待游客 are 游客.
    """
    kept = _CORE_FILLERS.sub("", _HAN.sub("", _ASIDE.sub("", indicator)))
    for pattern, name in _CALLED:
        kept = pattern.sub(name, kept)
    core = _WHOSE.sub("", kept)
    return (core, frozenset(_WHOSE.findall(kept))) if len(core) >= STOCK_LEAST or core in _CALLED_SO else ("", frozenset())


@lru_cache(maxsize=100_000)
def plain(indicator: str) -> str:
    """中央财政用于“三农”的支出 and “三农”投入 are 三农; empty where nothing is left that names a thing."""
    series = series_of(indicator)
    if series is not None:
        return series.name
    kept = _FILLERS.sub("", _HAN.sub("", _ASIDE.sub("", indicator)))
    series = series_of(kept)
    if series is not None:
        return series.name
    return kept if len(kept) >= NAME_LEAST and not _LESS.fullmatch(kept) else ""


def name_of(figure: Figure) -> str:
    """The plain name of what a figure is of."""
    return plain(figure.statement.indicator)


def stock_of(figure: Figure) -> str:
    """The name of what a level is of without words that another passage leaves out (正常年景粮食产量);
    empty where it is too short to mean one thing, and no output (钢产量).
    """
    name = _IN_WORDS.sub("", name_of(figure))
    name = name if len(name) >= STOCK_LEAST else _IN_WORDS.sub("", figure.statement.indicator)
    return name if len(name) >= STOCK_LEAST or _OUTPUT.fullmatch(name) else ""


def akin(one: str, other: str) -> bool:
    """Whether the characters of one name stand in the other in their order: 工业 in 国营工业企业."""
    short, long = sorted((one, other), key=len)
    letters = iter(long)
    return len(short) >= NAME_LEAST and all(char in letters for char in short)


def alike(one: str, other: str) -> bool:
    """Whether two names are akin or begin alike: 保障性住房专项, 保障性安居工程."""
    return akin(one, other) or (len(one) >= HEAD and one[:HEAD] == other[:HEAD])


def begin_alike(one: str, other: str) -> int:
    """How many characters two rows of words begin with alike."""
    apart = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(apart, min(len(one), len(other)))


def part_of(one: str, other: str) -> bool:
    """Whether one of two names is the other with words before it: 跨境电商进出口总额, 进出口总额."""
    short, long = sorted((one, other), key=len)
    return len(short) >= SURE and long != short and long.endswith(short)
