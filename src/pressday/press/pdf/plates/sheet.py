"""The sheet around a page: where it is cut, how far colour goes, and the marks for the printer.

Marks stand outside of the bleed and are drawn in all inks at once, so that each plate has them
(ISO 32000-1, 8.6.6.4: the colour All).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from pressday.orders import PressOrder

MM = 72 / 25.4
"""Points in a millimetre."""

_GAP = 1.5 * MM  # between bleed and marks
_LENGTH = 5 * MM
_HAIR = 0.25  # points
_PATCH = 5 * MM  # of the colour bar
_ROUND = 0.5523  # of a radius: where the handles of a quarter of a circle stand
# The inks alone, two on one another, and their halves: what a densitometer is held to.
_BAR = (
    (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1, 1, 0, 0), (1, 0, 1, 0),
    (0, 1, 1, 0), (0.5, 0, 0, 0), (0, 0.5, 0, 0), (0, 0, 0.5, 0), (0, 0, 0, 0.5),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PressSheet:
    """The paper around a page of `width` and `height` points.

    `bleed` is how far its colour goes, `margin` how far the sheet.
    """

    width: float
    height: float
    bleed: float
    margin: float

    @classmethod
    def around(cls, width: float, height: float, order: PressOrder) -> PressSheet:
        """Return the sheet that `order` asks for."""
        bleed = order.bleed * MM
        return cls(width, height, bleed, bleed + (2 * _GAP + _LENGTH if order.marks else 0))

    def place(self, page: pikepdf.Page) -> None:
        """Give `page` its boxes (ISO 15930-7); its own left foot is at `margin`."""
        from pikepdf import Array

        across, up = self.width + 2 * self.margin, self.height + 2 * self.margin
        outer = self.margin - self.bleed
        page.obj.MediaBox = Array([0, 0, *_rounded(across, up)])
        page.obj.BleedBox = Array(_rounded(outer, outer, across - outer, up - outer))
        page.obj.TrimBox = Array(
            _rounded(self.margin, self.margin, across - self.margin, up - self.margin)
        )
        for box in ("/CropBox", "/ArtBox"):
            if box in page.obj:
                del page.obj[box]

    def marks(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """Return a form with the marks, as large as the sheet."""
        from pikepdf import Array, Dictionary, Name

        function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
        every = pdf.make_indirect(Array([Name.Separation, Name.All, Name.DeviceCMYK, function]))
        box = [0, 0, *_rounded(self.width + 2 * self.margin, self.height + 2 * self.margin)]
        return pdf.make_stream(
            "\n".join(self._drawing()).encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array(box),
            Resources=Dictionary(ColorSpace=Dictionary(All=every)),
        )

    def _drawing(self) -> Iterator[str]:
        yield f"q /All CS 1 SCN {_HAIR} w"
        yield from self._crop_marks()
        yield from self._crosses()
        yield "Q"
        yield from self._bar()

    def _crop_marks(self) -> Iterator[str]:
        near, far = self.margin - self.bleed - _GAP, self.margin - self.bleed - _GAP - _LENGTH
        across, up = self.width + 2 * self.margin, self.height + 2 * self.margin
        for x in (self.margin, across - self.margin):
            yield _line(x, near, x, far)
            yield _line(x, up - near, x, up - far)
        for y in (self.margin, up - self.margin):
            yield _line(near, y, far, y)
            yield _line(across - near, y, across - far, y)

    def _crosses(self) -> Iterator[str]:
        """Yield a cross in a circle at the middle of each side, by which plates are registered."""
        middle = self.margin - self.bleed - _GAP - _LENGTH / 2
        across, up = self.width + 2 * self.margin, self.height + 2 * self.margin
        arm = _LENGTH / 2
        sides = ((middle, up / 2), (across - middle, up / 2))
        ends = ((across / 2, middle), (across / 2, up - middle))
        for x, y in (*sides, *ends):
            yield _line(x - arm, y, x + arm, y)
            yield _line(x, y - arm, x, y + arm)
            yield _circle(x, y, arm * 0.6)

    def _bar(self) -> Iterator[str]:
        """Yield the colour bar, above the page and clear of the marks."""
        foot = self.height + self.margin + self.bleed + _GAP
        left = self.margin + _LENGTH
        for number, ink in enumerate(_BAR):
            ink_ = " ".join(f"{part:g}" for part in ink)
            yield f"{ink_} k {left + number * _PATCH:.3f} {foot:.3f} {_PATCH:.3f} {_PATCH:.3f} re f"


def _rounded(*values: float) -> list[float]:
    return [round(value, 3) for value in values]


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S"


def _circle(x: float, y: float, radius: float) -> str:
    def turned(angle: float) -> tuple[float, float]:
        return x + radius * math.cos(angle), y + radius * math.sin(angle)

    def curve(start: float) -> str:
        """Return a quarter from the angle `start` on (a Bézier curve, ISO 32000-1, 8.5.2.2)."""
        end, handle = start + math.pi / 2, radius * _ROUND
        (ax, ay), (bx, by) = turned(start), turned(end)
        one = ax - handle * math.sin(start), ay + handle * math.cos(start)
        two = bx + handle * math.sin(end), by - handle * math.cos(end)
        return " ".join(f"{value:.3f}" for value in (*one, *two, bx, by)) + " c"

    quarters = " ".join(curve(quarter * math.pi / 2) for quarter in range(4))
    return f"{x + radius:.3f} {y:.3f} m {quarters} S"
