"""Which leaves of a page are likely its text, and which it says itself are something else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from pressday.body.vocabulary import HEADINGS
from pressday.extract.judge import forest
from pressday.extract.judge.measures import is_comment, is_marked, is_offer, measure
from pressday.extract.read import dom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressday.extract.judge.claims import PageClaims
    from pressday.extract.judge.leaves import Leaf

_T = TypeVar("_T")

BAR = 0.47
"""Likelihood from which a leaf is text: where F1 is highest on pages the forest has not seen."""
OFFER = "offer by its name"
UNDECLARED = "not in the text that the page declares"
_LEAST = 40  # words that make a text of their own
_MOSTLY = 2.5  # times as many likely words in boxes named as offers: the names are wrong
_CREDIBLE = 0.7  # share of the likely words that a declared text must hold
_COVERED = 0.5  # share of a line's runs that it must hold


def judge(leaves: Sequence[Leaf], claims: PageClaims) -> None:
    """Set `score` on every leaf that has words and is no picture.

    What the page itself says is no text has a `why`, and None for `keep`.
    """
    spoken = [leaf for leaf in leaves if leaf.words and leaf.element.tag != "figure"]
    rows = measure(spoken, claims)
    for leaf, row in zip(spoken, rows, strict=True):
        leaf.score = forest.grown().likelihood(row)
        if is_offer(row):
            leaf.why = OFFER
        elif is_comment(row) and not claims.is_talk:
            leaf.why = "readers' comments"
    for leaf in _undeclared(spoken, rows, claims):
        leaf.why = leaf.why or UNDECLARED
    _leave_out_named(spoken)


def _undeclared(
    leaves: Sequence[Leaf], rows: Sequence[Sequence[float]], claims: PageClaims
) -> list[Leaf]:
    """Return the lines that the page's own statement of its text leaves out, if it is credible."""
    known = set(dom.shingles(claims.declared))
    inside = [_holds(known, leaf) if known else is_marked(row) for leaf, row in _both(leaves, rows)]
    likely = sum(len(leaf.words) for leaf in leaves if leaf.score >= BAR)
    stated = sum(
        len(leaf.words) for leaf, yes in _both(leaves, inside) if yes and leaf.score >= BAR
    )
    if stated <= _CREDIBLE * likely:
        return []
    lines = [leaf for leaf, yes in _both(leaves, inside) if not yes and _is_line(leaf)]
    return [leaf for leaf in lines if not (known and _is_listed(leaf))]


def _both(leaves: Sequence[Leaf], others: Sequence[_T]) -> Iterator[tuple[Leaf, _T]]:
    return zip(leaves, others, strict=True)


def _holds(known: set[tuple[str, ...]], leaf: Leaf) -> bool:
    own = dom.shingles(leaf.words)
    return sum(run in known for run in own) >= _COVERED * len(own) > 0


def _is_line(leaf: Leaf) -> bool:
    """Whether a leaf is long enough to be looked for, and no heading: statements have none."""
    return len(leaf.words) > dom.SHINGLE and leaf.element.tag not in HEADINGS


def _is_listed(leaf: Leaf) -> bool:
    """Whether a leaf is of a list or table, of which statements have nothing, or only parts."""
    return next(leaf.element.iterancestors("table", "ul", "ol", "dl"), None) is not None


def _leave_out_named(leaves: Sequence[Leaf]) -> None:
    """Let what says it is something else be no text, unless the page has hardly any other.

    Boxes named as offers that hold nearly all of what looks like text are none.
    """
    likely: Counter[str] = Counter()
    for leaf in leaves:
        likely[leaf.why] += len(leaf.words) if leaf.score >= BAR else 0
    few, none = likely[""] < _LEAST, likely[OFFER] > _MOSTLY * likely[""]
    for leaf in leaves:
        leaf.why = "" if few or (none and leaf.why == OFFER) else leaf.why
        leaf.keep = None if leaf.why else leaf.keep
