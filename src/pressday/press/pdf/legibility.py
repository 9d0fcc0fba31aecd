"""What of an edition no packaged font can print: pieces left out of the PDF, characters missing."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from pressday.body import markup
from pressday.errors import LayoutError
from pressday.model import Outcome
from pressday.press.fonts import missing
from pressday.press.pdf.missing_characters import is_silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pressday.model import Artifact, Edition, Piece

_MOST = 0.02  # of a piece's signs that may be missing; what lacks more says nothing
_SHOWN = 8  # characters that stand for all


def legible(edition: Edition) -> Edition:
    """Return `edition` without the pieces that paper cannot show.

    Raises LayoutError when none is left.
    """
    sections = tuple(
        replace(section, pieces=tuple(p for p in section.pieces if not _is_illegible(p)))
        for section in edition.sections
    )
    kept = tuple(section for section in sections if section.pieces)
    if edition.pieces and not kept:
        raise LayoutError(
            "no piece can be printed: the packaged fonts have none of their scripts",
            hint="the EPUB can show them: pressday build --format epub",
        )
    spares = tuple(spare for spare in edition.spares if not _is_illegible(spare.piece))
    return replace(edition, sections=kept, spares=spares)


def unprintable(edition: Edition) -> Iterator[Outcome[Artifact]]:
    """Yield a warning for each piece, and for the edition's own words, that no font can print."""
    head = edition.masthead
    own = (
        head.title, head.tagline, head.editor, head.colophon,
        *(section.name for section in edition.sections),
        edition.editorial.text, edition.next_week.text,
    )  # fmt: skip
    yield from _told(edition.name, own, "left out on paper")
    for piece in edition.offered:
        lost = "the piece is left out of the PDF, the EPUB has it"
        what = lost if _is_illegible(piece) else "left out on paper"
        yield from _told(piece.headline, _words_of(piece), what)


def _is_illegible(piece: Piece) -> bool:
    text = "".join(_words_of(piece))
    absent = {c for c in missing(set(text)) if not is_silent(c)}
    signs = sum(not c.isspace() for c in text)
    return sum(c in absent for c in text) > _MOST * signs


def _words_of(piece: Piece) -> Iterator[str]:
    """Yield all that a piece prints; formulas are drawn, and their type has every sign."""
    root = piece.body.tree()
    for formula in [*root.iter("math")]:
        formula.drop_tree()
    article = piece.article
    yield from (piece.headline, piece.standfirst, article.site, article.licence, *article.bylines)
    yield markup.text_of(root)
    if piece.image:
        yield from (piece.image.caption, piece.image.credit)


def _told(subject: str, texts: Iterable[str], what: str) -> Iterator[Outcome[Artifact]]:
    unknown = missing(set(chain.from_iterable(texts)))
    if unknown:
        more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
        named = " ".join(map(_named, unknown[:_SHOWN]))
        warning = f"no packaged font has {named}{more}: {what}"
        yield Outcome(subject=subject, warnings=(warning,))


def _named(character: str) -> str:
    """Return a character as a message shows it: its number where it has no form."""
    return character if character.isprintable() else f"U+{ord(character):04X}"
