"""The pictures of a finished PDF, measured where they stand on its pages (ISO 32000-1, 8.8)."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS = 72  # of an inch

LEAST_PPI = 150
"""Pixels to the inch, below which a picture looks soft on paper."""


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture on a page: its pixels, its width and height in points, and where it stands.

    `box` is left, bottom, right and top in points, `name` how the page calls it, `key` the
    number of its object.
    """

    pixels: tuple[int, int]
    size: tuple[float, float]
    box: tuple[float, float, float, float] = (0, 0, 0, 0)
    name: str = ""
    key: tuple[int, int] = (0, 0)

    @property
    def ppi(self) -> float:
        """Pixels to the inch where there are fewest."""
        return POINTS * min(p / s for p, s in zip(self.pixels, self.size, strict=True))


def sharpness(data: bytes) -> list[int]:
    """Return for each page of a PDF the pixels an inch of its coarsest picture, 0 for none."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            round(min((picture.ppi for picture in placed_pictures(page)), default=0))
            for page in pdf.pages
        ]


def placed_pictures(page: Any) -> Iterator[PlacedPicture]:  # noqa: ANN401 - pikepdf's objects
    """Yield every picture that `page`, or a form on it, draws."""
    import pikepdf

    yield from _in(page.obj, pikepdf.Matrix())


def _in(content: Any, place: Any) -> Iterator[PlacedPicture]:  # noqa: ANN401 - pikepdf's objects
    """Yield every picture that a page or form draws at `place`."""
    import pikepdf

    forms = content.get("/Resources", {}).get("/XObject", {})
    kept = []
    for step in pikepdf.parse_content_stream(content, "q Q cm Do") if forms else ():
        operands: Any = step.operands
        match str(step.operator):
            case "q":
                kept.append(place)
            case "Q":
                place = kept.pop() if kept else place
            case "cm":
                place = pikepdf.Matrix(*map(float, operands)) @ place
            case _:
                name = str(operands[0])
                yield from _drawn(name, forms.get(name), place)


def _drawn(name: str, drawn: Any, place: Any) -> Iterator[PlacedPicture]:  # noqa: ANN401 - pikepdf's objects
    import pikepdf

    if drawn is None:
        return
    if drawn.get("/Subtype") == "/Form":
        own = pikepdf.Matrix(*map(float, drawn.get("/Matrix", [1, 0, 0, 1, 0, 0])))
        yield from _in(drawn, own @ place)
    elif drawn.get("/Subtype") == "/Image":
        size = math.hypot(place.a, place.b), math.hypot(place.c, place.d)
        if all(size):
            pixels = int(drawn.Width), int(drawn.Height)
            yield PlacedPicture(pixels, size, _box(place), name, drawn.objgen)


def _box(place: Any) -> tuple[float, float, float, float]:  # noqa: ANN401 - pikepdf's objects
    """Return where the unit square, in which a picture is drawn, comes to stand."""
    xs = [place.e + x for x in (0, place.a, place.c, place.a + place.c)]
    ys = [place.f + y for y in (0, place.b, place.d, place.b + place.d)]
    return min(xs), min(ys), max(xs), max(ys)
