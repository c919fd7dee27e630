"""A verification as one web page: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment

from duibiao.briefing.render import wording
from duibiao.briefing.render.templating import environment
from duibiao.verifying.model import Support, Told, Verification
from duibiao.verifying.render import view

_FUNCTIONS = (
    view.strokes,
    view.verdict_words,
    view.told_names,
    view.sections,
    view.context,
    view.why,
    view.marked,
)


def render_html(of: Verification, *, strict: bool = False) -> str:
    """The page, with ``\\n`` line ends; the same verification gives the same page."""
    return (
        _environment()
        .get_template("verify.html")
        .render(
            of=of,
            sources=of.sources,
            faults=of.faults(strict=strict),
            conclusion=view.conclusion(of, strict=strict),
            counts=view.counts(of),
            figures=list(view.ordered(of)),
        )
    )


@cache
def _environment() -> Environment:
    made = environment("duibiao.verifying.render")
    made.globals |= {function.__name__: function for function in _FUNCTIONS}
    groups = ("verdicts", "found", "wheres", "changes", "rules", "tolds", "faults")
    made.globals |= {f"{group}_words": view.words(group) for group in groups}
    made.globals |= {
        "short_hash": wording.short_hash,
        "MISSING": Told.MISSING,
        "SUPPORTED": Support.SUPPORTED,
    }
    return made
