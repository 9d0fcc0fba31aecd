"""Where words and colours stand on the pages of a PDF, in points from the upper left corner."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)
_SHADES = 12  # of 256, by which a pixel of a flat picture may miss its colour
DOTS = 72  # to the inch: a pixel is a point


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A rectangle on a page, and the word in it, if it is one's."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    @property
    def height(self) -> float:
        """Height in points, for words to the hundredth, which tells sizes of type apart."""
        return round(self.bottom - self.top, 2)


def words(pdf: Path) -> list[list[Place]]:
    """Return the words of every page."""
    printed = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    return [[_place(found) for found in _WORD.findall(page)] for page in printed.split("<page")[1:]]


def _place(found: tuple[str, ...]) -> Place:
    left, top, right, bottom = (float(value) for value in found[:4])
    return Place(left=left, top=top, right=right, bottom=bottom, text=unescape(found[4]))


def text_size(pages: Iterable[Iterable[Place]]) -> float:
    """Return the height of most words."""
    return Counter(word.height for page in pages for word in page).most_common(1)[0][0]


def drawn(pdf: Path, folder: Path) -> list[Image.Image]:
    """Return the pages as pictures, a pixel to the point."""
    command = ["pdftoppm", "-r", str(DOTS), "-png", str(pdf), str(folder / "page")]
    subprocess.run(command, check=True)
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("page*.png"))]


def extent(page: Image.Image, colour: tuple[int, int, int]) -> tuple[Place, float] | None:
    """Return the rectangle around all pixels of `colour`, and which share of it has it."""
    inks = zip(page.split(), colour, strict=True)
    masks = [band.point([255 * (abs(v - ink) < _SHADES) for v in range(256)]) for band, ink in inks]
    mask = Image.composite(Image.composite(masks[0], masks[1], masks[1]), masks[2], masks[2])
    box = mask.getbbox()
    if box is None:
        return None
    place = Place(left=box[0], top=box[1], right=box[2], bottom=box[3])
    filled = mask.crop(box).histogram()[255]
    return place, filled / ((box[2] - box[0]) * (box[3] - box[1]))
