"""What each line of a page is: front matter, caption, annex heading, furniture, or (unlabelled) body text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from duibiao.lexicon import load
from duibiao.sources.fields import is_field, is_open_field
from duibiao.text import Block, Kind, Line, Part, Span

_V = load("duibiao.sources")
_IS = {name: re.compile(_V[name].regex() + r"\Z", re.DOTALL) for name in _V.groups}
"""One compiled matcher of whole lines for each group of the vocabulary."""

_MARKS = _V["breadcrumb"].words

FRONT_MOST = 40
"""How many lines the front matter may take. The longest in the corpus is 21 (宁夏 2026)."""

LABEL_MOST = 120
"""Longest line, in code points, that the vocabulary is asked about; the longest caption of the corpus has
65. Longer lines are text."""

INTRODUCED_MOST = 3
"""How many paragraphs (an introduction, captions) may stand above 各位代表; the corpus has one at most."""

_NUMBERED_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、）)]")

TITLE_LEAST = 8
"""Shortest heading at the top of a text without front matter that is its title; shorter ones lead a part."""

_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]|第.{1,3}[章节部]|——|――")

TITLE_MOST = 60
"""Longest title line in code points; longer front lines are paragraphs that introduce the text."""

Hint = tuple[Kind, Part]


def matches(group: str, line: str) -> bool:
    """Whether the whole of a line is what ``group`` of the vocabulary describes."""
    return len(line) <= LABEL_MOST and _IS[group].match(line) is not None


def heading_hint(line: str) -> Hint | None:
    """The hint for a line that the markup calls a heading, unless its words say more."""
    if len(line) > LABEL_MOST or any(
        matches(group, line) for group in ("annex", "tail", "title", "salutation")
    ):
        return None
    return Kind.HEADING, Part.BODY


def label_lines(text: str, of: Sequence[Line], hints: Mapping[int, Hint] | None = None) -> dict[int, Block]:
    """Labels of the lines that are known for what they are by their look and place.

    ``hints``: what a page's own markup says of lines, by index; it stands before what the words say.
    """
    hints = hints or {}
    inside = [i for i in range(len(of)) if i not in hints or hints[i][1] is not Part.OUTSIDE]
    page = _Page(
        [of[i].span.of(text) for i in inside], {n: hints[i] for n, i in enumerate(inside) if i in hints}
    )
    labels = {i: Block(of[i].span, *hint) for i, hint in hints.items()}
    for n, (kind, part) in page.labels().items():
        labels[inside[n]] = Block(of[inside[n]].span, kind, part)
    for n in page.broken:
        whole = Block(Span(of[inside[n]].span.start, of[inside[n + 1]].span.end), *page.labelled[n])
        labels[inside[n]] = labels[inside[n + 1]] = whole
    return labels


class _Page:
    """The lines inside a page, labelled from the front, the middle and the tail."""

    def __init__(self, printed: Sequence[str], hints: Mapping[int, Hint]) -> None:
        self.printed = printed
        self.hints = hints
        self.labelled: dict[int, Hint] = {}
        self.broken: list[int] = []
        """front lines that the next line completes: ``政府工作报⏎告``"""

    def labels(self) -> dict[int, Hint]:
        start, tail = self.body_start(), self.tail_start()
        self.front(start)
        for i in range(start, len(self.printed)):
            hint = self.hints.get(i) or (_tail(self.printed[i]) if i >= tail else self.body(i))
            if hint is not None:
                self.labelled[i] = hint
        return self.labelled

    def body_start(self) -> int:
        """Index of the first line of the body."""
        front = self.printed[:FRONT_MOST]
        for i, line in enumerate(front):
            if matches("salutation", line) or line.startswith("各位代表"):
                above = [before for before in front[:i] if not _is_short(before)]
                if len(above) <= INTRODUCED_MOST and not any(map(_NUMBERED_HEADING.match, front[:i])):
                    return i
        titled = max((i for i, hint in self.hints.items() if hint[0] is Kind.TITLE), default=-1)
        marks = [i for i, line in enumerate(front) if _is_meta(line) or self.completes("dateline", i)]
        first = next((i for i in marks if all(map(_is_short, front[:i]))), titled)
        if first < 0:
            return 0
        return next((i for i in range(first + 1, len(self.printed)) if not self.is_front(i)), first + 1)

    def is_front(self, i: int) -> bool:
        """Whether a line below the first field of the front matter still belongs to it."""
        line = self.printed[i]
        if i in self.hints:
            return self.hints[i][0] is Kind.TITLE
        known = any(matches(group, line) for group in ("furniture", "breadcrumb", "speaker", "title"))
        return (
            known or _is_meta(line) or is_open_field(self.printed[i - 1]) or self.completes("dateline", i - 1)
        )

    def completes(self, group: str, i: int) -> bool:
        """Whether line ``i`` is something together with the next line that neither is alone."""
        if i + 1 >= len(self.printed):
            return False
        here, after = self.printed[i], self.printed[i + 1]
        return not matches(group, here) and not matches(group, after) and matches(group, here + after)

    def front(self, start: int) -> None:
        """Label the lines before the body."""
        names = False
        for i in range(start):
            line = self.printed[i]
            self.labelled[i] = self.hints.get(i) or _front(line, names=names)
            if i > 0 and is_open_field(self.printed[i - 1]) and self.labelled[i][0] is Kind.TITLE:
                self.labelled[i] = Kind.META, Part.FRONT
            names = names or matches("dateline", line)
        for group, kind in (("dateline", Kind.META), ("title", Kind.TITLE)):
            for i in range(start - 1):
                if self.completes(group, i):
                    self.labelled[i] = self.labelled[i + 1] = kind, Part.FRONT
                    self.broken.append(i)
        self.navigation(start)

    def navigation(self, start: int) -> None:
        """Take what stands beside a mark of a breadcrumb, or above the title of a page with one, out."""
        crumbs = [i for i in range(start) if matches("breadcrumb", self.printed[i])]
        near = {beside for i in crumbs if self.printed[i] in _MARKS for beside in (i - 1, i + 1)}
        meta = next((i for i in range(start) if self.labelled[i][0] is Kind.META), start)
        titles = [i for i in range(start) if self.labelled[i][0] is Kind.TITLE and i not in self.hints]
        hinted = [i for i in range(start) if self.hints.get(i, ("",))[0] is Kind.TITLE]
        title = max(hinted or (i for i in titles if i < meta), default=-1)
        for i in titles:
            if (i in near and i != title) or ((crumbs or hinted) and i < title):
                self.labelled[i] = Kind.FURNITURE, Part.OUTSIDE

    def body(self, i: int) -> Hint | None:
        """The label of a line of the body, or ``None`` for text."""
        line = self.printed[i]
        if matches("furniture", line) or matches("breadcrumb", line):
            return Kind.FURNITURE, Part.OUTSIDE
        if matches("caption", line):
            return Kind.CAPTION, Part.BODY
        if is_field(line, among=("origin", "editor", "author")):
            return Kind.META, Part.BODY
        if i > 0 and is_open_field(self.printed[i - 1]) and _is_short(line):
            return Kind.META, Part.BODY
        return (Kind.HEADING, Part.ANNEX) if matches("annex", line) else None

    def tail_start(self) -> int:
        """Index of the first line below which nothing belongs to the document."""
        for i in range(max(3, len(self.printed) // 3), len(self.printed)):
            if matches("tail", self.printed[i]):
                return i
        return len(self.printed)


def _tail(line: str) -> Hint:
    return (Kind.META if is_field(line) else Kind.FURNITURE), Part.OUTSIDE


def _front(line: str, *, names: bool) -> Hint:
    """The label of a front line. ``names``: the dateline has passed, a name alone is the speaker's."""
    if matches("furniture", line) or matches("breadcrumb", line):
        return Kind.FURNITURE, Part.OUTSIDE
    if _is_meta(line) or (names and matches("name", line)):
        return Kind.META, Part.FRONT
    if matches("caption", line):
        return Kind.CAPTION, Part.FRONT
    return (Kind.TITLE if _is_short(line) else Kind.PARAGRAPH), Part.FRONT


