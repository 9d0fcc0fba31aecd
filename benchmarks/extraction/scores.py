r"""How well extracted text covers what a person marked, and how sure that is.

The measure is the one that extraction benchmarks publish: words (`\w+`, case kept) in runs of
four, counted as often as they occur, compared page by page; precision and recall are means over
pages, F1 is their harmonic mean, exact the share of pages whose words are all the same. An empty
text has no precision and counts for recall only.

Intervals are the middle 95 % of a bootstrap over pages. For differences the same pages are drawn
for both extractors (paired), which leaves out what is hard for everybody.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = re.compile(r"\w+")
_RUN = 4  # words
DRAWS = 2000
_SEED = 20260  # the same draws in every run


@dataclass(frozen=True, slots=True)
class PageScore:
    """One page: precision and recall are None where there is nothing to share out."""

    precision: float | None
    recall: float | None
    exact: bool

    @property
    def f1(self) -> float:
        """The harmonic mean on this page, for lists of the worst."""
        return _harmonic(self.precision or 0, self.recall or 0)


@dataclass(frozen=True, slots=True)
class Score:
    """Many pages."""

    f1: float
    precision: float
    recall: float
    exact: float

    def __sub__(self, other: Score) -> Score:
        """Return how much better this is, measure by measure."""
        return Score(*(getattr(self, n) - getattr(other, n) for n in MEASURES))


MEASURES = tuple(field.name for field in fields(Score))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A score with the lower and upper end of its interval, measure by measure."""

    value: Score
    low: Score
    high: Score


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text with their number; a shorter text is one run."""
    words = _WORDS.findall(text)
    count = max(1, len(words) - _RUN + 1)
    return Counter(run for i in range(count) if (run := tuple(words[i : i + _RUN])))


def score_page(truth: str, text: str) -> PageScore:
    """Return how a page's extracted text compares with the truth."""
    wanted, got = runs(truth), runs(text)
    hits = (wanted & got).total()
    return PageScore(
        precision=hits / got.total() if got else None,
        recall=hits / wanted.total() if wanted else None,
        exact=_WORDS.findall(truth) == _WORDS.findall(text),
    )


def summarise(pages: Sequence[PageScore]) -> Score:
    """Return the score of many pages together."""
    precision = _mean([page.precision for page in pages])
    recall = _mean([page.recall for page in pages])
    exact = _mean([float(page.exact) for page in pages])
    return Score(_harmonic(precision, recall), precision, recall, exact)


def estimate(pages: Sequence[PageScore]) -> Estimate:
    """Return the score with its interval."""
    drawn = [summarise([pages[i] for i in draw]) for draw in _draws(len(pages))]
    return _estimate(summarise(pages), drawn)


def difference(ours: Sequence[PageScore], theirs: Sequence[PageScore]) -> Estimate:
    """Return our score minus theirs on the same pages, with the paired interval."""
    drawn = [
        summarise([ours[i] for i in draw]) - summarise([theirs[i] for i in draw])
        for draw in _draws(len(ours))
    ]
    return _estimate(summarise(ours) - summarise(theirs), drawn)


def in_tune_part(name: str) -> bool:
    """Return whether a page belongs to the part that rules may be tuned on, by a hash of its id."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 0


def _draws(count: int) -> list[list[int]]:
    chance = random.Random(_SEED)
    return [chance.choices(range(count), k=count) for _ in range(DRAWS)]


def _estimate(value: Score, drawn: Sequence[Score]) -> Estimate:
    ends: tuple[list[float], list[float]] = ([], [])
    for name in MEASURES:
        ordered = sorted(getattr(score, name) for score in drawn)
        ends[0].append(ordered[int(0.025 * len(ordered))])
        ends[1].append(ordered[int(0.975 * len(ordered)) - 1])
    return Estimate(value, Score(*ends[0]), Score(*ends[1]))


def _mean(values: Sequence[float | None]) -> float:
    defined = [value for value in values if value is not None]
    return sum(defined) / max(1, len(defined))


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / ((one + other) or 1)
