"""How sharp the pictures of a finished PDF are, measured where they stand on its pages."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS = 72  # of an inch


def sharpness(data: bytes) -> list[int]:
    """Return for each page of a PDF the pixels an inch of its coarsest picture, 0 for none."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [round(min(_pictures(page.obj, pikepdf.Matrix()), default=0)) for page in pdf.pages]


def _pictures(content: Any, place: Any) -> Iterator[float]:  # noqa: ANN401 - pikepdf's objects
    """Yield the pixels an inch of every picture that a page or form draws at `place`."""
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
                yield from _drawn(forms.get(str(operands[0])), place)


def _drawn(drawn: Any, place: Any) -> Iterator[float]:  # noqa: ANN401 - pikepdf's objects
    import pikepdf

    if drawn is None:
        return
    if drawn.get("/Subtype") == "/Form":
        own = pikepdf.Matrix(*map(float, drawn.get("/Matrix", [1, 0, 0, 1, 0, 0])))
        yield from _pictures(drawn, own @ place)
    elif drawn.get("/Subtype") == "/Image":
        across, down = math.hypot(place.a, place.b), math.hypot(place.c, place.d)
        if across and down:
            yield POINTS * min(int(drawn.Width) / across, int(drawn.Height) / down)
