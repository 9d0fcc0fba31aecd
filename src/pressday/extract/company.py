"""What stands among the kept lines of an article and belongs to it: pictures, headings, items."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pressday.extract import dom
from pressday.extract.leaves import leaves_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressday.extract.leaves import Leaf

_LIST_SHARE = 0.5  # of a list's items kept, for the rest to follow
_TOP_SHARE = 0.95  # of the kept words, within the innermost element that is the article
_BEFORE, _BEHIND = 4, 1  # leaves around the text in which a picture still belongs to it
_CAPTION = 400  # characters

# Classes of what surrounds an article. "Author" alone is too common on the article itself.
_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:related|recirc\w*|promo\w*|share|sharing|social\w*|newsletter|subscribe|signup"
    r"|sidebar|comments?|disqus|advert\w*|ads?|sponsor\w*|outbrain|taboola|breadcrumbs?|tags?"
    r"|author-?(?:bio|box|image|avatar)|avatar|byline|most-?(?:read|popular)|trending|read-?more"
    r"|see-?also|cookie\w*|paywall|print-only|navbox|mw-editsection|toc|hidden|skip|icon|logo"
    r"|emoji|vjs-[\w-]+)(?:[\s_-]|$)",
    re.IGNORECASE,
)


def keep_company(leaves: list[Leaf]) -> None:
    """Mark what belongs to the leaves that are kept; leave out what stands apart from them."""
    kept = [leaf for leaf in leaves if leaf.keep]
    if kept:
        _keep_company(leaves, _innermost(kept))


def _innermost(kept: list[Leaf]) -> Element:
    """Return the smallest element of the page that holds nearly all kept words."""
    weight: Counter[Element] = Counter()
    depth: dict[Element, int] = {}
    for leaf in kept:
        line = [leaf.origin, *leaf.origin.iterancestors()]
        for level, ancestor in enumerate(reversed(line)):
            weight[ancestor] += len(leaf.words)
            depth[ancestor] = level
    enough = _TOP_SHARE * sum(len(leaf.words) for leaf in kept)
    return max((e for e, words in weight.items() if words >= enough), key=lambda e: depth[e])


def _keep_company(leaves: list[Leaf], top: Element) -> None:
    """Keep what stands among kept lines and belongs there: pictures, headings, items, rules."""
    inside = [leaf for leaf in leaves if _within(leaf.origin, top)]
    for leaf in leaves:
        if not _within(leaf.origin, top):
            leaf.keep = False
    kept = [i for i, leaf in enumerate(inside) if leaf.keep]
    if not kept:
        return
    span = (kept[0], kept[-1])
    chosen = {leaf.element for leaf in inside if leaf.keep}
    belonging = [
        leaf
        for index, leaf in enumerate(inside)
        if leaf.keep is False and _belongs(inside, index, span, chosen)
    ]
    belonging += _opening_picture(leaves, inside[span[0]])
    for leaf in belonging:
        leaf.keep = not _is_foreign(leaf.origin, top)


def _opening_picture(leaves: list[Leaf], first: Leaf) -> list[Leaf]:
    """Find a picture right before the text, though outside the element that holds the text."""
    start = next(i for i, leaf in enumerate(leaves) if leaf is first)
    near = leaves[max(0, start - _BEFORE) : start]
    return [leaf for leaf in near if leaf.element.tag == "figure" and _is_own_picture(leaf)][-1:]


def _within(element: Element, top: Element) -> bool:
    return element is top or any(ancestor is top for ancestor in element.iterancestors())


def _is_foreign(origin: Element, top: Element) -> bool:
    for element in [origin, *origin.iterancestors()]:
        if element is top:
            return False
        if element.tag in ("aside", "nav", "footer") or _FOREIGN.search(dom.class_names(element)):
            return True
    return False


def _belongs(leaves: list[Leaf], index: int, span: tuple[int, int], chosen: set[Element]) -> bool:
    leaf, (low, high) = leaves[index], span
    tag, among = str(leaf.element.tag), low < index < high
    if tag == "figure" or leaf.element.get("class") == "embed":
        return low - _BEFORE <= index <= high + _BEHIND and _is_own_picture(leaf)
    if not among:
        return False
    if tag in dom.HEADINGS:
        following = leaves[index + 1 : index + 4]
        return any(o.element in chosen and o.element.tag not in dom.HEADINGS for o in following)
    if tag in ("hr", "pre"):
        return True
    home = next(leaf.element.iterancestors("table", "ul", "ol", "dl", "blockquote"), None)
    if home is not None:
        return home.tag == "blockquote" or _is_mostly_kept(home, chosen)
    between = leaves[index - 1].element in chosen and leaves[index + 1].element in chosen
    return between and len(leaf.words) <= 12 and leaf.element.find(".//a") is None  # noqa: PLR2004 - a short line of its own


def _is_own_picture(leaf: Leaf) -> bool:
    """Tell a picture of the article from the teaser of another: a link with words to read."""
    if len(dom.visible_text(leaf.element)) > _CAPTION:
        return False
    links = [leaf.origin, *leaf.origin.iterancestors()][:3]
    return not any(
        link.tag == "a" and len(dom.tokens(dom.visible_text(link))) > 3  # noqa: PLR2004 - words such as "enlarge"
        for link in links
    )


def _is_mostly_kept(home: Element, chosen: set[Element]) -> bool:
    parts = list(leaves_of(home))
    kept = sum(part in chosen for part in parts)
    return bool(parts) and kept >= (0.3 if home.tag == "table" else _LIST_SHARE) * len(parts)
