"""The elements of a page that hold its leaves, and how much of the page's text stands in each."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from pressday.extract.judge import surroundings
from pressday.extract.judge.leaves import kind
from pressday.extract.read import dom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from pressday.extract.judge.leaves import Leaf

_PATTERNS = (
    surroundings.FOREIGN, surroundings.TEXT, surroundings.COMMENTS, surroundings.TALK,
    surroundings.ABOUT, surroundings.OFFERS,
)  # fmt: skip
# What CSS modules put behind names, so that no two are alike: `table_root__adKqa` is no ad.
_MADE = re.compile(r"__(?=[\w-]*(?:[a-z][A-Z]|\d))[\w-]{5}(?=\s|$)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")  # between the words of ArticleBody
_FOREIGN_TAGS = frozenset({"aside", "nav", "footer"})
_SPOT = 4  # levels, from a leaf's own element upwards
_NOWHERE = (-1,) * len(_PATTERNS)


@dataclass(slots=True)
class Amount:
    """How much some leaves say: words, those in links, those in lines that end a sentence."""

    words: int = 0
    linked: int = 0
    sentences: int = 0
    leaves: int = 0

    def add(self, words: int, linked: int, sentences: int) -> None:
        """Count a leaf."""
        self.words += words
        self.linked += linked
        self.sentences += sentences
        self.leaves += 1


def linked_words(leaf: Leaf) -> int:
    """Return how many words of a leaf lead off the page."""
    return min(len(leaf.words), sum(count for _, count in leaf.links))


@dataclass(slots=True, eq=False, kw_only=True)
class Surrounding:
    """An element of the page.

    `nearest` are the depths of the nearest element, itself or above, that is named for each
    of what `surroundings` names, -1 for none; `bodies` the numbers of the elements around it that
    are called an article's body by name, tag or role, -1 for none; `tags` those of itself and
    all above; `alike` the number of elements beside it with its tag and class, itself included;
    `kind` what it shares with others made alike. `is_marked` and `is_post` say that the page marks
    it as the article's body, and as the text of a question, an answer, a post.
    """

    above: Surrounding | None
    depth: int
    nearest: tuple[int, ...]
    tags: frozenset[str]
    is_marked: bool
    is_post: bool
    alike: int
    kind: str
    bodies: tuple[int, ...]
    holds: Amount = field(default_factory=Amount)

    def line(self) -> Iterator[Surrounding]:
        """Yield the place itself and all above it."""
        place: Surrounding | None = self
        while place is not None:
            yield place
            place = place.above

    def spot(self) -> tuple[str, ...]:
        """Return what leaves have in common that a program puts in the same spot of many boxes."""
        return tuple(place.kind for place in islice(self.line(), _SPOT))


class Places:
    """The places of a page's leaves, each made once, and what stands in those alike.

    `homes` are containers of one kind, `spots` elements at the same spot of such; `linked` are
    the words of each leaf that lead off the page, `ends` tells which end as sentences do.
    """

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._known: dict[Element, Surrounding] = {}
        self.linked = [linked_words(leaf) for leaf in leaves]
        self.ends = [dom.ends_sentence(leaf.text) for leaf in leaves]
        self._beside: dict[Element, Counter[tuple[str, str]]] = {}
        self.bodies: tuple[list[Amount], ...] = tuple([] for _ in _BODIES)
        self.of = [self._place(leaf.origin) for leaf in leaves]
        self.homes: dict[object, Amount] = {}
        self.spots: dict[tuple[str, ...], Amount] = {}
        for leaf, found, linked, ends in zip(leaves, self.of, self.linked, self.ends, strict=True):
            words = len(leaf.words)
            said = words, linked, words if ends else 0
            self.homes.setdefault(leaf.home, Amount()).add(*said)
            self.spots.setdefault(found.spot(), Amount()).add(*said)
            for place in found.line():
                place.holds.add(*said)
            for number, known in zip(found.bodies, self.bodies, strict=True):
                if number >= 0:
                    known[number].add(*said)

    def _place(self, element: Element) -> Surrounding:
        line = [element]
        while line[-1] not in self._known and (parent := line[-1].getparent()) is not None:
            line.append(parent)
        above = self._known.get(line[-1])
        for inner in reversed(line if above is None else line[:-1]):
            above = self._known[inner] = self._below(above, inner)
        return self._known[element]

    def _below(self, above: Surrounding | None, element: Element) -> Surrounding:
        tag = str(element.tag)
        depth = 0 if above is None else above.depth + 1
        whole = tag in ("body", "html")
        names = "" if whole else _CAMEL.sub("-", _MADE.sub("", dom.class_names(element)))
        before = _NOWHERE if above is None else above.nearest
        return Surrounding(
            above=above, depth=depth,
            is_marked=(above is not None and above.is_marked) or _says(element, "articleBody"),
            is_post=(above is not None and above.is_post) or _says(element, "text"),
            nearest=_nearest(tag, names, depth, before),
            tags=(above.tags if above else frozenset()) | {tag},
            bodies=self._bodies(element, names, above),
            alike=0 if whole else self._alike(element), kind=kind(element) or tag,
        )  # fmt: skip

    def _bodies(self, element: Element, names: str, above: Surrounding | None) -> tuple[int, ...]:
        before = (-1,) * len(_BODIES) if above is None else above.bodies
        found = []
        for number, known, is_body in zip(before, self.bodies, _BODIES, strict=True):
            if number >= 0 or not is_body(element, names):
                found.append(number)
            else:
                found.append(len(known))
                known.append(Amount())
        return tuple(found)

    def _alike(self, element: Element) -> int:
        parent = element.getparent()
        if parent is None:
            return 1
        if parent not in self._beside:
            self._beside[parent] = Counter(map(_kind, parent))
        return self._beside[parent][_kind(element)]


def _is_named_body(element: Element, names: str) -> bool:
    return _says(element, "articleBody") or dom.says(surroundings.BODY, names)


def _is_article(element: Element, _: str) -> bool:
    return element.tag == "article"


def _is_main(element: Element, names: str) -> bool:
    return element.tag == "main" or element.get("role") == "main" or "main" in names.split()


_BODIES = (_is_named_body, _is_article, _is_main)


def _kind(element: Element) -> tuple[str, str]:
    return str(element.tag), element.get("class") or ""


def _says(element: Element, name: str) -> bool:
    """Return whether microdata says what an element is."""
    return name in (element.get("itemprop") or "").split()


def _nearest(tag: str, names: str, depth: int, before: tuple[int, ...]) -> tuple[int, ...]:
    both = zip(_said_by(names), before, strict=True)
    found = tuple(depth if said else known for said, known in both)
    return (depth, *found[1:]) if tag in _FOREIGN_TAGS else found


@lru_cache(maxsize=dom.REMEMBERED)
def _said_by(names: str) -> tuple[bool, ...]:
    return tuple(bool(pattern.search(names)) for pattern in _PATTERNS)
