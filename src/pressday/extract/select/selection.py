"""The likely text with what belongs to it; all else leaves the page that was built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.body.vocabulary import CELLS, HEADINGS
from pressday.extract.judge.judging import BAR, UNDECLARED
from pressday.extract.read import dom
from pressday.extract.select.furniture import drop_furniture
from pressday.extract.select.neighbours import keep_neighbours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from pressday.extract.judge.leaves import Leaf

_LINKED, _SURE = 0.7, 0.9  # of words in links to the site: such a line must be this likely
_TEXT, _FEW = 12, 60  # words: a line that is text, and fewer than an article has
_PARAGRAPH = 40  # words
_LOWERED = 0.6  # of the likeliest line's likelihood
_DOUBT = 0.2  # of likelihood: less is hardly ever text
_MUCH_DOUBT = 0.5  # words in doubt for each word kept
_TABLE_COVERED = 0.4  # share of a table's words that are kept
_LONG = 8  # words: a line that says where the article is
_CAPTION = 8  # words: shorter ones may be credits, which every picture needs


def select(  # noqa: PLR0913 - title, site and kind are three facts of one page
    body: Element,
    leaves: Sequence[Leaf],
    title: str,
    site: str,
    removed: dict[Element, str] | None = None,
    *,
    talk: bool = False,
) -> None:
    """Take out of the built `body` what is not the article; `leaves` are judged.

    `site` is the page's host, `talk` says that its text is what readers say. The page's elements
    whose text goes are noted in `removed`, with the reason.
    """
    bar = _bar(leaves)
    for leaf in leaves:
        if leaf.keep is not None:
            leaf.keep = leaf.score >= bar and not _leads_away(leaf, site)
    drop_furniture(leaves, title, talk=talk)
    _keep_tables(body, leaves)
    keep_neighbours(leaves)
    _keep_tables(body, leaves)
    for leaf in leaves:
        if not leaf.keep:
            if removed is not None:
                removed.setdefault(leaf.origin, leaf.why)
            dom.drop(leaf.element)
    _say_once(body)


def _bar(leaves: Sequence[Leaf]) -> float:
    """Return how likely a leaf must be: less where next to nothing of a page's text is."""
    long = [leaf for leaf in leaves if len(leaf.words) >= _TEXT and not leaf.why]
    if sum(len(leaf.words) for leaf in long if leaf.score >= BAR) >= _FEW:
        return BAR
    return min(BAR, _LOWERED * max((leaf.score for leaf in long), default=1.0))


def _leads_away(leaf: Leaf, site: str) -> bool:
    """Whether a line only leads elsewhere on the site; in tables and lists it may be text."""
    holder = next(leaf.element.iterancestors("td", "th", "li", "dd"), None)
    if leaf.linked(site) < _LINKED or (holder is not None and holder.tag in CELLS):
        return False
    return leaf.score < _SURE or (holder is None and leaf.element.tag not in HEADINGS)


def readings(leaves: Sequence[Leaf]) -> tuple[str, ...]:
    """Return what another might have taken for the article: what was nearly likely enough."""
    return ("\n".join(leaf.text for leaf in leaves if leaf.score >= _DOUBT),)


def in_doubt(leaves: Sequence[Leaf]) -> bool:
    """Whether all was unlikely, or so much nearly likely that the choice may be wrong."""
    if _bar(leaves) < BAR:
        return True
    kept = sum(len(leaf.words) for leaf in leaves if leaf.keep)
    near = sum(len(leaf.words) for leaf in leaves if leaf.score >= _DOUBT and not leaf.keep)
    return near > _MUCH_DOUBT * kept + _LONG


def undeclared(leaves: Sequence[Leaf]) -> bool:
    """Whether a text that the page declares left out a paragraph or more of likely text."""
    lost = (leaf for leaf in leaves if leaf.why == UNDECLARED and leaf.score >= BAR)
    return sum(len(leaf.words) for leaf in lost) >= _PARAGRAPH


def _keep_tables(body: Element, leaves: Sequence[Leaf]) -> None:
    """Keep or leave a table as a whole."""
    known = {leaf.element: leaf for leaf in leaves}
    for table in body.iter("table"):
        inside = [known[element] for element in table.iter() if element in known]
        kept = sum(len(leaf.words) for leaf in inside if leaf.keep)
        if kept and kept >= _TABLE_COVERED * sum(len(leaf.words) for leaf in inside):
            for leaf in inside:
                leaf.keep = True


def _say_once(body: Element) -> None:
    """Take a caption away from all pictures but the first that share it."""
    said: set[str] = set()
    for caption in dom.elements(body, "figcaption"):
        words = dom.tokens(dom.visible_text(caption))
        text = " ".join(words)
        if len(words) >= _CAPTION and text in said:
            dom.drop(caption)
        said.add(text)
