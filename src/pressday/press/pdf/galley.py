"""The galley: one piece set once, taken apart into what may stand on pages, and measured.

A piece is set on sheets without end: its text in a single column, what is wide across
the page, headline and opening picture over one, two and three columns, each a *part*.
A part is cut wherever a column may end, and each *take*, the smallest run of lines
that is never cut, becomes a page of its own in the fragment. `layout.makeup` counts
lines and says which stand where; the join puts takes on pages. So nothing is set
twice, and where a line stands changes nothing of how it was set.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pressday.layout.makeup import Galley, MeasuredRun, Plate, Strip
from pressday.press.pdf import insides
from pressday.press.pdf.boxes import LINE, cut, cuts, foot, has_class, lines, moved, says, stretch
from pressday.press.pdf.takes import Take

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.press.pdf.insides import Box

_PT = 0.75  # points in a CSS pixel
_END = float("inf")

HIGHEST = 50
"""Lines of a page of Letter under a section's name; what is higher and whole is made smaller."""


@dataclass(frozen=True, slots=True)
class Segment:
    """What make-up calls a strip: a block, or a part of one, from height `begin` to `end`.

    Heights are in pixels. `first` and `last` tell the parts in which the block
    begins and ends: what hangs out of it belongs to them.
    """

    box: Box
    begin: float
    end: float
    cuts: frozenset[int]
    tied: bool
    first: bool = True
    last: bool = True

    @property
    def lines(self) -> int:
        """How many whole lines it takes."""
        return lines(self.end - self.begin)


@dataclass
class TakenApart:
    """A galley's measures, and the pages of its takes by name.

    Takes are named `<part>`, or `<part>/<strip>/<line>` in a run; one with its picture
    changed by some lines has `+<lines>` or `-<lines>` behind it. `pages` are pages of
    WeasyPrint; the first `whole` of them have every word once.
    """

    measures: Galley = field(default_factory=lambda: Galley(runs=()))
    takes: dict[str, Take] = field(default_factory=dict)
    pages: list[Any] = field(default_factory=list)
    whole: int = 0


def take_apart(document: Any) -> TakenApart:  # noqa: ANN401 - WeasyPrint is untyped
    """Return the galley of `document`, in which each part stands on sheets of its own."""
    return _Apart(document).taken()


