"""What became of each block of a page that looks like content, and which step left it out."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pressday.extract.read import dom
from pressday.extract.read.dom import SHINGLE, shingles
from pressday.model import Fate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element as Element

    from pressday.extract.account.passages import Holder, Passage
    from pressday.extract.judge.claims import PageClaims
    from pressday.extract.judge.leaves import Leaf
    from pressday.model import Draft

_SHOWN = 120  # characters of a block that an account repeats
_LINKED = 0.6  # share of a passage's words in links: it only leads elsewhere
_LONG = 12  # words: a paragraph that marks where the article is
_PRINTED = 0.5  # share of a passage's runs of four words that the article must hold
_REWORDED = 0.6  # share of its words that one line of the article must hold instead


@dataclass(frozen=True, slots=True)
class Ledger:
    """What each step removed, and why: whole `parts` of the page, and single `lines`."""

    parts: dict[Element, str] = field(default_factory=dict)
    lines: dict[Element, str] = field(default_factory=dict)

    def removed(self, place: Holder) -> bool:
        """Tell whether a step removed the block at a place."""
        return self.level(place) >= 0

    def level(self, place: Holder) -> int:
        """Return how many levels above the block at a place the part is that went, -1 for none."""
        if place.element in self.lines:
            return 0
        found = (level for level, p in enumerate(place.line()) if p.element in self.parts)
        return next(found, -1)

    def reason(self, place: Holder) -> str:
        """Return why the block at a place was removed, empty where no step says so."""
        if place.element in self.lines:
            return self.lines[place.element]
        return next((self.parts[p.element] for p in place.line() if p.element in self.parts), "")


class Words:
    """A text, asked whether it holds others."""

    def __init__(self, text: str) -> None:
        self._words = dom.tokens(text)
        self._line = f" {' '.join(self._words)} "
        self._text = text

    @cached_property
    def _known(self) -> set[str]:
        return set(self._words)

    @cached_property
    def _runs(self) -> set[tuple[str, ...]]:
        return set(shingles(self._words))

    @cached_property
    def _lines(self) -> set[str]:
        return {" ".join(dom.tokens(line)) for line in self._text.split("\n") if len(line) < _SHOWN}

    @cached_property
    def _bags(self) -> list[set[str]]:
        return [set(dom.tokens(line)) for line in self._text.split("\n")]

    def say(self, words: Sequence[str]) -> bool:
        """Tell whether the text has a line that says just this."""
        return " ".join(words) in self._lines

    def count(self, words: Sequence[str]) -> int:
        """Return how often a passage is in the text, word by word."""
        return self._line.count(f" {' '.join(words)} ")

    def hold(self, words: Sequence[str]) -> bool:
        """Tell whether a passage is in the text, word by word or but for a few."""
        if f" {' '.join(words)} " in self._line:
            return True
        own = shingles(words)
        return sum(run in self._runs for run in own) > _PRINTED * len(own) or self._rewords(words)

    def _rewords(self, words: Sequence[str]) -> bool:
        """Tell whether one line has most of a passage: note signs and formulas break up runs."""
        own = set(words)
        enough = _REWORDED * len(own)
        if len(words) < _LONG or len(own & self._known) < enough:
            return False
        near = (bag for bag in self._bags if len(bag) <= 2 * len(own))
        return any(len(own & bag) >= enough for bag in near)


def printed_words(draft: Draft) -> Words:
    """Return all words of a draft that a reader will see."""
    told = [said for image in draft.images for said in (image.caption, image.credit)]
    names = " ".join([*draft.bylines, draft.site])
    lines = [draft.title, draft.standfirst, draft.body.text, *told, names]
    return Words("\n".join(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What became of a passage, and what speaks for its being text of the article.

    `why` is empty for one that is printed. `known` says that another reading of the page has
    it, `part` the levels from it to the part of the page that a step removed, -1 for none.
    `up` and `across` are the levels from it, and from the nearest passage that is printed,
    to the element they share; `inside` that it stands between the first and last long paragraph
    that is printed, `flanked` that the printed ones before and behind it share one element
    with it. `gap` is the number of passages in a row that were left out, `near` the printed
    one before it, or else behind.
    """

    passage: Passage
    why: str
    known: bool = False
    part: int = -1
    inside: bool = False
    flanked: bool = False
    up: int = 0
    across: int = 0
    gap: int = 0
    near: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounted:
    """An article with what became of each passage of its page, and what was thought of each block.

    Without `claims` nothing was judged: an editor's selectors chose the article.
    """

    draft: Draft
    traces: Sequence[Trace]
    leaves: Sequence[Leaf] = ()
    claims: PageClaims | None = None


