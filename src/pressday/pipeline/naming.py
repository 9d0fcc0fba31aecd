"""The day, the number and the name of the open edition, changed with all that hangs on them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.atomic import one_at_a_time
from pressday.edition import change_head, edition_name, read_sheets
from pressday.errors import UsageError, WriteError, command
from pressday.pipeline.planning import sheet_number
from pressday.pipeline.report import REPORT, made_in, remove_made
from pressday.pipeline.run_sheets import Deed, open_run_sheet

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from pressday.config import Publication
    from pressday.edition import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """The open edition of a publication, or the one called `name`.

    Every method raises UsageError for what another edition has, ConfigError for an edition
    that is not there or frozen, NothingToBuild when none is open.
    """

    publication: Publication
    name: str = ""

    def date(self, day: date) -> Deed:
        """Set the day of issue; a folder that is named after the old one is renamed."""
        with one_at_a_time(self.publication.folder):
            sheet, others = self._sheets()
            for other in others:
                if day <= other.date:
                    message = f"{other.name} is of {other.date.isoformat()}"
                    raise UsageError(message, hint="give a later day, or change that one first")
            taken = {other.name for other in others}
            name = sheet.name
            if name == edition_name(sheet.date, self.publication.cadence, taken):
                name = edition_name(day, self.publication.cadence, taken)
            change_head(sheet.path, "date", day)
            self._rename(sheet, name)
            said = f"{sheet.name}: now of {day.isoformat()}"
            said += f", and called {name}" if name != sheet.name else ""
            return _deed(sheet, said, "date", sheet.date.isoformat())

    def number(self, number: int) -> Deed:
        """Set the number under the nameplate and in the files' names."""
        if number < 1:
            raise UsageError(f"{number} is no number of an edition", hint="give 1 or more")
        with one_at_a_time(self.publication.folder):
            sheet, others = self._sheets()
            before = [other for other in others if other.date < sheet.date]
            for at, other in enumerate(others):
                if sheet_number(self.publication, others[:at], other) == number:
                    raise UsageError(f"{other.name} has number {number}", hint="give another one")
            old = sheet_number(self.publication, before, sheet)
            change_head(sheet.path, "number", number)
            return _deed(sheet, f"{sheet.name}: now no. {number}", "number", str(old))

    def rename(self, name: str) -> Deed:
        """Give the edition's folder another name."""
        with one_at_a_time(self.publication.folder):
            sheet, others = self._sheets()
            if not name or name.startswith(".") or {"/", "\\"} & set(name):
                raise UsageError(f'"{name}" is no name of a folder', hint="write it as 2026-W48")
            if name in {other.name for other in others}:
                raise UsageError(f"there is an edition {name}", hint="give another name")
            self._rename(sheet, name)
            return _deed(sheet, f"{sheet.name}: now called {name}", "rename", sheet.name)

    def _sheets(self) -> tuple[Sheet, tuple[Sheet, ...]]:
        """Return the sheet in question and all others, the oldest first."""
        path = open_run_sheet(self.publication, self.name).path
        sheets = read_sheets(self.publication.editions)
        others = tuple(sheet for sheet in sheets if sheet.path != path)
        return next(sheet for sheet in sheets if sheet.path == path), others

    def _rename(self, sheet: Sheet, name: str) -> None:
        folder = sheet.path.parent
        if name == folder.name:
            return
        try:
            folder.rename(folder.with_name(name))
        except OSError as error:
            raise WriteError.of(error, folder.with_name(name)) from error
        _leave(self.publication.output / folder.name)


def _leave(output: Path) -> None:
    """Take all that was made of an edition out of its folder, and the folder if that is all."""
    if made_in(output):
        remove_made(output)
        (output / REPORT).unlink()
        with suppress(OSError):
            output.rmdir()


def _deed(sheet: Sheet, said: str, *undo: str) -> Deed:
    return Deed(subject=sheet.name, said=said, undo=command("pressday", "edition", *undo))
