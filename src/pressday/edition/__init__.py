"""From the library to an edition: choose, order, and merge what the editor changed."""

from pressday.edition.append import append_pieces
from pressday.edition.assemble import Assembled, Numbering, OwnText, Texts, assemble
from pressday.edition.calendar import edition_name, next_date, span
from pressday.edition.editing import Changes, change_piece, move_piece
from pressday.edition.estimate import pages
from pressday.edition.plan import Proposal, SectionProposal, propose
from pressday.edition.sheet import (
    FILE,
    Sheet,
    SheetPiece,
    SheetSection,
    check_articles,
    places,
    read_sheet,
    read_sheets,
    used_articles,
)

__all__ = [
    "FILE",
    "Assembled",
    "Changes",
    "Numbering",
    "OwnText",
    "Proposal",
    "SectionProposal",
    "Sheet",
    "SheetPiece",
    "SheetSection",
    "Texts",
    "append_pieces",
    "assemble",
    "change_piece",
    "check_articles",
    "edition_name",
    "move_piece",
    "next_date",
    "pages",
    "places",
    "propose",
    "read_sheet",
    "read_sheets",
    "span",
    "used_articles",
]
