"""Chapters of a brief: passages on one subject together, the most telling first, quoted with what matters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import takewhile

import rjieba

from duibiao.briefing.figures import agrees
from duibiao.briefing.model import ELLIPSIS, Chapter, Quote
from duibiao.briefing.yardsticks import same_thing
from duibiao.lexicon import load
from duibiao.matching import Evidence, Pairing, Reason, Role, Why, is_around
from duibiao.matching.terms import terms
from duibiao.matching.themes import LIKE_MEANING
from duibiao.reading.model import Mention, MentionType, Statement, Status
from duibiao.text import Document, Sentence, Span, inside

INDICATOR_MOST = 16
"""Longest name of an indicator that a table shows; the longest in the reports' lines of targets has 14."""
CLAUSE = re.compile("[，,；。]")
NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[^）]{1,3}）|[一二三四五六七八九十]{1,2}是|——)")
NO_TITLE, OWN_CONDUCT = (
    re.compile(load("duibiao.briefing", "chapters.toml")[group].regex())
    for group in ("no_title", "own_conduct")
)
NUMERAL = re.compile(r"[0-9０-９一二三四五六七八九两半]")
END_OF_LIST = re.compile("等[^、]*$")
TITLE_LEAST, TITLE_MOST = 6, 30
"""A chapter's title in code points: its first clause, more of it when that is short, cut at 、 when long."""
NOTE_MOST = 3000
"""A local document up to this many code points is a note on one subject; the corpus' notes have 250 to 900,
its reports 15,000 and more, of which every paragraph is a subject."""
QUOTE_MOST = 80
"""A quote up to this many code points stays whole: it is a sentence, or a sentence and its topic."""
LIKE_LEAST = 0.3
"""Share of a sentence's words that the local sentences must have for it to stay in a long quote. Read off
Guangdong 2024 × 肇庆: at .2 nearly everything stays, at .4 what the local note answers may go."""
ABOUT = (Why.NAMED, Why.WITHIN)
COMMON = (Why.THEME, Why.PROGRAMME)
NAMED_THINGS = (MentionType.PLACE, MentionType.ZONE, MentionType.PROJECT, MentionType.ORGANISATION)
UNSURE = Decimal("0.8")
"""Passages less sure than this (a theme of weak score .72 and less, a region's name in passing .43) lead no
chapter that has a surer one."""
PLENTY = 12
"""Where so many chapters are sure, those that rest on little are left out: the city's desk made 12."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What chapters are made from. ``documents``, ``statements``: by document; ``reasons``: the report's."""

    report: Document
    documents: Mapping[str, Document]
    statements: Mapping[str, Sequence[Statement]]
    reasons: Sequence[Reason]
    mentions: Mapping[str, Sequence[Mention]] = field(default_factory=dict)
    home: frozenset[str] = frozenset()
    """codes of the report's place and of the place itself: naming them names nothing in it"""


def chapters(desk: Desk, pairings: Sequence[Pairing]) -> list[Chapter]:
    """A chapter a subject, in the order in which an editor would print them.

    What shares only meaning with its local sentences, no word, is left out: of the judged cases half were
    right.
    """
    telling = [p for p in pairings if any(r.explanation != LIKE_MEANING for r in p.reasons)]
    made = [_chapter(desk, group) for group in _subjects(desk, telling)]
    sure = [chapter for chapter in made if not _rests_on_little(desk, chapter)]
    enough = sum(bool(chapter.evidence) for chapter in sure) >= PLENTY
    return sorted(sure if enough else made, key=_editorial_order)


def _rests_on_little(desk: Desk, chapter: Chapter) -> bool:
    """Nothing but a theme or campaign that every place shares: unsure, on how a government conducts itself,
    or without anything of the place's own on the local side, neither a figure nor a thing with a name."""
    if not chapter.evidence or any(reason.kind not in COMMON for reason in chapter.why):
        return False
    themes = all(reason.kind is Why.THEME for reason in chapter.why)
    conduct = OWN_CONDUCT.search(desk.report.text, *chapter.passage.span) is not None
    return (themes and (chapter.confidence < UNSURE or conduct)) or not any(
        _says_something(desk, one) for one in chapter.evidence
    )


def _says_something(desk: Desk, evidence: Evidence) -> bool:
    statements, mentions = desk.statements.get(evidence.doc, ()), desk.mentions.get(evidence.doc, ())
    things = [
        m.span for m in mentions if m.type in NAMED_THINGS and m.adcode not in desk.home and not m.nested
    ]
    figures = [s.span for s in statements if s.status is not Status.OTHER and NUMERAL.search(s.text)]
    return bool(inside(figures, evidence.span)) or bool(inside(things, evidence.span))


