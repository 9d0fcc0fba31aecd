"""Short forms of what an editor does to the open edition, each with the way back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from pressday.atomic import one_at_a_time
from pressday.config import did_you_mean
from pressday.edition import (
    Proposal,
    SheetPiece,
    append_pieces,
    bring_back,
    change_piece,
    dismiss,
    has_remarks,
    move_piece,
    open_sheet,
    places,
    read_dismissed,
    read_sheet,
    read_sheets,
    remove_piece,
    replace_article,
)
from pressday.edition.estimate import own_weight
from pressday.edition.plan import Claims
from pressday.errors import ConfigError, UsageError, command
from pressday.layout.words import furniture
from pressday.library import Library
from pressday.pipeline.catalogue import resolved
from pressday.pipeline.run_sheets import Deed, open_run_sheet
from pressday.text import quoted, shortened, squash

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pressday.config import Publication
    from pressday.edition import Changes, Sheet
    from pressday.model import Summary

Weights = Literal["lead", "feature", "brief", "auto"]

_NOTHING = "nothing to change"
_HELD = "held for the next edition"
_TITLE = 32  # characters of a title in what is said
_BREAK = "\\n"  # as the sheet writes a line break: a command is one line
_NUMBERS = 3  # digits of a piece's number at most; more are the beginning of an id


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """The open edition of a publication under the editor's hand, or the one called `name`.

    Articles are named by id, the beginning of one, or a piece's number in the sheet.
    Every method raises ConfigError for one that is not there or an edition that is
    frozen, NothingToBuild when no edition is open.
    """

    publication: Publication
    name: str = ""

    def cut(self, *names: str) -> tuple[Deed, ...]:
        """Leave pieces out of the paper; they stay in the sheet and are not offered again."""
        return self._marked(names, {"cut": True, "hold": None}, "cut")

    def hold(self, *names: str) -> tuple[Deed, ...]:
        """Leave pieces out of this paper; they are offered first for the next one."""
        return self._offered(self._marked(names, {"hold": True, "cut": None}, _HELD))

    def uncut(self, *names: str) -> tuple[Deed, ...]:
        """Put pieces back that were cut or held."""
        return self._offered(self._marked(names, {"cut": None, "hold": None}, "in the paper"))

    def _offered(self, deeds: tuple[Deed, ...]) -> tuple[Deed, ...]:
        """Return `deeds`; what is in a paper, or held for the next, is dismissed no longer."""
        editions = self.publication.editions
        with one_at_a_time(self.publication.folder):
            dismissed = read_dismissed(editions)
            bring_back(editions, [deed.subject for deed in deeds])
        return tuple(
            replace(deed, undo=command("pressday", "dismiss", deed.subject))
            if deed.subject in dismissed
            else deed
            for deed in deeds
        )

    def retitle(self, name: str, headline: str) -> Deed:
        r"""Set a piece's headline; `\n` breaks a line, an empty one is the article's own again."""
        lines = [line for line in map(squash, headline.replace(_BREAK, "\n").split("\n")) if line]
        changes: Changes = {"headline": "\n".join(lines) or None}
        told = quoted(_BREAK.join(lines))
        said = f"headline {told}" if lines else "the article's own headline"
        return self._changed(name, changes, said, "retitle")

    def weigh(self, name: str, weight: Weights) -> Deed:
        """Set a piece's weight; with *auto* its length decides."""
        changes: Changes = {"weight": None if weight == "auto" else weight}
        return self._changed(name, changes, f"weight {weight}", "weight")

    def move(self, name: str, to: str) -> Deed:
        """Move a piece to a section, or to a place in one: `Craft`, `Craft:1`."""
        with one_at_a_time(self.publication.folder):
            sheet = open_run_sheet(self.publication, self.name).sheet
            piece = self._piece(sheet, name)
            before = _place(sheet, piece.article)
            self._put(sheet, piece.article, to)
            place = _place(read_sheet(sheet.path), piece.article)
            if place == before:
                return self._unchanged(piece)
            return self._deed(piece, f"now {place}", "move", piece.article, "--to", before)

    def take(self, name: str, to: str = "") -> Deed:
        """Put an article of the library into the sheet, where `to` says.

        One that stands there already is put back; a copy of a piece takes its place.
        """
        with one_at_a_time(self.publication.folder), self.library() as library:
            sheet = open_run_sheet(self.publication, self.name).sheet
            (article,) = library.summaries(resolved([name], library.ids())).values()
            if to:
                self._aim(sheet, to)
            there = {piece.article: piece for piece in sheet.pieces}
            if article.id in there:
                (deed,) = self.uncut(article.id)
                return deed
            was_dismissed = article.id in read_dismissed(self.publication.editions)
            bring_back(self.publication.editions, [article.id])
            others = [one for one in _group(library.copies(), article.id) if one in there]
            if others:
                replace_article(sheet.path, others[0], Proposal(article=article))
                return Deed(
                    subject=article.id,
                    said=f"{_titled(article)}: taken instead of {others[0]}, which says the same",
                    undo=command("pressday", "take", others[0]),
                )
            return self._added(sheet, article, to, was_dismissed=was_dismissed)

    def untake(self, name: str) -> Deed:
        """Take a piece out of the sheet that has nothing of the editor's: it is on offer again.

        Raises UsageError for one that has.
        """
        with one_at_a_time(self.publication.folder):
            sheet = open_run_sheet(self.publication, self.name).sheet
            piece = self._piece(sheet, name)
            _refuse_written(sheet, piece)
            before = _place(sheet, piece.article)
            remove_piece(sheet.path, piece.article)
            return self._deed(piece, "out of the sheet", "take", piece.article, "--to", before)

    def dismiss(self, *names: str) -> tuple[Deed, ...]:
        """Take articles from the offer; those in the open edition are cut as well."""
        editions = self.publication.editions
        with one_at_a_time(self.publication.folder), self.library() as library:
            found = library.summaries(self._ids(names, library))
            known = read_dismissed(editions)
            sheet = self._opened()
            standing = {piece.article: piece for piece in sheet.pieces} if sheet else {}
            cut = [article for article in found if article in standing]
            if cut:
                self.cut(*cut)
            dismiss(editions, {key: article.title for key, article in found.items()})
        return tuple(
            _dismissed(article, standing.get(article.id), sheet, was_dismissed=article.id in known)
            for article in found.values()
        )

    def readmit(self, *names: str) -> tuple[Deed, ...]:
        """Offer articles again that were dismissed."""
        editions = self.publication.editions
        with one_at_a_time(self.publication.folder):
            known = read_dismissed(editions)
            ids = resolved(names, known, "among the dismissed")
            bring_back(editions, ids)
        return tuple(
            Deed(
                subject=key,
                said=f"{quoted(shortened(known[key], _TITLE))}: on offer again",
                undo=command("pressday", "dismiss", key),
            )
            for key in ids
        )

    # ---- the sheet

    def piece(self, name: str) -> tuple[Sheet, SheetPiece]:
        """Return the open run sheet and a piece of it."""
        sheet = open_run_sheet(self.publication, self.name).sheet
        return sheet, self._piece(sheet, name)

    def deed(self, piece: SheetPiece, said: str, undo: str) -> Deed:
        """Return what was done to a piece, told with its title."""
        return replace(self._deed(piece, said), undo=undo)

    def _marked(self, names: Sequence[str], changes: Changes, said: str) -> tuple[Deed, ...]:
        with one_at_a_time(self.publication.folder):
            sheet = open_run_sheet(self.publication, self.name).sheet
            pieces = [self._piece(sheet, name) for name in names]
            new = [piece for piece in pieces if not _has(piece, changes)]
            for piece in new:
                change_piece(sheet.path, piece.article, changes)
        return tuple(
            self._deed(piece, said, _before(piece), piece.article)
            if piece in new
            else self._unchanged(piece)
            for piece in pieces
        )

    def _changed(
        self, name: str, changes: Changes, said: str, verb: Literal["retitle", "weight"]
    ) -> Deed:
        with one_at_a_time(self.publication.folder):
            sheet = open_run_sheet(self.publication, self.name).sheet
            piece = self._piece(sheet, name)
            if _has(piece, changes):
                return self._unchanged(piece)
            change_piece(sheet.path, piece.article, changes)
        headline = (piece.headline or "").replace("\n", _BREAK)
        before = headline if verb == "retitle" else piece.weight or "auto"
        return self._deed(piece, said, verb, piece.article, before)

    def _unchanged(self, piece: SheetPiece) -> Deed:
        return self.deed(piece, _NOTHING, "")

    def _added(self, sheet: Sheet, article: Summary, to: str, *, was_dismissed: bool) -> Deed:
        section = self._aim(sheet, to)[0] if to else self._section(article)
        ran = places([s for s in read_sheets(self.publication.editions) if s.path != sheet.path])
        proposal = Proposal(article=article, weight=own_weight(article, article.words))
        append_pieces(sheet.path, [(section, [proposal])], number=0, date=sheet.date)
        if to:
            self._put(read_sheet(sheet.path), article.id, to)
        place = _place(read_sheet(sheet.path), article.id)
        before = f"; it ran in {ran[article.id]}" if article.id in ran else ""
        undo = command("pressday", "take", "--undo", article.id)
        if was_dismissed:
            undo = f"{undo} && {command('pressday', 'dismiss', article.id)}"
        return Deed(
            subject=article.id, said=f"{_titled(article)}: taken, {place}{before}", undo=undo
        )

    def _section(self, article: Summary) -> str:
        rest = furniture(self.publication.masthead.language).word("this_week")
        return Claims.of(self.publication).section(article) or rest

    def _put(self, sheet: Sheet, article: str, to: str) -> None:
        name, number = self._aim(sheet, to)
        section = next((s for s in sheet.sections if s.name == name), None)
        if section is None:
            append_pieces(sheet.path, [(name, [])], number=0, date=sheet.date)
        others = [p.article for p in section.pieces if p.article != article] if section else []
        at = number - 1 if number else len(others)
        before = others[max(0, at)] if at < len(others) else ""
        move_piece(sheet.path, article, before=before, section=name)

    def _aim(self, sheet: Sheet, to: str) -> tuple[str, int]:
        """Return the section that `to` names, and the place in it, 0 for its end."""
        names = [s.name for s in sheet.sections] + [s.name for s in self.publication.sections]
        name, colon, number = to.rpartition(":")
        if to in names or not colon:
            name, number = to, "0"
        if not number.isdecimal():
            raise UsageError(f'"{to}" is no place', hint="write it as Craft, or Craft:1")
        if name not in names:
            hint = did_you_mean(name, tuple(dict.fromkeys(names)))
            raise ConfigError(f'no section "{name}"', where=str(sheet.path), hint=hint)
        return name, int(number)

    def _piece(self, sheet: Sheet, name: str) -> SheetPiece:
        if name.isdigit() and len(name) <= _NUMBERS:
            if not 0 < int(name) <= len(sheet.pieces):
                hint = f"the sheet has pieces 1 to {len(sheet.pieces)}"
                raise ConfigError(f"no piece {name}", where=str(sheet.path), hint=hint)
            return sheet.pieces[int(name) - 1]
        ids = [piece.article for piece in sheet.pieces]
        (key,) = resolved([name], ids, f"in the run sheet of {sheet.name}")
        return sheet.pieces[ids.index(key)]

    # ---- the library

    def library(self) -> Library:
        """Open the publication's library."""
        return Library.open(self.publication.library)

    def _ids(self, names: Sequence[str], library: Library) -> list[str]:
        numbers = [n for n in names if n.isdigit() and len(n) <= _NUMBERS]
        sheet = open_run_sheet(self.publication, self.name).sheet if numbers else None
        named = [self._piece(sheet, n).article if sheet and n in numbers else n for n in names]
        return resolved(named, library.ids())

    def _opened(self) -> Sheet | None:
        return open_sheet(read_sheets(self.publication.editions))

    def _deed(self, piece: SheetPiece, said: str, *undo: str | Path) -> Deed:
        with self.library() as library:
            article = library.summaries([piece.article]).get(piece.article)
        title = piece.title or (article.title if article else "")
        told = f"{piece.article} {quoted(shortened(title, _TITLE))}: {said}"
        return Deed(subject=piece.article, said=told, undo=command("pressday", *undo))


