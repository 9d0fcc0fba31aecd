"""The judges' text laid over the page's structure: what they took stays, and what belongs to it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pressday.extract import dom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

_SHINGLE = 4  # words
_COVERED = 0.5  # share of a leaf's shingles that the judges' text must hold
_TABLE_COVERED = 0.4
_LIST_SHARE = 0.5  # of a list's items kept, for the rest to follow
_LONG = 8  # words: a line that says where the article is
_SHORT = 5  # words: a line so short that it may match by chance
_TOP_SHARE = 0.95  # of the kept words, within the innermost element that is the article
_BEFORE, _BEHIND = 4, 1  # leaves around the text in which a picture still belongs to it
_CAPTION = 400  # characters
_LEAVES = frozenset("p h1 h2 h3 h4 h5 h6 pre hr figure dt caption".split())

# Elements whose own classes say nothing about the block they stand in.
_INLINE = frozenset("a em strong b i u sub sup code abbr cite q font mark time small".split())

# Classes of what surrounds an article. "Author" alone is too common on the article itself.
_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:related|recirc\w*|promo\w*|share|sharing|social\w*|newsletter|subscribe|signup"
    r"|sidebar|comments?|disqus|advert\w*|ads?|sponsor\w*|outbrain|taboola|breadcrumbs?|tags?"
    r"|author-?(?:bio|box|image|avatar)|avatar|byline|most-?(?:read|popular)|trending|read-?more"
    r"|see-?also|cookie\w*|paywall|print-only|navbox|mw-editsection|toc|hidden|skip|icon|logo"
    r"|emoji|vjs-[\w-]+)(?:[\s_-]|$)",
    re.IGNORECASE,
)
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


@dataclass(slots=True, kw_only=True)
class Leaf:
    """A block that holds text of its own, where it came from, and the judgement so far.

    `keep` is None for furniture that nothing may bring back.
    """

    element: Element
    origin: Element
    words: list[str]
    keep: bool | None = False


def graft(body: Element, origins: dict[Element, Element], text: str, title: str) -> int:
    """Take out of the built `body` what is not the article; return the words that stay.

    `text` is what the judges found; `origins` leads from built blocks to the
    page's elements, whose classes decide about pictures and lines in between.
    """
    leaves = [_leaf(element, origins) for element in _leaves(body)]
    _match(leaves, text)
    _settle_short(leaves)
    _drop_furniture(leaves, dom.tokens(title))
    _keep_tables(body, leaves, text)
    kept = [leaf for leaf in leaves if leaf.keep]
    if not kept:
        return 0
    _keep_company(leaves, _innermost(kept))
    for leaf in leaves:
        if not leaf.keep:
            dom.drop(leaf.element)
    return sum(len(leaf.words) for leaf in leaves if leaf.keep)


def _leaves(node: Element) -> Iterator[Element]:
    for child in node:
        if child.tag in _LEAVES or child.get("class") == "embed":
            yield child
        else:
            yield from _leaves(child)


def _leaf(element: Element, origins: dict[Element, Element]) -> Leaf:
    origin = origins.get(element, element)
    while origin.tag in _INLINE and (parent := origin.getparent()) is not None:
        origin = parent
    words = dom.tokens(dom.visible_text(element))
    return Leaf(element=element, origin=origin, words=words)


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
    parts = list(_leaves(home))
    kept = sum(part in chosen for part in parts)
    return bool(parts) and kept >= (0.3 if home.tag == "table" else _LIST_SHARE) * len(parts)
