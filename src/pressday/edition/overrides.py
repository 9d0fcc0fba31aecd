"""What the run sheet says of a piece in its article's place: names, day, picture, quotation."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from pressday.body import Body, markup
from pressday.body.words import compared
from pressday.errors import ConfigError
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from pressday.edition.sheet import SheetPiece
    from pressday.model import Article, Image

SHOWN = 8  # digits of a picture's hash that name it in messages
_PLACE = 3  # a quotation that no paragraph says stands behind a third of them


def as_told(article: Article, entry: SheetPiece) -> Article:
    """Return `article` with the names and the day that the editor gives it."""
    if entry.byline is not None:
        article = replace(article, bylines=tuple(filter(None, [squash(entry.byline)])))
    if entry.site is not None:
        article = replace(article, site=squash(entry.site))
    if entry.date is not None:
        day = datetime.combine(entry.date, time(12), UTC)
        stated = article.provenance | {"published": "declared"}
        article = replace(article, published=day, provenance=stated)
    return article


def chosen_picture(entry: SheetPiece, images: Sequence[Image]) -> Image | None:
    """Return the picture that the editor names by the first digits of its hash, if one is named.

    Raises ConfigError with the line where the article has no such picture, or several.
    """
    if not isinstance(entry.image, str):
        return None
    chosen = picture_named(entry.image, images, entry.where)
    return next(image for image in images if image.media == chosen)


def picture_named(digits: str, images: Sequence[Image], where: str) -> str:
    """Return the hash that begins with `digits`; ConfigError for none, or several."""
    found = {i.media for i in images if i.media.startswith(digits.lower())}
    if len(found) != 1:
        known = ", ".join(dict.fromkeys(i.media[:SHOWN] for i in images))
        message = f'{"several pictures" if found else "no picture"} "{digits}" in this article'
        hint = f"it has {known}" if known else "it has none: take the key out"
        raise ConfigError(message, where=where, hint=hint)
    return found.pop()


def with_quote(body: Body, entry: SheetPiece) -> Body:
    """Return `body` with the editor's quotation in place of its own, or with none for `false`.

    It stands before the paragraph that says it.
    """
    if entry.quote is None:
        return body
    root = body.tree()
    for aside in [a for a in root.iter("aside") if "pullquote" in a.classes]:
        aside.drop_tree()
    if isinstance(entry.quote, str):
        _insert(root, squash(entry.quote))
    return Body.of(root)


def with_correction(body: Body, entry: SheetPiece) -> Body:
    """Return `body` with what the editor says was corrected, as a note at its end."""
    if entry.correction is None:
        return body
    root = body.tree()
    note = root.makeelement("aside", {"class": "note"})
    paragraph = root.makeelement("p", {})
    paragraph.text = entry.correction
    note.append(paragraph)
    root.append(note)
    return Body.of(root)


def _insert(root: HtmlElement, quote: str) -> None:
    aside = root.makeelement("aside", {"class": "pullquote"})
    paragraph = root.makeelement("p", {})
    paragraph.text = quote
    aside.append(paragraph)
    said = " ".join(compared(quote.partition(" — ")[0]))
    texts = [e for e in root if e.tag == "p"]
    saying = (e for e in texts if said in " ".join(compared(markup.text_of(e))))
    before = next(saying, texts[len(texts) // _PLACE] if texts else None)
    if before is None:
        root.append(aside)
    else:
        before.addprevious(aside)
