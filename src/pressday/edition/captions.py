"""Captions that say something new, with their credits apart: for paper and screens alike. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pressday.body import Body
from pressday.body.figures import SHOWN, beside
from pressday.body.words import compared, repeats, said_in, split
from pressday.edition.credits import credit_apart
from pressday.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from pressday.model import Image


_DIVIDERS = "(|•·–— \n\t"  # between a caption and its credit


def fresh_caption(image: Image, *said: str) -> Image:
    """Return `image` without a caption that repeats what is `said`; a credit in it is one."""
    caption, credit = credit_apart(image.caption)
    return replace(image, caption=_new(caption, said), credit=_joined(credit, image.credit))


def fresh_captions(body: Body, *said: str, before: str = "") -> Body:
    """Return `body` with captions that repeat nothing, their credits apart.

    Nothing is what stands around the piece (`said`), the caption of the picture `before`
    it, and the paragraph beside it. A caption that shows a formula or a picture stays.
    """
    if "<figcaption" not in body.html:
        return body
    root = body.tree()
    for figure in root.iter("figure"):
        for caption in list(figure.iterchildren("figcaption")):
            if not caption.xpath(SHOWN):
                before = _freshen(caption, (*said, *beside(figure)), before)
    changed = Body.of(root)
    return body if changed == body else changed


def _freshen(caption: HtmlElement, said: Iterable[str], before: str) -> str:
    """Make one caption of a body fresh; return its words as they were, without the credit."""
    if not _credits(caption):
        _mark_credit(caption)
    words = squash(_without_credits(caption))
    if not _new(words, said) or compared(words) == compared(before):
        _keep_credits(caption)
    if not squash(caption.text_content()):
        caption.drop_tree()
    return words


def _credits(caption: HtmlElement) -> list[HtmlElement]:
    return [span for span in caption.iter("span") if "credit" in span.classes]


def _keep_credits(caption: HtmlElement) -> None:
    """Leave nothing of a caption but its credits, each once."""
    once = {squash(span.text_content()): span for span in _credits(caption)}
    caption.text = None
    caption[:] = once.values()
    for span in caption:
        span.tail = " " if span is not caption[-1] else None


def _new(caption: str, said: Iterable[str]) -> str:
    """Return `caption` unless it says nothing, or nothing that is not `said`."""
    return caption if split(caption) and not said_in(caption, said) else ""


def _without_credits(caption: HtmlElement) -> str:
    text = str(caption.text_content())
    for span in _credits(caption):
        text = text.replace(str(span.text_content()), " ", 1)
    return text


def _mark_credit(caption: HtmlElement) -> None:
    """Make the credit a caption is, or ends in, a span of that class."""
    said, credit = credit_apart(squash(caption.text_content()))
    if said and credit:
        _split_end(caption, credit)
    elif not said:
        opening, inside = caption.text, list(caption)
        caption.text = None
        _wrap(caption, inside, opening if inside else credit)


def _split_end(caption: HtmlElement, credit: str) -> None:
    """Put the credit that a caption ends in into a span, unless it begins inside an element."""
    words = re.compile(r"\s+".join(map(re.escape, credit.split())))
    starts = [found.start() for found in words.finditer(caption.text_content())]
    start = starts[-1] if starts else -1
    behind = [e for e in caption if _offset(e) >= start]
    before = [e for e in caption if e not in behind]
    holder, name, offset = (
        (before[-1], "tail", _offset(before[-1]) + len(before[-1].text_content()))
        if before
        else (caption, "text", 0)
    )
    if start < offset:
        return
    text = getattr(holder, name) or ""
    head = text[: start - offset]
    setattr(holder, name, head.rstrip(_DIVIDERS) + " ")
    if behind and head.endswith("("):
        behind[-1].tail = (behind[-1].tail or "").rstrip(") ")
    _wrap(caption, behind, text[start - offset :] if behind else credit)


def _offset(element: HtmlElement) -> int:
    """Return how many characters of its parent stand before an element."""
    before = element.itersiblings(preceding=True)
    lengths = (len(e.text_content()) + len(e.tail or "") for e in before)
    return len(element.getparent().text or "") + sum(lengths)


def _wrap(caption: HtmlElement, inside: list[HtmlElement], text: str | None = None) -> None:
    """Put a text and elements into a span for the credit, at the end of the caption."""
    span = caption.makeelement("span", {"class": "credit"})
    span.text = text
    span.extend(inside)
    caption.append(span)


def _joined(new: str, known: str) -> str:
    """Return two credits of a picture as one, said once."""
    if not new or repeats(new, known) or new in known:
        return known
    return new if not known or known in new else f"{new}, {known}"
