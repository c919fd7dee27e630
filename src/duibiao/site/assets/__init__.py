"""Style sheets and scripts, served from memory under names that change with their content."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from duibiao.site.assets.scoping import scoped
from duibiao.site.cache import Kept, kept

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_OWN = ("site.css", "site.js", "icon.svg", "desk.css", "desk.js")
BRIEF = ".brief"
"""The class of the element that holds a brief: its style sheet is held to it."""


@dataclass(frozen=True, slots=True)
class Assets:
    """``urls``: by plain name (site.css); ``kept``: by the name in the address (site.3f2a91c0.css)."""

    urls: dict[str, str]
    kept: dict[str, Kept]

    @staticmethod
    def load() -> Assets:
        """The files of this folder, those of briefs and the drawing of charts."""
        briefing = files("duibiao.briefing")
        texts = {name: _text(files(__name__) / name) for name in _OWN}
        styles = (briefing / "render" / "templates" / "style.css", briefing / "pictures" / "style.css")
        texts["brief.css"] = scoped("\n".join(map(_text, styles)), BRIEF)
        board = briefing / "render" / "boards" / "templates" / "boards.css"
        texts["boards.css"] = scoped("\n".join(map(_text, (*styles, board))), BRIEF)
        texts["pictures.css"] = _text(styles[1])
        texts["pictures.js"] = _text(briefing / "pictures" / "assets" / "pictures.js")
        urls: dict[str, str] = {}
        answers: dict[str, Kept] = {}
        for name, text in texts.items():
            stem, _, ending = name.rpartition(".")
            answer = kept(text.encode(), _TYPES[ending], "", 0.0)
            served = f"{stem}.{answer.etag[1:9]}.{ending}"
            urls[name] = f"/assets/{served}"
            answers[served] = answer
        return Assets(urls, answers)


def _text(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")
