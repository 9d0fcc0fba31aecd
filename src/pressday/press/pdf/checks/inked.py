"""What a page lays on paper, thing by thing: in which ink, how large, over what lies below or not.

Read from the streams as any press reads them (ISO 32000-1, 8.4, 8.6 and 9.3).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pressday.press.checked import Box

CMYK, GRAY, RGB = "DeviceCMYK", "DeviceGray", "DeviceRGB"

_DEEPEST = 20  # forms in one another; more are none of an honest file
_PLAIN = {"k": CMYK, "K": CMYK, "g": GRAY, "G": GRAY, "rg": RGB, "RG": RGB}
_FILLS = frozenset("f F f* B B* b b*".split())
_STROKES = frozenset("S s B B* b b*".split())
_ENDS = frozenset("n f F f* B B* b b* S s".split())
_SETTING = frozenset("sc scn SC SCN".split())
_TEXT = frozenset(("Tj", "TJ", "'", '"'))
_OPERATORS = (
    "q Q cm gs k K g G rg RG cs CS sc SC scn SCN w re m l c v y Tf Tm Td TD T* BT Tj TJ ' \" Do sh"
    f" {' '.join(sorted(_ENDS))}"
)


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour: the space it is in, and its parts there, 0 to 1."""

    space: str
    parts: tuple[float, ...] = ()

    @property
    def plates(self) -> tuple[float, float, float, float] | None:
        """Cyan, magenta, yellow and black; None for what is no ink of the press."""
        if self.space == CMYK and len(self.parts) == 4:  # noqa: PLR2004 - the four inks
            cyan, magenta, yellow, black = self.parts
            return cyan, magenta, yellow, black
        if self.space == GRAY and self.parts:
            return 0.0, 0.0, 0.0, 1 - self.parts[0]
        return None


BLACK = Colour(GRAY, (0.0,))


@dataclass(frozen=True, slots=True)
class Inked:
    """One thing on a page: `text`, `fill`, `stroke`, `shading` or `picture`.

    `size` is the height of type, the width of a line, or the thinner side of a box, in points;
    `overprints` tells whether it lets what lies below it be. A picture has its `stream`.
    """

    kind: str
    ink: Colour
    size: float
    box: Box
    overprints: bool = False
    stream: Any = None


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Any
    text: Any
    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_overprints: bool = False
    stroke_overprints: bool = False
    width: float = 1.0
    type_size: float = 0.0


@dataclass(slots=True)
class _Path:
    """The points of a path on its way, in points of the page."""

    across: list[float] = field(default_factory=list)
    up: list[float] = field(default_factory=list)

    def add(self, x: float, y: float, m: Any) -> None:  # noqa: ANN401
        self.across.append(m.a * x + m.c * y + m.e)
        self.up.append(m.b * x + m.d * y + m.f)

    @property
    def box(self) -> Box:
        if not self.across:
            return 0.0, 0.0, 0.0, 0.0
        return min(self.across), min(self.up), max(self.across), max(self.up)


def inked(page: Any) -> Iterator[Inked]:  # noqa: ANN401 - pikepdf's objects
    """Yield everything that `page`, or a form on it, lays on paper."""
    import pikepdf

    start = _State(pikepdf.Matrix(), pikepdf.Matrix())
    yield from _Reader(page.obj.get("/Resources", {}), 0).read(page, start)


def distinct(page: Any) -> list[Inked]:  # noqa: ANN401 - pikepdf's objects
    """Return the first of all things on `page` that are alike, those inside the trim by themselves.

    A page has thousands of things, and a file thousands of pages.
    """
    trim = trim_of(page)
    found: dict[Any, Inked] = {}
    for thing in inked(page):
        picture = thing.stream.objgen if thing.stream is not None else None
        kind = thing.kind, thing.ink, round(thing.size, 2), thing.overprints
        found.setdefault((*kind, picture, meets(thing.box, trim)), thing)
    return [*found.values()]


def trim_of(page: Any) -> Box:  # noqa: ANN401 - pikepdf's objects
    """Return where `page` is cut, or its whole sheet."""
    left, foot, right, head = (float(e) for e in page.obj.get("/TrimBox", page.mediabox))
    return left, foot, right, head


def meets(box: Box, other: Box) -> bool:
    """Tell whether two boxes have a place in common."""
    across = box[0] < other[2] and box[2] > other[0]
    return across and box[1] < other[3] and box[3] > other[1]