def _is_meta(line: str) -> bool:
    return is_field(line) or any(matches(group, line) for group in ("dateline", "speaker", "time"))


def _is_short(line: str) -> bool:
    """A line that no sentence runs through, short enough for a title."""
    return len(line) <= TITLE_MOST and not re.search(
        r"[。！？；]|[，,、]\Z", line[:-1] + line[-1:].strip("！？")
    )


def place_parts(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Carry annex and glossary on to the blocks below their headings."""
    placed: list[Block] = []
    part = Part.BODY
    for block in blocks:
        if block.part is Part.ANNEX:
            part = Part.GLOSSARY if matches("glossary", block.span.of(text)) else Part.ANNEX
        keeps = block.part in (Part.FRONT, Part.OUTSIDE, Part.GLOSSARY)
        placed.append(block if keeps else Block(block.span, block.kind, part))
    return placed


def stands_as_title(text: str, blocks: Sequence[Block]) -> bool:
    """Whether a text without front matter opens with its title: an unnumbered heading that comes once."""
    first, rest = blocks[0], blocks[1:]
    printed = first.span.of(text)
    if first.kind is not Kind.HEADING or first.part is not Part.BODY or _NUMBERED.match(printed):
        return False
    alone = all(b.part is not Part.FRONT and b.span.of(text) != printed for b in rest)
    return TITLE_LEAST <= len(printed) <= TITLE_MOST and alone and any(b.kind is Kind.PARAGRAPH for b in rest)
