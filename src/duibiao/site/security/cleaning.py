"""A stranger's page as the desk shows it: words, headings, lists and tables, nothing that acts or loads."""

from __future__ import annotations

import nh3

TAGS = frozenset(
    (
        "p", "br", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption",
        "thead", "tbody", "tr", "th", "td", "b", "strong", "i", "em", "u", "sub", "sup", "blockquote",
    )
)  # fmt: skip
CELLS = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
GONE = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "title",
        "textarea",
    )
)


def cleaned(page: str) -> str:
    """HTML that may stand inside a page of ours: no links, pictures, styles, scripts, forms or addresses."""
    return nh3.clean(page, tags=set(TAGS), attributes=CELLS, clean_content_tags=set(GONE), link_rel=None)
