"""The templates of this folder and what they are filled with."""

from __future__ import annotations

import re
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    PackageLoader,
    StrictUndefined,
    select_autoescape,
)
from jinja2.bccache import Bucket

from duibiao.briefing import yardsticks
from duibiao.briefing.model import ELLIPSIS, Brief, Quote
from duibiao.briefing.pictures import page as pictures
from duibiao.briefing.pictures import photographs
from duibiao.briefing.render import opening, prose, view, wording
from duibiao.text import Span

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&])|^(\s*)([-+=])|^(\s*\d+)([.)])", re.MULTILINE)
_FUNCTIONS = {
    prose: ("named", "standfirst", "waiting_title", "waiting_lead", "passing_title", "passing_lead", "told"),
    opening: ("words",),
    view: (
        *(
            "bounded",
            "many",
            "organisation_row",
            "pieces",
            "project_row",
            "reasons",
            "shortened",
            "sources_of",
        ),
        *("strongest", "term_row", "titled", "yardstick_row"),
    ),
    yardsticks: ("printed",),
    wording: (
        "headline",
        "home",
        "kind_words",
        "targets_title",
        "local_targets_title",
        "yardsticks_title",
        "dated",
        "date_words",
        "period_words",
        "short_hash",
    ),
}
_LABELS = ("kinds", "kinds_told", "statuses", "bounds")


def fill(template: str, brief: Brief) -> str:
    """The template of that name, filled with the brief."""
    return _environment().get_template(template).render(**_context(brief))


def escape_markdown(text: str) -> str:
    """``text`` so that Markdown prints it as it is."""
    return _MARKDOWN.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    anywhere, indent, bullet, number, mark = match.groups()
    if anywhere:
        return "\\" + anywhere
    return f"{indent}\\{bullet}" if bullet else f"{number}\\{mark}"


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates, kept where Python keeps its own; compiled anew where nothing can be written."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, or leave it."""
        try:
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
        except OSError:
            return


def environment(*packages: str) -> Environment:
    """Jinja2 as all pages are set with it: the templates of ``packages``, then those of this folder."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in (*packages, "duibiao.briefing.render")]),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_Compiled(
            str(files("duibiao.briefing.render") / "templates" / "__pycache__"), "%s.pyc"
        ),
    )
    made.filters |= {"one_line": view.one_line, "md": escape_markdown}
    return made


@cache
def _environment() -> Environment:
    made = environment()
    for module, names in _FUNCTIONS.items():
        made.globals |= {name: getattr(module, name) for name in names}
    made.globals |= {group: wording.labels(group) for group in _LABELS}
    made.globals |= {"slice": _slice, "ellipsis": ELLIPSIS}
    return made


def _context(brief: Brief) -> dict[str, object]:
    stretches, width = view.strip(brief)
    printed = view.printed(brief)
    waiting, passing = view.waiting(brief)
    return {
        "brief": brief,
        "pictures": partial(pictures.figures_html, brief),
        "photographs": partial(photographs.beside, brief),
        "photograph_address": photographs.address,
        "photograph_line": lambda one: (
            f"![{escape_markdown(view.one_line(one.caption.text))}]({photographs.path(one)})"
        ),
        "map_lines": pictures.map_lines(brief),
        "map_title": pictures.map_title(brief),
        "map_notes": pictures.map_notes(brief),
        "picture_style": pictures.style,
        "picture_script": pictures.script,
        "heading": brief.heading,
        "numbers": {chapter.id: number for number, chapter in enumerate(brief.chapters, 1)},
        "by_role": partial(view.by_role, at=printed),
        "again": partial(view.again, at=printed),
        "sides": partial(view.sides, at=printed, number=view.numbers(brief)),
        "number": view.numbers(brief),
        "terms_of": partial(view.terms_of, brief),
        "opening": opening.opening(brief),
        "waiting": waiting,
        "passing": passing,
        "stretches": stretches,
        "counts": view.declared(brief),
        "strip_width": width,
        "titles": {chapter.id: view.titled(chapter) for chapter in (*brief.chapters, *brief.unanswered)},
        "tone_counts": view.strip_counts(brief),
        "coverage_rows": prose.coverage_rows(brief),
        "used": view.used(brief),
        "unused": view.unused(brief),
        "set_aside": prose.set_aside(brief),
    }


def _slice(quote: Quote, span: Span) -> str:
    """What stands at ``span`` of the report, taken from the quote's own text."""
    return span.shift(-quote.span.start).of(quote.text)