class _Reader:
    """Reads one stream with its resources."""

    def __init__(self, resources: Any, depth: int) -> None:  # noqa: ANN401
        self._resources, self._depth = resources, depth
        self._kept: list[_State] = []
        self._path = _Path()

    def read(self, drawing: Any, state: _State) -> Iterator[Inked]:  # noqa: ANN401
        import pikepdf

        for command in pikepdf.parse_content_stream(drawing, _OPERATORS):
            name, operands = str(command.operator), command.operands
            if name in _ENDS:
                yield from self._painted(name, state)
                self._path = _Path()
            elif name in _TEXT:
                yield self._written(state)
            elif name == "Do":
                yield from self._drawn(str(operands[0]), state)
            elif name == "sh":
                yield Inked("shading", self._of_shading(str(operands[0])), 0, _whole(state))
            else:
                state = self._after(name, operands, state)

    def _after(self, name: str, operands: Any, state: _State) -> _State:  # noqa: ANN401
        """Return the state that a command leaves."""
        work = _WORK.get(name)
        return work(self, name, operands, state) if work else state

    def _save(self, _: str, __: Any, state: _State) -> _State:  # noqa: ANN401
        self._kept.append(state)
        return state

    def _restore(self, _: str, __: Any, state: _State) -> _State:  # noqa: ANN401
        return self._kept.pop() if self._kept else state

    def _move(self, _: str, operands: Any, state: _State) -> _State:  # noqa: ANN401
        import pikepdf

        return replace(state, matrix=pikepdf.Matrix(*map(float, operands)) @ state.matrix)

    def _set_width(self, _: str, operands: Any, state: _State) -> _State:  # noqa: ANN401
        return replace(state, width=float(operands[0]))

    def _go(self, name: str, operands: Any, state: _State) -> _State:  # noqa: ANN401
        values = [float(value) for value in operands]
        if name == "re":
            x, y, width, height = values
            values = [x, y, x + width, y + height]
        for x, y in zip(values[::2], values[1::2], strict=True):
            self._path.add(x, y, state.matrix)
        return state

    def _set_type(self, name: str, operands: Any, state: _State) -> _State:  # noqa: ANN401
        import pikepdf

        if name == "Tf":
            return replace(state, type_size=float(operands[1]))
        values = map(float, operands) if name == "Tm" else ()
        return replace(state, text=pikepdf.Matrix(*values))

    def _coloured(self, name: str, operands: Any, state: _State) -> _State:  # noqa: ANN401
        is_stroke = name[0].isupper()
        before = state.stroke if is_stroke else state.fill
        if name in _PLAIN:
            ink = Colour(_PLAIN[name], tuple(map(float, operands)))
        elif name.lower() == "cs":
            ink = Colour(self._space(operands[0]))
        else:
            ink = Colour(before.space, tuple(float(v) for v in operands if not _is_name(v)))
        return replace(state, stroke=ink) if is_stroke else replace(state, fill=ink)

    def _space(self, named: Any) -> str:  # noqa: ANN401
        return space_of(self._resources.get("/ColorSpace", {}).get(str(named), named))

    def _with_state(self, _: str, operands: Any, state: _State) -> _State:  # noqa: ANN401
        """Return `state` with what a named one sets (ISO 32000-1, table 58)."""
        found = self._resources.get("/ExtGState", {}).get(str(operands[0]))
        if found is None:
            return state
        both = bool(found.get("/OP", state.stroke_overprints))
        fill = bool(found.get("/op", both if "/OP" in found else state.fill_overprints))
        width = float(found.get("/LW", state.width))
        return replace(state, fill_overprints=fill, stroke_overprints=both, width=width)

    def _painted(self, name: str, state: _State) -> Iterator[Inked]:
        box = self._path.box
        if name in _FILLS:
            thin = min(box[2] - box[0], box[3] - box[1])
            yield Inked("fill", state.fill, thin, box, state.fill_overprints)
        if name in _STROKES:
            width = state.width * _scale(state.matrix)
            yield Inked("stroke", state.stroke, width, box, state.stroke_overprints)

    def _written(self, state: _State) -> Inked:
        place = state.text @ state.matrix
        size = state.type_size * _scale(place)
        box = place.e, place.f, place.e + size, place.f + size
        return Inked("text", state.fill, size, box, state.fill_overprints)

    def _drawn(self, name: str, state: _State) -> Iterator[Inked]:
        import pikepdf

        found = self._resources.get("/XObject", {}).get(name)
        if found is None:
            return
        if found.get("/Subtype") == "/Image":
            space = space_of(found.get("/ColorSpace", CMYK))
            box = _whole(state)
            yield Inked("picture", Colour(space), 0, box, state.fill_overprints, found)
        elif found.get("/Subtype") == "/Form" and self._depth < _DEEPEST:
            own = pikepdf.Matrix(*map(float, found.get("/Matrix", [1, 0, 0, 1, 0, 0])))
            inside = _Reader(found.get("/Resources", self._resources), self._depth + 1)
            yield from inside.read(found, replace(state, matrix=own @ state.matrix))

    def _of_shading(self, name: str) -> Colour:
        found = self._resources.get("/Shading", {}).get(name)
        return Colour(space_of(found.get("/ColorSpace", CMYK) if found is not None else CMYK))


_WORK: Mapping[str, Callable[[_Reader, str, Any, _State], _State]] = {
    "q": _Reader._save, "Q": _Reader._restore, "cm": _Reader._move,  # noqa: SLF001
    "gs": _Reader._with_state, "w": _Reader._set_width,  # noqa: SLF001
    **dict.fromkeys("re m l c v y".split(), _Reader._go),  # noqa: SLF001
    **dict.fromkeys("Tf Tm BT".split(), _Reader._set_type),  # noqa: SLF001
    **dict.fromkeys([*_PLAIN, "cs", "CS", *_SETTING], _Reader._coloured),  # noqa: SLF001
}  # fmt: skip


def space_of(value: Any) -> str:  # noqa: ANN401
    """Return the name of a colour space, with the ink of one of its own: `Separation All`."""
    import pikepdf

    if not isinstance(value, pikepdf.Array):
        return str(value).removeprefix("/")
    kind = str(value[0]).removeprefix("/")
    if kind == "Separation":
        return f"{kind} {str(value[1]).removeprefix('/')}"
    if kind in {"Indexed", "Pattern"} and len(value) > 1:
        return space_of(value[1])
    return kind


def _is_name(value: Any) -> bool:  # noqa: ANN401
    import pikepdf

    return isinstance(value, pikepdf.Name)


def _scale(matrix: Any) -> float:  # noqa: ANN401
    return math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))


def _whole(state: _State) -> Box:
    """Return where the unit square stands."""
    path = _Path()
    for x, y in ((0, 0), (1, 0), (0, 1), (1, 1)):
        path.add(x, y, state.matrix)
    return path.box