def _refuse_written(sheet: Sheet, piece: SheetPiece) -> None:
    """Refuse to take out what the editor wrote: keys of the piece, or comments around it."""
    bare = SheetPiece(article=piece.article, where=piece.where)
    has_keys = replace(piece, weight=None) != bare
    if has_keys or has_remarks(sheet.path, piece.article):
        what = "more than its article" if has_keys else "comments of yours"
        hint = f"{command('pressday', 'cut', piece.article)} keeps it"
        raise UsageError(f"the piece has {what}", where=piece.where, hint=hint)


def _before(piece: SheetPiece) -> str:
    """Return the command that marks a piece as it was marked."""
    return "cut" if piece.cut else "hold" if piece.hold else "uncut"


def _has(piece: SheetPiece, changes: Changes) -> bool:
    """Tell whether a piece has all keys as `changes` would set them."""
    return all((getattr(piece, key) or None) == value for key, value in changes.items())


def _dismissed(
    article: Summary, piece: SheetPiece | None, sheet: Sheet | None, *, was_dismissed: bool
) -> Deed:
    """Return what was done to an article that is dismissed, and to its `piece` in the `sheet`."""
    if was_dismissed and (piece is None or piece.cut):
        return Deed(subject=article.id, said=f"{_titled(article)}: {_NOTHING}", undo="")
    where = f", and cut in {sheet.name}" if sheet and piece else ""
    return Deed(
        subject=article.id,
        said=f"{_titled(article)}: not offered again{where}",
        undo=command("pressday", *_back(piece), article.id),
    )


def _back(piece: SheetPiece | None) -> tuple[str, ...]:
    """Return the command that offers an article again, or sets its piece as it stood."""
    if piece is None or piece.cut:
        return ("dismiss", "--undo")
    return ("hold",) if piece.hold else ("take",)


def _titled(article: Summary) -> str:
    return f"{article.id} {quoted(shortened(article.title, _TITLE))}"


def _place(sheet: Sheet, article: str) -> str:
    """Return where a piece stands, as `--to` takes it."""
    return next(
        f"{section.name}:{number}"
        for section in sheet.sections
        for number, piece in enumerate(section.pieces, start=1)
        if piece.article == article
    )


def _group(copies: Mapping[str, Sequence[str]], article: str) -> Sequence[str]:
    """Return the articles that say the same as one, the fullest first."""
    groups = ((fullest, *others) for fullest, others in copies.items())
    return next((group for group in groups if article in group), ())
