"""Which elements of a page hold one post each: repeated, of one kind, with most of the words."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml.etree import _Element as Element

_HIGHEST = 40  # levels above a block that are looked at
_NAMES = 6  # class names of one element that are looked at
_DIGITS = re.compile(r"\d+")
_LEAST = 0.5  # share of the kept words that posts must hold
_ENOUGH = 2  # posts
_MOST_KINDS = 12  # ways of cutting the page that are tried
_WIDEST = 3  # siblings beside a container that may belong to it

Kind = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """The elements that one post stands in, the one with its text first, and its kept words."""

    roots: tuple[Element, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to cut a page into posts; no two share an element, except one inside the other."""

    posts: tuple[Post, ...]

    @property
    def words(self) -> int:
        """The kept words that stand in posts."""
        return sum(post.words for post in self.posts)

    def owner(self, element: Element, owners: Mapping[Element, Post]) -> Post | None:
        """Return the innermost post around `element`."""
        return owners.get(element) or next(
            (owners[above] for above in element.iterancestors() if above in owners), None
        )

    def owners(self) -> dict[Element, Post]:
        """Return the post of each root."""
        return {root: post for post in self.posts for root in post.roots}


def cuts(words: Mapping[Element, int]) -> list[Cut]:
    """Return the ways to cut a page into posts, those with most posts first.

    `words` are the page's elements that hold kept words, with their number.
    """
    held: defaultdict[Kind, dict[Element, int]] = defaultdict(dict)
    for element, count in words.items():
        for kind, holder in _innermost(element).items():
            held[kind][holder] = held[kind].get(holder, 0) + count
    total = sum(words.values())
    likely = [
        holders
        for holders in held.values()
        if len(holders) >= _ENOUGH and sum(holders.values()) >= _LEAST * total
    ]
    best = sorted(_outermost(likely), key=lambda h: (-len(h), -sum(h.values())))
    return [_cut(holders) for holders in best[:_MOST_KINDS]]


def _outermost(likely: Iterable[dict[Element, int]]) -> list[dict[Element, int]]:
    """Return of all that part the words alike those around the others, which hold names too."""
    found: dict[tuple[int, ...], dict[Element, int]] = {}
    for holders in likely:
        found[tuple(holders.values())] = holders  # the kinds of a block come from the inside out
    return list(found.values())


def _innermost(element: Element) -> dict[Kind, Element]:
    """Return the nearest element of each kind around a block."""
    nearest: dict[Kind, Element] = {}
    holder: Element | None = element
    for _ in range(_HIGHEST):
        if holder is None or holder.tag == "body":
            break
        for kind in _kinds(holder):
            nearest.setdefault(kind, holder)
        holder = holder.getparent()
    return nearest


def _kinds(element: Element) -> Iterator[Kind]:
    """Yield what one element may have in common with others that hold a post."""
    tag = element.tag
    names = (element.get("class") or "").split()[:_NAMES]
    yield from ((tag, "class", _DIGITS.sub("#", name)) for name in names)
    stem = _DIGITS.sub("#", element.get("id") or "")
    if "#" in stem:
        yield (tag, "id", stem)
    if element.get("itemtype"):
        yield (tag, "type", element.get("itemtype"))
    parent = element.getparent()
    if parent is not None:
        yield (tag, "in", parent)


def _cut(holders: Mapping[Element, int]) -> Cut:
    order = list(holders)
    beside = _beside(order)
    return Cut(tuple(Post((holder, *beside.get(holder, ())), holders[holder]) for holder in order))


def _beside(holders: Sequence[Element]) -> dict[Element, list[Element]]:
    """Return the siblings that belong to each holder, where all stand in one row.

    A head over each text, or a foot under each, and never both: else nobody could tell
    whose it is.
    """
    parent = holders[0].getparent()
    if parent is None or any(holder.getparent() is not parent for holder in holders):
        return {}
    own = set(holders)
    before = [_run(holder, own, preceding=True) for holder in holders]
    behind = [_run(holder, own, preceding=False) for holder in holders]
    wide = min(len(run) for run in before[1:])
    if not 0 < wide <= _WIDEST:
        return {}
    heads = _alike(before, wide)
    if heads == _alike(behind, wide):
        return {}
    runs = before if heads else behind
    return {holder: run[:wide] for holder, run in zip(holders, runs, strict=True)}


def _run(holder: Element, own: set[Element], *, preceding: bool) -> list[Element]:
    run: list[Element] = []
    for sibling in holder.itersiblings(preceding=preceding):
        if sibling in own or len(run) > _WIDEST:
            break
        if isinstance(sibling.tag, str):
            run.append(sibling)
    return run


def _alike(runs: Sequence[Sequence[Element]], wide: int) -> bool:
    """Whether all runs begin with elements of the same names."""
    shapes = {tuple((e.tag, e.get("class")) for e in run[:wide]) for run in runs}
    return len(shapes) == 1 and len(next(iter(shapes))) == wide
