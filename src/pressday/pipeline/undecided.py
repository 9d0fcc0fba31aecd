"""Own versions in which the editor has to decide between two texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.edition.merging import CONFLICT

if TYPE_CHECKING:
    from pressday.edition import Sheet, SheetPiece


def own_text(sheet: Sheet, piece: SheetPiece) -> str:
    """Return the own version of a piece as it is written, nothing where its file is not there."""
    path = sheet.path.parent / (piece.body or "")
    return path.read_text("utf-8", "replace") if path.is_file() else ""


def undecided(sheet: Sheet) -> dict[str, int]:
    """Return how many conflicts are open in the own versions that run, by article."""
    own = [piece for piece in sheet.pieces if piece.body and piece.runs]
    counts = {piece.article: own_text(sheet, piece).count(CONFLICT) for piece in own}
    return {article: count for article, count in counts.items() if count}
