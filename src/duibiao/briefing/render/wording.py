"""How a brief's facts are put in Chinese: labels (``wording.toml``), dates, periods, the headline."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

from duibiao.briefing.model import Heading, Statement
from duibiao.reading.model import StatementKind

_WORDS = tomllib.loads((files("duibiao.briefing.render") / "wording.toml").read_text(encoding="utf-8"))

_MINUS = ("-", "−", "－", "–")


def labels(group: str) -> Mapping[str, str]:
    """One table of ``wording.toml``, e.g. ``labels("kinds")["named"] == "点名"``."""
    return MappingProxyType(_WORDS[group])


def kind_words(figure: Statement) -> str:
    """What stands beside an indicator: 增长, 位次, nothing; 下降 where a rate is below zero without saying so
    by its sign (能耗降低3%)."""
    falls = figure.kind is StatementKind.GROWTH and figure.value < 0 and figure.text[:1] not in _MINUS
    return labels("statement_kinds")["fall" if falls else figure.kind]


def headline(heading: Heading) -> str:
    """《2024年广东省政府工作报告》里的肇庆市."""
    return f"《{heading.title}》里的{heading.place}"


def home(heading: Heading) -> str:
    """The report's place as one says it beside another: 广东省, 全国; empty where it is not known."""
    return labels("homes").get(heading.report_adcode, heading.report_place)


def targets_title(heading: Heading) -> str:
    """2024年广东省主要目标; without the place where the report does not say it."""
    return f"{heading.year}年{home(heading)}主要目标"


def local_targets_title(heading: Heading) -> str:
    """2024年肇庆市的目标."""
    return f"{heading.year}年{heading.place}的目标"


def yardsticks_title(heading: Heading) -> str:
    """广东省的标尺: the measure that the report's place gives."""
    return f"{home(heading) or '报告'}的标尺"


def dated(heading: Heading) -> str:
    """报告日期：2024年1月23日, or nothing when the report does not say."""
    return f"报告日期：{date_words(heading.date)}" if heading.date else ""


def date_words(iso: str) -> str:
    """``2024-01-23`` -> 2024年1月23日; anything else (also an empty string) stays as it is."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", iso)
    return f"{match[1]}年{int(match[2])}月{int(match[3])}日" if match else iso


def period_words(period: str) -> str:
    """``2024`` -> 2024年, ``2024-H1`` -> 2024年上半年, ``2021/2025`` -> 2021年至2025年.

    ``2025-Q1/2025-Q3`` is 2025年前三季度. What is no such period stays as it is.
    """
    run = re.fullmatch(r"(\d{4})-Q1/\1-(Q\d)", period)
    if run and run[2] in _WORDS["first_quarters"]:
        return f"{run[1]}年{_WORDS['first_quarters'][run[2]]}"
    return "至".join(_moment(part) for part in period.split("/")) if period else ""


def _moment(part: str) -> str:
    match = re.fullmatch(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|(\w\w)))?", part)
    if match is None or (match[4] and match[4] not in _WORDS["parts_of_year"]):
        return part
    year, month, day, stretch = match.groups()
    words = f"{year}年"
    if stretch:
        words += _WORDS["parts_of_year"][stretch]
    return words + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")


def short_hash(sha256: str) -> str:
    """The first twelve digits of a content hash: enough to tell documents apart in print."""
    return sha256[:12]
