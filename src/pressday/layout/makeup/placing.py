"""From the winner of the search to pages: every line and picture with its column and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.layout.makeup.fitting import quote_column
from pressday.layout.makeup.parts import BETWEEN
from pressday.layout.makeup.shapes import COLUMNS, Mark, Page, Placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.layout.makeup.composing import Composition, FilledPage, PlacedRow
    from pressday.layout.makeup.parts import Part


def placed_pages(composition: Composition, leaves: Sequence[FilledPage]) -> tuple[Page, ...]:
    """Return `leaves` as pages."""
    numbers = {section.number: n for n, section in enumerate(composition.sections)}
    found = []
    for count, leaf in enumerate(leaves):
        rows = [_Placing(composition, numbers, row, alternates=count % 2 == 0) for row in leaf.rows]
        found.append(
            Page(
                placed=tuple(p for row in rows for p in row.placed()),
                marks=tuple(m for n, row in enumerate(rows) for m in row.marks(first=not n)),
                section=leaf.rows[0].section,
                white=leaf.white,
            )
        )
    return tuple(found)


class _Placing:
    """One row on its way onto the page."""

    def __init__(
        self, composition: Composition, numbers: dict[int, int], row: PlacedRow, *, alternates: bool
    ) -> None:
        self.composition, self.row, self.section = composition, row, numbers[row.section]
        goes_on = any(not p.shape.opens for p in row.row.parts[1:])  # it is read first, so at left
        self.mirrored = (
            (alternates or goes_on)
            and len({p.column for p in row.row.parts}) > 1
            and (row.row.parts[0].shape.span > 1)
        )

    def _column(self, part: Part) -> int:
        """Return the first column of `part`; on every other page the wide one is at the right."""
        return COLUMNS - part.shape.span - part.column if self.mirrored else part.column

    def marks(self, *, first: bool) -> Iterator[Mark]:
        """Yield the section's name, rules between pieces, and what goes on from elsewhere."""
        if self.row.opens:
            opener = self.composition.sections[self.section].opener
            yield Mark("opener", str(self.row.opens), 0, COLUMNS, self.row.top - opener)
        elif not first and self._begins():
            yield Mark("divider", "", 0, COLUMNS, self.row.top - 1)
        for part in self.row.row.parts:
            column, line = self._column(part), self.row.top + part.top
            if part.top:
                yield Mark("divider", "", column, part.shape.span, line - BETWEEN + 1)
            if not part.shape.opens and part.shape.above:
                name = part.fitting.copy.name
                yield Mark("continued", name, column, part.shape.span, line)

    def _begins(self) -> bool:
        return any(part.shape.opens for part in self.row.row.parts)

    def placed(self) -> Iterator[Placed]:
        """Yield all that stands in the row."""
        for part in self.row.row.parts:
            yield from self._opening(part)
            yield from self._text(part)

    def _opening(self, part: Part) -> Iterator[Placed]:
        """Yield headline and picture; a lead's picture across the page stands over its headline."""
        fitting, column, line = part.fitting, self._column(part), self.row.top + part.top
        span, plate = part.shape.span, part.setting.plate
        if not part.shape.opens:
            yield from self._lifted(part)
            yield from self._quoted(part)
            return
        above = fitting.copy.rank == "lead" and part.shape.plate == span
        name = fitting.copy.name
        if span in fitting.copy.galley.heads:
            down = plate + 1 if plate and above else 0
            yield Placed(name, f"head/{span}", column, line + down)
        if plate:
            stretch = plate - fitting.copy.galley.plates[part.shape.plate].lines
            down = 0 if above else part.shape.above
            at = column + span - part.shape.plate
            yield Placed(name, f"plate/{part.shape.plate}", at, line + down, stretch=stretch)
        yield from self._quoted(part)

    def _lifted(self, part: Part) -> Iterator[Placed]:
        """Yield the picture that is lifted out of a text to the head of a page."""
        if not part.setting.plate:
            return
        span, fitting = part.shape.plate, part.fitting
        stretch = part.setting.plate - fitting.plates[span].lines
        at = self._column(part) + part.shape.span - span
        line = self.row.top + part.top + part.shape.above
        name = f"lift/{fitting.lift}/{span}"
        yield Placed(fitting.copy.name, name, at, line, stretch=stretch)

    def _quoted(self, part: Part) -> Iterator[Placed]:
        """Yield the quotation that stands in a column of `part`."""
        number = part.setting.quote
        if number is not None:
            at = quote_column(part.shape, number)
            line = self.row.top + part.top + part.shape.above + self._under_plate(part, at)
            name = part.fitting.copy.name
            yield Placed(name, f"quote/{number}", self._column(part) + at, line)

    @staticmethod
    def _under_plate(part: Part, column: int) -> int:
        """Return the lines that the picture takes of a column of `part`."""
        is_wide = part.fitting.is_wide(part.place)
        is_under = part.setting.plate and (is_wide or column >= part.shape.span - part.shape.plate)
        return part.setting.plate + 1 if is_under else 0

    def _text(self, part: Part) -> Iterator[Placed]:
        fitting, first = part.fitting, self._column(part)
        number = part.setting.quote
        quote = 0 if number is None else fitting.copy.galley.quotes[number] + 1
        for at, column in enumerate(part.setting.columns):
            line = self.row.top + part.top + part.shape.above + self._under_plate(part, at)
            if number is not None and at == quote_column(part.shape, number):
                line += quote
            opens = part.shape.opens and not at
            for piece in fitting.types[part.place.run].slices(column, opens=opens):
                yield Placed(
                    fitting.copy.name, f"run/{part.place.run}/{piece.strip}", first + at,
                    line + piece.offset, piece.first, piece.last, piece.stretch,
                )  # fmt: skip
