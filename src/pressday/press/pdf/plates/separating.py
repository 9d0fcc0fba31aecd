"""Separating: the drawing of a page said again in inks, its colour carried on over the edge.

Black overprints what lies below it, so that no white shows where plates are not exactly one
over the other (ISO 32000-1, 8.6.7). What ends at the edge of the page ends a little outside it,
for nobody cuts to the hair.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pressday.press.pdf.plates.inks import BLACK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pressday.press.pdf.plates.inks import Ink

NEAR = 0.75
"""Points from the edge within which something was meant to touch it."""

_COLOURS = {"rg": "k", "g": "k", "RG": "K", "G": "K"}
_MARKED = frozenset("BDC BMC EMC DP MP".split())
_STATES = ("/Knockout", "/OverprintFill", "/OverprintStroke", "/Overprint")

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Edges:
    """A page's trim from its left foot, and by how much colour goes beyond: all in points."""

    width: float
    height: float
    bleed: float

    def extended(self, box: Box) -> Box:
        """Return left, foot, right and head, each that is at an edge carried over it."""
        left, foot, right, head = box
        return (
            -self.bleed if abs(left) <= NEAR else left,
            -self.bleed if abs(foot) <= NEAR else foot,
            self.width + self.bleed if abs(right - self.width) <= NEAR else right,
            self.height + self.bleed if abs(head - self.height) <= NEAR else head,
        )


@dataclass(slots=True)
class _State:
    """What a drawing has set: its matrix, and whether fill and stroke overprint.

    `overprints` counts fill as 1 and stroke as 2; -1 is not known.
    """

    matrix: Any
    fill: bool = False
    stroke: bool = False
    overprints: int = -1
    kept: list[tuple[Any, bool, bool, int]] = field(default_factory=list)


class Separation:
    """One drawing on its way to what `ink_of` makes of its colours.

    `edges` are None for a form, which stands anywhere.
    """

    def __init__(self, ink_of: Callable[[Sequence[float]], Ink], edges: Edges | None) -> None:
        import pikepdf

        self._ink_of, self._edges = ink_of, edges
        self._state = _State(pikepdf.Matrix())

    def of(self, drawing: Any) -> bytes:  # noqa: ANN401 - pikepdf's page or form
        """Return the stream of `drawing` in inks."""
        import pikepdf

        commands = pikepdf.parse_content_stream(drawing)
        made = [c for command in commands for c in self._said(command)]
        return pikepdf.unparse_content_stream(made)

    def _said(self, command: Any) -> Iterator[Any]:  # noqa: ANN401
        name: str = str(command.operator)
        if name in _MARKED:
            return
        if name in _COLOURS:
            yield from self._coloured(name, command.operands)
        elif name == "re" and self._edges:
            yield _command(self._bled(command.operands), "re")
        elif name == "Do":
            yield from self._drawn(command)
        else:
            self._follow(name, command.operands)
            yield command

    def _follow(self, name: str, operands: Any) -> None:  # noqa: ANN401
        import pikepdf

        state = self._state
        if name == "q":
            state.kept.append((state.matrix, state.fill, state.stroke, state.overprints))
        elif name == "Q" and state.kept:
            state.matrix, state.fill, state.stroke, state.overprints = state.kept.pop()
        elif name == "cm":
            state.matrix = pikepdf.Matrix(*map(float, operands)) @ state.matrix

    def _coloured(self, name: str, operands: Any) -> Iterator[Any]:  # noqa: ANN401
        channels = [float(operand) for operand in operands]
        ink = self._ink_of(channels * 3 if len(channels) == 1 else channels)
        if _COLOURS[name] == "k":
            self._state.fill = ink == BLACK
        else:
            self._state.stroke = ink == BLACK
        yield from self._overprinting(self._state.fill + 2 * self._state.stroke)
        yield _command(ink, _COLOURS[name])

    def _overprinting(self, how: int) -> Iterator[Any]:
        import pikepdf

        if how != self._state.overprints:
            self._state.overprints = how
            yield _command([pikepdf.Name(_STATES[how])], "gs")

    def _drawn(self, command: Any) -> Iterator[Any]:  # noqa: ANN401
        """Yield a picture or form, which knocks out; one at the edge is drawn a little larger."""
        yield from self._overprinting(0)
        stretch = self._stretch()
        if stretch is None:
            yield command
        else:
            yield from (_command([], "q"), _command(stretch, "cm"), command, _command([], "Q"))
        yield from self._overprinting(self._state.fill + 2 * self._state.stroke)

    def _stretch(self) -> Sequence[float] | None:
        """Return what makes the unit square, on which a picture is drawn, reach over the edge."""
        if not self._edges:
            return None
        left, foot, width, height = self._bled((0, 0, 1, 1))
        is_same = (left, foot, width, height) == (0, 0, 1, 1)
        return None if is_same else (width, 0, 0, height, left, foot)

    def _bled(self, rectangle: Any) -> Sequence[float]:  # noqa: ANN401
        """Return a rectangle (left, foot, width, height), its sides at an edge carried over it."""
        assert self._edges is not None  # noqa: S101 - asked for pages only
        x, y, width, height = (float(value) for value in rectangle)
        m = self._state.matrix
        if m.b or m.c or not m.a or not m.d:  # turned: no side is parallel to an edge
            return x, y, width, height
        across = sorted((x * m.a + m.e, (x + width) * m.a + m.e))
        up = sorted((y * m.d + m.f, (y + height) * m.d + m.f))
        box = across[0], up[0], across[1], up[1]
        wider = self._edges.extended(box)
        if wider == box:
            return x, y, width, height
        sides = sorted(((wider[0] - m.e) / m.a, (wider[2] - m.e) / m.a))
        ends = sorted(((wider[1] - m.f) / m.d, (wider[3] - m.f) / m.d))
        return sides[0], ends[0], sides[1] - sides[0], ends[1] - ends[0]


def _command(operands: Sequence[Any], name: str) -> Any:  # noqa: ANN401
    import pikepdf

    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(name))
