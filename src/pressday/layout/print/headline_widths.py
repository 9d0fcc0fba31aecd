"""How wide headlines run, from the display face's advances: sizes are chosen before setting."""

from __future__ import annotations

import math
import unicodedata
from functools import cache

# Source Serif 4, weight 700, optical size 60, in 1/1000 em; read from the font's own tables.
_ADVANCES = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-’&",
        (
            485, 556, 452, 544, 470, 331, 505, 568, 286, 280, 544, 286, 848, 568, 529, 550, 531,
            429, 400, 336, 557, 490, 733, 496, 490, 435, 620, 570, 566, 640, 532, 508, 610, 692,
            336, 345, 644, 512, 805, 633, 646, 549, 646, 639, 494, 580, 637, 611, 897, 618, 589,
            520, 508, 508, 508, 508, 508, 508, 508, 508, 508, 508, 196, 261, 261, 311, 192, 676,
        ),
        strict=True,
    )
)  # fmt: skip
_OTHER = 560  # accents fold away, so this is for other scripts
_TIGHT = -15  # 1/1000 em: the headlines' letter-spacing

# Smaller optical sizes run wider: measured over all sizes of the type scale, 16 to 57 points.
_AS_TOLD = 42  # points at which the advances hold
_WIDER = 0.125
_LARGEST = 60  # points of the largest optical size

_SAFE = 0.97  # of the measure: kerning and italics are not in the table
_WEAK = 3  # letters of articles and prepositions, near enough in eight languages
_LONELY = 7  # letters of a word that looks lost on a line of its own
_PAUSES = ",:;.!?–—"

TEXT_MEASURE = 38.5
"""Characters in a line of text, 8.8 pt in 157 pt, counted over justified and hyphenated prose."""


def run(text: str, size: float) -> float:
    """Return the width in points of one line of `text` in the display face at `size` points."""
    folded = unicodedata.normalize("NFD", text.replace("\N{NO-BREAK SPACE}", " "))
    letters = [c for c in folded if not unicodedata.combining(c)]
    wider = 1 + _WIDER * math.log(_AS_TOLD / min(size, _LARGEST))
    return sum(_ADVANCES.get(c, _OTHER) + _TIGHT for c in letters) * size * wider / 1000


def wrap(text: str, size: float, measure: float) -> int:
    """Return how many lines `text` takes at `size` points in `measure` points, broken at blanks."""
    lines, width = 1, 0.0
    for word in text.split(" "):
        extent = run(word, size)
        gap = run(" ", size) if width else 0.0
        if width and width + gap + extent > measure:
            lines, width, gap = lines + 1, 0.0, 0.0
        width += gap + extent
    return lines


def fits(text: str, size: float, measure: float, lines: int) -> bool:
    """Tell whether `text` stands in at most `lines` lines and no word is wider than the measure."""
    widest = max((run(w, size) for w in text.split(" ")), default=0)
    return widest <= measure and wrap(text, size, measure * _SAFE) <= lines


def text_lines(characters: int) -> int:
    """Return how many lines of a column a paragraph of so many characters takes."""
    return max(1, math.ceil(characters / TEXT_MEASURE))


def balance(text: str, size: float, measure: float) -> tuple[str, ...]:
    """Return the lines of a headline: as few as fit, broken where the sense breaks, evenly long.

    Lines end after punctuation rather than after an article or a preposition,
    and no line is a single short word if it can be helped.
    """
    parts = text.split(" ")

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[str, ...]]:
        """Return the cheapest `left` lines that hold the words from `start` on."""
        if left == 1:
            return _line_cost(parts[start:], size, measure, last=True), (" ".join(parts[start:]),)
        options = []
        for end in range(start + 1, len(parts) - left + 2):
            cost, lines = best(end, left - 1)
            cost += _line_cost(parts[start:end], size, measure, last=False)
            options.append((cost, (" ".join(parts[start:end]), *lines)))
        return min(options)

    return best(0, wrap(text, size, measure * _SAFE))[1]


def _line_cost(words_: list[str], size: float, measure: float, *, last: bool) -> float:
    """Return how ill a line looks: its white, squared, and what it ends with."""
    line = " ".join(words_)
    width = run(line, size)
    if width > measure * _SAFE and len(words_) > 1:
        return math.inf
    white = (1 - width / measure) ** 2
    end = words_[-1]
    weak = not last and len(end) <= _WEAK and end[-1:].isalnum()
    strong = not last and end[-1:] in _PAUSES
    lonely = len(words_) == 1 and len(end) <= _LONELY
    return white + 0.25 * weak - 0.2 * strong + 0.6 * lonely
