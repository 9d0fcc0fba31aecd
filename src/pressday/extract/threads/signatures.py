"""A page's thread: the best way to cut it into posts, and who signs each, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.extract.threads.containers import cuts
from pressday.extract.threads.days import Days, days
from pressday.extract.threads.names import Writers, writers
from pressday.extract.threads.spots import slots

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from pressday.extract.threads.containers import Cut

_MOST_TIMED = 0.7  # share of posts with a time of day from which nobody takes them for others


@dataclass(frozen=True, slots=True)
class Thread:
    """The posts of a page in their order, where each says who wrote it, and its day."""

    cut: Cut
    writers: Writers
    days: Days

    @property
    def weight(self) -> float:
        """The words of posts whose writer is known, less where others are not.

        Of few posts, which may be anything, it is less, and of posts that have several writers.
        """
        signed = self.writers.spots
        crowded = max(self.writers.crowded, self.days.crowded)
        whole = len(signed) / len(self.cut.posts)
        certain = (1 - 1 / max(1, len(signed))) * (1 - crowded / 2)
        return sum(post.words for post in signed) * whole * certain


def find_thread(words: Mapping[Element, int]) -> Thread | None:
    """Return the thread that kept blocks belong to, or None where they are no thread.

    `words` are the page's elements that hold kept words, with their number.
    """
    best: Thread | None = None
    for cut in sorted(cuts(words), key=_most, reverse=True):
        if best is not None and best.weight >= _most(cut):
            break
        thread = _read(cut)
        if thread.writers.spots and (best is None or thread.weight > best.weight):
            best = thread
    return best


def _most(cut: Cut) -> float:
    """Return the weight of a cut if every post is signed."""
    return cut.words * (1 - 1 / len(cut.posts))


def _read(cut: Cut) -> Thread:
    places = slots(cut)
    dated = days(places, cut.posts)
    return Thread(cut, writers(places, cut.posts, timed=dated.timed >= _MOST_TIMED), dated)
