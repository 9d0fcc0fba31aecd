"""What stands among the kept lines of an article and belongs to it: pictures, headings, items."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from pressday.body.vocabulary import CELLS, HEADINGS
from pressday.extract.build import figures, pull_quotes
from pressday.extract.judge import surroundings
from pressday.extract.judge.leaves import leaves_of
from pressday.extract.read import dom

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element as Element

    from pressday.extract.judge.leaves import Leaf

_Answer = TypeVar("_Answer", bool, float)

_LIST_SHARE = 0.5  # of a list's items kept, for the rest to follow
_TABLE_SHARE = 0.3
_TOP_SHARE = 0.95  # of the kept words, within the innermost element that is the article
_BEFORE, _BEHIND = 4, 1  # leaves around the text in which a picture still belongs to it
_OPENING = 14  # leaves before the text among which one with a caption may be its first picture
_CAPTION = 400  # characters
_PROSE_SHARE = 0.2  # of the kept words, for an element to be one that holds the text itself
_LINKED = 0.5  # of its words in links: a list of other pages
_LINKED_TABLE = 0.8  # the same for a table, whose names often are
_SHORT = 12  # words of a line of its own
_SENTENCE = 8  # words: a line that may lead in to the text from outside
_HARDLY = 0.1  # of likelihood: less is no text wherever it stands
_NEARLY = 0.2  # of likelihood: a table of such lines between kept ones is believed
_COVERED = 0.5  # of a table's lines that are so likely

# Classes of what surrounds an article. "Author" alone is too common on the article itself.
_FOREIGN = surroundings.named_around(
    r"subscribe", r"signup", r"author-?(?:image|avatar)", r"byline", r"hidden", r"skip", r"icon",
    r"logo", r"emoji",
)  # fmt: skip
_HOMES = ("ul", "ol", "dl", "table", "blockquote")
_BOXED_WORDS, _BOXED_LINKED = 200, 0.25  # of a list or table in a box of its own
_WRAPPERS = 5  # boxes around a list or table
_WRAPPING = frozenset({"div", "section", "figure", "details", "center", "span"})
_KNOWN_BOXES = frozenset({"pullquote", "factbox", "note", "footnotes"})


@dataclass(slots=True, kw_only=True)
class _Scene:
    """The leaves inside the article's element and what is known of them; made once a page."""

    leaves: list[Leaf]
    top: Element
    likely: set[Element]
    span: tuple[int, int] = (0, 0)
    chosen: set[Element] = field(default_factory=set)
    prose: set[Element] = field(default_factory=set)
    shares: dict[Element, float] = field(default_factory=dict)
    answers: dict[tuple[object, Element], float] = field(default_factory=dict)

    def settle(self) -> None:
        """Look again at what is kept."""
        kept = [index for index, leaf in enumerate(self.leaves) if leaf.keep]
        self.span = (kept[0], kept[-1]) if kept else (0, -1)
        self.chosen = {leaf.element for leaf in self.leaves if leaf.keep}


def keep_neighbours(leaves: Sequence[Leaf]) -> None:
    """Mark what belongs to the leaves that are kept; leave out what stands apart from them."""
    kept = [leaf for leaf in leaves if leaf.keep]
    if not kept:
        return
    top = _innermost(kept)
    held = _held(leaves, top)
    for leaf in leaves:
        if leaf.element not in held:
            leaf.keep = False
    scene = _Scene(
        leaves=[leaf for leaf in leaves if leaf.element in held],
        top=top,
        likely={leaf.element for leaf in leaves if leaf.score >= _NEARLY},
    )
    scene.settle()
    if scene.chosen:
        scene.prose = _prose(scene.leaves)
        first = scene.leaves[scene.span[0]]
        _keep(_opening_picture(leaves, first), top)
        scene.settle()
        for wanted in (_belongs_to_list, _belongs):
            for index, leaf in enumerate(scene.leaves):
                if _is_possible(leaf) and wanted(scene, index):
                    _keep([leaf], top)
                    if leaf.keep and index > scene.span[1]:
                        scene.span = (scene.span[0], index)
            scene.settle()
        _show_once(scene.leaves)
        pull_quotes.set_pull_quotes_apart([leaf.element for leaf in leaves if leaf.keep])


