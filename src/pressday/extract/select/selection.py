"""The judges' text laid over the page's structure: what they took stays, and what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressday.body.vocabulary import HEADINGS
from pressday.extract.judge.leaves import leaf_of, leaves_of
from pressday.extract.judge.votes import share, shingles, vote
from pressday.extract.read import dom
from pressday.extract.select.furniture import drop_furniture
from pressday.extract.select.neighbours import keep_neighbours

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressday.extract.judge.judges import Verdict
    from pressday.extract.judge.leaves import Leaf

_TABLE_COVERED = 0.4  # share of a table's shingles that the judges' text must hold
_LONG = 8  # words: a line that says where the article is
_SHORT = 5  # words: a line so short that it may match by chance
_BEFORE, _BEHIND = 4, 6  # leaves: so far around the text a short line may belong to it
_CAPTION = 8  # words: shorter ones may be credits, which every picture needs


def select(  # noqa: PLR0913, PLR0917 - what is judged, by whom, and on which page
    body: Element,
    origins: dict[Element, Element],
    verdict: Verdict,
    title: str,
    site: str,
    removed: dict[Element, str] | None = None,
) -> int:
    """Take out of the built `body` what is not the article; return the words that matched.

    `origins` leads from built blocks to the page's elements, whose classes and
    neighbours decide where the judges do not. `site` is the page's host. The page's
    elements whose text goes are noted in `removed`, with the reason.
    """
    leaves = [leaf_of(element, origins) for element in leaves_of(body)]
    matched = vote(leaves, verdict, site)
    _settle_short(leaves)
    drop_furniture(leaves, title, verdict.text)
    _keep_tables(body, leaves, verdict.text)
    if not any(leaf.keep for leaf in leaves):
        return 0
    keep_neighbours(leaves, verdict.other)
    for leaf in leaves:
        if not leaf.keep:
            if removed is not None:
                removed.setdefault(leaf.origin, leaf.why)
            dom.drop(leaf.element)
    _say_once(body)
    return matched


def _settle_short(leaves: list[Leaf]) -> None:
    """Let short lines that match count only near the long ones."""
    long = [i for i, leaf in enumerate(leaves) if leaf.keep and len(leaf.words) >= _LONG]
    if not long:
        return
    first, last = _with_verses(leaves, long[0], long[-1] + _BEHIND)
    for index, leaf in enumerate(leaves):
        leads_in = leaf.element.tag in HEADINGS or _is_item(leaf)
        near = first - (_BEFORE if leads_in else 0) <= index <= last
        if leaf.keep and len(leaf.words) < _SHORT and not near:
            leaf.keep = False


def _with_verses(leaves: list[Leaf], first: int, last: int) -> tuple[int, int]:
    """Return both ends moved over the unbroken lines that go on there, as those of a poem do."""
    while first > 0 and _goes_on(leaves[first - 1], leaves[first]):
        first -= 1
    while last + 1 < len(leaves) and _goes_on(leaves[last + 1], leaves[last]):
        last += 1
    return first, last


def _goes_on(leaf: Leaf, beside: Leaf) -> bool:
    return bool(leaf.keep and beside.keep) and leaf.home == beside.home


def _is_item(leaf: Leaf) -> bool:
    return next(leaf.element.iterancestors("li"), None) is not None


def _keep_tables(body: Element, leaves: list[Leaf], text: str) -> None:
    """Keep or leave a table as a whole."""
    known = set(shingles(dom.tokens(text)))
    for table in body.iter("table"):
        if share(dom.tokens(dom.visible_text(table)), known) >= _TABLE_COVERED:
            inside = set(table.iter())
            for leaf in leaves:
                leaf.keep = leaf.keep or leaf.element in inside


def _say_once(body: Element) -> None:
    """Take a caption away from all pictures but the first that share it."""
    said: set[str] = set()
    for caption in dom.elements(body, "figcaption"):
        words = dom.tokens(dom.visible_text(caption))
        text = " ".join(words)
        if len(words) >= _CAPTION and text in said:
            dom.drop(caption)
        said.add(text)
