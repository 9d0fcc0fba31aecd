"""Which elements of an extraction are those of a reference, and in which order.

Elements match within their kind: by equal text first, then, for blocks, by words of which at
least four fifths are shared (twice the common words over the sum of both); pictures and players
by any common name. Each element matches once, in reading order; a picture that is repeated is one.

Footnotes are read where they are referred to: where their list stands is no matter of order.

`apart` are elements that an extractor delivers outside of its text on purpose (standfirst, lead
picture): they may be found, but they are neither counted as made nor asked for their order.

Levels of headings differ between extractors that are all right (a page's h1 is often gone), so
neighbouring headings are compared: is the second deeper, equal or higher in both?
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.extraction.elements import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.extraction.elements import Element

BLOCKS = frozenset("h p li blockquote td table pre figcaption".split())
IN_ORDER = BLOCKS | {"img", "video"}
_ALIKE = 0.8
_FEW = 2  # pictures that may share a name and still be one


@dataclass(slots=True, kw_only=True)
class Tally:
    """Numbers that add up over pages: `found` of `wanted`, `right` of `made`."""

    wanted: int = 0
    found: int = 0
    made: int = 0
    right: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Add up two pages."""
        return Tally(
            wanted=self.wanted + other.wanted,
            found=self.found + other.found,
            made=self.made + other.made,
            right=self.right + other.right,
        )

    @property
    def recall(self) -> float | None:
        """The share of what was wanted that was found; None where nothing was wanted."""
        return self.found / self.wanted if self.wanted else None

    @property
    def precision(self) -> float | None:
        """The share of what was made that is right; None where nothing was made."""
        return self.right / self.made if self.made else None


@dataclass(slots=True, kw_only=True)
class Comparison:
    """A page's tallies by kind ("level" and "order" among them) and what did not match."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    missing: list[Element] = field(default_factory=list)
    extra: list[Element] = field(default_factory=list)


def compare(
    wanted: Sequence[Element],
    made: Sequence[Element],
    apart: Sequence[Element] = (),
    alias: Callable[[frozenset[str]], frozenset[str]] = lambda names: names,
) -> Comparison:
    """Return how far `made` is `wanted`; `alias` adds the other names of a picture's file."""
    wanted, made = _once(wanted, alias), _once(made, alias)
    pairs: dict[int, int] = {}  # index in wanted -> index in [*made, *apart]
    everything = [*made, *apart]
    for kind in KINDS:
        ours = [i for i, e in enumerate(wanted) if e.kind == kind]
        theirs = [i for i, e in enumerate(everything) if e.kind == kind]
        pairs |= _match(kind, ours, theirs, wanted, everything, alias)
    result = Comparison()
    taken = set(pairs.values())
    for kind in KINDS:
        mine = [i for i, e in enumerate(wanted) if e.kind == kind]
        count = [i for i, e in enumerate(made) if e.kind == kind]
        result.tallies[kind] = Tally(
            wanted=len(mine),
            found=sum(i in pairs for i in mine),
            made=len(count),
            right=sum(i in taken for i in count),
        )
    result.missing = [e for i, e in enumerate(wanted) if i not in pairs]
    result.extra = [e for i, e in enumerate(made) if i not in taken]
    inside = sorted((i, j) for i, j in pairs.items() if j < len(made))
    headings = [(wanted[i].level, made[j].level) for i, j in inside if wanted[i].level]
    result.tallies["level"] = level_steps(headings)
    ordered = [j for i, j in inside if wanted[i].kind in IN_ORDER and not made[j].noted]
    result.tallies["order"] = order_of(ordered)
    return result


def _once(
    found: Sequence[Element], alias: Callable[[frozenset[str]], frozenset[str]]
) -> list[Element]:
    seen: set[str] = set()
    kept = []
    for element in found:
        names = alias(element.names) if element.kind == "img" else frozenset()
        if not names & seen:
            kept.append(element)
        seen |= names
    return kept


def _match(  # noqa: PLR0913, PLR0917 - two lists, which of each, and how to compare them
    kind: str,
    ours: list[int],
    theirs: list[int],
    wanted: Sequence[Element],
    made: Sequence[Element],
    alias: Callable[[frozenset[str]], frozenset[str]],
) -> dict[int, int]:
    if kind in ("img", "video"):
        names = {j: alias(made[j].names) for j in theirs}
        return _first_fit(ours, theirs, lambda i, j: bool(alias(wanted[i].names) & names[j]))
    free: dict[str, list[int]] = defaultdict(list)
    for j in reversed(theirs):
        free[made[j].key].append(j)
    pairs = {i: free[wanted[i].key].pop() for i in ours if free[wanted[i].key]}
    if kind not in BLOCKS:
        return pairs
    bags = {j: Counter(made[j].words) for js in free.values() for j in js}
    rest = [i for i in ours if i not in pairs]
    mine = {i: Counter(wanted[i].words) for i in rest}
    return pairs | _first_fit(rest, sorted(bags), lambda i, j: _alike(mine[i], bags[j]))


def _first_fit(
    ours: Iterable[int], theirs: Iterable[int], fits: Callable[[int, int], bool]
) -> dict[int, int]:
    left = list(theirs)
    pairs = {}
    for i in ours:
        j = next((j for j in left if fits(i, j)), None)
        if j is not None:
            pairs[i] = j
            left.remove(j)
    return pairs


def _alike(one: Counter[str], other: Counter[str]) -> bool:
    total = one.total() + other.total()
    if 2 * min(one.total(), other.total()) < _ALIKE * total:
        return False
    return 2 * (one & other).total() >= _ALIKE * total


def level_steps(levels: Sequence[tuple[int, int]]) -> Tally:
    """Count the neighbours, of headings' levels wanted and made, that stand alike to each other."""
    steps = [(_sign(b - a), _sign(d - c)) for (a, c), (b, d) in pairwise(levels)]
    return _share(len(steps), sum(one == other for one, other in steps))


def order_of(places: Sequence[int]) -> Tally:
    """Count the pairs of matched elements that stand in the right order."""
    seen: list[int] = []
    right = 0
    for place in places:
        right += bisect_left(seen, place)
        insort(seen, place)
    return _share(len(places) * (len(places) - 1) // 2, right)


def _share(of: int, right: int) -> Tally:
    return Tally(wanted=of, found=right, made=of, right=right)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def aliases(pictures: Iterable[frozenset[str]]) -> Callable[[frozenset[str]], frozenset[str]]:
    """Return a function from names of a picture to all names the page itself gives it.

    `pictures` are the names of every picture of the page. A name that several pictures with other
    names share is a placeholder and no name at all.
    """
    groups = {group for group in pictures if len(group) > 1}
    shared = Counter(name for group in groups for name in group)
    placeholders = {name for name, count in shared.items() if count > _FEW}
    known: dict[str, frozenset[str]] = {}
    for group in groups:
        own = frozenset(name for name in group if shared[name] == 1)
        known |= dict.fromkeys(own, own)

    def alias(names: frozenset[str]) -> frozenset[str]:
        every = names.union(*(known.get(name, ()) for name in names))
        return (every - placeholders) or names

    return alias