def _is_possible(leaf: Leaf) -> bool:
    """Whether a leaf is a picture, of a table or of a box that we know, or may be text at all."""
    if leaf.element.tag == "figure" or not leaf.words or leaf.score >= _HARDLY:
        return True
    return next(leaf.element.iterancestors(*CELLS, "aside"), None) is not None


def _show_once(leaves: list[Leaf]) -> None:
    """Leave out a picture that the article shows again; cells need theirs each time."""
    shown = {leaf.element: leaf for leaf in leaves if leaf.keep and leaf.element.tag == "figure"}
    loose = [e for e in shown if next(e.iterancestors("table"), None) is None]
    for figure in figures.repeats(loose):
        shown[figure].keep = False


def _keep(found: list[Leaf], top: Element) -> None:
    for leaf in found:
        leaf.keep = not _is_foreign(leaf, top)


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


def _held(leaves: Sequence[Leaf], top: Element) -> set[Element]:
    """Return the leaves whose origin is within `top`, and the sentences that lead in to them."""
    within = set(top.iter())
    held = [index for index, leaf in enumerate(leaves) if leaf.origin in within]
    first = held[0] if held else 0
    while first and leaves[first - 1].keep and _is_sentence(leaves[first - 1]):
        first -= 1
        held.append(first)
    return {leaves[index].element for index in held}


def _is_sentence(leaf: Leaf) -> bool:
    return len(leaf.words) >= _SENTENCE and dom.ends_sentence(leaf.text)


def _prose(leaves: list[Leaf]) -> set[Element]:
    """Return the page's elements in which kept paragraphs stand directly, side by side."""
    weight: Counter[Element] = Counter()
    for leaf in leaves:
        home = _home(leaf)
        if leaf.keep and leaf.element.tag == "p" and home is not None:
            weight[home] += len(leaf.words)
    enough = _PROSE_SHARE * sum(weight.values())
    return {home for home, words in weight.items() if words >= enough}


def _home(leaf: Leaf) -> Element | None:
    """Return the element in which the page has a leaf's block: itself, for loose text."""
    return leaf.origin.getparent() if leaf.origin.tag in ("p", *HEADINGS) else leaf.origin


def _opening_picture(leaves: Sequence[Leaf], first: Leaf) -> list[Leaf]:
    """Find a picture right before the text, though outside the element that holds the text."""
    start = next(i for i, leaf in enumerate(leaves) if leaf is first)
    near = [o for o in leaves[max(0, start - _OPENING) : start] if o.element.tag == "figure"]
    beside = set(map(id, leaves[max(0, start - _BEFORE) : start]))
    return [
        leaf
        for leaf in near
        if _is_own_picture(leaf) and (id(leaf) in beside or len(leaf.words) >= _SENTENCE)
    ][-1:]


def _is_foreign(leaf: Leaf, top: Element) -> bool:
    for element in [leaf.origin, *leaf.origin.iterancestors()]:
        if element is top:
            return False
        if element.get("class") in _KNOWN_BOXES:
            continue
        if element.tag in ("aside", "nav", "footer") or _FOREIGN.search(dom.class_names(element)):
            return True
    return False


def _belongs_to_list(scene: _Scene, index: int) -> bool:
    """Tell an item, a cell, a quoted line that its list, table or quotation brings along."""
    leaf, (low, high) = scene.leaves[index], scene.span
    homes = list(leaf.element.iterancestors(*_HOMES))
    if leaf.keep is not False or not homes:
        return False
    if not low < index < high:
        ends = _is_headed(scene, homes[-1]) or _is_post_beside(scene, leaf, homes[-1])
        return index == high + 1 and (ends or _is_opened(scene, leaf))
    if any(home.tag == "blockquote" for home in homes[:1]):
        return True
    table = any(home.tag == "table" for home in homes)
    share = _TABLE_SHARE if table else _LIST_SHARE
    return (
        any(_is_mostly_kept(scene, home, share) for home in homes)
        or _asked_once(scene, _is_likely, homes[-1])
        or _stands_in_prose(scene, leaf, homes[-1])
        or _hangs_from_kept(scene, leaf)
        or _is_headed(scene, homes[-1])
        or _asked_once(scene, _is_box, homes[-1])
    )