def settle(
    passages: Sequence[Passage], printed: Words, readings: Sequence[str] | None, ledger: Ledger
) -> list[Trace]:
    """Return what became of each passage.

    `readings` are what others took for the article, None where an editor's selectors chose it.
    """
    rest = "not in keep" if readings is None else "doubt"
    others = [Words(text) for text in dict.fromkeys(readings or ()) if text]
    kept = _kept(passages, printed, ledger)
    around = _around(passages, kept)
    said = {" ".join(p.words) for p, yes in zip(passages, kept, strict=True) if yes}
    traces = []
    for passage, yes, neighbours in zip(passages, kept, around, strict=True):
        if yes:
            traces.append(Trace(passage=passage, why=""))
            continue
        line = " ".join(passage.words)
        why = _why(passage, ledger, repeated=line in said) or rest
        said.add(line)
        asked = others if passage.is_content and passage.linked <= _LINKED else ()
        known = len(passage.words) >= SHINGLE and any(other.hold(passage.words) for other in asked)
        part = ledger.level(passage.place)
        traces.append(_left_out(passage, why, neighbours, known=known, part=part))
    return traces


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """The printed passages beside one that is not, how many are left out there in a row."""

    before: Passage | None
    behind: Passage | None
    inside: bool
    gap: int


def _around(passages: Sequence[Passage], kept: Sequence[bool]) -> list[_Around]:
    printed = [p for p, yes in zip(passages, kept, strict=True) if yes]
    solid = [p for p in printed if len(p.words) >= SHINGLE and p.kind != "caption"]
    long = [p.number for p in solid if len(p.words) >= _LONG and p.kind in ("paragraph", "item")]
    first, last = (long[0], long[-1]) if long else (0, -1)
    ends = [-1, *(p.number for p in printed), len(passages)]
    solids = [p.number for p in solid]
    found = []
    for number in range(len(passages)):
        place, end = bisect_left(solids, number), bisect_left(ends, number)
        found.append(
            _Around(
                before=solid[place - 1] if place else None,
                behind=solid[place] if place < len(solid) else None,
                inside=first < number < last, gap=ends[end] - ends[end - 1] - 1,
            )
        )  # fmt: skip
    return found


def told(traces: Iterable[Trace], lost: Sequence[Trace]) -> tuple[Fate, ...]:
    """Return the account of a draft: blocks that look like content, and what became of them."""
    numbers = {trace.passage.number for trace in lost}
    return tuple(
        Fate(
            kind=trace.passage.kind, text=trace.passage.text[:_SHOWN], why=trace.why,
            words=len(trace.passage.words), warned=trace.passage.number in numbers,
        )
        for trace in traces
        if trace.passage.is_content
    )  # fmt: skip


def _kept(passages: Sequence[Passage], printed: Words, ledger: Ledger) -> list[bool]:
    """Return which passages are printed; of several of the same words one that no step removed."""
    kept = [_is_printed(passage, printed, ledger) for passage in passages]
    gone = [_leads(p) or ledger.removed(p.place) for p in passages]
    stays = {
        tuple(p.words) for p, yes, out in zip(passages, kept, gone, strict=True) if yes and not out
    }
    return [
        yes and not (out and tuple(p.words) in stays)
        for p, yes, out in zip(passages, kept, gone, strict=True)
    ]


def _leads(passage: Passage) -> bool:
    """Whether a passage only leads elsewhere; a heading may be a link and one all the same."""
    return passage.linked > _LINKED and passage.kind != "heading"


def _is_printed(passage: Passage, printed: Words, ledger: Ledger) -> bool:
    """Whether the article holds a passage; a few words may be there by chance."""
    if len(passage.words) >= SHINGLE:
        return printed.hold(passage.words)
    if _leads(passage) or ledger.removed(passage.place):
        return False
    return printed.say(passage.words) or (passage.kind == "cell" and printed.hold(passage.words))


def _why(passage: Passage, ledger: Ledger, *, repeated: bool) -> str:
    noted = ledger.reason(passage.place)
    if noted:
        return noted
    if passage.linked > _LINKED or any(place.tag == "nav" for place in passage.place.line()):
        return "navigation"
    return "repeated" if repeated else ""


def _left_out(passage: Passage, why: str, around: _Around, *, known: bool, part: int) -> Trace:
    found = [near for near in (around.before, around.behind) if near is not None]
    if not found:
        return Trace(passage=passage, why=why, known=known, part=part)
    shared = [_shared(passage.place, near.place) for near in found]
    near, top = max(zip(found, shared, strict=True), key=lambda pair: pair[1].depth)
    return Trace(
        passage=passage, why=why, known=known, part=part, inside=around.inside, gap=around.gap,
        flanked=around.inside and len(found) > 1 and shared[0] is shared[1],
        up=passage.place.depth - top.depth, across=near.place.depth - top.depth, near=found[0],
    )  # fmt: skip


def _shared(one: Holder, other: Holder) -> Holder:
    """Return the innermost place that holds two others."""
    while one is not other:
        if one.depth < other.depth:
            one, other = other, one
        if one.above is None:
            break
        one = one.above
    return one