def _editorial_order(chapter: Chapter) -> tuple[bool, bool, int, int, Span]:
    """What is about the place itself first; then what is biggest for it: the most local sentences and
    passages of the report, of equals the most figures; then in reading order. Of what nothing local answers
    the city around comes before mere regions."""
    about = any(reason.kind in ABOUT for reason in chapter.why)
    far = not (chapter.evidence or any(is_around(reason) for reason in chapter.why))
    size = len(chapter.evidence) + len(chapter.passages)
    return not about, far, -size, -len(chapter.figures), chapter.passage.span


# -- which passages are one subject --------------------------------------------------------------------


def same_note(desk: Desk, one: Pairing, other: Pairing) -> bool:
    """The same local note, or paragraph of a long report, answers both best."""
    return bool(one.evidence and other.evidence) and _topic(desk, one) == _topic(desk, other)


def same_sentences(_: Desk, one: Pairing, other: Pairing) -> bool:
    """Two thirds of the local sentences of the one with fewer stand under the other too."""
    here, there = ({(e.doc, e.span) for e in p.evidence} for p in (one, other))
    return 3 * len(here & there) >= 2 * min(len(here), len(there)) > 0


ONE_SUBJECT: tuple[Callable[[Desk, Pairing, Pairing], bool], ...] = (same_note, same_sentences)
"""A passage joins the first subject with whose most telling passage one of these holds."""


def _subjects(desk: Desk, pairings: Sequence[Pairing]) -> list[list[Pairing]]:
    groups: list[list[Pairing]] = []
    for pairing in sorted(pairings, key=_telling):
        group = next((g for g in groups if _joins(desk, g, pairing)), None)
        if group is None:
            groups.append([pairing])
        else:
            group.append(pairing)
    return groups


def _joins(desk: Desk, group: Sequence[Pairing], pairing: Pairing) -> bool:
    """By a rule; or local sentences of the group answer it too, and it tells more than a region's name."""
    if any(rule(desk, group[0], pairing) for rule in ONE_SUBJECT):
        return True
    told = not pairing.evidence and any(reason.kind is not Why.REGION for reason in pairing.reasons)
    return told and any(one.span in pairing.see[:1] for one in group)


def _telling(pairing: Pairing) -> tuple[bool, bool, Decimal, Span]:
    """The most telling first: about the place itself, then surer ones, then best answered."""
    about = any(reason.kind in ABOUT for reason in pairing.reasons)
    return (
        not (about and pairing.evidence),
        pairing.confidence < UNSURE,
        -sum((e.score for e in pairing.evidence), Decimal(0)),
        pairing.span,
    )


def _topic(desk: Desk, pairing: Pairing) -> tuple[str, int]:
    scores: Counter[tuple[str, int]] = Counter()
    for e in pairing.evidence:
        document = desk.documents[e.doc]
        long = len(document.text) > NOTE_MOST
        scores[e.doc, _sentence(document, e.span.start).paragraph if long else 0] += int(e.score * 1000)
    return max(scores, key=lambda topic: (scores[topic], topic))


# -- one chapter -------------------------------------------------------------------------------------------


def _chapter(desk: Desk, group: Sequence[Pairing]) -> Chapter:
    lead = group[0]
    evidence = _together(group)
    quotes = _quotes(desk, group, evidence)
    order = list(Why)
    why = {(r.kind, r.span, r.explanation): r for p in group for r in p.reasons}
    return Chapter(
        id=desk.report.fact_id("chapter", *lead.span),
        title=_title(desk.report, _heads(desk.report, group)),
        passages=tuple(quotes),
        why=tuple(sorted(why.values(), key=lambda r: (order.index(r.kind), r.span))),
        confidence=max(pairing.confidence for pairing in group),
        evidence=evidence,
        figures=tuple(figures_of(desk, quotes, evidence)),
        ids=tuple(desk.report.fact_id("chapter", *pairing.span) for pairing in group),
    )


def _heads(report: Document, group: Sequence[Pairing]) -> Pairing:
    """Of the passages in the lead's paragraph the one with the strongest reason: it gives the title."""
    order = list(Why)
    here = _sentence(report, group[0].span.start).paragraph
    beside = [p for p in group if _sentence(report, p.span.start).paragraph == here]
    return min(beside, key=lambda p: order.index(p.reasons[0].kind))


