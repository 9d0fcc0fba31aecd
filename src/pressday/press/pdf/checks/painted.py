"""What is painted on a page: words by their marks, and what nothing marks.

Read from the streams themselves (ISO 32000-1, 9.4 and 14.6), as any reader of the file does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

ARTIFACT = -1
"""The mark of what is no content."""
UNMARKED = -2
"""That of what nothing marks, as it must not be."""
NOTDEF = "\N{REPLACEMENT CHARACTER}"
"""What stands for a glyph that no letter is known of."""

_ENTRY = re.compile(rb"<([\da-fA-F]{4})>\s*<([\da-fA-F]+)>")
_PAINTING = frozenset("f F f* B B* b b* S s sh".split())
NEW_LINE = 6.0  # points by which a baseline differs from that of the line before


@dataclass(slots=True)
class Painted:
    """What is on one page: texts by mark, and the marks of what is painted.

    `lines` are the first and the last baseline of each text, in points from the foot.
    """

    texts: dict[int, str] = field(default_factory=dict)
    lines: dict[int, tuple[float, float]] = field(default_factory=dict)
    marks: set[int] = field(default_factory=set)


class _Letters(dict[int, str]):
    """What each glyph of a font says; one that says nothing is a part of the one before."""

    def __missing__(self, glyph: int) -> str:
        return "" if glyph else NOTDEF


class Fonts:
    """The fonts of a file, each read once: what their glyphs say."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], _Letters] = {}

    def letters(self, font: Any) -> _Letters:  # noqa: ANN401
        """Return what each glyph of `font` says."""
        if font.objgen not in self._known:
            stream = font.get("/ToUnicode")
            self._known[font.objgen] = _letters(stream.read_bytes() if stream is not None else b"")
        return self._known[font.objgen]


def _letters(cmap: bytes) -> _Letters:
    pairs = ((int(glyph, 16), bytes.fromhex(text.decode())) for glyph, text in _ENTRY.findall(cmap))
    known = {glyph: text.decode("utf-16-be", "replace") for glyph, text in pairs}
    return _Letters(known | {0: NOTDEF})


_Matrix = tuple[float, float, float, float, float, float]


class _Pen:
    """The state in which a stream paints: where, in which font, and as what content."""

    def __init__(self, page: Any, fonts: Fonts) -> None:  # noqa: ANN401
        self._resources = page.obj.get("/Resources", {})
        self._fonts, self._font = fonts, None
        self._matrix: _Matrix = (1, 0, 0, 1, 0, 0)
        self._stack: list[_Matrix] = []
        self._marks: list[int] = []
        self._line = 0.0
        self._texts: defaultdict[int, list[str]] = defaultdict(list)
        self.painted = Painted()

    def done(self) -> Painted:
        self.painted.texts = {mark: "".join(parts) for mark, parts in self._texts.items()}
        return self.painted

    @property
    def _mark(self) -> int:
        return next((m for m in reversed(self._marks) if m != UNMARKED), UNMARKED)

    def run(self, operator: str, operands: Any) -> None:  # noqa: ANN401
        if operator in _PAINTING:
            self.painted.marks.add(self._mark)
        elif work := _WORK.get(operator):
            work(self, operands)

    def _save(self, _: Any) -> None:  # noqa: ANN401
        self._stack.append(self._matrix)

    def _restore(self, _: Any) -> None:  # noqa: ANN401
        self._matrix = self._stack.pop() if self._stack else self._matrix

    def _move(self, operands: Any) -> None:  # noqa: ANN401
        self._matrix = _product(tuple(map(float, operands)), self._matrix)

    def _set_line(self, operands: Any) -> None:  # noqa: ANN401
        self._line = _product(tuple(map(float, operands)), self._matrix)[5]

    def _choose(self, operands: Any) -> None:  # noqa: ANN401
        self._font = self._resources.get("/Font", {}).get(str(operands[0]))

    def _show(self, operands: Any) -> None:  # noqa: ANN401
        mark = self._mark
        self.painted.marks.add(mark)
        letters = self._fonts.letters(self._font) if self._font is not None else _Letters()
        said = _said(_codes(operands[0]), letters)
        first, last = self.painted.lines.get(mark, (self._line, self._line))
        if abs(last - self._line) > NEW_LINE:
            self._texts[mark].append("\n")
        self.painted.lines[mark] = first, self._line
        self._texts[mark].append(said)

    def _begin(self, operands: Any) -> None:  # noqa: ANN401
        named = operands[1] if len(operands) > 1 else {}
        number = named.get("/MCID") if hasattr(named, "get") else None
        is_artifact = str(operands[0]) == "/Artifact"
        self._marks.append(ARTIFACT if is_artifact else UNMARKED if number is None else int(number))

    def _end(self, _: Any) -> None:  # noqa: ANN401
        if self._marks:
            self._marks.pop()

    def _draw(self, _: Any) -> None:  # noqa: ANN401
        self.painted.marks.add(self._mark)


_WORK = {
    "q": _Pen._save, "Q": _Pen._restore, "cm": _Pen._move, "Tm": _Pen._set_line,  # noqa: SLF001
    "Tf": _Pen._choose, "TJ": _Pen._show, "Tj": _Pen._show, "Do": _Pen._draw,  # noqa: SLF001
    "BMC": _Pen._begin, "BDC": _Pen._begin, "EMC": _Pen._end,  # noqa: SLF001
}  # fmt: skip


_ASKED = " ".join([*_WORK, *_PAINTING])


def _codes(shown: Any) -> bytes:  # noqa: ANN401
    """Return the strings of `Tj` and `TJ` as one."""
    import pikepdf

    if isinstance(shown, pikepdf.String):
        return bytes(shown)
    return b"".join(bytes(part) for part in shown if isinstance(part, pikepdf.String))


def _said(codes: bytes, letters: _Letters) -> str:
    """Return what a string of two bytes a glyph says."""
    return codes.decode("utf-16-be", "surrogatepass").translate(letters)


def _product(one: tuple[float, ...], other: tuple[float, ...]) -> _Matrix:
    """Return the matrix that moves by `one`, then by `other` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def paint(page: Any, fonts: Fonts) -> Painted:  # noqa: ANN401
    """Return what is painted on `page`."""
    import pikepdf

    pen = _Pen(page, fonts)
    for command in pikepdf.parse_content_stream(page, _ASKED):
        pen.run(str(command.operator), command.operands)
    return pen.done()
