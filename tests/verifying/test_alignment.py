from __future__ import annotations

import time

from duibiao.verifying.alignment import Run, chain, covered, shared
from duibiao.verifying.letters import letters

REPORT = letters("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥" + "春夏秋冬风花雪月梅兰竹菊琴棋书画")


def runs(page: str) -> list[Run]:
    return shared(page, REPORT, 0, len(page))


def test_a_run_is_as_long_as_both_sides_are_the_same() -> None:
    assert runs("天甲乙丙丁戊己地") == [Run(1, 0, 6)]
    assert runs("甲乙丙丁") == []


def test_a_changed_letter_parts_two_runs_and_belongs_to_neither() -> None:
    assert runs("甲乙丙丁戊错庚辛壬癸子") == [Run(0, 0, 5), Run(6, 6, 5)]


def test_the_chain_goes_on_over_what_is_left_out() -> None:
    links, score = chain(runs("甲乙丙丁戊己春夏秋冬风花"))
    assert links == [Run(0, 0, 6), Run(6, 22, 6)]
    assert 8 <= score < 12


def test_a_chance_run_elsewhere_does_not_join() -> None:
    links, _ = chain(runs("春夏秋冬风花雪月天地玄黄甲乙丙丁戊"))
    assert links == [Run(0, 22, 8)]


def test_runs_that_overlap_are_cut_not_counted_twice() -> None:
    links = [Run(0, 0, 8), Run(6, 20, 8)]
    assert covered(links) == 14
    assert chain(links)[0] == [Run(0, 0, 8), Run(8, 22, 6)]


def test_hostile_repetition_takes_linear_time() -> None:
    def seconds(n: int) -> float:
        page = "甲乙丙丁戊" * n
        report = letters("甲乙丙丁戊己" * 4000)
        start = time.process_time()
        chain(shared(page, report, 0, len(page)))
        return time.process_time() - start

    assert seconds(20_000) < 6 * max(seconds(5_000), 0.02)
