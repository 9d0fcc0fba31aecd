"""From the library to an edition: choose, order, and merge what the editor changed."""

from pressday.edition.append import append_pieces
from pressday.edition.assemble import Assembled, Numbering, OwnText, Texts, assemble
from pressday.edition.calendar import edition_name, next_date, span
from pressday.edition.dismissed import bring_back, dismiss, read_dismissed
from pressday.edition.editing import (
    Changes,
    change_head,
    change_piece,
    has_remarks,
    move_piece,
    remove_piece,
    replace_article,
)
from pressday.edition.estimate import pages
from pressday.edition.lock import Lock, Recipe, is_frozen, open_sheet
from pressday.edition.offers import Offer, newest_offers, offers
from pressday.edition.plan import Proposal, SectionProposal, propose
from pressday.edition.sheet import (
    FILE,
    Sheet,
    SheetPiece,
    SheetSection,
    held,
    places,
    read_sheet,
    read_sheets,
    taken,
    unknown_articles,
    used_articles,
)

__all__ = [
    "FILE",
    "Assembled",
    "Changes",
    "Lock",
    "Numbering",
    "Offer",
    "OwnText",
    "Proposal",
    "Recipe",
    "SectionProposal",
    "Sheet",
    "SheetPiece",
    "SheetSection",
    "Texts",
    "append_pieces",
    "assemble",
    "bring_back",
    "change_head",
    "change_piece",
    "dismiss",
    "edition_name",
    "has_remarks",
    "held",
    "is_frozen",
    "move_piece",
    "newest_offers",
    "next_date",
    "offers",
    "open_sheet",
    "pages",
    "places",
    "propose",
    "read_dismissed",
    "read_sheet",
    "read_sheets",
    "remove_piece",
    "replace_article",
    "span",
    "taken",
    "unknown_articles",
    "used_articles",
]
