"""A brief on the desk: how its words, sources and figures become runs."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from duibiao.briefing.model import Brief, Quote, Source, Statement
from duibiao.briefing.printed import Unit
from duibiao.briefing.render import prose, view, wording
from duibiao.briefing.render.runs import Line, Run, counted, line, say
from duibiao.briefing.render.view import one_line
from duibiao.briefing.render.wording import labels
from duibiao.text import Span

OURS: dict[str, Any] = tomllib.loads(
    (files("duibiao.briefing.render") / "blocks.toml").read_text(encoding="utf-8")
)
LABELS: dict[str, str] = OURS["labels"]


class Desk:
    """One brief, and what every part of it is set with."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.number = view.numbers(brief)
        self.source = {source.number: source for source in brief.sources}
        self.at = view.printed(brief)
        self.counts = view.declared(brief)
        self.chapter_number = {chapter.id: n for n, chapter in enumerate(brief.chapters, 1)}

    def told(self, name: str) -> tuple[Run, ...]:
        return self.prose(prose.told(name, self.brief))

    def prose(self, parts: prose.Prose) -> tuple[Run, ...]:
        return tuple(say(p) if isinstance(p, str) else counted(p.name, p.value) for p in parts)

    def head(self, name: str) -> Line:
        return line("h1", say(OURS["heads"][name].format(place=self.brief.heading.place)))

    def columns(self, name: str) -> tuple[str, ...]:
        heading = self.brief.heading
        of = {"place": heading.place, "report_place": heading.report_place}
        return tuple(head.format(**of) for head in OURS["columns"][name])

    def words(self, number: int, span: Span, text: str, look: str = "") -> Run:
        """Words of source ``number`` that stand at ``span``."""
        return Run(Unit(one_line(text), at=f"{number}:{span.start}-{span.end}"), look)

    def cite(self, number: int, passage: Quote | None = None) -> Run:
        """The reference to a source, with its note: 来源2　title　2024年1月23日　来源：…"""
        of = self.source[number]
        reference = Unit(str(number), counts=f"source-{number}", cites=True)
        note = [say(OURS["heads"]["sources"]), Run(reference), say("　"), *self._titled(of)]
        if passage is not None:
            note += [say("　"), *self.where(passage)]
        return Run(reference, "cite", tuple(note))

    def _titled(self, of: Source) -> list[Run]:
        about = str(of.number)
        runs = [say(of.title or of.doc, about=about)]
        if of.date:
            runs += [say("　"), say(wording.date_words(of.date), about=about)]
        if of.origin:
            runs += [say("　"), say(f"{LABELS['origin']}{of.origin}", about=about)]
        return runs

    def where(self, passage: Quote, most: int | None = None) -> list[Run]:
        """一、回顾 › 正文第12段."""
        runs = [run for head in passage.section[:most] for run in (say(one_line(head)), say(" › "))]
        return [
            *runs,
            say("正文第"),
            counted(f"paragraph-{passage.span.start}", passage.paragraph),
            say("段"),
        ]

    def bracketed(self, number: int, *, cites: bool = False) -> list[Run]:
        """[2]: the number of a source in a table; ``cites``: it is that of the words before it."""
        unit = Unit(str(number), counts=f"source-{number}", cites=cites)
        return [say("[", "from"), Run(unit, "from"), say("]", "from")]

    def value(self, of: Statement, look: str = "value") -> list[Run]:
        bound = labels("bounds")[of.bound]
        runs = [self.words(self.number[of.doc], of.span, of.text, look)]
        return [*runs, say(bound, "faint")] if bound else runs

    def about(self, of: Statement) -> str:
        return f"{self.number[of.doc]}:{of.span.start}-{of.span.end}"
