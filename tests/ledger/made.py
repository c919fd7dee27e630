"""Documents for the tests, written here: reports of invented years with real shapes."""

from __future__ import annotations

from pathlib import Path

from duibiao.ledger.adding import Source

REPORT = """{year}年{place}政府工作报告

——{year}年1月20日在{place}第十四届人民代表大会第三次会议上

各位代表：

一、{last}年工作回顾

去年，全省地区生产总值{level}万亿元，增长{growth}%。城镇新增就业{jobs}万人，城镇调查失业率5.2%。

“百千万工程”全面铺开，肇庆小鹏新能源汽车项目开工建设，总投资35亿元。

二、{year}年工作安排

今年发展主要预期目标是：地区生产总值增长{goal}%左右，城镇新增就业110万人以上，城镇调查失业率5.5%左右，居民消费价格涨幅2%左右。

全面完成污染防治任务，推进第{number}号工程。
"""


def report(year: int, place: str = "广东省", number: int = 0, growth: str = "4.8", goal: str = "5") -> str:
    level = f"{13 + (year - 2031) / 10:.2f}"
    return REPORT.format(
        year=year, last=year - 1, place=place, level=level, growth=growth, goal=goal, jobs=139, number=number
    )


def write(folder: Path, name: str, text: str) -> Source:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Source(path, name)


def many(folder: Path, count: int) -> list[Source]:
    """So many different reports."""
    return [
        write(folder, f"{n:05d}.txt", report(2031 + n % 40, number=n, growth=f"{n % 9}.{n % 10}"))
        for n in range(count)
    ]
