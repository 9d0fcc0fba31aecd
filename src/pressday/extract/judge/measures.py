"""What is measured of each leaf: its words, its place, what stands around it, its page.

The forest was grown on these numbers, in this order; whoever changes one grows it anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import accumulate
from math import log1p
from typing import TYPE_CHECKING

from pressday.extract.judge.places import Amount, Places
from pressday.extract.read import dom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.extract.judge.claims import PageClaims
    from pressday.extract.judge.leaves import Leaf
    from pressday.extract.judge.places import Surrounding

_LEVELS = (0, 1, 2, 3, 5)  # above a leaf
_AMOUNT = ("words", "linked", "sentences", "leaves")
_LINES = {tag: float(n) for n, tag in enumerate("p h1 h2 h3 h4 h5 h6 pre dt caption aside".split())}
_OTHER_LINE = 12.0
_INSIDE = ("nav", "aside", "footer", "header", "main", "article", "ul", "ol", "table", "dd")
# Of its words that readers' comments weigh, on a page that is a thread or not: they may be longer
# than the text.
_ANSWERS, _COMMENTS_WEIGH = 0.2, 0.02
_FAR, _NO_HEADLINE = 40.0, -1000.0  # levels, leaves
_BODY_WORDS = 30  # fewer are a teaser
_WINDOW = 8  # leaves on either side
_LONG = 12  # words of a line that counts as text though it ends no sentence
_LINKED = 0.3  # share of a line's words in links that keeps it from being text
_TITLE_WORDS, _DESCRIPTION_WORDS = 40, 80  # in longer lines the words stand by chance

_NAMED = ("foreign", "text", "comments", "talk", "about", "offers")
_COMMENTS = _NAMED.index("comments")

NAMES = (
    "words", "linked", "links", "ends", "digits", "upper", "letters", "line",
    *(f"in_{tag}" for tag in _INSIDE),
    *(f"to_{name}" for name in _NAMED), *(f"beyond_{name}" for name in _NAMED), "depth", "marked",
    "post", "stated",
    *(f"{name}_{level}" for level in _LEVELS for name in (*_AMOUNT, "alike")),
    *(f"{name}_home" for name in _AMOUNT), *(f"{name}_spot" for name in _AMOUNT), "length_spot",
    *(f"{body}_{name}" for body in ("named_body", "article_body", "main_body")
      for name in ("number", "words", "count")),
    "headlines_before",
    "place", "before", "behind", "behind_headline", "repeated", "title", "description",
    "up", "down", "behind_core", "behind_core_end", "core", "core_is_comments",
    "next_ends", "next_words", "last_words", "last_linked", "last_line", "next_linked",
    "linked_near", "words_near",
    "page_words", "page_linked", "page_leaves", "page_comments", "page_posts", "page_stated",
    "says_thread", "says_article", "shared_as_article", "address_talks",
)  # fmt: skip
_MARKED = NAMES.index("marked")
_BEYOND_OFFERS = NAMES.index("beyond_offers")
_BEYOND_COMMENTS = NAMES.index("beyond_comments")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Core:
    """The kind of container that holds most running text, and where it is on the page."""

    line: dict[Surrounding, int]
    first: int
    last: int
    share: float
    is_comments: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """All leaves of a page, and what is counted once; `words` and `linked` are running sums.

    `texts` are how many bodies of each kind have words, `stated` how much of each leaf the page
    states for machines.
    """

    leaves: Sequence[Leaf]
    places: Places
    claims: PageClaims
    core: _Core
    words: Sequence[int]
    linked: Sequence[int]
    said: Counter[str]
    headline: int
    headlines: Sequence[int]
    stated: Sequence[float]
    texts: Sequence[int]
    whole: tuple[float, ...]
    known: dict[Surrounding, tuple[float, ...]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return max(1, self.words[-1])


def measure(leaves: Sequence[Leaf], claims: PageClaims) -> list[list[float]]:
    """Return a row of numbers for each leaf that has words, in the order of `NAMES`."""
    if not leaves:
        return []
    page = _page(leaves, claims)
    return [[*_line(page, i), *_place(page, i), *_order(page, i)] for i in range(len(leaves))]


def is_offer(row: Sequence[float]) -> bool:
    """Return whether a leaf stands in a box that offers something else, apart from the core."""
    return row[_BEYOND_OFFERS] < _FAR


def is_marked(row: Sequence[float]) -> bool:
    """Return whether a leaf stands in what the page marks as the article's body."""
    return row[_MARKED] > 0


