"""How much a section takes: pieces, words, minutes, pages, pieces of one source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pressday.edition.estimate import share
from pressday.text import WORDS_PER_MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressday.config import SectionRule, Size
    from pressday.model import Summary


@dataclass(slots=True, kw_only=True)
class Room:
    """What the `rule` of a section leaves free, None where it has none, after what was taken.

    Pages are those of paper of the `size`, as they are estimated.
    """

    rule: SectionRule | None = None
    size: Size = "A4"
    pieces: int = 0
    words: int = 0
    pages: float = 0.0
    sources: Counter[str] = field(default_factory=Counter)

    def take(self, article: Summary | None) -> None:
        """Count an article as taken; None is one that the library lacks."""
        self.pieces += 1
        if article:
            self.words += article.words
            self.pages += share(article, self.size)
            self.sources[article.source] += 1

    @property
    def free(self) -> int | None:
        """How many more pieces it takes where their number alone decides; else None."""
        rule = self.rule
        if rule is None or rule.limit is None:
            return None
        others = (rule.words, rule.minutes, rule.pages, rule.per_source)
        return max(0, rule.limit - self.pieces) if others == (None,) * len(others) else None

    def refusal(self, article: Summary) -> str:
        """Return which limit one more article would be over, in words; nothing where it fits."""
        return next(self._refusals(article), "")

    def _refusals(self, article: Summary) -> Iterator[str]:
        rule = self.rule
        if rule is None:
            return
        if rule.limit is not None and self.pieces >= rule.limit:
            yield f"limit = {rule.limit}: so many pieces are in it"
        most = rule.per_source
        if most is not None and self.sources[article.source] >= most:
            yield f"per_source = {most}: so many of {article.source or 'its source'} are in it"
        if rule.words is not None and self.words + article.words > rule.words:
            yield f"words = {rule.words}: {_more(self.words, article.words, 'words')}"
        if rule.minutes is not None and self._minutes(article.words) > rule.minutes:
            minutes = article.words / WORDS_PER_MINUTE
            yield f"minutes = {rule.minutes}: {_more(self._minutes(), minutes, 'minutes')}"
        pages = share(article, self.size)
        if rule.pages is not None and self.pages + pages > rule.pages:
            yield f"pages = {rule.pages}: {_more(self.pages, pages, 'pages')}"

    def _minutes(self, more: int = 0) -> float:
        return (self.words + more) / WORDS_PER_MINUTE


def _more(taken: float, more: float, what: str) -> str:
    return f"{round(taken, 1):g} {what} are in it, and it has {round(more, 1):g}"
