"""How sure matching is and how often it is right: shares of ``calibration.toml`` and a reliability table.

``python -m benchmarks.calibration`` fits the shares on the cases that are not held out, prints them as TOML,
and says how the shares of the package hold on the cases that are held out. Run it again after a change of
scores or reasons.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.judged import CASES, Case, Label, labels, matched
from duibiao.gazetteer import Gazetteer
from duibiao.matching import Cache, Pairing
from duibiao.matching.concerns import Case as Asked
from duibiao.matching.confidence import Support, supports
from duibiao.text import Span

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
OVERLAP_LEAST = 0.3
"""Share of what a pairing quotes that must lie in a judged stretch to be the one that was judged."""
BIN_LEAST = 8
"""Fewest judged cases of one share; fewer are joined with their neighbours."""
EDGES = (0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.01)


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged case that is told, what speaks for it, and how sure matching is."""

    case: Case
    yes: bool
    supports: tuple[Support, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """``pairings`` and ``evidence`` told; how many judged right are missing, how many judged wrong gone."""

    pairings: list[Judged]
    evidence: list[Judged]
    missed: int
    gone: int


def outcome(corpus: Path = CORPUS, cache: Cache | None = None) -> Outcome:
    """Every judged case against what matching says now; ``cache``: of this very version, else a new one."""
    gazetteer = Gazetteer.load()
    made = Outcome([], [], 0, 0)
    missed = gone = 0
    kept = tempfile.TemporaryDirectory()
    for case in CASES:
        report, found = matched(case, corpus, gazetteer, cache or Cache(Path(kept.name)))
        asked = Asked(report, gazetteer.resolve(case.place), case.year, gazetteer, frozenset())
        every = [*found.answered, *found.unanswered]
        for label in labels(case):
            if label.answer is not None:
                made.evidence.extend(_sentence(case, label, every))
                continue
            told = _told(label.span, every)
            if told is None:
                missed, gone = missed + label.yes, gone + (not label.yes)
                continue
            speaks = tuple(supports(asked, told.reasons, told.evidence))
            made.pairings.append(Judged(case, label.yes, speaks, float(told.confidence)))
    kept.cleanup()
    return Outcome(made.pairings, made.evidence, missed, gone)


def _told(span: Span, pairings: Sequence[Pairing]) -> Pairing | None:
    """The pairing that quotes most of a judged stretch."""

    def overlap(pairing: Pairing) -> float:
        common = sum(max(0, min(k.end, span.end) - max(k.start, span.start)) for k in pairing.kept)
        return common / sum(k.size for k in pairing.kept)

    best = max(pairings, key=overlap, default=None)
    return best if best is not None and overlap(best) >= OVERLAP_LEAST else None


def _sentence(case: Case, label: Label, pairings: Sequence[Pairing]) -> list[Judged]:
    """The judged sentence, where it stands under the judged passage."""
    told = _told(label.span, pairings)
    return [
        Judged(case, label.yes, (Support("evidence", e.score),), float(e.confidence))
        for e in (told.evidence if told is not None else ())
        if e.doc == label.doc and e.span == label.answer
    ]


def fit(judged: Sequence[Judged]) -> dict[str, list[tuple[float, int, int]]]:
    """By form: least score, right ones, all; monotone in the score (pool adjacent violators)."""
    points: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for one in judged:
        points[one.supports[0].form].append((float(one.supports[0].score), one.yes))
    return {form: _monotone(sorted(found)) for form, found in sorted(points.items())}


def _monotone(points: Sequence[tuple[float, bool]]) -> list[tuple[float, int, int]]:
    bins: list[tuple[float, int, int]] = []
    for score, yes in points:
        if bins and bins[-1][0] == score:
            least, right, n = bins.pop()
            bins.append((least, right + yes, n + 1))
        else:
            bins.append((score, int(yes), 1))
        while len(bins) > 1 and (
            bins[-2][2] < BIN_LEAST or bins[-2][1] * bins[-1][2] >= bins[-1][1] * bins[-2][2]
        ):
            _, right, n = bins.pop()
            least, before, m = bins.pop()
            bins.append((least, before + right, m + n))
    if len(bins) > 1 and bins[-1][2] < BIN_LEAST:
        _, right, n = bins.pop()
        least, before, m = bins.pop()
        bins.append((least, before + right, m + n))
    return [(0.0 if i == 0 else least, right, n) for i, (least, right, n) in enumerate(bins)]


def as_toml(fitted: dict[str, list[tuple[float, int, int]]]) -> str:
    """Entries of ``calibration.toml``. A share is (right + 1/2) / (all + 1): ten of ten is not certainty."""
    return "\n".join(
        f'[[entries]]\nname = "{form}"\nleast = "{least:.2f}"\n'
        f'share = "{(right + 0.5) / (n + 1):.2f}"\njudged = "{right} of {n}"\n'
        for form, bins in fitted.items()
        for least, right, n in bins
    )


def brier(judged: Sequence[Judged]) -> float:
    """Mean squared distance of confidence and judgement."""
    return sum((one.sure - one.yes) ** 2 for one in judged) / len(judged)


def reliability(judged: Sequence[Judged]) -> list[tuple[float, int, float, float]]:
    """By bin: upper edge, cases, mean confidence, share of right ones."""
    rows: list[tuple[float, int, float, float]] = []
    for low, high in zip((0.0, *EDGES), EDGES, strict=False):
        here = [one for one in judged if low <= one.sure < high]
        if here:
            sure = sum(one.sure for one in here) / len(here)
            rows.append((high, len(here), sure, sum(one.yes for one in here) / len(here)))
    return rows


def calibration_error(judged: Sequence[Judged]) -> float:
    """Expected calibration error: the bins' distances, weighted by their cases."""
    return sum(n * abs(sure - right) for _, n, sure, right in reliability(judged)) / len(judged)


def main() -> None:
    """Print shares and tables."""
    found = outcome()
    seen = [one for one in (*found.pairings, *found.evidence) if not one.case.held_out]
    print(as_toml(fit(seen)))
    report(found)


def report(found: Outcome) -> None:
    """Print the reliability tables."""
    print(f"judged right and not told: {found.missed}; judged wrong and not told: {found.gone}")
    for title, judged in (("passages", found.pairings), ("evidence", found.evidence)):
        for name, held_out in (("fitted on", False), ("held out", True)):
            here = [one for one in judged if one.case.held_out is held_out]
            right = sum(one.yes for one in here) / len(here)
            print(
                f"\n{title}, {name}: {len(here)} cases, {right:.3f} right; "
                f"Brier {brier(here):.3f} (always {right:.2f}: {right * (1 - right):.3f}), "
                f"ECE {calibration_error(here):.3f}"
            )
            print("confidence below | cases | mean confidence | right")
            for high, n, sure, share in reliability(here):
                print(f"{min(high, 1):.2f} | {n} | {sure:.2f} | {share:.2f}")


if __name__ == "__main__":
    main()
