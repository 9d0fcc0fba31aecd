"""How many sources tell the same event, by the words of headline and opening. Pure.

A word weighs the more the rarer it is among all that is compared (TF-IDF); two texts
tell the same when the cosine of their weights is high.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pressday.body.words import compared

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pressday.model import Summary

SAME_EVENT = 0.3  # cosine
HEADLINE = 3  # times that a word of the headline counts
APART = 4 * 86400  # seconds between two tellings of one event at most
FEWEST = 8  # articles; among fewer no word is rare
COMMON = 0.05  # of the articles; a word in more of them is a common one


class Events:
    """What articles tell, noted one by one; of each its words are held, and nothing else."""

    def __init__(self) -> None:
        self._words: dict[str, Counter[str]] = {}
        self._told: dict[str, tuple[str, float]] = {}
        self._spread: Counter[str] = Counter()

    def note(self, article: Summary) -> None:
        """Take an article into account."""
        words = Counter(compared(article.opening))
        for word in compared(article.title):
            words[word] += HEADLINE
        when = (article.published or article.fetched).timestamp()
        self._words[article.id] = words
        self._told[article.id] = (article.site or article.source, when)
        self._spread.update(words.keys())

    def tellers(self, ids: Sequence[str]) -> dict[str, int]:
        """Return how many other sources tell what each of `ids` tells, of those that were noted."""
        if len(self._words) < FEWEST:
            return {}
        weights = {key: self._weights(words) for key, words in self._words.items()}
        holders: dict[str, list[str]] = defaultdict(list)
        for key, words in weights.items():
            for word in words:
                holders[word].append(key)
        noted = [key for key in ids if key in weights]
        return {key: len(self._sources_like(key, weights, holders)) for key in noted}

    def _weights(self, words: Mapping[str, int]) -> dict[str, float]:
        """Return the weights of a text, of length 1, without words that tell of no other text.

        Those are its own, and common ones: they weigh little, and are in too many to look at.
        """
        total = len(self._words)
        found = {w: (1 + math.log(n)) * math.log(total / self._spread[w]) for w, n in words.items()}
        length = math.sqrt(sum(weight * weight for weight in found.values())) or 1
        common = max(FEWEST, total * COMMON)
        return {w: n / length for w, n in found.items() if 1 < self._spread[w] <= common}

    def _sources_like(
        self,
        key: str,
        weights: Mapping[str, Mapping[str, float]],
        holders: Mapping[str, Sequence[str]],
    ) -> set[str]:
        source, when = self._told[key]
        alike: Counter[str] = Counter()
        for word, weight in weights[key].items():
            for other in holders[word]:
                alike[other] += weight * weights[other][word]  # type: ignore[assignment]
        near = (self._told[other] for other, cosine in alike.items() if cosine >= SAME_EVENT)
        return {name for name, day in near if name != source and abs(day - when) <= APART}
