"""From the library to the next edition's run sheet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pressday.edition import (
    FILE,
    append_pieces,
    edition_name,
    next_date,
    pages,
    propose,
    read_sheet,
    read_sheets,
    used_articles,
)
from pressday.edition.plan import used_with_copies
from pressday.errors import NothingToBuild
from pressday.layout.words import furniture
from pressday.library import Library
from pressday.text import minutes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from pressday.config import Publication
    from pressday.edition import SectionProposal, Sheet, SheetPiece
    from pressday.model import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry of a run sheet with what the editor wants to know of it; `new` was added just now.

    `article` is None when it is no longer in the library.
    """

    section: str
    piece: SheetPiece
    article: Article | None
    words: int
    new: bool

    @property
    def minutes(self) -> int:
        """Reading time; none for what is cut."""
        return 0 if self.piece.cut or not self.words else minutes(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A run sheet after planning; `pages` is an estimate, cut pieces count for nothing."""

    sheet: Sheet
    number: int
    created: bool
    rows: tuple[Row, ...]
    pages: int

    @property
    def words(self) -> int:
        """Words of all that is not cut."""
        return sum(row.words for row in self.rows if not row.piece.cut)

    @property
    def minutes(self) -> int:
        """Reading time of all that is not cut."""
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
    with Library.open(publication.library) as library:
        known = {article.id: article for article in library.articles(copies=True)}
        copies = library.copies(known)
    hidden = set(chain.from_iterable(copies.values()))
    sections = propose(
        (article for article in known.values() if article.id not in hidden),
        used_with_copies(used_articles(publication.editions), copies),
        publication,
        date=when,
        since=before[-1].date if before else None,
        sheet=sheet,
        rest=furniture(publication.masthead.language).word("this_week"),
    )
    if sheet is None and not sections:
        raise NothingToBuild(
            f"nothing to plan for {when.isoformat()}: {_why(known, before)}",
            hint='run "pressday collect", or "pressday articles" to see what there is',
        )
    number = sheet_number(publication, before, sheet)
    path = sheet.path if sheet else _new_path(publication, sheets, when)
    append_pieces(path, [(s.name, s.pieces) for s in sections], number=number, date=when)
    return _planned(publication, path, number, known, sections, created=sheet is None)


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


def _why(known: Mapping[str, Article], before: Sequence[Sheet]) -> str:
    if not known:
        return "the library is empty"
    return f"no new article since {before[-1].date.isoformat()}" if before else "no new article"


def _planned(  # noqa: PLR0913 - values of one result
    publication: Publication,
    path: Path,
    number: int,
    known: Mapping[str, Article],
    sections: Sequence[SectionProposal],
    *,
    created: bool,
) -> Planned:
    sheet = read_sheet(path)
    added = {piece.article.id for section in sections for piece in section.pieces}
    rows = tuple(
        _row(section.name, piece, known.get(piece.article), new=piece.article in added)
        for section in sheet.sections
        for piece in section.pieces
    )
    shown = [row.article for row in rows if row.article and not row.piece.cut]
    return Planned(
        sheet=sheet,
        number=number,
        created=created,
        rows=rows,
        pages=pages(shown, publication.size),
    )


def _row(section: str, piece: SheetPiece, article: Article | None, *, new: bool) -> Row:
    count = article.body.words if article else 0
    return Row(section=section, piece=piece, article=article, words=count, new=new)