class _Apart:
    """A document on its way apart."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401
        self.result = TakenApart()
        self.parts: dict[str, list[tuple[Box, Box]]] = {}
        self.varied: list[tuple[str, Box, Box, Segment, range]] = []
        for page in document.pages:
            sheet = insides.page_box(page)
            for part in _parts(sheet):
                name = part.element.get("data-part")
                self.parts.setdefault(name, []).append((sheet, part))

    def taken(self) -> TakenApart:
        heads: dict[int, int] = {}
        plates: dict[int, Plate] = {}
        lifts: dict[int, dict[int, Plate]] = {}
        runs: list[MeasuredRun] = []
        quotes: dict[int, int] = {}
        for name, sheets in self.parts.items():
            kind, _, number = name.partition("/")
            if kind == "run":
                runs.append(
                    MeasuredRun(strips=tuple(self._strips(name, sheets)), wide=_is_wide(sheets))
                )
                continue
            height, grow, give = self._single(name, *sheets[0])
            if kind == "head":
                heads[int(number)] = height + 1
            elif kind == "plate":
                plates[int(number)] = Plate(lines=height, grow=grow, give=give)
            elif kind == "lift":
                lift, _, span = number.partition("/")
                plate = Plate(lines=height, grow=grow, give=give)
                lifts.setdefault(int(lift), {})[int(span)] = plate
            else:
                quotes[int(number)] = height
        self.result.whole = len(self.result.pages)
        for name, sheet, page_part, segment, steps in self.varied:
            self._vary(name, sheet, page_part, segment, steps)
        self.result.measures = Galley(
            runs=tuple(runs),
            heads=heads,
            plates=plates,
            lifts=lifts,
            quotes=tuple(quotes[n] for n in sorted(quotes)),
        )
        return self.result

    def _single(self, name: str, sheet: Box, part: Box) -> tuple[int, int, int]:
        """Take a part that is never cut; return its height, and by how much that varies."""
        begin, end = part.border_box_y(), foot(part)
        segment = Segment(part, begin, end, frozenset(), tied=False)
        self._add(name, sheet, None, part, begin)
        grow, give = self._elastic(name, sheet, None, segment)
        return segment.lines, grow, give

    def _strips(self, name: str, sheets: Sequence[tuple[Box, Box]]) -> Iterator[Strip]:
        number, before = 0, None
        segments = [(sheet, part, s) for sheet, part in sheets for s in _all_segments(part)]
        source = len(segments) > 1 and has_class(segments[-1][2].box, "source")
        for sheet, part, segment in segments:
            key = f"{name}/{number}"
            places = sorted({0, *segment.cuts, segment.lines})
            for first, last in pairwise(places):
                top = segment.begin + first * LINE
                piece = _slice(segment, first, last)
                if piece is not None:
                    self._add(f"{key}/{first}", sheet, part, piece, top, _scale(segment))
            grow, give = self._elastic(f"{key}/0", sheet, part, segment)
            white = segment.begin - before.end if before else 0.0
            keeps_source = source and number == len(segments) - 2
            yield Strip(
                lines=segment.lines if segment.cuts else min(segment.lines, HIGHEST),
                before=lines(white) if number else 0, own=_own(segment), grow=grow, give=give,
                cuts=frozenset(c for c in segment.cuts if 0 < c < segment.lines),
                tied=segment.tied or keeps_source, lift=_lift(segment.box),
                floats=has_class(segment.box, "column"), quote=_quote(segment),
            )  # fmt: skip
            before, number = segment, number + 1

    def _elastic(
        self, name: str, sheet: Box, part: Box | None, segment: Segment
    ) -> tuple[int, int]:
        """Return by how many lines the picture of a segment grows and gives; note its variants."""
        found = next((b for b in _inside(segment.box) if has_class(b, "elastic")), None)
        if found is None or segment.cuts:
            return 0, 0
        grow, give = (int(found.element.get(f"data-{n}") or 0) for n in ("grow", "give"))
        if grow or give:
            self.varied.append((name, sheet, part, segment, range(-give, grow + 1)))
        return grow, give

    def _vary(
        self, name: str, sheet: Box, part: Box | None, segment: Segment, steps: range
    ) -> None:
        for step in steps:
            if step:
                copy = moved(segment.box, 0, 0)
                stretch(copy, step * LINE)
                self._add(f"{name}{step:+d}", sheet, part, copy, segment.begin)

    def _add(  # noqa: PLR0913, PLR0917 - what a take is
        self, name: str, sheet: Box, part: Box | None, piece: Box, top: float, scale: float = 1.0
    ) -> None:
        self.result.takes[name] = Take(len(self.result.pages), round(top * _PT, 3), scale)
        self.result.pages.append(insides.sheet_of(sheet, part, piece))


def _scale(segment: Segment) -> float:
    """Return by how much what cannot be cut is smaller on paper, to stand on a page at all."""
    return 1.0 if segment.cuts else round(min(1.0, HIGHEST / max(1, segment.lines)), 4)


def _own(segment: Segment) -> int:
    """Return the white lines that a block asks for above itself."""
    return lines(segment.box.margin_top) if segment.first else 0


def _lift(box: Box) -> int:
    """Return the number of a picture that may stand apart from the text; -1 for anything else."""
    return int(box.element.get("data-lift", -1)) if has_class(box, "column") else -1


def _quote(segment: Segment) -> int:
    """Return the number of the quotation that a segment says; -1 for none."""
    return int(segment.box.element.get("data-quote", -1)) if segment.first else -1


def _inside(box: Box) -> Iterator[Box]:
    yield box
    yield from box.descendants()


def _parts(box: Box) -> Iterator[Box]:
    """Yield the parts of a piece in `box`, the outermost only."""
    is_block = isinstance(box, insides.boxes.BlockBox) and "::" not in (box.element_tag or "")
    if is_block and box.element is not None and box.element.get("data-part"):
        yield box
        return
    for child in box.children:
        yield from _parts(child)


def _is_wide(sheets: Sequence[tuple[Box, Box]]) -> bool:
    return any(has_class(part, "across") for _, part in sheets)


def _slice(segment: Segment, first: int, last: int) -> Box | None:
    """Return lines `first` to `last` of a segment as a box of their own."""
    whole = last == segment.lines
    if not first and whole and segment.first and segment.last:
        return segment.box
    top = -_END if segment.first and not first else segment.begin + first * LINE
    bottom = segment.begin + last * LINE
    if whole:
        bottom = _END if segment.last else segment.end
    return cut(segment.box, top, bottom)


def _all_segments(column: Box) -> Iterator[Segment]:
    """Yield the segments of a laid-out column, what floats beside a block as a part of it."""
    beside: list[Box] = []
    for child in column.children:
        if child.is_in_normal_flow():
            inside = [f for f in beside if _fits_beside(f, child)]
            for floating in (f for f in beside if f not in inside):
                yield from _segments(floating)
            yield from _segments(_joined(inside, child))
            beside = []
        else:
            beside.append(child)
    for floating in beside:
        yield from _segments(floating)


def _fits_beside(floating: Box, block: Box) -> bool:
    """Tell whether a float stands between head and foot of the block that follows it."""
    end = floating.position_y + floating.margin_height()
    return bool(floating.position_y >= block.border_box_y() - 1 and end <= foot(block) + 1)


def _joined(floats: Sequence[Box], block: Box) -> Box:
    if not floats:
        return block
    joined = block.copy()
    joined.children = [*floats, *block.children]
    return joined


def _is_tied(box: Box) -> bool:
    """Tell whether `box`, or what ends it, must not be parted from what follows."""
    while not box.style["break_after"].startswith("avoid"):
        level = insides.boxes.BlockLevelBox
        inner = [c for c in box.children if isinstance(c, level) and c.is_in_normal_flow()]
        if not inner or not isinstance(box, insides.boxes.BlockBox):
            return False
        box = inner[-1]
    return True


def _segments(box: Box) -> list[Segment]:
    """Return `box` in as few parts as possible whose lines all stand on a grid of their own.

    A picture or a formula in a list is no whole number of lines high: what
    follows it begins a new part, which goes back to the grid.
    """
    top, tied = box.border_box_y(), _is_tied(box)
    begin, end = top, foot(box)
    parts: list[Segment] = []
    places: set[int] = set()
    for y, inside in sorted(cuts(box)):
        number = round((y - begin) / LINE)
        if inside or abs(y - begin - number * LINE) < 1:
            places.add(number)
        else:
            first = not parts
            parts.append(Segment(box, begin, y, frozenset(places), False, first, False))
            begin, places = y, set()
    kept = frozenset(places - {0})
    if not lines(end - begin) and says(box):
        end = begin + LINE  # what has words stands on a line, whatever height it is given
    last = lines(end - begin)
    kept = frozenset(n for n in kept if n < last)
    return [*parts, Segment(box, begin, end, kept, tied, not parts)]
