"""The judges' text laid over the page's structure: what they took stays, and what belongs to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressday.extract import dom
from pressday.extract.company import keep_company
from pressday.extract.leaves import leaf_of, leaves_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from pressday.extract.leaves import Leaf

_SHINGLE = 4  # words
_COVERED = 0.5  # share of a leaf's shingles that the judges' text must hold
_TABLE_COVERED = 0.4
_LONG = 8  # words: a line that says where the article is
_SHORT = 5  # words: a line so short that it may match by chance
_BEFORE = 4  # leaves: so far above the text a short heading may belong to it

# Lines that are furniture wherever they stand alone.
_FURNITURE = re.compile(
    r"(?:advert|advertisement|advertisements|anzeige|werbung|publicité|publicidad|sponsored|comments?"
    r"|leave a comment|share|share this(?: article| story)?|share on \w+|tweet|print|email"
    r"|read more|continue reading(?: below)?|story continues below(?: advertisement)?"
    r"|article continues below"
    r"|scroll to continue|sign up|subscribe|related(?: articles?| stories)?"
    r"|also on [\w. -]{2,30}:?.{0,120}"
    r"|\[/?\w+(?: [^\]]*)?\](?:.{0,80}\[/\w+\])?)\s*[:.!]?",
    re.IGNORECASE,
)


def graft(body: Element, origins: dict[Element, Element], text: str, title: str) -> int:
    """Take out of the built `body` what is not the article; return the words that stay.

    `text` is what the judges found; `origins` leads from built blocks to the
    page's elements, whose classes decide about pictures and lines in between.
    """
    leaves = [leaf_of(element, origins) for element in leaves_of(body)]
    _match(leaves, text)
    _settle_short(leaves)
    _drop_furniture(leaves, dom.tokens(title))
    _keep_tables(body, leaves, text)
    kept = [leaf for leaf in leaves if leaf.keep]
    if not kept:
        return 0
    keep_company(leaves)
    for leaf in leaves:
        if not leaf.keep:
            dom.drop(leaf.element)
    return sum(len(leaf.words) for leaf in leaves if leaf.keep)


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]


def _match(leaves: list[Leaf], text: str) -> None:
    lines = {" ".join(dom.tokens(line)) for line in text.split("\n")}
    known = set(_shingles(dom.tokens(text)))
    for leaf in leaves:
        if leaf.element.tag != "figure":
            leaf.keep = (
                " ".join(leaf.words) in lines - {""} or _share(leaf.words, known) >= _COVERED
            )


def _share(words: Sequence[str], known: set[tuple[str, ...]]) -> float:
    shingles = _shingles(words)
    if len(words) <= _SHINGLE:
        return 0.0
    return sum(shingle in known for shingle in shingles) / len(shingles)


def _settle_short(leaves: list[Leaf]) -> None:
    """Let short lines that match count only near the long ones."""
    long = [i for i, leaf in enumerate(leaves) if leaf.keep and len(leaf.words) >= _LONG]
    if not long:
        return
    for index, leaf in enumerate(leaves):
        heading = leaf.element.tag in dom.HEADINGS
        near = long[0] - (_BEFORE if heading else 0) <= index <= long[-1] + 6
        if leaf.keep and len(leaf.words) < _SHORT and not near:
            leaf.keep = False


def _drop_furniture(leaves: list[Leaf], title: list[str]) -> None:
    first = next((i for i, leaf in enumerate(leaves) if leaf.keep and len(leaf.words) >= _LONG), 0)
    for index, leaf in enumerate(leaves):
        repeats = _repeats_title(leaf, title, near_top=index <= first + 2)
        text = " ".join(dom.visible_text(leaf.element).split())
        if repeats or (leaf.element.tag != "figure" and _FURNITURE.fullmatch(text)):
            leaf.keep = None


def _repeats_title(leaf: Leaf, title: list[str], *, near_top: bool) -> bool:
    """Whether a line is the title again, or above the text its beginning."""
    words = leaf.words
    if len(words) < 2 or leaf.element.tag not in (*dom.HEADINGS, "p"):  # noqa: PLR2004 - one word proves nothing
        return False
    return words == title or (near_top and len(words) >= _SHINGLE and words == title[: len(words)])


def _keep_tables(body: Element, leaves: list[Leaf], text: str) -> None:
    """Keep or leave a table as a whole."""
    known = set(_shingles(dom.tokens(text)))
    for table in body.iter("table"):
        if _share(dom.tokens(dom.visible_text(table)), known) >= _TABLE_COVERED:
            inside = set(table.iter())
            for leaf in leaves:
                leaf.keep = leaf.keep or leaf.element in inside
