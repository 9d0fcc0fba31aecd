"""How the open edition stands, in ten lines, each with what to do; nothing is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pressday.edition import open_sheet, pages, read_sheets, unknown_articles
from pressday.edition.heads import FENCE
from pressday.edition.merging import CONFLICT
from pressday.errors import NothingToBuild, PressdayError, command
from pressday.library import Library
from pressday.pipeline.building import assembled, chosen
from pressday.pipeline.freezing import changed_since, corrected, lock_told
from pressday.pipeline.offering import Offering, as_set
from pressday.pipeline.planning import next_day, sheet_number
from pressday.pipeline.report import made_in
from pressday.pipeline.undecided import own_text, undecided
from pressday.text import counted, minutes, some

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from typing import Any

    from pressday.config import Publication
    from pressday.edition import Sheet, SheetPiece
    from pressday.model import Edition, Outcome, Piece, Summary

_COLLECT = "pressday collect"
_PLAN = "pressday plan"
_BUILD = "pressday build"
_LOST = "printed without"  # so a piece is told of whose pictures are gone
_STATES = {"held": "held", "fresh": "new", "late": "late", "left over": "left over"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLine:
    """One thing of a status: how many, in words, and the command that sees to it, if any does."""

    name: str
    said: str
    count: int = 0
    todo: str = ""


def status(publication: Publication, *, today: date) -> tuple[StatusLine, ...]:
    """Return how the open edition stands, the last line what to do next.

    Nothing is written, so that it works on a disk that is full or takes no writes.
    """
    if not Library.stands_in(publication.library):
        return (StatusLine(name="next", said="the library is empty", todo=_COLLECT),)
    with Library.open(publication.library) as library:
        sheets = read_sheets(publication.editions)
        desk = _Desk.of(publication, library, sheets, today)
        lines = tuple(desk.lines())
        return (*lines, desk.next({line.name: line for line in lines}))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What lies on the editor's desk: the open sheet, if there is one, and what is on offer.

    `built` is what the report says of the files that were made of it, `is_stale` that they are
    not what would be made of it now, `faults` what is in the way of making them.
    """

    publication: Publication
    library: Library
    sheets: Sequence[Sheet]
    today: date
    sheet: Sheet | None
    articles: Mapping[str, Summary]
    built: Mapping[str, Any]
    is_stale: bool
    edition: Edition | None = None
    faults: Sequence[str] = field(default=())

    @classmethod
    def of(
        cls, publication: Publication, library: Library, sheets: Sequence[Sheet], today: date
    ) -> _Desk:
        sheet = open_sheet(sheets)
        built = made_in(publication.output / sheet.name) if sheet else {}
        desk = cls(
            publication=publication,
            library=library,
            sheets=sheets,
            today=today,
            sheet=sheet,
            articles=as_set(library, sheet),
            built=built,
            is_stale=sheet is not None and _changes(publication, library, sheet, built),
        )
        return desk._assembled(sheet) if sheet else desk

    def _assembled(self, sheet: Sheet) -> _Desk:
        try:
            made = assembled(self.publication, chosen(self.publication, sheet.name), self.library)
        except NothingToBuild:
            return self
        except PressdayError as error:
            return replace(self, faults=(str(error),))
        unready = [f for made in self.built.get("artifacts", ()) for f in made["faults"]]
        faults = (*map(_left_out, made.left_out), *unready)
        return replace(self, edition=made.edition, faults=faults)

    def lines(self) -> Iterator[StatusLine]:
        yield self._edition()
        if self.sheet:
            yield self._pieces()
            yield self._pages()
        yield self._offered()
        if self.sheet:
            yield self._updated(self.sheet)
        yield self._printed()
        if self.sheet:
            yield self._pictures()
            yield self._conflicts(self.sheet)
            yield self._faults(self.sheet)

    def next(self, lines: Mapping[str, StatusLine]) -> StatusLine:
        """Return what to do first of all that there is to do."""
        conflicts = lines.get("conflicts", StatusLine(name="conflicts", said="none"))
        ways = [
            (lines["on offer"].todo == _PLAN, "plan what is new", _PLAN),
            (not self.sheet, "collect for the next edition", _COLLECT),
            (not self._running(), "put something into it", "pressday articles --offered"),
            ("faults" in lines and lines["faults"].count, "mend the faults, then build", _BUILD),
            (conflicts.count, "decide the conflicts, then build", conflicts.todo),
            (self.is_stale, "build it, and look at it", _BUILD),
        ]
        first = next((way for way in ways if way[0]), None)
        said, todo = first[1:] if first else ("finish it, when it is right", "")
        return StatusLine(name="next", said=said, todo=todo or "pressday edition freeze")

    def _edition(self) -> StatusLine:
        if self.sheet is None:
            last = f"; {self.sheets[-1].name} is frozen" if self.sheets else ""
            return StatusLine(name="edition", said=f"none is open{last}", todo=_PLAN)
        before = [sheet for sheet in self.sheets if sheet is not self.sheet]
        number = sheet_number(self.publication, before, self.sheet)
        made = "not built" if not self.built else "built, and changed since"
        made = made if self.is_stale else "built"
        day = f"{self.sheet.date.isoformat()} ({_when((self.sheet.date - self.today).days)})"
        return StatusLine(name="edition", said=f"{self.sheet.name}, no. {number}, of {day}: {made}")

    def _pieces(self) -> StatusLine:
        running = self._running()
        words = sum(one.words for one in running)
        read = f", {counted(words, 'word')}, {counted(minutes(words), 'minute')}" if words else ""
        todo = command("pressday", "plan", "--why")
        return StatusLine(
            name="pieces", said=f"{len(running)}{read}", count=len(running), todo=todo
        )

    def _pages(self) -> StatusLine:
        made = [one["pages"] for one in self.built.get("artifacts", ()) if one["pages"]]
        count = made[0] if made else pages(self._running(), self.publication.size)
        line = StatusLine(
            name="pages", said=f"{count} in the PDF" if made else f"about {count}", count=count
        )
        target = self.publication.pages
        if target is None:
            return line
        if target.accepts(count):
            return replace(line, said=f"{line.said}, as asked")
        most = f", {target.most} at most" if target.most else ""
        said = f"{line.said}; asked for are multiples of {target.multiple}{most}"
        return replace(line, said=said, todo=_BUILD)

    def _offered(self) -> StatusLine:
        before, sheet = [one for one in self.sheets if one is not self.sheet], self.sheet
        when = sheet.date if sheet else next_day(self.publication, self.sheets, self.today)
        offering = Offering.of(self.publication, self.library, before, when)
        left = list(offering.all(sheet))
        fits = any(not one.why for one in offering.waiting(sheet, left))
        states = Counter(_STATES[offer.state] for offer in left)
        newer = offering.newer(sheet)
        said = [f"{states[name]} {name}" for name in _STATES.values() if states[name]]
        said += [f"{newer} of later days, for the next one"] * bool(newer)
        todo = (_PLAN if fits else f"{_PLAN} --why") if left else _COLLECT
        told = ", ".join(said) or "nothing"
        return StatusLine(name="on offer", said=told, count=len(left), todo=todo)

    def _updated(self, sheet: Sheet) -> StatusLine:
        newer = [self.articles[piece.article].title for piece in self._newer(sheet)]
        since = "since it was built" if self.built else "since they came"
        said = f"{since}: {some(newer)}" if newer else "none"
        return StatusLine(name="updated", said=said, count=len(newer), todo=_BUILD if newer else "")

    def _newer(self, sheet: Sheet) -> list[SheetPiece]:
        """Return what runs and has another text than was built, or than came at first."""
        then = {piece["article"]: piece["revision"] for piece in self.built.get("pieces", ())}
        now = self.library.revisions(self.articles.keys())

        def is_newer(one: Summary) -> bool:
            return then[one.id] != now[one.id] if one.id in then else one.fetched > one.came

        running = [p for p in sheet.pieces if p.runs and p.article in now]
        return [piece for piece in running if is_newer(self.articles[piece.article])]

    def _printed(self) -> StatusLine:
        changed = corrected(self.publication, self.library)
        if not changed:
            return StatusLine(name="printed", said="none has another text now")
        said = some([f"{one.title} ({one.edition})" for one in changed])
        todo = command("pressday", "revise", changed[0].edition, "--note", "…")
        return StatusLine(name="printed", said=said, count=len(changed), todo=todo)

    def _pictures(self) -> StatusLine:
        lost = sum(_LOST in fault for fault in self.faults)
        pieces = self.edition.pieces if self.edition else ()
        bare = sum(len(_undescribed(piece)) for piece in pieces)
        counts = ((lost, "of some pieces are lost"), (bare, "described by nothing"))
        said = ", ".join(f"{count} {what}" for count, what in counts if count) or "all there"
        todo = "pressday library repair" if lost else "pressday check" if bare else ""
        return StatusLine(name="pictures", said=said, count=lost + bare, todo=todo)

    def _conflicts(self, sheet: Sheet) -> StatusLine:
        own = [piece for piece in sheet.pieces if piece.body and piece.runs]
        marks = undecided(sheet)
        disputed = [f"{p.body} ({marks[p.article]})" for p in own if p.article in marks]
        newer = [piece for piece in self._newer(sheet) if piece in own]
        old = [piece for piece in newer if not own_text(sheet, piece).startswith(FENCE)]
        behind = [piece.body or "" for piece in old]
        said = [f"look for {CONFLICT} in {some(disputed)}"] * bool(disputed)
        said += [f"a newer original than your {some(behind)}"] * bool(behind)
        count = sum(marks.values()) + len(behind)
        first = next(iter([*marks, *(piece.article for piece in old)]), "")
        todo = command("pressday", "edit", first) if first else ""
        return StatusLine(name="conflicts", said="; ".join(said) or "none", count=count, todo=todo)

    def _faults(self, sheet: Sheet) -> StatusLine:
        unknown = [one.told for one in unknown_articles(sheet, self.library.ids())]
        found = list(dict.fromkeys([*unknown, *self.faults]))
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        said = f"{found[0]}{more}" if found else "none"
        return StatusLine(name="faults", said=said, count=len(found), todo=_BUILD if found else "")

    def _running(self) -> list[Summary]:
        pieces = self.sheet.pieces if self.sheet else ()
        return [self.articles[p.article] for p in pieces if p.runs and p.article in self.articles]


def _changes(
    publication: Publication, library: Library, sheet: Sheet, built: Mapping[str, Any]
) -> bool:
    """Tell whether an edition has not been built, or is not what was built."""
    return not built or any(changed_since(lock_told(built), publication, sheet, library))


def _left_out(outcome: Outcome[Piece]) -> str:
    return f"{outcome.subject}: {outcome.error}"


def _undescribed(piece: Piece) -> set[str]:
    """Return the pictures of a piece of which nothing says what they show."""
    images = {image.media: image for image in piece.article.images}
    shown = [images[media] for media in piece.body.media if media in images]
    shown += [piece.image] if piece.image else []
    bare = {image.media for image in shown if not (image.alt or image.caption)}
    return bare - set(piece.decorations)


def _when(days: int) -> str:
    if days == 0:
        return "today"
    return f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} ago"