def _asked_once(
    scene: _Scene, question: Callable[[_Scene, Element], _Answer], home: Element
) -> _Answer:
    """Answer for a list or table what would take long to ask for each of its lines."""
    if (question, home) not in scene.answers:
        scene.answers[question, home] = question(scene, home)
    return scene.answers[question, home]  # type: ignore[return-value]  # as the question answers


def _is_headed(scene: _Scene, home: Element) -> bool:
    """Whether a list stands right under a heading that is kept."""
    above = home.getprevious()
    return above is not None and above.tag in HEADINGS and above in scene.chosen


def _is_post_beside(scene: _Scene, leaf: Leaf, home: Element) -> bool:
    """Whether a line is of a quoted post that stands right behind the text."""
    outer = next(leaf.origin.iterancestors("blockquote"), None)
    beside = outer is not None and outer.getparent() in scene.prose
    return beside and home.tag == "blockquote" and home.find(".//cite") is not None


def _is_box(_: _Scene, home: Element) -> bool:
    """Whether a list is one of facts: under a heading of its own, and leading nowhere."""
    above = home.getprevious()
    headed = above is not None and above.tag in HEADINGS
    return headed and len(home) > 1 and home.find(".//a") is None


def _hangs_from_kept(scene: _Scene, leaf: Leaf) -> bool:
    """Whether an item stands below one whose own line is kept."""
    items = list(leaf.element.iterancestors("li", "dd"))[1:]
    return any(len(item) and item[0] in scene.chosen for item in items)


def _stands_in_prose(scene: _Scene, leaf: Leaf, home: Element) -> bool:
    """Whether a list or table stands right between the paragraphs, and is none of links."""
    origins = leaf.origin.iterancestors("ul", "ol", "dl", "menu", "table")
    outer = next(reversed(list(origins)), None)
    beside = outer is not None and outer.getparent() in scene.prose
    if _is_section(scene, home):
        return beside
    most = _LINKED_TABLE if home.tag == "table" else _LINKED
    if beside:
        return _asked_once(scene, _linked, home) < most
    boxed = outer is not None and _stands_among(scene, outer)
    return boxed and _asked_once(scene, _is_short_and_own, home)


def _is_short_and_own(scene: _Scene, home: Element) -> bool:
    """Whether a list or table is too short to look likely that says more than where to go."""
    short = len(dom.tokens(dom.visible_text(home))) <= _BOXED_WORDS
    return short and _asked_once(scene, _linked, home) < _BOXED_LINKED


def _stands_among(scene: _Scene, source: Element) -> bool:
    """Whether an element of the page stands between the paragraphs, at most in boxes of its own."""
    for holder in islice(source.iterancestors(), _WRAPPERS):
        if holder in scene.prose:
            return True
        if holder.tag not in _WRAPPING and holder.get("class") not in _KNOWN_BOXES:
            return False
    return False


def _is_section(scene: _Scene, home: Element) -> bool:
    """Whether a list is all that stands between two headings of a rank, the second one kept."""
    above, below = home.getprevious(), home.getnext()
    if above is None or below is None or above.tag not in HEADINGS:
        return False
    return below.tag == above.tag and below in scene.chosen


def _linked(_: _Scene, element: Element) -> float:
    """Return the share of an element's words that are links."""
    words = len(dom.tokens(dom.visible_text(element)))
    linked = sum(len(dom.tokens(dom.inner_text(a))) for a in element.iter("a"))
    return linked / max(1, words)


