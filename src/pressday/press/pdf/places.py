"""On which page of a finished PDF each piece begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PIECE = re.compile(r"a-([0-9a-f]{12})")


def piece_pages(path: Path) -> dict[str, int]:
    """Return the page, from 1, of each piece by its id; none for a file that is no PDF of ours."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            numbers: dict[object, int] = {
                page.objgen: number for number, page in enumerate(pdf.pages, start=1)
            }
            places = pikepdf.NameTree(pdf.Root.Names.Dests)
            found = ((_PIECE.fullmatch(name), place) for name, place in places.items())
            return {piece[1]: numbers[place[0].objgen] for piece, place in found if piece}
    except (OSError, pikepdf.PdfError, AttributeError, KeyError, ValueError):
        return {}
