"""The run sheet of an edition, and how programs and commands edit it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.edition import (
    FILE,
    change_piece,
    move_piece,
    open_sheet,
    read_sheet,
    read_sheets,
)
from pressday.errors import ConfigError, NothingToBuild
from pressday.text import nearest

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path
    from typing import Unpack

    from pressday.config import Publication
    from pressday.edition import Changes, Sheet, SheetPiece


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What was done to an article or an edition, in a line, and the command that undoes it.

    `undo` is empty where there was nothing to change; `warnings` are worth a look.
    """

    subject: str
    said: str
    undo: str
    warnings: tuple[str, ...] = ()


def choose_edition(publication: Publication, name: str = "") -> str:
    """Return the edition called `name`, else the newest.

    Raises ConfigError for an unknown one, NothingToBuild when there is none.
    """
    names = [sheet.name for sheet in read_sheets(publication.editions)]
    if not names:
        hint = 'run "pressday plan"'
        raise NothingToBuild("no run sheet yet", where=str(publication.editions), hint=hint)
    if not name:
        return names[-1]
    if name not in names:
        near = nearest(name, names)
        hint = f'did you mean "{near}"?' if near else "there are " + ", ".join(names[-5:])
        raise ConfigError(f'no run sheet for "{name}"', where=str(publication.editions), hint=hint)
    return name


def run_sheet(publication: Publication, name: str = "") -> RunSheet:
    """Return the run sheet of an edition, of the newest without a name.

    Raises ConfigError for an unknown one, NothingToBuild when there is none.
    """
    return RunSheet(path=publication.editions / choose_edition(publication, name) / FILE)


def uses(publication: Publication, articles: Collection[str]) -> dict[str, str]:
    """Return in which edition each of these articles is planned or printed, in words.

    So the editor knows what a new text of an article may have to do with.
    """
    sheets = read_sheets(publication.editions)
    opened = open_sheet(sheets)
    found: dict[str, str] = {}
    for sheet in sheets:
        for piece in sheet.pieces:
            if piece.article in articles and piece.runs:
                how = "planned" if sheet is opened else "printed"
                own = f", in your own version, {piece.body}" if piece.body else ""
                before = f"{found[piece.article]}; " if piece.article in found else ""
                found[piece.article] = f"{before}{how} in {sheet.name}{own}"
    return found


def open_run_sheet(publication: Publication, name: str = "") -> RunSheet:
    """Return the run sheet of the open edition, or of the one called `name`, to be edited.

    Raises ConfigError for an unknown edition or one that is frozen, NothingToBuild when
    none is open.
    """
    sheets = read_sheets(publication.editions)
    opened = open_sheet(sheets)
    if not name and opened is None:
        raise NothingToBuild("no edition is open", hint='"pressday plan" begins one')
    chosen = run_sheet(publication, name)
    if opened is None or chosen.name != opened.name:
        hint = f"the open edition is {opened.name}" if opened else '"pressday plan" begins one'
        raise ConfigError(f"edition {chosen.name} is not open", where=str(chosen.path), hint=hint)
    return chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSheet:
    """The run sheet of one edition, `edition.toml`, and how it is edited.

    What is not asked for stays byte for byte, comments and spacing included; the
    file is replaced as a whole. An article is named by its id.
    """

    path: Path

    @property
    def name(self) -> str:
        """The edition's name, such as 2026-W48."""
        return self.path.parent.name

    @property
    def sheet(self) -> Sheet:
        """What the file says now; raises ConfigError when it is wrong."""
        return read_sheet(self.path)

    @property
    def pieces(self) -> tuple[SheetPiece, ...]:
        """All pieces in the sheet's order, cut ones included."""
        return self.sheet.pieces

    def set(self, article: str, **changes: Unpack[Changes]) -> Sheet:
        """Write keys of a piece: headline, standfirst, weight, layout, cut and the others.

        None takes a key out, so that the article decides again. Raises ConfigError for
        an article that is not in the sheet, and for a wrong key or value.
        """
        return change_piece(self.path, article, changes)

    def move(self, article: str, *, before: str = "", section: str = "") -> Sheet:
        """Move a piece before that of another article, or to the end of a section.

        Raises ConfigError for an article or a section that is not in the sheet.
        """
        return move_piece(self.path, article, before=before, section=section)
