"""Which edition is open, and which are finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressday.edition.sheet import Sheet

FILE = "edition.lock"


def is_frozen(sheet: Sheet) -> bool:
    """Tell whether the edition of a run sheet has been frozen."""
    return (sheet.path.parent / FILE).exists()


def open_sheet(sheets: Sequence[Sheet]) -> Sheet | None:
    """Return the run sheet of the open edition: the newest of `sheets`, unless that is frozen."""
    return sheets[-1] if sheets and not is_frozen(sheets[-1]) else None
