"""The lines around a page's headline, where sites show by-line, date and standfirst."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice, takewhile
from operator import itemgetter
from typing import TYPE_CHECKING

from pressday.extract.read import dom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from pressday.extract.describe.declared import Declared

_NEAR = 160  # elements behind the headline
_ABOVE = 3  # levels from the headline up to the block that may hold a line above it
_LONGEST = 500  # characters of a headline
_LEAST_TITLE = 12  # characters of a line that is no heading
_HIGHEST = 40  # levels looked at for a foreign place
_FOREIGN_TAGS = frozenset("nav aside footer script style noscript template".split())
# Places of other articles, of readers and of the site.
_FOREIGN = re.compile(
    r"(?:^|[\s_-])(related|recirc\w*|promo\w*|recommend\w*|sidebar|comments?|disqus|respond|trending"
    r"|most-?(?:read|popular)|more-?(?:stories|news|from)|newsletter|widget\w*|teaser\w*|footer"
    r"|nav\w*|menu|breadcrumbs?|outbrain|taboola|carousel|popular|latest)(?=[\s_-]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The shown headline, the elements that hold it, and those from just above to some way behind.

    `plain` are names of foreign places that the article's own place has as well: they say nothing
    on this page. Without a headline there is nothing near it, and nothing holds the article.
    """

    headline: Element | None = None
    around: frozenset[Element] = frozenset()
    plain: frozenset[str] = frozenset()
    near: tuple[Element, ...] = ()

    def is_foreign(self, element: Element) -> bool:
        """Return whether an element stands in what surrounds the article."""
        above = takewhile(lambda e: e not in self.around, element.iterancestors())
        return any(map(self._is_foreign_place, islice((element, *above), _HIGHEST)))

    def _is_foreign_place(self, element: Element) -> bool:
        """Return whether this is a menu, a teaser, comments; an article's own footer is not."""
        if element.tag in ("body", "html"):
            return False
        own = element.tag == "footer" and next(element.iterancestors("article"), None) is not None
        return (element.tag in _FOREIGN_TAGS and not own) or bool(_foreign(element) - self.plain)


def read_area(heads: Declared) -> Area:
    """Return what stands around the headline of a page, if it shows one."""
    start = _headline(heads)
    if start is None:
        return Area()
    above = islice(start.iterancestors(), _ABOVE)
    before = [e for parent in reversed(list(above)) for e in _children_before(parent, start)]
    behind = islice(_following(start), _NEAR)
    near = tuple(element for element in (*before, *behind) if dom.is_element(element))
    around = frozenset(start.iterancestors())
    plain = frozenset(name for element in (start, *around) for name in _foreign(element))
    return Area(headline=start, around=around, plain=plain, near=near)


def _headline(heads: Declared) -> Element | None:
    """Return the h1 that repeats the page's title, else its only one, else a line that does."""
    shown = [(h, dom.tokens(dom.line(h, _LONGEST))) for h in heads.root.iter("h1", "h2")]
    title = " ".join(dom.tokens(heads.title))
    named = [(len(words), h) for h, words in shown if words and " ".join(words) in title]
    firsts = [h for h, words in shown if words and h.tag == "h1"]
    only = firsts[0] if len(firsts) == 1 else None
    found = max(named, key=itemgetter(0), default=(0, only))[1]
    return _repeating(heads) if found is None else found


def _repeating(heads: Declared) -> Element | None:
    """Return the first line that begins the page's title, of a page that has no heading for it."""
    body = heads.root.find("body")
    lines = () if body is None else (e for e in body.iter() if dom.is_element(e) and e.text)
    for element in lines:
        text = " ".join((element.text or "").split())
        if len(text) >= _LEAST_TITLE and heads.title.startswith(text):
            return element
    return None


def likeness(one: str, other: str) -> float:
    """Return how many of the words of two texts both have: 0 none, 1 all (Dice)."""
    words, others = Counter(dom.tokens(one)), Counter(dom.tokens(other))
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 0.0


def names(element: Element) -> set[str]:
    """Return the words of an element's class and id."""
    return {word for word in re.split(r"[\s_-]+", dom.class_names(element)[:500].lower()) if word}


def _foreign(element: Element) -> set[str]:
    return {name.lower() for name in _FOREIGN.findall(dom.class_names(element)[:500])}


def _children_before(parent: Element, start: Element) -> Iterator[Element]:
    """Iterate over the small children of `parent` that stand before the headline."""
    for child in islice(parent, _NEAR):
        if child is start or start in child.iterdescendants(start.tag):
            return
        yield from islice(child.iter(), 10)


def _following(start: Element) -> Iterator[Element]:
    """Iterate over the elements behind `start` in document order."""
    node: Element | None = start
    while node is not None:
        while node is not None and node.getnext() is None:
            node = node.getparent()
        node = None if node is None else node.getnext()
        if node is not None:
            yield from node.iter()
