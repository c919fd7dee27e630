from __future__ import annotations

import numpy as np

from duibiao.matching.strength import RUN_MOST, neighbours, strengths
from duibiao.sources.plain import document_from_text

TEXT = """各位代表：
一、做好绿化工作
栽树十万亩，成活率很高，群众踊跃参加。管好树林，防火防虫一样不落。
用好树林，林下经济产值翻番。
二、做好水利工作
修水库三座，灌溉能力明显提高。
"""
REPORT = document_from_text(TEXT, name="r.txt", sha256="0")


def at(words: str) -> int:
    position = TEXT.index(words)
    return next(i for i, p in enumerate(REPORT.passages) if p.span.start <= position < p.span.end)


def test_neighbours_in_the_paragraph_help_each_other() -> None:
    close = np.zeros((1, len(REPORT.passages)), np.float32)
    close[0, at("栽树")] = 1
    strength = strengths(REPORT, close, [[0]])[0]
    assert strength[at("管好")] > 0
    assert strength[at("用好")] == 0
    assert strength[at("修水库")] == 0


def test_a_heading_is_raised_by_its_section() -> None:
    close = np.zeros((1, len(REPORT.passages)), np.float32)
    for words in ("栽树", "管好", "用好"):
        close[0, at(words)] = 1
    strength = strengths(REPORT, close, [[0]])[0]
    assert strength[at("一、做好绿化")] > 0
    assert strength[at("二、做好水利")] == 0


def test_a_run_stays_in_its_paragraph_and_short() -> None:
    strength = np.ones(len(REPORT.passages), np.float32)
    run = neighbours(REPORT, strength, at("栽树"))
    assert run == [at("栽树"), at("管好")]
    spans = [REPORT.passages[i].span for i in run]
    assert spans[-1].end - spans[0].start <= RUN_MOST
