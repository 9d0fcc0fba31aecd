"""How wide headlines run, from the display face's advances: sizes are chosen before setting."""

from __future__ import annotations

import math
import unicodedata

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

TEXT_MEASURE = 38.5
"""Characters in a line of text, 8.8 pt in 157 pt, counted over justified and hyphenated prose."""


def run(text: str, size: float) -> float:
    """Return the width in points of one line of `text` in the display face at `size` points."""
    folded = unicodedata.normalize("NFD", text.replace("\N{NO-BREAK SPACE}", " "))
    letters = [c for c in folded if not unicodedata.combining(c)]
    return sum(_ADVANCES.get(c, _OTHER) + _TIGHT for c in letters) * size / 1000


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
    return widest <= measure and wrap(text, size, measure) <= lines


def text_lines(characters: int) -> int:
    """Return how many lines of a column a paragraph of so many characters takes."""
    return max(1, math.ceil(characters / TEXT_MEASURE))
