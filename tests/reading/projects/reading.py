"""Reads an example as a report or as a note, without a corpus."""

from __future__ import annotations

from duibiao.gazetteer import Gazetteer
from duibiao.reading.mentions import find_mentions
from duibiao.reading.projects import ProjectEvent, read_projects
from duibiao.reading.statements import read_statements
from duibiao.sources.plain import document_from_text

YEAR = 2031
REPORT = """政府工作报告
——2031年1月9日在广东省第十九届人民代表大会第一次会议上
各位代表：
一、2030年工作回顾
{back}
二、2031年工作安排
{ahead}
"""


def events(text: str, place: str = "肇庆市", name: str = "note.txt") -> list[ProjectEvent]:
    """What a note of 2031 about ``place`` tells."""
    gazetteer = Gazetteer.load()
    home = gazetteer.resolve(place)
    document = document_from_text(text, name=name, sha256=name + text)
    statements = read_statements(document, place=home, year=YEAR)
    mentions = find_mentions(document, home=home, year=YEAR, gazetteer=gazetteer)
    found = read_projects(document, statements, mentions, place=home, year=YEAR)
    for event in found:
        assert event.span.of(document.text) == event.text
        assert event.project_span.of(document.text) == event.project_text
        assert event.sentence_span.holds(event.span)
    return found


def report(back: str = "略。", ahead: str = "略。") -> list[ProjectEvent]:
    """What a report of 广东 for 2031 tells that says ``back`` of 2030 and ``ahead`` of 2031."""
    return events(REPORT.format(back=back, ahead=ahead), "广东省", "report.txt")
