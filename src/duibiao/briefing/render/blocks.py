"""A brief as lines and tables of marked words: what .docx and the WeChat article are set from.

Says what the page says, in its order. Every run carries what ``data-at``, ``data-n`` and ``data-about`` are
on the page: the guard checks the words before they are set and holds the file against them afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from duibiao.briefing.model import (
    ELLIPSIS,
    Brief,
    Chapter,
    Project,
    Quote,
    Source,
    Statement,
    Written,
    Yardstick,
)
from duibiao.briefing.pictures import page as pictures
from duibiao.briefing.pictures import photographs
from duibiao.briefing.pictures.model import Map
from duibiao.briefing.pictures.png import still
from duibiao.briefing.render import prose, view, wording
from duibiao.briefing.render.desk import LABELS, OURS, Desk
from duibiao.briefing.render.opening import Part, opening
from duibiao.briefing.render.runs import Block, Line, Run, Table, counted, line, listed, say
from duibiao.briefing.render.view import CONTEXT, one_line
from duibiao.briefing.render.wording import labels
from duibiao.briefing.yardsticks import printed

SQUARE = "■"
"""A sentence of the report in the strip."""


def blocks(brief: Brief) -> list[Block]:
    """All that a brief prints, in the order of the page."""
    return list(_Page(brief).blocks())


class _Page(Desk):
    """The parts of the page, block by block."""

    def blocks(self) -> Iterator[Block]:
        """The parts of the page in order."""
        yield from self.masthead()
        yield from self.yardsticks()
        yield from self.targets()
        yield from self.chapters()
        yield from self.unanswered()
        yield from self.map()
        yield from self.projects()
        yield from self.findings()
        yield from self.coverage()
        yield from self.sources()
        yield from self.made()

    # -- the head of the brief ----------------------------------------------------------------------------

    def masthead(self) -> Iterator[Block]:
        brief, heading = self.brief, self.brief.heading
        yield line("kicker", say(OURS["heads"]["kicker"]))
        yield line("title", say(brief.headline.text if brief.headline else wording.headline(heading)))
        told = [(LABELS["dated"], wording.date_words(heading.date))] if heading.date else []
        told += [(LABELS["report_place"], heading.report_place), (LABELS["place"], heading.place)]
        for label, words in told:
            yield line("dateline", say(label, "faint"), say(words))
        yield from self.by_editor(brief.headline)
        yield from self.written(brief.intro)
        yield from self.photographs("")
        said = [run for sentence in opening(brief) for part in sentence for run in self.opened(part)]
        yield line("lead", *self.prose(prose.named(brief)), *said)
        yield line("story", *self.prose(prose.standfirst(brief)))

    def opened(self, part: Part) -> Sequence[Run]:
        """A part of an opening sentence."""
        if isinstance(part, str):
            return (say(part),)
        if isinstance(part, Chapter):
            return (say(part.title, "strong"),)
        return (*self.value(part, "strong"), *self.bracketed(self.number[part.doc], cites=True))

    def written(self, words: Written | None) -> Iterator[Block]:
        """What an editor wrote, under its label."""
        if words is not None:
            yield line("editor", *self.told("editor"), say("　"), say(words.text))
            yield from self.unsupported(words)

    def by_editor(self, title: Written | None) -> Iterator[Block]:
        """That a title is an editor's."""
        if title is not None:
            yield line("again", *self.told("by_editor"))
        yield from self.unsupported(title)

    def unsupported(self, words: Written | None) -> Iterator[Block]:
        if words is not None and words.unsupported:
            figures = [run for figure in words.unsupported for run in (say("、"), say(figure))]
            yield line("unsupported", *self.told("unsupported"), say("："), *figures[1:])

    def yardsticks(self) -> Iterator[Block]:
        if self.brief.yardsticks:
            yield line("h1", say(wording.yardsticks_title(self.brief.heading)))
            rows = tuple(self._yardstick(of) for of in self.brief.yardsticks)
            yield Table("yardsticks", self.columns("yardsticks"), rows)
            yield line("plain", *self.told("yardsticks_lead"))
            yield from self.charts("yardsticks")

    def _yardstick(self, of: Yardstick) -> tuple[tuple[Run, ...], ...]:
        about = [say(one_line(of.subject), "strong")]
        if of.period:
            about += [say("　"), say(wording.period_words(of.period), "faint")]
            about += [say(LABELS["goal"], "faint")] if of.target else []
        sides = [
            (*self.value(s), *self.bracketed(self.number[s.doc], cites=True)) for s in (of.local, of.report)
        ]
        follows = [*self.told(of.formula), say(printed(of), "value", f"y-{of.id}")]
        if of.chapter in self.chapter_number:
            follows += [say("　"), *self.chapter_words(of.chapter)]
        return tuple(about), *sides, tuple(follows)

    def chapter_words(self, chapter: str, look: str = "") -> list[Run]:
        """第3章."""
        number = counted(f"chapter-{chapter}", self.chapter_number[chapter], look)
        return [say("第", look), number, say("章", look)]

    def targets(self) -> Iterator[Block]:
        brief = self.brief
        yield line("h1", say(wording.targets_title(brief.heading)))
        if brief.targets:
            yield Table("targets", self.columns("targets"), tuple(map(self._target, brief.targets)))
        else:
            yield line("plain", *self.told("no_targets"))
        if brief.local_targets:
            yield line("h2", say(wording.local_targets_title(brief.heading)))
            rows = tuple(map(self._target, brief.local_targets))
            yield Table("targets", self.columns("targets"), rows)

    def _target(self, of: Statement) -> tuple[tuple[Run, ...], ...]:
        number = self.number[of.doc]
        cited = () if number == 1 else self.bracketed(number, cites=True)
        return tuple(self.indicator(of)), (*self.value(of), *cited)

    def indicator(self, of: Statement) -> list[Run]:
        about, kind = self.about(of), wording.kind_words(of)
        runs = [say(one_line(of.indicator) or LABELS["unstated"], about=about)]
        return [*runs, say(f"　{kind}", "faint")] if kind else runs

    # -- chapters -----------------------------------------------------------------------------------------

    def chapters(self) -> Iterator[Block]:
        brief = self.brief
        if brief.chapters or not brief.unanswered:
            yield self.head("chapters")
        if not (brief.chapters or brief.unanswered):
            yield line("plain", *self.told("nothing"))
        for chapter in brief.chapters:
            yield from self.chapter(chapter)

    def chapter(self, chapter: Chapter) -> Iterator[Block]:
        numbered = (
            [*self.chapter_words(chapter.id, "no"), say("　", "no")]
            if chapter.id in self.chapter_number
            else []
        )
        yield line("h2", *numbered, say(view.titled(chapter)))
        yield from self.by_editor(chapter.headline)
        yield from self.written(chapter.intro)
        yield from self.photographs(chapter.id)
        yield line("label", say(LABELS["why"]))
        for kind, explanations in view.reasons(chapter):
            said = [run for words in explanations for run in (say("；"), say(words))]
            yield line("why", say(labels("kinds")[kind], f"chip-{kind}"), say("　"), *said[1:])
        yield line("label", say(LABELS["quote"]))
        yield from self.passage(chapter, chapter.passage)
        if chapter.passages[1:]:
            yield line("label", *self.told("also"))
        for passage in chapter.passages[1:]:
            yield from self.passage(chapter, passage)
        yield from self.local(chapter)
        yield from self.charts(chapter.id)
        yield from self.figures(chapter)

    def passage(self, chapter: Chapter, passage: Quote) -> Iterator[Block]:
        terms = view.terms_of(self.brief, passage)
        runs: list[Run] = []
        for piece in view.pieces(passage, chapter.why, terms=terms):
            if piece.span is None:
                runs.append(say(ELLIPSIS, "faint"))
                continue
            text = piece.span.shift(-passage.span.start).of(passage.text)
            look = "term" if piece.term else f"mark-{piece.kind}" if piece.kind else ""
            runs.append(self.words(1, piece.span, text, look))
        yield line("quote", *runs, self.cite(1, passage))
        yield line("where", *self.where(passage))
        for term in terms:
            said = self.words(1, term.explanation.span, term.explanation.text)
            source = say("　", "faint"), *(Run(r.unit, "faint") for r in self.told("terms_from"))
            yield line("gloss", say(term.name, "strong"), say("　"), said, *source, self.cite(1))

    def local(self, chapter: Chapter) -> Iterator[Block]:
        for role, name, found in view.by_role(chapter, self.at):
            yield line("label", say(name))
            for one in found:
                cited = [self.cite(number) for number in (one.source, *(copy.source for copy in one.also))]
                yield line(f"local-{role}", self.words(one.source, one.span, one.text), *cited)
        for number, others in view.again(chapter, self.at):
            pointers = [run for id_ in others for run in (say("、"), *self.chapter_words(id_))]
            yield line("again", *self.told("again"), *pointers[1:], self.cite(number))

    def figures(self, chapter: Chapter) -> Iterator[Block]:
        sides = view.sides(chapter, self.at, self.number)
        if not sides:
            return
        rows: list[tuple[tuple[Run, ...], ...]] = []
        for side in sides:
            rows.append(((say(side.name, "strong"),),))
            rows += [self._figure(row) for row in side.figures]
        yield line("caption", say(LABELS["figures"]))
        yield Table("figures", self.columns("figures"), tuple(rows))

    def _figure(self, row: view.Figure) -> tuple[tuple[Run, ...], ...]:
        of, about = row.statement, self.about(row.statement)
        told = (wording.period_words(of.period), of.place, labels("statuses")[of.status])
        said = [(say(words or LABELS["unstated"], about=about),) for words in told]
        return tuple(self.value(of)), tuple(self.indicator(of)), *said, tuple(self.bracketed(row.source))

    def unanswered(self) -> Iterator[Block]:
        brief = self.brief
        if not (brief.chapters or brief.unanswered):
            return
        full, passing = view.waiting(brief)
        yield line("h1", *self.prose(prose.waiting_title(brief)))
        yield line("plain", *self.prose(prose.waiting_lead(brief)))
        for chapter in full:
            yield from self.chapter(chapter)
        if passing:
            yield line("h2", *self.prose(prose.passing_title(brief)))
            yield line("plain", *self.prose(prose.passing_lead(brief)))
        for chapter in passing:
            said = [run for _, words in view.reasons(chapter) for w in words for run in (say(" · "), say(w))]
            yield line("passing", say(view.titled(chapter), "strong"), *said)
            yield from self.passage(chapter, chapter.passage)

    # -- pictures -----------------------------------------------------------------------------------------

    def charts(self, where: str) -> Iterator[Block]:
        """The charts that stand there; none where they cannot be drawn: the tables have their numbers."""
        for picture in pictures.beside(self.brief, where):
            drawn = still(picture, pictures.setting(self.brief, links=False))
            if drawn is not None:
                yield line("caption", say(picture.title))
                yield Line("picture", (), drawn)
                yield from (line("picture-note", say(note)) for note in pictures.notes(picture))

    def photographs(self, chapter: str) -> Iterator[Block]:
        """An editor's, with what is said of them."""
        for one in photographs.beside(self.brief, chapter):
            yield Line("picture", (), photographs.still(one))
            credit = [say("　"), say(one.credit.text, "faint")] if one.credit else []
            yield line("picture-note", say(one.caption.text), *credit)
            yield from self.unsupported(one.caption)
            yield from self.unsupported(one.credit)

    def map(self) -> Iterator[Block]:
        """The map, and in words what it shows."""
        for picture in pictures.beside(self.brief, pictures.MAP):
            assert isinstance(picture, Map)
            drawn = still(picture, pictures.setting(self.brief, links=False))
            yield line("h1", say(picture.title))
            if drawn is not None:
                yield Line("picture", (), drawn)
            for area in pictures.named(picture):
                runs = [say(area.name, "strong")]
                for label, key, count in pictures.counted(area):
                    runs += [say(f"　{label}"), counted(key, count), say("句")]
                inside = [say(f"　{'、'.join(area.inside)}", "faint")] if area.inside else []
                told = [c for c in area.chapters if c in self.chapter_number]
                pointers = [run for c in told for run in (say("、"), *self.chapter_words(c))]
                yield line("legend", *runs, *inside, *([say("　见")] if told else []), *pointers[1:])
            told_of = pictures.notes(picture) if drawn is not None else ()
            yield from (line("picture-note", say(note)) for note in told_of)

    # -- the end ------------------------------------------------------------------------------------------

    def projects(self) -> Iterator[Block]:
        brief = self.brief
        if brief.projects or brief.organisations:
            yield line("h1", *self.told("projects"))
        if brief.projects:
            yield line("plain", *self.told("projects_lead"))
            yield Table("projects", self.columns("projects"), tuple(map(self._project, brief.projects)))
        if brief.organisations:
            yield line("h2", *self.told("organisations"))
            names = [run for o in brief.organisations for run in (say("、"), say(o.name))]
            yield line("plain", *names[1:])

    def _project(self, of: Project) -> tuple[tuple[Run, ...], ...]:
        nothing = say(LABELS["nothing"])
        money = listed(self.value(s) for s in of.money)
        size = listed([say(one_line(s.indicator), about=self.about(s)), *self.value(s)] for s in of.capacity)
        ahead = labels("prose")["ahead"]
        steps = listed([say(f"{ahead}{s.stage}" if s.ahead else s.stage)] for s in of.steps)
        sources = listed(self.bracketed(number) for number in view.sources_of(self.brief, of))
        place = say(of.place or LABELS["nothing"])
        cells = (money, size, steps)
        return (
            (say(of.name, "strong"),),
            (place,),
            *(tuple(cell) or (nothing,) for cell in cells),
            tuple(sources),
        )

    def coverage(self) -> Iterator[Block]:
        """The report as squares, a sentence each, with what the colours mean and how many there are."""
        yield self.head("coverage")
        strip = iter(self.brief.coverage.strip)
        if not self.brief.coverage.strip:
            yield line("plain", *self.told("no_sentences"))
        for stretch in view.strip(self.brief)[0]:
            yield line("part", *self.stretch(stretch))
            sentences = islice(strip, self.counts[f"{stretch.name}-sentences"])
            tones = [kind or (CONTEXT if chapter else "none") for *_, kind, chapter in sentences]
            yield line(
                "strip", *(say(SQUARE * len(list(same)), f"on-{tone}") for tone, same in groupby(tones))
            )
        for tone, count in view.strip_counts(self.brief):
            told = say(f"　{labels('kinds_told')[tone]}："), counted(f"tone-{tone}", count), say("句")
            yield line("legend", say(f"{SQUARE} ", f"on-{tone}"), say(labels("kinds")[tone], "strong"), *told)
        if self.brief.coverage.strip and not view.strip_counts(self.brief):
            yield line("plain", *self.told("none_concerned"))
        rows = tuple(
            ((say(name),), (counted(count.name, count.value), say(unit)))
            for name, count, unit in prose.coverage_rows(self.brief)
        )
        yield Table("coverage", self.columns("coverage"), rows)

    def stretch(self, of: view.Stretch) -> list[Run]:
        """二、今年工作　120句，有关9句，见第1章、第4章."""
        title = say(one_line(of.title)) if of.title else self.told("opening")[0]
        runs = [title, say("　"), self.count(f"{of.name}-sentences"), say("句")]
        if self.counts[f"{of.name}-concerned"]:
            runs += [say("，有关"), self.count(f"{of.name}-concerned"), say("句")]
        pointers = [run for id_ in of.chapters for run in (say("、"), *self.chapter_words(id_))]
        return [*runs, say("，见"), *pointers[1:]] if pointers else runs

    def findings(self) -> Iterator[Block]:
        if self.brief.findings:
            yield line("h1", *self.told("findings"))
            yield line("plain", *self.told("findings_lead"))
        for finding in self.brief.findings:
            at, number = finding.at, self.number[finding.at.doc]
            words = (self.words(number, at.span, at.text, "strong"), self.cite(number))
            yield line("plain", *words, say("　"), say(finding.explanation))

    def count(self, name: str) -> Run:
        return counted(name, self.counts[name])

    def sources(self) -> Iterator[Block]:
        yield self.head("sources")
        for source in view.used(self.brief):
            yield from self.one_source(source)
        groups = prose.set_aside(self.brief)
        if groups:
            count = counted("unused", self.counts["unused"])
            yield line("h2", say(f"{LABELS['unused']}（"), count, say("份）"))
        for sources in groups:
            yield self.set_aside(sources)

    def set_aside(self, sources: Sequence[Source]) -> Line:
        """Why these were not used, and which they are: run in, since nobody reads what is not there."""
        names: list[Run] = []
        for of in sources:
            number = counted(f"source-{of.number}", of.number)
            names += [say("　["), number, say("] "), say(of.doc, about=str(of.number))]
        why = say(sources[0].note, "strong", about=str(sources[0].number))
        return line("set-aside", why, *names)

    def one_source(self, of: Source) -> Iterator[Block]:
        about = str(of.number)
        number = counted(f"source-{of.number}", of.number)
        yield line("source", say("["), number, say("]　"), *self._titled(of))
        digest = wording.short_hash(of.sha256)
        file = (say(LABELS["file"]), say(of.doc, about=about), say("　"), say(LABELS["hash"]))
        yield line("source-more", *file, say(digest, about=about))
        if of.note:
            yield line("source-more", say(of.note, about=about))

    def made(self) -> Iterator[Block]:
        yield self.head("made")
        yield from (line("plain", say(note)) for note in self.brief.notes)
        yield line("plain", *self.told("made"))
