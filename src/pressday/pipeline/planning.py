"""From the library to the next edition's run sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.edition import (
    FILE,
    append_pieces,
    edition_name,
    next_date,
    pages,
    places,
    propose,
    read_sheet,
    read_sheets,
    span,
)
from pressday.edition.plan import used_with_copies
from pressday.errors import NothingToBuild
from pressday.layout.words import furniture
from pressday.library import Library
from pressday.text import minutes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from pressday.config import Publication
    from pressday.edition import SectionProposal, Sheet, SheetPiece
    from pressday.model import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry of a run sheet with what the editor wants to know of it; `new` was added just now.

    `article` is None when it is no longer in the library.
    """

    section: str
    piece: SheetPiece
    article: Summary | None
    new: bool

    @property
    def words(self) -> int:
        """Words of the article, whose text the editor may have replaced."""
        return self.article.words if self.article else 0

    @property
    def minutes(self) -> int:
        """Reading time; none for what is not in the paper."""
        return minutes(self.words) if self.piece.runs and self.words else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A run sheet after planning; `pages` is an estimate.

    What is not in the paper counts for nothing.
    """

    sheet: Sheet
    number: int
    created: bool
    rows: tuple[Row, ...]
    pages: int

    @property
    def words(self) -> int:
        """Words of all that is in the paper."""
        return sum(row.words for row in self.rows if row.piece.runs)

    @property
    def minutes(self) -> int:
        """Reading time of all that is in the paper."""
        return minutes(self.words)


def plan(publication: Publication, *, today: date, day: date | None = None) -> Planned:
    """Create the run sheet of the next edition, or add to it what has come since.

    The next edition is that of `day`, else the newest whose day has not passed,
    else a new one on the next day of issue from `today` on. Raises NothingToBuild
    when there is nothing for a new sheet.
    """
    sheets = read_sheets(publication.editions)
    sheet = _planned_before(sheets, today, day)
    when = sheet.date if sheet else day or _next(publication, sheets, today)
    before = [s for s in sheets if s.date < when and s is not sheet]
    since = before[-1].date if before else None
    with Library.open(publication.library) as library:
        used = used_with_copies(places(sheets), library.copies())
        sections = propose(
            library.published(since, when, used),
            publication,
            sheet=sheet,
            rest=furniture(publication.masthead.language).word("this_week"),
            days=span(publication.cadence, when, since),
        )
        if sheet is None and not sections:
            raise _nothing(library, when, since)
        number = sheet_number(publication, before, sheet)
        path = sheet.path if sheet else _new_path(publication, sheets, when)
        append_pieces(path, [(s.name, s.pieces) for s in sections], number=number, date=when)
        planned = read_sheet(path)
        known = library.summaries([piece.article for piece in planned.pieces])
    rows = tuple(_rows(planned, known, sections))
    return Planned(
        sheet=planned,
        number=number,
        created=sheet is None,
        rows=rows,
        pages=pages((r.article for r in rows if r.article and r.piece.runs), publication.size),
    )


def sheet_number(publication: Publication, before: Sequence[Sheet], sheet: Sheet | None) -> int:
    """Return an edition's number: the sheet's own, else one more than the edition before it."""
    if sheet is not None and sheet.number is not None:
        return sheet.number
    if not before:
        return publication.first_number
    return sheet_number(publication, before[:-1], before[-1]) + 1


def _planned_before(sheets: Sequence[Sheet], today: date, day: date | None) -> Sheet | None:
    if day is not None:
        return next((s for s in reversed(sheets) if s.date == day), None)
    return next((s for s in reversed(sheets) if s.date >= today), None)


def _next(publication: Publication, sheets: Sequence[Sheet], today: date) -> date:
    return next_date(publication.cadence, sheets[-1].date if sheets else None, today)


def _new_path(publication: Publication, sheets: Sequence[Sheet], when: date) -> Path:
    name = edition_name(when, publication.cadence, {s.name for s in sheets})
    return publication.editions / name / FILE


def _nothing(library: Library, when: date, since: date | None) -> NothingToBuild:
    why, hint = "the library is empty", 'run "pressday collect"'
    if library.ids():
        why = f"no new article since {since.isoformat()}" if since else "no new article"
        hint = f'{hint}, or "pressday articles" to see what there is'
    return NothingToBuild(f"nothing to plan for {when.isoformat()}: {why}", hint=hint)


def _rows(
    sheet: Sheet, known: Mapping[str, Summary], added: Sequence[SectionProposal]
) -> Iterator[Row]:
    new = {piece.article.id for section in added for piece in section.pieces}
    for section in sheet.sections:
        for piece in section.pieces:
            article = known.get(piece.article)
            yield Row(section=section.name, piece=piece, article=article, new=piece.article in new)