def is_comment(row: Sequence[float]) -> bool:
    """Return whether a leaf stands among readers' comments that do not hold the core."""
    return row[_BEYOND_COMMENTS] < _FAR


def _page(leaves: Sequence[Leaf], claims: PageClaims) -> _Page:
    places = Places(leaves)
    words = [0, *accumulate(len(leaf.words) for leaf in leaves)]
    linked = [0, *accumulate(places.linked)]
    headline = (i for i, leaf in enumerate(leaves) if leaf.element.tag == "h1")
    both = list(zip(leaves, places.of, strict=True))
    comments = sum(len(leaf.words) for leaf, place in both if place.nearest[_COMMENTS] >= 0)
    posts = sum(len(leaf.words) for leaf, place in both if place.is_post)
    stated = [_stated(leaf, claims) for leaf in leaves]
    said = sum(len(leaf.words) * share for leaf, share in zip(leaves, stated, strict=True))
    total = max(1, words[-1])
    return _Page(
        leaves=leaves, places=places, claims=claims, words=words, linked=linked,
        core=_core(leaves, places, total, _ANSWERS if claims.is_talk else _COMMENTS_WEIGH),
        said=Counter(" ".join(leaf.words) for leaf in leaves),
        headline=next(headline, -1),
        headlines=list(accumulate(leaf.element.tag == "h1" for leaf in leaves)),
        stated=stated,
        texts=[sum(body.words >= _BODY_WORDS for body in found) for found in places.bodies],
        whole=(
            log1p(total), linked[-1] / total, log1p(len(leaves)), comments / total,
            posts / total, said / total,
            float(claims.thread), float(claims.article), float(claims.shared_as_article),
            float(claims.talk),
        ),
    )  # fmt: skip


def _stated(leaf: Leaf, claims: PageClaims) -> float:
    """Return the share of a leaf's runs of words that the page states for machines as well."""
    runs = dom.shingles(leaf.words) if claims.stated else []
    return sum(run in claims.stated for run in runs) / len(runs) if runs else 0.0


def _core(leaves: Sequence[Leaf], places: Places, total: int, answers: float) -> _Core:
    weight: dict[object, float] = defaultdict(float)
    for leaf, place, linked, ends in zip(
        leaves, places.of, places.linked, places.ends, strict=True
    ):
        words = len(leaf.words)
        if linked < _LINKED * words and (ends or words > _LONG):
            weight[leaf.home] += words * (answers if place.nearest[_COMMENTS] >= 0 else 1)
    home = max(weight, key=lambda found: weight[found], default=None)
    inside = [i for i, leaf in enumerate(leaves) if home is not None and leaf.home == home]
    if not inside:
        return _Core(line={}, first=0, last=len(leaves), share=0.0)
    first = places.of[inside[0]]
    return _Core(
        line={place: level for level, place in enumerate((first.above or first).line())},
        first=inside[0], last=inside[-1], share=weight[home] / total,
        is_comments=first.nearest[_COMMENTS] >= 0,
    )  # fmt: skip


def _line(page: _Page, index: int) -> Iterator[float]:
    """Yield what a leaf's own words say."""
    leaf = page.leaves[index]
    text, count = leaf.text, len(leaf.words)
    yield log1p(count)
    yield _linked(page, index)
    yield len(leaf.links)
    yield page.places.ends[index]
    yield sum(map(str.isdigit, text)) / (len(text) or 1)
    yield sum(word[:1].isupper() for word in text.split()) / count
    yield len(text) / count
    yield _tag(leaf)


