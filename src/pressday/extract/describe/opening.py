"""The picture and the sentence that open an article, taken out of where they would stand twice."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pressday.body.vocabulary import HEADINGS
from pressday.extract.build.fragment import picture_of
from pressday.extract.describe.same_picture import is_stand_in, same_picture
from pressday.extract.read import dom
from pressday.model import DraftImage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from pressday.extract.describe.metadata import Metadata
    from pressday.model import Provenance

_EARLY = 4  # blocks in which a first figure counts as the opening picture
_SHORTEST, _LONGEST = 40, 400  # characters of a standfirst
_CUT_SHORT = re.compile(
    r"(?:\u2026|\.\.\.|\[\u2026\]|read more|continue reading)\W*$", re.IGNORECASE
)
_SENTENCE_END = (".", "!", "?", "\u201d", '"', "\u2019", "\u3002", ")")
# Characters: a shorter one may do without a full stop, as headlines do; programs cut longer ones.
_UNSTOPPED = 140
_COMPARED = 12  # words that tell a copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The opening picture, with its provenance."""

    image: DraftImage
    provenance: Provenance


def take_picture(body: Element, meta: Metadata, shown: Sequence[DraftImage] = ()) -> Lead | None:
    """Choose the opening picture and remove every copy of it from `body`.

    `shown` are pictures that the page shows outside its text: one above it may be the
    only copy that has a caption.

    The picture the page declares, with what its copies in the text say of it, else what
    the page says; without one, or with one that stands for the site, a figure at the
    very start.
    """
    if meta.picture and not is_stand_in(meta.picture, meta.site):
        said = DraftImage(
            url=meta.picture, alt=meta.picture_alt, caption=meta.picture_caption,
            credit=meta.picture_credit,
        )  # fmt: skip
        copies = _take_copies(body, meta.picture)
        others = [i for i in shown if i.url and same_picture(i.url, meta.picture)]
        image = copies[0] if copies else said
        return Lead(image=_described(image, [*copies, *others, said]), provenance="declared")
    early = next((f for f in list(body)[:_EARLY] if f.tag == "figure" and _source(f)), None)
    if early is None:
        return None
    image, *others = _take_copies(body, _source(early))
    return Lead(image=_described(image, others), provenance="guessed")


def _take_copies(body: Element, url: str) -> list[DraftImage]:
    """Remove the figures that show a picture in whatever size, and return what they showed."""
    copies = [f for f in body.iter("figure") if _source(f) and same_picture(_source(f), url)]
    found = [picture_of(figure) for figure in copies]
    for figure in copies:
        dom.drop(figure)
    return found


def _described(image: DraftImage, others: Sequence[DraftImage]) -> DraftImage:
    """Return `image` with the first words that any copy of it has."""
    caption = image if image.caption else next((o for o in others if o.caption), image)
    credit = caption.credit or next((o.credit for o in others if o.credit), image.credit)
    alt = image.alt or next((o.alt for o in others if o.alt), "")
    return replace(image, alt=alt, caption=caption.caption, credit=credit)


def _source(figure: Element) -> str:
    image = figure.find("img")
    return "" if image is None else image.get("src") or ""


def take_standfirst(body: Element, meta: Metadata) -> str:
    """Return the description where it adds something, else an empty string.

    A first block with the same words leaves the body for it: a heading, or the line that was
    found below the headline. Copies of the beginning, whole or cut short, and copies of the
    title say nothing new.
    """
    description, words = meta.standfirst, dom.tokens(meta.standfirst)
    first = next((block for block in body if block.tag in ("p", *HEADINGS)), None)
    shown = first is not None and (
        first.tag != "p" or meta.provenance.get("standfirst") == "guessed"
    )
    if first is not None and shown and dom.tokens(dom.visible_text(first)) == words:
        dom.drop(first)
    elif _repeats(words, dom.tokens(dom.visible_text(body))):
        return ""
    return description if _is_sentence(description) and words != dom.tokens(meta.title) else ""


def _repeats(words: list[str], body: list[str]) -> bool:
    start = words[:_COMPARED]
    size = len(start)
    return any(body[i : i + size] == start for i in range(max(0, len(body) - size + 1)))


def _is_sentence(text: str) -> bool:
    if not _SHORTEST <= len(text) <= _LONGEST or _CUT_SHORT.search(text):
        return False
    return text.endswith(_SENTENCE_END) or len(text) < _UNSTOPPED