def _together(group: Sequence[Pairing]) -> tuple[Evidence, ...]:
    """Every local sentence once, with its best score; documents in the order in which they come up."""
    best: dict[tuple[str, Span], Evidence] = {}
    for evidence in (e for pairing in group for e in pairing.evidence):
        known = best.setdefault((evidence.doc, evidence.span), evidence)
        if evidence.score > known.score:
            best[evidence.doc, evidence.span] = evidence
    rank = {doc: i for i, doc in enumerate(dict.fromkeys(doc for doc, _ in best))}
    return tuple(sorted(best.values(), key=lambda e: (rank[e.doc], e.span)))


def _title(report: Document, pairing: Pairing) -> str:
    """The clause that holds the strongest reason, in the report's own words."""
    telling = [r.span.start for r in pairing.reasons if _gives_a_title(r, pairing.reasons[0])]
    at = min(telling, default=pairing.kept[0].start)
    sentence = _sentence(report, at)
    start = max(sentence.span.start, *(m for m in _clause_starts(report, sentence) if m <= at))
    printed = NUMBERING.sub("", re.sub(r"\s+", "", report.text[start : sentence.span.end]))
    clause = re.split(r"[。！？；]", printed)[0]
    if NO_TITLE.match(clause) and sentence.section >= 0:
        heading = NUMBERING.sub("", re.sub(r"\s+", "", report.sections[sentence.section].title(report.text)))
        return _short_clause(heading, -1)
    name = re.sub(r"\s+", "", report.text[at : min(at + TITLE_MOST, sentence.span.end)]) if telling else ""
    return _short_clause(clause, clause.find(name[:2]) if name else -1)


def _gives_a_title(reason: Reason, strongest: Reason) -> bool:
    """What names the place or the city around it; the name of a region stands in clauses on other things."""
    return is_around(reason) or reason.kind is strongest.kind is not Why.REGION


