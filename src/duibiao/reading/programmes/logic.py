"""Members of programmes: counted places of one level that are called something, or named ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from duibiao.gazetteer import Place
from duibiao.lexicon import load
from duibiao.reading.model import Mention, MentionType, Statement
from duibiao.reading.outlook import Direction
from duibiao.reading.periods.when import Times
from duibiao.reading.programmes.model import Member, ProgrammeFact, Tier
from duibiao.text import Document, Sentence, Span, content_id

_V = load("duibiao.reading.programmes")
_TIERS = {tier: _V[tier.value].regex() for tier in Tier}
_TIER = "|".join(f"(?P<{tier.name}>{words})" for tier, words in _TIERS.items())
_TIER_WORD = re.compile("[县镇村乡]|街道|社区")
_ENDS = re.compile(f"(?:{_TIER})$")
_BECOMES = re.compile(
    f"(?:{_TIER})?[^，,。；;]{{0,6}}?(?P<how>{_V['becomes'].regex()})(?P<label>[^，,。；;：:\n]{{2,24}})"
)
_BECAME = re.compile(_V["becomes"].regex())
_LATER = re.compile(f"[^，,。；;\\d]{{0,44}}?(?:{_TIER})(?={_V['becomes'].regex()})")
_QUALITY, _ROUND, _NICK, _CHOOSES, _GIVERS = (
    re.compile(_V[name].regex()) for name in ("quality", "round", "nickname", "chooses", "givers")
)
_PLAIN = frozenset(_V["plain_quality"].words)
_SIGNS, _LEARNED = (re.compile(_V[name].regex()) for name in ("nickname_signs", "learned"))
_NOT_NICK = frozenset(_V["nickname_not"].words)
_NOT_DONE = re.compile(_V["not_done"].regex() + "[^，,。；;]{0,4}$")
_AFTER = tuple(_V["learned_after"].words)
_NUMERAL = re.compile("[一两二三四五六七八九十百零]+")
_PLACES_LISTED = re.compile(r"[、和及与](?:[\u4e00-\u9fff]{2,4}[、和及与]){0,2}")
_CLAUSE = re.compile("[，,；;。：:\n]")
_COUNT_UNITS = frozenset(("个", "家"))
NAMED = "named"
LEAST = 4
"""A list with a name of fewer is a slogan: “三资”, “一县一业”, “三块地” in six reports of 2026."""
REACH = 1500
"""Code points back within which a programme named before still governs 典型镇."""


@dataclass(frozen=True, slots=True)
class _Label:
    words: str
    span: Span
    how: str


def read_programmes(
    document: Document,
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    *,
    place: Place | None,
    year: int | None,
) -> list[ProgrammeFact]:
    """Members of programmes that the body tells of, in reading order; arguments as of ``read_projects``."""
    return sorted(_Reader(document, statements, mentions, place, year or 0).facts(), key=lambda f: f.span)


class _Reader:
    def __init__(
        self,
        document: Document,
        statements: Sequence[Statement],
        mentions: Sequence[Mention],
        home: Place | None,
        year: int,
    ) -> None:
        self.document, self.text, self.home = document, document.text, home
        self.statements, self.starts = statements, [s.span.start for s in statements]
        self.places = [m for m in mentions if m.type is MentionType.PLACE and not m.nested]
        self.place_starts = [m.span.start for m in self.places]
        self.programmes = [m for m in mentions if m.type is MentionType.PROGRAMME and self._carried_out(m)]
        self.often = Counter(m.name or m.text for m in self.programmes)
        self.times = Times(document, year)

    def _carried_out(self, m: Mention) -> bool:
        """Not one that is only learned from: 学习运用“千万工程”经验."""
        before = self.text[max(0, m.span.start - 6) : m.span.start]
        return not (self.text.startswith(_AFTER, m.span.end) or _LEARNED.search(before))

    def facts(self) -> Iterator[ProgrammeFact]:
        """Sentence by sentence: counted members, named ones, lists with a name of their own."""
        for sentence in self.document.sentences:
            if _TIER_WORD.search(self.text, *sentence.span):
                found = list(self._counted(sentence))
                yield from found
                yield from self._named(sentence, found)
                yield from self._nicknamed(sentence, found)

    def _counted(self, sentence: Sentence) -> Iterator[ProgrammeFact]:
        first = bisect_left(self.starts, sentence.span.start)
        for s in self.statements[first : bisect_left(self.starts, sentence.span.end, first)]:
            noun = self._noun(s, sentence) if s.unit in _COUNT_UNITS else None
            label = self._label(s, noun, sentence) if noun is not None else None
            if noun is not None and label is not None:
                yield self._fact(sentence, s.span, noun[0], label, s, self._before(s.span.start, noun[0]))

    def _noun(self, s: Statement, sentence: Sentence) -> tuple[Tier, Span] | None:
        """The level that a count counts, and where its noun stands."""
        if s.indicator_span is not None:
            match = _ENDS.search(s.indicator_span.of(self.text))
            if match is not None:
                return Tier[match.lastgroup or ""], s.indicator_span
        later = _LATER.match(self.text, s.span.end, sentence.span.end)
        if later is not None:  # 18个产业发展良好、…的|乡镇（街道）|作为
            return Tier[later.lastgroup or ""], Span(later.start(later.lastgroup or 0), later.end())
        return None

    def _label(self, s: Statement, noun: tuple[Tier, Span], sentence: Sentence) -> _Label | None:
        """What the counted places are called: 作为|首批典型, 典型|镇."""
        _, span = noun
        end = max(span.end, s.span.end)
        printed = span.of(self.text)
        clause = self._clause_end(end, sentence)
        tail = _BECOMES.search(self.text, end - 1, clause)
        if tail is not None and self._listed(end, tail.start("how")):
            return _part(_Label(tail["label"], Span(*tail.span("label")), tail["how"]), noun[0])
        match = _ENDS.search(printed)
        quality = printed[: match.start()] if match else ""
        if match is not None and _QUALITY.search(quality):
            return _Label(quality, Span(span.start, span.start + match.start()), "")
        return None

    def _listed(self, end: int, at: int) -> bool:
        """Whether only counts of other levels stand before what they become."""
        return re.fullmatch(r"(?:[、和及与][^，,。；;]{1,24})*", self.text[end:at]) is not None

    def _clause_end(self, at: int, sentence: Sentence) -> int:
        cut = _CLAUSE.search(self.text, at, sentence.span.end)
        return cut.start() if cut else sentence.span.end

    def _before(self, at: int, tier: Tier) -> tuple[Member, ...]:
        """Named members in front of a count: 赤壁、恩施等|14个县市."""
        run = self._run(at, ("等",))
        return tuple(Member(m.name or m.text, m.adcode, m.span) for m in run)

    def _run(self, at: int, joints: tuple[str, ...]) -> list[Mention]:
        """The list of places that ends right before ``at``, after one of ``joints``."""
        last = bisect_left(self.place_starts, at) - 1
        if last < 0 or self.text[self.places[last].span.end : at] not in joints:
            return []
        run = [self.places[last]]
        for m in reversed(self.places[max(0, last - 12) : last]):
            if not _PLACES_LISTED.fullmatch(self.text[m.span.end : run[0].span.start]):
                break
            run.insert(0, m)
        return run

    def _named(self, sentence: Sentence, counted: Sequence[ProgrammeFact]) -> Iterator[ProgrammeFact]:
        """象州、宜州入选国家乡村振兴示范县."""
        for match in _BECAME.finditer(self.text, *sentence.span):
            at, end = match.span()
            run = self._run(at, ("", "分别", "成功"))
            words = self.text[end : self._clause_end(end, sentence)]
            tier = _ENDS.search(words)
            if run and tier is not None and _QUALITY.search(words) and len(words) <= 24:
                label = _Label(words[: tier.end()], Span(end, end + tier.end()), match.group())
                members = tuple(Member(m.name or m.text, m.adcode, m.span) for m in run)
                span = run[0].span.hull(run[-1].span)
                if not any(f.sentence_span.start <= span.start < f.span.start for f in counted):
                    yield self._fact(sentence, span, Tier[tier.lastgroup or ""], label, None, members)

    def _nicknamed(self, sentence: Sentence, counted: Sequence[ProgrammeFact]) -> Iterator[ProgrammeFact]:
        """镇街“十八罗汉”, “两工两农”示范: the towns that the sentence names, or as many as its name says."""
        for match in _NICK.finditer(self.text, *sentence.span):
            name = match["name"]
            if name in _NOT_NICK or not _TIER_WORD.search(self.text, *sentence.span):
                continue
            label = _Label(name, Span(*match.span("name")), NAMED)
            members = self._towns(sentence, match.start())
            right_before = _ENDS.search(
                self.text[max(sentence.span.start, match.start() - 6) : match.start()]
            )
            signed = _SIGNS.match(self.text, match.end()) is not None
            as_many = any(f.count == _said(label) and f.tier is Tier.TOWN for f in counted)
            tier = self._tier(sentence, match.start(), members)
            many = (_said(label) or 0) >= LEAST
            if many and tier is not None and (right_before or signed or as_many):
                yield self._fact(sentence, label.span, tier, label, None, members)

    def _towns(self, sentence: Sentence, before: int) -> tuple[Member, ...]:
        first = bisect_left(self.place_starts, sentence.span.start)
        here = self.places[first : bisect_left(self.place_starts, before, first)]
        return tuple(Member(m.name or m.text, m.adcode, m.span) for m in here if len(m.adcode) == 9)

    def _tier(self, sentence: Sentence, at: int, members: Sequence[Member]) -> Tier | None:
        """The level of a list with a name: told right before it, in its sentence, or by its members."""
        before = _ENDS.search(self.text[max(sentence.span.start, at - 6) : at])
        if before is not None:
            return Tier[before.lastgroup or ""]
        if members:
            return Tier.TOWN
        told = re.search(_TIER, self.text[max(sentence.span.start, at - 60) : at])
        return Tier[told.lastgroup or ""] if told is not None else None

    def _fact(
        self,
        sentence: Sentence,
        span: Span,
        tier: Tier,
        label: _Label,
        figure: Statement | None,
        members: tuple[Member, ...],
    ) -> ProgrammeFact:
        programme, programme_span, why = self._programme(sentence, label, span, tier)
        chooser, code, chooser_span = self._chooser(sentence, label, span)
        period, period_span, period_why = self.times.when(sentence, span.start)
        home = (self.home.name, self.home.adcode) if self.home is not None else ("", "")
        place = (figure.place, figure.adcode) if figure is not None and figure.adcode else home
        ahead = self.times.direction(sentence) is Direction.AHEAD
        before = self.text[max(sentence.span.start, span.start - 12) : span.start]
        key = (self.document.sha256, "programme", str(span.start), str(span.end), label.words)
        return ProgrammeFact(
            id=content_id(*key), doc=self.document.name, span=span, text=span.of(self.text),
            programme=programme, programme_span=programme_span, programme_why=why,
            label=label.words, label_span=label.span, round=self._round(label, before), tier=tier,
            count=figure.value if figure is not None else _said(label),
            bound=figure.bound if figure is not None else None,
            statement=figure.id if figure is not None else "", members=members,
            chooser=chooser, chooser_adcode=code, chooser_span=chooser_span,
            place=place[0], adcode=place[1],
            done=not (ahead and (_NOT_DONE.search(before) is not None or not label.how)),
            period=period, period_span=period_span, period_why=period_why,
            sentence_span=sentence.span, why=label.how or "called so",
        )  # fmt: skip

    def _round(self, label: _Label, before: str) -> str:
        match = _ROUND.search(label.words) or _ROUND.search(before)
        return match.group() if match else ""

    def _programme(
        self, sentence: Sentence, label: _Label, span: Span, tier: Tier
    ) -> tuple[str, Span | None, str]:
        """The label when it is a name of its own, else the programme named last."""
        core = _ROUND.sub("", _GIVERS.sub("", label.words, count=1))
        if label.how != NAMED and core not in _PLAIN and label.words not in _PLAIN:
            return label.words if label.how else label.words + tier.value, label.span, "its own name"
        before = [
            m for m in self.programmes if m.span.start < span.start and span.start - m.span.end <= REACH
        ]
        if not (label.how or "典型" in label.words):
            before = [m for m in before if m.span.start >= sentence.span.start]
        if before:
            most = max(self.often[m.name or m.text] for m in before)
            m = [m for m in before if self.often[m.name or m.text] == most][-1]
            return m.name or m.text, m.span, "the programme of the text, named before"
        return "", None, "nothing tells"

    def _chooser(self, sentence: Sentence, label: _Label, span: Span) -> tuple[str, str, Span | None]:
        giver = _GIVERS.match(label.words)
        if giver is not None and label.how:
            said = Span(label.span.start, label.span.start + giver.end())
            code = self.home.adcode[:2] + "0000" if self.home and giver.group().startswith("省") else ""
            return giver.group(), code, said
        chosen = _CHOOSES.search(self.text, sentence.span.start, span.start)
        first = bisect_left(self.place_starts, sentence.span.start)
        if chosen is not None and first < len(self.places) and self.places[first].span.end <= chosen.start():
            m = self.places[first]
            return m.name or m.text, m.adcode, m.span
        return (self.home.name, self.home.adcode, None) if self.home is not None else ("", "", None)


def _part(label: _Label, tier: Tier) -> _Label:
    """Of 百强县、千强镇 the one that is of this level."""
    if "、" not in label.words:
        return label
    at = label.span.start
    for part in label.words.split("、"):
        match = _ENDS.search(part)
        if match is not None and match.lastgroup == tier.name:
            return _Label(part, Span(at, at + len(part)), label.how)
        at += len(part) + 1
    return label


def _said(label: _Label) -> Decimal | None:
    """How many a name says: 十八罗汉 18, 两工两农 4."""
    if label.how != NAMED:
        return None
    return Decimal(sum(_value(n) for n in _NUMERAL.findall(label.words)))


def _value(numeral: str) -> int:
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
    total = now = 0
    for c in numeral:
        if c in "十百":
            total += (now or 1) * (10 if c == "十" else 100)
            now = 0
        else:
            now = digits[c]
    return total + now