def _is_likely(scene: _Scene, table: Element) -> bool:
    lines = list(leaves_of(table))
    if _asked_once(scene, _linked, table) >= _LINKED_TABLE:
        return False
    return sum(line in scene.likely for line in lines) >= _COVERED * len(lines) > 0


def _belongs(scene: _Scene, index: int) -> bool:
    leaf, (low, high) = scene.leaves[index], scene.span
    if leaf.keep is not False:
        return False
    if leaf.element.tag == "figure" or leaf.element.get("class") == "embed":
        return low - _BEFORE <= index <= high + _BEHIND and _is_own_picture(leaf)
    if leaf.element.tag in HEADINGS:
        return _heads_kept(scene, index) or (low < index <= high + 1 and _is_opened(scene, leaf))
    if index == high + 1:
        return _is_opened(scene, leaf)
    loose = next(leaf.element.iterancestors(*_HOMES), None) is None
    return low < index < high and loose and _is_line_between(scene, index)


def _is_line_between(scene: _Scene, index: int) -> bool:
    """Tell a line that does not look likely: code, a formula, one beside the paragraphs."""
    leaf = scene.leaves[index]
    if leaf.element.tag in ("hr", "pre") or leaf.element.find(".//math") is not None:
        return True
    if leaf.words and _home(leaf) in scene.prose and _linked(scene, leaf.element) < _LINKED:
        return True
    if _is_boxed(scene, index) or _is_opened(scene, leaf):
        return True
    around = (scene.leaves[index - 1].element, scene.leaves[index + 1].element)
    between = all(element in scene.chosen for element in around)
    if between and leaf.element in scene.likely and all(e.tag in HEADINGS for e in around):
        return True  # all that a heading has under it
    short = len(leaf.words) <= _SHORT and leaf.element.find(".//a") is None
    return between and (short or next(leaf.element.iterancestors("aside"), None) is not None)


def _is_opened(scene: _Scene, leaf: Leaf) -> bool:
    """Whether a line stands in a box of facts or a part of the text that a reader opens."""
    around = leaf.origin.iterancestors("details", "summary", "aside")
    opened = [e for e in around if e.tag != "aside" or e.get("class") == "factbox"]
    outer = next(reversed(opened), None)
    return outer is not None and _stands_among(scene, outer)


def _is_boxed(scene: _Scene, index: int) -> bool:
    """Whether a paragraph is all that a box among the text holds below its heading."""
    leaf, above = scene.leaves[index], scene.leaves[index - 1]
    box = leaf.origin.getparent()
    alone = box is not None and [above.origin, leaf.origin] == list(box)
    headed = above.element.tag in HEADINGS and above.keep is False
    return alone and headed and _is_sentence(leaf) and not leaf.links


def _heads_kept(scene: _Scene, index: int) -> bool:
    """Whether a heading stands above something kept; the very first beside it, too."""
    low, high = scene.span
    if low < index < high:
        following = scene.leaves[index + 1 : index + 4]
        return any(o.element in scene.chosen and o.element.tag not in HEADINGS for o in following)
    leaf = scene.leaves[index]
    home = leaf.origin.getparent()
    beside = home in scene.prose or home in set(scene.leaves[low].origin.iterancestors())
    return index == low - 1 and leaf.element.tag != "h1" and beside


def _is_own_picture(leaf: Leaf) -> bool:
    """Tell a picture of the article from the teaser of another: a link with words to read."""
    if len(leaf.text) > _CAPTION:
        return False
    links = [leaf.origin, *leaf.origin.iterancestors()][:3]
    return not any(
        link.tag == "a" and len(dom.tokens(dom.visible_text(link))) > 3  # noqa: PLR2004 - words such as "enlarge"
        for link in links
    )


def _is_mostly_kept(scene: _Scene, home: Element, share: float) -> bool:
    if home not in scene.shares:
        parts = list(leaves_of(home))
        kept = sum(part in scene.chosen for part in parts)
        scene.shares[home] = kept / len(parts) if parts else 0.0
    return scene.shares[home] >= share