def _short_clause(clause: str, name: int) -> str:
    """``clause`` up to a comma; where that cuts off a name at ``name``, its first words …… and the name."""
    cut = re.match(rf".{{{TITLE_LEAST},{TITLE_MOST}}}?(?=[，：]|$)", clause)
    if cut is not None and name < cut.end():
        return cut.group()
    opening = _opening(clause[:name]) if name > 0 else ""
    start = max(len(opening), clause.rfind("、", 0, name) + 1) if name > 0 else name
    rest = re.split("[，：]", clause[start:])[0] if name >= 0 else ""
    item, end = rest.split("、")[0], END_OF_LIST.search(rest)
    if end is not None:
        listed = rest if end.start() <= len(item) else f"{item}{ELLIPSIS}{end.group()}"
        return (ELLIPSIS if start > len(opening) > 0 else "").join((opening, shortened(listed)))
    cut = re.match(rf".{{{TITLE_LEAST},{TITLE_MOST}}}(?=、)", clause)
    if cut is not None and name < cut.end() and _has_a_verb(cut.group()):
        return cut.group()
    if name <= TITLE_LEAST or (not opening and name < TITLE_MOST // 2):
        return shortened(clause)
    return ELLIPSIS.join(filter(None, (opening, shortened(rest))))


def _has_a_verb(words: str) -> bool:
    """建设佛山机场 tells something by itself, the first of a list of subjects (海口生物医药) nothing."""
    return any(tag == "v" for _, tag in rjieba.tag(words))


def _opening(words: str) -> str:
    """What is done with all things of a list, 开工建设, 积极推动, 成功举办: verbs with what modifies them."""
    opening = list(takewhile(lambda word: word[1][0] in "adv", rjieba.tag(words)))
    while opening and opening[-1][1][0] == "a":
        opening.pop()  # 重大 belongs to what follows
    return "".join(word for word, _ in opening)


def _clause_starts(report: Document, sentence: Sentence) -> list[int]:
    text = sentence.span.of(report.text)
    return [sentence.span.start, *(sentence.span.start + m.end() for m in re.finditer(r"[，；：]\s*", text))]


def _measured(desk: Desk, evidence: Sequence[Evidence]) -> set[tuple[str, str]]:
    """What the figures of the local sentences measure."""
    found: set[tuple[str, str]] = set()
    for one in evidence:
        statements = desk.statements.get(one.doc, ())
        found |= {_measure(statements[i]) for i in inside([s.span for s in statements], one.span)}
    return {measure for measure in found if measure[0]}


def _measure(statement: Statement) -> tuple[str, str]:
    return same_thing(statement.indicator), statement.unit


@dataclass(frozen=True, slots=True)
class Matters:
    """What keeps a sentence in a long quote: words of the local sentences, and, in order, where reasons stand
    and figures of what a local figure measures too."""

    spans: Sequence[Span]
    words: frozenset[str]


def _quotes(desk: Desk, group: Sequence[Pairing], evidence: Sequence[Evidence]) -> list[Quote]:
    """A quote a paragraph of the report, the lead's first, then in reading order."""
    paragraphs: dict[int, list[Pairing]] = {}
    for pairing in group:
        paragraph = _sentence(desk.report, pairing.kept[0].start).paragraph
        paragraphs.setdefault(paragraph, []).append(pairing)
    words = frozenset(w for e in evidence for w in terms(e.text) if not w.startswith("·"))
    told = [r.span for r in desk.reasons] + [r.span for pairing in group for r in pairing.reasons]
    measured = _measured(desk, evidence)
    here = [s.span for s in desk.statements.get(desk.report.name, ()) if _measure(s) in measured]
    matters = Matters(sorted([*told, *here]), words)
    quotes = [_quote(desk, pairings, matters) for pairings in paragraphs.values()]
    return [quotes[0], *sorted(quotes[1:], key=lambda q: q.span)]


def _quote(desk: Desk, pairings: Sequence[Pairing], matters: Matters) -> Quote:
    report = desk.report
    spans = _united(report, [span for pairing in pairings for span in pairing.kept])
    whole = spans[0].hull(spans[-1])
    kept = _cut(desk.report, spans, matters) if sum(span.size for span in spans) > QUOTE_MOST else spans
    first = _sentence(report, whole.start)
    return Quote(
        span=whole,
        text=whole.of(report.text),
        quote=ELLIPSIS.join(span.of(report.text) for span in kept),
        kept=tuple(kept),
        section=tuple(_section_path(report, first.section)),
        paragraph=first.paragraph,
        answers=tuple((e.doc, e.span) for pairing in pairings for e in pairing.evidence),
    )


def _cut(report: Document, spans: Sequence[Span], matters: Matters) -> list[Span]:
    """The sentences that matter: topics, what a reason stands in, what the local sentences speak of."""
    here = [s for s in report.sentences if any(span.holds(s.span) for span in spans)]
    kept = [
        s.span
        for s in here
        if s.heading
        or inside(matters.spans, s.span)
        or _likeness(s.span.of(report.text), matters.words) >= LIKE_LEAST
    ]
    return _united(report, kept) if kept else list(spans)


def _likeness(sentence: str, words: frozenset[str]) -> float:
    found = [word for word in terms(sentence) if not word.startswith("·")]
    return sum(word in words for word in found) / len(found) if found else 0.0


def _united(report: Document, spans: Iterable[Span]) -> list[Span]:
    """Spans in order, as one where nothing but white space lies between."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and not report.text[made[-1].end : span.start].strip():
            made[-1] = made[-1].hull(span)
        else:
            made.append(span)
    return made


def _sentence(document: Document, at: int) -> Sentence:
    """The sentence at ``at``; what stands between two sentences belongs to the one before."""
    return document.sentences[max(0, bisect_right(document.sentences, at, key=lambda s: s.span.start) - 1)]


def _section_path(report: Document, section: int) -> list[str]:
    path: list[str] = []
    while section >= 0:
        path.insert(0, report.sections[section].title(report.text))
        section = report.sections[section].parent
    return path


def figures_of(desk: Desk, quotes: Sequence[Quote], evidence: Sequence[Evidence]) -> list[Statement]:
    """The statements in what is quoted, the report's first; 万亿元级 and the like say no number."""
    quoted: list[tuple[str, Span, Role | None]]
    quoted = [(desk.report.name, span, None) for quote in quotes for span in quote.kept]
    quoted += [(e.doc, e.span, e.role) for e in evidence]
    found: dict[str, Statement] = {}
    for doc, around, role in quoted:
        statements = desk.statements.get(doc, ())
        for i in inside([s.span for s in statements], around):
            if NUMERAL.search(statements[i].text) and agrees(statements[i]):
                found.setdefault(statements[i].id, _fit_to_show(statements[i], role))
    return list(found.values())


def _fit_to_show(statement: Statement, role: Role | None) -> Statement:
    """Without an indicator that is a clause, and not as achieved where the sentence tells of a plan."""
    if role is Role.PLAN and statement.status is Status.ACHIEVED:
        statement = replace(statement, status=Status.OTHER)
    if len(statement.indicator) > INDICATOR_MOST or CLAUSE.search(statement.indicator):
        statement = replace(statement, indicator="", indicator_span=None)
    return statement


def shortened(line: str) -> str:
    """``line`` cut to ``TITLE_MOST``, never inside a number."""
    if len(line) <= TITLE_MOST:
        return line
    return re.sub(r"[\d.．,，%％]+$", "", line[:TITLE_MOST]) + ELLIPSIS
