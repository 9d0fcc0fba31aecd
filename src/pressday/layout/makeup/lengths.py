"""Lengths: the same galleys on more pages or fewer, by pictures and quotations alone.

Nothing is set again: a picture stands over more columns or fewer than it would, and a
quotation in a piece or not. The lightest pieces give first, the weightiest gain first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from pressday.layout.makeup.composing import Composition
from pressday.layout.makeup.fitting import Fitting
from pressday.layout.makeup.placing import placed_pages
from pressday.layout.makeup.shapes import COLUMNS
from pressday.layout.makeup.whole import check_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pressday.layout.makeup.composing import FilledPage
    from pressday.layout.makeup.shapes import GalleySection, Page, WeighedGalley

TRIES = 8
"""Compositions that are tried for one length."""

CUTS = 4
"""Pieces that are tried to be left out."""

WHITE = 4
"""Of a page that is only padded so much is white: a fourth."""

LIFTED = 8
"""Lines of columns that a picture takes more where it is lifted out of its text, about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Pages of the number that was asked for, and how many `pictures` and `quotes` it took.

    They stand larger or are put in where the pages are `more` than they would be. Pages
    that are `padded` have more white than they would have.
    """

    pages: tuple[Page, ...]
    padded: bool = False
    pictures: int = 0
    quotes: int = 0
    more: bool = False


class Lengths:
    """The galleys of an edition, composed for one number of pages after another."""

    def __init__(self, sections: Sequence[GalleySection], page: int) -> None:
        self.sections, self.page = [s for s in sections if s.copies], page
        self._found: dict[tuple[bool, int], dict[int, tuple[FilledPage, ...]]] = {}
        self._composed: dict[tuple[bool, int], Composition] = {}

    @property
    def natural(self) -> int:
        """How many pages there are when nothing is asked for."""
        return min(self._lengths(0, more=False))

    @property
    def reached(self) -> set[int]:
        """All numbers of pages that have come up so far."""
        return {count for found in self._found.values() for count in found}

    def fitted(self, wanted: int, *, padded: bool = False) -> Fitted | None:
        """Return `wanted` pages with the least that has to be done; None when it is not enough.

        They may have white on them only if they may be `padded`.
        """
        more = wanted > self.natural
        gains = [*accumulate((c.lines for c in self._changes(more=more)), initial=0)]
        level, tried = 0, set[int]()
        for _ in range(TRIES):
            tried.add(level)
            found = self._lengths(level, more=more)
            if wanted in found and (padded or not self._is_padded(found[wanted])):
                return self._placed(level, wanted, more=more)
            off = (wanted - min(found)) * (1 if more else -1)
            level = _next(gains, level, off * COLUMNS * self.page, tried)
            if level < 0:
                return None
        return None

    def cut_for(self, wanted: int) -> str:
        """Return the smallest galley without which `wanted` pages are enough; empty for none."""
        over = (self.natural - wanted) * COLUMNS * self.page
        sizes = {c.name: Fitting(c, self.page).size for s in self.sections for c in s.copies}
        large = sorted((n for n, size in sizes.items() if size >= over // 2), key=sizes.__getitem__)
        for name in large[:CUTS]:
            kept = (
                replace(s, copies=tuple(c for c in s.copies if c.name != name))
                for s in self.sections
            )
            if Lengths([*kept], self.page).fitted(wanted, padded=True):
                return name
        return ""

    def _is_padded(self, pages: Sequence[FilledPage]) -> bool:
        """Tell whether a page but the last has much white, and more than one would have anyway."""
        natural = self._lengths(0, more=False)
        usual = max(COLUMNS * self.page // WHITE, _whitest(natural[min(natural)]))
        return _whitest(pages) > usual

    def _lengths(self, level: int, *, more: bool) -> dict[int, tuple[FilledPage, ...]]:
        key = (more, level) if level else (False, 0)
        if key not in self._found:
            composition = Composition(self._changed(level, more=more), self.page)
            self._composed[key] = composition
            self._found[key] = composition.lengths()
        return self._found[key]

    def _placed(self, level: int, wanted: int, *, more: bool) -> Fitted:
        key = (more, level) if level else (False, 0)
        composition = self._composed[key]
        pages = placed_pages(composition, self._found[key][wanted])
        check_whole(composition.sections, pages)
        made = self._changes(more=more)[:level]
        pictures = {c.name for c in made if c.make not in _OF_QUOTES}
        quotes = sum(c.make in _OF_QUOTES for c in made)
        padded = self._is_padded(self._found[key][wanted])
        return Fitted(pages=pages, padded=padded, pictures=len(pictures), quotes=quotes, more=more)

    def _changed(self, level: int, *, more: bool) -> list[GalleySection]:
        """Return the sections with the first `level` changes made."""
        copies = {c.name: c for s in self.sections for c in s.copies}
        for change in self._changes(more=more)[:level]:
            copies[change.name] = change.make(copies[change.name])
        return [replace(s, copies=tuple(copies[c.name] for c in s.copies)) for s in self.sections]

    def _changes(self, *, more: bool) -> list[_Change]:
        """Return what can be done, the mildest first, and what it gains."""
        ranks = zip_longest(*(s.copies for s in self.sections))
        copies = [copy for rank in ranks for copy in rank if copy is not None]
        makes = (larger, largest, with_quote) if more else (smaller, without_quote)
        ordered = copies if more else copies[::-1]
        found = (_Change(c.name, make, _gain(c, make)) for make in makes for c in ordered)
        return [change for change in found if change.lines]


def _whitest(pages: Sequence[FilledPage]) -> int:
    """Return the most lines that are white on a page but the last."""
    return max((page.white for page in pages[:-1]), default=0)


class _Change(NamedTuple):
    """A change of one galley, and about how many lines of columns it adds or saves."""

    name: str
    make: Callable[[WeighedGalley], WeighedGalley]
    lines: int


def smaller(copy: WeighedGalley) -> WeighedGalley:
    """Return a galley whose pictures stand over as few columns as they may."""
    plates = copy.galley.plates
    least = {span: plate for span, plate in plates.items() if span == min(plates)}
    runs = tuple(
        replace(run, strips=tuple(replace(s, lift=-1) for s in run.strips))
        for run in copy.galley.runs
    )
    return replace(copy, galley=replace(copy.galley, plates=least, runs=runs, lifts={}))


def larger(copy: WeighedGalley) -> WeighedGalley:
    """Return a galley whose opening picture stands over more columns than the fewest it may."""
    galley = copy.galley
    plates = {span: plate for span, plate in galley.plates.items() if span > min(galley.plates)}
    if not plates:
        return copy
    heads = {span: lines for span, lines in galley.heads.items() if span >= min(plates)}
    return replace(copy, galley=replace(galley, plates=plates, heads=heads))


def largest(copy: WeighedGalley) -> WeighedGalley:
    """Return a galley whose opening picture stands over as many columns as it may."""
    while (wider := larger(copy)) != copy:
        copy = wider
    return copy


def without_quote(copy: WeighedGalley) -> WeighedGalley:
    """Return a galley out of which nothing is lifted."""
    return replace(copy, galley=replace(copy.galley, quotes=()))


def with_quote(copy: WeighedGalley) -> WeighedGalley:
    """Return a galley that is opened with a quotation only, where one is said there."""
    return replace(copy, must_quote=True)


_OF_QUOTES = (with_quote, without_quote)


def _gain(copy: WeighedGalley, make: Callable[[WeighedGalley], WeighedGalley]) -> int:
    """Return about by how many lines of columns `make` changes what a galley takes."""
    if make in _OF_QUOTES:
        return max(copy.galley.quotes, default=0)
    before = larger(copy) if make is largest else copy
    after = make(copy)
    lifts = LIFTED * (len(copy.galley.lifts) - len(after.galley.lifts))
    return abs(_picture(after) - _picture(before)) + lifts


def _picture(copy: WeighedGalley) -> int:
    """Return the lines of columns that the opening picture takes over a middling width."""
    areas = sorted(span * plate.lines for span, plate in copy.galley.plates.items())
    return areas[len(areas) // 2] if areas else 0


def _next(gains: Sequence[int], level: int, lines: int, tried: set[int]) -> int:
    """Return the level that gains about `lines` more than `level`, none of the `tried`; or -1."""
    wanted = gains[level] + lines
    left = [n for n in range(len(gains)) if n not in tried]
    return min(left, key=lambda n: (abs(gains[n] - wanted), n), default=-1)