def _tag(leaf: Leaf) -> float:
    return _LINES.get(str(leaf.element.tag), _OTHER_LINE)


def _linked(page: _Page, index: int) -> float:
    return page.places.linked[index] / len(page.leaves[index].words)


def _place(page: _Page, index: int) -> Iterator[float]:
    """Yield what the elements say that a leaf stands in."""
    place = page.places.of[index]
    for tag in _INSIDE:
        yield tag in place.tags
    for depth in place.nearest:
        yield place.depth - depth if depth >= 0 else _FAR
    shared = next((above.depth for above in place.line() if above in page.core.line), -1)
    for depth in place.nearest:
        yield place.depth - depth if depth > shared else _FAR
    yield place.depth
    yield place.is_marked
    yield place.is_post
    yield page.stated[index]
    line = list(place.line())
    for level in _LEVELS:
        yield from _around(page, line[min(level, len(line) - 1)])
    yield from _shares(page.places.homes[page.leaves[index].home], page.total)
    spot = page.places.spots[place.spot()]
    yield from _shares(spot, page.total)
    yield log1p(spot.words / spot.leaves)
    for number, bodies, count in zip(place.bodies, page.places.bodies, page.texts, strict=True):
        yield number
        yield bodies[number].words / page.total if number >= 0 else -1.0
        yield count
    yield page.headlines[index]


def _around(page: _Page, place: Surrounding) -> tuple[float, ...]:
    """Return what a place holds and how many are like it, reckoned once for all its leaves."""
    if place not in page.known:
        page.known[place] = (*_shares(place.holds, page.total), log1p(place.alike))
    return page.known[place]


def _shares(amount: Amount, total: int) -> tuple[float, ...]:
    words = max(1, amount.words)
    return (
        amount.words / total, amount.linked / words, amount.sentences / words,
        log1p(amount.leaves),
    )  # fmt: skip


def _order(page: _Page, index: int) -> Iterator[float]:
    """Yield where on its page a leaf stands: as it is read, and seen from the core of the text."""
    leaf, last = page.leaves[index], len(page.leaves) - 1
    yield index / len(page.leaves)
    yield page.words[index] / page.total
    yield (page.words[-1] - page.words[index + 1]) / page.total
    yield index - page.headline if page.headline >= 0 else _NO_HEADLINE
    yield page.said[" ".join(leaf.words)]
    yield _overlap(page.claims.title, leaf, _TITLE_WORDS)
    yield _overlap(page.claims.description, leaf, _DESCRIPTION_WORDS)
    yield from _from_core(page.core, page.places.of[index])
    yield index - page.core.first
    yield index - page.core.last
    yield page.core.share
    yield page.core.is_comments
    yield page.places.ends[index + 1] if index < last else -1.0
    yield log1p(len(page.leaves[index + 1].words)) if index < last else -1.0
    yield log1p(len(page.leaves[index - 1].words)) if index else -1.0
    yield _linked(page, index - 1) if index else -1.0
    yield _tag(page.leaves[index - 1]) if index else -1.0
    yield _linked(page, index + 1) if index < last else -1.0
    yield from _near(page, index)
    yield from page.whole


def _overlap(words: frozenset[str], leaf: Leaf, most: int) -> float:
    return (
        len(words.intersection(leaf.words)) / max(1, len(words)) if len(leaf.words) < most else 0.0
    )


def _from_core(core: _Core, place: Surrounding) -> tuple[float, float]:
    """Return the levels up to the element that holds leaf and core, and down to the core."""
    for up, above in enumerate(place.line()):
        if above in core.line:
            return float(up), float(core.line[above])
    return float(place.depth + 1), _FAR


def _near(page: _Page, index: int) -> tuple[float, float]:
    low, high = max(0, index - _WINDOW), min(len(page.leaves), index + _WINDOW + 1)
    words = page.words[high] - page.words[low]
    return (page.linked[high] - page.linked[low]) / max(1, words), log1p(words)
