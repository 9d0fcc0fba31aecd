"""Tells a copy of a text by what the two have in common. Pure.

A text is the set of its *shingles*: every run of three words, hashed. Of two
texts one is a copy when enough of the shorter one's shingles stand in the
longer one. A wire copy changes a word here and there, a truncated copy lacks
the end; neither shows in equal hashes of the whole, both show in this.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from pressday.library.folding import is_spaceless, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

COPY = 0.5  # the share of the shorter text that makes it a copy
# Of two titles in one source more is asked: the parts of a series share their furniture.
COPY_IN_SERIES = 0.8
SHORTEST = 40  # words; shorter texts are copies only when they are equal
RUN = 3  # words in a shingle
PER_WORD = 2  # characters of a script without blanks that count as a word
SPARSEST = 8  # a long text has one shingle in eight in the index
ENOUGH = 32  # a short one more than one in eight, to have about this many
MOST = 4096  # and a book fewer
FAR = 3  # a text so many times longer is a collection, or has it at its start
LEEWAY = 30  # shingles that may stand before that start: a standfirst, a byline


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What is compared of a text: the words of its title, its shingles in their order."""

    title: tuple[str, ...]
    shingles: tuple[int, ...]

    @property
    def size(self) -> int:
        """Shingles, about one a word: the measure of which text is the fuller one."""
        return len(self.shingles)


def read(title: str, text: str) -> Text:
    """Return what is compared of an article's `title` and plain `text`.

    A text below 40 words is one shingle, made of title and text; one without
    words has none, so that it is like no other.
    """
    heading, words = tokens(title), tokens(text)
    unit = PER_WORD if is_spaceless(words) else 1
    run = RUN * unit
    if len(words) < SHORTEST * unit:
        whole = [" ".join((*heading, "\n", *words))] if words else []
    else:
        whole = [" ".join(words[at : at + run]) for at in range(len(words) - run + 1)]
    return Text(title=tuple(heading), shingles=_hashed(whole))


def rate(size: int) -> int:
    """Return which shingles of a text of `size` are in the index: one in 1, 2, 4 or 8.

    Powers of two, so that of two texts the sparser one's are among the other's.
    A book has one in more, for a query names them all.
    """
    step = 1
    while size >= 2 * step * (ENOUGH if step < SPARSEST else MOST):
        step *= 2
    return step


def sample(text: Text) -> frozenset[int]:
    """Return the shingles by which `text` is found; which ones depends on them alone."""
    step = rate(text.size)
    return frozenset(shingle for shingle in text.shingles if shingle % step == 0)


def containment(one: Text, other: Text) -> float:
    """Return how much of the shorter text stands in the longer one, from 0 to 1.

    In a text three times as long under another title only the start is looked
    at: a truncated copy stands there, while a round-up has its pieces anywhere
    and is no fuller version of any.
    """
    shorter, longer = sorted((one, other), key=lambda text: text.size)
    within = longer.shingles
    if longer.size > FAR * shorter.size and shorter.title != longer.title:
        within = within[: shorter.size + LEEWAY]
    mine = set(shorter.shingles)
    return len(mine.intersection(within)) / len(mine) if mine else 0.0


def _hashed(shingles: Sequence[str]) -> tuple[int, ...]:
    """Return 64 bits of each, signed as SQLite keeps them."""
    digests = (
        blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        for shingle in shingles
    )
    # All at once: a text has as many as it has words.
    return struct.unpack(f">{len(shingles)}q", b"".join(digests))
