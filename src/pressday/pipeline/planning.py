"""From the library to the next edition's run sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pressday.atomic import one_at_a_time
from pressday.edition import (
    FILE,
    append_pieces,
    edition_name,
    newest_offers,
    next_date,
    open_sheet,
    pages,
    propose,
    read_sheet,
    read_sheets,
    unknown_articles,
)
from pressday.errors import NothingToBuild, UsageError, command
from pressday.library import Library
from pressday.pipeline.freezing import corrected
from pressday.pipeline.offering import Offering, Waiting, as_set, own_words
from pressday.text import counted, minutes, some

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from pressday.config import Publication
    from pressday.edition import Proposal, SectionProposal, Sheet, SheetPiece
    from pressday.edition.reasons import Reasons
    from pressday.edition.sheet import Unknown
    from pressday.model import Summary
    from pressday.pipeline.freezing import Corrected


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry of a run sheet with what the editor wants to know of it.

    `state` says how it came to be on offer, of one that was added just now, `own_words` how
    long the version is that the editor wrote, `why` for what reasons it is there, where that
    was asked. `article` is None when it is no longer in the library.
    """

    section: str
    piece: SheetPiece
    article: Summary | None
    state: str = ""
    own_words: int | None = None
    why: str = ""

    @property
    def new(self) -> bool:
        """Whether it was added just now."""
        return bool(self.state)

    @property
    def words(self) -> int:
        """Words of the editor's own version, else of the article."""
        if self.own_words is not None:
            return self.own_words
        return self.article.words if self.article else 0

    @property
    def shown(self) -> Summary | None:
        """The article with these words, if it is in the paper."""
        return replace(self.article, words=self.words) if self.article and self.piece.runs else None

    @property
    def minutes(self) -> int:
        """Reading time; none for what is not in the paper."""
        return minutes(self.words) if self.piece.runs and self.words else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A run sheet after planning; `pages` is an estimate.

    What is not in the paper counts for nothing. `waiting` found no room and stays on offer;
    so does what was not even looked at: `older` counts what is late or left over, `newer`
    what is of a later day. `unknown` are pieces whose article nobody knows, `corrected`
    what has another text than frozen editions that have it.
    """

    sheet: Sheet
    number: int
    created: bool
    rows: tuple[Row, ...]
    pages: int
    unknown: tuple[Unknown, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    older: int = 0
    newer: int = 0

    @property
    def words(self) -> int:
        """Words of all that is in the paper."""
        return sum(row.words for row in self.rows if row.piece.runs)

    @property
    def minutes(self) -> int:
        """Reading time of all that is in the paper."""
        return minutes(self.words)


def plan(
    publication: Publication, *, today: date, day: date | None = None, why: bool = False
) -> Planned:
    """Add to the run sheet of the open edition what is on offer, or open a new edition.

    That is one of `day`, else of the next day of issue from `today` on. With `why` each piece
    has the reasons for which it is there. Raises
    NothingToBuild when there is nothing for a new sheet, UsageError for a day that
    is not the open edition's, or not after all others.
    """
    with one_at_a_time(publication.folder), Library.open(publication.library) as library:
        return _planned(publication, library, today, day, why=why)


def _planned(
    publication: Publication, library: Library, today: date, day: date | None, *, why: bool
) -> Planned:
    sheets = read_sheets(publication.editions)
    sheet = open_sheet(sheets)
    _refuse_day(sheets, sheet, day)
    when = sheet.date if sheet else day or next_day(publication, sheets, today)
    before = [s for s in sheets if s is not sheet]
    offered = Offering.of(publication, library, before, when)
    sections = propose(
        newest_offers(offered.all(sheet), offered.there(sheet)),
        publication,
        sheet=sheet,
        there=as_set(library, sheet),
        rest=offered.rest,
        days=offered.days,
    )
    if sheet is None and not sections:
        raise _nothing(offered)
    number = sheet_number(publication, before, sheet)
    path = sheet.path if sheet else _new_path(publication, sheets, when)
    append_pieces(path, [(s.name, s.pieces) for s in sections], number=number, date=when)
    planned = read_sheet(path)
    left = list(offered.all(planned))
    reasons = offered.reasons(planned, left) if why else None
    known = library.summaries([piece.article for piece in planned.pieces])
    rows = tuple(_rows(planned, known, sections, reasons))
    waiting = tuple(offered.waiting(planned, left))
    return Planned(
        sheet=planned,
        number=number,
        created=sheet is None,
        rows=rows,
        pages=pages(filter(None, (row.shown for row in rows)), publication.size),
        unknown=unknown_articles(planned, library.ids()),
        corrected=corrected(publication, library),
        waiting=waiting,
        older=len(left) - len(waiting),
        newer=offered.newer(planned),
    )


def sheet_number(publication: Publication, before: Sequence[Sheet], sheet: Sheet | None) -> int:
    """Return an edition's number: the sheet's own, else one more than the edition before it."""
    if sheet is not None and sheet.number is not None:
        return sheet.number
    if not before:
        return publication.first_number
    return sheet_number(publication, before[:-1], before[-1]) + 1


def _refuse_day(sheets: Sequence[Sheet], sheet: Sheet | None, day: date | None) -> None:
    """Refuse a day that would make a second open edition, or one between two others."""
    if day is None or not sheets or (sheet and sheet.date == day):
        return
    last = sheets[-1]
    told = f"{last.name} of {last.date.isoformat()}"
    if sheet:
        move = command("pressday", "edition", "date", day.isoformat())
        hint = f'"{move}" moves it to that day; "pressday edition freeze" finishes it'
        raise UsageError(f"edition {told} is open, and not of {day.isoformat()}", hint=hint)
    if day <= last.date:
        hint = f"give a day after {last.date.isoformat()}"
        raise UsageError(f"{day.isoformat()} is not after the last edition, {told}", hint=hint)


def next_day(publication: Publication, sheets: Sequence[Sheet], today: date) -> date:
    """Return the day of issue of the edition after all `sheets`."""
    return next_date(publication.cadence, sheets[-1].date if sheets else None, today)


def _new_path(publication: Publication, sheets: Sequence[Sheet], when: date) -> Path:
    name = edition_name(when, publication.cadence, {s.name for s in sheets})
    return publication.editions / name / FILE


def _nothing(offered: Offering) -> NothingToBuild:
    refused = [one for one in offered.waiting(None, list(offered.all(None))) if one.why]
    why, hint = "the library is empty", 'run "pressday collect"'
    if refused:
        limits = [f"{one.section}: {one.why.partition(':')[0]}" for one in refused]
        count = counted(len(refused), "article")
        why = f"{count} on offer, and no room for any ({some(list(dict.fromkeys(limits)))})"
        hint = "raise or take out that limit of [[section]] in pressday.toml"
    elif offered.library.ids():
        why = "nothing is on offer"
        hint = f'{hint}, or "pressday articles" to see what there is'
    return NothingToBuild(f"nothing to plan for {offered.when.isoformat()}: {why}", hint=hint)


def _rows(
    sheet: Sheet,
    known: Mapping[str, Summary],
    added: Sequence[SectionProposal],
    reasons: Reasons | None,
) -> Iterator[Row]:
    own = own_words(sheet)
    new: dict[str, Proposal] = {p.article.id: p for section in added for p in section.pieces}
    for section in sheet.sections:
        for piece in section.pieces:
            state = new[piece.article].state if piece.article in new else ""
            article = known.get(piece.article)
            yield Row(
                section=section.name, piece=piece, article=article, state=state,
                own_words=own.get(piece.article),
                why=reasons.why(piece, section.name) if reasons else "",
            )  # fmt: skip
